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
