// Takes events in: matches them to attempts, keeps them as facts, settles doubts, and suppresses
// bounced and complaining addresses at once. A batch is one transaction; the same event twice
// counts once, in any order. One thread, the connection's; where events come from is not its
// business.
#pragma once

#include "async/cancel.h"
#include "base/clock.h"
#include "delivery/contact_topics.h"
#include "delivery/event_rules.h"
#include "delivery/limits.h"
#include "delivery/ses_event.h"
#include "store/audit_chain.h"
#include "store/connection.h"

#include <cstdint>
#include <span>
#include <string>

namespace audience::delivery {

struct RawEvent {
    std::string source; // "sqs", "practice", a file name
    std::string body;
};

struct IntakeReport {
    std::int64_t events = 0;     // new facts, matched to a message
    std::int64_t unmatched = 0;  // new facts of a message nobody here knows (yet)
    std::int64_t foreign = 0;    // of another workspace: suppression only
    std::int64_t duplicates = 0; // seen before
    std::int64_t malformed = 0;  // kept as they came
    std::int64_t greetings = 0;
    std::int64_t suppressed = 0; // addresses that were not suppressed before
    std::int64_t settled = 0;    // doubts that became accepted
    std::int64_t consents = 0;   // statements about topics
    std::int64_t unfollowed = 0; // openings and clicks of campaigns that follow none: not kept
    void add(const IntakeReport &other);
};

class EventIntake {
public:
    // `audit` may be null where no chain is kept; else consent changes are written to it.
    EventIntake(const store::Connection &connection, const Clock &clock, std::string workspaceUuid,
                store::AuditChain *audit)
        : m_connection(connection), m_clock(clock), m_workspace(std::move(workspaceUuid)),
          m_audit(audit) {}

    // All or nothing. Errors: those of the store.
    Result<IntakeReport> take(std::span<const RawEvent> batch);
    // A file of events: one document, an array, a stored SQS answer, or one document per line.
    // Errors: "event.file_unreadable" {path}, "event.file_too_large" {path, limit}, "cancelled".
    Result<IntakeReport> importFile(const std::string &path, const CancelToken &cancel = {});

    // What could not be read once, read again; what can be read now is taken in and no longer kept
    // as malformed. Errors: those of the store, "cancelled".
    Result<IntakeReport> retryMalformed(const CancelToken &cancel = {});

    // Events of other workspaces ever seen: a shared or mistaken queue.
    Result<std::int64_t> foreignSeen() const;

private:
    struct Match {
        std::int64_t run = 0, message = 0, ordinal = -1;
        std::string address, state;
        bool isPractice = false;
        bool followsOpens = true, followsClicks = true;
    };
    Result<void> readRules();
    Result<void> suppressWornOut(const SesEvent &event, const Match &match, IntakeReport &report);
    Result<void> takeOne(const RawEvent &raw, IntakeReport &report);
    Result<void> keepMalformed(const RawEvent &raw, const Error &reason, IntakeReport &report);
    Result<Match> match(const SesEvent &event) const;
    Result<bool> keepFact(const SesEvent &event, const Match &match, const std::string &body);
    Result<void> suppress(const SesEvent &event, const Match &match, IntakeReport &report);
    Result<void> consent(const SesEvent &event, const Match &match, IntakeReport &report);

    const store::Connection &m_connection;
    const Clock &m_clock;
    std::string m_workspace;
    store::AuditChain *m_audit;
    EventRules m_rules;    // of the batch
    SoftBounceRule m_soft; // of the batch
    TopicMap m_topics;     // of the batch
};

} // namespace audience::delivery
