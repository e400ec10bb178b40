// Sessions, related rows, RFM cells, traits, averages and held rules at their edges, on people small enough to see;
// the engine and SQLite must agree on each.
#include "memory_data.h"
#include "model/rfm_condition.h"
#include "segment/compile.h"
#include "segment/query.h"
#include "segment/rule_text.h"
#include "segment/trait_text.h"
#include "support/test_main.h"

#include <QTest>

namespace audience::test {

using engine::ColumnType;
using Who = std::vector<Ordinal>;

class SegmentMeasureTest : public QObject {
    Q_OBJECT

    static constexpr std::int64_t kMinute = 60 * kMicrosPerSecond;
    const Instant m_now = *instantFromIso("2026-04-01T12:00:00Z");

    class Sets final : public segment::SetResolver {
    public:
        std::optional<model::SegmentRule> segment(const std::string &) const override { return std::nullopt; }
        std::shared_ptr<const engine::KeySource> list(const std::string &) const override { return nullptr; }
        std::optional<Json> trait(const std::string &name) const override {
            const auto found = traits.find(name);
            return found == traits.end() ? std::nullopt : std::optional(*segment::traitFromText(found->second));
        }
        std::optional<model::WorkspaceDefinition> definition() const override { return purchase; }
        std::map<std::string, std::string> traits;
        std::optional<model::WorkspaceDefinition> purchase;
    } m_sets;

    // Six people with points 10, 20, 30, 40, none, 60.
    static MemoryData people() {
        MemoryData data;
        data.fields = {{"points", ColumnType::Int64, 0}, {"city", ColumnType::Text, 0}};
        for (const int points : {10, 20, 30, 40, 0, 60}) {
            data.profiles.push_back({points == 0 ? engine::Cell() : engine::Cell(std::int64_t{points}), std::string(points > 30 ? "B" : "A")});
            data.members.push_back(true);
        }
        EventTable shop;
        shop.dataset = "shop";
        shop.fields = {{"item", ColumnType::Text, 0}, {"amount", ColumnType::Decimal, 2}};
        data.events = {shop};
        return data;
    }
    void add(MemoryData &data, Ordinal who, const char *name, std::int64_t minutesAgo, const char *item = "a", std::int64_t amount = 100) const {
        data.events[0].rows.push_back({who, m_now.micros - minutesAgo * kMinute, name, {std::string(item), Decimal{amount, 2}}});
    }
    segment::CompileOptions options() const {
        segment::CompileOptions options;
        options.now = m_now;
        options.sets = &m_sets;
        return options;
    }
    Who find(const MemoryData &data, const std::string &text) const {
        const engine::Snapshot snapshot = makeSnapshot(data);
        const auto rule = segment::ruleFromText(text);
        if (!rule)
            return {9999};
        const std::string words = segment::toText(*rule);
        const auto again = segment::ruleFromText(words);
        if (!again || segment::toText(*again) != words || words.find("json") != std::string::npos)
            return {9996};
        const auto compiled = segment::compile(*rule, snapshot.schema(), options());
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
        MemoryData data = people();
        add(data, 0, "buy", 1);
        data.tables = {{"orders", {{"no", ColumnType::Int64, 0}}, {}, {}}, {"other", {{"no", ColumnType::Int64, 0}, {"name", ColumnType::Text, 0}}, {}, {}}};
        const auto rule = model::segmentRuleFromText(R"({"audience_segment":1,"rule":)" + json + "}");
        if (!rule)
            return rule.error().id;
        const auto compiled = segment::compile(*rule, data.schema(), options());
        const Error error = segment::asError(compiled.findings);
        return compiled.plan ? "" : error.id + ' ' + std::string(error.arg("path"));
    }

private Q_SLOTS:
    void init() {
        m_sets.traits.clear();
        m_sets.purchase.reset();
    }

    void sessions() {
        MemoryData data = people();
        for (const int minutes : {100, 70, 40}) // exactly the gap apart: one session of an hour
            add(data, 0, "view", minutes);
        add(data, 1, "view", 100);
        add(data, 1, "view", 69); // a minute more: two lone events
        add(data, 2, "view", 50);
        QCOMPARE(find(data, "sessions count = 1 of view"), (Who{0, 2}));
        QCOMPARE(find(data, "sessions count >= 2 of view"), (Who{1}));
        QCOMPARE(find(data, "sessions count < 1 of view"), (Who{3, 4, 5})); // nobody's count is missing
        QCOMPARE(find(data, "sessions longest = 60 gap 30 minutes of view"), (Who{0}));
        QCOMPARE(find(data, "sessions longest < 60 of view"), (Who{1, 2})); // without events there is no length
        QCOMPARE(find(data, "sessions count = 3 gap 29 minutes of view"), (Who{0}));
        QCOMPARE(find(data, "sessions total = 30 of view in the last 70 minutes"), (Who{0})); // cut by the window
        QCOMPARE(find(data, "sessions average = 0 gap 0 minutes of view"), (Who{0, 1, 2}));
    }

