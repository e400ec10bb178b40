// Gives a snapshot the columns of the workspace's datasets: people by ordinal, tables in stored order,
// events by name (event_partitions.h). Made by loadSnapshot(); calls may come from several threads once
// everything is open.
#pragma once

#include "engine/snapshot.h"
#include "store/dataset_reader.h"
#include "workspace/event_partitions.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace audience::workspace {

class DatasetColumns final : public engine::ColumnProvider {
public:
    explicit DatasetColumns(const Workspace &workspace)
        : m_workspace(workspace), m_events(workspace), m_guestEvents(workspace, &m_events) {}

    // Goes on from another snapshot's provider: true where the people are the same, and with them who
    // stands where.
    bool goOnWithProfiles(const DatasetColumns &previous, const store::DatasetReader &reader);
    // Reads who has a profile; the rest comes when asked for.
    Result<engine::Bitmap> openProfiles(store::DatasetReader reader);
    void openTable(store::DatasetReader reader);
    void openEvents(store::DatasetReader reader);
    EventPartitions &events() { return m_events; }
    EventPartitions &guestEvents() { return m_guestEvents; }

    // Rows in the order in which they are stored, without those that are not live.
    Result<engine::DenseColumn> tableColumn(const std::string &dataset, const std::string &field) override;
    Result<std::vector<Ordinal>> tablePeople(const std::string &dataset) override;
    Result<engine::DenseColumn> profileColumn(const std::string &field) override;
    Result<engine::EventSpine> spine(const std::string &dataset, const std::string &name) override {
        return m_events.spine(dataset, name);
    }
    Result<std::optional<engine::EventSpine>> recentSpine(const std::string &dataset, const std::string &name,
                                                          std::int64_t micros) override {
        return m_events.recentSpine(dataset, name, micros);
    }
    Result<engine::DenseColumn> eventColumn(const std::string &dataset, const std::string &name,
                                            const std::string &field) override {
        return m_events.column(dataset, name, field);
    }

private:
    using Placement = std::vector<std::vector<Ordinal>>; // per chunk and row; kNoOrdinal: not live

    void setOrdinals(std::size_t ordinals);
    Result<const store::DatasetReader *> tableReader(const std::string &dataset) const;

    const Workspace &m_workspace;
    EventPartitions m_events, m_guestEvents;
    std::unique_ptr<store::DatasetReader> m_profiles;
    std::shared_ptr<const Placement> m_placement;
    std::size_t m_ordinals = 0;
    std::map<std::string, store::DatasetReader> m_tables;
};

// Gives the snapshot of events of nobody known its columns, as engine::Snapshot::guests() has them.
class GuestColumns final : public engine::ColumnProvider {
public:
    explicit GuestColumns(std::shared_ptr<DatasetColumns> all) : m_all(std::move(all)) {}
    Result<engine::DenseColumn> profileColumn(const std::string &field) override;
    Result<engine::EventSpine> spine(const std::string &dataset, const std::string &name) override {
        return m_all->guestEvents().spine(dataset, name);
    }
    Result<std::optional<engine::EventSpine>> recentSpine(const std::string &dataset, const std::string &name,
                                                          std::int64_t micros) override {
        return m_all->guestEvents().recentSpine(dataset, name, micros);
    }
    Result<engine::DenseColumn> eventColumn(const std::string &dataset, const std::string &name,
                                            const std::string &field) override {
        return m_all->guestEvents().column(dataset, name, field);
    }

private:
    std::shared_ptr<DatasetColumns> m_all;
};

} // namespace audience::workspace
