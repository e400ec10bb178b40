// Ranks and sequences at their edges: ties, lone people, equal times, ends of spans.
#include "engine/set_condition.h"
#include "memory_data.h"
#include "segment/compile.h"
#include "segment/query.h"
#include "segment/rule_text.h"
#include "support/test_main.h"

#include <QTest>

namespace audience::test {

using engine::ColumnType;

class SegmentFamilyTest : public QObject {
    Q_OBJECT

    static constexpr std::int64_t kHour = 3600 * kMicrosPerSecond;
    const Instant m_now = *instantFromIso("2026-04-01T12:00:00Z");

    // Ten people with points 0, 10, 10, 10, 40, 50, 60, 70, none and 90.
    MemoryData people() const {
        MemoryData data;
        data.fields = {{"points", ColumnType::Int64, 0}, {"name", ColumnType::Text, 0}};
        for (const int points : {0, 10, 10, 10, 40, 50, 60, 70, -1, 90}) {
            data.profiles.push_back({points < 0 ? engine::Cell() : engine::Cell(std::int64_t{points}),
                                     std::string(points < 50 ? "low" : "high")});
            data.members.push_back(true);
        }
        EventTable shop;
        shop.dataset = "shop";
        shop.fields = {{"item", ColumnType::Text, 0}};
        data.events = {shop};
        return data;
    }
    MemoryData keyed() const {
        MemoryData data = people();
        data.fields.push_back({"id", ColumnType::Text, 0});
        for (std::size_t i = 0; i < data.profiles.size(); ++i)
            data.profiles[i].push_back("k" + std::to_string(i));
        return data;
    }
    void add(MemoryData &data, Ordinal who, const char *name, std::int64_t hoursAgo, const char *item = "a",
             std::int64_t micros = 0) const {
        data.events[0].rows.push_back({who, m_now.micros - hoursAgo * kHour + micros, name, {std::string(item)}});
    }

    // Segments by id as texts; "one" and "two" lead to each other.
    class Sets final : public segment::SetResolver {
    public:
        std::optional<model::SegmentRule> segment(const std::string &id) const override {
            const auto found = rules.find(id);
            return found == rules.end() ? std::nullopt : std::optional(*segment::ruleFromText(found->second));
        }
        std::shared_ptr<const engine::KeySource> list(const std::string &id) const override {
            return id == "some" ? std::make_shared<const engine::HeldKeys>(std::make_shared<const std::string>("k1\nk3\n")) : nullptr;
        }
        std::map<std::string, std::string> rules{{"one", "in segment two"},        {"two", "not (in segment one)"},
                                                 {"self", "in segment self"},      {"bad", "nothing = 1"},
                                                 {"rich", "points > 50"},          {"not_rich", "not in segment rich"},
                                                 {"level0", "in segment rich and in segment rich"}};
    } m_sets;

    std::vector<Ordinal> find(const MemoryData &data, const std::string &text) const {
        const engine::Snapshot snapshot = makeSnapshot(data);
        const auto rule = segment::ruleFromText(text);
        if (!rule)
            return {9999};
        segment::CompileOptions options;
        options.now = m_now;
        options.sets = &m_sets;
        const auto compiled = segment::compile(*rule, snapshot.schema(), options);
        if (!compiled.plan)
            return {9998};
        engine::Evaluator evaluator;
        auto members = segment::members(evaluator, *compiled.plan, snapshot);
        const auto sql = segment::toSql(*compiled.plan, snapshot.schema(), data.sqlNames(), sql::Dialect::Sqlite);
        std::string error;
        if (!members || !sql || SqliteData(data).keys(*sql, error) != *members)
            return {9997};
        return *members;
    }
    std::string finding(const std::string &json) const {
        const auto rule = model::segmentRuleFromText(R"({"audience_segment":1,"rule":)" + json + "}");
        const auto compiled = segment::compile(*rule, keyed().schema(), {m_now, "UTC", &m_sets, "mine"});
        const Error error = segment::asError(compiled.findings);
        return compiled.plan ? "" : error.id + ' ' + std::string(error.arg("path"));
    }

private Q_SLOTS:
    void ranks() {
        using Who = std::vector<Ordinal>;
        MemoryData data = people();
        QCOMPARE(find(data, "top 2 by points"), (Who{7, 9}));
        QCOMPARE(find(data, "bottom 2 by points"), (Who{0, 1, 2, 3})); // equals of the last belong
        QCOMPARE(find(data, "top 100 by points").size(), std::size_t{9}); // never who has none
        QCOMPARE(find(data, "top 1 by points among (name = low)"), (Who{4}));
        QCOMPARE(find(data, "top 1 by points among (top 3 by points and not top 2 by points)"), (Who{6}));
        // Nine are ranked: percentiles 0, 12.5 (three times), 50, 62.5, 75, 87.5, 100.
        QCOMPARE(find(data, "top 50 percent by points"), (Who{4, 5, 6, 7, 9}));
        QCOMPARE(find(data, "top 49.999999 percent by points"), (Who{5, 6, 7, 9}));
        QCOMPARE(find(data, "percentile 12.5 to 50 by points"), (Who{1, 2, 3, 4}));
        QCOMPARE(find(data, "percentile 13 to 49 by points"), Who{});
        QCOMPARE(find(data, "top 0 percent by points"), (Who{9}));
        // Of nobody there is no percentile; who is alone has 0.
        QCOMPARE(find(data, "percentile 0 to 100 by points among (nobody)"), Who{});
        QCOMPARE(find(data, "percentile 0 to 100 by count over purchase"), Who{});
        QCOMPARE(find(data, "bottom 0 percent by points among (points = 40)"), (Who{4}));
        QCOMPARE(find(data, "top 10 percent by points among (points = 40)"), Who{});
        add(data, 1, "purchase", 5);
        add(data, 2, "purchase", 5);
        add(data, 2, "purchase", 400);
        QCOMPARE(find(data, "top 1 by count over purchase"), (Who{2}));
        QCOMPARE(find(data, "top 1 by count over purchase in the last 10 hours"), (Who{1, 2}));
        QCOMPARE(find(data, "bottom 5 by count over purchase"), (Who{1, 2})); // who never did is not ranked
    }