    void related() {
        MemoryData data = people();
        data.tables = {{"orders", {{"no", ColumnType::Int64, 0}, {"placed", ColumnType::Instant, 0}},
                        {{std::int64_t{1}, Instant{1}}, {std::int64_t{2}, Instant{2}}, {std::int64_t{3}, Instant{2}}, {engine::Cell(), Instant{9}}}, {0, 0, 1, 2}},
                       {"lines", {{"order", ColumnType::Int64, 0}, {"sku", ColumnType::Text, 0}},
                        {{std::int64_t{1}, std::string("x")}, {std::int64_t{1}, std::string("y")}, {std::int64_t{2}, std::string("x")},
                         {std::int64_t{3}, engine::Cell()}, {engine::Cell(), std::string("x")}, {std::int64_t{8}, std::string("x")}}, {}},
                       {"skus", {{"sku", ColumnType::Text, 0}, {"price", ColumnType::Decimal, 2}},
                        {{std::string("x"), Decimal{150, 2}}, {std::string("y"), Decimal{1000, 2}}, {std::string("x"), Decimal{50, 2}}}, {}},
                       {"cities", {{"city", ColumnType::Text, 0}, {"size", ColumnType::Int64, 0}}, {{std::string("B"), std::int64_t{5}}}, {}}};
        data.links = {{"lines", "order", "orders", "no"}, {"lines", "sku", "skus", "sku"}, {"profiles", "city", "cities", "city"}};
        QCOMPARE(find(data, "related any (orders)"), (Who{0, 1, 2}));
        QCOMPARE(find(data, "related none (orders then lines)"), (Who{2, 3, 4, 5})); // no key links nothing
        QCOMPARE(find(data, "related count (orders then lines) = 3"), (Who{0}));
        // Over two rows of the same sku: each way counts, a different value once.
        QCOMPARE(find(data, "related count (orders then lines then skus) = 5"), (Who{0}));
        QCOMPARE(find(data, "related distinct of sku (orders then lines then skus) = 2"), (Who{0}));
        QCOMPARE(find(data, "related sum of price (orders then lines then skus) = 14"), (Who{0}));
        QCOMPARE(find(data, "related avg of price (orders then lines then skus) = 2.8"), (Who{0}));
        QCOMPARE(find(data, "related min of price (orders then lines then skus) < 1"), (Who{0}));
        QCOMPARE(find(data, "related sum of price (orders then lines then skus) = 0"), (Who{1, 2, 3, 4, 5}));
        QCOMPARE(find(data, "related all (orders then lines) has (sku in (\"x\", \"y\"))"), (Who{0}));
        QCOMPARE(find(data, "related all (orders then lines) has (sku = \"x\")"), Who{});
        QCOMPARE(find(data, "related latest by placed (orders) has (no = 2)"), (Who{0}));
        QCOMPARE(find(data, "related earliest by placed (orders) has (no in (1, 3))"), (Who{0, 1}));
        QCOMPARE(find(data, "related any (cities where (size > 4))"), (Who{3, 5}));
        QCOMPARE(find(data, "related any (lines by points = \"order\")"), Who{});
        QCOMPARE(find(data, "related count (orders where (no = 1) then lines where (sku = \"y\")) >= 1"), (Who{0}));
    }

