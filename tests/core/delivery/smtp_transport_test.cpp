// The mail server as a transport: one message per transaction, never a downgrade, and for every reply and every
// broken connection at every step the one outcome that is true.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/smtp_outcome.h"
#include "delivery/smtp_transport.h"
#include "ledger_fixture.h"
#include "support/fake_smtp.h"
#endif
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <set>

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;
using namespace std::chrono_literals;
using net::MailPhase;
using Then = SmtpFault::Then;

namespace {

net::MailServer serverOf(const FakeSmtp &server, net::MailTls tls = net::MailTls::None) {
    net::MailServer entry;
    entry.host = "127.0.0.1";
    entry.port = server.port();
    entry.tls = tls;
    entry.greeting = "example.com";
    entry.reply = 1s;
    entry.total = 5s;
    return entry;
}

Parcel parcel(int number, const std::string &text = "Hello\n.\n..\n.dot\nend\n") {
    Parcel parcel;
    parcel.tag = "tag" + std::to_string(number);
    parcel.workspace = "ws";
    parcel.campaign = "7";
    parcel.email.from = {"Shop", "news@example.com"};
    parcel.email.to.address = "reader" + std::to_string(number) + "@example.org";
    parcel.email.subject = "News";
    parcel.email.text = text;
    parcel.email.unsubscribe = {"https://u.example.com/u?t=x", {}};
    parcel.email.date = Instant{1'700'000'000'000'000};
    return parcel;
}

Outcome sendOne(SmtpTransport &transport, const Parcel &parcel) {
    std::optional<Outcome> outcome;
    const auto submitted = transport.submit(parcel, [&](Outcome one) { outcome = std::move(one); });
    if (!submitted)
        return {OutcomeClass::NotSent, submitted.error().id, {}, {}};
    for (int i = 0; i < 200 && !outcome; ++i)
        transport.poll(50ms);
    return outcome.value_or(Outcome{OutcomeClass::InDoubt, "test.no_outcome", {}, {}});
}

SmtpTransport transportTo(net::MailServer server, net::NetConfig config = {}, int window = 4) {
    return SmtpTransport(net::curlMailSender(std::move(server), std::move(config), window), 10);
}

FakeSmtpConfig failing(SmtpAt at, SmtpFault fault, int transaction = -1) {
    FakeSmtpConfig config;
    config.script = [=](SmtpAt now, int number, const std::string &) -> std::optional<SmtpFault> {
        return now == at && (transaction < 0 || number == transaction) ? std::optional(fault) : std::nullopt;
    };
    return config;
}

// What RFC 5321 says, written down independently of the implementation.
OutcomeClass expected(MailPhase phase, bool mayHaveEnded, int code) {
    if (code < 400 || code > 599)
        return mayHaveEnded ? OutcomeClass::InDoubt : OutcomeClass::NotSent;
    if (code < 500)
        return code != 421 && (phase == MailPhase::Recipient || phase == MailPhase::Data || phase == MailPhase::Message) ? OutcomeClass::Deferred
                                                                                                                  : OutcomeClass::Throttled;
    if (phase == MailPhase::Login || code == 530 || code == 534 || code == 535 || code == 538)
        return OutcomeClass::AuthPause;
    if (phase == MailPhase::Recipient || phase == MailPhase::Data || phase == MailPhase::Message)
        return OutcomeClass::RefusedFinal;
    return phase == MailPhase::Sender && code == 552 ? OutcomeClass::RefusedFinal : OutcomeClass::RefusedPause;
}

} // namespace

class SmtpTransportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyReplyInEveryPhase() {
        int cells = 0;
        for (const MailPhase phase : {MailPhase::Connect, MailPhase::Greeting, MailPhase::Tls, MailPhase::Login, MailPhase::Sender,
                                      MailPhase::Recipient, MailPhase::Data, MailPhase::Message})
            for (const int code : {0, 100, 220, 235, 250, 334, 354, 421, 432, 450, 451, 452, 454, 455, 500, 501, 502, 503, 504, 521,
                                   530, 534, 535, 538, 550, 551, 552, 553, 554, 555, 556, 600}) {
                net::MailEnding ending;
                ending.phase = phase;
                ending.mayHaveEnded = phase == MailPhase::Message;
                ending.code = code;
                ending.error = Error(ErrorKind::Network, "net.connection_lost");
                const Outcome outcome = classifyMailEnding(ending);
                QVERIFY2(outcome.outcome == expected(phase, ending.mayHaveEnded, code),
                         qPrintable(QStringLiteral("phase %1 code %2").arg(static_cast<int>(phase)).arg(code)));
                ++cells;
            }
        QVERIFY(cells >= 140);
    }

