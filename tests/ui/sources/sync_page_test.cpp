// From an empty workspace to people of a real PostgreSQL, in the real window, with mouse and keys only, counted; then what the
// page says when the table changes, when rows cannot be taken, and when the server is gone. The figures are those of
// docs/sources.md; with AUDIENCE_PICTURES=DIR each step leaves a picture.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "live_window.h"
#include "service/data_service.h"
#include "service/source_service.h"
#include "service/sync_service.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/table_view.h"
#endif
#include "support/test_main.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace audience;
using namespace audience::test;

namespace {
constexpr int kMostClicks = 6;
}

class SyncPageTest final : public QObject {
    Q_OBJECT
    LiveWindow m_live{"sources"};

    ui::Page *page() { return m_live.page(); }
    bool rest() { return m_live.rest(); }
    std::int64_t rows() {
        const auto dataset = service::DataService(*m_live.session()).dataset("people");
        return dataset ? dataset->rows : -1;
    }
    std::optional<sync::SyncRun> last() {
        const auto view = service::SyncService(*m_live.session()).find("people");
        return view ? view->last : std::nullopt;
    }
    bool runs(sync::RunState state, std::int64_t after) {
        return QTest::qWaitFor([&] {
            const auto run = last();
            return run && run->id > after && run->state == state;
        }, 40'000) && QTest::qWaitFor([&] { return m_live.bench().jobs()->running().isEmpty(); }, 20'000) && rest();
    }

private Q_SLOTS:
    void initTestCase() {
        if (const QString why = m_live.serve(); !why.isEmpty())
            QSKIP(qPrintable(why));
        QCOMPARE(m_live.fill("CREATE TABLE people (id int8 PRIMARY KEY, email text, city text, spent double precision, updated_at timestamptz NOT NULL);"
                             "INSERT INTO people SELECT i, 'p' || i || '@example.org', 'city ' || i % 7, CASE WHEN i % 1000 = 0 THEN 'NaN' ELSE i * 1.25 END, "
                             "timestamptz '2026-01-01 00:00+00' + i * interval '1 minute' FROM generate_series(1, 5000) i;"
                             "CREATE TABLE stores (id int4 PRIMARY KEY, name text);"),
                 QString());
        QCOMPARE(m_live.make(false), QString());
        QCOMPARE(m_live.show(), QString());
    }
    void cleanupTestCase() { m_live.close(); }

    void fromNothingToPeople() {
        const model::SourceConnection there = m_live.server().connection();
        QVERIFY(m_live.hand().click("rail_sync") && rest());
        m_live.picture("1-empty");
        QVERIFY(m_live.hand().click("syncStateAction") && rest());
        m_live.picture("2-kinds");
        QVERIFY(m_live.hand().click("sourceKind_postgresql") && rest());
        const auto fill = [&](const QString &text) { return m_live.hand().type(text) && m_live.hand().press(Qt::Key_Tab); };
        QVERIFY(fill(QString::fromStdString(there.host)));
        QVERIFY(m_live.hand().press(Qt::Key_Tab)); // how it is protected: it is this computer
        QVERIFY(fill(QString::number(there.port)));
        QVERIFY(fill(QString::fromStdString(there.database)));
        QVERIFY(fill(QString::fromStdString(there.user)));
        QVERIFY(m_live.hand().type(QString::fromUtf8(LivePostgres::kPassword)));
        m_live.picture("3-form");
        QVERIFY(m_live.hand().press(Qt::Key_Return));
        QVERIFY(m_live.hand().waitFor("sourceBring") && rest());
        m_live.picture("4-tables");
        QVERIFY(m_live.hand().clickRow("sourceTables", QStringLiteral("people")) && rest());
        QVERIFY(m_live.hand().waitFor("sourceBring") && m_live.hand().click("sourceBring"));
        QVERIFY(m_live.hand().waitFor("planStart") && rest());
        m_live.picture("5-plan");
        QVERIFY(m_live.hand().click("planStart"));
        QVERIFY(runs(sync::RunState::Done, 0));
        m_live.picture("6-done");
        const int clicks = m_live.hand().clicks(), keys = m_live.hand().keys();
        QCOMPARE(rows(), std::int64_t(4995)); // NaN is no number here
        const auto plan = service::SyncService(*m_live.session()).find("people")->plan;
        QCOMPARE(plan.role, std::string("profiles"));
        QCOMPARE(plan.mode, model::SyncMode::Incremental);
        std::printf("| From nothing to the people of a PostgreSQL | %d clicks | %d keys |\n", clicks, keys);
        QVERIFY2(clicks <= kMostClicks, qPrintable(QString::number(clicks)));
    }

