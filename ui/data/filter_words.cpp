#include "ui/data/filter_words.h"

#include "qbase/convert.h"
#include "ui/kit/widgets.h"
#include "ui/text/words.h"

#include <QCoreApplication>

#include <cmath>

namespace audience::ui {

using model::TestOp;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DataFilters)
};

bool isTime(const std::string &type) {
    return type == "date" || type == "instant";
}

QString valueText(const Json &value) {
    return value.is_string() ? toQString(value.get<std::string>()) : toQString(dumpJson(value));
}

} // namespace

QString operatorWord(TestOp op, const std::string &type) {
    switch (op) {
    case TestOp::Equal: return Words::tr("is");
    case TestOp::NotEqual: return Words::tr("is not");
    case TestOp::Less: return Words::tr("below");
    case TestOp::LessOrEqual: return Words::tr("at most");
    case TestOp::Greater: return Words::tr("above");
    case TestOp::GreaterOrEqual: return Words::tr("at least");
    case TestOp::Between: return Words::tr("between");
    case TestOp::NotBetween: return Words::tr("not between");
    case TestOp::In: return Words::tr("is one of");
    case TestOp::NotIn: return Words::tr("is none of");
    case TestOp::Contains: return Words::tr("contains");
    case TestOp::NotContains: return Words::tr("does not contain");
    case TestOp::StartsWith: return Words::tr("starts with");
    case TestOp::NotStartsWith: return Words::tr("does not start with");
    case TestOp::EndsWith: return Words::tr("ends with");
    case TestOp::NotEndsWith: return Words::tr("does not end with");
    case TestOp::IsEmpty: return Words::tr("is empty");
    case TestOp::IsNotEmpty: return Words::tr("is not empty");
    case TestOp::IsTrue: return Words::tr("is yes");
    case TestOp::IsFalse: return Words::tr("is no");
    case TestOp::Before: return Words::tr("before");
    case TestOp::After: return Words::tr("after");
    case TestOp::On: return Words::tr("on");
    case TestOp::NotOn: return Words::tr("not on");
    case TestOp::Within: return isTime(type) ? Words::tr("in the last days") : Words::tr("within");
    case TestOp::NotWithin: return Words::tr("not in the last days");
    case TestOp::Like: return Words::tr("looks like");
    case TestOp::NotLike: return Words::tr("does not look like");
    case TestOp::Matches: return Words::tr("fits the pattern");
    case TestOp::NotMatches: return Words::tr("does not fit the pattern");
    case TestOp::Exists: return Words::tr("is there");
    case TestOp::NotExists: return Words::tr("is not there");
    }
    return {};
}

QVector<TestOp> operatorsFor(const std::string &type) {
    if (type == "bool")
        return {TestOp::IsTrue, TestOp::IsFalse, TestOp::IsEmpty, TestOp::IsNotEmpty};
    if (type == "text")
        return {TestOp::In, TestOp::Contains, TestOp::StartsWith, TestOp::EndsWith, TestOp::NotIn, TestOp::NotContains, TestOp::IsEmpty, TestOp::IsNotEmpty};
    if (isTime(type))
        return {TestOp::Between, TestOp::Within, TestOp::After, TestOp::Before, TestOp::On, TestOp::IsEmpty, TestOp::IsNotEmpty};
    if (type == "json")
        return {TestOp::IsNotEmpty, TestOp::IsEmpty};
    return {TestOp::Between, TestOp::GreaterOrEqual, TestOp::LessOrEqual, TestOp::Greater, TestOp::Less, TestOp::Equal, TestOp::NotEqual, TestOp::In, TestOp::IsEmpty, TestOp::IsNotEmpty};
}

QString filterWords(const model::FieldTest &test, const std::string &type) {
    const QString name = plainName(test.field).left(60);
    if (test.op == TestOp::Within && test.window.kind == model::Window::Kind::Last)
        return Words::tr("%1 in the last %n days", nullptr, int(test.window.n)).arg(name);
    if (test.op == TestOp::NotWithin && test.window.kind == model::Window::Kind::Last)
        return Words::tr("%1 not in the last %n days", nullptr, int(test.window.n)).arg(name);
    QStringList values;
    for (std::size_t i = 0; i < test.values.size() && i < 3; ++i)
        values << valueText(test.values[i]).left(40).simplified();
    if (test.op == TestOp::Between && values.size() == 2)
        return Words::tr("%1 from %2 to %3").arg(name, values[0], values[1]);
    QString list = values.join(QStringLiteral(", "));
    if (test.values.size() > 3)
        list = Words::tr("%1 and %2 more").arg(list, formatNumber(qint64(test.values.size()) - 3));
    const bool isSingle = (test.op == TestOp::In || test.op == TestOp::NotIn) && test.values.size() == 1;
    const QString word = operatorWord(isSingle ? (test.op == TestOp::In ? TestOp::Equal : TestOp::NotEqual) : test.op, type);
    return QStringLiteral("%1 %2 %3").arg(name, word, list).trimmed();
}

