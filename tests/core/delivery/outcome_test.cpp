#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/outcome.h"
#endif
#include "support/test_main.h"

#include <QTest>

using namespace audience;
using namespace audience::delivery;

namespace {

struct CodeRow {
    const char *code;
    const char *message;
    OutcomeClass at400; // what it means with a status 400
};

// Every error SES v2 SendEmail documents, the common errors of AWS, and words seen in the field.
const CodeRow kCodes[] = {
    {"BadRequestException", "bad", OutcomeClass::RefusedFinal},
    {"MessageRejected", "Email address is not verified.", OutcomeClass::RefusedFinal},
    {"MailFromDomainNotVerifiedException", "x", OutcomeClass::RefusedFinal},
    {"NotFoundException", "Configuration set does not exist", OutcomeClass::RefusedFinal},
    {"LimitExceededException", "Too many resources", OutcomeClass::RefusedFinal},
    {"LimitExceededException", "Daily sending quota exceeded", OutcomeClass::RefusedPause},
    {"InvalidParameterValue", "x", OutcomeClass::RefusedFinal},
    {"ValidationException", "x", OutcomeClass::RefusedFinal},
    {"ConflictException", "x", OutcomeClass::RefusedFinal},
    {"AccountSuspendedException", "x", OutcomeClass::RefusedPause},
    {"SendingPausedException", "x", OutcomeClass::RefusedPause},
    {"ConfigurationSetSendingPausedException", "x", OutcomeClass::RefusedPause},
    {"TooManyRequestsException", "Maximum sending rate exceeded.", OutcomeClass::Throttled},
    {"TooManyRequestsException", "Daily message quota exceeded", OutcomeClass::RefusedPause},
    {"Throttling", "Rate exceeded", OutcomeClass::Throttled},
    {"Throttling", "Maximum sending rate exceeded.", OutcomeClass::Throttled},
    {"ThrottlingException", "Rate exceeded", OutcomeClass::Throttled},
    {"RequestLimitExceeded", "x", OutcomeClass::Throttled},
    {"ExpiredTokenException", "x", OutcomeClass::AuthPause},
    {"ExpiredToken", "x", OutcomeClass::AuthPause},
    {"InvalidClientTokenId", "x", OutcomeClass::AuthPause},
    {"IncompleteSignature", "x", OutcomeClass::AuthPause},
    {"InvalidSignatureException", "Signature expired", OutcomeClass::AuthPause},
    {"SignatureDoesNotMatch", "x", OutcomeClass::AuthPause},
    {"MissingAuthenticationToken", "x", OutcomeClass::AuthPause},
    {"AccessDeniedException", "x", OutcomeClass::AuthPause},
    {"OptInRequired", "x", OutcomeClass::AuthPause},
    {"RequestExpired", "x", OutcomeClass::AuthPause},
    {"UnrecognizedClientException", "x", OutcomeClass::AuthPause},
    {"SomethingNobodyHasSeenYet", "x", OutcomeClass::RefusedFinal},
    {"", "Maximum sending rate exceeded.", OutcomeClass::Throttled},
    {"", "no type at all", OutcomeClass::RefusedFinal}};

net::EffectOutcome answer(int status, const std::string &code, const std::string &body) {
    net::HttpResponse response{status, {}, body};
    if (!code.empty())
        net::setHeader(response.headers, "x-amzn-ErrorType", code);
    return net::Answer{response};
}

// What the contract's table says, written down independently of the implementation.
OutcomeClass expected(const CodeRow &row, int status) {
    const std::string message = row.message;
    const bool isDaily = message.find("quota exceeded") != std::string::npos;
    switch (status) {
    case 400:
    case 404:
        return row.at400;
    case 401:
    case 403:
        return OutcomeClass::AuthPause;
    case 429:
        if (row.at400 == OutcomeClass::AuthPause)
            return OutcomeClass::AuthPause;
        return isDaily ? OutcomeClass::RefusedPause : OutcomeClass::Throttled;
    default:
        return OutcomeClass::InDoubt;
    }
}

} // namespace

class OutcomeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Errors of the service: every code at every status that may carry it.
    void everyCodeAtEveryStatus() {
        int cells = 0, wrong = 0;
        for (const CodeRow &row : kCodes)
            for (const int status : {400, 401, 403, 404, 429, 500, 502, 503, 504}) {
                const std::string body = std::string("{\"message\":\"") + row.message + "\"}";
                const Outcome outcome = classifySesOutcome(answer(status, row.code, body));
                ++cells;
                if (outcome.outcome != expected(row, status)) {
                    ++wrong;
                    qWarning() << row.code << row.message << status
                               << toText(outcome.outcome).data();
                }
            }
        QCOMPARE(wrong, 0);
        QVERIFY(cells >= 140);
    }

    // Errors of the wire: every kind in every phase; what matters is whether a byte had left.
    void everyTransportErrorInEveryPhase() {
        const char *errors[] = {"net.dns_failed",       "net.connect_failed",
                                "net.tls_failed",       "net.timeout",
                                "net.connection_lost",  "net.failed",
                                "net.answer_truncated", "net.answer_malformed",
                                "net.resend_refused",   "cancelled"};
        const std::pair<const char *, bool> phases[] = {{"dns", false}, {"connect", false},
                                                        {"tls", false}, {"write", true},
                                                        {"wait", true}, {"read", true}};
        int cells = 0;
        for (const char *id : errors)
            for (const auto &[phase, hasLeft] : phases) {
                const Error error(ErrorKind::Network, id);
                const Outcome outcome =
                    classifySesOutcome(hasLeft ? net::EffectOutcome(net::Unknown{error})
                                               : net::EffectOutcome(net::NotSent{error}));
                QCOMPARE(outcome.outcome, hasLeft ? OutcomeClass::InDoubt : OutcomeClass::NotSent);
                QCOMPARE(outcome.code, std::string(id));
                QCOMPARE(isCertainlyUnsent(outcome.outcome), !hasLeft);
                ++cells;
            }
        QCOMPARE(cells, 60);
    }

    // The last phase: a complete answer that may still say nothing.
    void parsedAnswers_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("outcome");
        const auto row = [](const char *name, int status, const char *body, OutcomeClass outcome) {
            QTest::newRow(name) << status << QByteArray(body) << static_cast<int>(outcome);
        };
        row("accepted", 200, "{\"MessageId\":\"0102-a\"}", OutcomeClass::Accepted);
        row("accepted, more members", 200, "{\"x\":1,\"MessageId\":\"m\"}", OutcomeClass::Accepted);
        row("200 without id", 200, "{}", OutcomeClass::InDoubt);
        row("200 with an empty id", 200, "{\"MessageId\":\"\"}", OutcomeClass::InDoubt);
        row("200 with a number", 200, "{\"MessageId\":5}", OutcomeClass::InDoubt);
        row("200 with bad JSON", 200, "{\"MessageId\":\"a", OutcomeClass::InDoubt);
        row("200 with a list", 200, "[]", OutcomeClass::InDoubt);
        row("200 captive portal", 200, "<html>log in</html>", OutcomeClass::InDoubt);
        row("200 empty", 200, "", OutcomeClass::InDoubt);
        row("201", 201, "{\"MessageId\":\"a\"}", OutcomeClass::InDoubt);
        row("204", 204, "", OutcomeClass::InDoubt);
        row("302", 302, "", OutcomeClass::InDoubt);
        row("400 of a proxy", 400, "<html>", OutcomeClass::InDoubt);
        row("407", 407, "", OutcomeClass::AuthPause);
        row("408", 408, "{\"message\":\"x\"}", OutcomeClass::InDoubt);
        row("413", 413, "{\"message\":\"too large\"}", OutcomeClass::RefusedFinal);
        row("500 that looks accepted", 500, "{\"MessageId\":\"a\"}", OutcomeClass::InDoubt);
    }
    void parsedAnswers() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(int, outcome);
        const Outcome got = classifySesOutcome(answer(status, "", body.toStdString()));
        QCOMPARE(static_cast<int>(got.outcome), outcome);
        QCOMPARE(got.messageId.empty(), got.outcome != OutcomeClass::Accepted);
    }
};

AUDIENCE_TEST(OutcomeTest)
#include "outcome_test.moc"
