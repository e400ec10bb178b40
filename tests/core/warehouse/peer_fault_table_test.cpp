// R-26 for sources: one table of what a peer can do wrong, against every connector that talks to one. Each read ends in time
// with an error that says what to do, takes little memory, stops when it is told to, and never passes for a whole one.
#include "core/reliability/peer_faults.h"
#include "core/reliability/peer_tools.h"
#include "core/warehouse/odbc_here.h"
#include "support/fault_line.h"
#include "support/live_mariadb.h"
#include "support/live_postgres.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "core/warehouse/fault_read.h"
#include "net/net.h"
#include "warehouse/connectors.h"

#include <atomic>
#include <mutex>
#include <thread>
#endif

using namespace audience;
using namespace audience::test;
using namespace audience::warehouse;
using namespace std::chrono_literals;
using model::SourceConnection;
using Steady = std::chrono::steady_clock;
using Kind = LineFault::Kind;

namespace {

constexpr std::int64_t kRows = 20'000;
constexpr std::int64_t kInLogin = 60, kInRows = 120'000; // bytes from the server

// What goes wrong, and where.
struct Fault {
    enum class Where {
        Nobody,  // nobody listens
        Deaf,    // the connection is never taken
        NoName,  // the name does not exist
        Talker,  // something else answers, with `text`
        Line,    // the line to a real server
        Table,   // another table, or view, of a real server
        Server,  // `sql` is run before, `undo` behind
        Drop     // the server ends the connection in the middle of the rows
    };
    const char *name;
    Where where;
    LineFault line = {};
    const char *text = ""; // of a talker, or the name of a table
    bool hangs = false;    // without an end of its own
    bool mayPass = false;  // what comes may be rows all the same, and as many
    const char *told = ""; // the error it has to be, where that is known
    const char *notFor = ""; // "odbc: why", where it has no meaning
};
using Where = Fault::Where;

const std::vector<Fault> &faults() {
    const char *const unreachable = "source.unreachable", *const lost = "source.connection_lost", *const stalled = "source.stalled";
    static const std::vector<Fault> all{
        {"nobody listens", Where::Nobody, {}, "", false, false, unreachable},
        {"connection never taken", Where::Deaf, {}, "", true, false, unreachable},
        {"unknown name", Where::NoName, {}, "", false, false, unreachable},
        {"closed without a word", Where::Line, {Kind::Cut, 0}, "", false, false, unreachable},
        {"reset without a word", Where::Line, {Kind::Reset, 0}, "", false, false, unreachable},
        {"silence", Where::Line, {Kind::Silent, 0}, "", true, false, unreachable},
        {"a greeting byte by byte", Where::Line, {Kind::Slow, 0}, "", true, false, unreachable},
        {"captive portal", Where::Talker, {}, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!DOCTYPE html><html>Please log in to the hotel's network</html>\r\n"},
        {"another protocol", Where::Talker, {}, "SSH-2.0-OpenSSH_9.2\r\n"},
        {"an alert of TLS", Where::Talker, {}, "\x15\x03\x03"},
        {"closed in the login", Where::Line, {Kind::Cut, kInLogin}, "", false, false, unreachable},
        {"reset in the login", Where::Line, {Kind::Reset, kInLogin}, "", false, false, unreachable},
        {"silence in the login", Where::Line, {Kind::Silent, kInLogin}, "", true, false, unreachable},
        {"noise in the login", Where::Line, {Kind::Noise, kInLogin}},
        {"a piece of the login is missing", Where::Line, {Kind::Dropped, kInLogin}},
        {"closed in the rows", Where::Line, {Kind::Cut, kInRows}, "", false, false, lost},
        {"reset in the rows", Where::Line, {Kind::Reset, kInRows}, "", false, false, lost},
        {"silence in the rows", Where::Line, {Kind::Silent, kInRows}, "", true, false, stalled},
        {"rows byte by byte", Where::Line, {Kind::Slow, kInRows}, "", true, false, stalled},
        {"a byte of the rows is another", Where::Line, {Kind::Flipped, kInRows}, "", false, true},
        {"a piece of the rows comes twice", Where::Line, {Kind::Repeated, kInRows}, "", false, true},
        {"a piece of the rows is missing", Where::Line, {Kind::Dropped, kInRows}},
        {"noise in the rows", Where::Line, {Kind::Noise, kInRows}},
        {"noise without an end", Where::Line, {Kind::Endless, kInRows}, "", false, false, "", "mariadb: its library numbers no packets and takes noise for rows; a sync's budget ends that"},
        {"a row of 100 MB", Where::Table, {}, "wide", false, false, "source.row_too_long", "odbc: the driver holds a whole row before anybody sees it"},
        {"an error in the middle of the rows", Where::Table, {}, "broken", false, false, "source.refused"},
        {"a table that is gone", Where::Table, {}, "none", false, false, "source.table_gone"},
        {"a table that is closed to this user", Where::Table, {}, "closed", false, false, "source.not_allowed"},
        {"a password that is wrong", Where::Server, {}, "wrong password", false, false, "source.login_refused"},
        {"a server that is full", Where::Server, {}, "full", false, false, "source.too_many_connections"},
        {"a database that is gone", Where::Server, {}, "no database", false, false, "source.no_database"},
        {"the server ends it in the middle of the rows", Where::Drop, {}, "", false, false, lost},
    };
    return all;
}

LinePatience shortPatience() { return {600ms, 400ms, 800ms, 300ms}; }
constexpr double kLimitSeconds = 5; // two seconds at most; the rest is for a machine that has other work

void inThreads(std::size_t count, const std::function<void(std::size_t)> &job) {
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i)
        threads.emplace_back([&] {
            for (std::size_t at = next++; at < count; at = next++)
                job(at);
        });
    for (std::thread &thread : threads)
        thread.join();
}

} // namespace

class PeerFaultTableTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const bool hasOdbc = registerOdbcDrivers(m_folder.path()).hasPostgres;
        const char *const views = "CREATE VIEW broken AS SELECT id, CONCAT(t, 10 / (15000 - id)) AS t FROM many; CREATE TABLE closed (id int, t text);";
        QString why = m_postgres.start();
        if (why.isEmpty())
            why = m_postgres.run("CREATE TABLE many AS SELECT i AS id, 'row ' || i || ' of many' AS t FROM generate_series(1, 20000) i;"
                                 "CREATE TABLE wide AS SELECT 1 AS id, repeat('x', 100000000) AS t;"
                                 "CREATE TABLE long AS SELECT i AS id, repeat('x', 200) AS t FROM generate_series(1, 300000) i;"
                                 "CREATE VIEW late AS SELECT 1 AS id, pg_sleep(1.6)::text AS t;"
                                 "CREATE VIEW stv_recents AS SELECT pid, CASE state WHEN 'active' THEN 'Running' ELSE 'Done' END AS status FROM pg_stat_activity;" +
                                 QByteArray(views) + "GRANT SELECT ON many, wide, long, broken, late, stv_recents TO reader");
        if (why.isEmpty())
            m_servers << QStringLiteral("postgresql") << QStringLiteral("redshift");
        else
            qWarning() << why;
        if (why.isEmpty() && hasOdbc)
            m_servers << QStringLiteral("odbc");
        why = m_maria.start();
        if (why.isEmpty())
            why = m_maria.run("SET GLOBAL max_allowed_packet = 1073741824; CREATE TABLE many (id int PRIMARY KEY, t varchar(60)); "
                              "INSERT INTO many SELECT seq, CONCAT('row ', seq, ' of many') FROM seq_1_to_20000;"
                              "CREATE VIEW late AS SELECT 1 AS id, SLEEP(1.6) AS t; CREATE TABLE `long` AS SELECT seq AS id, REPEAT('x', 200) AS t FROM seq_1_to_300000;" +
                              QByteArray(views).replace("10 / (15000 - id)", "EXP(IF(id = 15000, 99999, 1))"));
        if (why.isEmpty())
            why = m_maria.run("CREATE VIEW wide AS SELECT 1 AS id, REPEAT('x', 100000000) AS t;"
                              "REVOKE ALL PRIVILEGES, GRANT OPTION FROM reader; GRANT SELECT ON shop.many TO reader; GRANT SELECT ON shop.`long` TO reader; GRANT SELECT ON shop.wide TO reader;"
                              "GRANT SELECT ON shop.broken TO reader; GRANT SELECT ON shop.late TO reader");
        if (why.isEmpty() && makeConnector(m_maria.connection(), {}))
            m_servers << QStringLiteral("mariadb");
        else
            qWarning() << why;
        if (m_servers.isEmpty())
            QSKIP("neither PostgreSQL nor MariaDB runs here");
    }

    // Without a fault all of it comes: what fails below, fails for its reason.
    void withoutAFaultAllRowsCome() {
        for (const QString &server : m_servers) {
            const FaultRead seen = readDatabase(server, {"none", Where::Line}, shortPatience(), {});
            QVERIFY2(seen.fault.empty() && seen.rows == kRows, (server.toStdString() + ": " + seen.fault + " " + seen.detail).c_str());
        }
    }

    // No connection waits longer by itself than it may.
    void theLimitsAreThose() {
        const LinePatience patience;
        QVERIFY(patience.connect <= 30s && patience.idle <= 30s && patience.whole <= 120s);
        QVERIFY(patience.connect + patience.idle + patience.second <= 120s);
        QVERIFY(faults().size() >= 30);
    }

    // Most of it is waiting, so many wait at once. What changes a server or takes much memory comes one by one.
    void everyDatabaseSurvivesEveryFault() {
        struct Cell {
            QString server;
            const Fault *fault;
            std::string wrong;
            FaultRead seen;
        };
        std::vector<Cell> cells;
        int left = 0;
        for (const QString &server : m_servers)
            for (const Fault &fault : faults())
                if (!QString::fromLatin1(fault.notFor).startsWith(server + QLatin1Char(':')))
                    cells.push_back({server, &fault, {}, {}});
                else
                    ++left;
        inThreads(cells.size(), [&](std::size_t at) {
            if (isForItself(*cells[at].fault))
                cells[at].wrong = judged(cells[at].server, *cells[at].fault, cells[at].seen);
        });
        double longest = 0, most = 0;
        for (Cell &cell : cells) {
            if (!isForItself(*cell.fault)) {
                forgetPeakMemory();
                const double before = memoryNow();
                cell.wrong = judged(cell.server, *cell.fault, cell.seen);
                const double grown = peakMemory() - before;
                most = std::max(most, grown);
                // PostgreSQL's library believes the length that a row or noise says, and reads on towards it while more comes.
                const bool isOfLibrary = cell.fault->line.kind == Kind::Endless || std::string_view(cell.fault->text) == "wide";
                if (cell.wrong.empty() && grown > 64 && !isOfLibrary)
                    cell.wrong = "it took " + std::to_string(grown) + " MB";
            }
            longest = std::max(longest, cell.seen.seconds);
            if (!cell.wrong.empty() || qEnvironmentVariableIsSet("AUDIENCE_TEST_TELL"))
                qWarning("%s, %s: %s (%s %s, %lld rows, %.1f s)", qPrintable(cell.server), cell.fault->name, cell.wrong.c_str(), cell.seen.fault.c_str(),
                         cell.seen.detail.c_str(), static_cast<long long>(cell.seen.rows), cell.seen.seconds);
        }
        for (const Cell &cell : cells)
            QVERIFY2(cell.wrong.empty(), (cell.server.toStdString() + ", " + cell.fault->name + ": " + cell.wrong).c_str());
        qInfo("R-26: %zu cells of %zu faults and %d databases, %d without a meaning, the longest %.1f s, at most %.0f MB more than before", cells.size(), faults().size(),
              static_cast<int>(m_servers.size()), left, longest, most);
    }

    void everyAnswerOfAWebServiceIsSurvived() {
        const std::vector<PeerFault> &all = peerFaults();
        std::vector<FaultRead> seen(all.size());
        inThreads(all.size(), [&](std::size_t at) {
            if (!all[at].isBig)
                seen[at] = readWeb(all[at], {});
        });
        double longest = 0, most = 0;
        for (std::size_t at = 0; at < all.size(); ++at) {
            double grown = 0;
            if (all[at].isBig) {
                forgetPeakMemory();
                const double before = memoryNow();
                seen[at] = readWeb(all[at], {});
                grown = peakMemory() - before;
            }
            longest = std::max(longest, seen[at].seconds);
            most = std::max(most, grown);
            const std::string what =
                std::string(all[at].name) + ": " + seen[at].fault + " " + seen[at].detail + ", " + std::to_string(seen[at].seconds) + " s, " + std::to_string(grown) + " MB";
            QVERIFY2(!seen[at].fault.empty() && seen[at].rows == 0, what.c_str());
            QVERIFY2(hasSentence(seen[at].fault), what.c_str());
            QVERIFY2(seen[at].seconds < 8 && grown < 64, what.c_str());
        }
        qInfo("R-26: %zu faults of a web service, the longest %.1f s, at most %.0f MB more than before", peerFaults().size(), longest, most);
    }

    void aCancelEndsAtOnce() {
        double longest = 0;
        int count = 0;
        const auto judge = [&](const std::string &what, const std::function<FaultRead(const CancelToken &)> &read) {
            CancelSource source;
            Steady::time_point cancelled;
            std::thread canceller([&] {
                std::this_thread::sleep_for(250ms);
                cancelled = Steady::now();
                source.cancel();
            });
            const FaultRead seen = read(source.token());
            const double took = std::chrono::duration<double>(Steady::now() - cancelled).count();
            canceller.join();
            QVERIFY2(seen.fault == "cancelled", (what + ": " + seen.fault + " " + seen.detail).c_str());
            QVERIFY2(took < 0.2, (what + ": " + std::to_string(took) + " s").c_str());
            longest = std::max(longest, took);
            ++count;
        };
        for (const QString &server : m_servers)
            for (const Fault &fault : faults())
                if (fault.hangs)
                    judge(server.toStdString() + ", " + fault.name, [&](const CancelToken &cancel) { return readDatabase(server, fault, {}, cancel); });
        for (const PeerFault &fault : peerFaults())
            if (const std::string name = fault.name; name == "silence" || name == "connection never taken" || name == "a body byte by byte" || name == "half a body, then silence")
                judge("web service, " + name, [&](const CancelToken &cancel) { return readWeb(fault, cancel, {}); });
        qInfo("%d cancelled, the last one ended after %.0f ms at most", count, longest * 1000);
    }

    // Silence is no fault where a second line says that the server still computes.
    void whoComputesIsWaitedFor() {
        for (const QString &server : m_servers) {
            Fault fault{"late", Where::Table, {}, "late"};
            const FaultRead seen = readDatabase(server, fault, shortPatience(), {});
            QVERIFY2(seen.fault.empty() && seen.rows == 1, (server.toStdString() + ": " + seen.fault + " " + seen.detail).c_str());
        }
    }