    void groupsInsideRanksAreLimitedInDepth() {
        std::string json = R"({"all":[]})";
        for (int i = 0; i < 100; ++i)
            json = R"({"type":"rank","by":{"field":"points"},"keep":{"top":1},"among":)" + json + "}";
        const auto rule = model::segmentRuleFromText(R"({"audience_segment":1,"rule":)" + json + "}");
        QVERIFY(!rule);
        QCOMPARE(rule.error().id, std::string("segment.too_deep"));
    }

    void sequences() {
        using Who = std::vector<Ordinal>;
        MemoryData data = people();
        add(data, 0, "cart", 100), add(data, 0, "buy", 76);       // exactly 24 hours later
        add(data, 1, "cart", 100), add(data, 1, "buy", 76, "a", 1); // a microsecond too late
        add(data, 2, "cart", 100), add(data, 2, "buy", 100);      // at the same instant
        add(data, 3, "buy", 101), add(data, 3, "cart", 100);      // before it
        add(data, 4, "cart", 100), add(data, 4, "buy", 90), add(data, 4, "cart", 80); // one of two
        add(data, 5, "cart", 1, "b");                             // the time is not over
        const std::string unfollowed = "sequence (cart then not buy within 24 hours)";
        QCOMPARE(find(data, unfollowed), (Who{1, 3, 4, 5}));
        QCOMPARE(find(data, "sequence (cart then not buy)"), (Who{3, 4, 5}));
        QCOMPARE(find(data, "sequence (cart in the last 99 hours then not buy within 24 hours)"), (Who{4, 5}));
        QCOMPARE(find(data, "sequence (cart then buy within 24 hours)"), (Who{0, 2, 4}));
        QCOMPARE(find(data, "sequence (cart then buy) all within 24 hours"), (Who{0, 2, 4}));
        QCOMPARE(find(data, "sequence (cart then buy) stopped at step 1"), (Who{3, 5}));
        QCOMPARE(find(data, "sequence (cart then buy then buy) reached step 1"), (Who{0, 1, 2, 3, 4, 5}));
        // Two steps over one event: the second must be later, and no event follows itself.
        QCOMPARE(find(data, "sequence (cart then cart)"), (Who{4}));
        QCOMPARE(find(data, "sequence (cart then anything)"), (Who{0, 1, 4}));
        add(data, 6, "cart", 50), add(data, 6, "cart", 50), add(data, 7, "cart", 50), add(data, 7, "cart", 50, "a", 1);
        QCOMPARE(find(data, "sequence (cart then cart)"), (Who{4, 7}));
    }

    void sameValueOfAProperty() {
        using Who = std::vector<Ordinal>;
        MemoryData data = people();
        add(data, 0, "cart", 9, "a"), add(data, 0, "buy", 8, "b");
        add(data, 1, "cart", 9, "a"), add(data, 1, "cart", 8, "b"), add(data, 1, "buy", 7, "a");
        QCOMPARE(find(data, "sequence (cart then buy)"), (Who{0, 1}));
        QCOMPARE(find(data, "sequence (cart then buy) with the same item"), (Who{1}));
        QCOMPARE(find(data, "sequence (cart then not buy) with the same item"), (Who{0, 1}));
        QCOMPARE(find(data, "sequence (cart then buy) with the same item stopped at step 1"), (Who{0}));
    }

