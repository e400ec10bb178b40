// What a rule can ask about, for the pickers, and how a condition that was just picked begins.
#pragma once

#include "service/segment_service.h"
#include "ui/kit/picker.h"
#include "ui/segments/rule_words.h"

namespace audience::ui {

// "attribute:age", "event:purchase", "recency:purchase", "message:opened", "consent:news", "list:3"; under the
// headings of what people did, what came of emails, and what is known of them.
QList<PickerItem> conditionChoices(const service::RuleVocabulary &vocabulary);
model::RuleNode newCondition(const QString &choice, const service::RuleVocabulary &vocabulary);

const char *fieldIcon(FieldKind kind);
const char *eventIcon(const std::string &name);
QList<PickerItem> operatorItems(FieldKind kind);
// Gives the test the values its operator wants, keeping those it has where they fit.
void prepareValues(model::FieldTest &test, FieldKind kind);
model::FieldTest newTest(const service::FieldView &field);

} // namespace audience::ui
