// The pieces of the text form that families print with. Internal.
#pragma once

#include "model/event_choice.h"
#include "model/segment_rule.h"
#include "model/sequence_condition.h"
#include "segment/rule_reader.h"

#include <string>

namespace audience::segment {

std::string nameText(const std::string &name); // in quotes where a bare word would not do
std::string windowText(const model::Window &window, std::string_view in);
std::string operandText(model::TestOp op, const std::vector<Json> &values);
std::string testText(const model::FieldTest &test);
std::string eventText(const std::string &name, const std::string &dataset);
std::string whereText(const std::vector<model::FieldTest> &where);
// purchase of dataset shop in the last 3 days where (...)
std::string choiceText(const model::EventChoice &choice);

std::string gapText(const model::TimeGap &gap); // 30 minutes
Json parseGap(RuleReader &reader);

} // namespace audience::segment
