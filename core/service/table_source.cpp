#include "service/table_source.h"

#include <algorithm>

namespace audience::service {

Result<TableSource> TableSource::open(RowCache &cache, const store::Connection &connection, const std::string &dataset) {
    TRY_ASSIGN(auto reader, store::DatasetReader::open(connection, dataset));
    TableSource source(cache, std::move(reader));
    source.m_live = std::make_shared<std::vector<std::vector<std::uint32_t>>>();
    source.m_starts.push_back(0);
    for (std::size_t chunk = 0; chunk < source.m_reader.chunks().size(); ++chunk) {
        const std::uint32_t rows = source.m_reader.chunks()[chunk].rows;
        TRY_ASSIGN(const auto live, source.m_reader.liveRows(chunk));
        std::vector<std::uint32_t> positions;
        if (!live.empty())
            for (std::uint32_t row = 0; row < rows; ++row)
                if (live[row >> 6] >> (row & 63) & 1)
                    positions.push_back(row);
        source.m_starts.push_back(source.m_starts.back() + (live.empty() ? rows : static_cast<std::uint32_t>(positions.size())));
        source.m_live->push_back(std::move(positions));
    }
    return source;
}

TableSource TableSource::on(const store::Connection &connection) const {
    TableSource other(*m_cache, m_reader.onConnection(connection));
    other.m_starts = m_starts;
    other.m_live = m_live;
    return other;
}

std::size_t TableSource::chunkOf(std::uint32_t row) const {
    return static_cast<std::size_t>(std::upper_bound(m_starts.begin(), m_starts.end(), row) - m_starts.begin()) - 1;
}

Result<std::size_t> TableSource::field(const std::string &name) const {
    if (const auto index = info().fieldIndex(name))
        return *index;
    return Error(ErrorKind::NotFound, "data.unknown_column").with("dataset", info().name).with("column", name);
}

std::string TableSource::key() const {
    return std::to_string(info().id.value) + '/' + std::to_string(info().generation) + '/';
}

} // namespace audience::service