    // Whose trouble it is: this mailbox's, or the speed of all that go this way.
    void notNowIsReadByItsWords_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isOfTheConnection");
        QTest::newRow("greylisting") << QStringLiteral("4.7.1 Greylisting in action, please come back later") << false;
        QTest::newRow("greylisting without a code") << QStringLiteral("Greylisted, try again in 300 seconds") << false;
        QTest::newRow("full") << QStringLiteral("4.2.2 The email account is over quota") << false;
        QTest::newRow("busy") << QStringLiteral("4.2.0 Mailbox busy, temporarily unavailable") << false;
        QTest::newRow("its own rate") << QStringLiteral("4.2.1 The user you are trying to contact is receiving mail at a rate that prevents it") << false;
        QTest::newRow("policy") << QStringLiteral("4.7.0 Local policy of the corporate gateway") << false;
        QTest::newRow("no words") << QString() << false;
        QTest::newRow("unusual rate") << QStringLiteral("4.7.28 Our system has detected an unusual rate of mail from your address") << true;
        QTest::newRow("too many") << QStringLiteral("4.7.1 Too many messages from this client") << true;
        QTest::newRow("Amazon's own") << QStringLiteral("Throttling failure: Maximum sending rate exceeded.") << true;
    }
    void notNowIsReadByItsWords() {
        QFETCH(const QString, text);
        QFETCH(const bool, isOfTheConnection);
        for (const MailPhase phase : {MailPhase::Recipient, MailPhase::Data, MailPhase::Message}) {
            net::MailEnding ending;
            ending.phase = phase;
            ending.mayHaveEnded = phase == MailPhase::Message;
            ending.code = 450;
            ending.text = text.toStdString();
            QCOMPARE(classifyMailEnding(ending).outcome, isOfTheConnection ? OutcomeClass::Throttled : OutcomeClass::Deferred);
            QCOMPARE(classifyMailEnding(ending).detail, text.toStdString());
        }
    }

    void handsOverWhatWasWritten() {
        FakeSmtp server;
        SmtpTransport transport = transportTo(serverOf(server));
        const Parcel sent = parcel(1);
        const Outcome outcome = sendOne(transport, sent);
        QCOMPARE(outcome.outcome, OutcomeClass::Accepted);
        QCOMPARE(outcome.messageId, std::string("tag1@example.com"));
        const auto mails = server.mails();
        QCOMPARE(mails.size(), std::size_t(1));
        QCOMPARE(mails[0].from, std::string("news@example.com"));
        QCOMPARE(mails[0].to, std::string("reader1@example.org"));
        QCOMPARE(mails[0].message, mailParcel(sent)->message); // dots at line starts among it
        QVERIFY(mails[0].message.find("Message-ID: <tag1@example.com>\r\n") != std::string::npos);
        QVERIFY(mails[0].message.find("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n") != std::string::npos);
        QVERIFY(mails[0].message.find("X-Audience-Attempt: tag1\r\n") != std::string::npos);
        QCOMPARE(transport.quota()->perSecond, 10.0);
        QCOMPARE(transport.quota()->perDay, std::int64_t(-1));
    }

    void oneMessagePerTransactionOverKeptConnections() {
        FakeSmtp server;
        SmtpTransport transport = transportTo(serverOf(server));
        for (int i = 0; i < 20; ++i)
            QCOMPARE(sendOne(transport, parcel(i)).outcome, OutcomeClass::Accepted);
        QCOMPARE(server.connections(), 1);
        int accepted = 0;
        for (int i = 20; i < 60;) {
            while (i < 60 && transport.inFlight() < transport.window())
                NEED(transport.submit(parcel(i++), [&](Outcome one) { accepted += one.outcome == OutcomeClass::Accepted; }));
            transport.poll(50ms);
        }
        while (transport.inFlight() > 0)
            transport.poll(50ms);
        QCOMPARE(accepted, 40);
        QVERIFY(server.connections() <= transport.window());
        const auto mails = server.mails();
        std::set<std::string> people;
        for (const ReceivedMail &mail : mails)
            QVERIFY2(people.insert(mail.to).second, "somebody got it twice");
        QCOMPARE(people.size(), std::size_t(60));
    }

    void everyStepBreaks_data() {
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("then");
        QTest::addColumn<int>("outcome");
        const auto row = [](const char *name, SmtpAt at, int code, Then then, OutcomeClass outcome) {
            QTest::newRow(name) << static_cast<int>(at) << code << static_cast<int>(then) << static_cast<int>(outcome);
        };
        const std::pair<const char *, SmtpAt> steps[] = {{"connect", SmtpAt::Connect}, {"hello", SmtpAt::Ehlo}, {"sender", SmtpAt::Mail},
                                                         {"recipient", SmtpAt::Rcpt},  {"data", SmtpAt::Data}};
        for (const auto &[name, at] : steps) {
            for (const auto &[how, then] : {std::pair("closed", Then::Close), std::pair("reset", Then::Reset), std::pair("silent", Then::Silent)})
                row(qPrintable(QStringLiteral("%1 %2").arg(QLatin1String(name), QLatin1String(how))), at, 0, then, OutcomeClass::NotSent);
            row(qPrintable(QStringLiteral("%1 421 and closed").arg(QLatin1String(name))), at, 421, Then::Close, OutcomeClass::Throttled);
        }
        row("greeting 554", SmtpAt::Connect, 554, Then::Close, OutcomeClass::RefusedPause);
        row("sender 450", SmtpAt::Mail, 450, Then::Go, OutcomeClass::Throttled);
        row("sender 550", SmtpAt::Mail, 550, Then::Go, OutcomeClass::RefusedPause);
        row("sender 552", SmtpAt::Mail, 552, Then::Go, OutcomeClass::RefusedFinal);
        row("sender 530", SmtpAt::Mail, 530, Then::Go, OutcomeClass::AuthPause);
        row("recipient 451", SmtpAt::Rcpt, 451, Then::Go, OutcomeClass::Deferred);
        row("recipient 550", SmtpAt::Rcpt, 550, Then::Go, OutcomeClass::RefusedFinal);
        row("data 451", SmtpAt::Data, 451, Then::Go, OutcomeClass::Deferred);
        row("data 554", SmtpAt::Data, 554, Then::Go, OutcomeClass::RefusedFinal);
        row("dot 451", SmtpAt::Dot, 451, Then::Go, OutcomeClass::Deferred);
        row("dot 552", SmtpAt::Dot, 552, Then::Go, OutcomeClass::RefusedFinal);
        row("dot 554 and closed", SmtpAt::Dot, 554, Then::Close, OutcomeClass::RefusedFinal);
        row("dot 250 and closed", SmtpAt::Dot, 250, Then::Close, OutcomeClass::Accepted);
        row("dot 354", SmtpAt::Dot, 354, Then::Go, OutcomeClass::InDoubt);
        row("dot closed", SmtpAt::Dot, 0, Then::Close, OutcomeClass::InDoubt);
        row("dot reset", SmtpAt::Dot, 0, Then::Reset, OutcomeClass::InDoubt);
        row("dot silent", SmtpAt::Dot, 0, Then::Silent, OutcomeClass::InDoubt);
    }
    // On a new connection and on a kept one, which libcurl must not repeat by itself.
    void everyStepBreaks() {
        QFETCH(int, at);
        QFETCH(int, code);
        QFETCH(int, then);
        QFETCH(int, outcome);
        const auto where = static_cast<SmtpAt>(at);
        const bool perMessage = where == SmtpAt::Mail || where == SmtpAt::Rcpt || where == SmtpAt::Data || where == SmtpAt::Dot;
        for (const int broken : perMessage ? std::vector<int>{0, 1} : std::vector<int>{-1}) {
            FakeSmtp server(failing(where, {code, static_cast<Then>(then), 0ms}, broken));
            SmtpTransport transport = transportTo(serverOf(server));
            if (broken == 1)
                QCOMPARE(sendOne(transport, parcel(0)).outcome, OutcomeClass::Accepted);
            const Outcome got = sendOne(transport, parcel(1));
            QVERIFY2(static_cast<int>(got.outcome) == outcome, got.code.c_str());
            int arrived = 0;
            for (const ReceivedMail &mail : server.mails())
                arrived += mail.to == "reader1@example.org";
            QVERIFY(arrived <= 1);
            if (isCertainlyUnsent(got.outcome) && where != SmtpAt::Dot)
                QCOMPARE(arrived, 0);
            if (perMessage && static_cast<Then>(then) != Then::Silent) { // and the next one goes its way
                // A connection that the server is just closing may be noticed too late: then it is certain that nothing left.
                const OutcomeClass next = sendOne(transport, parcel(2)).outcome;
                if (next != OutcomeClass::NotSent)
                    QCOMPARE(next, OutcomeClass::Accepted);
                else
                    QCOMPARE(sendOne(transport, parcel(2)).outcome, OutcomeClass::Accepted);
            }
        }
    }

    // The server goes while the message is under way, which is too large for any buffer.
    void aHalfMessageIsNoMessage() {
        FakeSmtp server(failing(SmtpAt::Body, {0, Then::Reset, 50ms}));
        SmtpTransport transport = transportTo(serverOf(server));
        const Outcome outcome = sendOne(transport, parcel(1, std::string(40'000'000, 'x')));
        QVERIFY2(outcome.outcome == OutcomeClass::NotSent, outcome.code.c_str());
        QVERIFY(server.mails().empty());
    }

    void neverUnencrypted_data() {
        QTest::addColumn<bool>("implicit");
        QTest::addColumn<int>("flaw");
        QTest::addColumn<bool>("isSent");
        QTest::newRow("starttls") << false << 0 << true;
        QTest::newRow("implicit") << true << 0 << true;
        QTest::newRow("starttls, expired") << false << 1 << false;
        QTest::newRow("starttls, another host") << false << 2 << false;
        QTest::newRow("starttls, unknown issuer") << false << 3 << false;
        QTest::newRow("implicit, expired") << true << 1 << false;
        QTest::newRow("implicit, another host") << true << 2 << false;
        QTest::newRow("implicit, unknown issuer") << true << 3 << false;
        QTest::newRow("implicit, TLS 1.1") << true << 4 << false;
        QTest::newRow("starttls, stripped") << false << 5 << false;
        QTest::newRow("starttls, refused") << false << 6 << false;
        QTest::newRow("starttls, refused for now") << false << 7 << false;
    }
    void neverUnencrypted() {
        QFETCH(bool, implicit);
        QFETCH(int, flaw);
        QFETCH(bool, isSent);
        FakeSmtpConfig config;
        if (flaw == 6 || flaw == 7)
            config = failing(SmtpAt::StartTls, {flaw == 6 ? 502 : 454, Then::Go, 0ms});
        config.tls = flaw == 5   ? FakeSmtpConfig::Tls::None
                     : implicit ? FakeSmtpConfig::Tls::Implicit
                                : FakeSmtpConfig::Tls::StartTls;
        config.flaw = {flaw == 1, flaw == 2, flaw == 3, flaw == 4};
        config.user = "news";
        config.password = "secret words";
        FakeSmtp server(config);
        const QTemporaryDir folder;
        net::NetConfig netConfig;
        netConfig.caFile = folder.filePath(QStringLiteral("ca.pem")).toStdString();
        std::ofstream(netConfig.caFile) << server.caPem();
        net::MailServer entry = serverOf(server, implicit ? net::MailTls::Implicit : net::MailTls::StartTls);
        entry.user = "news";
        entry.password = Secret("secret words");
        SmtpTransport transport = transportTo(std::move(entry), netConfig);
        const Outcome outcome = sendOne(transport, parcel(1));
        QCOMPARE(outcome.outcome == OutcomeClass::Accepted, isSent);
        QVERIFY(isSent || isCertainlyUnsent(outcome.outcome));
        QCOMPARE(server.mails().size(), std::size_t(isSent ? 1 : 0));
        if (isSent)
            QVERIFY(server.mails()[0].isEncrypted && server.mails()[0].isLoggedIn);
        for (const char *word : {"AUTH", "MAIL", "bmV3cw", "secret"})
            QVERIFY2(server.unencryptedCommands().find(word) == std::string::npos, word);
    }

    void plainTextOnlyToThisComputer() {
        net::MailServer entry;
        entry.host = "mail.example.com";
        entry.port = 25;
        entry.tls = net::MailTls::None;
        SmtpTransport transport = transportTo(std::move(entry));
        QCOMPARE(sendOne(transport, parcel(1)).code, std::string("net.plain_mail_refused"));
    }

    void aWrongPasswordIsSaid() {
        FakeSmtpConfig config;
        config.user = "news";
        config.password = "right";
        FakeSmtp server(config);
        net::MailServer entry = serverOf(server);
        entry.user = "news";
        entry.password = Secret("wrong");
        const auto sender = net::curlMailSender(std::move(entry));
        const net::MailEnding ending = sender->tryLogin();
        QVERIFY(!ending.isAccepted);
        QCOMPARE(ending.code, 535);
        QCOMPARE(classifyMailEnding(ending).outcome, OutcomeClass::AuthPause);
        net::MailServer right = serverOf(server);
        right.user = "news";
        right.password = Secret("right");
        QVERIFY(net::curlMailSender(std::move(right))->tryLogin().isAccepted);
        QVERIFY(server.mails().empty());
    }

    // A connection idle for over 5 s is not used again: the server may have closed it.
    void idleConnectionsAreLeft() {
        FakeSmtp server;
        net::NetConfig config;
        config.maxIdle = 1'000ms;
        SmtpTransport transport = transportTo(serverOf(server), config);
        QCOMPARE(sendOne(transport, parcel(1)).outcome, OutcomeClass::Accepted);
        QTest::qWait(2'100); // libcurl counts whole seconds
        QCOMPARE(sendOne(transport, parcel(2)).outcome, OutcomeClass::Accepted);
        QCOMPARE(server.connections(), 2);
    }

    void nothingInjectsACommand() {
        FakeSmtp server;
        SmtpTransport transport = transportTo(serverOf(server));
        for (const char *address : {"a@example.org>\r\nRCPT TO:<b@example.org", "a@example.org\nDATA", "a\r@example.org", "a b@example.org", "<a@example.org>"}) {
            Parcel bad = parcel(1);
            bad.email.to.address = address;
            QVERIFY2(sendOne(transport, bad).outcome == OutcomeClass::NotSent, address);
        }
        QCOMPARE(server.connections(), 0);
    }
};

AUDIENCE_TEST(SmtpTransportTest)
#include "smtp_transport_test.moc"
