// R-01 for a mail server: a process that sends over SMTP is killed at every named point; nobody is lost, nobody gets
// it twice, and what is in doubt was in flight.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "sending_kit.h"
#include "support/fake_smtp.h"
#endif
#include "support/test_main.h"

#include <QCoreApplication>
#include <QProcess>

#include <set>

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;

class SmtpKillTest : public QObject {
    Q_OBJECT

    static constexpr int kRecipients = 400;

    // True when it was killed there.
    static bool work(const LedgerFixture &f, const FakeSmtp &server, const std::string &point) {
        QProcess worker;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (!point.empty())
            environment.insert(QStringLiteral("AUDIENCE_CRASH_AT"), QString::fromStdString(point));
        worker.setProcessEnvironment(environment);
        worker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        worker.start(QCoreApplication::applicationDirPath() + QStringLiteral("/delivery_kill_worker"),
                     {QString::fromStdString(f.path()), QStringLiteral("smtp://127.0.0.1:%1").arg(server.port()), QStringLiteral("1")});
        if (!worker.waitForFinished(60'000))
            qFatal("the worker does not end");
        return worker.exitStatus() == QProcess::CrashExit;
    }

private Q_SLOTS:
    void killedAtEveryPoint() {
        FakeSmtp server;
        LedgerFixture f;
        QCOMPARE(f.start(kRecipients).value, 1);
        int kills = 0;
        for (const int visit : {1, 4, 9})
            for (const char *point : {"ledger.intent.before_commit", "ledger.intent.committed", "journal.before_write", "journal.synced",
                                      "send.before_submit", "send.submitted", "send.answered", "ledger.outcome.before_commit",
                                      "ledger.outcome.committed"}) {
                kills += work(f, server, point + (':' + std::to_string(visit)));
                const auto counts = f.ledger.counts(RunId(1));
                NEED(counts);
                QCOMPARE(total(*counts), kRecipients);
                QVERIFY2(counts->at(MessageState::Intent) <= 4, "more in flight than the window");
            }
        QVERIFY(kills >= 20);
        QVERIFY(!work(f, server, {}));

        const auto end = f.ledger.counts(RunId(1));
        NEED(end);
        QCOMPARE(end->at(MessageState::Accepted) + end->at(MessageState::InDoubt), kRecipients);
        QVERIFY(end->at(MessageState::InDoubt) <= 4 * kills);
        std::set<std::string> people;
        std::int64_t acknowledged = 0;
        for (const ReceivedMail &mail : server.mails()) {
            QVERIFY2(people.insert(mail.to).second, "somebody got it twice");
            acknowledged += f.scalar("SELECT count(*) FROM message WHERE state = 'accepted' AND address = '" + mail.to + "'");
        }
        QCOMPARE(acknowledged, end->at(MessageState::Accepted));
        QCOMPARE(f.breaches(), std::string());
    }
};

AUDIENCE_TEST(SmtpKillTest)
#include "smtp_kill_test.moc"