    void aroundOneEvent() {
        using Who = std::vector<Ordinal>;
        MemoryData data = people();
        add(data, 0, "buy", 9, "a"), add(data, 0, "buy", 5, "b");
        add(data, 1, "buy", 9, "b"), add(data, 1, "buy", 5, "a");
        add(data, 2, "buy", 5, "a"), add(data, 2, "buy", 5, "b"); // two at the last moment
        QCOMPARE(find(data, "latest of buy has (item = b)"), (Who{0, 2}));
        QCOMPARE(find(data, "earliest of buy has (item = b)"), (Who{1, 2}));
        QCOMPARE(find(data, "latest of buy where (item = a) has (item = a)"), (Who{0, 1, 2}));
        QCOMPARE(find(data, "latest of buy older than 7 hours has (item != a)"), (Who{1}));
        add(data, 0, "view", 5), add(data, 0, "view", 4), add(data, 0, "view", 8); // one at that moment
        add(data, 3, "view", 1);                                                   // never bought
        QCOMPARE(find(data, "count of view since last buy times >= 1"), (Who{0}));
        QCOMPARE(find(data, "count of view since first buy times = 3"), (Who{0}));
        QCOMPARE(find(data, "count of view since last buy times = 0"), (Who{1, 2}));
        QCOMPARE(find(data, "count of view since last buy times != 0").size(), std::size_t{8});
    }

    void sets() {
        using Who = std::vector<Ordinal>;
        const MemoryData data = keyed();
        QCOMPARE(find(data, "in segment rich"), (Who{6, 7, 9}));
        QCOMPARE(find(data, "in segment not_rich and points is not empty"), (Who{0, 1, 2, 3, 4, 5}));
        QCOMPARE(find(data, "in list some"), (Who{1, 3}));
        QCOMPARE(find(data, "in keys (k9, k9, K1, \"k1 \", 1)"), (Who{9}));
        QCOMPARE(find(data, "in keys ()"), Who{});
        QCOMPARE(find(data, "bucket 0 to 9999 salt x").size(), std::size_t{10});
        // From the MD5 25d9bf6c..., so that every database deals the same buckets.
        QCOMPARE(engine::bucketOf("spring:k0"), std::uint32_t{7308});
        const std::string bucket = std::to_string(engine::bucketOf("spring:k4"));
        const Who alone = find(data, "bucket " + bucket + " to " + bucket + " salt spring");
        QVERIFY(std::find(alone.begin(), alone.end(), Ordinal{4}) != alone.end());
    }

    void twiceTheSameSegmentAtEveryLevelStaysSmall() {
        Sets sets;
        for (int i = 1; i < 50; ++i) {
            const std::string below = "in segment level" + std::to_string(i - 1);
            sets.rules["level" + std::to_string(i)] = below + " or not " + below;
        }
        const MemoryData data = people();
        const engine::Snapshot snapshot = makeSnapshot(data);
        segment::CompileOptions options;
        options.now = m_now;
        options.sets = &sets;
        const auto compiled = segment::compile(*segment::ruleFromText("in segment level49"), snapshot.schema(), options);
        QVERIFY(compiled.plan);
        engine::Evaluator evaluator;
        QCOMPARE(*segment::count(evaluator, *compiled.plan, snapshot), std::uint64_t{10});
    }

    // What a test may look at raises the version of the rule, wherever in a condition the test stands.
    void testsInsideFamilies() {
        for (const std::string text : {
                 R"(top 3 by count over purchase in this month where (category like "A%"))",
                 R"(top 3 by points among (country = "US" and length of name > 3))",
                 R"(sequence (view where (domain of category = "x.org") then purchase))",
                 R"(latest of purchase has (amount > the field items))",
                 R"(count of view where (category matches "^a") since last purchase times > 1)"}) {
            const auto rule = segment::ruleFromText(text);
            QVERIFY2(rule, text.c_str());
            QCOMPARE(jsonInt(toJson(*rule), "audience_segment", 0), std::int64_t{2});
            QCOMPARE(segment::toText(*rule), text);
        }
        const auto plain = segment::ruleFromText("sequence (view then purchase)");
        QCOMPARE(jsonInt(toJson(*plain), "audience_segment", 0), std::int64_t{1});
    }

    void fiveMillionKeys() {
        std::string lines;
        for (int i = 0; i < 5'000'000; ++i)
            lines += 'k' + std::to_string(i * 3) + '\n';
        Json rule = Json::object({{"audience_segment", 1}, {"rule", {{"type", "list"}, {"keys", std::move(lines)}}}});
        const MemoryData data = keyed();
        const engine::Snapshot snapshot = makeSnapshot(data);
        const auto compiled = segment::compile(*model::segmentRuleFromText(dumpJson(rule)), snapshot.schema(), {m_now, "UTC"});
        QVERIFY(compiled.plan);
        engine::Evaluator evaluator;
        QCOMPARE(*segment::members(evaluator, *compiled.plan, snapshot), (std::vector<Ordinal>{0, 3, 6, 9}));
    }

