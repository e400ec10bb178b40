#include "base/digest.h"
#include "base/json.h"
#include "base/rng.h"
#include "base/text.h"
#include "email/mime.h"
#include "support/test_main.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace audience;
using namespace audience::email;

namespace {

constexpr const char *kFragments[] = {"Hello",
                                      "world",
                                      " ",
                                      "  ",
                                      ", ",
                                      "\xc3\xbc",
                                      "\xc3\x9f",
                                      "\xe2\x82\xac",
                                      "\xf0\x9f\x8e\x89",
                                      "\xe6\x97\xa5\xe6\x9c\xac",
                                      "=?utf-8?Q?x?=",
                                      "=?",
                                      "?=",
                                      "=?utf-8?B?DQpCY2M6IHhAeS5vcmc=?=",
                                      "=0D=0ABcc: x@y.org",
                                      "\"",
                                      "\\",
                                      "(",
                                      ")",
                                      "<",
                                      ">",
                                      "@",
                                      ":",
                                      ";",
                                      ".",
                                      "'",
                                      "%0d%0aBcc:",
                                      "--",
                                      "--=_as_",
                                      "=",
                                      "{{ name }}",
                                      "a\xcc\x88",
                                      "\xe2\x80\xa8",
                                      "\xc2\xa0x",
                                      "Bcc: eve@example.org",
                                      "Content-Type: text/html",
                                      "supercalifragilisticexpialidocious",
                                      "0",
                                      "_",
                                      "\t"};
constexpr const char *kBodyFragments[] = {"\n",        "\n\n", "\r\n", ".\n", "\n.", "From me",
                                          "\nFrom me", " \n",  "\t\n", "=\n", "=3D"};

class Corpus {
public:
    explicit Corpus(std::uint64_t seed) : m_rng(seed) {}
    std::string line(std::size_t most) {
        std::string out;
        for (std::uint64_t n = m_rng.below(most); n > 0; --n)
            out += kFragments[m_rng.below(std::size(kFragments))];
        return out;
    }
    std::string body() {
        std::string out;
        for (std::uint64_t n = 1 + m_rng.below(60); n > 0; --n)
            out += m_rng.chance(0.3) ? kBodyFragments[m_rng.below(std::size(kBodyFragments))]
                                     : kFragments[m_rng.below(std::size(kFragments))];
        return out.find_first_not_of("\r\n") == std::string::npos ? "x" : out;
    }
    Mailbox mailbox() {
        return {line(12), "user" + std::to_string(m_rng.below(1000)) + "+t@example.com"};
    }
    bool chance() { return m_rng.chance(0.5); }

private:
    SeededRng m_rng;
};

// What a reader must get back: names with control characters as blanks and blanks collapsed.
std::string shownName(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0';
        if (!blank)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return std::string(trimmed(out));
}

std::string shownBody(std::string_view body) {
    std::string out;
    for (std::size_t i = 0; i < body.size(); ++i) {
        out += body[i] == '\r' ? '\n' : body[i];
        if (body[i] == '\r' && i + 1 < body.size() && body[i + 1] == '\n')
            ++i;
    }
    return out;
}

Json expectation(const OutgoingEmail &email) {
    Json names = Json::array({"From", "To"});
    if (email.replyTo)
        names.push_back("Reply-To");
    for (const char *name : {"Subject", "Date", "MIME-Version"})
        names.push_back(name);
    Json oneLine = Json::array(), headers = Json::array();
    const std::vector<Header> list = *listHeaders(email.unsubscribe);
    for (const Header &header : list) {
        names.push_back(header.name);
        oneLine.push_back({header.name, header.value});
    }
    for (const Header &header : email.headers) {
        names.push_back(header.name);
        headers.push_back({header.name, header.value});
    }
    names.push_back("Content-Type");
    const auto mailbox = [](const Mailbox &m) {
        return Json::array({shownName(m.name), m.address});
    };
    Json expect{{"names", names},
                {"oneLine", oneLine},
                {"headers", headers},
                {"from", mailbox(email.from)},
                {"to", mailbox(email.to)},
                {"subject", email.subject},
                {"date", email.date.micros / kMicrosPerSecond},
                {"text", shownBody(email.text)},
                {"html", shownBody(email.html)}};
    if (email.replyTo)
        expect["replyTo"] = mailbox(*email.replyTo);
    return expect;
}

} // namespace

class MimeOracleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Random messages made of everything that ever broke a header, read back by an independent
    // parser.
    void pythonReadsWhatWeWrote() {
        const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
        if (python.isEmpty())
            QSKIP("python3 is not installed");
        Corpus corpus(20261121);
        QByteArray input;
        const int wanted = qEnvironmentVariableIntValue("AUDIENCE_MIME_MESSAGES");
        const int messages = wanted > 0 ? wanted : qEnvironmentVariableIsSet("AUDIENCE_LONG") ? 10'000 : 2'000;
        for (int i = 0; i < messages; ++i) {
            OutgoingEmail email;
            email.from = corpus.mailbox();
            email.to = corpus.mailbox();
            if (corpus.chance())
                email.to.name += "\r\nBcc: eve@example.org\r\n\r\n<b>";
            if (corpus.chance())
                email.replyTo = corpus.mailbox();
            email.subject = corpus.line(30);
            email.html = corpus.body();
            email.text = corpus.body();
            email.headers = {{"X-Campaign", corpus.line(20)}};
            if (corpus.chance())
                email.unsubscribe.url =
                    "https://u.example.com/u?t=" + toHex(sha256(std::to_string(i))) +
                    std::string(i % 700, 'x');
            if (corpus.chance())
                email.unsubscribe.mailto =
                    "mailto:u@example.com?subject=unsubscribe-" + std::to_string(i);
            email.date = {i * 86'400'000'123};
            const auto message = composeMime(email);
            QVERIFY2(message, message ? "" : message.error().id.c_str());
            const Json line{{"message", toBase64(*message)}, {"expect", expectation(email)}};
            input += QByteArray::fromStdString(line.dump()) + '\n';
        }
        QProcess oracle;
        oracle.setProcessChannelMode(QProcess::MergedChannels);
        oracle.start(python,
                     {QStringLiteral(AUDIENCE_SOURCE_DIR "/tests/core/email/mime_oracle.py")});
        QVERIFY(oracle.waitForStarted());
        oracle.write(input);
        oracle.closeWriteChannel();
        QVERIFY(oracle.waitForFinished(messages * 50));
        const QByteArray output = oracle.readAll();
        QVERIFY2(oracle.exitStatus() == QProcess::NormalExit && oracle.exitCode() == 0,
                 output.left(4000).constData());
        QCOMPARE(output.trimmed(), QByteArray::number(messages) + " messages, 0 differences");
    }
};

AUDIENCE_TEST(MimeOracleTest)
#include "mime_oracle_test.moc"
