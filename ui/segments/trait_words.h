// What sets people apart as a label: "Country: DE, AT", "Joined: by 26 Sep 2025", "Tier: not basic".
#pragma once

#include "model/segment_rule.h"
#include "ui/segments/rule_names.h"

#include <QString>

namespace audience::ui {

// As a label begins.
inline QString capital(const QString &words) { return words.left(1).toUpper() + words.mid(1); }
QString traitWords(const model::RuleNode &part, const RuleNames &names);

} // namespace audience::ui
