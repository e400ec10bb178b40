#include "segment/rule_text.h"

#include "model/edge_condition.h"
#include "model/held_condition.h"
#include "model/rank_condition.h"
#include "model/related_condition.h"
#include "model/rfm_condition.h"
#include "model/segment_condition.h"
#include "model/sequence_condition.h"
#include "model/session_condition.h"
#include "model/set_condition.h"
#include "random_rule.h"
#include "support/test_main.h"

#include <QTest>

#include <map>
#include <set>

namespace audience::test {

using model::RuleNode;

// The rule with every condition in the form in which toJson writes it (defaults filled in).
static RuleNode normal(RuleNode node) {
    model::Findings findings;
    if (node.kind == RuleNode::Kind::Condition) {
        const std::string type = jsonText(node.condition, "type");
        if (const auto read = model::readAttribute(node.condition, {}, findings); read && type == "attribute")
            node.condition = toJson(*read);
        else if (const auto event = model::readEvent(node.condition, {}, findings); event && type == "event")
            node.condition = toJson(*event);
        else if (const auto recency = model::readRecency(node.condition, {}, findings); recency && type == "recency")
            node.condition = toJson(*recency);
        else if (auto rank = model::readRank(node.condition, {}, findings); rank && type == "rank") {
            if (rank->among)
                rank->among = normal(*rank->among);
            node.condition = toJson(*rank);
        } else if (const auto sequence = model::readSequence(node.condition, {}, findings);
                   sequence && type == "sequence")
            node.condition = toJson(*sequence);
        else if (const auto bucket = model::readBucket(node.condition, {}, findings); bucket && type == "bucket")
            node.condition = toJson(*bucket);
        else if (const auto latest = model::readLatest(node.condition, {}, findings); latest && type == "latest")
            node.condition = toJson(*latest);
        else if (const auto since = model::readSince(node.condition, {}, findings); since && type == "since")
            node.condition = toJson(*since);
        else if (const auto sessions = model::readSessions(node.condition, {}, findings); sessions && type == "sessions")
            node.condition = toJson(*sessions);
        else if (const auto rfm = model::readRfm(node.condition, {}, findings); rfm && type == "rfm")
            node.condition = toJson(*rfm);
        else if (const auto related = model::readRelated(node.condition, {}, findings); related && type == "related")
            node.condition = toJson(*related);
        else if (auto held = model::readHeld(node.condition, {}, findings); held && type == "held") {
            held->rule = normal(held->rule);
            node.condition = toJson(*held);
        }
    }
    for (RuleNode &child : node.children)
        child = normal(child);
    return node;
}

// The same members in the order of their names.
static Json ordered(const Json &json) {
    if (!json.is_structured())
        return json;
    std::map<std::string, Json> members;
    Json list = Json::array(), object = Json::object();
    for (auto it = json.begin(); it != json.end(); ++it)
        json.is_object() ? void(members[it.key()] = ordered(*it)) : list.push_back(ordered(*it));
    for (auto &[name, member] : members)
        object[name] = std::move(member);
    return json.is_object() ? object : list;
}

// Names that look like something else.
static std::string hostileName(Rng &rng) {
    static const char *const kNames[] = {"\"", "it's", "a\\b\"c", "{name}", "{\"type\":1}", "Ö ß 名前", "🙂", "\t\n", "a.b", "a,b", ")", "then", "and", "or",
                                         "not", "json", "everybody", "anything", "first", "last", "top", "sequence", "message", "rfm", "group",
                                         "bucket", "in", "is", "of", "by", "within", "where", "the", "field", "true", "12", "-1", "1e5", "hour", "length", "sent", " x "};
    return rng.chance(0.3) ? std::string("x ") + kNames[rng.below(std::size(kNames))] : kNames[rng.below(std::size(kNames))];
}

// What a condition of the ledgers or of a set may be, with nothing left to a default.
static Json ledgerOrSet(Rng &rng) {
    const auto window = [&](Json json) {
        if (rng.chance(0.5))
            json["window"] = Json{{rng.chance(0.5) ? "last" : "older_than", rng.between(0, 90)}, {"unit", "days"}};
        return json;
    };
    const auto textTest = [&] {
        Json test = Json{{"op", "contains"}, {"value", hostileName(rng)}};
        if (rng.chance(0.5))
            test["ignore_case"] = true;
        return test;
    };
    switch (rng.below(7)) {
    case 0: {
        Json json{{"type", "consent"}, {"topic", hostileName(rng)}, {"state", rng.chance(0.5) ? "opted_in" : "unknown"}};
        if (rng.chance(0.5))
            json["source"] = textTest();
        return window(std::move(json));
    }
    case 1:
        return window(rng.chance(0.5) ? Json{{"type", "suppressed"}} : Json{{"type", "suppressed"}, {"reasons", {"bounce", "manual"}}});
    case 2:
        return rng.chance(0.3) ? Json{{"type", "reachable"}} : Json{{"type", "reachable"}, {"topics", {hostileName(rng), hostileName(rng)}}};
    case 3:
        return Json{{"type", "segment"}, {"id", hostileName(rng)}};
    case 4:
        return rng.chance(0.5) ? Json{{"type", "list"}, {"id", hostileName(rng)}} : Json{{"type", "list"}, {"keys", {hostileName(rng), 7}}};
    case 5:
        return Json{{"type", "query"}, {"sql", "SELECT '" + hostileName(rng) + "'"}};
    default:
        break;
    }
    const std::string what = rng.chance(0.5) ? "clicked" : "opened";
    Json json{{"type", "message"}, {"what", what}};
    if (const auto which = rng.below(4); which < 2)
        json[which == 0 ? "do" : "which"] = which == 0 ? "did_not" : "first";
    if (!json.contains("which") && rng.chance(0.5))
        json["count"] = Json{{"of", "emails"}, {"op", ">="}, {"value", rng.between(0, 9)}};
    if (what == "opened" && rng.chance(0.5))
        json["by"] = "machine";
    if (what == "clicked" && rng.chance(0.5))
        json["link"] = textTest();
    for (const char *id : {"campaign", "template", "topic"})
        if (rng.chance(0.3))
            json[id] = hostileName(rng);
    return window(std::move(json));
}

// Other names everywhere in a condition.
static void rename(Rng &rng, Json &json) {
    if (!json.is_structured())
        return;
    for (auto it = json.begin(); it != json.end(); ++it) {
        static const std::set<std::string> kNamed{"field", "name", "dataset", "id", "salt", "same", "by", "average_of", "value"};
        if (json.is_object() && it->is_string() && kNamed.count(it.key()) != 0)
            *it = hostileName(rng);
        else
            rename(rng, *it);
    }
}

class SegmentTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reads_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("json");
        const auto row = [](const char *text, const char *json) {
            QTest::addRow("%s", text) << QString::fromUtf8(text) << QString::fromUtf8(json);
        };
        row("everybody", R"({"all":[]})");
        row("country in (US, CA) and did purchase at least 3 times in the last 90 days",
            R"({"all":[{"type":"attribute","field":"country","op":"in","values":["US","CA"]},{"type":"event","name":"purchase","do":"did","aggregate":{"of":"count","op":">=","value":3},"window":{"last":90,"unit":"days"}}]})");
        row("a = 1 or b is not empty and not c is \"x y\"",
            R"({"any":[{"type":"attribute","field":"a","op":"=","value":1},{"all":[{"type":"attribute","field":"b","op":"is_not_empty"},{"not":{"type":"attribute","field":"c","op":"=","value":"x y"}}]}]})");
        row("(a <= 1.5 or a is true) and a not between -1 and 2",
            R"({"all":[{"any":[{"type":"attribute","field":"a","op":"<=","value":1.5},{"type":"attribute","field":"a","op":"is_true"}]},{"type":"attribute","field":"a","op":"not_between","values":[-1,2]}]})");
        row("none of (seen not within the last 1 months, seen older than 2 years)",
            R"({"none":[{"type":"attribute","field":"seen","op":"not_within","window":{"last":1,"unit":"months"}},{"type":"attribute","field":"seen","op":"within","window":{"older_than":2,"unit":"years"}}]})");
        row("did not anything of dataset shop with sum of amount > 500 in span from 2026-01-01 where (category does not contain App, n < 2)",
            R"({"type":"event","dataset":"shop","do":"did_not","aggregate":{"of":"sum","field":"amount","op":">","value":500},"window":{"from":"2026-01-01"},"where":[{"field":"category","op":"not_contains","value":"App"},{"field":"n","op":"<","value":2}]})");
        row("last purchase older than 90 days", R"({"type":"recency","name":"purchase","which":"last","window":{"older_than":90,"unit":"days"}})");
        row("\"first\" starts with x ignoring case", R"({"type":"attribute","field":"first","op":"starts_with","value":"x","ignore_case":true})");
        row("top 100 by balance", R"({"type":"rank","by":{"field":"balance"},"keep":{"top":100}})");
        row("top = 1 and sequence is empty", R"({"all":[{"type":"attribute","field":"top","op":"=","value":1},{"type":"attribute","field":"sequence","op":"is_empty"}]})");
        row("top 10 percent by sum of amount over purchase in the last 90 days where (gift is true) among (country = US and a = 1)",
            R"({"type":"rank","by":{"of":"sum","field":"amount","name":"purchase","window":{"last":90,"unit":"days"},"where":[{"field":"gift","op":"is_true"}]},"keep":{"percentile":[90,100]},"among":{"all":[{"type":"attribute","field":"country","op":"=","value":"US"},{"type":"attribute","field":"a","op":"=","value":1}]}})");
        row("bottom 0.5 percent by \"count\" or percentile 20 to 40.25 by count over anything",
            R"({"any":[{"type":"rank","by":{"field":"count"},"keep":{"percentile":[0,0.5]}},{"type":"rank","by":{"of":"count"},"keep":{"percentile":[20,40.25]}}]})");
        row("sequence (add_to_cart in the last 30 days then not purchase within 24 hours)",
            R"({"type":"sequence","steps":[{"name":"add_to_cart","window":{"last":30,"unit":"days"}},{"name":"purchase","within":{"n":24,"unit":"hours"},"do":"did_not"}]})");
        row("in segment \"12\" and not in segment vip or in list news",
            R"({"any":[{"all":[{"type":"segment","id":"12"},{"not":{"type":"segment","id":"vip"}}]},{"type":"list","id":"news"}]})");
        row("in keys (\"a b\", 7) or in keys ()", R"({"any":[{"type":"list","keys":["a b",7]},{"type":"list","keys":[]}]})");
        row("bucket 0 to 999 salt spring and bucket in (1)",
            R"({"all":[{"type":"bucket","salt":"spring","from":0,"to":999},{"type":"attribute","field":"bucket","op":"in","values":[1]}]})");
        row("latest of purchase in the last 9 weeks where (gift is true) has (category = Apparel, amount > 10)",
            R"({"type":"latest","which":"last","name":"purchase","window":{"last":9,"unit":"weeks"},"where":[{"field":"gift","op":"is_true"}],"has":[{"field":"category","op":"=","value":"Apparel"},{"field":"amount","op":">","value":10}]})");
        row("count of view where (items > 1) since first purchase in the last 2 days times between 1 and 3",
            R"({"type":"since","name":"view","where":[{"field":"items","op":">","value":1}],"times":{"op":"between","values":[1,3]},"since":{"which":"first","name":"purchase","window":{"last":2,"unit":"days"}}})");
        row("sequence (view where (items > 1) then anything of dataset shop then then) all within 2 weeks with the same category stopped at step 2",
            R"({"type":"sequence","steps":[{"name":"view","where":[{"field":"items","op":">","value":1}]},{"dataset":"shop"},{"name":"then"}],"within":{"n":2,"unit":"weeks"},"same":"category","stopped_at":2})");
        row("json {\"type\":\"moon\",\"x\":[\"}\"]}", "{\"type\":\"moon\",\"x\":[\"}\"]}");
        row("all of (json null)", R"({"all":[null]})");
    }
    void reads() {
        QFETCH(QString, text);
        QFETCH(QString, json);
        const auto rule = segment::ruleFromText(text.toStdString());
        QVERIFY2(rule, rule ? "" : (rule.error().id + " at " + std::string(rule.error().arg("offset")) + " expected " + std::string(rule.error().arg("expected"))).c_str());
        QCOMPARE(QString::fromStdString(dumpJson(toJson(rule->root))), json);
        const auto again = segment::ruleFromText(segment::toText(*rule));
        QVERIFY2(again, segment::toText(*rule).c_str());
        QCOMPARE(dumpJson(toJson(*again)), dumpJson(toJson(*rule)));
    }

    void writes() {
        const auto rule = segment::ruleFromText("country is US or (did purchase exactly 1 time and vip is true)");
        QVERIFY(rule);
        QCOMPARE(segment::toText(*rule), std::string("country = \"US\" or (did purchase exactly 1 times and vip is true)"));
    }

    void saysWhereItFails_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("offset");
        QTest::newRow("empty") << "" << "0";
        QTest::newRow("no operator") << "country" << "7";
        QTest::newRow("no value") << "country = " << "10";
        QTest::newRow("open bracket") << "(a = 1" << "6";
        QTest::newRow("open string") << "a = \"x" << "4";
        QTest::newRow("two conditions") << "a = 1 b = 2" << "6";
        QTest::newRow("unit") << "a within the last 3 moons" << "20";
        QTest::newRow("list") << "a in (1, )" << "9";
        QTest::newRow("percentage") << "top 101 percent by a" << "15";
        QTest::newRow("measure") << "top 5 by sum of a" << "17";
        QTest::newRow("gap") << "sequence (a then b within 1 months)" << "27";
    }
    void saysWhereItFails() {
        QFETCH(QString, text);
        QFETCH(QString, offset);
        const auto rule = segment::ruleFromText(text.toStdString());
        QVERIFY(!rule);
        QCOMPARE(rule.error().id, std::string("segment.syntax"));
        QCOMPARE(QString::fromUtf8(rule.error().arg("offset").data(), static_cast<int>(rule.error().arg("offset").size())), offset);
    }

    void deepTextIsRefused() {
        QCOMPARE(segment::ruleFromText(std::string(100000, '(')).error().id, std::string("segment.too_deep"));
        std::string nots;
        for (int i = 0; i < 10000; ++i)
            nots += "not ";
        QCOMPARE(segment::ruleFromText(nots + "a = 1").error().id, std::string("segment.too_deep"));
    }

    void roundTrips() {
        SeededRng rng(42);
        const Instant now = *instantFromIso("2026-04-01T00:00:00Z");
        for (int i = 0; i < 2000; ++i) {
            model::SegmentRule rule = randomRule(rng, now);
            if (rng.chance(0.1))
                rule.root = model::groupNode(RuleNode::Kind::Any, {rule.root, model::conditionNode(Json::object({{"type", "later"}, {"x", 1}}))});
            if (rng.chance(0.1) && rule.root.kind != RuleNode::Kind::Condition)
                rule.root.extra["note"] = "why";
            const std::string text = segment::toText(rule);
            const auto read = segment::ruleFromText(text);
            QVERIFY2(read, text.c_str());
            QVERIFY2(dumpJson(toJson(normal(read->root))) == dumpJson(toJson(normal(rule.root))), text.c_str());
        }
    }

    // However things are called, and for each family: what is read back is the rule.
    void hostileNamesRoundTrip() {
        SeededRng rng(4242);
        const Instant now = *instantFromIso("2026-04-01T00:00:00Z");
        std::map<std::string, int> inWords;
        for (int i = 0; i < 6000; ++i) {
            Json json = rng.chance(0.4) ? ledgerOrSet(rng) : randomCondition(rng, now);
            if (rng.chance(0.7))
                rename(rng, json);
            model::SegmentRule rule;
            rule.root = model::conditionNode(json);
            if (rng.chance(0.3))
                rule.root = model::groupNode(RuleNode::Kind::None, {rule.root, model::conditionNode(ledgerOrSet(rng))});
            const std::string text = segment::toText(rule);
            const auto read = segment::ruleFromText(text);
            QVERIFY2(read, (text + "\n" + dumpJson(json)).c_str());
            QVERIFY2(ordered(toJson(normal(read->root))) == ordered(toJson(normal(rule.root))), (text + "\n" + dumpJson(toJson(normal(rule.root)))).c_str());
            inWords[jsonText(json, "type")] += text.find("json {") == std::string::npos;
        }
        for (const char *type : {"attribute", "event", "recency", "rank", "sequence", "latest", "since", "sessions", "rfm", "related", "held",
                                 "segment", "list", "query", "bucket", "consent", "suppressed", "reachable", "message"})
            QVERIFY2(inWords[type] > 5, type);
    }
};

} // namespace audience::test

using audience::test::SegmentTextTest;
AUDIENCE_TEST(SegmentTextTest)
#include "segment_text_test.moc"
