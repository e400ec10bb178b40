// What rules mean, on data small enough to see: each row names the people it expects.
#include "memory_data.h"
#include "segment/compile.h"
#include "segment/query.h"
#include "support/test_main.h"

#include <QTest>

namespace audience::test {

using engine::Cell;
using engine::ColumnType;

// Ann 0, Bea 1, Cid 2, Dan 3 (nothing known); 4 is a stranger with events only.
static MemoryData people() {
    const auto day = [](const char *iso) { return Cell(*civilFromIso(iso)); };
    const auto at = [](const char *iso) { return *instantFromIso(iso); };
    MemoryData data;
    data.fields = {{"name", ColumnType::Text, 0},     {"age", ColumnType::Int64, 0},
                   {"spent", ColumnType::Decimal, 2}, {"score", ColumnType::Double, 0},
                   {"vip", ColumnType::Bool, 0},      {"born", ColumnType::Date, 0},
                   {"seen", ColumnType::Instant, 0}};
    data.profiles = {
        {std::string("Ann"), std::int64_t{34}, Decimal{50000, 2}, 0.1, true, day("1990-02-28"), at("2026-11-20T23:30:00Z")},
        {std::string("béa"), std::int64_t{25}, Decimal{50001, 2}, -1.5, false, day("2000-02-29"), at("2026-10-22T00:00:00Z")},
        {std::string(""), std::int64_t{-7}, Decimal{-1, 2}, 1e300, Cell(), day("2026-11-21"), at("2026-10-21T23:59:59.999999Z")},
        {Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell()},
        {Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell()}};
    data.members = {true, true, true, true, false};
    EventTable shop;
    shop.dataset = "shop";
    shop.fields = {{"amount", ColumnType::Decimal, 2}, {"category", ColumnType::Text, 0}};
    const auto event = [&](Ordinal who, const char *when, const char *name, Cell amount, Cell category) {
        shop.rows.push_back({who, at(when).micros, name, {std::move(amount), std::move(category)}});
    };
    event(0, "2026-11-20T10:00:00Z", "purchase", Decimal{10, 2}, std::string("Bags"));
    event(0, "2026-11-01T10:00:00Z", "purchase", Decimal{20, 2}, std::string("Apparel"));
    event(0, "2026-01-01T10:00:00Z", "purchase", Cell(), Cell());
    event(1, "2026-01-05T10:00:00Z", "purchase", Decimal{30, 2}, std::string("Bags"));
    event(2, "2026-11-21T00:00:00Z", "view", Cell(), std::string("Bags"));
    event(4, "2026-11-20T00:00:00Z", "purchase", Decimal{99900, 2}, std::string("Bags"));
    data.events = {std::move(shop)};
    return data;
}

static segment::CompileOptions options(const char *zone = "UTC") {
    segment::CompileOptions options;
    options.now = *instantFromIso("2026-11-21T00:00:00Z");
    options.zone = zone;
    return options;
}

static Json parsed(const QString &json) {
    auto value = parseJson(json.toStdString());
    if (!value)
        qFatal("bad JSON in a test: %s", qPrintable(json));
    return *value;
}

class SegmentCompileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void means_data() {
        QTest::addColumn<QString>("node");
        QTest::addColumn<QString>("members");
        const auto row = [](const char *node, const char *members) {
            QTest::addRow("%s", node) << QString::fromUtf8(node) << QString::fromLatin1(members);
        };
        const auto attribute = [&](const char *rest, const char *members) {
            row((std::string(R"({"type":"attribute",)") + rest + "}").c_str(), members);
        };
        const auto purchase = [&](const char *rest, const char *members) {
            row((std::string(R"({"type":"event","name":"purchase",)") + rest + "}").c_str(), members);
        };
        // Groups.
        row(R"({"all":[]})", "0 1 2 3");
        row(R"({"any":[]})", "");
        row(R"({"none":[]})", "0 1 2 3");
        row(R"({"not":{"all":[]}})", "");
        // A missing value meets no positive test and every negative one.
        attribute(R"("field":"name","op":"=","value":"Ann")", "0");
        attribute(R"("field":"name","op":"!=","value":"Ann")", "1 2 3");
        attribute(R"("field":"name","op":"is_empty")", "2 3");
        attribute(R"("field":"name","op":"is_not_empty")", "0 1");
        attribute(R"("field":"name","op":"=","value":"ann")", "");
        attribute(R"("field":"name","op":"in","values":["ANN","BÉA"],"ignore_case":true)", "0 1");
        attribute(R"("field":"name","op":"in","values":[])", "");
        attribute(R"("field":"name","op":"not_in","values":[])", "0 1 2 3");
        attribute(R"("field":"name","op":"contains","value":"n")", "0");
        attribute(R"("field":"name","op":"not_contains","value":"n")", "1 2 3");
        attribute("\"field\":\"name\",\"op\":\"=\",\"value\":\"be\\u0301a\"", "1"); // not composed
        attribute(R"("field":"age","op":"between","values":[25,34])", "0 1");
        attribute(R"("field":"age","op":"not_between","values":[25,34])", "2 3");
        attribute(R"("field":"age","op":"<","value":25)", "2");
        attribute(R"("field":"age","op":">","value":24.5)", "0 1");
        attribute(R"("field":"age","op":"=","value":25.5)", "");
        attribute(R"("field":"age","op":"!=","value":25)", "0 2 3");
        attribute(R"("field":"age","op":">=","value":"-7")", "0 1 2");
        attribute(R"("field":"spent","op":">","value":500)", "1");
        attribute(R"("field":"spent","op":">=","value":"500.00")", "0 1");
        attribute(R"("field":"spent","op":">","value":500.005)", "1");
        attribute(R"("field":"spent","op":"<","value":0)", "2");
        attribute(R"("field":"spent","op":"in","values":[500.01,-0.01,7])", "1 2");
        attribute(R"("field":"score","op":"=","value":0.1)", "0");
        attribute(R"("field":"score","op":">","value":0.1)", "2");
        attribute(R"("field":"score","op":"<=","value":0.1)", "0 1");
        attribute(R"("field":"vip","op":"is_true")", "0");
        attribute(R"("field":"vip","op":"is_false")", "1");
        attribute(R"("field":"vip","op":"!=","value":true)", "1 2 3");
        attribute(R"("field":"vip","op":"is_empty")", "2 3");
        // Dates and instants; both ends of "last" belong to it.
        attribute(R"("field":"born","op":"before","value":"2000-02-29")", "0");
        attribute(R"("field":"born","op":"<=","value":"2000-02-29")", "0 1");
        attribute(R"("field":"born","op":"within","window":{"last":0,"unit":"days"})", "2");
        attribute(R"("field":"born","op":"within","window":{"older_than":26,"unit":"years"})", "0 1");
        attribute(R"("field":"seen","op":"within","window":{"last":30,"unit":"days"})", "0 1");
        attribute(R"("field":"seen","op":"not_within","window":{"last":30,"unit":"days"})", "2 3");
        attribute(R"("field":"seen","op":"within","window":{"older_than":30,"unit":"days"})", "2");
        attribute(R"("field":"seen","op":"within","window":{"last":1,"unit":"months"})", "0 1 2");
        attribute(R"("field":"seen","op":"on","value":"2026-11-20")", "0");
        attribute(R"("field":"seen","op":"after","value":"2026-10-21")", "0 1");
        attribute(R"("field":"seen","op":">=","value":"2026-10-21")", "0 1 2");
        attribute(R"("field":"seen","op":"between","values":["2026-10-21","2026-10-22"])", "1 2");
        attribute(R"("field":"seen","op":"within","window":{"from":"2026-10-22","to":"2026-11-20"})", "0 1");
        attribute(R"("field":"seen","op":"within","window":{"from":"2026-10-22","to":"2026-11-20T23:30:00Z"})", "1");
        // Events: strangers are no members, nobody's events count as zero.
        purchase(R"("do":"did")", "0 1");
        purchase(R"("do":"did_not")", "2 3");
        purchase(R"("do":"did","window":{"last":30,"unit":"days"})", "0");
        purchase(R"("do":"did","aggregate":{"of":"count","op":">=","value":2})", "0");
        purchase(R"("do":"did","aggregate":{"of":"count","op":"<","value":2})", "1 2 3");
        purchase(R"("do":"did","aggregate":{"of":"count","op":"=","value":0})", "2 3");
        purchase(R"("do":"did","aggregate":{"of":"count","op":"!=","value":0})", "0 1");
        purchase(R"("do":"did_not","aggregate":{"of":"count","op":">=","value":2})", "1 2 3");
        purchase(R"("do":"did","aggregate":{"of":"count","op":">","value":300})", "");
        purchase(R"("do":"did","aggregate":{"of":"count","op":"<","value":300})", "0 1 2 3");
        purchase(R"("do":"did","aggregate":{"of":"sum","field":"amount","op":"=","value":0.3})", "0 1");
        purchase(R"("do":"did","aggregate":{"of":"sum","field":"amount","op":"<","value":1})", "0 1 2 3");
        purchase(R"("do":"did","aggregate":{"of":"avg","field":"amount","op":"=","value":0.15})", "0");
        purchase(R"("do":"did","aggregate":{"of":"avg","field":"amount","op":"!=","value":0.15})", "1 2 3");
        purchase(R"("do":"did","aggregate":{"of":"avg","field":"amount","op":">","value":"0.1499999999999999"})", "0 1");
        purchase(R"("do":"did","aggregate":{"of":"min","field":"amount","op":"<","value":0.2})", "0");
        purchase(R"("do":"did","aggregate":{"of":"max","field":"amount","op":">=","value":0.2})", "0 1");
        purchase(R"("do":"did","aggregate":{"of":"distinct","field":"category","op":"=","value":2})", "0");
        purchase(R"("do":"did","aggregate":{"of":"distinct","field":"category","op":"=","value":0})", "2 3");
        purchase(R"("where":[{"field":"category","op":"=","value":"Apparel"}])", "0");
        purchase(R"("where":[{"field":"category","op":"!=","value":"Bags"}])", "0");
        purchase(R"("where":[{"field":"category","op":"=","value":"Bags"},{"field":"amount","op":">","value":0.2}])", "1");
        row(R"({"type":"event"})", "0 1 2");
        row(R"({"type":"event","name":"never","do":"did_not"})", "0 1 2 3");
        row(R"({"type":"event","name":"never","aggregate":{"of":"sum","field":"anything","op":"=","value":0}})", "0 1 2 3");
        row(R"({"type":"event","name":"never","aggregate":{"of":"avg","field":"anything","op":"!=","value":0}})", "0 1 2 3");
        row(R"({"type":"recency","name":"purchase","which":"first","window":{"last":60,"unit":"days"}})", "");
        row(R"({"type":"recency","name":"purchase","which":"last","window":{"last":60,"unit":"days"}})", "0");
        row(R"({"type":"recency","name":"purchase","which":"last","window":{"older_than":90,"unit":"days"}})", "1");
        row(R"({"type":"recency","name":"purchase","which":"first","window":{"older_than":90,"unit":"days"}})", "0 1");
    }
    void means() {
        QFETCH(QString, node);
        QFETCH(QString, members);
        const MemoryData data = people();
        const engine::Snapshot snapshot = makeSnapshot(data);
        model::SegmentRule rule;
        rule.root = model::ruleNodeFromJson(parsed(node));
        const auto compiled = segment::compile(rule, snapshot.schema(), options());
        QVERIFY2(compiled.plan, segment::asError(compiled.findings).id.c_str());
        engine::Evaluator evaluator;
        const auto found = segment::members(evaluator, *compiled.plan, snapshot);
        QVERIFY(found);
        QStringList ordinals;
        for (const Ordinal ordinal : *found)
            ordinals << QString::number(ordinal);
        QCOMPARE(ordinals.join(QLatin1Char(' ')), members);
        // The same in SQL.
        const auto sql = segment::toSql(*compiled.plan, snapshot.schema(), data.sqlNames(), sql::Dialect::Sqlite);
        QVERIFY(sql);
        std::string error;
        const auto keys = SqliteData(data).keys(*sql, error);
        QVERIFY2(error.empty(), (error + '\n' + sql->text).c_str());
        QVERIFY2(keys == *found, sql->text.c_str());
    }

