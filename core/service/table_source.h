// The rows of one generation of a dataset by number: 0 is the first that counts, superseded rows have no
// number. Reads columns through the cache. A source outlives its connection; each thread reads through
// one of its own (on()).
#pragma once

#include "async/cancel.h"
#include "service/row_cache.h"

namespace audience::service {

class TableSource {
public:
    static Result<TableSource> open(RowCache &cache, const store::Connection &connection, const std::string &dataset);
    TableSource on(const store::Connection &connection) const;

    const store::DatasetInfo &info() const { return m_reader.info(); }
    std::uint32_t rows() const { return m_starts.back(); }
    std::size_t chunks() const { return m_starts.size() - 1; }
    std::uint32_t start(std::size_t chunk) const { return m_starts[chunk]; }
    std::size_t chunkOf(std::uint32_t row) const;
    std::uint32_t position(std::size_t chunk, std::uint32_t row) const {
        const auto &live = (*m_live)[chunk];
        return live.empty() ? row - m_starts[chunk] : live[row - m_starts[chunk]];
    }
    Result<std::shared_ptr<const engine::ColumnData>> column(std::size_t chunk, std::size_t field) const { return m_cache->column(m_reader, chunk, field); }
    // Error "data.unknown_column" {dataset, column}.
    Result<std::size_t> field(const std::string &name) const;
    std::string key() const; // of this generation, for the cache
    RowCache &cache() const { return *m_cache; }

    // Calls visit(column, position, row) for every row in order.
    template <class Visit> Result<void> forColumn(std::size_t field, const CancelToken &cancel, Visit visit) const {
        for (std::size_t chunk = 0; chunk < chunks(); ++chunk) {
            TRY(cancel.check());
            TRY_ASSIGN(const auto data, column(chunk, field));
            for (std::uint32_t row = m_starts[chunk]; row < m_starts[chunk + 1]; ++row)
                visit(*data, position(chunk, row), row);
        }
        return {};
    }

private:
    TableSource(RowCache &cache, store::DatasetReader reader) : m_cache(&cache), m_reader(std::move(reader)) {}
    RowCache *m_cache;
    store::DatasetReader m_reader;
    std::vector<std::uint32_t> m_starts; // number of the first row of each chunk, and of all
    std::shared_ptr<std::vector<std::vector<std::uint32_t>>> m_live; // positions; empty: all rows of the chunk count
};

} // namespace audience::service
