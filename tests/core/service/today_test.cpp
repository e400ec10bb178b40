// What Today says: by the facts, by its written rules, and from visit to visit.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "delivery/practice_inbox.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/data_checks.h"
#include "service/data_service.h"
#include "service/demo_service.h"
#include "service/session.h"
#include "service/today_service.h"
#endif
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace audience;
using namespace audience::service;

class TodayTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_shop;
    std::shared_ptr<FakeClock> m_clock = std::make_shared<FakeClock>(*instantFromIso("2026-11-20T08:00:00Z"));

    static int count(const std::vector<Remark> &remarks, const char *id) {
        return static_cast<int>(std::count_if(remarks.begin(), remarks.end(), [&](const Remark &one) { return one.id == id; }));
    }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(5);
        options.environment.clock = m_clock;
        options.environment.actor = "tester";
        auto session = Session::create(m_dir.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        m_shop = *session;
        const auto nothing = TodayService(*m_shop).today();
        QVERIFY(nothing);
        QVERIFY(!nothing->hasPeople && !nothing->today && !nothing->month && nothing->needsYou.empty() && nothing->since.micros == 0);
        DemoShopOptions shop;
        shop.people = 1'000;
        shop.events = 20'000;
        shop.lastDay = *civilFromIso("2026-11-19");
        QVERIFY(DemoService(*m_shop).fill(shop));
        QVERIFY(DemoService(*m_shop).history(shop));
    }

    void everyLineIsAFact() {
        const auto view = TodayService(*m_shop).today();
        QVERIFY2(view, view ? "" : view.error().id.c_str());
        QCOMPARE(view->today->people, 1'000);
        QVERIFY(view->today->reachable > 300 && view->today->reachable < 1'000);
        QVERIFY(view->weekAgo && view->weekAgo->people <= view->today->people);
        QCOMPARE(view->days.size(), std::size_t{31});
        QCOMPARE(count(view->needsYou, "today.approved"), 1); // Loyalty points
        QCOMPARE(count(view->changed, "today.sent"), 1);      // Newsletter 46, five days ago; the last visit was six
        QCOMPARE(count(view->changed, "today.imports"), 1);
        QVERIFY(view->month && view->month->isPractice && view->month->earned);
        QCOMPARE(view->next.size(), std::size_t{3});
        QCOMPARE(view->next.front().name, std::string("Newsletter 47"));
        QCOMPARE(toIso(view->next.front().at).substr(0, 10), std::string("2026-11-21"));
        const auto planned = CampaignService(*m_shop).find(view->next.front().id);
        QVERIFY(planned);
        for (const NextSend &next : view->next) { // chosen, of each of them, planned or not
            const auto chosen = CampaignService(*m_shop).count(CampaignService(*m_shop).find(next.id)->campaign);
            QVERIFY(chosen && chosen->reachable < chosen->count);
            QCOMPARE(next.people, chosen->count);
        }
        QCOMPARE(count(view->needsYou, "today.missed") + count(view->needsYou, "today.cannot_start"), 0);
        QVERIFY(!view->machine.empty() && view->isThisMachine);
        QCOMPARE(view->goOn.size(), std::size_t{6});
    }

    void aVisitEndsWithAPause() {
        const auto first = TodayService(*m_shop).today();
        m_clock->advance(std::chrono::hours(1));
        const auto again = TodayService(*m_shop).today();
        QVERIFY(first && again);
        QCOMPARE(again->since, first->since); // still the same visit
        const Instant left = m_clock->now();
        m_clock->advance(std::chrono::hours(20));
        const auto later = TodayService(*m_shop).today();
        QVERIFY(later);
        QVERIFY(left - later->since <= std::chrono::hours(1));
        QCOMPARE(count(later->changed, "today.sent"), 0); // it was news the last time
    }

    void whatStoppedAsksForAPerson() {
        CampaignService campaigns(*m_shop);
        const auto all = campaigns.list();
        for (const CampaignView &one : *all)
            if (one.campaign.name == "Loyalty points") {
                QVERIFY(campaigns.arm(one.id));
                QVERIFY(campaigns.pause(one.id));
            }
        const auto view = TodayService(*m_shop).today();
        QVERIFY(view);
        QCOMPARE(count(view->needsYou, "today.paused"), 1);
        QCOMPARE(count(view->needsYou, "today.approved"), 0);
    }

    void faultsInDataAreSaid() {
        QFile csv(m_dir.filePath(QStringLiteral("guests.csv")));
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("id,name,age\n");
        for (int i = 0; i < 40; ++i)
            csv.write(QStringLiteral("%1,Guest %1,%2\n").arg(i).arg(i < 3 ? 1975 : 30 + i).toUtf8());
        csv.close();
        ingest::ImportSpec import;
        import.path = csv.fileName().toStdString();
        import.name = "guests";
        import.key = "id";
        QVERIFY(DataService(*m_shop).importFile(import));
        const auto faults = [](const TodayView &view) {
            std::vector<Remark> found;
            for (const Remark &one : view.needsYou)
                if (one.id == "today.data_fault" && one.target == "guests")
                    found.push_back(one);
            return found;
        };
        for (int look = 0; look < 2; ++look) { // counted, then remembered
            const auto view = TodayService(*m_shop).today();
            QVERIFY(view);
            QCOMPARE(faults(*view).size(), std::size_t{1});
            QCOMPARE(faults(*view).front().args[0].second, std::string("age_high"));
            QCOMPARE(faults(*view).front().args[2].second, std::string("3"));
        }
        QVERIFY(DataChecks(*m_shop).turn("guests", "age_high", "age", false));
        const auto view = TodayService(*m_shop).today();
        QVERIFY(view && faults(*view).empty());
    }

    void connectionsAreTested() {
        model::SesConnection ses;
        ses.name = "Amazon";
        ses.region = "eu-west-1";
        ses.fromAddress = "news@example.com";
        ses.postalAddress = "Shop, 1 Street";
        ses.unsubscribe = {model::UnsubscribeKind::Url, "https://u.example.com/u?t={token}"};
        ses.credentials = "file:" + m_dir.filePath(QStringLiteral("nowhere")).toStdString();
        ConnectionService connections(*m_shop);
        QVERIFY(connections.save(ses));
        const auto says = [&](const char *id) {
            const auto view = TodayService(*m_shop).today();
            if (!view)
                qWarning("%s", view.error().id.c_str());
            return view ? count(view->needsYou, id) : -1;
        };
        QCOMPARE(says("today.untested"), 1);
        QVERIFY(!connections.test("Amazon")); // there are no keys
        QCOMPARE(says("today.untested"), 0);
        QCOMPARE(says("today.connection_fails"), 1);
        ses.region = "eu-central-1";
        const auto again = connections.save(ses); // another one now
        QVERIFY2(again, again ? "" : again.error().id.c_str());
        QCOMPARE(says("today.untested") * 10 + says("today.connection_fails"), 10);
        QVERIFY(connections.remove("Amazon"));
        QCOMPARE(says("today.untested"), 0);
    }

    void aSegmentThatJumpedIsSaid() {
        auto days = dailyFigures(*m_shop);
        QVERIFY(days && !days->empty());
        const auto segments = days->back().segments;
        QVERIFY(!segments.empty());
        const auto large = std::max_element(segments.begin(), segments.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
        for (DayFigures &day : *days)
            day.segments[large->first] = large->second * 2;
        QVERIFY(keepDailyFigures(*m_shop, *days));
        m_clock->advance(std::chrono::hours(48));
        const auto view = TodayService(*m_shop).today();
        QVERIFY(view);
        QCOMPARE(count(view->changed, "remark.segment_jump"), 1);
    }

    void practiceAnswersAreReadOn() {
        const QString folder = m_dir.filePath(QStringLiteral("practice"));
        QVERIFY(QDir().mkpath(folder));
        QFile file(folder + QStringLiteral("/events.jsonl"));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
        const auto write = [&](const char *line) {
            file.write(line);
            file.flush();
        };
        delivery::PracticeInbox inbox(folder.toStdString());
        const Instant noon = *instantFromIso("2026-11-20T12:00:00Z");
        QVERIFY(inbox.due(noon).empty());
        write("{\"Timestamp\":\"2026-11-20T11:00:00Z\"}\n{\"Timestamp\":\"2026-11-20T13:00:00Z\"}\n{\"Timest");
        QCOMPARE(inbox.due(noon).size(), std::size_t{1});
        QCOMPARE(inbox.due(noon).size(), std::size_t{1}); // not taken yet
        inbox.taken(noon);
        QVERIFY(inbox.due(noon).empty());
        write("amp\":\"2026-11-20T10:00:00Z\"}\n");
        QCOMPARE(inbox.due(noon).size(), std::size_t{1});
        QCOMPARE(inbox.due(noon + std::chrono::hours(2)).size(), std::size_t{2});
        QVERIFY(file.resize(0));
        file.seek(0);
        write("{\"Timestamp\":\"2026-11-20T09:00:00Z\"}\n");
        QCOMPARE(inbox.due(noon + std::chrono::hours(2)).size(), std::size_t{1});
    }

    void aStartThatDidNotHappenIsSaid() {
        m_clock->advance(std::chrono::hours(24 * 5));
        const auto late = TodayService(*m_shop).today();
        QVERIFY(late);
        QCOMPARE(count(late->needsYou, "today.missed"), 1);
        QVERIFY(std::none_of(late->next.begin(), late->next.end(), [](const NextSend &one) { return one.name == "Newsletter 47"; }));
    }
};

AUDIENCE_TEST(TodayTest)
#include "today_test.moc"
