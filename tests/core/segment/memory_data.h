// Small data held in rows, as a snapshot's column provider and as SQLite tables of the same content.
#pragma once

#include "base/rng.h"
#include "engine/snapshot.h"
#include "segment/rule_sql.h"

#include <atomic>
#include <map>
#include <string>
#include <vector>

struct sqlite3;

namespace audience::test {

// Whose events carry no key of a person.
constexpr Ordinal kNobody = 0xffffffff;

struct EventRow {
    Ordinal profile = 0; // at or above the number of profiles: a guest
    engine::Cell person() const { return profile == kNobody ? engine::Cell() : engine::Cell(static_cast<std::int64_t>(profile)); }
    std::int64_t micros = 0;
    std::string name;
    std::vector<engine::Cell> cells; // as EventTable::fields
};
struct EventTable {
    std::string dataset;
    std::vector<engine::Field> fields;
    std::vector<EventRow> rows;
};
// Rows that belong to people (one ordinal per row) or to nobody (none).
struct PlainTable {
    std::string dataset;
    std::vector<engine::Field> fields;
    std::vector<std::vector<engine::Cell>> rows;
    std::vector<Ordinal> people;
};
struct MemoryData {
    std::vector<engine::Field> fields;
    std::vector<std::vector<engine::Cell>> profiles; // by ordinal
    std::vector<bool> members;
    std::vector<EventTable> events;
    std::vector<PlainTable> tables;
    std::vector<engine::TableLink> links; // of the profiles by the name "profiles"

    engine::Schema schema(std::uint64_t version = 1) const;
    segment::SqlNames sqlNames(segment::SqlNames::Times times = segment::SqlNames::Times::Micros) const;
};

class MemoryProvider final : public engine::ColumnProvider {
public:
    explicit MemoryProvider(MemoryData data, bool ofGuests = false) : m_data(std::move(data)), m_ofGuests(ofGuests) {}
    Result<engine::DenseColumn> profileColumn(const std::string &field) override;
    Result<engine::EventSpine> spine(const std::string &dataset, const std::string &name) override;
    Result<engine::DenseColumn> eventColumn(const std::string &dataset, const std::string &name,
                                            const std::string &field) override;
    Result<engine::DenseColumn> tableColumn(const std::string &dataset, const std::string &field) override;
    Result<std::vector<Ordinal>> tablePeople(const std::string &dataset) override;
    int loads() const { return m_loads; }

private:
    std::vector<const EventRow *> rowsOf(const std::string &dataset, const std::string &name) const;
    MemoryData m_data;
    bool m_ofGuests;
    std::atomic<int> m_loads{0};
};

engine::Snapshot makeSnapshot(const MemoryData &data, std::uint64_t version = 1);

// Random rows of every type with nulls, repeated times, events of strangers and guests, and empty texts.
MemoryData randomData(Rng &rng, std::size_t profiles, std::size_t events, Instant now);

// The keys that a statement selects from an open database.
std::vector<Ordinal> keysOf(sqlite3 *db, const sql::Statement &statement, std::string &error);

// An in-memory database with the tables of sqlNames() and the functions fold, re2 and local_time.
class SqliteData {
public:
    explicit SqliteData(const MemoryData &data,
                        segment::SqlNames::Times times = segment::SqlNames::Times::Micros);
    ~SqliteData();
    SqliteData(const SqliteData &) = delete;
    SqliteData &operator=(const SqliteData &) = delete;
    // The keys that the statement selects; `error` is set when it fails.
    std::vector<Ordinal> keys(const sql::Statement &statement, std::string &error) const;
    sqlite3 *handle() const { return m_db; }

private:
    void insert(const std::string &table, const std::vector<std::vector<engine::Cell>> &rows);
    sqlite3 *m_db = nullptr;
    bool m_iso;
};

} // namespace audience::test
