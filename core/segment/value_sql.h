// The SQL of values that are worked out per person. A family of such values is one line in value_sql.cpp.
// Internal.
#pragma once

#include "engine/event_summary.h"
#include "segment/sql_parts.h"

namespace audience::segment {

// SELECT member, value: a row for whoever has a value, and maybe for others without (who then has NULL, or 0
// where the values are zeroed). "segment.no_sql" for what cannot be written for this database.
Result<void> writeValues(SqlParts &parts, const engine::PersonValues &values);
// The profiles' key and these of their columns, with what is computed as further columns; to stand after FROM.
Result<void> writePeople(SqlParts &parts, const engine::ValueSources &computed, const std::vector<std::string> &columns = {});

// Count, Sum, Average, Minimum, Maximum or Distinct of a group of rows (member[, property]).
std::string summarySql(engine::EventSummary::Of of, const engine::Field &property, const sql::Grammar &grammar);

// The families of values: false when they are of another one.
Result<bool> writeTraitValues(SqlParts &parts, const engine::PersonValues &values);   // trait_sql.cpp
Result<bool> writeSessionValues(SqlParts &parts, const engine::PersonValues &values); // session_family.cpp
Result<bool> writeRfmValues(SqlParts &parts, const engine::PersonValues &values);     // rfm_family.cpp
Result<bool> writeRelatedValues(SqlParts &parts, const engine::PersonValues &values); // related_family.cpp

} // namespace audience::segment
