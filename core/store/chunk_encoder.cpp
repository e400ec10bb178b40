#include "store/chunk_encoder.h"

#include "store/column_edit.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace audience::store {

using engine::ColumnData;

namespace {

// Beyond this the blob of a column is split, even where that makes small chunks.
constexpr std::size_t kMaxTextBytes = 8 * 1024 * 1024;

std::string describe(engine::ColumnType type, std::uint8_t scale) {
    std::string text(engine::toText(type));
    if (type == engine::ColumnType::Decimal)
        text += "(" + std::to_string(scale) + ")";
    return text;
}

Result<void> checkShape(const DatasetInfo &info, const ChunkRows &rows) {
    const auto refuse = [&](std::string_view field, std::string_view expected,
                            std::string_view found) {
        return Error(ErrorKind::Invalid, "dataset.field_type")
            .with("dataset", info.name)
            .with("field", field)
            .with("expected", expected)
            .with("found", found);
    };
    if (rows.columns.size() != info.fields.size())
        return refuse("*", std::to_string(info.fields.size()) + " columns",
                      std::to_string(rows.columns.size()) + " columns");
    const std::size_t ordinals = info.hasOrdinals() ? rows.rows : 0;
    if (rows.ordinals.size() != ordinals)
        return refuse("_ordinal", std::to_string(ordinals) + " rows",
                      std::to_string(rows.ordinals.size()) + " rows");
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        const ColumnData &column = rows.columns[i];
        const engine::Field &field = info.fields[i];
        if (column.rows == 0)
            continue;
        const bool sameScale =
            field.type != engine::ColumnType::Decimal || column.scale == field.scale;
        if (column.type != field.type || !sameScale)
            return refuse(field.name, describe(field.type, field.scale),
                          describe(column.type, column.scale));
        if (column.rows != rows.rows)
            return refuse(field.name, std::to_string(rows.rows) + " rows",
                          std::to_string(column.rows) + " rows");
    }
    return {};
}

const ColumnData *columnOf(const DatasetInfo &info, const ChunkRows &rows,
                           const std::string &name) {
    const auto index = info.fieldIndex(name);
    if (name.empty() || !index || rows.columns[*index].rows == 0)
        return nullptr;
    return &rows.columns[*index];
}

// The order of distinct texts, as a rank per row.
std::vector<std::uint32_t> ranksOf(const ColumnData *names, std::uint32_t rows) {
    std::vector<std::uint32_t> ranks(rows, 0);
    if (!names)
        return ranks;
    std::vector<std::string_view> distinct;
    if (!names->codes.empty()) {
        for (std::uint32_t code = 0; code < names->dictionary.size(); ++code)
            distinct.push_back(names->dictionary.at(code));
    } else if (engine::isTextual(names->type)) {
        for (std::uint32_t row = 0; row < rows; ++row)
            if (row == 0 || names->texts.at(row) != names->texts.at(row - 1))
                distinct.push_back(names->texts.at(row));
    }
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    const auto rankOf = [&](std::string_view text) {
        return static_cast<std::uint32_t>(std::lower_bound(distinct.begin(), distinct.end(), text) -
                                          distinct.begin());
    };
    if (!names->codes.empty()) {
        std::vector<std::uint32_t> byCode(names->dictionary.size());
        for (std::uint32_t code = 0; code < byCode.size(); ++code)
            byCode[code] = rankOf(names->dictionary.at(code));
        for (std::uint32_t row = 0; row < rows; ++row)
            ranks[row] = byCode[names->codes[row]];
    } else {
        for (std::uint32_t row = 0; row < rows; ++row)
            ranks[row] = rankOf(names->texts.at(row));
    }
    return ranks;
}

template <class T>
std::vector<T> pickEach(const std::vector<T> &values, std::span<const std::uint32_t> order) {
    std::vector<T> picked;
    if (values.empty())
        return picked;
    picked.reserve(order.size());
    for (const std::uint32_t row : order)
        picked.push_back(values[row]);
    return picked;
}

ChunkRows pick(const ChunkRows &rows, std::span<const std::uint32_t> order) {
    ChunkRows picked;
    picked.rows = static_cast<std::uint32_t>(order.size());
    picked.sorted = rows.sorted;
    for (const ColumnData &column : rows.columns)
        picked.columns.push_back(column.rows == 0 ? ColumnData() : pickRows(column, order));
    picked.ordinals = pickEach(rows.ordinals, order);
    picked.validFrom = pickEach(rows.validFrom, order);
    return picked;
}

void noteTimes(const ColumnData *times, NameRange &range) {
    if (!times)
        return;
    const bool mayBeNull = !times->valid.empty();
    std::int64_t low = std::numeric_limits<std::int64_t>::max(), high = std::numeric_limits<std::int64_t>::min();
    for (std::uint32_t row = range.first; row < range.first + range.rows; ++row) {
        if (mayBeNull && times->isNull(row))
            continue;
        low = std::min(low, times->ints[row]);
        high = std::max(high, times->ints[row]);
    }
    range.timed = low <= high;
    const std::int64_t unit = times->type == engine::ColumnType::Date ? kMicrosPerDay : 1;
    if (range.timed) {
        range.earliest.micros = low * unit;
        range.latest.micros = high * unit;
    }
}

