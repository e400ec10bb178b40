// What a rule can ask about, for the pickers, and how a condition that was just picked begins.
#pragma once

#include "service/segment_service.h"
#include "ui/kit/picker.h"
#include "ui/segments/rule_words.h"

#include <optional>
#include <utility>

namespace audience::ui {

// "attribute:age", "event:purchase", "recency:purchase", "message:opened", "consent:news", "list:3", "related:orders",
// "sequence:", ...; under the headings of what people did, where they stand, what came of emails, and what is known
// of them. A kind whose facts are not there is absent.
QList<PickerItem> conditionChoices(const service::RuleVocabulary &vocabulary);
constexpr char kNewValue[] = "new:value"; // the one among them that is no condition
// An attribute that is this text: "value:..." with both; and back.
QString valueChoice(const std::string &field, const std::string &value);
std::optional<std::pair<std::string, std::string>> valueOfChoice(const QString &choice);
QString choiceOf(const Json &condition); // which of them it came from
QList<PickerItem> eventChoices(const service::RuleVocabulary &vocabulary);
// The datasets one link away from these rows; from people ("") also those whose rows belong to them.
std::vector<std::string> linkedTables(const service::RuleVocabulary &vocabulary, const std::string &from);
// "sequence:purchase" begins with that event.
model::RuleNode newCondition(const QString &choice, const service::RuleVocabulary &vocabulary);

const char *fieldIcon(const std::string &name, FieldKind kind); // of a place and an address by their names, else of the kind
const char *eventIcon(const std::string &name);
QList<PickerItem> operatorItems(FieldKind kind);
// Gives the test the values its operator wants, keeping those it has where they fit.
void prepareValues(model::FieldTest &test, FieldKind kind);
model::FieldTest newTest(const service::FieldView &field);

} // namespace audience::ui