private:
    static bool isForItself(const Fault &fault) { return fault.where != Where::Server && fault.where != Where::Drop && std::string(fault.text) != "wide" && fault.line.kind != Kind::Endless; }

    SourceConnection connectionTo(const QString &server) const {
        SourceConnection about = server == QStringLiteral("mariadb") ? m_maria.connection() : m_postgres.connection();
        if (server != QStringLiteral("mariadb"))
            about.kind = server.toStdString();
        if (server == QStringLiteral("odbc"))
            about.options["driver"] = kPostgresOdbc;
        return about;
    }

    static ReadRequest requestFor(const QString &server, const char *table) {
        const bool isMaria = server == QStringLiteral("mariadb"), isOdbc = server == QStringLiteral("odbc");
        ReadRequest request;
        request.table = {isMaria ? "shop" : "public", table};
        request.columns = {{"id", isMaria ? "int" : isOdbc ? "integer" : "int4", {"id", engine::ColumnType::Int64, 0}},
                           {"t", isMaria ? "varchar" : isOdbc ? "longtext" : "text", {"t", engine::ColumnType::Text, 0}}};
        return request;
    }

    // What is wrong with how it ended; empty: nothing.
    std::string judged(const QString &server, const Fault &fault, FaultRead &seen) {
        seen = readDatabase(server, fault, shortPatience(), {});
        if (seen.seconds > kLimitSeconds)
            return "it took too long";
        if (seen.fault.empty())
            return fault.mayPass && seen.rows == kRows ? "" : "it looked whole with " + std::to_string(seen.rows) + " rows";
        // MariaDB tells nobody whether there is a table that they may not see, and its library gives up a line whose row is too long.
        const std::string_view told = fault.told;
        const bool isMarias = server == QLatin1String("mariadb") && ((told == "source.table_gone" && seen.fault == "source.not_allowed") ||
                                                                     (told == "source.row_too_long" && seen.fault == "source.connection_lost"));
        if (!told.empty() && seen.fault != told && !isMarias)
            return std::string("it was told as another than ") + fault.told;
        return hasSentence(seen.fault) ? "" : "nobody says what to do";
    }

    FaultRead readDatabase(const QString &server, const Fault &fault, const LinePatience &patience, const CancelToken &cancel) {
        SourceConnection about = connectionTo(server);
        std::unique_ptr<FaultLine> line;
        std::unique_ptr<DeafPort> deaf;
        std::unique_ptr<RawTalker> talker;
        std::unique_ptr<Connector> first;
        Surroundings around;
        around.patience = patience;
        const char *table = "many", *password = LivePostgres::kPassword;
        const std::string what = fault.text;
        std::function<void()> undo = [] {}, afterFirst = [] {};
        const bool isMaria = server == QStringLiteral("mariadb");
        const auto change = [&](const char *sql) {
            const QString failure = isMaria ? m_maria.run(sql) : m_postgres.run(sql);
            if (!failure.isEmpty())
                qWarning() << failure;
        };
        switch (fault.where) {
        case Where::Nobody: {
            const auto [listener, port] = listenOnLoopback();
            ::close(listener);
            about.port = port;
            break;
        }
        case Where::Deaf:
            deaf = std::make_unique<DeafPort>();
            about.port = deaf->port();
            break;
        case Where::NoName:
            about.tls = SourceConnection::Tls::Verified; // another computer
            about.host = "no-such-host.invalid";
            break;
        case Where::Talker:
            talker = std::make_unique<RawTalker>(std::vector<std::string>{fault.text}, RawTalker::Then::Close, std::string(), 0ms);
            about.port = talker->port();
            break;
        case Where::Line:
            line = std::make_unique<FaultLine>(about.port);
            line->set(fault.line);
            about.port = line->port();
            break;
        case Where::Table:
            table = fault.text;
            break;
        case Where::Server:
            if (what == "wrong password") {
                password = "wrong";
            } else if (what == "no database") {
                about.database = "nothing";
            } else {
                change(isMaria ? "ALTER USER reader WITH MAX_USER_CONNECTIONS 1" : "ALTER ROLE reader CONNECTION LIMIT 0");
                undo = [&change, isMaria] { change(isMaria ? "ALTER USER reader WITH MAX_USER_CONNECTIONS 0" : "ALTER ROLE reader CONNECTION LIMIT -1"); };
                if (isMaria) { // somebody is there already
                    first = std::move(*makeConnector(about, Secret(password), around));
                    if (!first->read(requestFor(server, "many"), {}))
                        qWarning() << "nobody came in";
                }
            }
            break;
        case Where::Drop:
            table = "long";
            break;
        }
        FaultRead seen;
        if (auto connector = makeConnector(about, Secret(password), around)) {
            if (fault.where == Where::Drop)
                afterFirst = [&change, isMaria] { change(isMaria ? "KILL USER reader" : "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'"); };
            const auto began = Steady::now();
            seen = readToTheEnd(**connector, requestFor(server, table), cancel, afterFirst);
            seen.seconds = std::chrono::duration<double>(Steady::now() - began).count();
        } else {
            seen.fault = connector.error().id;
        }
        undo();
        return seen;
    }

    static FaultRead readWeb(const PeerFault &fault, const CancelToken &cancel, const LinePatience &patience = {600ms, 1000ms, 700ms, 300ms}) {
        RawServer server([&](int, int, const std::string &) { return fault.step; });
        DeafPort deaf;
        std::string url = server.url("");
        if (fault.kind == PeerFault::Kind::NoName)
            url = "https://no-such-host.invalid";
        if (fault.kind == PeerFault::Kind::Deaf)
            url = "http://127.0.0.1:" + std::to_string(deaf.port());
        if (fault.kind == PeerFault::Kind::Refused) {
            const auto [listener, port] = listenOnLoopback();
            ::close(listener);
            url = "http://127.0.0.1:" + std::to_string(port);
        }
        SourceConnection about;
        about.name = "shop";
        about.kind = "http";
        about.options = {{"definition", "{\"format\":1,\"name\":\"shop\",\"base\":\"https://shop.example.org\",\"per_second\":1000,\"tables\":[{\"name\":\"people\",\"path\":\"/people\"}]}"},
                         {"url", url}};
        FakeClock clock{Instant{1'795'251'600'000'000}};
        SeededRng rng(7);
        Surroundings around{[&] { return net::curlNet(clock, rng)->makeClient({2, {}, 120s}); }, &clock, patience};
        FaultRead seen;
        const auto connector = makeConnector(about, {}, around);
        if (!connector) {
            seen.fault = connector.error().id;
            return seen;
        }
        ReadRequest request;
        request.table = {{}, "people"};
        request.columns = {{"id", "int64", {"id", engine::ColumnType::Int64, 0}}};
        return readToTheEnd(**connector, request, cancel);
    }

    QTemporaryDir m_folder;
    QStringList m_servers;
    LivePostgres m_postgres;
    LiveMariaDb m_maria;
};

AUDIENCE_TEST(PeerFaultTableTest)
#include "peer_fault_table_test.moc"