std::vector<NameRange> nameRanges(const DatasetInfo &info, const ChunkRows &rows) {
    std::vector<NameRange> ranges;
    if (info.role != DatasetRole::Events)
        return ranges;
    const ColumnData *names = columnOf(info, rows, info.nameField);
    const ColumnData *times = columnOf(info, rows, info.timeField);
    const bool coded = names && !names->codes.empty();
    for (std::uint32_t row = 0; row < rows.rows; ++row) {
        const bool sameCode = coded && row > 0 && names->codes[row] == names->codes[row - 1];
        if (!sameCode) {
            const std::string_view name =
                names ? names->textAt(row) : std::string_view(info.fixedEventName);
            if (ranges.empty() || ranges.back().name != name)
                ranges.push_back({std::string(name), row, 0, {}, {}});
        }
        ranges.back().rows += 1;
    }
    for (NameRange &range : ranges)
        noteTimes(times, range);
    return ranges;
}

EncodedChunk encodeOne(const DatasetInfo &info, const ChunkRows &rows) {
    EncodedChunk chunk;
    chunk.rows = rows.rows;
    chunk.names = nameRanges(info, rows);
    const auto add = [&](std::uint32_t number, const ColumnData &column,
                         std::span<const std::int64_t> base = {}) {
        chunk.columns.push_back({number, engine::encodeColumn(column, base)});
    };
    // A number that names a person often goes with the person's ordinal, which is there anyway.
    const std::size_t profile = info.fieldIndex(info.profileField).value_or(SIZE_MAX);
    ColumnData ordinals;
    if (info.hasOrdinals()) {
        ordinals.type = engine::ColumnType::Int64;
        ordinals.rows = rows.rows;
        ordinals.ints.reserve(rows.rows);
        for (const Ordinal ordinal : rows.ordinals)
            ordinals.ints.push_back(ordinal == kNoOrdinal ? -1 : std::int64_t{ordinal});
        add(kOrdinalColumn, ordinals);
    }
    for (std::size_t i = 0; i < rows.columns.size(); ++i)
        if (rows.columns[i].rows != 0)
            add(static_cast<std::uint32_t>(i) + 1, rows.columns[i],
                i == profile ? std::span<const std::int64_t>(ordinals.ints) : std::span<const std::int64_t>());
    if (!rows.validFrom.empty()) {
        ColumnData times;
        times.type = engine::ColumnType::Instant;
        times.rows = rows.rows;
        times.ints = rows.validFrom;
        add(kValidFromColumn, times);
    }
    if (info.role == DatasetRole::Profiles)
        chunk.ordinals = rows.ordinals;
    else if (const ColumnData *keys = columnOf(info, rows, info.keyField))
        for (std::uint32_t row = 0; row < rows.rows; ++row)
            chunk.keys.append(keyText(*keys, row));
    return chunk;
}

} // namespace

std::size_t EncodedChunk::bytes() const {
    std::size_t total = 0;
    for (const Column &column : columns)
        total += column.encoded.blob.size();
    return total;
}

void sortForChunk(const DatasetInfo &info, ChunkRows &rows) {
    if (info.role != DatasetRole::Events || rows.sorted)
        return;
    rows.sorted = true;
    const ColumnData *names = columnOf(info, rows, info.nameField);
    const ColumnData *times = columnOf(info, rows, info.timeField);
    const std::vector<std::uint32_t> ranks = ranksOf(names, rows.rows);
    // Rows of one name come together in their order, then each name's are put in order of time, which
    // they mostly are already.
    std::vector<std::uint32_t> ends(1, 0);
    bool sorted = true;
    for (std::uint32_t row = 0; row < rows.rows; ++row) {
        if (ranks[row] + 2 > ends.size())
            ends.resize(ranks[row] + 2, 0);
        ++ends[ranks[row] + 1];
        sorted = sorted && (row == 0 || ranks[row - 1] <= ranks[row]);
    }
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    const std::vector<std::uint32_t> firsts = ends;
    std::vector<std::uint32_t> order(rows.rows);
    for (std::uint32_t row = 0; row < rows.rows; ++row)
        order[ends[ranks[row]]++] = row;
    const auto earlier = [&](std::uint32_t a, std::uint32_t b) { return times->ints[a] < times->ints[b]; };
    for (std::size_t rank = 0; times && rank + 1 < firsts.size(); ++rank) {
        const auto begin = order.begin() + firsts[rank], end = order.begin() + firsts[rank + 1];
        if (std::is_sorted(begin, end, earlier))
            continue;
        std::stable_sort(begin, end, earlier);
        sorted = false;
    }
    if (!sorted)
        rows = pick(rows, order);
}

Result<std::vector<EncodedChunk>> encodeChunks(const DatasetInfo &info, ChunkRows rows) {
    TRY(checkShape(info, rows));
    std::size_t longest = 0;
    for (const ColumnData &column : rows.columns)
        if (engine::isTextual(column.type))
            longest = std::max(longest, column.codes.empty() ? column.texts.byteCount()
                                                             : std::size_t{column.rows} * 4);
    std::vector<EncodedChunk> chunks;
    if (rows.rows == 0)
        return chunks;
    const std::size_t parts =
        std::max((rows.rows + engine::kChunkRows - 1) / engine::kChunkRows,
                 static_cast<std::uint32_t>((longest + kMaxTextBytes - 1) / kMaxTextBytes));
    if (parts <= 1) {
        sortForChunk(info, rows);
        chunks.push_back(encodeOne(info, rows));
        return chunks;
    }
    const std::uint32_t size =
        std::max<std::uint32_t>(1, static_cast<std::uint32_t>((rows.rows + parts - 1) / parts));
    for (std::uint32_t first = 0; first < rows.rows; first += size) {
        std::vector<std::uint32_t> order(std::min(size, rows.rows - first));
        std::iota(order.begin(), order.end(), first);
        ChunkRows part = pick(rows, order);
        sortForChunk(info, part);
        chunks.push_back(encodeOne(info, part));
    }
    return chunks;
}

} // namespace audience::store
