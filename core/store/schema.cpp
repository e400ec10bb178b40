#include "store/schema.h"

#include "base/fault_point.h"
#include "store/connection.h"

#include <set>
#include <string>

namespace audience::store {

namespace {

using SchemaObject = std::pair<std::string, std::string>; // "type name table", sql

Result<std::set<SchemaObject>> schemaOf(const Connection &connection) {
    std::set<SchemaObject> objects;
    TRY_ASSIGN(Statement read,
               connection.prepare("SELECT type, name, tbl_name, sql FROM main.sqlite_schema"));
    while (true) {
        TRY_ASSIGN(const bool row, read.step());
        if (!row)
            return objects;
        std::string name(read.text(0));
        name.append(" ").append(read.text(1)).append(" ").append(read.text(2));
        objects.emplace(std::move(name), read.text(3));
    }
}

// What version 2 changed of version 1; what it added may be missing there.
constexpr std::string_view kRunOfVersion1 = R"sql(CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    campaign INTEGER NOT NULL,
    name TEXT NOT NULL,
    transport TEXT NOT NULL CHECK (transport IN ('ses', 'practice')),
    connection TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'paused', 'blocked', 'stopped', 'finished')),
    reason TEXT NOT NULL,
    topics TEXT NOT NULL,
    permission TEXT NOT NULL CHECK (permission IN ('consent', 'legal_basis', 'missing')),
    legal_basis TEXT NOT NULL,
    resend TEXT NOT NULL CHECK (resend IN ('never', 'after_wait')),
    wait_seconds INTEGER NOT NULL,
    cap_messages INTEGER NOT NULL,
    cap_seconds INTEGER NOT NULL,
    audience INTEGER NOT NULL,
    breaker_accepted INTEGER NOT NULL DEFAULT 0,
    breaker_bounced INTEGER NOT NULL DEFAULT 0,
    breaker_complained INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT)sql";
constexpr std::string_view kColumnsOfRun1 =
    "id, uid, campaign, name, transport, connection, status, reason, topics, permission, legal_basis, resend, wait_seconds, "
    "cap_messages, cap_seconds, audience, breaker_accepted, breaker_bounced, breaker_complained, created_at, changed_at";

SchemaObject runOfVersion1() { return {"table run run", std::string(kRunOfVersion1)}; }

const Result<std::set<SchemaObject>> &expectedSchema() {
    static const Result<std::set<SchemaObject>> expected = []() -> Result<std::set<SchemaObject>> {
        TRY_ASSIGN(const Connection memory,
                   Connection::open(":memory:", {OpenMode::Create, {}, {}}));
        TRY(memory.execute(schemaSql()));
        return schemaOf(memory);
    }();
    return expected;
}

} // namespace

Result<void> createSchema(const Connection &connection) {
    TRY(connection.execute(schemaSql()));
    return connection.execute("PRAGMA application_id = " + std::to_string(kApplicationId) +
                              "; PRAGMA user_version = " + std::to_string(kSchemaVersion));
}

Result<void> checkSchema(const Connection &connection) {
    const Result<std::set<SchemaObject>> &expected = expectedSchema();
    if (!expected)
        return Error(expected.error());
    TRY_ASSIGN(const std::int64_t version, connection.scalar("PRAGMA user_version"));
    TRY_ASSIGN(const std::set<SchemaObject> found, schemaOf(connection));
    const bool isOld = version < kSchemaVersion;
    const auto altered = [](const SchemaObject &object) {
        return Error(ErrorKind::Refused, "workspace.altered_schema").with("object", object.first);
    };
    for (const SchemaObject &object : found)
        if (!expected->contains(object) && !(isOld && object == runOfVersion1()))
            return altered(object);
    if (isOld)
        return {}; // migrateSchema() makes what is missing
    for (const SchemaObject &object : *expected)
        if (!found.contains(object))
            return altered(object);
    return {};
}

namespace {

// The new table under the old name, its rows kept; the tables that refer to it are not touched.
Result<void> rebuildRun(const Connection &connection) {
    TRY(connection.execute("ALTER TABLE run RENAME TO run_1"));
    for (const SchemaObject &object : *expectedSchema())
        if (object.first == "table run run")
            TRY(connection.execute(object.second));
    const std::string columns(kColumnsOfRun1);
    TRY(connection.execute("INSERT INTO run (" + columns + ") SELECT " + columns + " FROM run_1"));
    return connection.execute("DROP TABLE run_1");
}

Result<void> migrate(const Connection &connection) {
    TRY_ASSIGN(Transaction transaction, Transaction::begin(connection));
    TRY_ASSIGN(const std::int64_t version, connection.scalar("PRAGMA user_version"));
    if (version >= kSchemaVersion)
        return transaction.commit(); // another program was quicker
    TRY_ASSIGN(const std::set<SchemaObject> found, schemaOf(connection));
    if (found.contains(runOfVersion1()))
        TRY(rebuildRun(connection));
    faultPoint("store.migrate.rebuilt");
    // Tables sort after the indexes of tables that are missing with them.
    for (const std::string_view kind : {"table ", "index "})
        for (const SchemaObject &object : *expectedSchema())
            if (object.first.starts_with(kind) && !object.second.empty() && !found.contains(object) &&
                object.first != "table run run")
                TRY(connection.execute(object.second));
    TRY(connection.execute("PRAGMA user_version = " + std::to_string(kSchemaVersion)));
    faultPoint("store.migrate.before_commit");
    return transaction.commit();
}

} // namespace

Result<void> migrateSchema(const Connection &connection) {
    if (const auto &expected = expectedSchema(); !expected)
        return Error(expected.error());
    // Else SQLite rewrites the references to a renamed table, and empties what refers to a dropped one.
    TRY(connection.execute("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON"));
    Result<void> done = migrate(connection);
    TRY(connection.execute("PRAGMA legacy_alter_table = OFF; PRAGMA foreign_keys = ON"));
    if (!done)
        return done;
    TRY_ASSIGN(Statement broken, connection.prepare("PRAGMA foreign_key_check"));
    TRY_ASSIGN(const bool isBroken, broken.step());
    if (isBroken)
        return Error(ErrorKind::Corrupt, "workspace.damaged").because("a reference into " + std::string(broken.text(2)) + " finds nothing");
    return checkSchema(connection);
}

} // namespace audience::store
