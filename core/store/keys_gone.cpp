// Which of the rows that are there are not among those of an import that replaces them.
#include "store/column_edit.h"
#include "store/dataset_writer_state.h"

namespace audience::store {

Result<std::optional<std::int64_t>> DatasetWriter::keysGone(const Connection &connection) const {
    const State &state = *m_state;
    if (state.mode != WriteMode::Replace || !state.keyed)
        return std::optional<std::int64_t>();
    if (state.entry.info.generation == 0)
        return std::optional(std::int64_t{0});
    TRY_ASSIGN(const DatasetReader there, DatasetReader::open(connection, state.entry.info.name));
    const bool byOrdinal = there.info().role == DatasetRole::Profiles;
    const auto keyField = there.info().fieldIndex(there.info().keyField);
    if (there.info().role != state.entry.info.role || there.info().keyField != state.entry.info.keyField || (!byOrdinal && !keyField))
        return std::optional<std::int64_t>();
    std::int64_t gone = 0;
    for (std::size_t chunk = 0; chunk < there.chunks().size(); ++chunk) {
        TRY_ASSIGN(const auto live, there.liveRows(chunk));
        const auto isLive = [&](std::uint32_t row) { return live.empty() || (live[row >> 6] >> (row & 63) & 1) != 0; };
        const std::uint32_t rows = there.chunks()[chunk].rows;
        if (byOrdinal) {
            TRY_ASSIGN(const auto ordinals, there.ordinals(chunk));
            for (std::uint32_t row = 0; row < rows; ++row)
                gone += isLive(row) && !state.directory.has(ordinals[row]) ? 1 : 0;
        } else {
            TRY_ASSIGN(const auto keys, there.column(chunk, *keyField));
            for (std::uint32_t row = 0; row < rows; ++row)
                gone += isLive(row) && !state.directory.has(keyText(keys, row)) ? 1 : 0;
        }
    }
    return std::optional(gone);
}

} // namespace audience::store
