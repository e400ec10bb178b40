// Conditions on what people did one after the other, on related rows, on where they stand among the others and on
// sets, in a marketer's words.
#pragma once

#include "model/rfm_condition.h"
#include "model/session_condition.h"
#include "ui/segments/rule_names.h"

#include "model/segment_condition.h"

namespace audience::ui {

// One short line; empty for what is none of these.
QString familyWords(const Json &condition, const RuleNames &names);

QString gapWords(const model::TimeGap &gap);                     // "24 hours"
QString figureWords(model::AggregateTest::Of of, const std::string &field, const QString &things); // "sum of amount", "number of orders"
QString visitWord(model::SessionCondition::Of of);               // "number of visits", "longest visit, in minutes"
QString standingWord(const std::string &group);                  // "Champions"; of model::kRfmGroups
QString standingHint(const std::string &group);                  // what recency and value they have
QString scoreWord(std::size_t which);                            // 0: "recency", 1: "frequency", 2: "spend"

} // namespace audience::ui
