// Segments beside everyone else: every row of a breakdown, every share and every suggestion held against people counted
// one by one and against the count of the rule that stands for it.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "segment/rule_text.h"
#include "service/breakdown_steps.h"
#include "service/definition_service.h"
#include "service/demo_service.h"
#include "service/list_service.h"
#include "service/segment_advice.h"
#include "service/segment_behaviour.h"
#include "service/segment_breakdown.h"
#include "service/segment_service.h"
#include "service/segment_study.h"
#include "service/session.h"
#include "service/trait_service.h"
#endif
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <numeric>
#include <set>

using namespace audience;
using namespace audience::service;

class SegmentBreakdownTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_session;

    static model::SegmentRule rule(const std::string &text) {
        auto read = segment::ruleFromText(text);
        if (!read)
            qFatal("%s: %s", text.c_str(), read.error().id.c_str());
        return *std::move(read);
    }
    std::set<std::string> keys(const model::SegmentRule &of) {
        std::set<std::string> keys;
        const auto page = SegmentService(*m_session).members(of, {}, 0, 100'000);
        if (!page)
            qFatal("%s: %s", page.error().id.c_str(), segment::toText(of).c_str());
        for (const auto &row : page->rows)
            keys.insert(row[0]);
        return keys;
    }
    static std::int64_t common(const std::set<std::string> &a, const std::set<std::string> &b) {
        return std::count_if(a.begin(), a.end(), [&](const std::string &key) { return b.count(key) > 0; });
    }
    std::vector<std::pair<std::string, std::string>> values(const std::string &column) {
        std::vector<std::pair<std::string, std::string>> values;
        const auto key = SegmentService(*m_session).members({}, {}, 0, 1)->columns.front();
        const auto page = SegmentService(*m_session).members({}, {key, column}, 0, 100'000);
        if (!page)
            qFatal("%s", page.error().id.c_str());
        for (const auto &row : page->rows)
            values.emplace_back(row[0], row[1]);
        return values;
    }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(20261122);
        options.environment.actor = "tester";
        auto session = Session::create(m_dir.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        m_session = *session;
        DemoShopOptions shop;
        shop.people = 900;
        shop.events = 9'000;
        shop.lastDay = CivilDate{static_cast<std::int32_t>(m_session->now().micros / kMicrosPerDay - 1)};
        QVERIFY(DemoService(*m_session).fill(shop));
        const auto formula = TraitService(*m_session).fromText("sum of " + DefinitionService(*m_session).definition()->definition.valueField + " over purchase");
        QVERIFY(formula && TraitService(*m_session).save("spent", *formula));
    }
    void cleanupTestCase() { m_session.reset(); }

    // Nobody is in two rows, everybody is in one, and each row counts those that its condition finds.
    void everyFieldIsSharedOutAmongAll() {
        const auto fields = breakdownFields(*m_session);
        QVERIFY(fields);
        std::set<std::string> types;
        const model::SegmentRule chosen = rule("did purchase at least 2 times");
        const auto inside = keys(chosen), everybody = keys({});
        for (const BreakdownField &field : *fields) {
            const auto told = breakDown(*m_session, chosen, field.name);
            QVERIFY2(told, field.name.c_str());
            types.insert(told->type);
            QCOMPARE(told->inside, static_cast<std::int64_t>(inside.size()));
            QCOMPARE(told->inside + told->outside, static_cast<std::int64_t>(everybody.size()));
            std::set<std::string> seen;
            for (const BreakdownRow &row : told->rows) {
                const auto meeting = keys({row.part, Json::object()});
                QCOMPARE(row.inside, common(meeting, inside));
                QCOMPARE(row.inside + row.outside, static_cast<std::int64_t>(meeting.size()));
                QVERIFY2(common(meeting, seen) == 0, (field.name + " " + row.from + " " + row.to).c_str());
                seen.insert(meeting.begin(), meeting.end());
            }
            QVERIFY2(seen == everybody, field.name.c_str());
            QVERIFY2(told->rows.size() <= 14, field.name.c_str());
        }
        QVERIFY(types.count("text") && types.count("int64") && types.count("days"));
    }

    void textsAreCountedByTheirValues() {
        const auto told = breakDown(*m_session, rule("did purchase"), "country");
        QVERIFY(told);
        std::map<std::string, std::int64_t> counts;
        for (const auto &[key, value] : values("country"))
            ++counts[value];
        std::int64_t named = 0;
        for (const BreakdownRow &row : told->rows)
            if (row.kind == BreakdownRow::Kind::Value) {
                QCOMPARE(row.inside + row.outside, counts.at(row.from));
                named += counts.at(row.from);
            }
        QVERIFY(named > 0);
        const auto rest = told->rows.back();
        if (rest.kind == BreakdownRow::Kind::Nothing)
            QCOMPARE(rest.inside + rest.outside, counts.at(""));
    }

    // What is spent lies between the edges of its step.
    void numbersLieInTheirSteps() {
        const auto told = breakDown(*m_session, rule("did purchase at least 2 times"), "trait:spent");
        QVERIFY2(told, told ? "" : told.error().id.c_str());
        std::int64_t counted = 0;
        const auto spent = values("trait:spent");
        for (const BreakdownRow &row : told->rows) {
            if (row.kind != BreakdownRow::Kind::Range)
                continue;
            const double from = row.from.empty() ? -HUGE_VAL : std::stod(row.from), to = row.to.empty() ? HUGE_VAL : std::stod(row.to);
            const auto lies = std::count_if(spent.begin(), spent.end(), [&](const auto &one) {
                return !one.second.empty() && std::stod(one.second) >= from && std::stod(one.second) < to;
            });
            QCOMPARE(row.inside + row.outside, lies);
            counted += lies;
        }
        QVERIFY(counted > 500);
    }

    void stepsAreRound() {
        QCOMPARE(numberSteps({1, 2, 3, 3, 3, 2}, true).values, (std::vector<std::string>{"1", "2", "3"}));
        std::vector<double> many(1'000);
        std::iota(many.begin(), many.end(), 0.0);
        many.push_back(1e9);
        const Steps steps = numberSteps(many, true);
        QVERIFY(steps.values.empty());
        QCOMPARE(steps.edges.front(), std::string("0"));
        QCOMPARE(steps.edges[1], std::string("200"));
        QVERIFY(steps.isOpenAbove);
        const Steps small = numberSteps({0.1, 0.11, 0.12, 0.3}, false);
        QCOMPARE(small.edges.front(), std::string("0.1"));
        QCOMPARE(small.edges[1], std::string("0.15"));
        QVERIFY(numberSteps({}, false).edges.empty());
        const Steps same = numberSteps({4.5, 4.5}, false);
        QCOMPARE(same.edges.size(), std::size_t{2});
        QVERIFY(!numberSteps({1e300, -1e300, 5}, false).edges.empty());
        const auto day = [](int year, int month, int date) { return static_cast<double>(civilFromYmd({year, month, date}).days); };
        QCOMPARE(timeSteps({day(2025, 12, 30), day(2026, 3, 2)}, false, "UTC").edges, (std::vector<std::string>{"2025-12-29", "2026-01-05", "2026-01-12", "2026-01-19",
                 "2026-01-26", "2026-02-02", "2026-02-09", "2026-02-16", "2026-02-23", "2026-03-02", "2026-03-09"}));
        QCOMPARE(timeSteps({day(2024, 5, 1), day(2026, 3, 2)}, false, "UTC").edges.front(), std::string("2024-04-01"));
        QCOMPARE(timeSteps({day(1950, 5, 1), day(2004, 3, 2)}, false, "UTC").edges, (std::vector<std::string>{"1950-01-01", "1955-01-01", "1960-01-01", "1965-01-01",
                 "1970-01-01", "1975-01-01", "1980-01-01", "1985-01-01", "1990-01-01", "1995-01-01", "2000-01-01", "2005-01-01"}));
        // Half past eleven at night in London is the next day in Berlin.
        const double late = day(2026, 3, 1) * static_cast<double>(kMicrosPerDay) + 23.5 * 3'600e6;
        QCOMPARE(timeSteps({late, late + 3 * static_cast<double>(kMicrosPerDay)}, true, "Europe/Berlin").edges.front(), std::string("2026-03-02"));
    }

    void behaviourAddsUp() {
        const model::SegmentRule chosen = rule("country = \"DE\"");
        const auto told = behaviourOf(*m_session, chosen);
        QVERIFY2(told, told ? "" : told.error().id.c_str());
        const auto inside = keys(chosen), bought = keys(rule("did purchase"));
        const auto &share = told->shares.front();
        QCOMPARE(share.id, std::string("bought"));
        QCOMPARE(share.inside, common(bought, inside));
        QCOMPARE(share.insideOf, static_cast<std::int64_t>(inside.size()));
        QCOMPARE(share.inside + share.outside, static_cast<std::int64_t>(bought.size()));
        double spent = 0;
        for (const auto &[key, value] : values("trait:spent"))
            if (inside.count(key) > 0 && bought.count(key) > 0 && !value.empty())
                spent += std::stod(value);
        const auto figure = std::find_if(told->figures.begin(), told->figures.end(), [](const auto &one) { return one.id == "spent"; });
        QVERIFY(figure != told->figures.end() && figure->inside);
        QVERIFY(std::abs(*figure->inside - spent / static_cast<double>(share.inside)) < 1e-6);
        QVERIFY(told->charts.size() >= 4);
        QCOMPARE(told->hours.inside.empty(), told->charts.size() == 4); // no openings, no hours
    }

    void adviceIsAboutItsPeople() {
        const model::SegmentRule chosen = rule("country = \"DE\"");
        const auto advice = adviceFor(*m_session, chosen);
        QVERIFY2(advice, advice ? "" : advice.error().id.c_str());
        const auto inside = keys(chosen);
        std::set<std::string> ids;
        std::int64_t before = std::numeric_limits<std::int64_t>::max();
        for (const SegmentAdvice &one : *advice) {
            QVERIFY(ids.insert(one.id).second);
            QVERIFY(one.people > 0 && one.people <= before);
            before = one.people;
            QCOMPARE(one.people, common(keys({one.part, Json::object()}), inside));
        }
        QVERIFY(ids.count("bought_once") > 0);
        QVERIFY(adviceFor(*m_session, rule("country = \"nowhere\""))->empty());
        // Of those who bought twice nobody bought once.
        const auto twice = adviceFor(*m_session, rule("did purchase at least 2 times"));
        QVERIFY(twice);
        for (const SegmentAdvice &one : *twice)
            QVERIFY(one.id != "bought_once" && one.id != "never_bought");
    }

    void groupsAreKeptAsTheyAre() {
        const auto told = suggestGroups(*m_session, {3, {}});
        QVERIFY(told);
        std::set<std::string> all;
        for (std::size_t i = 0; i < told->groups.size(); ++i) {
            const auto &group = told->groups[i];
            QCOMPARE(static_cast<std::int64_t>(group.members.size()), group.people);
            const auto kept = ListService(*m_session).keep("Group " + std::to_string(i), group.members, "suggested");
            QVERIFY(kept);
            model::SegmentRule onList;
            onList.root = model::conditionNode(Json{{"type", "list"}, {"id", std::to_string(kept->list.id)}});
            const auto people = keys(onList);
            QCOMPARE(static_cast<std::int64_t>(people.size()), group.people);
            QCOMPARE(common(people, all), 0);
            all.insert(people.begin(), people.end());
        }
        QCOMPARE(static_cast<std::int64_t>(all.size()), told->buyers);
        QCOMPARE(ListService(*m_session).keep("Nobody", std::vector<Ordinal>(), "suggested").error().id, std::string("list.no_people"));
    }

    void whatTheRuleAsksForIsNoNews() {
        const auto traits = whatSetsApart(*m_session, rule("country = \"DE\""));
        QVERIFY(traits && !traits->empty());
        for (const SegmentTrait &trait : *traits)
            QCOMPARE(trait.isAsked, trait.text.find("country") != std::string::npos);
        const auto buyers = whatSetsApart(*m_session, rule("did purchase at least 3 times"));
        QVERIFY(buyers && buyers->front().isAsked);
    }

    void canBeCancelledAndRefused() {
        CancelSource source;
        source.cancel();
        QCOMPARE(breakDown(*m_session, rule("did purchase"), "country", source.token()).error().id, std::string("cancelled"));
        QCOMPARE(behaviourOf(*m_session, rule("did purchase"), source.token()).error().id, std::string("cancelled"));
        QCOMPARE(adviceFor(*m_session, rule("did purchase"), source.token()).error().id, std::string("cancelled"));
        QCOMPARE(breakDown(*m_session, {}, "no such").error().id, std::string("segment.not_by"));
        QCOMPARE(breakDown(*m_session, {}, "email:opened").error().id, std::string("segment.not_by"));
    }
};

AUDIENCE_TEST(SegmentBreakdownTest)
#include "segment_breakdown_test.moc"
