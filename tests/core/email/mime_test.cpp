#include "base/digest.h"
#include "base/text.h"
#include "email/mime.h"
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::email;

namespace {

OutgoingEmail sample() {
    OutgoingEmail email;
    email.from = {"Shop", "news@example.com"};
    email.to = {"Ada", "ada@example.net"};
    email.subject = "Hello";
    email.html = "<p>Hi</p>";
    email.text = "Hi";
    email.date = *instantFromIso("2026-11-21T09:00:00Z");
    return email;
}

std::vector<std::string> lines(const std::string &message) {
    std::vector<std::string> out;
    for (std::size_t from = 0; from < message.size();) {
        const std::size_t to = std::min(message.find("\r\n", from), message.size());
        out.push_back(message.substr(from, to - from));
        from = to + 2;
    }
    return out;
}

} // namespace

class MimeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wholeMessage() {
        OutgoingEmail email = sample();
        email.unsubscribe = {"https://u.example.com/u?t=x", "mailto:u@example.com?subject=x"};
        email.messageId = "m1@example.com";
        const auto message = composeMime(email);
        QVERIFY(message);
        const std::string boundary = "=_as_" + contentHash(email).substr(0, 32);
        const std::string expected =
            "From: Shop <news@example.com>\r\nTo: Ada <ada@example.net>\r\nSubject: Hello\r\n"
            "Date: Sat, 21 Nov 2026 09:00:00 +0000\r\nMessage-ID: "
            "<m1@example.com>\r\nMIME-Version: 1.0\r\n"
            "List-Unsubscribe: <https://u.example.com/u?t=x>, <mailto:u@example.com?subject=x>\r\n"
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
            "Content-Type: multipart/alternative;\r\n boundary=\"" +
            boundary + "\"\r\n\r\n--" + boundary +
            "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
            "quoted-printable\r\n\r\nHi\r\n--" +
            boundary +
            "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: "
            "quoted-printable\r\n"
            "\r\n<p>Hi</p>\r\n--" +
            boundary + "--\r\n";
        QCOMPARE(*message, expected);
        QCOMPARE(*composeMime(email), *message);
    }
    void refusals_data() {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("error");
        for (const QByteArray &end :
             {QByteArray("\r\n"), QByteArray("\n"), QByteArray("\r"), QByteArray("\0", 1)}) {
            const QByteArray hex = end.toHex();
            QTest::addRow("subject %s", hex.constData())
                << QByteArray("subject") << "a" + end + "Bcc: x@y.org"
                << QByteArray("email.header_control_character Subject");
            QTest::addRow("custom %s", hex.constData())
                << QByteArray("X-Shop") << "a" + end + " b"
                << QByteArray("email.header_control_character X-Shop");
            QTest::addRow("name %s", hex.constData()) << "X-A" + end + "Bcc" << QByteArray("x")
                                                      << QByteArray("email.header_name_invalid");
            QTest::addRow("url %s", hex.constData())
                << QByteArray("url") << "https://a.org/" + end + "x"
                << QByteArray("email.unsubscribe_url_invalid");
            QTest::addRow("mailto %s", hex.constData())
                << QByteArray("mailto") << "mailto:a@b.org?subject=" + end
                << QByteArray("email.unsubscribe_mailto_invalid");
            QTest::addRow("id %s", hex.constData())
                << QByteArray("id") << "a" + end + "@b" << QByteArray("email.message_id_invalid");
            QTest::addRow("to %s", hex.constData())
                << QByteArray("to") << "a@b.org" + end + "Bcc: x@y.org"
                << QByteArray("email.address_domain_invalid");
        }
        QTest::newRow("bcc") << QByteArray("bCC") << QByteArray("x@y.org")
                             << QByteArray("email.header_reserved bCC");
        QTest::newRow("content") << QByteArray("Content-Foo") << QByteArray("x")
                                 << QByteArray("email.header_reserved Content-Foo");
        QTest::newRow("colon") << QByteArray("X:Y") << QByteArray("x")
                               << QByteArray("email.header_name_invalid X:Y");
        QTest::newRow("no name") << QByteArray("") << QByteArray("x")
                                 << QByteArray("email.header_name_invalid");
        QTest::newRow("utf8") << QByteArray("subject") << QByteArray("\xff")
                              << QByteArray("email.header_not_utf8 Subject");
        QTest::newRow("http") << QByteArray("url") << QByteArray("http://a.org/")
                              << QByteArray("email.unsubscribe_url_invalid");
        QTest::newRow("no host") << QByteArray("url") << QByteArray("https:///x")
                                 << QByteArray("email.unsubscribe_url_invalid");
        QTest::newRow("bracket") << QByteArray("url")
                                 << QByteArray("https://a.org/>,<https://b.org/")
                                 << QByteArray("email.unsubscribe_url_invalid");
        QTest::newRow("long url") << QByteArray("url") << "https://a.org/" + QByteArray(1000, 'x')
                                  << QByteArray("email.header_too_long List-Unsubscribe");
        QTest::newRow("mailto nobody") << QByteArray("mailto") << QByteArray("mailto:?subject=x")
                                       << QByteArray("email.unsubscribe_mailto_invalid");
    }
    void refusals() {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, error);
        OutgoingEmail email = sample();
        const std::string text = value.toStdString();
        if (field == "subject")
            email.subject = text;
        else if (field == "url")
            email.unsubscribe.url = text;
        else if (field == "mailto")
            email.unsubscribe.mailto = text;
        else if (field == "id")
            email.messageId = text;
        else if (field == "to")
            email.to.address = text;
        else
            email.headers.push_back({field.toStdString(), text});
        const auto message = composeMime(email);
        QVERIFY(!message);
        std::string got = message.error().id;
        if (error.contains(' '))
            got += ' ' + std::string(message.error().arg("header"));
        QCOMPARE(got, error.toStdString());
    }
    void duplicateHeadersAndEmptyBodiesAreRefused() {
        OutgoingEmail email = sample();
        email.headers = {{"X-A", "1"}, {"x-a", "2"}};
        QCOMPARE(composeMime(email).error().id, std::string("email.header_duplicate"));
        email.headers.clear();
        email.html.clear();
        QVERIFY(composeMime(email)->find("multipart") == std::string::npos);
        email.text.clear();
        QCOMPARE(composeMime(email).error().id, std::string("email.body_empty"));
        email.html = "\xff";
        QCOMPARE(composeMime(email).error().id, std::string("email.body_not_utf8"));
        email.html = "<p>Made from <b>HTML</b>";
        QVERIFY(composeMime(email)->find("\r\n\r\nMade from HTML\r\n") != std::string::npos);
        email.date = {-1};
        QCOMPARE(composeMime(email).error().id, std::string("email.date_out_of_range"));
    }
    void namesAreNeutralised() {
        OutgoingEmail email = sample();
        email.to.name = "Eve\r\nBcc: victim@example.org\n\n.\r\n";
        email.from.name = "=?utf-8?Q?=0D=0ABcc:_x?=";
        const auto message = composeMime(email);
        QVERIFY(message);
        QVERIFY(message->find("\nBcc") == std::string::npos);
        QVERIFY(message->find("To: \"Eve Bcc: victim@example.org .\" <ada@example.net>\r\n") !=
                std::string::npos);
        QVERIFY(message->find("From: =?utf-8?B?" + toBase64("=?utf-8?Q?=0D=0ABcc:_x?=") + "?=") ==
                0);
    }
    void linesStayShort() {
        OutgoingEmail email = sample();
        std::string umlauts;
        for (int i = 0; i < 400; ++i)
            umlauts += i % 7 == 0 ? " " : "\xc3\xbc";
        email.subject = umlauts;
        email.from.name = umlauts;
        email.to.name = std::string(300, 'x');
        email.headers = {{"X-Long", std::string(600, 'a')},
                         {"X-Words", "a b c " + std::string(80, 'd') + " e"}};
        email.html = std::string(5000, 'x') + ".\n" + umlauts + " \n.\nFrom me\n" +
                     std::string(76, '.') + "\r" + std::string(77, ' ');
        const auto message = composeMime(email);
        QVERIFY(message);
        for (const std::string &line : lines(*message)) {
            QVERIFY2(line.size() <= 76 || line.find("X-Long") == 0 ||
                         line.find("dddd") != std::string::npos || line[0] == ' ',
                     line.c_str());
            QVERIFY(line.size() <= 998);
            QVERIFY2(line.empty() || line[0] != '.', line.c_str());
            QVERIFY2(line.rfind("From ", 0) != 0, line.c_str());
            QVERIFY2(line.empty() || (line.back() != ' ' && line.back() != '\t'), line.c_str());
            for (const char c : line)
                QVERIFY(c >= 0x20 && c < 0x7f);
        }
    }
    void requestForm() {
        OutgoingEmail email = sample();
        email.unsubscribe.url = "https://u.example.com/u?t=x";
        email.headers = {{"X-Note", "gr\xc3\xbc\xc3\x9f\x65"}, {"X-Plain", "a b"}};
        const std::vector<Header> expected{{"List-Unsubscribe", "<https://u.example.com/u?t=x>"},
                                           {"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"},
                                           {"X-Note", "=?utf-8?B?Z3LDvMOfZQ==?="},
                                           {"X-Plain", "a b"}};
        QVERIFY(*requestHeaders(email) == expected);
        email.headers = {{"X-Long", std::string(996, 'a')}};
        QCOMPARE(requestHeaders(email).error().id, std::string("email.header_too_long"));
        QCOMPARE(*mailboxText({"A, B", "a@b.org"}, "From"), std::string("\"A, B\" <a@b.org>"));
        QVERIFY(listHeaders({"", "mailto:u@b.org"})->size() == 1);
        QVERIFY(listHeaders({})->empty());
    }
    void contentHashNoticesEveryField() {
        const std::string base = contentHash(sample());
        OutgoingEmail email = sample();
        email.date = {0};
        email.messageId = "x@y";
        QCOMPARE(contentHash(email), base);
        for (std::string *field :
             {&email.subject, &email.html, &email.text, &email.to.name, &email.to.address,
              &email.from.name, &email.unsubscribe.url, &email.unsubscribe.mailto}) {
            const std::string before = *field;
            *field += '1';
            QVERIFY(contentHash(email) != base);
            *field = before;
        }
        email.replyTo = Mailbox{};
        QVERIFY(contentHash(email) != base);
    }
    void postalAddress() {
        QVERIFY(containsPostalAddress("Shop Ltd,\n  1 Main\tStreet, Town",
                                      "shop ltd, 1 main street, town"));
        QVERIFY(!containsPostalAddress("Shop Ltd", "1 Main Street"));
        QVERIFY(!containsPostalAddress("Shop Ltd", " "));
    }
};

AUDIENCE_TEST(MimeTest)
#include "mime_test.moc"
