// Tables that are written into a database: how they are known as ours, under which name they are filled, and when the one that
// is there takes the new rows itself.
#pragma once

#include "warehouse/connector.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::warehouse {

// Tables that carry it may be replaced; others somebody else made.
inline constexpr std::string_view kOurs = "Written by Audience-Sync, which replaces it as a whole";

// Beside the table itself, in its schema; short enough for every database.
inline TableName besideTable(const TableName &target, std::string_view what) { return {target.schema, target.name.substr(0, 40) + "__audience_" + std::string(what)}; }
inline TableName freshTable(const TableName &target) { return besideTable(target, "new"); }

// In PostgreSQL and what speaks its tongue, views, rights and indexes hang on a table itself. So one that has the columns of the
// one that was filled stays and takes its rows; readers see the old ones until the transaction ends.
struct TakingOver {
    // The columns of both tables; `literal` writes a text in SQL, `catalog` stands before the names of the catalogue.
    static std::string columnsSql(const TableName &target, const std::function<std::string(std::string_view)> &literal, const std::string &catalog = "pg_catalog.");
    static bool hasSameColumns(const TableName &target, const std::vector<std::vector<std::optional<std::string>>> &rows);
    // What is done then, one after the other; both as they stand in SQL. `locks`: how others are kept from writing it meanwhile.
    static std::vector<std::string> statements(const std::string &target, const std::string &fresh, std::string_view locks = " IN SHARE ROW EXCLUSIVE MODE");
};

} // namespace audience::warehouse