    void zones() {
        // 23:30 UTC on the 20th is half past midnight on the 21st in Berlin.
        const engine::Snapshot snapshot = makeSnapshot(people());
        engine::Evaluator evaluator;
        const auto count = [&](const char *node, const char *zone) {
            model::SegmentRule rule;
            rule.root = model::ruleNodeFromJson(parsed(QString::fromLatin1(node)));
            const auto compiled = segment::compile(rule, snapshot.schema(), options(zone));
            return *segment::count(evaluator, *compiled.plan, snapshot);
        };
        const char *on = R"({"type":"attribute","field":"seen","op":"on","value":"2026-11-20"})";
        QCOMPARE(count(on, "UTC"), 1U);
        QCOMPARE(count(on, "Europe/Berlin"), 0U);
        const char *local = R"({"type":"attribute","field":"seen","op":"=","value":"2026-11-21T00:30:00"})";
        QCOMPARE(count(local, "UTC"), 0U);
        QCOMPARE(count(local, "Europe/Berlin"), 1U);
    }

    void findsWhatDoesNotFit_data() {
        QTest::addColumn<QString>("node");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *node, const char *id, const char *path) {
            QTest::addRow("%s", node) << QString::fromLatin1(node) << QString::fromLatin1(id)
                                      << QString::fromLatin1(path);
        };
        row(R"({"type":"attribute","field":"shoe","op":"is_empty"})", "segment.unknown_field", "/rule/field");
        row(R"({"type":"attribute","field":"age","op":"contains","value":"3"})", "segment.op_not_for_type", "/rule/op");
        row(R"({"type":"attribute","field":"age","op":"=","value":"old"})", "segment.number_expected", "/rule/value");
        row(R"({"type":"attribute","field":"age","op":"in","values":[1,true]})", "segment.value_not_for_type", "/rule/values/1");
        row(R"({"type":"attribute","field":"age","op":"=","value":1e30})", "segment.number_expected", "/rule/value");
        row(R"({"type":"attribute","field":"name","op":"=","value":3})", "segment.value_not_for_type", "/rule/value");
        row(R"({"type":"attribute","field":"name","op":"contains","value":""})", "segment.value_not_for_type", "/rule/value");
        row(R"({"type":"attribute","field":"name","op":">","value":"a"})", "segment.op_not_for_type", "/rule/op");
        row(R"({"type":"attribute","field":"vip","op":"=","value":"yes"})", "segment.value_not_for_type", "/rule/value");
        row(R"({"type":"attribute","field":"born","op":"on","value":"2026-02-30"})", "segment.value_not_for_type", "/rule/value");
        row(R"({"type":"attribute","field":"born","op":"within","window":{"last":3,"unit":"hours"}})", "segment.window_not_for_type", "/rule/window");
        row(R"({"type":"attribute","field":"age","op":"=","value":1,"ignore_case":true})", "segment.op_not_for_type", "/rule/ignore_case");
        row(R"({"type":"event","name":"purchase","dataset":"moon"})", "segment.unknown_dataset", "/rule/dataset");
        row(R"({"any":[{"type":"event","name":"purchase","where":[{"field":"color","op":"is_empty"}]}]})", "segment.unknown_field", "/rule/any/0/where/0/field");
        row(R"({"type":"event","name":"purchase","aggregate":{"of":"sum","field":"category","op":">","value":1}})", "segment.number_field_expected", "/rule/aggregate/field");
        row(R"({"type":"moon_phase"})", "segment.unknown_type", "/rule/type");
    }
    void findsWhatDoesNotFit() {
        QFETCH(QString, node);
        QFETCH(QString, id);
        QFETCH(QString, path);
        model::SegmentRule rule;
        rule.root = model::ruleNodeFromJson(parsed(node));
        const auto compiled = segment::compile(rule, people().schema(), options());
        QVERIFY(!compiled.plan);
        QCOMPARE(compiled.findings.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(compiled.findings[0].id), id);
        QCOMPARE(QString::fromStdString(compiled.findings[0].path), path);
        QCOMPARE(QString::fromStdString(segment::asError(compiled.findings).id), id);
    }

    void unknownEventIsAWarning() {
        model::SegmentRule rule;
        rule.root = model::ruleNodeFromJson(parsed(QStringLiteral(R"({"type":"event","name":"never"})")));
        const auto compiled = segment::compile(rule, people().schema(), options());
        QVERIFY(compiled.plan);
        QCOMPARE(compiled.findings.size(), std::size_t{1});
        QCOMPARE(compiled.findings[0].id, std::string("segment.unknown_event"));
        QCOMPARE(compiled.findings[0].path, std::string("/rule/name"));
    }

    void stepsAddUp() {
        const engine::Snapshot snapshot = makeSnapshot(people());
        model::SegmentRule rule;
        rule.root = model::ruleNodeFromJson(parsed(QStringLiteral(
            R"({"all":[{"type":"attribute","field":"age","op":">","value":0},{"type":"event","name":"purchase"},
                {"any":[{"type":"attribute","field":"vip","op":"is_true"},{"type":"attribute","field":"vip","op":"is_empty"}]}]})")));
        const auto compiled = segment::compile(rule, snapshot.schema(), options());
        QVERIFY(compiled.plan);
        engine::Evaluator evaluator;
        const auto steps = segment::leftAfterEach(evaluator, *compiled.plan, snapshot);
        QVERIFY(steps);
        QCOMPARE(steps->size(), std::size_t{3});
        QCOMPARE((*steps)[0].left, 2U);
        QCOMPARE((*steps)[1].left, 2U);
        QCOMPARE((*steps)[2].matches, 3U);
        QCOMPARE((*steps)[2].left, 1U);
        QCOMPARE((*steps)[2].path, std::string("/rule/all/2"));
        const auto each = segment::explain(evaluator, *compiled.plan, snapshot);
        QVERIFY(each);
        QCOMPARE(each->size(), std::size_t{4});
        QCOMPARE((*each)[3].path, std::string("/rule/all/2/any/1"));
        QCOMPARE((*each)[3].matches, 2U);
    }

    void hostileNamesStayNames() {
        MemoryData data = people();
        data.fields[0].name = "na\"me -- \n); DROP TABLE profiles;";
        const engine::Snapshot snapshot = makeSnapshot(data);
        model::SegmentRule rule;
        rule.root = model::conditionNode(Json::object({{"type", "attribute"}, {"field", data.fields[0].name},
                                                       {"op", "="}, {"value", "' OR 1=1 --"}}));
        const auto compiled = segment::compile(rule, snapshot.schema(), options());
        QVERIFY(compiled.plan);
        const auto sql = segment::toSql(*compiled.plan, snapshot.schema(), data.sqlNames(), sql::Dialect::Sqlite);
        QVERIFY(sql);
        QVERIFY(sql->text.find("' OR 1=1") == std::string::npos);
        // The table of this test quotes nothing, so it is asked for by its own quoting.
        QVERIFY(sql->text.find("\"na\"\"me -- \n); DROP TABLE profiles;\"") != std::string::npos);
        QVERIFY(sql->text.find("-- attribute na\"me --  ); DROP TABLE profiles;, /rule\n") != std::string::npos);
    }
};

} // namespace audience::test

using audience::test::SegmentCompileTest;
AUDIENCE_TEST(SegmentCompileTest)
#include "segment_compile_test.moc"
