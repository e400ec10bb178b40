// The email that asks somebody to confirm an address: one row for each, written before it leaves. What nobody knows of is
// not sent again by itself; a new sign-up a day later is.
#include "base/fault_point.h"
#include "delivery/ledger.h"
#include "delivery/ses_transport.h"
#include "email/address.h"
#include "net/net.h"
#include "service/audience_question.h"
#include "service/connection_keys.h"
#include "service/connection_service.h"
#include "service/corner_files.h"
#include "service/corner_parts.h"
#include "service/corner_people.h"
#include "service/corner_values.h"
#include "service/email_renderer.h"
#include "service/imprint.h"
#include "service/session.h"
#include "workspace/handover.h"
#include "workspace/suppression_repository.h"

#include <algorithm>
#include <memory>

namespace audience::service {

namespace {

// Anybody can type anybody's address into a public form: what that may cause has an end.
constexpr std::int64_t kMostInADay = 2'000;
constexpr std::chrono::hours kOneEach{24};
constexpr std::chrono::minutes kLongestFlight{10};
constexpr std::chrono::seconds kLongestAnswer{60};
// Events are read in the same breath: the others wait for the next time.
constexpr std::chrono::seconds kLongestGo{2};
constexpr double kMostInOneGo = 10;
// Campaigns send by the same account meanwhile.
constexpr double kShare = 1.0 / 8, kSlowest = 0.2;

struct Request {
    std::int64_t id = 0, entry = 0, topic = 0;
    Sha256 hash{};
    std::string address, topicName, language, tag;
};

std::string fileOf(std::string_view name) {
    for (const CornerFile &file : cornerFiles())
        if (file.name == name)
            return std::string(file.text);
    return {};
}

// The first line of the file is the subject.
model::EmailTemplate templateIn(const std::string &language) {
    const std::string text = fileOf(language == "de" ? "confirm.de.html" : "confirm.en.html");
    const std::size_t end = std::min(text.find('\n'), text.size());
    model::EmailTemplate email;
    email.name = "confirm";
    email.subject = text.substr(0, end);
    email.html = text.substr(std::min(end + 1, text.size()));
    return email;
}

// Sign-ups that nobody confirmed and nobody was asked about within a day.
Result<std::vector<Request>> unasked(const store::Connection &connection, Instant now, int most) {
    TRY_ASSIGN(auto rows, connection.prepare("SELECT max(e.id), e.address, e.subject, t.name, e.body FROM corner_entry e JOIN topic t ON t.id = e.subject "
                                             "WHERE e.kind = 'form' AND e.at > ?1 AND NOT EXISTS (SELECT 1 FROM corner_outcome o WHERE o.entry = e.id) "
                                             "AND NOT EXISTS (SELECT 1 FROM corner_entry c WHERE c.kind = 'confirm' AND c.address = e.address AND c.subject = e.subject AND c.at >= e.at) "
                                             "AND NOT EXISTS (SELECT 1 FROM corner_request r WHERE r.entry >= e.id AND r.address = e.address AND r.topic = e.subject) "
                                             "AND NOT EXISTS (SELECT 1 FROM corner_request r WHERE r.address = e.address AND r.topic = e.subject AND r.at > ?2) "
                                             "GROUP BY e.address, e.subject ORDER BY 1 LIMIT ?3"));
    rows.bind(1, (now - kSignUpWaits).micros).bind(2, (now - kOneEach).micros).bind(3, most);
    std::vector<Request> found;
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return found;
        Request one;
        one.entry = rows.int64(0);
        const std::string_view hash = rows.blob(1);
        std::copy_n(hash.begin(), std::min(hash.size(), one.hash.size()), one.hash.begin());
        one.topic = rows.int64(2);
        one.topicName = rows.text(3);
        const auto said = parseJson(rows.blob(4));
        one.address = said ? jsonText(*said, "email") : std::string();
        one.language = said ? jsonText(*said, "language") : std::string();
        found.push_back(std::move(one));
    }
}

Result<std::int64_t> scalarOf(const store::Connection &connection, const char *sql, std::int64_t value) {
    TRY_ASSIGN(auto row, connection.prepare(sql));
    TRY_ASSIGN(const bool found, row.bind(1, value).step());
    return found ? row.int64(0) : 0;
}

// The rows of those who will be asked now, `most` at a time; whoever is blocked for good is told apart.
Result<std::vector<Request>> writeIntents(Session &session, int most, CornerTaking &report) {
    workspace::Workspace &file = session.workspace();
    return file.write([&](const store::Connection &connection) -> Result<std::vector<Request>> {
        TRY(workspace::requireRight(connection)); // handed over since it was looked at: the copy asks them
        const Instant now = file.clock().now();
        TRY_ASSIGN(auto lost, connection.prepare("UPDATE corner_request SET state = 'in_doubt', code = 'interrupted' WHERE state = 'intent' AND at < ?"));
        TRY(lost.bind(1, (now - kLongestFlight).micros).run());
        TRY_ASSIGN(const std::int64_t today, scalarOf(connection, "SELECT count(*) FROM corner_request WHERE at > ?", (now - std::chrono::hours(24)).micros));
        TRY_ASSIGN(auto wanted, unasked(connection, now, most));
        std::vector<Request> requests;
        TRY_ASSIGN(auto insert, connection.prepare("INSERT INTO corner_request (entry, address, topic, tag, state, code, message_id, at) VALUES (?, ?, ?, ?, 'intent', '', '', ?) "
                                                   "RETURNING id"));
        for (Request &one : wanted) {
            TRY_ASSIGN(const auto blocked, workspace::SuppressionRepository::find(connection, one.hash));
            if (blocked && blocked->reason != workspace::SuppressionReason::Unsubscribe) {
                TRY(noteOutcome(connection, one.entry, "aside", now, std::nullopt, Error(ErrorKind::Refused, "corner.sign_up_blocked")));
                ++report.aside;
                continue;
            }
            if (today + static_cast<std::int64_t>(requests.size()) >= kMostInADay)
                break; // the others wait
            one.tag = delivery::makeAttemptTag(file.rng());
            insert.bind(1, one.entry).bindBlob(2, asView(one.hash)).bind(3, one.topic).bind(4, one.tag).bind(5, now.micros);
            TRY_ASSIGN(const bool row, insert.step());
            one.id = row ? insert.int64(0) : 0;
            TRY(insert.run());
            requests.push_back(std::move(one));
        }
        return requests;
    });
}

// `why`: this email alone could not be written.
Result<void> keepOutcome(Session &session, const Request &request, const delivery::Outcome &outcome, const std::optional<Error> &why = std::nullopt) {
    using delivery::OutcomeClass;
    return session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        if (isCertainlyUnsent(outcome.outcome) && outcome.outcome != OutcomeClass::RefusedFinal) {
            TRY_ASSIGN(auto erase, connection.prepare("DELETE FROM corner_request WHERE id = ?"));
            return erase.bind(1, request.id).run(); // it may be tried anew
        }
        const char *state = outcome.outcome == OutcomeClass::Accepted ? "accepted" : outcome.outcome == OutcomeClass::InDoubt ? "in_doubt" : "refused";
        TRY_ASSIGN(auto update, connection.prepare("UPDATE corner_request SET state = ?, code = ?, message_id = ? WHERE id = ?"));
        TRY(update.bind(1, state).bind(2, outcome.code).bind(3, outcome.messageId).bind(4, request.id).run());
        if (outcome.outcome != OutcomeClass::RefusedFinal)
            return {};
        return noteOutcome(connection, request.entry, "aside", session.workspace().clock().now(), std::nullopt,
                           why ? *why : Error(ErrorKind::Refused, "corner.asking_refused").with("code", outcome.code));
    });
}

