#include "model/segment_rule.h"
#include "support/test_main.h"

#include <QTest>

namespace audience::test {

using model::RuleNode;
using model::SegmentRule;

static SegmentRule ruleOf(const char *json) {
    auto rule = model::segmentRuleFromText(json);
    if (!rule)
        qFatal("not a rule: %s (%s)", json, rule.error().id.c_str());
    return *rule;
}

class SegmentRuleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void losesNothing_data() {
        QTest::addColumn<QString>("json");
        for (const char *json : {
                 R"({"audience_segment":1,"rule":{"all":[]}})",
                 R"({"audience_segment":1,"rule":{"any":[{"type":"attribute","field":"a","op":"=","value":1.5,"note":"n"}],"name":"g"},"title":"t"})",
                 R"({"audience_segment":1,"rule":{"none":[{"not":{"type":"moon_phase","is":"full","deep":{"x":[1,null]}}}]}})",
                 R"({"audience_segment":1,"rule":{"all":[17,"text",null,{},{"all":1},{"all":[],"any":[]}]}})"})
            QTest::addRow("%s", json) << QString::fromLatin1(json);
    }
    void losesNothing() {
        QFETCH(QString, json);
        const SegmentRule rule = ruleOf(json.toLatin1().constData());
        QCOMPARE(QString::fromStdString(dumpJson(toJson(rule))), json);
    }

