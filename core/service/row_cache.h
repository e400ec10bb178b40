// The decoded chunks near the rows somebody looks at, so that scrolling a million rows decodes each chunk
// once. Thread-safe.
#pragma once

#include "engine/column.h"
#include "store/dataset_reader.h"

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace audience::service {

struct CachedChunk {
    std::vector<engine::ColumnData> columns;
    std::vector<std::uint32_t> liveRows; // positions of the rows that count; empty: all do
    std::uint32_t rows = 0;              // that count
    std::uint32_t position(std::uint32_t row) const { return liveRows.empty() ? row : liveRows[row]; }
};

class RowCache {
public:
    Result<std::shared_ptr<const CachedChunk>> chunk(const store::DatasetReader &reader, std::size_t index);

private:
    struct Entry {
        std::int64_t generation = 0, chunk = 0;
        std::string dataset;
        std::shared_ptr<const CachedChunk> data;
    };
    std::mutex m_mutex;
    std::list<Entry> m_entries; // newest first
};

} // namespace audience::service