    // Seven buyers of 1 to 5 purchases; scores 1 + floor(5 * below / 7).
    void rfm() {
        MemoryData data = people();
        data.profiles.push_back(data.profiles[0]);
        data.members.push_back(true);
        const int counts[] = {1, 1, 2, 3, 4, 5, 0};
        for (Ordinal who = 0; who < 7; ++who)
            for (int i = 0; i < counts[who]; ++i)
                add(data, who, "buy", 1000 - static_cast<int>(who) * 100, "a", 100 * (i + 1));
        // Six bought. Frequency below: 0 0 2 3 4 5 -> 1 1 2 3 4 5; recency 0..5 -> 1 1 2 3 4 5.
        QCOMPARE(find(data, "rfm frequency 1 to 1 by amount over buy"), (Who{0, 1}));
        QCOMPARE(find(data, "rfm recency 2 to 4 by amount over buy"), (Who{2, 3, 4}));
        QCOMPARE(find(data, "rfm cell in (111, 555) by amount over buy"), (Who{0, 1, 5}));
        QCOMPARE(find(data, "rfm group in (\"champions\") by amount over buy"), (Who{4, 5}));
        QCOMPARE(find(data, "rfm group in (\"lost\", \"hibernating\", \"loyal\") by amount over buy"), (Who{0, 1, 2}));
        QCOMPARE(find(data, "rfm money 1 to 1 frequency 1 to 1 of 2 tiles by amount over buy"), (Who{9999})); // out of order
        QCOMPARE(find(data, "rfm frequency 1 to 1 money 1 to 1 of 2 tiles by amount over buy"), (Who{0, 1, 2}));
        // By the definition of the workspace.
        QCOMPARE(find(data, "rfm recency 5 to 5"), (Who{9998}));
        m_sets.purchase.emplace();
        m_sets.purchase->purchaseEvent = "buy";
        m_sets.purchase->valueField = "amount";
        QCOMPARE(find(data, "rfm recency 5 to 5"), (Who{5}));
    }

    // Each of the 125 cells is in one group and no more.
    void rfmGroupsCoverAll() {
        std::map<std::int64_t, int> seen;
        for (const model::RfmGroup &group : model::kRfmGroups) {
            model::Findings findings;
            const auto read = model::readRfm(Json{{"type", "rfm"}, {"groups", Json::array({group.name})}}, {}, findings);
            QVERIFY(read);
            for (const std::int64_t cell : read->cells)
                ++seen[cell];
        }
        QCOMPARE(seen.size(), std::size_t{125});
        for (const auto &[cell, times] : seen)
            QCOMPARE(times, 1);
    }

