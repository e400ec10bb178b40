#include "ui/segments/condition_choices.h"

#include "qbase/convert.h"
#include "ui/segments/ledger_words.h"
#include "ui/text/words.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>
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

// Whether it stands in the name as a word of its own: "home_country", not "capacity".
static bool hasWord(const std::string &name, std::initializer_list<const char *> words) {
    const QStringList parts = toQString(name).toLower().split(QRegularExpression(QStringLiteral("[^a-z]+")));
    return std::any_of(words.begin(), words.end(), [&](const char *word) { return parts.contains(QLatin1String(word)); });
}

const char *fieldIcon(const std::string &name, FieldKind kind) {
    if (kind == FieldKind::Text && hasWord(name, {"country", "city", "town", "region", "state", "province", "postcode", "zip", "place"}))
        return "map-pin";
    if (kind == FieldKind::Text && hasWord(name, {"email", "mail"}))
        return "at-sign";
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

// What people are ranked by at first; null where nothing can be.
static Json rankedBy(const service::RuleVocabulary &vocabulary) {
    if (!vocabulary.purchase.empty())
        return Json{{"of", "count"}, {"name", vocabulary.purchase}};
    if (!vocabulary.events.empty())
        return Json{{"of", "count"}, {"name", vocabulary.events.front().name}};
    for (const auto &field : vocabulary.attributes)
        if (field.isNumber)
            return Json{{"field", field.name}};
    return nullptr;
}

QList<PickerItem> conditionChoices(const service::RuleVocabulary &vocabulary) {
    const QString did = say(QT_TRANSLATE_NOOP("Rule", "What people did")), known = say(QT_TRANSLATE_NOOP("Rule", "What is known of them"));
    const QString computed = say(QT_TRANSLATE_NOOP("Rule", "Computed values")), stand = say(QT_TRANSLATE_NOOP("Rule", "Where they stand"));
    QList<PickerItem> items;
    if (!vocabulary.purchaseValue.empty())
        items.append({QStringLiteral("spent:"), say(QT_TRANSLATE_NOOP("Rule", "Spent in total")), say(QT_TRANSLATE_NOOP("Rule", "in a time")), QStringLiteral("shopping-cart"), did});
    for (const auto &event : vocabulary.events) {
        const QString name = toQString(event.name), icon = QLatin1String(eventIcon(event.name));
        items.append({QStringLiteral("event:") + name, plainName(event.name), say(QT_TRANSLATE_NOOP("Rule", "did or did not")), icon, did});
        items.append({QStringLiteral("recency:") + name, say(QT_TRANSLATE_NOOP("Rule", "last %1")).arg(plainName(event.name)), say(QT_TRANSLATE_NOOP("Rule", "how long ago")),
                      QStringLiteral("clock"), did});
    }
    if (!vocabulary.events.empty()) {
        items.append({QStringLiteral("sequence:"), say(QT_TRANSLATE_NOOP("Rule", "One thing followed by another")), say(QT_TRANSLATE_NOOP("Rule", "or not followed")),
                      QStringLiteral("workflow"), did});
        items.append({QStringLiteral("sessions:"), say(QT_TRANSLATE_NOOP("Rule", "Visits")), say(QT_TRANSLATE_NOOP("Rule", "how many, how long")), QStringLiteral("timer"), did});
    }
    for (const std::string &dataset : linkedTables(vocabulary, {}))
        // What people did stands above already, unless it leads on.
        if (const auto of = std::find_if(vocabulary.tables.begin(), vocabulary.tables.end(), [&](const auto &table) { return table.dataset == dataset; });
            !of->ofPeople || !linkedTables(vocabulary, dataset).empty())
            items.append({QStringLiteral("related:") + toQString(dataset), plainName(dataset), say(QT_TRANSLATE_NOOP("Rule", "what belongs to them")), QStringLiteral("table"), did});
    if (!vocabulary.purchase.empty())
        items.append({QStringLiteral("rfm:"), say(QT_TRANSLATE_NOOP("Rule", "Recency, frequency, spend")), say(QT_TRANSLATE_NOOP("Rule", "champions, at risk, lost")),
                      QStringLiteral("gauge"), stand});
    if (!rankedBy(vocabulary).is_null())
        items.append({QStringLiteral("rank:"), say(QT_TRANSLATE_NOOP("Rule", "The top or the last ones")), say(QT_TRANSLATE_NOOP("Rule", "by a figure")), QStringLiteral("trending-up"), stand});
    items.append({QStringLiteral("bucket:"), say(QT_TRANSLATE_NOOP("Rule", "Random share")), say(QT_TRANSLATE_NOOP("Rule", "always the same people")), QStringLiteral("percent"), stand});
    for (const std::string &fact : vocabulary.emailFacts)
        items.append({QStringLiteral("message:") + toQString(fact), messageWord(fact), say(QT_TRANSLATE_NOOP("Rule", "did or did not")),
                      QStringLiteral("mail-open"), say(QT_TRANSLATE_NOOP("Rule", "What came of emails"))});
    for (const auto &topic : vocabulary.topics)
        items.append({QStringLiteral("consent:") + toQString(topic.id), say(QT_TRANSLATE_NOOP("Rule", "Consent to %1")).arg(toQString(topic.name)),
                      say(QT_TRANSLATE_NOOP("Rule", "given, taken back or not known")), QStringLiteral("user-check"), known});
    items.append({QStringLiteral("reachable:"), say(QT_TRANSLATE_NOOP("Rule", "Can be emailed")), {}, QStringLiteral("mail-check"), known});
    items.append({QStringLiteral("suppressed:"), say(QT_TRANSLATE_NOOP("Rule", "Blocked address")), {}, QStringLiteral("ban"), known});
    if (!vocabulary.segments.empty())
        items.append({QStringLiteral("segment:"), say(QT_TRANSLATE_NOOP("Rule", "Segment")), say(QT_TRANSLATE_NOOP("Rule", "in another one or not")), QStringLiteral("users"), known});
    for (const auto &list : vocabulary.lists)
        items.append({QStringLiteral("list:") + toQString(list.id), toQString(list.name), say(QT_TRANSLATE_NOOP("Rule", "stored list")),
                      QStringLiteral("list"), known});
    for (const auto &field : vocabulary.attributes)
        items.append({QStringLiteral("attribute:") + toQString(field.name), plainName(field.name), typeWord(field.type),
                      QLatin1String(fieldIcon(field.name, fieldKind(field.type))), known});
    for (const auto &field : vocabulary.traits)
        items.append({QStringLiteral("attribute:") + toQString(field.name), fieldName(field.name), typeWord(field.type), QStringLiteral("sparkles"), computed});
    if (!vocabulary.events.empty())
        items.append({QLatin1String(kNewValue), say(QT_TRANSLATE_NOOP("Rule", "New computed value…")), say(QT_TRANSLATE_NOOP("Rule", "e.g. spent in total")), QStringLiteral("plus"), computed});
    return items;
}

constexpr char kValue[] = "value:";
constexpr char16_t kBetween = 0x1f; // in no name and no value

QString valueChoice(const std::string &field, const std::string &value) {
    return QLatin1String(kValue) + toQString(field) + QChar(kBetween) + toQString(value);
}

std::optional<std::pair<std::string, std::string>> valueOfChoice(const QString &choice) {
    if (!choice.startsWith(QLatin1String(kValue)))
        return std::nullopt;
    const QString both = choice.mid(int(sizeof(kValue)) - 1);
    return std::pair(toUtf8(both.section(QChar(kBetween), 0, 0)), toUtf8(both.section(QChar(kBetween), 1)));
}

QString choiceOf(const Json &condition) {
    const std::string type = jsonText(condition, "type");
    const char *member = type == "attribute" ? "field" : type == "message" ? "what" : type == "consent" ? "topic" : type == "list" ? "id" : "name";
    if (type == "related")
        if (const Json *path = jsonMember(condition, "path"); path && path->is_array() && !path->empty())
            return QStringLiteral("related:") + toQString(path->front().is_string() ? path->front().get<std::string>() : jsonText(path->front(), "dataset"));
    const bool isOne = type == "sequence" || type == "sessions" || type == "segment" || type == "rfm" || type == "rank" || type == "bucket";
    return toQString(type + ':' + (isOne ? std::string() : jsonText(condition, member)));
}

QList<PickerItem> eventChoices(const service::RuleVocabulary &vocabulary) {
    QList<PickerItem> items;
    for (const auto &event : vocabulary.events)
        items.append({toQString(event.name), plainName(event.name), {}, QLatin1String(eventIcon(event.name))});
    return items;
}

std::vector<std::string> linkedTables(const service::RuleVocabulary &vocabulary, const std::string &from) {
    std::vector<std::string> found;
    for (const auto &table : vocabulary.tables) {
        bool isLinked = from.empty() && table.ofPeople;
        for (const auto &[a, b] : vocabulary.links)
            isLinked = isLinked || (table.dataset != from && ((a == from && b == table.dataset) || (b == from && a == table.dataset)));
        if (isLinked)
            found.push_back(table.dataset);
    }
    return found;
}

// One of the newer kinds as it begins; null for any other.
static Json newFamily(const std::string &kind, const std::string &name, const service::RuleVocabulary &vocabulary) {
    if (kind == "sequence") {
        const std::string event = !name.empty() ? name : !vocabulary.purchase.empty() ? vocabulary.purchase : vocabulary.events.empty() ? std::string() : vocabulary.events.front().name;
        return Json{{"type", kind}, {"steps", {{{"name", event}, {"window", {{"last", 90}, {"unit", "days"}}}}, {{"name", event}, {"within", {{"n", 30}, {"unit", "days"}}}}}}};
    }
    if (kind == "sessions")
        return Json{{"type", kind}, {"of", "count"}, {"op", ">="}, {"value", 2}, {"window", {{"last", 30}, {"unit", "days"}}}, {"gap", {{"n", 30}, {"unit", "minutes"}}}};
    if (kind == "related")
        return Json{{"type", kind}, {"path", Json::array({name})}, {"rows", "any"}};
    if (kind == "rfm")
        return Json{{"type", kind}, {"groups", Json::array({"champions"})}};
    if (kind == "rank")
        return Json{{"type", kind}, {"by", rankedBy(vocabulary)}, {"keep", {{"top", 100}}}};
    if (kind == "bucket") {
        constexpr int kTenth = 999;
        return Json{{"type", kind}, {"salt", toUtf8(QString::number(QRandomGenerator::global()->generate(), 36))}, {"from", 0}, {"to", kTenth}};
    }
    return kind == "segment" ? Json{{"type", kind}, {"id", ""}} : Json();
}

model::RuleNode newCondition(const QString &choice, const service::RuleVocabulary &vocabulary) {
    const QString kind = choice.section(QLatin1Char(':'), 0, 0);
    const std::string name = toUtf8(choice.section(QLatin1Char(':'), 1));
    if (const auto value = valueOfChoice(choice)) {
        FieldTest test;
        test.field = value->first;
        test.op = TestOp::In;
        test.values = {Json(value->second)};
        return model::conditionNode(model::toJson(model::AttributeCondition{test}));
    }
    if (kind == QLatin1String("spent")) {
        constexpr int kSpent = 100;
        model::EventCondition condition;
        condition.name = vocabulary.purchase;
        condition.aggregate = AggregateTest{AggregateTest::Of::Sum, vocabulary.purchaseValue, TestOp::Greater, {Json(kSpent)}};
        condition.window = {Window::Kind::Last, 1, TimeUnit::Years, {}, {}};
        return model::conditionNode(model::toJson(condition));
    }
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
    if (const Json family = newFamily(toUtf8(kind), name, vocabulary); !family.is_null())
        return model::conditionNode(family);
    for (const auto *fields : {&vocabulary.attributes, &vocabulary.traits})
        for (const auto &field : *fields)
            if (field.name == name)
                return model::conditionNode(model::toJson(model::AttributeCondition{newTest(field)}));
    return model::conditionNode(Json::object());
}

} // namespace audience::ui
