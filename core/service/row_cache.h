// What was lately decoded and worked out of datasets: columns of chunks, orders of rows, filters, profiles.
// So scrolling a million rows decodes each chunk once and sorting back costs nothing. Everything in it is
// immutable and belongs to one generation. Thread-safe.
#pragma once

#include "engine/bitmap.h"
#include "engine/column.h"
#include "service/views.h"
#include "store/dataset_reader.h"

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace audience::service {

// The newest few values by name.
template <class T> class KeptFew {
public:
    explicit KeptFew(std::size_t most) : m_most(most) {}
    std::shared_ptr<const T> find(const std::string &key) {
        const std::lock_guard lock(m_mutex);
        for (auto it = m_entries.begin(); it != m_entries.end(); ++it)
            if (it->first == key) {
                m_entries.splice(m_entries.begin(), m_entries, it);
                return m_entries.front().second;
            }
        return nullptr;
    }
    std::shared_ptr<const T> put(const std::string &key, T value) {
        auto made = std::make_shared<const T>(std::move(value));
        const std::lock_guard lock(m_mutex);
        m_entries.emplace_front(key, made);
        while (m_entries.size() > m_most)
            m_entries.pop_back();
        return made;
    }

private:
    std::size_t m_most;
    std::mutex m_mutex;
    std::list<std::pair<std::string, std::shared_ptr<const T>>> m_entries; // newest first
};

class RowCache {
public:
    Result<std::shared_ptr<const engine::ColumnData>> column(const store::DatasetReader &reader, std::size_t chunk, std::size_t field);

    KeptFew<std::vector<std::uint32_t>> orders{6};
    KeptFew<engine::Bitmap> filters{24};
    KeptFew<ColumnProfile> profiles{512};

private:
    struct Key {
        std::int64_t dataset = 0, generation = 0, chunk = 0;
        std::size_t field = 0;
        friend bool operator==(const Key &, const Key &) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key &key) const {
            return std::hash<std::int64_t>()(((key.dataset * 31 + key.generation) * 8191 + key.chunk) * 131071 + static_cast<std::int64_t>(key.field));
        }
    };
    struct Entry {
        Key key;
        std::size_t bytes = 0;
        std::shared_ptr<const engine::ColumnData> data;
    };
    std::mutex m_mutex;
    std::list<Entry> m_entries; // newest first
    std::unordered_map<Key, std::list<Entry>::iterator, KeyHash> m_places;
    std::size_t m_bytes = 0;
};

} // namespace audience::service