    void traits() {
        MemoryData data = people();
        add(data, 0, "buy", 30, "b", 500);
        add(data, 0, "buy", 20, "a", 250);
        add(data, 0, "buy", 20, "c", 250);
        add(data, 1, "buy", 10, "c", 100);
        m_sets.traits = {{"spent", "sum of amount over buy"},      {"orders", "count over buy"},
                         {"basket", "ratio (trait spent to trait orders)"}, {"newest", "last of item over buy"},
                         {"usual", "most frequent of item over buy"},       {"when", "first over buy"},
                         {"loop", "ratio (trait loop to trait orders)"},    {"far", "ratio (trait loop to trait spent)"}};
        QCOMPARE(find(data, "trait:spent = 10"), (Who{0}));
        QCOMPARE(find(data, "trait:spent < 1"), (Who{2, 3, 4, 5}));
        QCOMPARE(find(data, "trait:orders = 0"), (Who{2, 3, 4, 5}));
        QCOMPARE(find(data, "trait:basket > 1"), (Who{0}));
        QCOMPARE(find(data, "trait:basket is empty"), (Who{2, 3, 4, 5})); // nothing is divided by 0
        QCOMPARE(find(data, "trait:newest = \"a\""), (Who{0}));           // of two at once the smaller
        QCOMPARE(find(data, "trait:usual = \"a\""), (Who{0}));
        QCOMPARE(find(data, "trait:when within the last 15 minutes"), (Who{1}));
        QCOMPARE(find(data, "top 1 by trait:spent"), (Who{0}));
        QCOMPARE(find(data, "points > the field trait:spent"), (Who{1, 2, 3, 5}));
        QCOMPARE(find(data, "trait:spent > the average of trait:spent"), (Who{0}));
        QCOMPARE(find(data, "trait:loop > 1"), (Who{9998}));
        QCOMPARE(finding(R"({"type":"attribute","field":"trait:far","op":">","value":1})"), std::string("trait.cycle /rule/field"));
        QCOMPARE(finding(R"({"type":"attribute","field":"trait:none","op":">","value":1})"), std::string("trait.unknown /rule/field"));
        const auto check = segment::checkTrait(*segment::traitFromText("ratio (trait mine to trait spent)"), "mine", data.schema(), options());
        QVERIFY(!check.field);
        QCOMPARE(check.findings.at(0).id, std::string("trait.cycle"));
        const auto fine = segment::checkTrait(*segment::traitFromText("avg of amount over buy"), "mine", data.schema(), options());
        QVERIFY(fine.field);
        QCOMPARE(fine.field->type, ColumnType::Double);
    }
    void groups() {
        MemoryData data = people();
        add(data, 0, "buy", 30);
        add(data, 5, "buy", 30);
        m_sets.traits = {{"class", "groups (Buyer if (did buy), Rich if (points >= 30), None if (points > 1000)) else Others"},
                         {"bare", "groups (Rich if (points >= 30))"},
                         {"loop", "groups (Again if (trait:loop = Again))"}};
        QCOMPARE(find(data, "trait:class = Buyer"), (Who{0, 5})); // the first that fits
        QCOMPARE(find(data, "trait:class = Rich"), (Who{2, 3}));
        QCOMPARE(find(data, "trait:class = None"), Who{});
        QCOMPARE(find(data, "trait:class = Others"), (Who{1, 4}));
        QCOMPARE(find(data, "trait:bare is empty"), (Who{0, 1, 4}));
        QCOMPARE(find(data, "trait:class in (Buyer, Others) and trait:bare = Rich"), (Who{5}));
        QCOMPARE(find(data, "trait:loop = Again"), (Who{9998}));
        const auto refused = [&](const char *json) {
            model::Findings findings;
            return model::readTrait(*parseJson(json), {}, findings) ? std::string() : findings.at(0).id + ' ' + findings.at(0).path;
        };
        QCOMPARE(refused(R"({"of":"groups","groups":[]})"), std::string("trait.bad_groups /groups"));
        QCOMPARE(refused(R"({"of":"groups","groups":[{"name":"a"}]})"), std::string("trait.bad_group /groups/0"));
        const auto check = segment::checkTrait(*parseJson(R"({"of":"groups","groups":[{"name":"a","rule":{"type":"attribute","field":"nope","op":"=","value":1}}]})"), "x",
                                               data.schema(), options());
        QVERIFY(!check.field);
        QCOMPARE(check.findings.at(0).path, std::string("/groups/0/rule/field"));
    }
    void traitsInWords() {
        for (const std::string text : {"count over purchase", "sum of amount over purchase of dataset shop in the last 90 days where (a = 1)",
                                       "ratio (ratio (trait a to trait \"b c\") to count over anything)", "most frequent of item over purchase",
                                       "last over purchase", "groups (\"Very keen\" if (did purchase at least 3 times), \"b\" if (not a = 1)) else \"rest\""}) {
            const auto json = segment::traitFromText(text);
            QVERIFY2(json, text.c_str());
            model::Findings findings;
            const auto formula = model::readTrait(*json, {}, findings);
            QVERIFY2(formula, text.c_str());
            QCOMPARE(segment::traitText(*formula), text);
        }
        QCOMPARE(segment::traitFromText("sum of amount").error().id, std::string("segment.syntax"));
        std::string deep;
        for (int i = 0; i < 10'000; ++i)
            deep += "ratio (";
        QCOMPARE(segment::traitFromText(deep).error().id, std::string("segment.syntax"));
    }

    void averages() {
        const MemoryData data = people(); // of 10, 20, 30, 40, 60: 32
        QCOMPARE(find(data, "points > the average of points"), (Who{3, 5}));
        QCOMPARE(find(data, "points != the average of points"), (Who{0, 1, 2, 3, 4, 5}));
        QCOMPARE(find(data, "points is not the average of points and points is empty"), (Who{4}));
        QCOMPARE(finding(R"({"type":"attribute","field":"points","op":">","value":{"average_of":"city"}})"),
                 std::string("segment.number_field_expected /rule/value/average_of"));
    }

    void held() {
        MemoryData data = people();
        add(data, 0, "buy", 100);
        add(data, 1, "buy", 30);
        add(data, 2, "buy", 100);
        add(data, 2, "buy", 30);
        // Who bought at all: for as long as the first purchase lies back.
        QCOMPARE(find(data, "held for at least 100 minutes (did buy)"), (Who{0, 2})); // the very moment included
        QCOMPARE(find(data, "held for at least 101 minutes (did buy)"), Who{});
        QCOMPARE(find(data, "held for less than 100 minutes (did buy)"), (Who{1}));
        QCOMPARE(find(data, "held for at least 50 minutes (did not buy)"), (Who{3, 4, 5}));
        // A purchase in the 80 minutes before: broken between 80 and 100 minutes after the first.
        QCOMPARE(find(data, "held for at least 60 minutes (did buy in the last 80 minutes)"), (Who{2}));
        QCOMPARE(find(data, "held for at least 60 minutes (did buy in the last 69 minutes)"), Who{}); // a gap of a minute, 70 to 69
        QCOMPARE(find(data, "held for at least 60 minutes (did buy in the last 70 minutes)"), (Who{2}));
        QCOMPARE(find(data, "held for at least 20 minutes (did buy exactly 2 times)"), (Who{2}));
        QCOMPARE(find(data, "held for at least 40 minutes (none of (did buy older than 50 minutes, did buy at least 2 times))"), (Who{1, 3, 4, 5}));
        QCOMPARE(find(data, "held for less than 40 minutes (did buy older than 50 minutes)"), Who{});
    }

    void faults_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *json, const char *expected) {
            QTest::newRow(name) << QString::fromUtf8(json) << QString::fromUtf8(expected);
        };
        row("session measure", R"({"type":"sessions","of":"widest","op":">","value":1})", "segment.unknown_aggregate /rule/of");
        row("session gap", R"({"type":"sessions","gap":{"n":1,"unit":"months"},"op":">","value":1})", "segment.bad_gap /rule/gap/unit");
        row("session number", R"({"type":"sessions","op":">","value":"x"})", "segment.number_expected /rule/value");
        row("held attribute", R"({"type":"held","for":{"n":1},"rule":{"all":[{"type":"attribute","field":"points","op":"=","value":1}]}})", "held.not_recorded /rule/rule/all/0/type");
        row("held any", R"({"type":"held","for":{"n":1},"rule":{"any":[{"type":"event"},{"type":"event"}]}})", "held.any /rule/rule");
        row("held not all", R"({"type":"held","for":{"n":1},"rule":{"not":{"all":[{"type":"event"},{"type":"event"}]}}})", "held.any /rule/rule/not");
        row("held sum", R"({"type":"held","for":{"n":1},"rule":{"type":"event","aggregate":{"of":"sum","field":"amount","op":">","value":1}}})", "held.only_counts /rule/rule/aggregate/of");
        row("held months", R"({"type":"held","for":{"n":1},"rule":{"type":"event","window":{"last":1,"unit":"months"}}})", "held.window /rule/rule/window");
        row("held how long", R"({"type":"held","rule":{"type":"event"}})", "segment.bad_gap /rule/for");
        row("no way", R"({"type":"related","path":[]})", "related.bad_path /rule/path");
        row("no table", R"({"type":"related","path":["moon"]})", "segment.unknown_dataset /rule/path/0");
        row("no link", R"({"type":"related","path":["orders"]})", "related.no_link /rule/path/0");
        row("texts and numbers", R"({"type":"related","path":[{"dataset":"other","link":{"from":"points","to":"name"}}]})", "segment.fields_differ /rule/path/0/link");
        row("link column", R"({"type":"related","path":[{"dataset":"other","link":{"from":"x","to":"name"}}]})", "segment.unknown_field /rule/path/0/link/from");
        row("test", R"({"type":"related","path":[{"dataset":"other","link":{"from":"points","to":"no"},"where":[{"field":"x","op":"is_empty"}]}]})", "segment.unknown_field /rule/path/0/where/0/field");
        row("order", R"({"type":"related","rows":"latest","by":"name","has":[{"field":"no","op":"=","value":1}],"path":[{"dataset":"other","link":{"from":"points","to":"no"}}]})", "segment.no_order /rule/by");
        row("two ways to say cells", R"({"type":"rfm","cells":[111],"groups":["new"],"name":"buy","field":"amount"})", "rfm.one_of /rule");
        row("cell", R"({"type":"rfm","cells":[561],"name":"buy","field":"amount"})", "rfm.bad_cell /rule/cells/0");
        row("group", R"({"type":"rfm","groups":["gurus"],"name":"buy","field":"amount"})", "rfm.unknown_group /rule/groups/0");
        row("tiles", R"({"type":"rfm","groups":["new"],"tiles":4,"name":"buy","field":"amount"})", "rfm.groups_need_five /rule/groups");
        row("money", R"({"type":"rfm","cells":[111],"name":"buy"})", "rfm.no_value /rule/field");
    }
    void faults() {
        QFETCH(QString, json);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(finding(json.toStdString())), expected);
    }

    void deepRulesInsideAreRefused() {
        std::string json = R"({"type":"event"})";
        for (int i = 0; i < 100; ++i)
            json = R"({"type":"held","for":{"n":1},"rule":)" + json + "}";
        QCOMPARE(QString::fromStdString(finding(json)), QStringLiteral("segment.too_deep"));
    }
};

} // namespace audience::test

using audience::test::SegmentMeasureTest;
AUDIENCE_TEST(SegmentMeasureTest)
#include "segment_measure_test.moc"
