// The transitions of a message: intents and their outcomes.
#include "base/fault_point.h"
#include "delivery/ledger.h"
#include "delivery/next_try.h"
#include "delivery/sql.h"

namespace audience::delivery {

namespace {

// The attempt with that tag and the message it belongs to, as they are now.
struct Standing {
    MessageId message;
    RunId run;
    MessageState state = MessageState::Planned;
    std::string messageId;
    bool isLatest = false; // no newer attempt follows
    std::string outcome;   // of the attempt, as recorded; empty: none yet
};

Result<std::optional<Standing>> standingOf(const store::Connection &connection,
                                           std::string_view tag) {
    TRY_ASSIGN(store::Statement row,
               bound(connection,
                     "SELECT m.id, m.run, m.state, coalesce(m.message_id, ''), "
                     "a.number = m.attempts, coalesce(a.outcome, '') "
                     "FROM attempt a JOIN message m ON m.id = a.message WHERE a.tag = ?",
                     tag));
    TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return std::optional<Standing>();
    Standing standing;
    standing.message = MessageId(row.int64(0));
    standing.run = RunId(row.int64(1));
    standing.state = messageStateFromText(row.text(2)).value_or(MessageState::Planned);
    standing.messageId = row.text(3);
    standing.isLatest = row.int64(4) != 0;
    standing.outcome = row.text(5);
    return std::optional<Standing>(std::move(standing));
}

Result<void> closeAttempt(const store::Connection &connection, const AttemptOutcome &record,
                          std::string_view outcome, std::int64_t now) {
    TRY(change(connection,
               "UPDATE attempt SET outcome = ?, code = ?, detail = ?, "
               "message_id = nullif(?, ''), doubt = CASE WHEN ?1 = 'in_doubt' THEN 'outcome' END, "
               "finished_at = ? WHERE tag = ?",
               outcome, record.outcome.code, record.outcome.detail, record.outcome.messageId, now,
               record.tag));
    return {};
}

// Openings and clicks that came before it was known whose they are, of a run that follows none.
Result<void> forgetUnfollowed(const store::Connection &connection, const Standing &standing) {
    constexpr std::string_view kOf = "(SELECT e.id FROM message_event e JOIN run r ON r.id = e.run WHERE e.message = ? AND "
                                     "((e.kind = 'open' AND json_extract(r.plan, '$.follow_opens') = 0) OR (e.kind = 'click' AND json_extract(r.plan, '$.follow_clicks') = 0)))";
    TRY(change(connection, "DELETE FROM event_verdict WHERE event IN " + std::string(kOf), standing.message.value));
    TRY(change(connection, "DELETE FROM message_event WHERE id IN " + std::string(kOf), standing.message.value));
    return {};
}

Result<void> accept(const store::Connection &connection, const Standing &standing,
                    std::string_view messageId, std::int64_t now) {
    TRY(change(connection,
               "UPDATE message SET state = 'accepted', reason = '', message_id = ?, "
               "changed_at = ? WHERE id = ?",
               messageId, now, standing.message.value));
    // Events of the other family carry no tag and may have come before the answer.
    TRY_ASSIGN(const std::int64_t early, change(connection,
                                                "UPDATE message_event SET message = ?, run = ? "
                                                "WHERE message IS NULL AND message_id = ?",
                                                standing.message.value, standing.run.value, messageId));
    return early > 0 ? forgetUnfollowed(connection, standing) : Result<void>();
}

Error illegal(const Standing &standing, std::string_view wanted) {
    return Error(ErrorKind::Conflict, "delivery.illegal_transition")
        .with("message", std::to_string(standing.message.value))
        .with("from", toText(standing.state))
        .with("to", wanted);
}

std::string_view attemptOutcome(OutcomeClass outcome) {
    switch (outcome) {
    case OutcomeClass::NotSent:
    case OutcomeClass::AuthPause:
    case OutcomeClass::Deferred: // with the server's code: only "smtp.4.." of these is a mailbox that cannot take it now
        return "not_sent";
    case OutcomeClass::Throttled:
        return "throttled";
    case OutcomeClass::RefusedFinal:
    case OutcomeClass::RefusedPause:
        return "refused";
    case OutcomeClass::InDoubt:
        return "in_doubt";
    case OutcomeClass::Accepted:
        return "accepted";
    }
    return "in_doubt";
}

// When a message that was not taken for now is tried again; nothing: never, its time is over. Its attempt is closed.
Result<std::optional<Instant>> nextTryOf(const store::Connection &connection, const Standing &standing, const AttemptOutcome &record,
                                         std::int64_t now) {
    // A mailbox has its own count of tries: how often the service asked for slower sending is none of it.
    const bool isDeferred = record.outcome.outcome == OutcomeClass::Deferred;
    TRY_ASSIGN(store::Statement row, bound(connection,
                                           "SELECT count(*), coalesce(min(intent_at), 0), coalesce((SELECT at FROM message_expiry WHERE message = ?1), 0) "
                                           "FROM attempt WHERE message = ?1 AND outcome = ?2 AND (?2 = 'throttled' OR code = ?3 OR (code >= 'smtp.4' AND code < 'smtp.5'))",
                                           standing.message.value, attemptOutcome(record.outcome.outcome), record.outcome.code));
    TRY_ASSIGN(const bool found, row.step());
    const NotTaken soFar{found ? row.int64(0) : 1, Instant{row.int64(1)}, Instant{row.int64(2)}};
    return isDeferred ? nextTry(soFar, Instant{now}) : nextTry(soFar, Instant{now}, record.dueAt);
}

// A person said that it was sent; the service's own name for it has not come yet.
bool isDecided(const Standing &standing) {
    return standing.state == MessageState::Accepted && standing.messageId.starts_with("decided-");
}

bool isDoubtful(MessageState state) {
    return state == MessageState::InDoubt || state == MessageState::Unknown;
}

// What it is when the service has accepted a message that stands in this state.
const char *contradiction(MessageState state) {
    switch (state) {
    case MessageState::Accepted:
        return "duplicate_accepted";
    case MessageState::Refused:
    case MessageState::Skipped:
        return "accepted_against_record";
    default:
        return nullptr;
    }
}

} // namespace

Result<std::vector<IntentAnswer>> Ledger::commitIntents(RunId id, std::int64_t epoch,
                                                        std::span<const IntentRequest> requests,
                                                        const IntentPolicy &policy) {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY_ASSIGN(const std::int64_t current,
               number(m_connection, "SELECT epoch FROM runner WHERE id = 1"));
    if (current != epoch)
        return Error(ErrorKind::Conflict, "delivery.epoch_lost")
            .with("epoch", std::to_string(epoch));
    TRY_ASSIGN(const Run run, this->run(id));
    if (run.status != RunStatus::Running)
        return Error(ErrorKind::Refused, "delivery.run_not_running")
            .with("run", std::to_string(id.value))
            .with("status", toText(run.status));

    TRY_ASSIGN(store::Statement row,
               store::prepareKept(
                   m_connection,
                   "SELECT id, ordinal, address, address_key, variant, step, attempts, resends "
                   "FROM message WHERE id = ? AND run = ? AND state IN ('planned', 'retry_at') "
                   "AND due_at <= ?"));
    TRY_ASSIGN(store::Statement toIntent,
               store::prepareKept(m_connection, "UPDATE message SET state = 'intent', reason = '', "
                                    "attempts = attempts + 1, changed_at = ? WHERE id = ?"));
    TRY_ASSIGN(store::Statement insert,
               store::prepareKept(
                   m_connection,
                   "INSERT INTO attempt (tag, message, number, epoch, content_hash, intent_at, "
                   "code, detail) VALUES (?, ?, ?, ?, ?, ?, '', '')"));
    std::vector<IntentAnswer> answers;
    for (const IntentRequest &request : requests) {
        row.bind(1, request.message.value).bind(2, id.value).bind(3, now());
        TRY_ASSIGN(const bool found, row.step());
        if (!found) {
            answers.push_back({IntentResult::Gone, {}, {}});
            continue;
        }
        const DueMessage message{request.message,
                                 static_cast<Ordinal>(row.int64(1)),
                                 std::string(row.text(2)),
                                 std::string(row.text(3)),
                                 std::string(row.text(4)),
                                 std::string(row.text(5)),
                                 row.int64(6),
                                 row.int64(7)};
        row.reset();
        std::string reason = request.skipReason;
        if (reason.empty()) {
            TRY_ASSIGN(reason, policy(message));
        }
        if (!reason.empty()) {
            TRY(change(m_connection,
                       "UPDATE message SET state = 'skipped', reason = ?, changed_at = ? "
                       "WHERE id = ?",
                       reason, now(), request.message.value));
            answers.push_back({IntentResult::Skipped, {}, reason});
            continue;
        }
        toIntent.bind(1, now()).bind(2, request.message.value);
        TRY(toIntent.run());
        insert.bind(1, request.tag).bind(2, request.message.value).bind(3, message.attempts + 1);
        insert.bind(4, epoch).bind(5, request.contentHash).bind(6, now());
        TRY(insert.run());
        answers.push_back({IntentResult::Written, AttemptId(m_connection.lastInsertId()), {}});
    }
    faultPoint("ledger.intent.before_commit");
    TRY(transaction.commit());
    faultPoint("ledger.intent.committed");
    return answers;
}

Result<void> Ledger::recordOutcomes(std::span<const AttemptOutcome> outcomes) {
    if (outcomes.empty())
        return {};
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    for (const AttemptOutcome &outcome : outcomes)
        TRY(record(outcome));
    faultPoint("ledger.outcome.before_commit");
    TRY(transaction.commit());
    faultPoint("ledger.outcome.committed");
    return {};
}

Result<void> Ledger::record(const AttemptOutcome &record) {
    TRY_ASSIGN(const std::optional<Standing> found, standingOf(m_connection, record.tag));
    if (!found)
        return Error(ErrorKind::NotFound, "delivery.attempt_not_found").with("tag", record.tag);
    const Standing &standing = *found;
    const OutcomeClass outcome = record.outcome.outcome;
    const bool isAccepted = outcome == OutcomeClass::Accepted;
    if (standing.outcome == "accepted" && isDecided(standing)) {
        if (!isAccepted)
            return {}; // a person knew better than a connection that closed
    } else if (standing.outcome == "accepted") {
        // An event was quicker than the answer; only another MessageId would add to what it said.
        const bool agrees = isAccepted ? standing.messageId == record.outcome.messageId
                                       : outcome == OutcomeClass::InDoubt;
        return agrees ? Result<void>()
                      : recordIncident("outcome_contradicts_event", standing.run, standing.message,
                                       isAccepted ? record.outcome.messageId : record.outcome.code);
    } else if (!standing.outcome.empty() && standing.outcome != "in_doubt") {
        return illegal(standing, toText(outcome));
    }
    TRY(closeAttempt(m_connection, record, attemptOutcome(outcome), now()));
    if (isAccepted) {
        if (const char *incident = contradiction(standing.state); incident && !isDecided(standing))
            return recordIncident(incident, standing.run, standing.message,
                                  record.outcome.messageId);
        return accept(m_connection, standing, record.outcome.messageId, now());
    }
    // A newer attempt, a stop or an expired wait has moved the message on: it stays where it is.
    const bool isIntent = standing.state == MessageState::Intent;
    if (!standing.isLatest || (!isIntent && !isDoubtful(standing.state)))
        return {};
    if (outcome == OutcomeClass::InDoubt) {
        if (isIntent)
            TRY(change(m_connection,
                       "UPDATE message SET state = 'in_doubt', reason = ?, changed_at = ? "
                       "WHERE id = ?",
                       record.outcome.code, now(), standing.message.value));
        return {};
    }
    std::string_view next = !isIntent                               ? "not_sent"
                            : outcome == OutcomeClass::RefusedFinal ? "refused"
                                                                    : "retry_at";
    std::string_view reason = record.outcome.code;
    Instant dueAt = record.dueAt;
    if (isIntent && (outcome == OutcomeClass::Deferred || outcome == OutcomeClass::Throttled)) {
        TRY_ASSIGN(const std::optional<Instant> again, nextTryOf(m_connection, standing, record, now()));
        dueAt = again.value_or(dueAt);
        if (!again) {
            next = "refused";
            reason = kNotAcceptedInTime; // the service's own words stay with the attempt
        }
    }
    TRY(change(m_connection,
               "UPDATE message SET state = ?, reason = ?, due_at = ?, changed_at = ? WHERE id = ?",
               next, reason, dueAt.micros, now(), standing.message.value));
    return {};
}

Result<bool> Ledger::acceptByEvent(std::string_view tag, std::string_view messageId) {
    TRY_ASSIGN(const std::optional<Standing> found, standingOf(m_connection, tag));
    if (!found)
        return false;
    const Standing &standing = *found;
    if (standing.state == MessageState::Accepted && standing.messageId == messageId)
        return true;
    if (const char *kind = contradiction(standing.state); kind && !isDecided(standing)) {
        TRY_ASSIGN(const std::int64_t known,
                   number(m_connection,
                          "SELECT count(*) FROM incident WHERE message = ? AND kind = ? AND "
                          "detail = ?",
                          standing.message.value, kind, messageId));
        if (known == 0)
            TRY(recordIncident(kind, standing.run, standing.message, messageId));
        return true;
    }
    TRY(accept(m_connection, standing, messageId, now()));
    TRY(change(m_connection,
               "UPDATE attempt SET outcome = 'accepted', message_id = ?, doubt = NULL, "
               "finished_at = ? WHERE tag = ?",
               messageId, now(), tag));
    return true;
}

} // namespace audience::delivery
