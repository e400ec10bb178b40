// Lines that go wrong between a connector and its server, at every stage of a read: each ends in time, with an error that says
// whether to try again, and no row that was not sent.
#include "support/fault_line.h"
#include "support/live_mariadb.h"
#include "support/live_postgres.h"
#include "support/raw_server.h"
#include "support/tls_server.h"
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#ifndef Q_MOC_RUN // moc stumbles over the concepts of the standard library
#include "core/warehouse/fault_read.h"
#include "warehouse/connectors.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#endif

using namespace audience;
using namespace audience::warehouse;
using model::SourceConnection;
using test::FaultLine;
using test::FaultRead;
using test::LineFault;
using test::LiveMariaDb;
using test::LivePostgres;
using test::readToTheEnd;
using Kind = test::LineFault::Kind;

namespace {

constexpr int kRows = 20'000;

// Says it is a MariaDB, takes any password, and asks for a file of the other's computer.
class ThiefServer {
public:
    ThiefServer() {
        m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0 && ::listen(m_listener, 4) == 0 &&
            ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) == 0)
            m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~ThiefServer() {
        ::shutdown(m_listener, SHUT_RDWR);
        ::close(m_listener);
        m_thread.join();
    }
    int port() const { return m_port; }
    std::string loot; // what came after the question for the file; read it when the server is gone
    int asked = 0;

private:
    static std::string packet(int number, const std::string &body) {
        std::string out{static_cast<char>(body.size() & 0xff), static_cast<char>(body.size() >> 8 & 0xff), 0, static_cast<char>(number)};
        return out + body;
    }
    void serve() {
        const int fd = ::accept(m_listener, nullptr, nullptr);
        if (fd < 0)
            return;
        const timeval patience{3, 0};
        ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        const std::string zero(1, '\0');
        const std::string greeting = "\x0a" "5.5.5-10.11.0-MariaDB" + zero + std::string("\x07\0\0\0", 4) + "12345678" + zero + std::string("\xfe\xf7", 2) + "\x2d" +
                                     std::string("\x02\0", 2) + std::string("\xbf\x81", 2) + "\x15" + std::string(10, '\0') + "123456789012" + zero + "mysql_native_password" + zero;
        say(fd, packet(0, greeting));
        hear(fd);
        say(fd, packet(2, std::string("\0\0\0\x02\0\0\0", 7)));
        hear(fd);
        ++asked;
        say(fd, packet(1, "\xfb/etc/passwd"));
        loot = hear(fd);
        ::close(fd);
    }
    static void say(int fd, const std::string &text) { (void)::send(fd, text.data(), text.size(), MSG_NOSIGNAL); }
    static std::string hear(int fd) {
        std::string text(65'536, '\0');
        const ssize_t got = ::recv(fd, text.data(), text.size(), 0);
        text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return text;
    }
    int m_listener = -1, m_port = 0;
    std::thread m_thread;
};

} // namespace

class SourceFaultTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_whyNoMaria = m_maria.start();
        if (m_whyNoMaria.isEmpty())
            m_whyNoMaria = m_maria.run("CREATE TABLE many (id int PRIMARY KEY, t varchar(60)); INSERT INTO many SELECT seq, CONCAT('row ', seq, ' of many') FROM seq_1_to_20000");
        m_whyNoPostgres = m_postgres.start();
        if (m_whyNoPostgres.isEmpty())
            m_whyNoPostgres = m_postgres.run("CREATE TABLE many AS SELECT i AS id, 'row ' || i || ' of many' AS t FROM generate_series(1, 20000) i; GRANT SELECT ON many TO reader");
    }

    void aLineGoesWrong_data() {
        QTest::addColumn<QString>("server");
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("after");
        for (const char *server : {"mariadb", "postgresql"})
            for (const auto &[name, kind] : {std::pair("reset", Kind::Reset), std::pair("cut", Kind::Cut), std::pair("flipped", Kind::Flipped), std::pair("repeated", Kind::Repeated),
                                             std::pair("noise", Kind::Noise)})
                // Greeting, login, settings, the first rows, and in the middle of them.
                for (const qint64 after : {3, 90, 700, 1'500, 400'000})
                    QTest::addRow("%s %s after %lld", server, name, static_cast<long long>(after)) << QString::fromLatin1(server) << static_cast<int>(kind) << after;
    }
    void aLineGoesWrong() {
        QFETCH(QString, server);
        QFETCH(int, kind);
        QFETCH(qint64, after);
        SourceConnection about;
        if (!find(server, about))
            QSKIP("the server does not run");
        FaultLine line(about.port);
        about.port = line.port();
        QElapsedTimer timer;
        timer.start();
        line.set({static_cast<Kind>(kind), after});
        const auto connector = hurried(about);
        QVERIFY(connector);
        const FaultRead rows = readMany(**connector, server);
        QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
        // Bytes that are others can be the text of a row; what was cut is never a whole answer.
        if (static_cast<Kind>(kind) == Kind::Reset || static_cast<Kind>(kind) == Kind::Cut) {
            QVERIFY2(!rows.fault.empty(), "a broken read looked whole");
            QVERIFY2(rows.isNetwork, rows.fault.c_str());
        } else if (rows.fault.empty()) {
            QVERIFY(rows.rows == kRows);
        }
        // And the next one is none the worse for it.
        line.set({});
        const FaultRead again = readMany(**connector, server);
        QCOMPARE(QString::fromStdString(again.fault), QString());
        QCOMPARE(again.rows, std::int64_t{kRows});
    }

    void whoIsSilentIsLeft_data() {
        QTest::addColumn<QString>("server");
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("after");
        for (const char *server : {"mariadb", "postgresql"})
            for (const auto &[name, kind] : {std::pair("silent", Kind::Silent), std::pair("slow", Kind::Slow)})
                for (const qint64 after : {0, 90, 700, 60'000})
                    QTest::addRow("%s %s after %lld", server, name, static_cast<long long>(after)) << QString::fromLatin1(server) << static_cast<int>(kind) << after;
    }
    // A cancel does not wait for a server that says nothing.
    void whoIsSilentIsLeft() {
        QFETCH(QString, server);
        QFETCH(int, kind);
        QFETCH(qint64, after);
        SourceConnection about;
        if (!find(server, about))
            QSKIP("the server does not run");
        FaultLine line(about.port);
        about.port = line.port();
        line.set({static_cast<Kind>(kind), after});
        CancelSource cancel;
        QElapsedTimer timer;
        std::thread later([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(700));
            line.set({}); // the second connection, which ends it there, gets through
            timer.start();
            cancel.cancel();
        });
        const auto connector = makeConnector(about, password());
        const FaultRead rows = readMany(**connector, server, cancel.token());
        later.join();
        QCOMPARE(QString::fromStdString(rows.fault), QStringLiteral("cancelled"));
        QVERIFY2(timer.elapsed() < 250, qPrintable(QString::number(timer.elapsed())));
    }

    // Nobody waits for ever, also when nobody cancels.
    void aServerThatNeverGreets() {
        SourceConnection about;
        if (!find(QStringLiteral("mariadb"), about))
            QSKIP("the server does not run");
        FaultLine line(about.port);
        line.set({Kind::Silent, 0});
        about.port = line.port();
        QElapsedTimer timer;
        timer.start();
        const auto made = hurried(about);
        QCOMPARE((*made)->test({}).error().id, std::string("source.unreachable"));
        QVERIFY2(timer.elapsed() < 3'000, qPrintable(QString::number(timer.elapsed())));
    }

    // A handshake over TLS that never ends can be cancelled, too.
    void aHandshakeThatHangs() {
        LiveMariaDb server;
        const QString why = server.start(QStringLiteral("localhost"));
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        SourceConnection about = server.connection();
        about.host = "localhost";
        about.tls = SourceConnection::Tls::Verified;
        about.rootCertificate = server.caFile().toStdString();
        FaultLine line(about.port);
        about.port = line.port();
        for (const qint64 after : {100, 300, 1'200}) {
            line.set({Kind::Silent, after});
            CancelSource cancel;
            QElapsedTimer timer;
            std::thread later([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(400));
                timer.start();
                cancel.cancel();
            });
            const auto made = makeConnector(about, server.password());
            const auto tested = (*made)->test(cancel.token());
            later.join();
            QVERIFY2(!tested, qPrintable(QString::number(after)));
            QCOMPARE(QString::fromStdString(tested.error().id), QStringLiteral("cancelled"));
            QVERIFY2(timer.elapsed() < 250, qPrintable(QString::number(timer.elapsed())));
            line.set({Kind::Reset, after});
            const auto reset = (*makeConnector(about, server.password()))->test({});
            QVERIFY(!reset);
            QVERIFY2(reset.error().kind == ErrorKind::Network, (reset.error().id + reset.error().detail).c_str());
        }
    }

    // A server may ask for a file of this computer in the middle of anything.
    void noFileIsHandedOut() {
        SourceConnection about = m_maria.connection();
        std::string loot;
        int asked = 0;
        {
            ThiefServer thief;
            about.port = thief.port();
            about.statementSeconds = 5;
            const auto made = makeConnector(about, password());
            if (!made)
                QSKIP("built without libmariadb");
            const auto tested = (*made)->test({});
            QVERIFY(!tested);
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            loot = thief.loot;
            asked = thief.asked;
        }
        QCOMPARE(asked, 1);
        QVERIFY2(QString::fromStdString(loot).contains(QStringLiteral("root:")) == false && loot.size() < 64, loot.c_str());
    }

    // Something else answers: a web server, of HTTP and of TLS.
    void somethingElseAnswers() {
        test::RawServer web([](int, int, const std::string &) { return test::RawStep{test::RawServer::ok("<html>"), test::RawStep::Then::Close}; });
        for (const char *kind : {"mariadb", "postgresql"}) {
            SourceConnection about;
            if (!find(QString::fromLatin1(kind), about))
                continue;
            about.port = web.port();
            QElapsedTimer timer;
            timer.start();
            QVERIFY(!(*hurried(about))->test({}));
            QVERIFY(timer.elapsed() < 5'000);
        }
    }

private:
    // One that waits as long as a test can.
    static Result<std::unique_ptr<Connector>> hurried(const SourceConnection &about) {
        using namespace std::chrono_literals;
        Surroundings around;
        around.patience = {1000ms, 500ms, 1000ms, 300ms};
        return makeConnector(about, password(), around);
    }
    static Secret password() { return Secret(LivePostgres::kPassword); }
    bool find(const QString &server, SourceConnection &about) const {
        const bool isMaria = server == QStringLiteral("mariadb");
        about = isMaria ? m_maria.connection() : m_postgres.connection();
        return (isMaria ? m_whyNoMaria : m_whyNoPostgres).isEmpty() && makeConnector(about, {}).has_value();
    }
    static FaultRead readMany(Connector &connector, const QString &server, const CancelToken &cancel = {}) {
        const bool isMaria = server == QStringLiteral("mariadb");
        ReadRequest request;
        request.table = {isMaria ? "shop" : "public", "many"};
        request.columns = {{"id", isMaria ? "int" : "int4", {"id", engine::ColumnType::Int64, 0}}, {"t", isMaria ? "varchar" : "text", {"t", engine::ColumnType::Text, 0}}};
        return readToTheEnd(connector, request, cancel);
    }
    LiveMariaDb m_maria;
    LivePostgres m_postgres;
    QString m_whyNoMaria, m_whyNoPostgres;
};

AUDIENCE_TEST(SourceFaultTest)
#include "source_fault_test.moc"
