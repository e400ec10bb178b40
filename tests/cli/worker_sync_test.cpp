// A worker runs a sync that is due beside a campaign that it sends; killed in the middle of both, the old rows stay, and a second worker
// goes on with both.
#include "cli/databases.h"
#include "cli/sending.h"
#include "support/live_postgres.h"
#include "support/test_main.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QTest>

using namespace audience;
using namespace audience::test;

namespace {

constexpr int kPeople = 3'000;
constexpr int kOld = 10, kNew = 400'000;

int written(const Cli &cli) {
    int count = 0;
    QDirIterator files(cli.workspace() + QStringLiteral(".practice"), {QStringLiteral("*.eml")}, QDir::Files, QDirIterator::Subdirectories);
    for (; files.hasNext(); files.next())
        ++count;
    return count;
}

// As if the runs so far had been ten minutes ago: the next one is due.
bool makeDue(const Cli &cli) {
    const QString script = QStringLiteral("import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1], timeout=20)\n"
                                          "db.execute('UPDATE sync_run SET started_at = started_at - 600000000, finished_at = finished_at - 600000000')\ndb.commit()\n");
    return QProcess::execute(QStringLiteral("python3"), {QStringLiteral("-c"), script, cli.workspace()}) == 0;
}

} // namespace

class WorkerSyncTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        m_runs = true;
    }

    void aKilledWorkerIsReplaced() {
        if (!m_runs)
            QSKIP("PostgreSQL does not run");
        QVERIFY(m_server.run("CREATE TABLE big AS SELECT i AS id, md5(i::text) AS what FROM generate_series(1, 10) i; ALTER TABLE big ADD PRIMARY KEY (id); "
                             "GRANT SELECT ON big TO reader")
                    .isEmpty());
        Cli cli;
        fillWithPeople(cli, kPeople);
        tellPassword(cli);
        RAN(cli.run(addShop(m_server)));
        RAN(cli.run(words("sync plan big --connection shop --table big --key id --mode full")));
        RAN(cli.run(words("sync run big")));
        RAN(cli.run(words("sync plan big --every 1m")));
        QVERIFY(m_server.run("INSERT INTO big SELECT i, md5(i::text) FROM generate_series(11, 400000) i").isEmpty());
        const QString campaign = makeCampaign(cli, QStringLiteral("c"), QStringLiteral("everyone"), QStringLiteral("practice"));
        RAN(cli.run(words("campaign send") << campaign));
        QVERIFY(makeDue(cli));
        // SIGKILL once it has kept some of the rows, while it sends.
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), QStringLiteral("sync.kept:2"));
        {
            const auto worker = cli.start(words("worker"));
            QVERIFY(worker->waitForStarted());
            QVERIFY2(worker->waitForFinished(60'000), "the worker ran no sync");
            QVERIFY2(worker->exitStatus() == QProcess::CrashExit, worker->readAllStandardError().constData());
        }
        cli.setVariable(QStringLiteral("AUDIENCE_CRASH_AT"), {});
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*) FROM big")), QStringList{QString::number(kOld)}); // the old rows, and no others
        QVERIFY(makeDue(cli));
        const auto second = cli.start(words("worker"));
        QVERIFY(second->waitForStarted());
        const auto state = [&] { return jsonText(cli.json(words("campaign status") << campaign), "state"); };
        const auto isThere = [&] { return cli.row(QStringLiteral("SELECT count(*) FROM big")).value(0).toInt() == kNew; };
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 90'000 && !(isThere() && state() == "finished") && second->state() == QProcess::Running)
            QTest::qWait(300);
        QVERIFY2(second->state() == QProcess::Running, second->readAllStandardError().constData());
        second->terminate();
        QVERIFY(second->waitForFinished(20'000));
        const Json runs = cli.json(words("sync status big"))["runs"];
        QCOMPARE(jsonText(runs.at(0), "state"), std::string("done"));
        QCOMPARE(jsonText(runs.at(1), "state"), std::string("interrupted"));
        QVERIFY2(runs.at(0)["rows_taken_over"].get<int>() >= 100'000, dumpJson(runs.at(0)).c_str());
        QCOMPARE(runs.at(0)["rows"].get<int>(), kNew);
        QCOMPARE(cli.row(QStringLiteral("SELECT count(*), count(DISTINCT id) FROM big")), (QStringList{QString::number(kNew), QString::number(kNew)}));
        const Json done = cli.json(words("campaign status") << campaign);
        QCOMPARE(jsonText(done, "state"), std::string("finished"));
        QCOMPARE(stateOf(done, "accepted") + stateOf(done, "in_doubt"), std::int64_t{kPeople});
        QVERIFY(written(cli) >= stateOf(done, "accepted") && written(cli) <= kPeople);
        RAN(cli.run(words("doctor")));
    }

private:
    LivePostgres m_server;
    bool m_runs = false;
};

AUDIENCE_TEST(WorkerSyncTest)
#include "worker_sync_test.moc"