// One email after the other, as fast as the account may.
class Asking {
public:
    Asking(Session &session, const CornerRecord &record, model::SesConnection connection, const delivery::CornerSeal &seal, Imprint imprint)
        : m_session(session), m_clock(session.workspace().clock()), m_record(record), m_connection(std::move(connection)), m_seal(seal), m_imprint(std::move(imprint)),
          m_net(net::curlNet(m_clock, session.workspace().rng())), m_http(m_net->makeClient()), m_sender(m_net->makeEffectSender()),
          m_account(*m_http, m_clock, m_connection, credentialSource(session, m_connection)),
          m_transport(*m_sender, m_account, m_clock, m_connection, credentialSource(session, m_connection)) {
        if (!m_connection.postalAddress.empty())
            m_imprint.postalAddress = m_connection.postalAddress;
    }

    // An error is about this email alone; it will not get better by trying again.
    Result<delivery::Outcome> ask(const Request &request) {
        TRY_ASSIGN(const email::OutgoingEmail message, messageFor(request));
        // An answer may come when nobody waits any more.
        const auto answer = std::make_shared<std::optional<delivery::Outcome>>();
        const auto submitted = m_transport.submit({request.tag, m_session.workspace().uuid(), "sign-up", message},
                                                  [answer](delivery::Outcome one) { *answer = std::move(one); });
        if (!submitted && submitted.error().kind == ErrorKind::Invalid)
            return submitted.error();
        if (!submitted)
            return delivery::Outcome{submitted.error().kind == ErrorKind::Auth ? delivery::OutcomeClass::AuthPause : delivery::OutcomeClass::NotSent,
                                     submitted.error().id, {}, {}};
        for (const auto start = m_clock.steady(); !*answer && m_clock.steady() - start < kLongestAnswer;)
            m_transport.poll(std::chrono::milliseconds(100));
        return answer->value_or(delivery::Outcome{delivery::OutcomeClass::InDoubt, "no_answer", {}, {}});
    }

