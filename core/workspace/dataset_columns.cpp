#include "workspace/dataset_columns.h"

#include "workspace/column_assembler.h"
#include "workspace/loading.h"

#include <algorithm>

namespace audience::workspace {

using engine::ColumnData;
using engine::DenseColumn;
using store::DatasetReader;
using store::kNoOrdinal;

bool DatasetColumns::goOnWithProfiles(const DatasetColumns &previous, const DatasetReader &reader) {
    if (!previous.m_profiles || !isSameData(previous.m_profiles->info(), reader.info()))
        return false;
    m_placement = previous.m_placement;
    setOrdinals(previous.m_ordinals);
    m_profiles = std::make_unique<DatasetReader>(reader);
    return true;
}

Result<engine::Bitmap> DatasetColumns::openProfiles(DatasetReader reader) {
    Ordinal top = 0;
    auto placement = std::make_shared<Placement>();
    for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
        TRY_ASSIGN(std::vector<Ordinal> ordinals, reader.ordinals(chunk));
        TRY_ASSIGN(const auto live, reader.liveRows(chunk));
        for (std::size_t row = 0; row < ordinals.size(); ++row) {
            if (!isLive(live, row))
                ordinals[row] = kNoOrdinal;
            if (ordinals[row] != kNoOrdinal)
                top = std::max(top, ordinals[row] + 1);
        }
        placement->push_back(std::move(ordinals));
    }
    engine::Bitmap members(top);
    for (const auto &ordinals : *placement)
        for (const Ordinal ordinal : ordinals)
            if (ordinal != kNoOrdinal)
                members.add(ordinal);
    setOrdinals(top);
    m_placement = std::move(placement);
    m_profiles = std::make_unique<DatasetReader>(std::move(reader));
    return members;
}

void DatasetColumns::setOrdinals(std::size_t ordinals) {
    m_ordinals = ordinals;
    m_events.setOrdinals(ordinals);
    m_guestEvents.setOrdinals(ordinals);
}

void DatasetColumns::openEvents(DatasetReader reader) {
    m_events.open(reader);
    m_guestEvents.open(std::move(reader));
}

void DatasetColumns::openTable(DatasetReader reader) {
    std::string name = reader.info().name;
    m_tables.emplace(std::move(name), std::move(reader));
}

Result<DenseColumn> DatasetColumns::tableColumn(const std::string &dataset, const std::string &field) {
    TRY_ASSIGN(const DatasetReader *base, tableReader(dataset));
    TRY_ASSIGN(const Reader connection, m_workspace.reader());
    const DatasetReader reader = base->onConnection(*connection);
    TRY_ASSIGN(const std::size_t index, fieldIndexOf(reader.info(), field));
    std::vector<std::vector<std::uint64_t>> live;
    std::size_t size = 0;
    for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
        TRY_ASSIGN(auto bits, reader.liveRows(chunk));
        for (std::size_t row = 0; row < static_cast<std::size_t>(reader.chunks()[chunk].rows); ++row)
            size += isLive(bits, row);
        live.push_back(std::move(bits));
    }
    ColumnAssembler column(reader.info().fields[index], size);
    std::size_t at = 0;
    for (std::size_t chunk = 0; chunk < live.size(); ++chunk) {
        TRY_ASSIGN(const ColumnData data, reader.column(chunk, index));
        column.begin(data);
        for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(reader.chunks()[chunk].rows); ++row)
            if (isLive(live[chunk], row)) {
                if (row < data.rows)
                    column.put(row, at);
                ++at;
            }
    }
    return column.finish();
}

Result<std::vector<Ordinal>> DatasetColumns::tablePeople(const std::string &dataset) {
    TRY_ASSIGN(const DatasetReader *base, tableReader(dataset));
    TRY_ASSIGN(const Reader connection, m_workspace.reader());
    const DatasetReader reader = base->onConnection(*connection);
    std::vector<Ordinal> people;
    for (std::size_t chunk = 0; chunk < reader.chunks().size(); ++chunk) {
        TRY_ASSIGN(const std::vector<Ordinal> ordinals, reader.ordinals(chunk));
        TRY_ASSIGN(const auto live, reader.liveRows(chunk));
        for (std::size_t row = 0; row < ordinals.size(); ++row)
            if (isLive(live, row))
                people.push_back(ordinals[row]);
    }
    return people;
}

Result<DenseColumn> DatasetColumns::profileColumn(const std::string &field) {
    TRY_ASSIGN(const Reader connection, m_workspace.reader());
    const DatasetReader reader = m_profiles->onConnection(*connection);
    TRY_ASSIGN(const std::size_t index, fieldIndexOf(reader.info(), field));
    ColumnAssembler column(reader.info().fields[index], m_ordinals);
    for (std::size_t chunk = 0; chunk < m_placement->size(); ++chunk) {
        TRY_ASSIGN(const ColumnData data, reader.column(chunk, index));
        column.begin(data);
        const auto &placement = (*m_placement)[chunk];
        for (std::uint32_t row = 0; row < data.rows && row < placement.size(); ++row)
            if (placement[row] != kNoOrdinal)
                column.put(row, placement[row]);
    }
    return column.finish();
}

Result<const DatasetReader *> DatasetColumns::tableReader(const std::string &dataset) const {
    const auto found = m_tables.find(dataset);
    return found == m_tables.end() ? m_events.reader(dataset) : Result<const DatasetReader *>(&found->second);
}

Result<DenseColumn> GuestColumns::profileColumn(const std::string &field) {
    return Error(ErrorKind::NotFound, "engine.no_column").with("column", field);
}

} // namespace audience::workspace
