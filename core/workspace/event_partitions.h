// The events of a snapshot by dataset and name: read from chunks when first asked for, put in order of
// time, and extended where chunks came behind those that an earlier snapshot had read. Part of a
// provider of columns; calls may come from several threads once everything is open.
#pragma once

#include "engine/snapshot.h"
#include "store/dataset_reader.h"
#include "workspace/workspace.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace audience::workspace {

class EventPartitions {
public:
    // With `members`, which must outlive them: the events that those leave out, all of ordinal 0.
    explicit EventPartitions(const Workspace &workspace, const EventPartitions *members = nullptr)
        : m_workspace(workspace), m_members(members) {}

    void open(store::DatasetReader reader);
    // Events of further ordinals or of none are left out: who has no profile is no member.
    void setOrdinals(std::size_t ordinals) { m_ordinals = ordinals; }
    // Error "dataset.unknown" {dataset}.
    Result<const store::DatasetReader *> reader(const std::string &dataset) const;

    // The names of the source whose events another snapshot has loaded and which are the same. Where chunks
    // came behind all those of before, what is loaded is kept aside, to be extended when it is asked for.
    // Other people may be in both, as long as none of their events was left out there.
    std::vector<std::string> goOnFrom(const EventPartitions &previous, const engine::Snapshot &loaded,
                                      const engine::EventSource &source);

    // As engine::ColumnProvider has them.
    Result<engine::EventSpine> spine(const std::string &dataset, const std::string &name);
    Result<std::optional<engine::EventSpine>> recentSpine(const std::string &dataset, const std::string &name,
                                                          std::int64_t micros) const;
    Result<engine::DenseColumn> column(const std::string &dataset, const std::string &name,
                                       const std::string &field);

private:
    // The rows of one event name in stored order, and where each stands in order of time.
    struct Partition {
        struct Piece {
            std::size_t chunk = 0;
            std::vector<std::pair<std::uint32_t, std::uint32_t>> runs; // [begin, end) of rows
        };
        std::vector<Piece> pieces;
        std::vector<std::uint32_t> position; // empty: stored order is the order of time
        std::size_t rows = 0;
        std::size_t guests = 0;                  // events that are left out, or that alone are there
        Ordinal lowestGuest = store::kNoOrdinal; // of people who had no profile
    };

    // The rows that came to a partition since another snapshot, and how many of its rows stand before each.
    struct Addition {
        Partition partition;
        std::vector<std::uint32_t> places;
    };
    // What another snapshot had of a partition that has grown since.
    struct Growth {
        std::shared_ptr<const engine::EventSpine> spine; // until it is extended
        std::shared_ptr<const Partition> partition;
        std::map<std::string, std::shared_ptr<const engine::DenseColumn>> columns; // until they are
        std::size_t chunks = 0;
        std::shared_ptr<const Addition> added; // from then on
    };
    struct Rows {
        std::vector<Partition::Piece> pieces;
        std::vector<Ordinal> profiles;
        std::vector<std::int64_t> micros;
        std::size_t guests = 0; // as in Partition
        Ordinal lowestGuest = store::kNoOrdinal;
    };
    using Key = std::pair<std::string, std::string>; // dataset and name

    // Nobody whose events are guests in it has got a profile since.
    bool isWhole(const Partition &partition) const { return partition.lowestGuest >= m_ordinals; }
    std::shared_ptr<const Partition> partitionOf(const Key &key) const;
    Growth growthOf(const Key &key) const;
    Result<engine::EventSpine> grownSpine(const Key &key, const Growth &growth);
    Result<engine::DenseColumn> assemble(const store::DatasetReader &base, const std::string &field,
                                         const Partition &partition) const;
    // The events of one name in stored order; with `since`, without the chunks where all are earlier;
    // without the first chunks.
    Result<Rows> rowsOf(const Key &key, std::optional<std::int64_t> since, std::size_t firstChunk = 0) const;
    Result<Rows> readRows(const store::DatasetReader &base, const std::string &name, std::size_t timeField,
                          std::span<const std::size_t> chunks) const;
    static std::vector<std::uint32_t> putInOrder(Rows &rows);

    const Workspace &m_workspace;
    const EventPartitions *m_members;
    std::size_t m_ordinals = 0;
    std::map<std::string, store::DatasetReader> m_readers;
    mutable std::mutex m_mutex; // of the following
    std::map<Key, std::shared_ptr<const Partition>> m_partitions;
    std::map<Key, Growth> m_growing;
};

} // namespace audience::workspace
