#include "store/virtual_table_source.h"

#include <algorithm>

namespace audience::store {

using engine::ColumnData;

namespace {

constexpr std::size_t kCacheBytes = 256 * 1024 * 1024;

std::size_t memoryOf(const ColumnData &column) {
    return column.ints.size() * 8 + column.doubles.size() * 8 + column.codes.size() * 4 +
           column.valid.size() * 8 + column.dictionary.byteCount() + column.dictionary.size() * 4 +
           column.texts.byteCount() + column.texts.size() * 4;
}

ColumnData integerColumn(engine::ColumnType type, std::size_t rows) {
    ColumnData column;
    column.type = type;
    column.rows = static_cast<std::uint32_t>(rows);
    return column;
}

ColumnData ordinalColumn(const std::vector<Ordinal> &ordinals, std::uint32_t rows) {
    ColumnData column = integerColumn(engine::ColumnType::Int64, rows);
    column.valid.assign((rows + 63) / 64, 0);
    column.ints.assign(rows, 0);
    for (std::uint32_t row = 0; row < ordinals.size(); ++row)
        if (ordinals[row] != kNoOrdinal) {
            column.ints[row] = ordinals[row];
            column.valid[row >> 6] |= std::uint64_t{1} << (row & 63);
        }
    return column;
}

} // namespace

Result<std::shared_ptr<const ColumnData>> DatasetSource::column(std::size_t chunk, int field) {
    const std::pair key(chunk, field);
    if (const auto kept = m_columns.find(key); kept != m_columns.end())
        return kept->second;
    auto column = std::make_shared<ColumnData>();
    if (field >= 0) {
        TRY_ASSIGN(*column, m_reader.column(chunk, static_cast<std::size_t>(field)));
    } else if (field == kOrdinalField) {
        TRY_ASSIGN(const auto ordinals, m_reader.ordinals(chunk));
        *column = ordinalColumn(ordinals, m_reader.chunks()[chunk].rows);
    } else {
        *column = integerColumn(engine::ColumnType::Instant, m_reader.chunks()[chunk].rows);
        TRY_ASSIGN(column->ints, m_reader.validFrom(chunk));
    }
    const std::size_t bytes = memoryOf(*column);
    if (m_bytes + bytes > kCacheBytes) { // whoever is on a row holds its columns
        m_columns.clear();
        m_bytes = 0;
    }
    m_bytes += bytes;
    m_columns.emplace(key, column);
    return std::shared_ptr<const ColumnData>(column);
}

Result<bool> DatasetSource::mayPass(std::size_t chunk, const Filter &filter) {
    if (filter.field < 0)
        return true;
    const std::pair key(chunk, filter.field);
    auto kept = m_stats.find(key);
    if (kept == m_stats.end()) {
        TRY_ASSIGN(auto stats, m_reader.stats(chunk, static_cast<std::size_t>(filter.field)));
        kept = m_stats.emplace(key, std::move(stats)).first;
    }
    return !kept->second || store::mayPass(filter, *kept->second);
}

Result<std::vector<std::uint32_t>> DatasetSource::select(std::size_t chunk,
                                                         const std::vector<Filter> &filters) {
    std::vector<std::uint32_t> rows;
    for (const Filter &filter : filters) {
        TRY_ASSIGN(const bool may, mayPass(chunk, filter));
        if (!may)
            return rows;
    }
    TRY_ASSIGN(const auto live, m_reader.liveRows(chunk));
    const std::uint32_t count = m_reader.chunks()[chunk].rows;
    rows.reserve(count);
    for (std::uint32_t row = 0; row < count; ++row)
        if (live.empty() || (live[row >> 6] >> (row & 63) & 1) != 0)
            rows.push_back(row);
    for (const Filter &filter : filters) {
        TRY_ASSIGN(const auto values, column(chunk, filter.field));
        keepPassing(filter, *values, rows);
    }
    return rows;
}

bool DatasetSource::isUnique(int field) const {
    const DatasetInfo &info = m_reader.info();
    if (field == kOrdinalField)
        return info.role == DatasetRole::Profiles;
    return field >= 0 && !info.keyField.empty() &&
           info.fields[static_cast<std::size_t>(field)].name == info.keyField;
}

Result<void> DatasetSource::buildIndex(int field) {
    std::vector<IndexEntry> entries;
    entries.reserve(static_cast<std::size_t>(m_reader.info().rows));
    for (std::size_t chunk = 0; chunk < m_reader.chunks().size(); ++chunk) {
        TRY_ASSIGN(const auto rows, select(chunk, {}));
        TRY_ASSIGN(const auto values, column(chunk, field));
        const auto begin = static_cast<std::int64_t>(chunk << kRowBits);
        for (const std::uint32_t row : rows)
            if (!values->isNull(row))
                entries.push_back({hashAt(*values, row), begin | row});
    }
    std::sort(entries.begin(), entries.end(), [](const IndexEntry &a, const IndexEntry &b) {
        return a.hash != b.hash ? a.hash < b.hash : a.row < b.row;
    });
    m_indexes.emplace(field, std::move(entries));
    return {};
}

Result<std::optional<std::vector<std::int64_t>>> DatasetSource::lookUp(const Filter &filter) {
    using Rows = std::optional<std::vector<std::int64_t>>;
    auto index = m_indexes.find(filter.field);
    if (index == m_indexes.end()) {
        // One question is answered by a scan; whoever asks again is joining.
        if (++m_questions[filter.field] < 2)
            return Rows();
        TRY(buildIndex(filter.field));
        index = m_indexes.find(filter.field);
    }
    std::vector<std::int64_t> rows;
    for (const std::uint64_t hash : hashesOf(filter)) {
        auto entry =
            std::lower_bound(index->second.begin(), index->second.end(), hash,
                             [](const IndexEntry &a, std::uint64_t b) { return a.hash < b; });
        for (; entry != index->second.end() && entry->hash == hash; ++entry)
            rows.push_back(entry->row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return Rows(std::move(rows));
}

double DatasetSource::rowsPerValue(int field) {
    const auto rows = static_cast<double>(m_reader.info().rows);
    if (isUnique(field) || rows < 1)
        return 1;
    double distinct = std::max(1.0, rows / 20);
    if (field >= 0 && !m_reader.chunks().empty()) {
        const auto stats = m_reader.stats(0, static_cast<std::size_t>(field));
        if (stats && *stats && (*stats)->distinct != 0)
            distinct = (*stats)->distinct;
    }
    return std::max(1.0, rows / distinct);
}

} // namespace audience::store
