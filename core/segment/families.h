// Where the condition families of the registry come from. Internal.
#pragma once

#include "segment/condition_family.h"

namespace audience::segment {

ConditionFamily rankFamily();     // rank_family.cpp
ConditionFamily sequenceFamily(); // sequence_family.cpp
ConditionFamily segmentFamily();  // set_families.cpp
ConditionFamily listFamily();     // set_families.cpp
ConditionFamily bucketFamily();   // set_families.cpp
ConditionFamily latestFamily();   // edge_families.cpp
ConditionFamily sinceFamily();    // edge_families.cpp

} // namespace audience::segment
