#include "store/schema.h"

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

// Lists came after the first files; their tables are made with the first list.
bool mayBeMissing(const SchemaObject &object) { return object.first.find(" key_list") != std::string::npos; }

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

Result<void> addTables(const Connection &connection, std::string_view prefix) {
    const Result<std::set<SchemaObject>> &expected = expectedSchema();
    if (!expected)
        return Error(expected.error());
    TRY_ASSIGN(const std::set<SchemaObject> found, schemaOf(connection));
    for (const SchemaObject &object : *expected)
        if (!found.contains(object) && !object.second.empty() && object.first.starts_with("table " + std::string(prefix)))
            TRY(connection.execute(object.second));
    return {};
}

Result<void> checkSchema(const Connection &connection) {
    const Result<std::set<SchemaObject>> &expected = expectedSchema();
    if (!expected)
        return Error(expected.error());
    TRY_ASSIGN(const std::set<SchemaObject> found, schemaOf(connection));
    const auto altered = [](const SchemaObject &object) {
        return Error(ErrorKind::Refused, "workspace.altered_schema").with("object", object.first);
    };
    for (const SchemaObject &object : found)
        if (!expected->contains(object))
            return altered(object);
    for (const SchemaObject &object : *expected)
        if (!found.contains(object) && !mayBeMissing(object))
            return altered(object);
    return {};
}

} // namespace audience::store
