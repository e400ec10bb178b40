// R-26 for a mail server: whatever speaks at that address, or does not, an email ends in time with the outcome that is
// true, and little memory is taken.
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/smtp_transport.h"
#include "peer_tools.h"
#include "support/fake_smtp.h"
#endif

#include <unistd.h>

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;
using Then = RawTalker::Then;

namespace {

// The limits of a real server are minutes (RFC 5321, 4.5.3.2); here they are cut to what a test can wait for.
net::MailServer serverAt(int port, const std::string &host = "127.0.0.1") {
    net::MailServer server;
    server.host = host;
    server.port = port;
    server.tls = host == "127.0.0.1" ? net::MailTls::None : net::MailTls::StartTls;
    server.greeting = "example.com";
    server.connect = 500ms;
    server.reply = 1s; // libcurl counts whole seconds
    server.total = 2s;
    return server;
}

struct Seen {
    OutcomeClass outcome = OutcomeClass::Accepted;
    std::string code;
    double seconds = 0;
};

Seen sendTo(net::MailServer server) {
    SmtpTransport transport(net::curlMailSender(std::move(server)), 10);
    Parcel parcel;
    parcel.tag = "tag1";
    parcel.workspace = "ws";
    parcel.campaign = "7";
    parcel.email.from = {"Shop", "news@example.com"};
    parcel.email.to.address = "ada@example.net";
    parcel.email.subject = "Hello";
    parcel.email.text = "Hello\n";
    std::optional<Outcome> outcome;
    const auto start = Steady::now();
    if (const auto submitted = transport.submit(parcel, [&](Outcome one) { outcome = std::move(one); }); !submitted)
        return {OutcomeClass::NotSent, submitted.error().id, 0};
    while (!outcome && Steady::now() - start < 30s)
        transport.poll(20ms);
    const double seconds = std::chrono::duration<double>(Steady::now() - start).count();
    return outcome ? Seen{outcome->outcome, outcome->code, seconds} : Seen{OutcomeClass::Accepted, "no outcome", seconds};
}

struct Talk {
    const char *name;
    std::vector<std::string> lines; // the greeting, and then a reply to each line that comes
    Then then = Then::Silent;       // after the last of them
    std::string forever = {};       // instead of that, again and again
    OutcomeClass outcome = OutcomeClass::NotSent;
    std::chrono::milliseconds perByte{0};
};

const std::string kHello = "220 mail.example ESMTP\r\n", kEhlo = "250-mail.example\r\n250 SIZE 9999999\r\n", kOk = "250 2.0.0 Ok\r\n";

std::vector<Talk> talks() {
    return {
        {"silence", {""}},
        {"closed at once", {""}, Then::Close},
        {"reset at once", {""}, Then::Reset},
        {"a greeting byte by byte", {kHello + std::string(400, 'x')}, Then::Silent, {}, OutcomeClass::NotSent, 40ms},
        {"half a greeting, then silence", {"220 mai"}},
        {"a web server", {"HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<html></html>\r\n"}, Then::Close},
        {"a login page", {"<!DOCTYPE html><html><body>Please log in</body></html>\r\n"}, Then::Close},
        {"another protocol", {"SSH-2.0-OpenSSH_9.2\r\n"}, Then::Close},
        {"no reply code", {kHello, "hello to you\r\n"}},
        {"a reply code of another world", {kHello, "999 what\r\n"}, Then::Close},
        {"a greeting without an end", {""}, Then::Close, "220-and more\r\n"},
        {"a line without an end", {"220 "}, Then::Close, std::string(4096, 'x')},
        {"a reply without an end", {kHello, ""}, Then::Close, "250-SIZE 99\r\n"},
        {"busy at the greeting", {"421 4.3.2 come back later\r\n"}, Then::Close, {}, OutcomeClass::Throttled},
        {"closed after the greeting", {kHello}, Then::Close},
        {"closed at the sender", {kHello, kEhlo, ""}, Then::Close},
        {"silent at the recipient", {kHello, kEhlo, kOk, ""}},
        {"busy mailbox", {kHello, kEhlo, kOk, "450 4.2.1 busy\r\n", "221 bye\r\n"}, Then::Close, {}, OutcomeClass::Deferred},
        {"reset at the data", {kHello, kEhlo, kOk, kOk, ""}, Then::Reset},
        {"more replies than were asked for", {kHello, kEhlo, kOk + kOk + kOk, kOk, "451 4.3.0 no\r\n", kOk, kOk, kOk}, Then::Close},
    };
}

} // namespace

class MailFaultTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTalkEndsInTime() {
        double longest = 0, most = 0;
        int cells = 0;
        for (const Talk &talk : talks()) {
            forgetPeakMemory();
            const double before = memoryNow();
            RawTalker talker(talk.lines, talk.then, talk.forever, talk.perByte);
            const Seen seen = sendTo(serverAt(talker.port()));
            const std::string what = std::string(talk.name) + ": " + std::string(toText(seen.outcome)) + " " + seen.code;
            QVERIFY2(seen.outcome == talk.outcome, what.c_str());
            QVERIFY2(seen.seconds < 6, (what + " " + std::to_string(seen.seconds) + " s").c_str());
            const double grown = peakMemory() - before;
            QVERIFY2(grown < 64, (what + " " + std::to_string(grown) + " MB").c_str());
            longest = std::max(longest, seen.seconds);
            most = std::max(most, grown);
            ++cells;
        }
        qInfo("R-26: %d faults of a mail server, the longest %.1f s, at most %.0f MB more than before", cells, longest, most);
    }

    void nobodyThere() {
        const auto [listener, port] = listenOnLoopback();
        ::close(listener);
        QCOMPARE(sendTo(serverAt(port)).code, std::string("net.connect_failed"));
        DeafPort deaf;
        const Seen never = sendTo(serverAt(deaf.port()));
        QCOMPARE(never.outcome, OutcomeClass::NotSent);
        QCOMPARE(never.code, std::string("net.timeout"));
        QVERIFY(never.seconds < 6);
        QCOMPARE(sendTo(serverAt(25, "no-such-host.invalid")).code, std::string("net.dns_failed"));
    }

    // From the end of the message on nobody knows, whatever breaks.
    void afterTheEndItIsInDoubt_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("then");
        using Fault = SmtpFault::Then;
        QTest::newRow("closed") << 0 << static_cast<int>(Fault::Close);
        QTest::newRow("reset") << 0 << static_cast<int>(Fault::Reset);
        QTest::newRow("silent") << 0 << static_cast<int>(Fault::Silent);
        QTest::newRow("another reply") << 334 << static_cast<int>(Fault::Close);
    }
    void afterTheEndItIsInDoubt() {
        QFETCH(const int, code);
        QFETCH(const int, then);
        FakeSmtpConfig config;
        config.script = [=](SmtpAt at, int, const std::string &) -> std::optional<SmtpFault> {
            return at == SmtpAt::Dot ? std::optional(SmtpFault{code, static_cast<SmtpFault::Then>(then), 0ms}) : std::nullopt;
        };
        FakeSmtp server(config);
        const Seen seen = sendTo(serverAt(server.port()));
        QVERIFY2(seen.outcome == OutcomeClass::InDoubt, seen.code.c_str());
        QVERIFY(seen.seconds < 6);
    }
};

AUDIENCE_TEST(MailFaultTest)
#include "mail_fault_test.moc"
