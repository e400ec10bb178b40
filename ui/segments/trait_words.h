// What sets people apart as a label: "Country: DE, AT", "Joined: by 26 Sep 2025", "Tier: not basic".
#pragma once

#include "model/segment_rule.h"
#include "ui/segments/rule_names.h"

#include <QString>

namespace audience::ui {

QString traitWords(const model::RuleNode &part, const RuleNames &names);

} // namespace audience::ui
