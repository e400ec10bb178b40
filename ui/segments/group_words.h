// Groups of buyers in a marketer's words: what they are called and what could be done with them.
#pragma once

#include "service/segment_study.h"
#include "ui/segments/rule_names.h"

#include <QString>
#include <QStringList>

namespace audience::ui {

// One for each group; those of the same kind are told apart by how often they bought.
QStringList groupNames(const service::SuggestedGroups &groups);
QString groupAction(const std::string &name);
// A rule in words; parts of which one suffices stand on lines of their own.
QString ruleLines(const model::RuleNode &rule, const RuleNames &names = {});
// "The rule finds 640 people; 612 of them are meant (96 %). Of the 642 meant it finds 95 %."
QString fitWords(const service::DescribedList &described);

} // namespace audience::ui
