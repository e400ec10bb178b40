// Where the condition families of the registry come from. Internal.
#pragma once

#include "engine/person_values.h"
#include "model/number_comparison.h"
#include "segment/condition_family.h"

namespace audience::segment {

ConditionFamily rankFamily();     // rank_family.cpp
ConditionFamily sequenceFamily(); // sequence_family.cpp
ConditionFamily segmentFamily();  // set_families.cpp
ConditionFamily listFamily();     // set_families.cpp
ConditionFamily bucketFamily();   // set_families.cpp
ConditionFamily queryFamily();    // set_families.cpp
ConditionFamily latestFamily();   // edge_families.cpp
ConditionFamily sinceFamily();    // edge_families.cpp
ConditionFamily sessionFamily();  // session_family.cpp
ConditionFamily rfmFamily();      // rfm_family.cpp
ConditionFamily heldFamily();     // held_family.cpp
ConditionFamily relatedFamily();  // related_family.cpp
ConditionFamily consentFamily();    // consent_families.cpp
ConditionFamily suppressedFamily(); // consent_families.cpp
ConditionFamily reachableFamily();  // consent_families.cpp
ConditionFamily messageFamily();    // message_family.cpp

// For families whose conditions are tests on values that are worked out per person (value_sql.h): what they
// compile to is written by the tests on attributes.
inline std::string describeNothing(const engine::Condition &) { return {}; }
inline Result<void> prepareNothing(SqlParts &, const engine::Condition &, const std::string &) { return {}; }
inline Result<void> writeNothing(SqlParts &, const engine::Condition &, const std::string &) { return {}; }
// A comparison with such values; a null pointer with findings below `path`.
ConditionPtr measureCondition(CompileContext &context, std::shared_ptr<const engine::PersonValues> values,
                              const model::NumberComparison &test, const std::string &path);

} // namespace audience::segment
