// What a snapshot holds as read-only SQL tables of one connection, in its TEMP schema: for facts that stand
// beside the datasets, as what the workspace's ledgers know of the people. A table of people has a row per member
// with _ordinal and its profile columns; one of events has _ordinal, name, at and the events' own columns.
// Values look as those of datasets do (virtual_table.h). Nothing is read before a statement asks for it.
#pragma once

#include "engine/snapshot.h"
#include "store/connection.h"

namespace audience::store {

struct SnapshotTable {
    std::string name;
    std::string events; // the dataset of events; empty: the people
};

// They are there while it lives, which is no longer than the connection and longer than statements on them. One
// at a time per connection.
class SnapshotTables {
public:
    // A table whose name something else has is left out.
    static Result<std::unique_ptr<SnapshotTables>> attach(const Connection &connection, std::shared_ptr<const engine::Snapshot> snapshot,
                                                          const std::vector<SnapshotTable> &tables);
    ~SnapshotTables();
    SnapshotTables(const SnapshotTables &) = delete;
    SnapshotTables &operator=(const SnapshotTables &) = delete;

private:
    explicit SnapshotTables(const Connection &connection) : m_connection(connection) {}
    const Connection &m_connection;
    std::vector<std::string> m_made;
};

} // namespace audience::store
