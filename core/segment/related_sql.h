// The words and the SQL of conditions on related rows. Internal to related_family.
#pragma once

#include "segment/rule_reader.h"
#include "segment/value_sql.h"

#include <optional>

namespace audience::segment {

std::optional<std::string> printRelated(const Json &json);
std::optional<Json> parseRelated(RuleReader &reader);

} // namespace audience::segment
