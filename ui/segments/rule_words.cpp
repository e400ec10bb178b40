#include "ui/segments/rule_words.h"

#include "qbase/convert.h"
#include "ui/segments/family_words.h"
#include "ui/segments/ledger_words.h"
#include "ui/text/words.h"

#include <QCoreApplication>

namespace audience::ui {

using model::AggregateTest;
using model::RuleNode;
using model::TestOp;
using model::TimeUnit;
using model::Window;

static QString say(const char *text) {
    return QCoreApplication::translate("Rule", text);
}

FieldKind fieldKind(std::string_view type) {
    if (type == "int64" || type == "decimal" || type == "double")
        return FieldKind::Number;
    if (type == "date" || type == "instant")
        return FieldKind::Date;
    return type == "bool" ? FieldKind::Flag : FieldKind::Text;
}

QVector<TestOp> operatorsFor(FieldKind kind) {
    switch (kind) {
    case FieldKind::Number:
        return {TestOp::Greater, TestOp::GreaterOrEqual, TestOp::Less, TestOp::LessOrEqual, TestOp::Equal, TestOp::NotEqual,
                TestOp::Between, TestOp::IsEmpty, TestOp::IsNotEmpty};
    case FieldKind::Date:
        return {TestOp::Within, TestOp::NotWithin, TestOp::Before, TestOp::After, TestOp::On, TestOp::IsEmpty, TestOp::IsNotEmpty};
    case FieldKind::Flag:
        return {TestOp::IsTrue, TestOp::IsFalse, TestOp::IsEmpty, TestOp::IsNotEmpty};
    case FieldKind::Text:
        break;
    }
    return {TestOp::In,         TestOp::NotIn,    TestOp::Equal,   TestOp::NotEqual, TestOp::Contains, TestOp::NotContains,
            TestOp::StartsWith, TestOp::EndsWith, TestOp::IsEmpty, TestOp::IsNotEmpty};
}

QString operatorWord(TestOp op, FieldKind kind) {
    switch (op) {
    case TestOp::Equal: return kind == FieldKind::Number ? say(QT_TRANSLATE_NOOP("Rule", "exactly")) : say(QT_TRANSLATE_NOOP("Rule", "is"));
    case TestOp::NotEqual: return say(QT_TRANSLATE_NOOP("Rule", "is not"));
    case TestOp::Less: return say(QT_TRANSLATE_NOOP("Rule", "less than"));
    case TestOp::LessOrEqual: return say(QT_TRANSLATE_NOOP("Rule", "at most"));
    case TestOp::Greater: return say(QT_TRANSLATE_NOOP("Rule", "more than"));
    case TestOp::GreaterOrEqual: return say(QT_TRANSLATE_NOOP("Rule", "at least"));
    case TestOp::Between: return say(QT_TRANSLATE_NOOP("Rule", "between"));
    case TestOp::NotBetween: return say(QT_TRANSLATE_NOOP("Rule", "not between"));
    case TestOp::In: return say(QT_TRANSLATE_NOOP("Rule", "is any of"));
    case TestOp::NotIn: return say(QT_TRANSLATE_NOOP("Rule", "is none of"));
    case TestOp::Contains: return say(QT_TRANSLATE_NOOP("Rule", "contains"));
    case TestOp::NotContains: return say(QT_TRANSLATE_NOOP("Rule", "does not contain"));
    case TestOp::StartsWith: return say(QT_TRANSLATE_NOOP("Rule", "starts with"));
    case TestOp::NotStartsWith: return say(QT_TRANSLATE_NOOP("Rule", "does not start with"));
    case TestOp::EndsWith: return say(QT_TRANSLATE_NOOP("Rule", "ends with"));
    case TestOp::NotEndsWith: return say(QT_TRANSLATE_NOOP("Rule", "does not end with"));
    case TestOp::IsEmpty: return say(QT_TRANSLATE_NOOP("Rule", "is empty"));
    case TestOp::IsNotEmpty: return say(QT_TRANSLATE_NOOP("Rule", "is filled"));
    case TestOp::IsTrue: return say(QT_TRANSLATE_NOOP("Rule", "is yes"));
    case TestOp::IsFalse: return say(QT_TRANSLATE_NOOP("Rule", "is no"));
    case TestOp::Before: return say(QT_TRANSLATE_NOOP("Rule", "before"));
    case TestOp::After: return say(QT_TRANSLATE_NOOP("Rule", "after"));
    case TestOp::On: return say(QT_TRANSLATE_NOOP("Rule", "on"));
    case TestOp::NotOn: return say(QT_TRANSLATE_NOOP("Rule", "not on"));
    case TestOp::Within: return say(QT_TRANSLATE_NOOP("Rule", "is"));
    case TestOp::NotWithin: return say(QT_TRANSLATE_NOOP("Rule", "is not"));
    case TestOp::Like: return say(QT_TRANSLATE_NOOP("Rule", "looks like"));
    case TestOp::NotLike: return say(QT_TRANSLATE_NOOP("Rule", "does not look like"));
    case TestOp::Matches: return say(QT_TRANSLATE_NOOP("Rule", "fits the pattern"));
    case TestOp::NotMatches: return say(QT_TRANSLATE_NOOP("Rule", "does not fit the pattern"));
    case TestOp::Exists: return say(QT_TRANSLATE_NOOP("Rule", "is there"));
    case TestOp::NotExists: return say(QT_TRANSLATE_NOOP("Rule", "is not there"));
    }
    return {};
}

QVector<TestOp> countOperators() {
    return {TestOp::GreaterOrEqual, TestOp::LessOrEqual, TestOp::Equal, TestOp::Greater, TestOp::Less};
}

QString countWord(TestOp op) {
    return operatorWord(op, FieldKind::Number);
}

QString aggregateWord(AggregateTest::Of of) {
    switch (of) {
    case AggregateTest::Of::Count: return say(QT_TRANSLATE_NOOP("Rule", "times"));
    case AggregateTest::Of::Sum: return say(QT_TRANSLATE_NOOP("Rule", "sum of"));
    case AggregateTest::Of::Average: return say(QT_TRANSLATE_NOOP("Rule", "average of"));
    case AggregateTest::Of::Minimum: return say(QT_TRANSLATE_NOOP("Rule", "lowest"));
    case AggregateTest::Of::Maximum: return say(QT_TRANSLATE_NOOP("Rule", "highest"));
    case AggregateTest::Of::Distinct: return say(QT_TRANSLATE_NOOP("Rule", "different"));
    }
    return {};
}

QString unitWord(TimeUnit unit, qint64 n) {
    const bool one = n == 1;
    switch (unit) {
    case TimeUnit::Minutes: return one ? say(QT_TRANSLATE_NOOP("Rule", "minute")) : say(QT_TRANSLATE_NOOP("Rule", "minutes"));
    case TimeUnit::Hours: return one ? say(QT_TRANSLATE_NOOP("Rule", "hour")) : say(QT_TRANSLATE_NOOP("Rule", "hours"));
    case TimeUnit::Days: return one ? say(QT_TRANSLATE_NOOP("Rule", "day")) : say(QT_TRANSLATE_NOOP("Rule", "days"));
    case TimeUnit::Weeks: return one ? say(QT_TRANSLATE_NOOP("Rule", "week")) : say(QT_TRANSLATE_NOOP("Rule", "weeks"));
    case TimeUnit::Months: return one ? say(QT_TRANSLATE_NOOP("Rule", "month")) : say(QT_TRANSLATE_NOOP("Rule", "months"));
    case TimeUnit::Years: return one ? say(QT_TRANSLATE_NOOP("Rule", "year")) : say(QT_TRANSLATE_NOOP("Rule", "years"));
    }
    return {};
}

QString windowWord(Window::Kind kind) {
    switch (kind) {
    case Window::Kind::AllTime: return say(QT_TRANSLATE_NOOP("Rule", "at any time"));
    case Window::Kind::Last: return say(QT_TRANSLATE_NOOP("Rule", "in the last"));
    case Window::Kind::OlderThan: return say(QT_TRANSLATE_NOOP("Rule", "longer ago than"));
    case Window::Kind::Next: return say(QT_TRANSLATE_NOOP("Rule", "in the next"));
    case Window::Kind::Between: return say(QT_TRANSLATE_NOOP("Rule", "between"));
    case Window::Kind::Calendar: return say(QT_TRANSLATE_NOOP("Rule", "in the calendar"));
    case Window::Kind::AnniversaryLast: return say(QT_TRANSLATE_NOOP("Rule", "with an anniversary in the last"));
    case Window::Kind::AnniversaryNext: return say(QT_TRANSLATE_NOOP("Rule", "with an anniversary in the next"));
    }
    return {};
}

static QString calendarWords(const Window &window) {
    using model::CalendarUnit;
    const QString shift = window.n > 0 ? QLatin1Char('+') + QString::number(window.n) : QString::number(window.n);
    switch (window.calendar) {
    case CalendarUnit::Day:
        return window.n == 0    ? say(QT_TRANSLATE_NOOP("Rule", "today"))
               : window.n == -1 ? say(QT_TRANSLATE_NOOP("Rule", "yesterday"))
               : window.n == 1  ? say(QT_TRANSLATE_NOOP("Rule", "tomorrow"))
                                : say(QT_TRANSLATE_NOOP("Rule", "day %1 from today")).arg(shift);
    case CalendarUnit::Week:
        return window.n == 0    ? say(QT_TRANSLATE_NOOP("Rule", "this week"))
               : window.n == -1 ? say(QT_TRANSLATE_NOOP("Rule", "last week"))
               : window.n == 1  ? say(QT_TRANSLATE_NOOP("Rule", "next week"))
                                : say(QT_TRANSLATE_NOOP("Rule", "week %1 from this one")).arg(shift);
    case CalendarUnit::Month:
        return window.n == 0    ? say(QT_TRANSLATE_NOOP("Rule", "this month"))
               : window.n == -1 ? say(QT_TRANSLATE_NOOP("Rule", "last month"))
               : window.n == 1  ? say(QT_TRANSLATE_NOOP("Rule", "next month"))
                                : say(QT_TRANSLATE_NOOP("Rule", "month %1 from this one")).arg(shift);
    case CalendarUnit::Quarter:
        return window.n == 0    ? say(QT_TRANSLATE_NOOP("Rule", "this quarter"))
               : window.n == -1 ? say(QT_TRANSLATE_NOOP("Rule", "last quarter"))
               : window.n == 1  ? say(QT_TRANSLATE_NOOP("Rule", "next quarter"))
                                : say(QT_TRANSLATE_NOOP("Rule", "quarter %1 from this one")).arg(shift);
    case CalendarUnit::Year:
        break;
    }
    return window.n == 0    ? say(QT_TRANSLATE_NOOP("Rule", "this year"))
           : window.n == -1 ? say(QT_TRANSLATE_NOOP("Rule", "last year"))
           : window.n == 1  ? say(QT_TRANSLATE_NOOP("Rule", "next year"))
                            : say(QT_TRANSLATE_NOOP("Rule", "year %1 from this one")).arg(shift);
}

QString windowWords(const Window &window) {
    switch (window.kind) {
    case Window::Kind::AllTime: return {};
    case Window::Kind::Between:
        return QStringLiteral("%1 – %2").arg(toQString(window.from), toQString(window.to));
    case Window::Kind::Calendar: return calendarWords(window);
    case Window::Kind::AnniversaryLast:
    case Window::Kind::AnniversaryNext:
        return QStringLiteral("%1 %2 %3").arg(windowWord(window.kind)).arg(window.n).arg(unitWord(TimeUnit::Days, window.n));
    case Window::Kind::Last:
    case Window::Kind::OlderThan:
    case Window::Kind::Next: break;
    }
    return QStringLiteral("%1 %2 %3").arg(windowWord(window.kind)).arg(window.n).arg(unitWord(window.unit, window.n));
}

QString valueText(const Json &value) {
    if (value.is_string())
        return toQString(value.get<std::string>());
    if (value.is_boolean())
        return value.get<bool>() ? say(QT_TRANSLATE_NOOP("Rule", "yes")) : say(QT_TRANSLATE_NOOP("Rule", "no"));
    if (value.is_object()) // {"field": name}, another field of the same row
        return fieldName(jsonText(value, "field"));
    return value.is_null() ? QString() : toQString(value.dump());
}

Json valueJson(const QString &text, FieldKind kind) {
    const std::string plain = toUtf8(text.trimmed());
    if (kind == FieldKind::Number) {
        bool whole = false;
        const qlonglong number = text.trimmed().toLongLong(&whole);
        if (whole)
            return Json(static_cast<std::int64_t>(number));
        // A decimal stays the digits that were typed: a double would change them.
        return Json(plain);
    }
    return Json(plain);
}

static QString valuesText(const std::vector<Json> &values) {
    QStringList words;
    for (const Json &value : values)
        words << valueText(value);
    return words.size() > 3 ? say(QT_TRANSLATE_NOOP("Rule", "%1 and %2 more")).arg(words[0]).arg(words.size() - 1)
                            : words.join(QStringLiteral(", "));
}

static bool isOnce(const AggregateTest &figure) {
    return figure.of == AggregateTest::Of::Count && figure.op == TestOp::GreaterOrEqual && figure.values.size() == 1 && figure.values.front() == Json(1);
}

// "at least 3 times", "exactly once".
static QString timesWords(const AggregateTest &figure) {
    if (figure.values.size() == 1 && figure.values.front() == Json(1))
        return QStringLiteral("%1 %2").arg(countWord(figure.op), say(QT_TRANSLATE_NOOP("Rule", "once")));
    return QStringLiteral("%1 %2 %3").arg(countWord(figure.op), valuesText(figure.values), aggregateWord(figure.of));
}

bool hasEditor(const model::FieldTest &test) {
    return test.part == model::FieldPart::Whole && test.op < TestOp::Like && !model::otherField(test) &&
           test.zone.empty() && test.zoneField.empty() && test.path.empty() && test.window.kind <= Window::Kind::Between;
}

static QString partWords(const model::FieldTest &test) {
    const QString name = fieldName(test.field) + (test.path.empty() ? QString() : QStringLiteral(" › ") + toQString(test.path));
    switch (test.part) {
    case model::FieldPart::Whole: break;
    case model::FieldPart::Length: return say(QT_TRANSLATE_NOOP("Rule", "length of %1")).arg(name);
    case model::FieldPart::Domain: return say(QT_TRANSLATE_NOOP("Rule", "domain of %1")).arg(name);
    case model::FieldPart::Hour: return say(QT_TRANSLATE_NOOP("Rule", "hour of %1")).arg(name);
    case model::FieldPart::Weekday: return say(QT_TRANSLATE_NOOP("Rule", "weekday of %1")).arg(name);
    case model::FieldPart::Day: return say(QT_TRANSLATE_NOOP("Rule", "day of the month of %1")).arg(name);
    case model::FieldPart::Month: return say(QT_TRANSLATE_NOOP("Rule", "month of %1")).arg(name);
    case model::FieldPart::Year: return say(QT_TRANSLATE_NOOP("Rule", "year of %1")).arg(name);
    }
    return name;
}

QString testWords(const model::FieldTest &test) {
    const bool number = !test.values.empty() && test.values.front().is_number();
    QString words = partWords(test) + QLatin1Char(' ') + operatorWord(test.op, number ? FieldKind::Number : FieldKind::Text);
    if (!test.values.empty())
        words += QLatin1Char(' ') + valuesText(test.values);
    if (model::operandOf(test.op) == model::Operand::Window)
        words += QLatin1Char(' ') + windowWords(test.window);
    if (test.match == model::Match::All)
        words += QLatin1Char(' ') + say(QT_TRANSLATE_NOOP("Rule", "(all of them)"));
    else if (test.match == model::Match::None)
        words += QLatin1Char(' ') + say(QT_TRANSLATE_NOOP("Rule", "(none of them)"));
    if (!test.zoneField.empty())
        words += QLatin1Char(' ') + say(QT_TRANSLATE_NOOP("Rule", "(in the time zone of %1)")).arg(fieldName(test.zoneField));
    else if (!test.zone.empty())
        words += QStringLiteral(" (%1)").arg(zoneName(test.zone));
    return words;
}

QString shortWords(const RuleNode &node, const RuleNames &names) {
    if (node.kind == RuleNode::Kind::Condition) {
        model::Findings ignored;
        const std::string type = jsonText(node.condition, "type");
        if (type == "attribute") {
            if (const auto condition = model::readAttribute(node.condition, {}, ignored))
                return testWords(condition->test);
        } else if (type == "event") {
            if (const auto condition = model::readEvent(node.condition, {}, ignored)) {
                if (names.isSpending(*condition))
                    return say(QT_TRANSLATE_NOOP("Rule", "spent %1 %2 %3 %4"))
                        .arg(countWord(condition->aggregate->op), valuesText(condition->aggregate->values), names.currency(), windowWords(condition->window))
                        .simplified();
                QString words = condition->did ? plainName(condition->name)
                                               : say(QT_TRANSLATE_NOOP("Rule", "no %1")).arg(plainName(condition->name));
                if (condition->aggregate && isOnce(*condition->aggregate)) {
                    if (condition->did)
                        words += QLatin1Char(' ') + say(QT_TRANSLATE_NOOP("Rule", "at least once"));
                } else if (condition->aggregate) {
                    const auto &figure = *condition->aggregate;
                    const QString amount = countWord(figure.op) + QLatin1Char(' ') + valuesText(figure.values);
                    words += QLatin1Char(' ') + (figure.of == AggregateTest::Of::Count
                                                     ? timesWords(figure)
                                                     : aggregateWord(figure.of) + QLatin1Char(' ') + plainName(figure.field) + QLatin1Char(' ') + amount);
                }
                return (words + QLatin1Char(' ') + windowWords(condition->window)).trimmed();
            }
        } else if (type == "recency") {
            if (const auto condition = model::readRecency(node.condition, {}, ignored))
                return QStringLiteral("%1 %2 %3")
                    .arg(condition->first ? say(QT_TRANSLATE_NOOP("Rule", "first")) : say(QT_TRANSLATE_NOOP("Rule", "last")),
                         plainName(condition->name), windowWords(condition->window));
        }
        QString words = ledgerWords(node.condition, names);
        if (words.isEmpty())
            words = familyWords(node.condition, names);
        return words.isEmpty() ? plainName(type) : words;
    }
    QStringList parts;
    for (const RuleNode &child : node.children)
        parts << shortWords(child, names);
    switch (node.kind) {
    case RuleNode::Kind::Any: return parts.join(say(QT_TRANSLATE_NOOP("Rule", " or ")));
    case RuleNode::Kind::None: return say(QT_TRANSLATE_NOOP("Rule", "none of: ")) + parts.join(QStringLiteral(", "));
    case RuleNode::Kind::Not: return say(QT_TRANSLATE_NOOP("Rule", "not: ")) + parts.join(QStringLiteral(", "));
    case RuleNode::Kind::All:
    case RuleNode::Kind::Condition: break;
    }
    return parts.join(say(QT_TRANSLATE_NOOP("Rule", " and ")));
}

static QString sign(TestOp op) {
    switch (op) {
    case TestOp::Less: return QStringLiteral("<");
    case TestOp::LessOrEqual: return QStringLiteral("≤");
    case TestOp::Greater: return QStringLiteral(">");
    case TestOp::GreaterOrEqual: return QStringLiteral("≥");
    case TestOp::Equal: return QStringLiteral("=");
    default: return {};
    }
}

static QString tinyWindow(const Window &window) {
    if (window.kind == Window::Kind::AllTime || window.kind >= Window::Kind::Between)
        return windowWords(window);
    const QString span = QStringLiteral("%1 %2").arg(window.n).arg(unitWord(window.unit, window.n));
    switch (window.kind) {
    case Window::Kind::OlderThan: return say(QT_TRANSLATE_NOOP("Rule", "over %1 ago")).arg(span);
    case Window::Kind::Next: return say(QT_TRANSLATE_NOOP("Rule", "in the next %1")).arg(span);
    default: return say(QT_TRANSLATE_NOOP("Rule", "in %1")).arg(span);
    }
}

// "sum of amount > 100", "at least 3 times"; once goes without saying.
static QString tinyFigure(const AggregateTest &figure) {
    if (isOnce(figure) || figure.values.empty())
        return {};
    const QString value = valueText(figure.values.front());
    if (figure.of == AggregateTest::Of::Count)
        return timesWords(figure);
    return QStringLiteral("%1 %2 %3 %4").arg(aggregateWord(figure.of), plainName(figure.field), sign(figure.op), value);
}

QString tinyWords(const RuleNode &node, const RuleNames &names) {
    if (node.kind != RuleNode::Kind::Condition) {
        QStringList parts;
        for (const RuleNode &child : node.children)
            parts << tinyWords(child, names);
        const QString joint = node.kind == RuleNode::Kind::Any ? say(QT_TRANSLATE_NOOP("Rule", " or ")) : QStringLiteral(", ");
        return (node.kind == RuleNode::Kind::None || node.kind == RuleNode::Kind::Not ? say(QT_TRANSLATE_NOOP("Rule", "not: ")) : QString()) + parts.join(joint);
    }
    model::Findings ignored;
    const std::string type = jsonText(node.condition, "type");
    if (type == "attribute") {
        if (const auto condition = model::readAttribute(node.condition, {}, ignored)) {
            const auto &test = condition->test;
            if (!hasEditor(test))
                return testWords(test);
            if (test.op == TestOp::In && !test.values.empty())
                return valuesText(test.values);
            if (const QString mark = sign(test.op); !mark.isEmpty() && !test.values.empty())
                return QStringLiteral("%1 %2 %3").arg(fieldName(test.field), mark, valueText(test.values.front()));
        }
    } else if (type == "event") {
        if (const auto condition = model::readEvent(node.condition, {}, ignored)) {
            if (names.isSpending(*condition))
                return say(QT_TRANSLATE_NOOP("Rule", "Spent %1 %2 %3"))
                    .arg(sign(condition->aggregate->op), valueText(condition->aggregate->values.front()), names.currency())
                    .simplified();
            const QString name = condition->did ? plainName(condition->name) : say(QT_TRANSLATE_NOOP("Rule", "no %1")).arg(plainName(condition->name));
            QStringList parts{name};
            if (condition->did && condition->aggregate)
                parts << tinyFigure(*condition->aggregate);
            parts << tinyWindow(condition->window);
            parts.removeAll({});
            return parts.join(QLatin1Char(' '));
        }
    } else if (type == "recency") {
        if (const auto condition = model::readRecency(node.condition, {}, ignored))
            return QStringLiteral("%1 %2").arg(plainName(condition->name), tinyWindow(condition->window));
    }
    return shortWords(node, names);
}

} // namespace audience::ui
