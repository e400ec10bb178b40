// The send ledger: every transition of a message is one function here with its legal from-states,
// in one durable transaction. Pure SQL on the caller's connection and thread; it sends nothing and
// knows no service. A transition that is not legal changes nothing and is an error.
#pragma once

#include "base/rng.h"
#include "delivery/ledger_types.h"
#include "delivery/outcome.h"
#include "store/connection.h"

#include <functional>
#include <span>

namespace audience::delivery {

// The verdict of the sending policy on one row, asked inside the transaction that writes the
// intent: empty = may be sent, else the reason to skip it.
using IntentPolicy = std::function<Result<std::string>(const DueMessage &)>;

enum class IntentResult { Written, Skipped, Gone };
struct IntentAnswer {
    IntentResult result = IntentResult::Gone; // Gone: another process changed the row meanwhile
    AttemptId attempt;
    std::string reason; // when skipped
};

// What is recorded about one attempt. `dueAt` counts where the message may be tried again.
struct AttemptOutcome {
    std::string tag;
    Outcome outcome;
    Instant dueAt;
};

class Ledger {
public:
    Ledger(const store::Connection &connection, const Clock &clock)
        : m_connection(connection), m_clock(clock) {}

    // Freezes the recipients as rows and starts the run, in one transaction. No or a malformed
    // address, or one that an earlier row has, is frozen as skipped with its reason.
    // Errors: "delivery.no_recipients", "delivery.duplicate_ordinal" {ordinal}.
    Result<RunId> startRun(const RunSpec &spec, std::span<const Recipient> recipients, Rng &rng,
                           std::string_view step = {});

    Result<Run> run(RunId id) const; // error "delivery.run_not_found" {run}
    Result<std::vector<Run>> runs() const;
    Result<std::vector<Run>> runsOf(CampaignId campaign) const;
    Result<StateCounts> counts(RunId run) const;

    // Error of each: "delivery.run_state" {run, status, wanted}.
    Result<void> pause(RunId run, std::string_view reason);
    // After a breaker the rates count from here on, or it would trip again at once.
    Result<void> resume(RunId run);
    Result<void> block(RunId run, std::string_view reason);
    Result<void> stop(RunId run); // what is still planned or due becomes skipped: "stopped"
    // As if it had never been started: its rows go. Only while not one attempt has been made.
    // Error "delivery.already_sending" {run}.
    Result<void> discard(RunId run);
    // Ends a run that has nothing planned, due or open any more; false where it has.
    Result<bool> finishIfDone(RunId run);

    // Rows that may be tried now, oldest first.
    Result<std::vector<DueMessage>> due(RunId run, int limit) const;
    // planned | retry_at, and stays so: not before that time.
    Result<void> postpone(RunId run, std::span<const Postponed> rows);
    // Whether its time is over, as the plan of the run has it.
    Result<bool> isExpired(MessageId message) const;
    // When the next row is due; nothing if none is left.
    Result<std::optional<Instant>> nextDue(RunId run) const;

    // planned | retry_at -> intent | skipped, for up to a whole window in one transaction, answered
    // in order. Errors: "delivery.epoch_lost" {epoch}, "delivery.run_not_running" {run, status}.
    Result<std::vector<IntentAnswer>> commitIntents(RunId run, std::int64_t epoch,
                                                    std::span<const IntentRequest> requests,
                                                    const IntentPolicy &policy);

    // intent -> accepted | refused | retry_at | in_doubt by class. For a row that a successor has
    // turned into a doubt meanwhile: in_doubt | unknown -> accepted | not_sent, which is knowledge,
    // not a guess.
    Result<void> recordOutcomes(std::span<const AttemptOutcome> outcomes);

    // Every open intent -> in_doubt; returns how many. Called in the transaction of a takeover.
    Result<std::int64_t> doubtOpenIntents(std::string_view detail);
    // intent | in_doubt | unknown | planned | retry_at -> accepted, on the word of an event.
    // A second MessageId for an accepted message is kept as an incident. False: no such attempt.
    Result<bool> acceptByEvent(std::string_view tag, std::string_view messageId);
    // in_doubt -> unknown where no event came within the run's wait; with Resend::AfterWait the row
    // goes on to retry_at and is marked as resent. Returns how many.
    Result<std::int64_t> expireDoubts();
    // A person decides: in_doubt | unknown -> not_sent.
    Result<void> settleAsNotSent(MessageId message);
    // A person knows that it was sent: in_doubt | unknown -> accepted, under a name of our own until an
    // event tells the service's. Message 0: all of the run. Returns how many; none is
    // "delivery.nothing_in_doubt" {run}.
    Result<std::int64_t> settleAsSent(RunId run, MessageId message);
    // A person wants it sent once more: in_doubt | unknown | not_sent -> retry_at, marked as resent; a
    // finished run goes on. Message 0: all doubts of the run. Errors as above and "delivery.run_state".
    Result<std::int64_t> planAgain(RunId run, MessageId message);
    // planned | retry_at | in_doubt -> in_doubt: a send journal knows an attempt that this file
    // does not. In the caller's transaction.
    Result<void> doubtByJournal(MessageId message, std::string_view tag);
    // planned | retry_at -> unknown: no journal can say whether another copy has sent them.
    Result<std::int64_t> markUnanswerable(RunId run);
    // Back again, when a person says that no other copy has sent.
    Result<std::int64_t> planUnanswerable(RunId run);

    Result<void> recordIncident(std::string_view kind, RunId run, MessageId message,
                                std::string_view detail);

private:
    Result<void> changeStatus(RunId run, std::initializer_list<RunStatus> from, RunStatus to,
                              std::string_view reason);
    Result<void> record(const AttemptOutcome &outcome);
    std::int64_t now() const { return m_clock.now().micros; }

    const store::Connection &m_connection;
    const Clock &m_clock;
};

// 32 hex digits, unique across copies of a workspace.
std::string makeAttemptTag(Rng &rng);

} // namespace audience::delivery
