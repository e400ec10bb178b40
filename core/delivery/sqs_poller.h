// Fetches events from the workspace's SQS queue: receive, one transaction, then delete. What was
// not committed is not deleted and comes again. Synchronous, on the connection's thread.
#pragma once

#include "delivery/event_intake.h"
#include "delivery/ses_settings.h"
#include "model/connection.h"
#include "net/http_client.h"

namespace audience::delivery {

class SqsPoller {
public:
    SqsPoller(EventIntake &intake, net::HttpClient &client, const Clock &clock,
              model::SqsConnection connection, CredentialSource credentials)
        : m_intake(intake), m_client(client), m_clock(clock), m_connection(std::move(connection)),
          m_credentials(std::move(credentials)) {}

    struct Poll {
        int received = 0;
        int damaged = 0; // the body does not match its checksum: left in the queue
        IntakeReport intake;
    };
    // One receive, waiting up to `wait` (0..20 s) for the first message.
    // Errors: "sqs.queue_missing" {queue}, "sqs.denied" {code}, "sqs.failed" {status, code},
    // "sqs.answer_malformed", those of the network, the credentials and the store.
    Result<Poll> pollOnce(std::chrono::seconds wait, const CancelToken &cancel = {});
    // Ends after two receives in a row that brought nothing.
    Result<Poll> pollUntilIdle(std::chrono::seconds wait, const CancelToken &cancel = {});

private:
    Result<net::HttpResponse> call(std::string_view action, const std::string &body,
                                   std::chrono::seconds wait, const CancelToken &cancel);

    EventIntake &m_intake;
    net::HttpClient &m_client;
    const Clock &m_clock;
    model::SqsConnection m_connection;
    CredentialSource m_credentials;
};

} // namespace audience::delivery
