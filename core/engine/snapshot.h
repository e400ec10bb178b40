// An immutable view of one generation of the data: who is a member, profile columns by ordinal, events
// by name in order of time. Columns are loaded when a condition first asks for them. Thread-safe; it
// holds no read transaction.
#pragma once

#include "base/result.h"
#include "engine/bitmap.h"
#include "engine/dense_column.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace audience::engine {

// A dataset of events as rules see it. `version` changes whenever its rows do.
struct EventSource {
    std::string dataset;
    std::uint64_t version = 0;
    std::vector<Field> fields; // without the profile, time and name columns
    std::vector<std::string> names;
};
// A dataset of any kind but profiles as plain rows, for conditions on related rows.
struct TableSource {
    std::string dataset;
    std::uint64_t version = 0;
    std::vector<Field> fields; // all of them
    bool ofPeople = false;     // its rows belong to people
};
// A column of one dataset that holds values of a column of another.
struct TableLink {
    std::string fromDataset, fromField, toDataset, toField;
};
struct Schema {
    std::string profileDataset;
    std::vector<TableSource> tables;
    std::vector<TableLink> links;
    std::uint64_t profileVersion = 0;
    std::string profileKey; // the field that names a person; empty: there is none
    std::vector<Field> profileFields;
    std::vector<EventSource> events;
};

class KeyIndex; // key_index.h

// The events of one name: row i belongs to `profiles[i]` and happened at timeAt(i); times rise.
struct EventSpine {
    std::vector<Ordinal> profiles;
    std::int64_t baseMicros = 0;
    std::vector<std::uint32_t> seconds; // since baseMicros; empty when `micros` is used
    std::vector<std::int64_t> micros;

    std::size_t size() const { return profiles.size(); }
    std::int64_t timeAt(std::size_t row) const {
        return micros.empty() ? baseMicros + seconds[row] * kMicrosPerSecond : micros[row];
    }
    // The first row at or after `time`; kNoLow gives 0, kNoHigh gives size().
    std::size_t firstAt(std::int64_t time) const;
};
// Times must rise; seconds are used where they are exact.
EventSpine makeSpine(std::vector<Ordinal> profiles, std::vector<std::int64_t> micros);
// The order that puts `micros` into rising order, equal times keeping theirs; empty if it is so already.
std::vector<std::uint32_t> timeOrder(const std::vector<std::int64_t> &micros);

// Where a snapshot gets its columns from. Calls may come from several threads at once.
class ColumnProvider {
public:
    virtual ~ColumnProvider() = default;
    // One value per ordinal; ordinals that are no member have none.
    virtual Result<DenseColumn> profileColumn(const std::string &field) = 0;
    virtual Result<EventSpine> spine(const std::string &dataset, const std::string &name) = 0;
    // At least the events at or after `micros`, for a count that needs no others; no column goes with it.
    // Nothing: all of them are there as soon.
    virtual Result<std::optional<EventSpine>> recentSpine(const std::string &dataset, const std::string &name,
                                                          std::int64_t micros);
    // In the order of the spine.
    virtual Result<DenseColumn> eventColumn(const std::string &dataset, const std::string &name,
                                            const std::string &field) = 0;
    // One value per row of the dataset, and whom each row belongs to (ordinals that are no member: nobody).
    virtual Result<DenseColumn> tableColumn(const std::string &dataset, const std::string &field);
    virtual Result<std::vector<Ordinal>> tablePeople(const std::string &dataset);
};

class Snapshot {
public:
    // `members` is as long as the ordinals reach: every ordinal of an event is below members.size().
    Snapshot(std::uint64_t generation, Schema schema, Bitmap members, std::shared_ptr<ColumnProvider> provider,
             std::shared_ptr<const Snapshot> guests = nullptr);
    ~Snapshot();

    std::uint64_t generation() const { return m_generation; }
    const Schema &schema() const { return m_schema; }
    const Bitmap &members() const { return m_members; }
    std::size_t ordinals() const { return m_members.size(); }
    const EventSource *source(const std::string &dataset) const;
    // The events that this snapshot leaves out: of ordinals beyond its members and of no ordinal. The same datasets and
    // names, all of ordinal 0, which is no member. Null where nobody keeps them.
    const Snapshot *guests() const { return m_guests.get(); }

    // Errors: the provider's own, "engine.no_column" {column}, "engine.bad_column" {column} when what
    // it gave does not fit this snapshot.
    Result<std::shared_ptr<const DenseColumn>> profileColumn(const std::string &field) const;
    // The members by their key; errors as profileColumn().
    Result<std::shared_ptr<const KeyIndex>> keyIndex() const;
    Result<std::shared_ptr<const EventSpine>> spine(const std::string &dataset,
                                                    const std::string &name) const;
    // The spine, or while nobody has asked for all of it the part at or after `micros`, which is there
    // much sooner. The rows of columns are numbered by spine() alone.
    Result<std::shared_ptr<const EventSpine>> recentSpine(const std::string &dataset,
                                                          const std::string &name,
                                                          std::int64_t micros) const;
    Result<std::shared_ptr<const DenseColumn>> eventColumn(const std::string &dataset,
                                                           const std::string &name,
                                                           const std::string &field) const;
    const TableSource *table(const std::string &dataset) const;
    Result<std::shared_ptr<const DenseColumn>> tableColumn(const std::string &dataset, const std::string &field) const;
    Result<std::shared_ptr<const std::vector<Ordinal>>> tablePeople(const std::string &dataset) const;
    std::size_t loadedBytes() const;

    // What is loaded by now, for a snapshot of the next generation to go on from; null where nothing is.
    std::shared_ptr<const EventSpine> loadedSpine(const std::string &dataset, const std::string &name) const;
    std::shared_ptr<const DenseColumn> loadedColumn(const std::string &dataset, const std::string &name,
                                                    const std::string &field) const;
    // Takes over what `other` has loaded of data that is the same in both.
    void adoptProfiles(const Snapshot &other);
    void adoptEvents(const Snapshot &other, const EventSource &source);
    const std::shared_ptr<ColumnProvider> &provider() const { return m_provider; }

private:
    struct Slots;
    Result<void> checkSpine(const EventSpine &spine, const std::string &dataset) const;
    std::uint64_t m_generation;
    Schema m_schema;
    Bitmap m_members;
    std::shared_ptr<ColumnProvider> m_provider;
    std::shared_ptr<const Snapshot> m_guests;
    std::unique_ptr<Slots> m_slots;
};

// The newest snapshot, for whoever asks; replaced when an import publishes another generation.
class SnapshotHolder {
public:
    std::shared_ptr<const Snapshot> current() const;
    void publish(std::shared_ptr<const Snapshot> snapshot);

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const Snapshot> m_snapshot;
};

} // namespace audience::engine
