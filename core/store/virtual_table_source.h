// One generation of a dataset as the virtual table sees it: decoded columns kept while there is
// room, and an index per column that is looked up again and again. One connection, one thread.
#pragma once

#include "store/dataset_reader.h"
#include "store/virtual_table_filter.h"

#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace audience::store {

class DatasetSource {
public:
    explicit DatasetSource(DatasetReader reader) : m_reader(std::move(reader)) {}

    const DatasetReader &reader() const { return m_reader; }
    // `field` may be kOrdinalField or kValidFromField.
    Result<std::shared_ptr<const engine::ColumnData>> column(std::size_t chunk, int field);
    // False when the statistics say that no row of the chunk passes.
    Result<bool> mayPass(std::size_t chunk, const Filter &filter);
    // Live rows of the chunk that pass all filters, rising.
    Result<std::vector<std::uint32_t>> select(std::size_t chunk,
                                              const std::vector<Filter> &filters);
    // The same for the whole dataset through the index of the filter's column, which is built at
    // the second question; rows come as row ids. Nothing where a scan is the better way.
    Result<std::optional<std::vector<std::int64_t>>> lookUp(const Filter &filter);
    // How many rows one value of the field has on average.
    double rowsPerValue(int field);

    static constexpr int kRowBits = 20; // row id = chunk << kRowBits | row
    static_assert(engine::kMaxDecodedRows <= 1U << kRowBits);

private:
    struct IndexEntry {
        std::uint64_t hash;
        std::int64_t row;
    };
    Result<void> buildIndex(int field);
    bool isUnique(int field) const;

    DatasetReader m_reader;
    std::map<std::pair<std::size_t, int>, std::shared_ptr<const engine::ColumnData>> m_columns;
    std::size_t m_bytes = 0;
    std::map<int, std::vector<IndexEntry>> m_indexes; // sorted by hash
    std::map<int, int> m_questions;
    std::map<std::pair<std::size_t, int>, std::optional<engine::ColumnStats>> m_stats;
};

} // namespace audience::store
