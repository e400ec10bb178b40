// A rule's parts in a marketer's words, for the builder's controls and for "left after each rule".
#pragma once

#include "model/segment_condition.h"
#include "model/segment_rule.h"
#include "ui/segments/rule_names.h"

#include <QString>
#include <QStringList>
#include <QVector>

namespace audience::ui {

// What a field can be asked, by its type.
enum class FieldKind { Text, Number, Date, Flag };
FieldKind fieldKind(std::string_view type);
QVector<model::TestOp> operatorsFor(FieldKind kind);
QString operatorWord(model::TestOp op, FieldKind kind);
// For the figures of events: at least, at most, exactly...
QVector<model::TestOp> countOperators();
QString countWord(model::TestOp op);
QString aggregateWord(model::AggregateTest::Of of);
QString unitWord(model::TimeUnit unit, qint64 n);
QString windowWord(model::Window::Kind kind);
QString windowWords(const model::Window &window);

QString valueText(const Json &value);
// Whether the row of a condition can edit all of the test; else it shows testWords() and the text form edits it.
bool hasEditor(const model::FieldTest &test);
QString testWords(const model::FieldTest &test);
// Text typed by a person as the JSON that the field's kind wants.
Json valueJson(const QString &text, FieldKind kind);

// As short as can be, for labels in narrow places: "spent > 500", "DE, AT", "no purchase 90 d".
QString tinyWords(const model::RuleNode &node, const RuleNames &names = {});
// One short line: "country is any of DE, AT", "purchase at least 2 times in the last 60 days".
QString shortWords(const model::RuleNode &node, const RuleNames &names = {});

} // namespace audience::ui
