// Tests on parts of values and between fields: what they mean, on people small enough to see.
#include "engine/pattern.h"
#include "engine/text_test.h"
#include "memory_data.h"
#include "model/segment_condition.h"
#include "segment/compile.h"
#include "segment/query.h"
#include "segment/rule_text.h"
#include "support/test_main.h"

#include <QFile>
#include <QTest>

namespace audience::test {

using engine::Cell;
using engine::ColumnType;

// Ann 0, Bea 1, Cid 2, Dan 3 (nothing known).
static MemoryData people() {
    const auto day = [](const char *iso) { return Cell(*civilFromIso(iso)); };
    const auto at = [](const char *iso) { return Cell(*instantFromIso(iso)); };
    MemoryData data;
    data.fields = {{"name", ColumnType::Text, 0},    {"nick", ColumnType::Text, 0},   {"email", ColumnType::Text, 0},
                   {"age", ColumnType::Int64, 0},    {"spent", ColumnType::Decimal, 2}, {"credit", ColumnType::Decimal, 1},
                   {"score", ColumnType::Double, 0}, {"vip", ColumnType::Bool, 0},    {"born", ColumnType::Date, 0},
                   {"joined", ColumnType::Date, 0},  {"seen", ColumnType::Instant, 0}};
    data.profiles = {{std::string("Ann"), std::string("ANN"), std::string("ann@Mail.Example.com"), std::int64_t{34}, Decimal{3410, 2},
                      Decimal{341, 1}, 34.0, true, day("1990-02-28"), day("2020-01-01"), at("2026-11-20T23:30:00Z")},
                     {std::string("béa_1"), std::string("béa_1"), std::string("bea@work@öst.at"), std::int64_t{25}, Decimal{2501, 2},
                      Decimal{250, 1}, 1e300, false, day("2000-02-29"), day("2000-02-29"), at("2026-10-22T00:00:00Z")},
                     {std::string(""), std::string("Cid"), std::string("nobody"), std::int64_t{9007199254740993}, Decimal{-1, 2},
                      Cell(), 9007199254740992.0, Cell(), day("2026-11-21"), Cell(), Cell()},
                     {Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell()}};
    data.members = {true, true, true, true};
    return data;
}

static model::SegmentRule ruleOf(const QString &json) {
    auto value = parseJson(json.toStdString());
    if (!value)
        qFatal("bad JSON in a test: %s", qPrintable(json));
    (*value)["type"] = "attribute";
    model::SegmentRule rule;
    rule.root = model::conditionNode(std::move(*value));
    return rule;
}

static segment::CompileOptions options() {
    segment::CompileOptions options;
    options.now = *instantFromIso("2026-11-21T12:00:00Z");
    options.zone = "Europe/Berlin";
    return options;
}

class SegmentFieldsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void means_data() {
        QTest::addColumn<QString>("test");
        QTest::addColumn<QString>("who");
        const auto row = [](const char *test, const char *who) {
            QTest::addRow("%s", test) << QString::fromUtf8(test) << QString::fromLatin1(who);
        };
#ifndef Q_MOC_RUN // moc loses itself in some of these texts
        row(R"({"field":"name","op":"like","value":"A%"})", "0");
        row(R"({"field":"name","op":"like","value":"a%"})", "");
        row(R"({"field":"name","op":"like","value":"a%","ignore_case":true})", "0");
        row(R"({"field":"name","op":"like","value":"b_a\\_1"})", "1");
        row(R"({"field":"name","op":"like","value":"___"})", "0");
        row(R"({"field":"name","op":"like","value":"%"})", "0 1 2");
        row(R"({"field":"name","op":"like","value":""})", "2");
        row(R"({"field":"name","op":"not_like","value":"A%"})", "1 2 3");
        row(R"({"field":"name","op":"matches","value":"n+$"})", "0");
        row(R"({"field":"name","op":"matches","value":"^b.a","ignore_case":true})", "1");
        row(R"({"field":"name","op":"matches","value":"BÉA","ignore_case":true})", "1");
        row(R"({"field":"name","op":"not_matches","value":"\\d"})", "0 2 3");
        row(R"({"field":"name","part":"length","op":"=","value":5})", "1");
        row(R"({"field":"name","part":"length","op":"<","value":4})", "0 2");
        row(R"({"field":"name","part":"length","op":"not_between","values":[1,4]})", "1 2 3");
        row(R"({"field":"name","part":"length","op":"is_not_empty"})", "0 1 2");
        row(R"({"field":"email","part":"domain","op":"=","value":"mail.example.COM"})", "0");
        row(R"({"field":"email","part":"domain","op":"in","values":["ÖST.AT","x"]})", "1");
        row(R"({"field":"email","part":"domain","op":"!=","value":"öst.at"})", "0 2 3");
        row(R"({"field":"email","part":"domain","op":"ends_with","value":".example.com"})", "0");
        row(R"({"field":"email","part":"domain","op":"is_empty"})", "2 3");
        row(R"({"field":"spent","op":"=","value":{"field":"credit"}})", "0");
        row(R"({"field":"spent","op":">","value":{"field":"credit"}})", "1");
        row(R"({"field":"spent","op":"!=","value":{"field":"credit"}})", "1 2 3");
        row(R"({"field":"age","op":"=","value":{"field":"score"}})", "0");
        row(R"({"field":"age","op":">","value":{"field":"score"}})", "2");
        row(R"({"field":"score","op":">","value":{"field":"age"}})", "1");
        row(R"({"field":"age","op":"<","value":{"field":"spent"}})", "0 1");
        row(R"({"field":"name","op":"=","value":{"field":"nick"}})", "1");
        row(R"({"field":"name","op":"=","value":{"field":"nick"},"ignore_case":true})", "0 1");
        row(R"({"field":"name","op":"!=","value":{"field":"nick"}})", "0 2 3");
        row(R"({"field":"born","op":"before","value":{"field":"joined"}})", "0");
        row(R"({"field":"born","op":">=","value":{"field":"joined"}})", "1");
        row(R"({"field":"vip","op":"=","value":{"field":"vip"}})", "0 1");
#endif
    }
    void means() {
        QFETCH(QString, test);
        QFETCH(QString, who);
        const model::SegmentRule rule = ruleOf(test);
        const engine::Snapshot snapshot = makeSnapshot(people());
        const auto compiled = segment::compile(rule, snapshot.schema(), options());
        QVERIFY2(compiled.plan, segment::asError(compiled.findings).id.c_str());
        engine::Evaluator evaluator;
        const auto members = segment::members(evaluator, *compiled.plan, snapshot);
        QVERIFY(members);
        QStringList found;
        for (const Ordinal member : *members)
            found << QString::number(member);
        QCOMPARE(found.join(QLatin1Char(' ')), who);
        QCOMPARE(dumpJson(toJson(rule)).substr(0, 22), std::string(R"({"audience_segment":2,)"));
        const auto again = segment::ruleFromText(segment::toText(rule));
        QVERIFY2(again, segment::toText(rule).c_str());
        model::Findings findings;
        const auto before = model::readAttribute(rule.root.condition, {}, findings);
        const auto after = model::readAttribute(again->root.condition, {}, findings);
        QVERIFY(before && after);
        QCOMPARE(dumpJson(toJson(*after)), dumpJson(toJson(*before)));
    }

