#include "ui/segments/condition_choices.h"

#include "qbase/convert.h"
#include "ui/segments/ledger_words.h"
#include "ui/text/words.h"

#include <QCoreApplication>

#include <utility>

namespace audience::ui {

using model::AggregateTest;
using model::FieldTest;
using model::Operand;
using model::TestOp;
using model::TimeUnit;
using model::Window;

static QString say(const char *text) {
    return QCoreApplication::translate("Rule", text);
}

const char *fieldIcon(FieldKind kind) {
    switch (kind) {
    case FieldKind::Number: return "hash";
    case FieldKind::Date: return "calendar";
    case FieldKind::Flag: return "toggle-left";
    case FieldKind::Text: break;
    }
    return "type";
}

const char *eventIcon(const std::string &name) {
    if (name.find("purchase") != std::string::npos || name.find("order") != std::string::npos || name.find("cart") != std::string::npos)
        return "shopping-cart";
    return name.find("open") != std::string::npos ? "mail-open" : "zap";
}

QList<PickerItem> operatorItems(FieldKind kind) {
    QList<PickerItem> items;
    for (const TestOp op : operatorsFor(kind))
        items.append({toQString(model::toText(op)), operatorWord(op, kind), {}, {}});
    return items;
}

void prepareValues(FieldTest &test, FieldKind kind) {
    const std::vector<Json> before = std::exchange(test.values, {});
    switch (model::operandOf(test.op)) {
    case Operand::One:
        test.values = {before.empty() ? (kind == FieldKind::Number ? Json(0) : Json("")) : before.front()};
        break;
    case Operand::Two:
        test.values = {before.empty() ? Json(0) : before.front(), before.size() > 1 ? before[1] : Json(100)};
        break;
    case Operand::List:
        for (const Json &value : before)
            if (!value.is_string() || !value.get<std::string>().empty())
                test.values.push_back(value);
        break;
    case Operand::Window:
        if (test.window.kind == Window::Kind::AllTime)
            test.window = {Window::Kind::Last, 30, TimeUnit::Days, {}, {}};
        break;
    case Operand::None:
        break;
    }
}

FieldTest newTest(const service::FieldView &field) {
    const FieldKind kind = fieldKind(field.type);
    FieldTest test;
    test.field = field.name;
    test.op = operatorsFor(kind).front();
    prepareValues(test, kind);
    return test;
}

QList<PickerItem> conditionChoices(const service::RuleVocabulary &vocabulary) {
    const QString did = say(QT_TRANSLATE_NOOP("Rule", "What people did")), known = say(QT_TRANSLATE_NOOP("Rule", "What is known of them"));
    QList<PickerItem> items;
    for (const auto &event : vocabulary.events) {
        const QString name = toQString(event.name), icon = QLatin1String(eventIcon(event.name));
        items.append({QStringLiteral("event:") + name, plainName(event.name), say(QT_TRANSLATE_NOOP("Rule", "did or did not")), icon, did});
        items.append({QStringLiteral("recency:") + name, say(QT_TRANSLATE_NOOP("Rule", "last %1")).arg(plainName(event.name)), say(QT_TRANSLATE_NOOP("Rule", "how long ago")),
                      QStringLiteral("clock"), did});
    }
    for (const std::string &fact : vocabulary.emailFacts)
        items.append({QStringLiteral("message:") + toQString(fact), messageWord(fact), say(QT_TRANSLATE_NOOP("Rule", "did or did not")),
                      QStringLiteral("mail-open"), say(QT_TRANSLATE_NOOP("Rule", "What came of emails"))});
    for (const auto &topic : vocabulary.topics)
        items.append({QStringLiteral("consent:") + toQString(topic.id), say(QT_TRANSLATE_NOOP("Rule", "Consent to %1")).arg(toQString(topic.name)),
                      say(QT_TRANSLATE_NOOP("Rule", "given, taken back or not known")), QStringLiteral("user-check"), known});
    items.append({QStringLiteral("reachable:"), say(QT_TRANSLATE_NOOP("Rule", "Can be emailed")), {}, QStringLiteral("mail-check"), known});
    items.append({QStringLiteral("suppressed:"), say(QT_TRANSLATE_NOOP("Rule", "Blocked address")), {}, QStringLiteral("ban"), known});
    for (const auto &list : vocabulary.lists)
        items.append({QStringLiteral("list:") + toQString(list.id), toQString(list.name), say(QT_TRANSLATE_NOOP("Rule", "stored list")),
                      QStringLiteral("list"), known});
    for (const auto &field : vocabulary.attributes)
        items.append({QStringLiteral("attribute:") + toQString(field.name), plainName(field.name), typeWord(field.type),
                      QLatin1String(fieldIcon(fieldKind(field.type))), known});
    return items;
}

model::RuleNode newCondition(const QString &choice, const service::RuleVocabulary &vocabulary) {
    const QString kind = choice.section(QLatin1Char(':'), 0, 0);
    const std::string name = toUtf8(choice.section(QLatin1Char(':'), 1));
    if (kind == QLatin1String("event")) {
        model::EventCondition condition;
        condition.name = name;
        condition.aggregate = AggregateTest{AggregateTest::Of::Count, {}, TestOp::GreaterOrEqual, {Json(1)}};
        condition.window = {Window::Kind::Last, 90, TimeUnit::Days, {}, {}};
        return model::conditionNode(model::toJson(condition));
    }
    if (kind == QLatin1String("recency")) {
        model::RecencyCondition condition;
        condition.name = name;
        condition.window = {Window::Kind::OlderThan, 90, TimeUnit::Days, {}, {}};
        return model::conditionNode(model::toJson(condition));
    }
    if (kind == QLatin1String("message"))
        return model::conditionNode(Json{{"type", "message"}, {"what", name}, {"window", {{"last", 90}, {"unit", "days"}}}});
    if (kind == QLatin1String("consent"))
        return model::conditionNode(Json{{"type", "consent"}, {"topic", name}, {"state", "opted_in"}});
    if (kind == QLatin1String("list"))
        return model::conditionNode(Json{{"type", "list"}, {"id", name}});
    if (kind == QLatin1String("reachable") || kind == QLatin1String("suppressed"))
        return model::conditionNode(Json{{"type", toUtf8(kind)}});
    for (const auto &field : vocabulary.attributes)
        if (field.name == name)
            return model::conditionNode(model::toJson(model::AttributeCondition{newTest(field)}));
    return model::conditionNode(Json::object());
}

} // namespace audience::ui
