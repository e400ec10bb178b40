// Syncs that are asked for once more, as the window and the command line do: refused rows by their keys, and runs whose line broke in
// the middle of a page.
#include "support/fault_line.h"
#include "support/live_mariadb.h"
#include "support/live_postgres.h"
#include "support/temp_workspace.h"
#include "support/test_main.h"

#include <QTest>

#include <thread>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/runner_lock.h"
#include "service/session.h"
#include "service/source_service.h"
#include "service/sync_retrying.h"
#endif

using namespace audience;
using namespace audience::service;
using namespace audience::test;
using Kind = LineFault::Kind;

namespace {

#define RAN(result) \
    do { \
        const auto &ran = (result); \
        QVERIFY2(ran, ran ? "" : (ran.error().id + " " + ran.error().detail).c_str()); \
    } while (false)

} // namespace

class SyncAgainTest final : public QObject {
    Q_OBJECT
    LivePostgres m_postgres;
    LiveMariaDb m_maria;
    QString m_whyNoPostgres, m_whyNoMaria;
    std::unique_ptr<TempPlace> m_place;
    std::shared_ptr<Session> m_session;

    void begin() {
        m_session.reset();
        m_place = std::make_unique<TempPlace>();
        Session::Options options;
        options.environment = m_place->options().environment;
        m_session = Session::create(m_place->path(), options).value_or(nullptr);
    }
    Result<void> connect(model::SourceConnection about, const char *name, int port = 0) {
        about.name = name;
        about.credentials = "env";
        if (port != 0)
            about.port = port;
        return SourceService(*m_session).save(about);
    }
    Result<SyncProposal> plan(const char *name, const char *connection, const char *schema, const char *table, const char *key, const char *cursor = "") {
        SyncDraft draft;
        draft.plan.name = draft.plan.dataset = name;
        draft.plan.connection = connection;
        draft.plan.schema = schema;
        draft.plan.table = table;
        draft.plan.key = key;
        draft.plan.cursor = cursor;
        if (*cursor != '\0')
            draft.plan.mode = model::SyncMode::Incremental;
        return SyncService(*m_session).plan(draft);
    }
    std::string value(const char *sql) {
        const auto reader = m_session->workspace().reader();
        return (*reader)->scalarText(sql).value_or("error");
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv(kDatabasePasswordVariable, LivePostgres::kPassword);
        m_whyNoPostgres = m_postgres.start();
        if (m_whyNoPostgres.isEmpty())
            m_whyNoPostgres = m_postgres.run("CREATE TABLE notes (id int8 PRIMARY KEY, n float8); INSERT INTO notes SELECT i, CASE WHEN i IN (3, 5, 7) THEN float8 'NaN' ELSE i END FROM generate_series(1, 50) i;"
                                             "CREATE TABLE keyless (n float8); INSERT INTO keyless VALUES (1), ('NaN');"
                                             "CREATE TABLE many (id int PRIMARY KEY, t text); INSERT INTO many SELECT i, 'row ' || i FROM generate_series(1, 250000) i; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
        m_whyNoMaria = m_maria.start();
        if (m_whyNoMaria.isEmpty())
            m_whyNoMaria = m_maria.run("CREATE TABLE many (id int PRIMARY KEY, t varchar(80)); INSERT INTO many SELECT seq, CONCAT('row ', seq) FROM seq_1_to_250000");
    }
    void cleanup() {
        m_session.reset();
        m_place.reset();
    }

    void refusedRowsComeInByTheirKeys() {
        if (!m_whyNoPostgres.isEmpty())
            QSKIP(qPrintable(m_whyNoPostgres));
        begin();
        RAN(connect(m_postgres.connection(), "crm"));
        RAN(plan("notes", "crm", "public", "notes", "id"));
        SyncService syncs(*m_session);
        RAN(syncs.run("notes", {}));
        const auto refused = refusedRows(*m_session, "notes");
        RAN(refused);
        QCOMPARE(refused->size(), std::size_t{3});
        const auto fresh = syncs.find("notes")->lastDone->id;
        QVERIFY(m_postgres.run("UPDATE notes SET n = 1 WHERE id = 3; DELETE FROM notes WHERE id = 5").isEmpty());
        // One of them.
        const auto one = retryRefused(*m_session, "notes", {{refused->front().run, refused->front().row.row}});
        RAN(one);
        QCOMPARE(one->asked, std::int64_t{1});
        QCOMPARE(one->run.kept, std::int64_t{1});
        QCOMPARE(refusedRows(*m_session, "notes")->size(), std::size_t{2});
        const auto all = retryRefused(*m_session, "notes", {});
        RAN(all);
        QCOMPARE(all->asked, std::int64_t{2});
        QCOMPARE(all->gone, std::int64_t{1});
        QCOMPARE(all->run.rejected, std::int64_t{1});
        QCOMPARE(value("SELECT count(*) FROM notes"), std::string("48"));
        QCOMPARE(syncs.rejects("notes")->size(), std::size_t{1});
        // Data are as fresh as the last run of the sync itself.
        const SyncView view = *syncs.find("notes");
        QCOMPARE(view.lastDone->id, fresh);
        QCOMPARE(view.last->id, fresh);
        const auto runs = syncs.runs("notes");
        QCOMPARE(runs->size(), std::size_t{3});
        QVERIFY(runs->front().isRetry() && runs->front().bytes > 0);
        // One at a time, as all runs.
        delivery::RunnerLock lock(delivery::runnerLockPath(m_session->workspace().path()) + "-sync");
        QVERIFY(*lock.tryLock());
        QCOMPARE(retryRefused(*m_session, "notes", {}).error().id, std::string("sync.busy"));
    }

    void whereSingleRowsCannotBeAskedFor() {
        if (!m_whyNoPostgres.isEmpty())
            QSKIP(qPrintable(m_whyNoPostgres));
        begin();
        RAN(connect(m_postgres.connection(), "crm"));
        RAN(plan("keyless", "crm", "public", "keyless", ""));
        SyncService syncs(*m_session);
        RAN(syncs.run("keyless", {}));
        QCOMPARE(retryRefused(*m_session, "keyless", {}).error().id, std::string("sync.retry_no_key"));
        QVERIFY(m_postgres.run("UPDATE keyless SET n = 2").isEmpty());
        RAN(syncs.run("keyless", {true, false}));
        QCOMPARE(retryRefused(*m_session, "keyless", {}).error().id, std::string("sync.retry_nothing"));
        QCOMPARE(syncs.runs("keyless")->size(), std::size_t{2}); // what could not begin is no run
    }

    void aLineThatBreaksInAPage_data() {
        QTest::addColumn<bool>("isMaria");
        QTest::addColumn<int>("kind");
        for (const bool isMaria : {false, true})
            for (const auto &[name, kind] : {std::pair("reset", Kind::Reset), std::pair("half a message", Kind::Cut)})
                QTest::addRow("%s %s", isMaria ? "MariaDB" : "PostgreSQL", name) << isMaria << static_cast<int>(kind);
    }
    void aLineThatBreaksInAPage() {
        QFETCH(bool, isMaria);
        QFETCH(int, kind);
        const QString why = isMaria ? m_whyNoMaria : m_whyNoPostgres;
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        begin();
        const model::SourceConnection there = isMaria ? m_maria.connection() : m_postgres.connection();
        FaultLine line(there.port);
        if (!connect(there, "crm", line.port()))
            QSKIP("built without it");
        RAN(plan("many", "crm", isMaria ? "shop" : "public", "many", "id"));
        line.set({static_cast<Kind>(kind), isMaria ? 5'500'000 : 6'500'000}); // behind the second of five pages
        line.hold();
        Progress progress([&](ProgressState state) {
            if (state.done < 120'000)
                return;
            line.set({static_cast<Kind>(kind), 60}); // and does not come back
            line.release();
        });
        SyncService syncs(*m_session);
        const auto broken = syncs.run("many", {}, &progress);
        QVERIFY(!broken);
        QVERIFY2(broken.error().kind == ErrorKind::Network, broken.error().id.c_str());
        line.set({});
        const auto again = syncs.run("many", {});
        RAN(again);
        QVERIFY2(again->run.takenOver >= 100'000, (std::to_string(again->run.takenOver) + again->run.anew).c_str());
        QCOMPARE(again->run.kept, std::int64_t{250'000});
        QCOMPARE(value("SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || sum(id) || min(t) || max(t) FROM many"), std::string("250000 250000 31250125000row 1row 99999"));
    }

    // Of what changed nothing is lost and nothing comes twice, wherever the line broke.
    void aLineThatBreaksAmongChanges_data() { aLineThatBreaksInAPage_data(); }
    void aLineThatBreaksAmongChanges() {
        QFETCH(bool, isMaria);
        QFETCH(int, kind);
        const QString why = isMaria ? m_whyNoMaria : m_whyNoPostgres;
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        begin();
        const model::SourceConnection there = isMaria ? m_maria.connection() : m_postgres.connection();
        FaultLine line(there.port);
        if (!connect(there, "crm", line.port()))
            QSKIP("built without it");
        RAN(plan("many", "crm", isMaria ? "shop" : "public", "many", "id", "id"));
        SyncService syncs(*m_session);
        for (const std::int64_t after : {1'500'000, 3'500'000}) { // in the first and in the second page
            line.set({static_cast<Kind>(kind), after});
            const int asked = line.connections();
            std::jthread strike([&](const std::stop_token &stop) { // and does not come back
                while (!stop.stop_requested() && line.connections() == asked)
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                std::this_thread::sleep_for(std::chrono::milliseconds(50)); // the one that there is has looked what befalls it
                line.set({Kind::Reset, 60});
            });
            const auto broken = syncs.run("many", {});
            QVERIFY(!broken);
            QVERIFY2(broken.error().kind == ErrorKind::Network, broken.error().id.c_str());
        }
        line.set({});
        RAN(syncs.run("many", {}));
        QCOMPARE(value("SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || sum(id) || min(t) || max(t) FROM many"), std::string("250000 250000 31250125000row 1row 99999"));
        const auto after = syncs.run("many", {});
        RAN(after);
        QVERIFY2(after->run.rows <= 1, std::to_string(after->run.rows).c_str());
    }
};

AUDIENCE_TEST(SyncAgainTest)
#include "sync_again_test.moc"