CheckWords checkWords(const service::DataCheck &check) {
    const QString column = plainName(check.column).left(60);
    const int n = int(qMin<qint64>(check.count, 2'000'000'000));
    const auto say = [&](const QString &rule, const QString &fault, const QString &reason) { return CheckWords{rule, fault, reason}; };
    const auto counted = [&](const char *text) { return Words::tr(text, nullptr, n); };
    if (check.id == "age_high")
        return say(Words::tr("No %1 is above 110").arg(column), counted(QT_TRANSLATE_N_NOOP("DataFilters", "%n values above 110")), Words::tr("Probably birth years typed as age."));
    if (check.id == "below_zero")
        return say(Words::tr("No %1 is below zero").arg(column), counted(QT_TRANSLATE_N_NOOP("DataFilters", "%n values below zero")), Words::tr("Nothing that is counted can be negative; look for returns or typing errors."));
    if (check.id == "email_invalid")
        return say(Words::tr("Every %1 is an email address").arg(column), counted(QT_TRANSLATE_N_NOOP("DataFilters", "%n are no email addresses")), Words::tr("They are kept back from every campaign until they are corrected."));
    if (check.id == "email_twice")
        return say(Words::tr("No %1 occurs twice").arg(column), counted(QT_TRANSLATE_N_NOOP("DataFilters", "%n rows share an address")), Words::tr("One campaign writes to an address once, whoever it belongs to."));
    if (check.id == "email_missing")
        return say(Words::tr("Everybody has an %1").arg(column), counted(QT_TRANSLATE_N_NOOP("DataFilters", "%n have no address")), Words::tr("They count in segments but cannot be emailed."));
    if (check.id == "consent_missing")
        return say(Words::tr("%1 is known for everybody").arg(column), counted(QT_TRANSLATE_N_NOOP("DataFilters", "%n did not say")), Words::tr("Without a yes they are kept back."));
    if (check.id == "future")
        return say(Words::tr("No %1 lies in the future").arg(column), counted(QT_TRANSLATE_N_NOOP("DataFilters", "%n dates in the future")), Words::tr("Most of this column has happened already; day and month may be swapped."));
    if (check.id == "unknown_key") {
        QString other;
        for (const auto &[name, value] : check.args)
            other = name == "other" ? toQString(value) : other;
        return say(Words::tr("Every %1 is in %2").arg(column, other), counted(QT_TRANSLATE_N_NOOP("DataFilters", "%n rows point at nothing")), Words::tr("They are not in %1; it may be older than this data.").arg(other));
    }
    if (check.id == "mixed")
        return say(Words::tr("%1 is written in one way").arg(column), counted(QT_TRANSLATE_N_NOOP("DataFilters", "%n are no numbers")), Words::tr("The others are, so the column was read as text."));
    if (check.id == "blanks")
        return say(Words::tr("No %1 begins or ends with a blank").arg(column), counted(QT_TRANSLATE_N_NOOP("DataFilters", "%n with a blank at an end")), Words::tr("A rule that compares whole words does not find them."));
    if (check.id == "spelling")
        return say(Words::tr("Every %1 is spelled in one way").arg(column), counted(QT_TRANSLATE_N_NOOP("DataFilters", "%n are spelled differently")), Words::tr("They differ from a frequent value only in case or blanks."));
    if (check.id == "constant")
        return say(Words::tr("%1 is not the same in every row").arg(column), Words::tr("The same in every row"), Words::tr("A column that never differs tells nobody apart."));
    return say(Words::tr("%1 is mostly filled").arg(column), counted(QT_TRANSLATE_N_NOOP("DataFilters", "%n rows are empty")), Words::tr("More than four in five; a rule on it finds few people."));
}

QString strengthWord(double strength) {
    const double size = std::abs(strength);
    return size < 0.1 ? Words::tr("not at all") : size < 0.3 ? Words::tr("a little") : size < 0.6 ? Words::tr("somewhat") : Words::tr("strongly");
}

} // namespace audience::ui
