#include "model/rule_difference.h"
#include "segment/rule_text.h"
#include "support/test_main.h"

#include <QTest>

namespace audience::test {

static model::SegmentRule ruleOf(const char *text) {
    auto rule = segment::ruleFromText(text);
    if (!rule)
        qFatal("not a rule: %s (%s)", text, rule.error().id.c_str());
    return *rule;
}

static QString words(const std::optional<model::RuleNode> &node) {
    return node ? QString::fromStdString(segment::toText(*node)) : QStringLiteral("-");
}

class RuleDifferenceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsEachChange_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QStringList>("changes");
        const auto row = [](const char *name, const char *before, const char *after, std::initializer_list<const char *> changes) {
            QStringList list;
            for (const char *change : changes)
                list << QString::fromLatin1(change);
            QTest::newRow(name) << QString::fromLatin1(before) << QString::fromLatin1(after) << list;
        };
        row("same", "a = 1 and b = 2", "a = 1 and b = 2", {});
        row("order", "a = 1 and b = 2", "b = 2 and a = 1", {});
        row("value", "a = 1 and b = 2", "a = 1 and b = 3", {"/rule/all/1: b = 2 > b = 3"});
        row("added", "a = 1 and b = 2", "a = 1 and c = 5 and b = 2", {"/rule/all/1: - > c = 5"});
        row("removed", "a = 1 and b = 2 and c = 5", "a = 1 and b = 2", {"/rule/all/2: c = 5 > -"});
        row("one of two equal", "a = 1 and a = 1 and b = 1", "a = 1 and b = 1", {"/rule/all/1: a = 1 > -"});
        row("inside a group", "a = 1 and (b = 2 or c = 3)", "a = 1 and (b = 2 or c = 4)", {"/rule/all/1/any/1: c = 3 > c = 4"});
        row("another group", "a = 1 and b = 2", "a = 1 or b = 2", {"/rule: a = 1 and b = 2 > a = 1 or b = 2"});
        row("one part more", "a = 1", "b = 2 and a = 1", {"/rule/all/0: - > b = 2"});
        row("one part less", "a = 1 and b = 2", "a = 1", {"/rule/all/1: b = 2 > -"});
        row("moved and changed", "a = 1 and b = 2", "b = 3 and a = 1", {"/rule/all/0: b = 2 > b = 3"});
    }
    void tellsEachChange() {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QStringList, changes);
        QStringList told;
        for (const auto &change : model::differences(ruleOf(before.toUtf8().constData()), ruleOf(after.toUtf8().constData())))
            told << QStringLiteral("%1: %2 > %3").arg(QString::fromStdString(change.path), words(change.before), words(change.after));
        QCOMPARE(told, changes);
    }
};

} // namespace audience::test

using audience::test::RuleDifferenceTest;
AUDIENCE_TEST(RuleDifferenceTest)
#include "rule_difference_test.moc"
