// A table of a database whose rows stay there: what it is called here, what its columns mean, and the shape it had when a
// person decided that. Rules about its people are answered by the database itself.
#pragma once

#include "base/json_fwd.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audience::model {

struct RemoteColumn {
    std::string name;             // there and here
    std::string sourceType, base; // as the source spells it, and what it comes down to
    std::string type;             // "bool", "int64", "decimal", ...; see docs/sources.md
    int scale = 0;                // of decimals
    friend bool operator==(const RemoteColumn &, const RemoteColumn &) = default;
};

// A column that refers to a column of another table of the same source, as the database itself says.
struct RemoteLink {
    std::string column, targetSchema, targetTable, targetColumn;
    friend bool operator==(const RemoteLink &, const RemoteLink &) = default;
};

struct RemoteDataset {
    std::string name, connection, schema, table;
    std::string role = "table"; // "profiles", "events", "table"
    // Names of columns; empty where there is none.
    std::string key, profile, time, nameColumn, eventName, email;
    std::string zone = "UTC"; // of times that say none
    std::vector<RemoteColumn> columns;
    std::vector<std::string> ignored; // columns that no rule may name
    std::vector<RemoteLink> links;
    std::vector<std::string> eventNames; // that there were when it was looked at
    std::int64_t rows = -1;              // as the source believed then; -1: it does not know
    friend bool operator==(const RemoteDataset &, const RemoteDataset &) = default;
    std::string source() const { return schema.empty() ? table : schema + '.' + table; }
    // The column that names a person: the key of people, else the profile column.
    const std::string &person() const { return role == "profiles" ? key : profile; }
    const RemoteColumn *find(const std::string &column) const;
};

Json toJson(const RemoteDataset &dataset); // without its name
Result<RemoteDataset> remoteDatasetFromJson(const Json &json);
// What must be said before the table is looked at. Error "remote.needs" {role, what}.
Result<void> checkRemote(const RemoteDataset &dataset);

} // namespace audience::model