    // Those that were not taken stand there with the reason, and are tried again once they are mended.
    void refusedRowsAreTriedAgain() {
        QCOMPARE(page()->key(), QStringLiteral("sync"));
        auto *refused = part<ui::TableView>(*page(), "syncRejectRows");
        QTRY_VERIFY(refused->isVisible());
        QCOMPARE(refused->model()->rowCount(), 5);
        QCOMPARE(refused->model()->index(0, 1).data().toString(), QStringLiteral("spent"));
        QVERIFY(m_live.server().run("UPDATE people SET spent = 1 WHERE spent = 'NaN'").isEmpty());
        const std::int64_t before = last()->id;
        refused->selectRow(0);
        QVERIFY(m_live.hand().waitFor("syncTryRow") && m_live.hand().click("syncTryRow"));
        QTRY_COMPARE_WITH_TIMEOUT(rows(), std::int64_t(4996), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(refused->model()->rowCount(), 4, 20'000);
        QVERIFY(rest());
        QVERIFY(!m_live.hand().sees("syncTryRow")); // nothing is chosen any more
        m_live.picture("6-some-again");
        QVERIFY(m_live.hand().waitFor("syncTryAgain") && m_live.hand().click("syncTryAgain"));
        QTRY_COMPARE_WITH_TIMEOUT(rows(), std::int64_t(5000), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(!refused->isVisible(), 20'000);
        QVERIFY(rest());
        QCOMPARE(last()->id, before); // neither was a run of the sync itself
        const auto all = service::SyncService(*m_live.session()).runs("people");
        QVERIFY(all && all->size() == 3 && all->front().isRetry());
        QCOMPARE(part<ui::TableView>(*page(), "syncRuns")->model()->index(0, 2).data().toString(), QStringLiteral("Refused rows"));
    }

    // What changed is told by the run and decided in its place.
    void aChangedTableIsDecided() {
        QVERIFY(m_live.server().run("ALTER TABLE people DROP COLUMN city; ALTER TABLE people ADD COLUMN birthday date").isEmpty());
        std::int64_t before = last()->id;
        QVERIFY(m_live.hand().waitFor("syncRun") && m_live.hand().click("syncRun"));
        QVERIFY(runs(sync::RunState::Failed, before));
        QTRY_VERIFY_WITH_TIMEOUT(m_live.hand().sees("syncAccept"), 20'000);
        QVERIFY(part<ui::Notice>(*page(), "syncNotice")->isVisible());
        QCOMPARE(rows(), std::int64_t(5000)); // the old ones are here
        m_live.picture("7-changed");
        QVERIFY(m_live.hand().click("syncAccept") && rest());
        before = last()->id;
        QVERIFY(m_live.hand().waitFor("syncRun") && m_live.hand().click("syncRun"));
        QVERIFY(runs(sync::RunState::Done, before));
        QVERIFY(!m_live.hand().sees("syncAccept"));
    }

    // One that nobody asked for stands among the jobs as any other.
    void aPlannedOneStandsAmongTheJobs() {
        QStringList names;
        ui::Jobs *jobs = m_live.bench().jobs();
        const auto heard = QObject::connect(jobs, &ui::Jobs::changed, jobs, [&] {
            for (const ui::Job *job : jobs->running())
                names << job->name();
        });
        service::SyncService syncs(*m_live.session());
        model::SyncPlan plan = syncs.find("people")->plan;
        plan.name = plan.dataset = "copies";
        plan.role = "table";
        plan.mode = model::SyncMode::Full;
        plan.email = plan.consent = plan.cursor = {};
        plan.consentYes.clear();
        plan.lookBackSeconds = 0;
        const auto saved = syncs.plan({plan, {}});
        QVERIFY2(saved, saved ? "" : saved.error().id.c_str());
        const auto schedule = service::SyncService::scheduleFromText("15m", {}, {}, "UTC");
        QVERIFY(schedule && syncs.schedule("copies", *schedule));
        const auto isDone = [&] {
            const auto view = syncs.find("copies");
            return view && view->last && view->last->state == sync::RunState::Done;
        };
        const bool ran = QTest::qWaitFor(isDone, 30'000);
        const auto after = syncs.find("copies");
        QVERIFY2(ran, !after ? "gone" : !after->last ? "no run" : after->last->fault ? (after->last->fault->id + after->last->fault->detail).c_str() : "runs");
        QVERIFY(QTest::qWaitFor([&] { return jobs->running().isEmpty(); }, 20'000) && rest());
        QVERIFY2(names.contains(QStringLiteral("Bringing over copies")), qPrintable(names.join(QLatin1Char(' '))));
        QObject::disconnect(heard);
        QVERIFY(syncs.remove("copies"));
        page()->workspaceChanged();
        QVERIFY(rest());
    }

    // The server is gone: it is said, and what came before is still here.
    void aServerThatIsGoneIsSaid() {
        m_live.server().kill();
        const std::int64_t before = last()->id;
        QVERIFY(m_live.hand().waitFor("syncRun") && m_live.hand().click("syncRun"));
        QVERIFY(QTest::qWaitFor([&] { return m_live.bench().jobs()->running().isEmpty(); }, 60'000) && rest());
        QVERIFY(part<ui::Notice>(*page(), "syncNotice")->isVisible());
        QCOMPARE(rows(), std::int64_t(5000));
        QVERIFY(last()->id >= before);
        m_live.picture("8-gone");
    }

    void theListSaysHowTheyStand() {
        QVERIFY(m_live.hand().click("rail_sync") && rest());
        page()->up();
        QVERIFY(rest());
        auto *list = part<ui::TableView>(*page(), "syncList");
        QVERIFY(list->isVisible());
        QCOMPARE(list->model()->rowCount(), 1);
        QCOMPARE(list->model()->index(0, 0).data().toString(), QStringLiteral("people"));
        // What was asked here instead of there is said once it was counted.
        m_live.session()->localAnswers().note({"people"});
        QVERIFY(m_live.session()->localAnswers().flush());
        page()->workspaceChanged();
        QVERIFY(rest());
        QVERIFY(part<QLabel>(*page(), "syncSaved")->isVisible());
        QVERIFY2(part<QLabel>(*page(), "syncSaved")->text().contains(QStringLiteral("instead of at the source")), qPrintable(part<QLabel>(*page(), "syncSaved")->text()));
        m_live.picture("9-list");
    }
};
AUDIENCE_TEST(SyncPageTest)

#include "sync_page_test.moc"