    Result<net::TokenBucket::Limits> limits() {
        TRY_ASSIGN(const delivery::SendQuota quota, m_transport.quota());
        return net::TokenBucket::Limits{std::max(kSlowest, quota.perSecond * kShare), 1, quota.perDay, quota.sentLastDay};
    }

private:
    Result<email::OutgoingEmail> messageFor(const Request &request) {
        TRY_ASSIGN(const auto renderer, EmailRenderer::forAnybody(templateIn(request.language), m_session.now(), workspaceZone(m_session)));
        const std::string link = m_record.output("BaseUrl") + "/x/c/" +
                                 m_seal.seal({delivery::CornerKind::Confirm, request.hash, 0, 0, static_cast<std::uint32_t>(request.topic)});
        TRY_ASSIGN(const RenderedEmail rendered, renderer->render(0, {{"confirm_url", link},
                                                                      {"topic_name", request.topicName},
                                                                      {"sender_name", m_imprint.name},
                                                                      {"postal_address", m_imprint.postalAddress}}));
        email::OutgoingEmail message;
        TRY_ASSIGN(message.from, email::parseAddress(m_connection.fromAddress));
        TRY_ASSIGN(message.to, email::parseAddress(request.address));
        message.subject = rendered.subject;
        message.html = rendered.html;
        message.text = rendered.text;
        message.date = m_clock.now();
        return message;
    }

    Session &m_session;
    Clock &m_clock;
    const CornerRecord &m_record;
    const model::SesConnection m_connection;
    const delivery::CornerSeal &m_seal;
    Imprint m_imprint;
    std::unique_ptr<net::Net> m_net;
    std::unique_ptr<net::HttpClient> m_http;
    std::unique_ptr<net::EffectSender> m_sender;
    delivery::SesAccount m_account;
    delivery::SesTransport m_transport;
};

} // namespace

Result<CornerTaking> CornerPeople::askToConfirm(const CancelToken &cancel) {
    CornerTaking report;
    workspace::Workspace &file = m_session.workspace();
    TRY_ASSIGN(const auto record, cornerRecord(m_session));
    if (!record || !record->isReady() || !file.mayRunWork())
        return report;
    {
        TRY_ASSIGN(const auto reader, file.reader());
        TRY_ASSIGN(const auto wanted, unasked(*reader, file.clock().now(), 1));
        if (wanted.empty())
            return report;
    }
    TRY_ASSIGN(const delivery::CornerSeal seal, cornerSeal(m_session));
    TRY_ASSIGN(const model::SesConnection connection, ConnectionService(m_session).sesConnection(record->plan.connection));
    TRY_ASSIGN(const Imprint imprint, imprintOf(m_session));
    Asking asking(m_session, *record, connection, seal, imprint);
    TRY_ASSIGN(const auto limits, asking.limits()); // before a row says that an email is on its way
    net::TokenBucket pace(file.clock(), limits);
    const int most = static_cast<int>(std::clamp(1 + limits.perSecond * static_cast<double>(kLongestGo.count()), 1.0, kMostInOneGo));
    TRY_ASSIGN(const auto requests, writeIntents(m_session, most, report));
    faultPoint("corner.asking");
    const auto began = file.clock().steady();
    const auto isOver = [&] { return cancel.isCancelled() || pace.quotaReached() || file.clock().steady() - began > kLongestGo; };
    for (std::size_t i = 0; i < requests.size(); ++i) {
        bool mayGo = false;
        while (!isOver() && !(mayGo = pace.tryTake()))
            file.clock().sleepFor(std::min<std::chrono::microseconds>(pace.waitFor(), std::chrono::milliseconds(50)));
        auto outcome = mayGo ? asking.ask(requests[i]) : Result<delivery::Outcome>(delivery::Outcome{delivery::OutcomeClass::NotSent, "stopped", {}, {}});
        std::optional<Error> why;
        if (!outcome) {
            why = outcome.error();
            outcome = delivery::Outcome{delivery::OutcomeClass::RefusedFinal, why->id, {}, {}};
            ++report.aside;
        }
        faultPoint("corner.asked");
        TRY(keepOutcome(m_session, requests[i], *outcome, why));
        report.asked += outcome->outcome == delivery::OutcomeClass::Accepted ? 1 : 0;
        const bool isUnsent = isCertainlyUnsent(outcome->outcome) && outcome->outcome != delivery::OutcomeClass::RefusedFinal;
        if (isUnsent && outcome->code != "stopped") { // the account, not the address: the others would fare the same
            for (std::size_t rest = i + 1; rest < requests.size(); ++rest)
                TRY(keepOutcome(m_session, requests[rest], {delivery::OutcomeClass::NotSent, "stopped", {}, {}}));
            return Error(ErrorKind::Refused, "corner.asking_failed").with("code", outcome->code);
        }
    }
    return report;
}

} // namespace audience::service
