// Segments on other days: each answer held against a second workspace that was never told more than what had happened
// by then, with its clock set back.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "email/address.h"
#include "qbase/time_zone.h"
#include "segment/rule_text.h"
#include "service/data_service.h"
#include "service/list_service.h"
#include "service/segment_history.h"
#include "service/session.h"
#include "ui/text/sentences.h"
#include "workspace/consent_repository.h"
#include "workspace/suppression_repository.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace audience;
using namespace audience::service;

class SegmentHistoryTest : public QObject {
    Q_OBJECT

    static constexpr int kPeople = 400, kEvents = 6000, kDays = 200;
    struct Event {
        int person;
        std::int64_t at;
        std::string name, amount, kind;
    };
    struct Statement {
        int person;
        std::int64_t at;
        workspace::ConsentState state;
    };
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_session;
    std::vector<Event> m_events;
    std::vector<Statement> m_said;                            // single ones, over those of the import
    std::vector<std::pair<int, std::int64_t>> m_suppressed;   // person, when
    CivilDate m_today{20'760};
    std::int64_t m_imported = 0; // when many agreed at once
    int m_files = 0;

    std::int64_t endOf(CivilDate day) const { return instantAt(CivilTime{CivilDate{day.days + 1}, 0}, "Europe/Berlin")->micros; }
    std::string keyOf(int person) const { return "p" + std::to_string(person); }

    bool import(Session &session, store::DatasetRole role, const std::string &name, const std::string &rows) {
        QFile file(m_dir.filePath(QStringLiteral("%1.csv").arg(++m_files)));
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(rows)) < 0)
            return false;
        file.close();
        ingest::ImportSpec spec;
        spec.path = file.fileName().toStdString();
        spec.role = role;
        spec.name = name;
        if (role == store::DatasetRole::Profiles) {
            spec.key = "id";
            spec.email = "email";
        }
        if (role == store::DatasetRole::Events) {
            spec.profile = "customer";
            spec.time = "at";
            spec.nameColumn = "event";
        }
        return DataService(session).importFile(spec).has_value();
    }

    // What was known by `end`.
    std::shared_ptr<Session> workspace(const QString &name, std::int64_t end) {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(20261122);
        options.environment.actor = "tester";
        auto session = Session::create(m_dir.filePath(name).toStdString(), options);
        if (!session || !(*session)->workspace().setSetting("zone", Json("Europe/Berlin")))
            qFatal("no workspace");
        std::string people = "id,email,country\n", events = "customer,at,event,amount,kind\n", places = "country,size\nDE,5\nFR,3\nUS,9\n";
        static const char *kCountries[] = {"DE", "FR", "US", "AT"};
        for (int person = 0; person < kPeople; ++person)
            people += keyOf(person) + "," + keyOf(person) + "@example.org," + kCountries[person % 4] + "\n";
        for (const Event &event : m_events)
            if (event.at < end)
                events += keyOf(event.person) + "," + toIso(Instant{event.at}) + "," + event.name + "," + event.amount + "," + event.kind + "\n";
        if (!import(**session, store::DatasetRole::Profiles, "people", people) || !import(**session, store::DatasetRole::Events, "shop", events) ||
            !import(**session, store::DatasetRole::Table, "places", places))
            qFatal("no data");
        if (!ListService(**session).paste("vip", "p1\np2\np5\np80\n"))
            qFatal("no list");
        SegmentView buyers;
        buyers.name = "Buyers";
        buyers.rule = rule("did purchase at least 2 times in the last 60 days");
        if (!SegmentService(**session).save(buyers))
            qFatal("no segment");
        fillLedger(**session, end);
        return *session;
    }

    void fillLedger(Session &session, std::int64_t end) {
        workspace::ConsentRepository consent(session.workspace());
        const auto topic = consent.saveTopic({{}, "news", "News", workspace::TopicKind::OptIn});
        engine::Bitmap many(kPeople);
        for (int person = 0; person < kPeople; person += 2)
            many.add(static_cast<Ordinal>(person));
        bool fine = topic.has_value();
        if (m_imported < end)
            fine = fine && consent.setMany(topic->id, many, {workspace::ConsentState::Granted, Instant{m_imported}, "import people.csv", ""});
        for (const Statement &one : m_said)
            if (one.at < end)
                fine = fine && consent.set(topic->id, static_cast<Ordinal>(one.person), {one.state, Instant{one.at}, "page", ""});
        const workspace::SuppressionRepository list(session.workspace(), email::addressKey);
        fine = fine && session.workspace().write([&](const store::Connection &connection) -> Result<void> {
            for (const auto &[person, at] : m_suppressed)
                if (at < end)
                    TRY(workspace::SuppressionRepository::add(connection, {list.hashOf(keyOf(person) + "@example.org"),
                                                                           workspace::SuppressionReason::Bounce, Instant{at}, "test"}));
            return {};
        });
        if (!fine)
            qFatal("no ledger");
    }

    static model::SegmentRule rule(const std::string &text) {
        auto read = segment::ruleFromText(text);
        if (!read)
            qFatal("%s: %s", text.c_str(), read.error().id.c_str());
        return *std::move(read);
    }
    std::vector<Ordinal> on(const model::SegmentRule &rule, CivilDate day) {
        const auto then = membersOn(*m_session, rule, day);
        if (!then)
            qWarning("%s", then.error().id.c_str());
        return then ? then->people->people : std::vector<Ordinal>{99999};
    }

    // One of each family and of what makes a difference inside them.
    static std::vector<const char *> rules() {
        return {"country = \"DE\"",
                "did purchase",
                "did purchase at least 2 times in the last 30 days",
                "did not purchase in the last 60 days",
                "did purchase with sum of amount >= 300",
                "did purchase with avg of amount < 40 in the last 90 days",
                "did purchase with distinct of kind >= 3",
                "did view in yesterday",
                "did view in this month",
                "first purchase in the last 40 days",
                "last view older than 45 days",
                "top 20 by sum of amount over purchase",
                "top 10 percent by count over view among (country = \"FR\")",
                "sequence (view then purchase within 7 days)",
                "sequence (view then purchase) stopped at step 1",
                "latest of purchase has (kind = \"shoes\")",
                "count of view since last purchase times >= 3",
                "sessions count >= 3 gap 30 days of view",
                "related any (shop where (amount > 90))",
                "related sum of amount (shop) >= 400",
                "related any (places by country = country where (size > 4))",
                "rfm recency 4 to 5 by amount over purchase",
                "held for at least 20 days (did purchase in the last 60 days)",
                "in segment \"1\"",
                "in list \"1\"",
                "in keys (\"p1\", \"p2\", \"p3\")",
                "bucket 0 to 4999",
                "consent to news opted_in",
                "consent to news opted_out in the last 30 days",
                "consent to news unknown",
                "consent to news opted_in through contains \"page\"",
                "is suppressed",
                "is suppressed in the last 50 days",
                "not is suppressed and consent to news opted_in and did view at least 5 times",
                "country != \"US\" and (did purchase in the last 20 days or last view in the last 10 days)"};
    }