    void finds_data() {
        QTest::addColumn<QString>("test");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *test, const char *id, const char *path) {
            QTest::addRow("%s", test) << QString::fromUtf8(test) << QString::fromLatin1(id) << QString::fromLatin1(path);
        };
#ifndef Q_MOC_RUN // moc loses itself in some of these texts
        row(R"({"field":"name","op":"matches","value":"(a"})", "segment.bad_pattern", "/rule/value");
        row("{\"field\":\"name\",\"op\":\"matches\",\"value\":\"(?=a)\"}", "segment.bad_pattern", "/rule/value");
        row("{\"field\":\"name\",\"op\":\"matches\",\"value\":\"((((a{100}){100}){100}){100})\"}", "segment.bad_pattern", "/rule/value");
        row(R"({"field":"name","op":"matches","value":""})", "segment.value_not_for_type", "/rule/value");
        row(R"({"field":"age","op":"like","value":"1%"})", "segment.op_not_for_type", "/rule/op");
        row(R"({"field":"age","part":"length","op":"=","value":1})", "segment.part_not_for_type", "/rule/part");
        row(R"({"field":"name","part":"tail","op":"=","value":1})", "segment.unknown_part", "/rule/part");
        row(R"({"field":"name","part":"length","op":"=","value":"long"})", "segment.number_expected", "/rule/value");
        row(R"({"field":"name","part":"length","op":"contains","value":1})", "segment.op_not_for_type", "/rule/op");
        row(R"({"field":"age","op":"=","value":{"field":"name"}})", "segment.fields_differ", "/rule/value/field");
        row(R"({"field":"born","op":"=","value":{"field":"seen"}})", "segment.fields_differ", "/rule/value/field");
        row(R"({"field":"age","op":"=","value":{"field":"nothing"}})", "segment.unknown_field", "/rule/value/field");
        row(R"({"field":"name","op":"<","value":{"field":"nick"}})", "segment.op_not_for_type", "/rule/op");
        row(R"({"field":"age","op":"=","value":{"field":"age","more":1}})", "segment.value_expected", "/rule/value");
#endif
    }
    void finds() {
        QFETCH(QString, test);
        QFETCH(QString, id);
        QFETCH(QString, path);
        const auto compiled = segment::compile(ruleOf(test), people().schema(), options());
        QVERIFY(!compiled.plan);
        QCOMPARE(compiled.findings.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(compiled.findings[0].id), id);
        QCOMPARE(QString::fromStdString(compiled.findings[0].path), path);
    }

    void runawayPatternsStayLinear() {
        const auto pattern = engine::Pattern::compile("(a|aa)*(a*)*b$", false);
        QVERIFY(pattern);
        QVERIFY(!pattern->occursIn(std::string(200'000, 'a')));
        QVERIFY(!engine::isLike(std::string(20'000, 'a'), "%a%a%a%a%a%a%a%b"));
    }

    // The printed schema names every operator and part that is read.
    void schemaIsInStep() {
        QFile file(QStringLiteral(AUDIENCE_SOURCE_DIR "/docs/formats/segment.schema.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto schema = parseJson(file.readAll().toStdString());
        QVERIFY(schema);
        const std::string text = dumpJson(*schema);
        for (int op = 0; op <= static_cast<int>(model::kLastTestOp); ++op)
            QVERIFY2(text.find('"' + std::string(model::toText(static_cast<model::TestOp>(op))) + '"') != std::string::npos,
                     std::string(model::toText(static_cast<model::TestOp>(op))).c_str());
        for (int part = 1; part <= static_cast<int>(model::kLastFieldPart); ++part)
            QVERIFY(text.find('"' + std::string(model::toText(static_cast<model::FieldPart>(part))) + '"') != std::string::npos);
        for (const model::ConditionFamily &family : model::conditionFamilies())
            QVERIFY(text.find('"' + std::string(family.type) + '"') != std::string::npos);
    }
};

} // namespace audience::test

using audience::test::SegmentFieldsTest;
AUDIENCE_TEST(SegmentFieldsTest)
#include "segment_fields_test.moc"
