// Tests on parts of values and between fields: what they mean, on people small enough to see.
#include "engine/pattern.h"
#include "engine/text_test.h"
#include "memory_data.h"
#include "model/segment_condition.h"
#include "qbase/time_zone.h"
#include "random_rule.h"
#include "segment/compile.h"
#include "segment/query.h"
#include "segment/resolve_time.h"
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
                   {"joined", ColumnType::Date, 0},  {"seen", ColumnType::Instant, 0},
                   {"tz", ColumnType::Text, 0},      {"data", ColumnType::Json, 0}};
    const std::string ann = R"({"tags":["x","y"],"items":[{"sku":"A1","price":10.5},{"sku":"B2","price":3}],"city":null})";
    const std::string bea = R"({"tags":[],"items":[{"sku":"B2"}]})";
    data.profiles = {{std::string("Ann"), std::string("ANN"), std::string("ann@Mail.Example.com"), std::int64_t{34}, Decimal{3410, 2},
                      Decimal{341, 1}, 34.0, true, day("1990-02-28"), day("2020-01-01"), at("2026-11-20T23:30:00Z"), std::string("America/New_York"), ann},
                     {std::string("béa_1"), std::string("béa_1"), std::string("bea@work@öst.at"), std::int64_t{25}, Decimal{2501, 2},
                      Decimal{250, 1}, 1e300, false, day("2000-02-29"), day("2000-02-29"), at("2026-10-22T00:00:00Z"), std::string("Nowhere/Atall"), bea},
                     {std::string(""), std::string("Cid"), std::string("nobody"), std::int64_t{9007199254740993}, Decimal{-1, 2},
                      Cell(), 9007199254740992.0, Cell(), day("2026-11-21"), Cell(), Cell(), std::string("Asia/Tokyo"), std::string("no JSON {")},
                     {Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell(), Cell()}};
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
        row(R"({"field":"data","path":"tags","op":"=","value":"x"})", "0");
        row(R"({"field":"data","path":"tags","op":"!=","value":"x"})", "1 2 3");
        row(R"({"field":"data","path":"tags","match":"all","op":"in","values":["x","y"]})", "0");
        row(R"({"field":"data","path":"tags","match":"none","op":"=","value":"X","ignore_case":true})", "1 2 3");
        row(R"({"field":"data","path":"tags","part":"length","op":"=","value":0})", "1");
        row(R"({"field":"data","path":"items","part":"length","op":">=","value":1})", "0 1");
        row(R"({"field":"data","path":"items[].sku","op":"=","value":"B2"})", "0 1");
        row(R"({"field":"data","path":"items[].sku","match":"all","op":"=","value":"B2"})", "1");
        row(R"({"field":"data","path":"items[0].price","op":">","value":10})", "0");
        row(R"({"field":"data","path":"items[].price","match":"all","op":">","value":3})", "");
        row(R"({"field":"data","path":"items[1].price","op":"between","values":[2.5,3]})", "0");
        row(R"({"field":"data","path":"city","op":"exists"})", "0");
        row(R"({"field":"data","path":"city","op":"is_empty"})", "0 1 2 3");
        row(R"({"field":"data","path":"tags","op":"not_exists"})", "2 3");
        row(R"({"field":"data","path":"tags[1]","op":"like","value":"_"})", "0");
        row(R"({"field":"seen","op":"within","window":{"calendar":"day"}})", "0");
        row(R"({"field":"seen","zone":"UTC","op":"within","window":{"calendar":"day"}})", "");
        row(R"({"field":"seen","zone":"UTC","op":"within","window":{"calendar":"day","offset":-1}})", "0");
        row(R"({"field":"seen","zone":{"field":"tz"},"op":"within","window":{"calendar":"day","offset":-1}})", "0");
        row(R"({"field":"seen","zone":{"field":"tz"},"op":"not_within","window":{"calendar":"day","offset":-1}})", "1 2 3");
        row(R"({"field":"seen","zone":{"field":"tz"},"op":"on","value":"2026-11-20"})", "0");
        row(R"({"field":"seen","op":"on","value":"2026-11-21","zone":{"field":"tz"}})", "");
        row(R"({"field":"seen","op":"within","window":{"calendar":"month","offset":-1}})", "1");
        row(R"({"field":"seen","op":"within","window":{"calendar":"week"}})", "0");
        row(R"({"field":"seen","op":"within","window":{"calendar":"week","week_starts":"sunday","offset":1}})", "");
        row(R"({"field":"seen","op":"within","window":{"calendar":"quarter"}})", "0 1");
        row(R"({"field":"born","op":"within","window":{"calendar":"year"}})", "2");
        row(R"({"field":"born","op":"within","window":{"calendar":"day"},"zone":"Pacific/Kiritimati"})", "");
        row(R"({"field":"seen","part":"weekday","op":"=","value":6})", "0");
        row(R"({"field":"seen","part":"weekday","op":"in","values":[4,5],"zone":{"field":"tz"}})", "0 1");
        row(R"({"field":"seen","part":"hour","op":"=","value":0})", "0");
        row(R"({"field":"seen","part":"hour","op":"between","values":[18,19],"zone":{"field":"tz"}})", "0");
        row(R"({"field":"seen","part":"hour","op":"not_between","values":[3,23]})", "0 1 2 3");
        row(R"({"field":"seen","part":"hour","op":"is_empty"})", "2 3");
        row(R"({"field":"born","part":"month","op":"=","value":2})", "0 1");
        row(R"({"field":"born","part":"year","op":"between","values":[1990,2000]})", "0 1");
        row(R"({"field":"born","part":"day","op":"!=","value":28})", "1 2 3");
        row(R"({"field":"born","op":"within","window":{"anniversary":"next","days":0}})", "2");
        row(R"({"field":"born","op":"within","window":{"anniversary":"next","days":98}})", "2");
        row(R"({"field":"born","op":"within","window":{"anniversary":"next","days":99}})", "0 1 2");
        row(R"({"field":"born","op":"within","window":{"anniversary":"last","days":265}})", "2");
        row(R"({"field":"born","op":"within","window":{"anniversary":"last","days":266}})", "0 1 2");
        row(R"({"field":"born","op":"not_within","window":{"anniversary":"next","days":100000}})", "3");
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
        row(R"({"field":"data","path":"a..b","op":"=","value":1})", "segment.bad_path", "/rule/path");
        row(R"({"field":"data","path":"a[-1]","op":"=","value":1})", "segment.bad_path", "/rule/path");
        row(R"({"field":"data","path":"a[x","op":"=","value":1})", "segment.bad_path", "/rule/path");
        row(R"({"field":"data","path":"","op":"=","value":1})", "segment.bad_path", "/rule/path");
        row(R"({"field":"data","op":"exists"})", "segment.path_expected", "/rule/path");
        row(R"({"field":"data","op":"=","value":1})", "segment.op_not_for_type", "/rule/op");
        row(R"({"field":"data","path":"a","op":"in","values":[1,"1"]})", "segment.value_not_for_type", "/rule/values/1");
        row(R"({"field":"data","path":"a","op":"before","value":"2026-01-01"})", "segment.op_not_for_type", "/rule/op");
        row(R"({"field":"data","path":"a","match":"some","op":"=","value":1})", "segment.unknown_match", "/rule/match");
        row(R"({"field":"name","match":"all","op":"=","value":"a"})", "segment.unknown_match", "/rule/match");
        row(R"({"field":"name","path":"a","op":"=","value":"a"})", "segment.path_not_for_type", "/rule/path");
        row(R"({"field":"name","op":"exists"})", "segment.op_not_for_type", "/rule/op");
        row(R"({"field":"born","part":"hour","op":"=","value":1})", "segment.part_not_for_type", "/rule/part");
        row(R"({"field":"seen","part":"weekday","op":"=","value":"monday"})", "segment.number_expected", "/rule/value");
        row(R"({"field":"age","op":"=","value":1,"zone":"UTC"})", "segment.zone_not_for_type", "/rule/zone");
        row(R"({"field":"seen","op":"on","value":"2026-01-01","zone":"Berlin"})", "zone.unknown", "/rule/zone");
        row(R"({"field":"seen","op":"on","value":"2026-01-01","zone":7})", "segment.zone_expected", "/rule/zone");
        row(R"({"field":"seen","op":"on","value":"2026-01-01","zone":{"field":"age"}})", "segment.zone_field_no_text", "/rule/zone/field");
        row(R"({"field":"seen","op":"on","value":"2026-01-01","zone":{"field":"nothing"}})", "segment.unknown_field", "/rule/zone/field");
        row(R"({"field":"seen","op":"within","window":{"calendar":"decade"}})", "segment.unknown_calendar", "/rule/window/calendar");
        row(R"({"field":"seen","op":"within","window":{"calendar":"week","week_starts":"noon"}})", "segment.unknown_weekday", "/rule/window/week_starts");
        row(R"({"field":"seen","op":"within","window":{"calendar":"day","offset":0.5}})", "segment.bad_span", "/rule/window/offset");
        row(R"({"field":"seen","op":"within","window":{"anniversary":"next","days":-1}})", "segment.bad_span", "/rule/window/days");
        row(R"({"field":"age","op":"within","window":{"calendar":"day"}})", "segment.op_not_for_type", "/rule/op");
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

    // Days of 23 and 25 hours, and a year whose weeks begin on its last days.
    void calendarAcrossClockChanges_data() {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("window");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
#ifndef Q_MOC_RUN
        const auto row = [](const char *now, const char *window, const char *from, const char *to) {
            QTest::addRow("%s %s", now, window) << QString::fromLatin1(now) << QString::fromLatin1(window)
                                                << QString::fromLatin1(from) << QString::fromLatin1(to);
        };
        row("2026-03-29T12:00:00Z", R"({"calendar":"day"})", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
        row("2026-10-25T00:30:00Z", R"({"calendar":"day"})", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
        row("2026-10-26T00:30:00Z", R"({"calendar":"day","offset":-1})", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
        row("2026-03-29T22:30:00Z", R"({"calendar":"month"})", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z");
        row("2027-01-01T12:00:00Z", R"({"calendar":"week"})", "2026-12-27T23:00:00Z", "2027-01-03T23:00:00Z");
        row("2027-01-03T12:00:00Z", R"({"calendar":"week","week_starts":"sunday"})", "2027-01-02T23:00:00Z", "2027-01-09T23:00:00Z");
        row("2026-11-21T12:00:00Z", R"({"calendar":"quarter","offset":1})", "2026-12-31T23:00:00Z", "2027-03-31T22:00:00Z");
        row("2026-11-21T12:00:00Z", R"({"calendar":"year","offset":-1})", "2024-12-31T23:00:00Z", "2025-12-31T23:00:00Z");
#endif
    }
    void calendarAcrossClockChanges() {
        QFETCH(QString, now);
        QFETCH(QString, window);
        QFETCH(QString, from);
        QFETCH(QString, to);
        model::Findings findings;
        const auto json = parseJson("{\"window\":" + window.toStdString() + "}");
        const auto read = model::readWindowMember(*json, {}, findings);
        QVERIFY(read);
        const auto span = segment::resolveWindow(*read, *instantFromIso(now.toStdString()), "Europe/Berlin");
        QVERIFY(span);
        QCOMPARE(QString::fromStdString(toIso(Instant{span->from})), from);
        QCOMPARE(QString::fromStdString(toIso(Instant{span->to})), to);
    }

    // Each person's zone gives what a workspace in that zone would say of this person.
    void personsZoneIsThatZone() {
        SeededRng rng(7);
        const Instant now = *instantFromIso("2026-03-29T22:30:00Z");
        const MemoryData data = randomData(rng, 700, 10, now);
        const engine::Snapshot snapshot = makeSnapshot(data);
        segment::CompileOptions options;
        options.now = now;
        options.zone = "Europe/Berlin";
        engine::Evaluator evaluator;
        const auto membersOf = [&](const Json &test, const std::string &zone) {
            model::SegmentRule rule;
            rule.root = model::conditionNode(test);
            segment::CompileOptions here = options;
            here.zone = zone;
            const auto compiled = segment::compile(rule, snapshot.schema(), here);
            if (!compiled.plan)
                qFatal("%s", dumpJson(test).c_str());
            const auto bits = evaluator.evaluate(*compiled.plan, snapshot);
            return *bits;
        };
        const auto zones = std::find_if(data.fields.begin(), data.fields.end(), [](const auto &f) { return f.name == "zone"; });
        const auto zoneColumn = static_cast<std::size_t>(zones - data.fields.begin());
        int differing = 0;
        for (int i = 0; i < 4'000; ++i) {
            Json test = randomCondition(rng, now);
            const std::string field = jsonText(test, "field"), op = jsonText(test, "op");
            const bool isTime = field == "last_seen" || field == "renewed" || field == "born" || field == "joined";
            const Json *value = jsonMember(test, "value");
            if (!isTime || (value && value->is_object()))
                continue;
            test.erase("zone");
            const engine::Bitmap plain = membersOf(test, options.zone);
            Json zoned = test;
            zoned["zone"] = Json::object({{"field", "zone"}});
            const engine::Bitmap found = membersOf(zoned, options.zone);
            std::map<std::string, engine::Bitmap> byZone;
            for (Ordinal person = 0; person < data.profiles.size(); ++person) {
                const auto *text = std::get_if<std::string>(&data.profiles[person][zoneColumn]);
                const std::string zone = text && isKnownZone(*text) ? *text : options.zone;
                if (byZone.find(zone) == byZone.end())
                    byZone.emplace(zone, membersOf(test, zone));
                QVERIFY2(found.contains(person) == byZone.at(zone).contains(person), (dumpJson(zoned) + zone).c_str());
                differing += found.contains(person) != plain.contains(person);
            }
        }
        QVERIFY(differing > 20);
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
        for (int unit = 0; unit <= static_cast<int>(model::CalendarUnit::Year); ++unit)
            QVERIFY(text.find('"' + std::string(model::toText(static_cast<model::CalendarUnit>(unit))) + '"') != std::string::npos);
        for (const model::ConditionFamily &family : model::conditionFamilies())
            QVERIFY(text.find('"' + std::string(family.type) + '"') != std::string::npos);
    }
};

} // namespace audience::test

using audience::test::SegmentFieldsTest;
AUDIENCE_TEST(SegmentFieldsTest)
#include "segment_fields_test.moc"
