// The transitions of the ledger that clean up after a process or a copy that is gone.
#include "base/fault_point.h"
#include "delivery/ledger.h"
#include "delivery/sql.h"

namespace audience::delivery {

Result<std::int64_t> Ledger::doubtOpenIntents(std::string_view detail) {
    TRY(change(m_connection,
               "UPDATE attempt SET outcome = 'in_doubt', doubt = 'takeover', detail = ?, "
               "finished_at = ? WHERE outcome IS NULL AND message IN "
               "(SELECT id FROM message WHERE state = 'intent')",
               detail, now()));
    return change(m_connection,
                  "UPDATE message SET state = 'in_doubt', reason = 'takeover', changed_at = ? "
                  "WHERE state = 'intent'",
                  now());
}

Result<std::int64_t> Ledger::expireDoubts() {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY_ASSIGN(const std::int64_t expired,
               change(m_connection,
                      "UPDATE message SET state = 'unknown', reason = 'no_event', changed_at = ?1 "
                      "WHERE state = 'in_doubt' AND changed_at <= ?1 - 1000000 * "
                      "(SELECT wait_seconds FROM run WHERE run.id = message.run)",
                      now()));
    TRY(change(m_connection,
               "UPDATE message SET state = 'retry_at', reason = 'resend', due_at = ?1, "
               "resends = resends + 1, changed_at = ?1 WHERE state = 'unknown' AND changed_at = ?1 "
               "AND (SELECT resend FROM run WHERE run.id = message.run) = 'after_wait'",
               now()));
    TRY(transaction.commit());
    return expired;
}

Result<void> Ledger::settleAsNotSent(MessageId message) {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY_ASSIGN(const std::int64_t changed,
               change(m_connection,
                      "UPDATE message SET state = 'not_sent', reason = 'decided', changed_at = ? "
                      "WHERE id = ? AND state IN ('in_doubt', 'unknown')",
                      now(), message.value));
    if (changed == 0)
        return Error(ErrorKind::Conflict, "delivery.illegal_transition")
            .with("message", std::to_string(message.value))
            .with("to", "not_sent");
    return transaction.commit();
}

Result<std::int64_t> Ledger::settleAsSent(RunId run, MessageId message) {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    constexpr std::string_view kThese = "run = ?1 AND (?2 = 0 OR id = ?2) AND state IN ('in_doubt', 'unknown')";
    // What another copy may have sent has no attempt of ours yet.
    TRY(change(m_connection,
               "INSERT INTO attempt (tag, message, number, epoch, content_hash, intent_at, code, detail) "
               "SELECT lower(hex(randomblob(16))), id, 1, 0, '', ?3, '', '' FROM message WHERE attempts = 0 AND " +
                   std::string(kThese),
               run.value, message.value, now()));
    TRY(change(m_connection, "UPDATE message SET attempts = 1 WHERE attempts = 0 AND " + std::string(kThese), run.value,
               message.value));
    TRY(change(m_connection,
               "UPDATE attempt SET outcome = 'accepted', doubt = NULL, message_id = 'decided-' || tag, finished_at = ?3 "
               "WHERE EXISTS (SELECT 1 FROM message m WHERE m.id = attempt.message AND m.attempts = attempt.number AND m." +
                   std::string("run = ?1 AND (?2 = 0 OR m.id = ?2) AND m.state IN ('in_doubt', 'unknown'))"),
               run.value, message.value, now()));
    TRY_ASSIGN(const std::int64_t settled,
               change(m_connection,
                      "UPDATE message SET state = 'accepted', reason = 'decided', changed_at = ?3, message_id = "
                      "(SELECT a.message_id FROM attempt a WHERE a.message = message.id AND a.number = message.attempts) "
                      "WHERE " +
                          std::string(kThese),
                      run.value, message.value, now()));
    if (settled == 0)
        return Error(ErrorKind::Conflict, "delivery.nothing_in_doubt").with("run", std::to_string(run.value));
    faultPoint("ledger.settled.before_commit");
    TRY(transaction.commit());
    return settled;
}

Result<std::int64_t> Ledger::planAgain(RunId run, MessageId message) {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY_ASSIGN(const std::int64_t planned,
               change(m_connection,
                      "UPDATE message SET state = CASE attempts WHEN 0 THEN 'planned' ELSE 'retry_at' END, reason = 'resend', "
                      "due_at = 0, resends = resends + 1, changed_at = ?3 WHERE run = ?1 AND "
                      "((?2 = 0 AND state IN ('in_doubt', 'unknown')) OR "
                      "(id = ?2 AND state IN ('in_doubt', 'unknown', 'not_sent')))",
                      run.value, message.value, now()));
    if (planned == 0)
        return Error(ErrorKind::Conflict, "delivery.nothing_in_doubt").with("run", std::to_string(run.value));
    TRY_ASSIGN(const Run before, this->run(run));
    if (before.status == RunStatus::Finished || before.status == RunStatus::Stopped)
        TRY(changeStatus(run, {RunStatus::Finished}, RunStatus::Running, {}));
    faultPoint("ledger.again.before_commit");
    TRY(transaction.commit());
    return planned;
}

Result<void> Ledger::doubtByJournal(MessageId message, std::string_view tag) {
    TRY_ASSIGN(const std::int64_t changed,
               change(m_connection,
                      "UPDATE message SET state = 'in_doubt', reason = 'journal', "
                      "attempts = attempts + 1, changed_at = ? "
                      "WHERE id = ? AND state IN ('planned', 'retry_at', 'in_doubt')",
                      now(), message.value));
    if (changed == 0)
        return Error(ErrorKind::Conflict, "delivery.illegal_transition")
            .with("message", std::to_string(message.value))
            .with("to", "in_doubt");
    TRY(change(
        m_connection,
        "INSERT INTO attempt (tag, message, number, epoch, content_hash, intent_at, outcome, "
        "doubt, code, detail, finished_at) SELECT ?1, id, attempts, 0, '', ?2, 'in_doubt', "
        "'journal', '', '', ?2 FROM message WHERE id = ?3",
        tag, now(), message.value));
    return {};
}

Result<std::int64_t> Ledger::markUnanswerable(RunId run) {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY_ASSIGN(const std::int64_t marked,
               change(m_connection,
                      "UPDATE message SET state = 'unknown', reason = 'no_journal', "
                      "changed_at = ? WHERE run = ? AND state IN ('planned', 'retry_at')",
                      now(), run.value));
    TRY(transaction.commit());
    return marked;
}

Result<std::int64_t> Ledger::planUnanswerable(RunId run) {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY_ASSIGN(const std::int64_t planned,
               change(m_connection,
                      "UPDATE message SET state = CASE attempts WHEN 0 THEN 'planned' "
                      "ELSE 'retry_at' END, reason = '', due_at = 0, changed_at = ? "
                      "WHERE run = ? AND state = 'unknown' AND reason = 'no_journal'",
                      now(), run.value));
    TRY(transaction.commit());
    return planned;
}

} // namespace audience::delivery
