#include "service/row_cache.h"

namespace audience::service {

static constexpr std::size_t kKeptChunks = 6;

Result<std::shared_ptr<const CachedChunk>> RowCache::chunk(const store::DatasetReader &reader, std::size_t index) {
    const std::int64_t id = reader.chunks()[index].id;
    {
        const std::lock_guard lock(m_mutex);
        for (auto it = m_entries.begin(); it != m_entries.end(); ++it)
            if (it->chunk == id && it->generation == reader.info().generation && it->dataset == reader.info().name) {
                m_entries.splice(m_entries.begin(), m_entries, it);
                return m_entries.front().data;
            }
    }
    auto made = std::make_shared<CachedChunk>();
    for (std::size_t field = 0; field < reader.info().fields.size(); ++field) {
        TRY_ASSIGN(engine::ColumnData column, reader.column(index, field));
        made->columns.push_back(std::move(column));
    }
    TRY_ASSIGN(const auto live, reader.liveRows(index));
    const std::uint32_t rows = reader.chunks()[index].rows;
    if (live.empty()) {
        made->rows = rows;
    } else {
        for (std::uint32_t row = 0; row < rows; ++row)
            if (live[row >> 6] >> (row & 63) & 1)
                made->liveRows.push_back(row);
        made->rows = static_cast<std::uint32_t>(made->liveRows.size());
    }
    const std::lock_guard lock(m_mutex);
    m_entries.push_front({reader.info().generation, id, reader.info().name, made});
    while (m_entries.size() > kKeptChunks)
        m_entries.pop_back();
    return std::shared_ptr<const CachedChunk>(std::move(made));
}

} // namespace audience::service