    void faults_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("finding");
        const auto row = [](const char *name, const char *json, const char *finding) {
            QTest::newRow(name) << QString::fromUtf8(json) << QString::fromUtf8(finding);
        };
        row("no by", R"({"type":"rank","keep":{"top":1}})", "segment.bad_rank /rule/by");
        row("text", R"({"type":"rank","by":{"field":"name"},"keep":{"top":1}})", "segment.no_order /rule/by/field");
        row("unknown", R"({"type":"rank","by":{"field":"x"},"keep":{"top":1}})", "segment.unknown_field /rule/by/field");
        row("zero", R"({"type":"rank","by":{"field":"points"},"keep":{"top":0}})", "segment.bad_rank_count /rule/keep/top");
        row("band", R"({"type":"rank","by":{"field":"points"},"keep":{"percentile":[60,40]}})", "segment.bad_percentile /rule/keep/percentile");
        row("above", R"({"type":"rank","by":{"field":"points"},"keep":{"percentile":[0,100.5]}})", "segment.bad_percentile /rule/keep/percentile");
        row("group", R"({"type":"rank","by":{"field":"points"},"keep":{"top":1},"among":{"all":[{"type":"attribute","field":"x","op":"is_empty"}]}})", "segment.unknown_field /rule/among/all/0/field");
        row("bad group", R"({"type":"rank","by":{"field":"points"},"keep":{"top":1},"among":{"type":"moon"}})", "segment.unknown_type /rule/among/type");
        row("one step", R"({"type":"sequence","steps":[{}]})", "segment.bad_steps /rule/steps");
        row("first gap", R"({"type":"sequence","steps":[{"within":{"n":1}},{}]})", "segment.bad_gap /rule/steps/0/within");
        row("months", R"({"type":"sequence","steps":[{},{"within":{"n":1,"unit":"months"}}]})", "segment.bad_gap /rule/steps/1/within/unit");
        row("absent first", R"({"type":"sequence","steps":[{"do":"did_not"},{}]})", "segment.bad_step /rule/steps/0/do");
        row("step 3 of 2", R"({"type":"sequence","steps":[{},{}],"reached":3})", "segment.bad_step_number /rule/reached");
        row("two clocks", R"({"type":"sequence","steps":[{},{"within":{"n":1}}],"within":{"n":2}})", "segment.sequence_conflict /rule");
        row("no such segment", R"({"type":"segment","id":"none"})", "segment.unknown_segment /rule/id");
        row("cycle", R"({"any":[{"type":"segment","id":"one"}]})", "segment.cycle /rule/any/0/id");
        row("itself", R"({"type":"segment","id":"mine"})", "segment.cycle /rule/id");
        row("own cycle", R"({"type":"segment","id":"self"})", "segment.cycle /rule/id");
        row("faulty segment", R"({"type":"segment","id":"bad"})", "segment.unknown_field /rule/id");
        row("no id", R"({"type":"segment"})", "segment.id_expected /rule/id");
        row("no such list", R"({"type":"list","id":"none"})", "segment.unknown_list /rule/id");
        row("no key", R"({"type":"list","keys":["a",null]})", "segment.value_expected /rule/keys/1");
        row("no tests", R"({"type":"latest","name":"buy","has":[]})", "segment.values_expected /rule/has");
        row("which", R"({"type":"latest","which":"middle","has":[{"field":"item","op":"is_empty"}]})", "segment.unknown_which /rule/which");
        row("no anchor", R"({"type":"since","times":{"op":"=","value":1}})", "segment.not_a_condition /rule/since");
        row("times", R"({"type":"since","times":{"op":"contains","value":1},"since":{}})", "segment.unknown_op /rule/times/op");
        row("how often", R"({"type":"since","times":{"op":"=","value":"x"},"since":{}})", "segment.number_expected /rule/times/value");
        row("bucket", R"({"type":"bucket","from":0,"to":10000})", "segment.bad_bucket /rule/to");
        row("no bucket", R"({"type":"bucket","from":5,"to":4})", "segment.bad_bucket /rule/to");
        row("where", R"({"type":"sequence","steps":[{},{"where":[{"field":"item","op":"<","value":1}]}]})", "");
    }
    void faults() {
        QFETCH(QString, json);
        QFETCH(QString, finding);
        QCOMPARE(QString::fromStdString(this->finding(json.toStdString())), finding);
    }
};

} // namespace audience::test

using audience::test::SegmentFamilyTest;
AUDIENCE_TEST(SegmentFamilyTest)
#include "segment_family_test.moc"
