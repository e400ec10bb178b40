// Reads a queue as fast as events come: several receives in flight, many events in one transaction, each
// deleted only after its commit, with the newest handle it was given out by. What could not be committed
// is held for longer and tried again, and comes back by itself where that fails too. One thread.
#pragma once

#include "async/cancel.h"
#include "delivery/event_intake.h"
#include "delivery/ses_settings.h"
#include "model/connection.h"
#include "net/effect_sender.h"

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace audience::delivery {

class SqsDrain {
public:
    struct Options {
        std::chrono::seconds wait{10}; // of a receive for its first message, 0..20
        bool untilIdle = false;        // ends after two receives in a row without a message, else after one
        std::chrono::milliseconds longest{2'000}; // but for `untilIdle`: then the caller looks elsewhere too
        int mostReceives = 8;          // in flight, while the queue is full
        int batch = 400;               // events in a transaction
        std::chrono::milliseconds patience{200}; // a received event waits for company
    };
    struct Report {
        std::int64_t received = 0;
        std::int64_t damaged = 0; // the body does not match its checksum: left in the queue
        bool isEmptied = false;   // nothing more was there to be given out
        IntakeReport intake;
        std::int64_t commits = 0, tries = 0; // transactions; those that had to be tried again
    };

    // `sender` is the drain's alone; its window should hold the receives and as many deletions.
    SqsDrain(EventIntake &intake, net::EffectSender &sender, Clock &clock, model::SqsConnection connection,
             CredentialSource credentials)
        : m_intake(intake), m_sender(sender), m_clock(clock), m_connection(std::move(connection)),
          m_credentials(std::move(credentials)) {}

    // `committed` is called after each transaction. Errors: "sqs.queue_missing" {queue}, "sqs.denied"
    // {code}, "sqs.failed" {status, code}, "sqs.answer_malformed", "cancelled", those of the network,
    // the credentials and the store; what was committed by then is in the workspace.
    Result<Report> run(const Options &options, const CancelToken &cancel = {},
                       const std::function<void(const Report &)> &committed = {});

private:
    struct Job {
        enum class Kind { Receive, Delete, Extend } kind = Kind::Receive;
        std::vector<std::string> handles;
        int tries = 0;
    };
    Result<void> submit(const std::shared_ptr<Job> &job);
    void answered(const std::shared_ptr<Job> &job, const net::EffectOutcome &outcome);
    void failed(const std::shared_ptr<Job> &job, const Error &reason, bool mayTryAgain);
    Result<void> takeMessages(const std::string &body);
    bool isCommitDue() const;
    Result<void> commit();
    void deleteCommitted();
    Result<void> askForMore();
    bool isEnding() const;

    EventIntake &m_intake;
    net::EffectSender &m_sender;
    Clock &m_clock;
    model::SqsConnection m_connection;
    CredentialSource m_credentials;

    Options m_options;
    Report m_report;
    std::vector<RawEvent> m_events;               // received, not committed
    std::map<std::string, std::string> m_handles; // of these by message id, the newest
    std::chrono::microseconds m_oldest{0};        // since when the first of them waits
    std::deque<std::shared_ptr<Job>> m_waiting;   // to be sent when there is room
    std::chrono::microseconds m_quietUntil{0}, m_began{0};
    int m_receives = 0, m_wanted = 1, m_emptyInRow = 0;
    std::optional<Error> m_failure;
};

} // namespace audience::delivery