    void refusesWhatIsNoRule_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("id");
        QTest::newRow("list") << QByteArray("[]") << "segment.not_an_object";
        QTest::newRow("no version") << QByteArray(R"({"rule":{"all":[]}})") << "segment.no_rule";
        QTest::newRow("no rule") << QByteArray(R"({"audience_segment":1})") << "segment.no_rule";
        QTest::newRow("newer") << QByteArray(R"({"audience_segment":3,"rule":{}})") << "segment.newer_version";
        QTest::newRow("no JSON") << QByteArray("{") << "json.syntax";
        const auto nested = [](int levels) {
            return QByteArray(R"({"audience_segment":1,"rule":)") + QByteArray(R"({"not":)").repeated(levels) +
                   R"({"all":[]})" + QByteArray("}").repeated(levels + 1);
        };
        QTest::newRow("100 levels") << nested(100) << "segment.too_deep";
        QTest::newRow("10,000 levels") << nested(10000) << "json.syntax";
    }
    void refusesWhatIsNoRule() {
        QFETCH(QByteArray, json);
        QFETCH(QString, id);
        const auto rule = model::segmentRuleFromText(std::string_view(json.constData(), static_cast<std::size_t>(json.size())));
        QVERIFY(!rule);
        QCOMPARE(QString::fromStdString(rule.error().id), id);
    }

    void findsTheFault_data() {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *condition, const char *id, const char *path) {
            QTest::addRow("%s %s", id, condition) << QString::fromLatin1(condition) << QString::fromLatin1(id)
                                << QString(QStringLiteral("/rule/all/0") + QString::fromLatin1(path));
        };
        row(R"({"type":"moon_phase"})", "segment.unknown_type", "/type");
        row(R"(5)", "segment.not_a_condition", "");
        row(R"({"all":[],"any":[]})", "segment.not_a_condition", "");
        row(R"({"type":"attribute","op":"="})", "segment.field_expected", "/field");
        row(R"({"type":"attribute","field":"a","op":"=~"})", "segment.unknown_op", "/op");
        row(R"({"type":"attribute","field":"a","op":"="})", "segment.value_expected", "/value");
        row(R"({"type":"attribute","field":"a","op":"=","value":{}})", "segment.value_expected", "/value");
        row(R"({"type":"attribute","field":"a","op":"in","values":[1,[]]})", "segment.value_expected", "/values/1");
        row(R"({"type":"attribute","field":"a","op":"between","values":[1]})", "segment.values_expected", "/values");
        row(R"({"type":"attribute","field":"a","op":"=","value":1,"fuzzy":true})", "segment.unknown_member", "");
        row(R"({"type":"attribute","field":"a","op":"within","window":{"last":1,"unit":"moons"}})", "segment.unknown_unit", "/window/unit");
        row(R"({"type":"attribute","field":"a","op":"within","window":{"last":-1}})", "segment.bad_span", "/window/last");
        row(R"({"type":"attribute","field":"a","op":"within","window":{"last":1.5}})", "segment.bad_span", "/window/last");
        row(R"({"type":"attribute","field":"a","op":"within","window":{"from":"soon"}})", "segment.bad_time", "/window/from");
        row(R"({"type":"event","name":7})", "segment.text_expected", "/name");
        row(R"({"type":"event","do":"maybe"})", "segment.unknown_do", "/do");
        row(R"({"type":"event","aggregate":{"of":"mode","op":">","value":1}})", "segment.unknown_aggregate", "/aggregate/of");
        row(R"({"type":"event","aggregate":{"of":"sum","op":">","value":1}})", "segment.field_expected", "/aggregate/field");
        row(R"({"type":"event","aggregate":{"of":"count","op":"contains","value":"1"}})", "segment.unknown_op", "/aggregate/op");
        row(R"({"type":"event","where":[{"field":"a","op":"is_true"},{"field":"a","op":"?"}]})", "segment.unknown_op", "/where/1/op");
        row(R"({"type":"recency","window":{"last":1}})", "segment.unknown_which", "/which");
        row(R"({"type":"recency","which":"first"})", "segment.bad_window", "/window");
    }
    void findsTheFault() {
        QFETCH(QString, condition);
        QFETCH(QString, id);
        QFETCH(QString, path);
        const std::string json = R"({"audience_segment":1,"rule":{"all":[)" + condition.toStdString() + "]}}";
        const auto findings = model::validate(ruleOf(json.c_str()));
        QCOMPARE(findings.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(findings[0].id), id);
        QCOMPARE(QString::fromStdString(findings[0].path), path);
    }

    void editsAtAPath() {
        const SegmentRule rule = ruleOf(
            R"({"audience_segment":1,"rule":{"all":[{"type":"a"},{"any":[{"type":"b"},{"not":{"type":"c"}}]},{"type":"d"}]}})");
        const auto text = [](const Result<SegmentRule> &changed) {
            return changed ? dumpJson(toJson(changed->root)) : changed.error().id;
        };
        QCOMPARE(nodeAt(rule, "/rule/all/1/any/1/not")->condition["type"].get<std::string>(), std::string("c"));
        QVERIFY(!nodeAt(rule, "/rule/all/7"));
        QVERIFY(!nodeAt(rule, "/rule/any/0"));
        const RuleNode e = model::conditionNode(Json::object({{"type", "e"}}));
        QCOMPARE(text(withNodeAdded(rule, "/rule/all/1", 1, e)),
                 R"({"all":[{"type":"a"},{"any":[{"type":"b"},{"type":"e"},{"not":{"type":"c"}}]},{"type":"d"}]})");
        QCOMPARE(text(withNodeAdded(rule, "/rule/all/0", 0, e)), "segment.not_a_group");
        QCOMPARE(text(withNodeReplaced(rule, "/rule/all/1/any/1/not", e)),
                 R"({"all":[{"type":"a"},{"any":[{"type":"b"},{"not":{"type":"e"}}]},{"type":"d"}]})");
        QCOMPARE(text(withNodeRemoved(rule, "/rule/all/0")),
                 R"({"all":[{"any":[{"type":"b"},{"not":{"type":"c"}}]},{"type":"d"}]})");
        QCOMPARE(text(withNodeRemoved(rule, "/rule/all/1/any/1/not")),
                 R"({"all":[{"type":"a"},{"any":[{"type":"b"}]},{"type":"d"}]})");
        QCOMPARE(text(withNodeRemoved(rule, "/rule")), R"({"all":[]})");
        QCOMPARE(text(withNodeRemoved(rule, "/rule/all/9")), "segment.no_such_part");
        QCOMPARE(text(withNodeMoved(rule, "/rule/all/0", "/rule/all/1", 1)),
                 R"({"all":[{"any":[{"type":"b"},{"type":"a"},{"not":{"type":"c"}}]},{"type":"d"}]})");
        QCOMPARE(text(withNodeMoved(rule, "/rule/all/1/any/0", "/rule", 9)),
                 R"({"all":[{"type":"a"},{"any":[{"not":{"type":"c"}}]},{"type":"d"},{"type":"b"}]})");
        QCOMPARE(text(withNodeMoved(rule, "/rule/all/1", "/rule/all/1", 0)), "segment.move_into_itself");
        QCOMPARE(text(withNodeMoved(rule, "/rule/all/2", "/rule", 0)),
                 R"({"all":[{"type":"d"},{"type":"a"},{"any":[{"type":"b"},{"not":{"type":"c"}}]}]})");
    }
};

} // namespace audience::test

using audience::test::SegmentRuleTest;
AUDIENCE_TEST(SegmentRuleTest)
#include "segment_rule_test.moc"
