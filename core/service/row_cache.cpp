#include "service/row_cache.h"

namespace audience::service {

static constexpr std::size_t kMostBytes = 384u << 20;

static std::size_t bytesOf(const engine::ColumnData &column) {
    const auto texts = [](const engine::Dictionary &dictionary) { return dictionary.byteCount() + dictionary.size() * 4; };
    return 64 + column.valid.size() * 8 + column.ints.size() * 8 + column.doubles.size() * 8 + column.codes.size() * 4 + texts(column.dictionary) +
           texts(column.texts);
}

Result<std::shared_ptr<const engine::ColumnData>> RowCache::column(const store::DatasetReader &reader, std::size_t chunk, std::size_t field) {
    const Key key{reader.info().id.value, reader.info().generation, reader.chunks()[chunk].id, field};
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_places.find(key); found != m_places.end()) {
            m_entries.splice(m_entries.begin(), m_entries, found->second);
            return found->second->data;
        }
    }
    TRY_ASSIGN(engine::ColumnData decoded, reader.column(chunk, field));
    Entry entry{key, bytesOf(decoded), std::make_shared<const engine::ColumnData>(std::move(decoded))};
    auto data = entry.data;
    const std::lock_guard lock(m_mutex);
    if (m_places.count(key) != 0)
        return data; // another thread was quicker
    m_bytes += entry.bytes;
    m_entries.push_front(std::move(entry));
    m_places.emplace(key, m_entries.begin());
    while (m_bytes > kMostBytes && m_entries.size() > 1) {
        m_bytes -= m_entries.back().bytes;
        m_places.erase(m_entries.back().key);
        m_entries.pop_back();
    }
    return data;
}

} // namespace audience::service
