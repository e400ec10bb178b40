#include "store/row_directory.h"

#include "store/column_edit.h"

#include <utility>

namespace audience::store {

Result<RowDirectory> RowDirectory::load(const DatasetReader &reader) {
    RowDirectory directory;
    const bool byOrdinal = reader.info().role == DatasetRole::Profiles;
    const auto keyField = reader.info().fieldIndex(reader.info().keyField);
    if (!byOrdinal && !keyField)
        return directory;
    for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
        TRY_ASSIGN(const auto live, reader.liveRows(chunk));
        const auto isLive = [&](std::uint32_t row) {
            return live.empty() || (live[row >> 6] >> (row & 63) & 1) != 0;
        };
        const std::uint32_t rows = reader.chunks()[chunk].rows;
        const auto slot = static_cast<std::uint32_t>(chunk);
        if (byOrdinal) {
            TRY_ASSIGN(const auto ordinals, reader.ordinals(chunk));
            for (std::uint32_t row = 0; row < rows; ++row)
                if (isLive(row) && ordinals[row] != kNoOrdinal)
                    directory.move(ordinals[row], {slot, row});
        } else {
            TRY_ASSIGN(const auto keys, reader.column(chunk, *keyField));
            for (std::uint32_t row = 0; row < rows; ++row)
                if (isLive(row))
                    directory.move(keyText(keys, row), {slot, row});
        }
    }
    return directory;
}

RowPlace RowDirectory::move(Ordinal ordinal, RowPlace place) {
    if (m_places.size() <= ordinal)
        m_places.resize(std::size_t{ordinal} + 1 + ordinal / 4);
    return std::exchange(m_places[ordinal], place);
}

template <class Stays> std::vector<RowPlace> RowDirectory::take(Stays stays) {
    std::vector<RowPlace> taken;
    for (std::size_t i = 0; i < m_places.size(); ++i)
        if (m_places[i].slot != RowPlace::kNowhere && !stays(static_cast<std::uint32_t>(i)))
            taken.push_back(std::exchange(m_places[i], {}));
    return taken;
}

std::vector<RowPlace> RowDirectory::takeOthers(const engine::Bitmap &stay) {
    return take([&](std::uint32_t ordinal) { return stay.contains(ordinal); });
}

std::vector<RowPlace> RowDirectory::takeOthers(const TextIndex &stay) {
    return take([&](std::uint32_t position) { return stay.find(m_keys.at(position)) != TextIndex::kAbsent; });
}

bool RowDirectory::has(std::string_view key) const {
    const auto position = m_keys.find(key);
    return position != TextIndex::kAbsent && has(static_cast<Ordinal>(position));
}

RowPlace RowDirectory::move(std::string_view key, RowPlace place) {
    return move(m_keys.insert(key).first, place);
}

} // namespace audience::store