private Q_SLOTS:
    void initTestCase() {
        SeededRng rng(8);
        const std::int64_t last = endOf(m_today);
        static const char *kKinds[] = {"shoes", "hats", "bags", "coats"};
        for (int i = 0; i < kEvents; ++i) {
            Event event{static_cast<int>(rng.real() * rng.real() * kPeople), last - rng.between(1, kDays * std::int64_t{86'400}) * kMicrosPerSecond,
                        rng.chance(0.3) ? "purchase" : "view", {}, kKinds[rng.below(4)]};
            event.amount = event.name == "purchase" ? std::to_string(rng.between(5, 120)) + ".50" : "";
            m_events.push_back(std::move(event));
        }
        m_imported = last - 120 * kMicrosPerDay;
        for (int i = 0; i < 150; ++i)
            m_said.push_back({i * 2 + static_cast<int>(rng.below(2)), last - rng.between(1, 110) * kMicrosPerDay,
                              rng.chance(0.5) ? workspace::ConsentState::Granted : workspace::ConsentState::Withdrawn});
        for (int i = 0; i < 60; ++i)
            m_suppressed.emplace_back(i * 5, last - rng.between(1, 150) * kMicrosPerDay);
        m_session = workspace(QStringLiteral("shop.audience"), last);
        m_session->setNow(Instant{last - 8 * 3600 * kMicrosPerSecond});
        QCOMPARE(historyToday(*m_session), m_today);
    }
    void cleanupTestCase() { m_session.reset(); }

    void equalsAWorkspaceThatKnowsNoMore_data() {
        QTest::addColumn<int>("ago");
        QTest::newRow("yesterday") << 1;
        QTest::newRow("a month") << 30;
        QTest::newRow("change of the clock") << 54;
        QTest::newRow("before the import of consent") << 125;
        QTest::newRow("before everything") << 240;
    }
    void equalsAWorkspaceThatKnowsNoMore() {
        QFETCH(int, ago);
        const CivilDate day{m_today.days - ago};
        const std::int64_t end = endOf(day);
        if (ago < kDays) {
            const auto then = workspace(QStringLiteral("then-%1.audience").arg(ago), end);
            then->setNow(Instant{end - 60 * kMicrosPerSecond});
            int some = 0;
            for (const char *text : rules()) {
                const auto expected = SegmentService(*then).memberList(rule(text));
                QVERIFY2(expected, text);
                const std::vector<Ordinal> given = on(rule(text), day);
                QVERIFY2(given == (*expected)->people,
                         (std::string(text) + ": " + std::to_string(given.size()) + " instead of " + std::to_string((*expected)->people.size())).c_str());
                some += !given.empty() && given.size() < std::size_t{kPeople};
            }
            QVERIFY2(some > 20, std::to_string(some).c_str());
        } else {
            QVERIFY(on(rule("did purchase"), day).empty() && on(rule("consent to news opted_in"), day).empty());
            QCOMPARE(on(rule("country = \"DE\""), day).size(), std::size_t{kPeople / 4}); // as it is today
        }
    }

    void todayIsWhatThePageCounts() {
        for (const char *text : rules())
            QCOMPARE(std::int64_t(on(rule(text), m_today).size()), SegmentService(*m_session).size(rule(text)).value_or(-1));
    }

    void sizesFollowTheDays() {
        const auto days = historyDays(CivilDate{m_today.days - 84}, m_today, HistoryStep::Week);
        QVERIFY(days && days->size() == 13 && days->back() == m_today && days->front().days == m_today.days - 84);
        const model::SegmentRule buyers = rule("did purchase at least 2 times in the last 30 days and country = \"DE\"");
        const auto history = sizesOn(*m_session, buyers, *days);
        QVERIFY(history);
        QCOMPARE(history->points.size(), days->size());
        for (const auto &point : history->points)
            QCOMPARE(point.people, std::int64_t(on(buyers, point.day).size()));
        QVERIFY(history->asToday.attributes == std::vector<std::string>{"country"} && !history->asToday.lists && history->asToday.tables.empty());
        const auto ends = historyDays(*civilFromIso("2026-01-31"), *civilFromIso("2026-03-31"), HistoryStep::Month);
        QVERIFY(ends && toIso((*ends)[0]) == "2026-01-31" && toIso((*ends)[1]) == "2026-02-28" && toIso((*ends)[2]) == "2026-03-31");
    }

    // Figures of one day go on from those of the day before; each is what that day alone comes to, whatever the order.
    void daysInARowAreWhatEachIsAlone() {
        std::vector<CivilDate> days;
        for (int ago = 130; ago >= 0; ago -= 5)
            days.push_back(CivilDate{m_today.days - ago});
        for (const int ago : {100, 90, 91, 40, 220, 41})
            days.push_back(CivilDate{m_today.days - ago});
        for (const char *text : {"rfm recency 4 to 5 by amount over purchase", "rfm frequency 1 to 2 of 3 tiles by amount over purchase", "rfm money 5 to 9 of 9 tiles by amount over purchase",
                                 "rfm recency 2 to 5 by amount over purchase in the last 60 days", "top 20 by sum of amount over purchase",
                                 "top 10 percent by count over view among (country = \"FR\")", "rfm recency 3 to 5 by amount over purchase where (kind = \"shoes\")"}) {
            const auto row = sizesOn(*m_session, rule(text), days);
            QVERIFY2(row, text);
            std::set<std::int64_t> sizes;
            for (const auto &point : row->points) {
                const auto alone = on(rule(text), point.day);
                QVERIFY2(point.people == std::int64_t(alone.size()),
                         (std::string(text) + " on " + toIso(point.day) + ": " + std::to_string(point.people) + " instead of " + std::to_string(alone.size())).c_str());
                sizes.insert(point.people);
            }
            QVERIFY2(sizes.size() > 3 || std::string(text).rfind("top 20", 0) == 0, text); // they do change
        }
        // Who, not only how many.
        const model::SegmentRule best = rule("rfm recency 4 to 5 by amount over purchase");
        const auto change = changeBetween(*m_session, best, days[5], days[20]);
        QVERIFY(change);
        std::vector<Ordinal> later = change->stayed->people;
        later.insert(later.end(), change->entered->people.begin(), change->entered->people.end());
        std::sort(later.begin(), later.end());
        QVERIFY(!change->entered->people.empty() && later == on(best, days[20]));
    }

    void namesWhatIsAsToday() {
        const auto partsOf = [&](const char *text) { return membersOn(*m_session, rule(text), CivilDate{m_today.days - 10})->asToday; };
        QVERIFY(partsOf("did purchase in the last 30 days").none());
        QVERIFY(partsOf("related any (shop where (amount > 90))").none());
        QVERIFY(partsOf("in segment \"1\"").none());
        QVERIFY(partsOf("in keys (\"p1\")").none());
        QVERIFY(partsOf("in list \"1\"").lists);
        QVERIFY(partsOf("is reachable").reachable);
        QVERIFY(partsOf("consent to news opted_in").consent);
        QVERIFY(partsOf("is suppressed").suppression);
        QVERIFY(partsOf("in query \"SELECT id FROM people\"").queries);
        QVERIFY(partsOf("related any (places by country = country)").tables == std::vector<std::string>{"places"});
    }

    void comingAndGoingAddUp() {
        const model::SegmentRule buyers = rule("did purchase at least 2 times in the last 30 days");
        const CivilDate from{m_today.days - 60}, to{m_today.days - 5};
        const auto change = changeBetween(*m_session, buyers, from, to);
        QVERIFY(change && !change->entered->people.empty() && !change->left->people.empty() && !change->stayed->people.empty());
        const auto joined = [](std::vector<Ordinal> a, const std::vector<Ordinal> &b) {
            a.insert(a.end(), b.begin(), b.end());
            std::sort(a.begin(), a.end());
            return a;
        };
        QVERIFY(joined(change->stayed->people, change->left->people) == on(buyers, from));
        QVERIFY(joined(change->stayed->people, change->entered->people) == on(buyers, to));
    }

    void everybodyFlowsOnce() {
        const std::vector<model::SegmentRule> some{rule("did purchase at least 2 times in the last 30 days"), rule("did view in the last 20 days"),
                                                   rule("country = \"DE\"")};
        const CivilDate from{m_today.days - 60}, to{m_today.days - 5};
        const auto flow = flowBetween(*m_session, some, from, to);
        QVERIFY(flow);
        std::int64_t all = 0;
        for (std::size_t was = 0; was <= some.size(); ++was) {
            std::int64_t row = 0, column = 0;
            for (std::size_t is = 0; is <= some.size(); ++is) {
                row += flow->people[was][is];
                column += flow->people[is][was];
                const auto people = flowPeople(*m_session, some, from, to, was, is);
                QVERIFY(people && std::int64_t((*people)->people.size()) == flow->people[was][is]);
            }
            QCOMPARE(row, flow->before[was]);
            QCOMPARE(column, flow->after[was]);
            all += row;
        }
        QCOMPARE(all, std::int64_t{kPeople});
        QCOMPARE(flow->before[0], std::int64_t(on(some[0], from).size())); // the first takes all of its own
        QCOMPARE(flow->after[0], std::int64_t(on(some[0], to).size()));
    }

    void faultsHaveSentences() {
        const model::SegmentRule buyers = rule("did purchase");
        const CivilDate ahead{m_today.days + 1};
        std::vector<std::string> ids{membersOn(*m_session, buyers, ahead).error().id, changeBetween(*m_session, buyers, m_today, CivilDate{1}).error().id,
                                     historyDays(CivilDate{0}, m_today, HistoryStep::Day).error().id,
                                     flowBetween(*m_session, std::vector<model::SegmentRule>(9, buyers), m_today, m_today).error().id,
                                     membersOn(*m_session, rule("in segment \"77\""), m_today).error().id};
        QVERIFY((ids == std::vector<std::string>{"segment.day_ahead", "segment.days_turned", "segment.too_many_days", "segment.too_many",
                                                 "segment.unknown_segment"}));
        for (const std::string &id : ids)
            QVERIFY2(ui::hasSentence(id), id.c_str());
        CancelSource source;
        source.cancel();
        QCOMPARE(sizesOn(*m_session, buyers, {m_today}, nullptr, source.token()).error().id, std::string("cancelled"));
    }
};

AUDIENCE_TEST(SegmentHistoryTest)
#include "segment_history_test.moc"
