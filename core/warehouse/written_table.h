// Tables that are written into a database: how they are known as ours, and under which name they are filled.
#pragma once

#include "warehouse/connector.h"

#include <string_view>

namespace audience::warehouse {

// Tables that carry it may be replaced; others somebody else made.
inline constexpr std::string_view kOurs = "Written by Audience-Sync, which replaces it as a whole";

// Beside the table itself, in its schema; short enough for every database.
inline TableName besideTable(const TableName &target, std::string_view what) { return {target.schema, target.name.substr(0, 40) + "__audience_" + std::string(what)}; }
inline TableName freshTable(const TableName &target) { return besideTable(target, "new"); }

} // namespace audience::warehouse
