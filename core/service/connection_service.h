// Connections to the services outside and the events that come back from them.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "base/json_fwd.h"
#include "model/connection.h"
#include "net/aws_credentials.h"
#include "service/queue_watch.h"
#include "service/views.h"

#include <optional>

namespace audience::service {

class Session;
struct TestReport;

struct ConnectionView {
    ConnectionId id;
    std::int64_t revision = 0; // of the version this was read from
    Instant savedAt;
    std::string name, kind; // "ses", "smtp", "sqs"
    std::optional<model::SesConnection> ses;
    std::optional<model::SmtpConnection> smtp;
    std::optional<model::SqsConnection> sqs;
    bool canSend() const { return ses || smtp; }
    // Of one that can send; else empty.
    std::string fromAddress() const { return ses ? ses->fromAddress : smtp ? smtp->fromAddress : std::string(); }
    std::string postalAddress() const { return ses ? ses->postalAddress : smtp ? smtp->postalAddress : std::string(); }
};

struct ConnectionTest {
    bool isSandbox = false; // of Amazon: only verified addresses are reached
    double maxPerSecond = 0, maxPerDay = 0, sentToday = 0;
    bool sendingEnabled = true;
    std::string enforcement;    // HEALTHY, PROBATION, SHUTDOWN
    std::int64_t takenEvents = 0; // that lay in the queue and have been read
    std::optional<QueueGap> gap;  // nobody reads it, or did so too late within the last week
};

struct EventsReport {
    std::int64_t received = 0, matched = 0, duplicate = 0, foreign = 0, unreadable = 0;
    std::vector<QueueGap> gaps; // found this time
};

EventsReport reportOf(const delivery::IntakeReport &intake, std::int64_t damaged);

class ConnectionService {
public:
    explicit ConnectionService(Session &session) : m_session(session) {}

    Result<std::vector<ConnectionView>> list() const;
    // What was read and changed; id 0: a new one. Errors: "definition.stale" {kind, name, mine, theirs},
    // "connection.name_taken" {name}, "connection.reserved_name" {name}, those of a bad address.
    Result<ConnectionView> save(const ConnectionView &connection);
    // Whatever is there under that name becomes this one.
    Result<ConnectionView> save(const model::SesConnection &connection);
    Result<ConnectionView> save(const model::SqsConnection &connection);
    Result<ConnectionView> save(const model::SmtpConnection &connection); // errors: also those of model::checkSmtp
    // A new one like this under the first free name: "shop (2)".
    Result<ConnectionView> saveCopy(ConnectionView connection);
    Result<void> remove(const std::string &name);
    // What was removed, as it was. Errors: "definition.not_found", "definition.name_taken".
    Result<ConnectionView> restore(ConnectionId id);
    // The one that new campaigns and tests go through: the chosen one, else the first of Amazon, else the first mail
    // server; "practice" where none can send.
    Result<std::string> usual() const;
    Result<void> setUsual(const std::string &name); // error "connection.unknown" {name}
    // Error "connection.unknown" {name}.
    Result<model::SesConnection> sesConnection(const std::string &name) const;
    // Nothing where the connection of that name is no mail server.
    Result<std::optional<model::SmtpConnection>> mailServer(const std::string &name) const;
    // The keys of a connection whose credentials are "keychain", bound to this workspace and the connection's
    // endpoint. Errors: "connection.unknown" {name}, "connection.keys_elsewhere" {name, credentials},
    // "secrets.credentials_incomplete" {where, name}, the standing's and the keychain's.
    Result<void> storeKeys(const std::string &name, const net::AwsCredentials &keys);
    // Whether the keys can be read where the connection says they are; asks no service. Errors: those of
    // the place.
    Result<void> checkKeys(const std::string &name) const;
    Result<void> forgetKeys(const std::string &name); // what is not there is forgotten
    Result<ConnectionTest> test(const std::string &name, const CancelToken &cancel = {}) const;
    // How the last test went; nothing: there was none.
    struct LastTest {
        std::optional<Error> fault;
    };
    Result<std::optional<LastTest>> lastTest(const std::string &name) const;
    // An email of these words at once to one's own address. Errors: those of sendTestMessage, "connection.unknown" {name}.
    Result<TestReport> sendHello(const std::string &name, const std::string &address, const std::string &subject, const std::string &text);

    // Polls every queue, all at the same time: until two empty receives in a row, or until one that waited a while, and for
    // not much more than two seconds where events came.
    Result<EventsReport> pollEvents(bool untilIdle, const CancelToken &cancel = {}, std::chrono::seconds wait = std::chrono::seconds(8));
    Result<EventsReport> importEvents(const std::string &path);

private:
    Result<ConnectionView> saveOver(ConnectionView connection);
    Result<ConnectionTest> ask(const std::string &name, const CancelToken &cancel) const;
    void keepTest(const std::string &name, const Json &test) const; // null: none
    Session &m_session;
};

} // namespace audience::service
