#include "delivery/invariants.h"

#include "delivery/sql.h"
#include "store/audit_chain.h"

#include <array>

namespace audience::delivery {

namespace {

// Each query gives the breaches themselves; its columns are the arguments, by name.
struct Check {
    std::string_view id;
    std::string_view sql;
};

constexpr std::array<Check, 14> kChecks{{
    {"doctor.snapshot_sum",
     "SELECT r.id AS run, count(m.id) AS rows, r.audience AS audience FROM run r "
     "LEFT JOIN message m ON m.run = r.id GROUP BY r.id HAVING count(m.id) <> r.audience"},
    {"doctor.bad_state",
     "SELECT id AS message, state FROM message WHERE state NOT IN ('planned', 'intent', "
     "'accepted', 'refused', 'retry_at', 'skipped', 'in_doubt', 'not_sent', 'unknown')"},
    {"doctor.epoch_order",
     "SELECT id AS attempt, epoch FROM (SELECT id, epoch, max(epoch) OVER (ORDER BY id ROWS "
     "BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM attempt WHERE epoch > 0) "
     "WHERE epoch < before"},
    {"doctor.epoch_ahead", "SELECT id AS attempt, epoch FROM attempt WHERE epoch > "
                           "coalesce((SELECT epoch FROM runner), 0)"},
    {"doctor.accepted_without_id", "SELECT id AS message FROM message WHERE state = 'accepted' AND "
                                   "(message_id IS NULL OR message_id = '')"},
    {"doctor.accepted_without_attempt",
     "SELECT m.id AS message FROM message m WHERE m.state = 'accepted' AND NOT EXISTS (SELECT 1 "
     "FROM attempt a WHERE a.message = m.id AND a.outcome = 'accepted' AND "
     "a.message_id = m.message_id)"},
    {"doctor.two_accepted",
     "SELECT a.message AS message, count(*) AS accepted FROM attempt a JOIN message m ON "
     "m.id = a.message WHERE a.outcome = 'accepted' AND m.resends = 0 GROUP BY a.message "
     "HAVING count(*) > 1"},
    {"doctor.address_twice",
     "SELECT run, min(id) AS message, count(*) AS accepted FROM message WHERE "
     "state = 'accepted' AND unique_key IS NOT NULL GROUP BY run, step, address_key "
     "HAVING count(*) > 1"},
    {"doctor.doubt_without_cause",
     "SELECT m.id AS message FROM message m WHERE m.state = 'in_doubt' AND NOT EXISTS (SELECT 1 "
     "FROM attempt a WHERE a.message = m.id AND a.number = m.attempts AND "
     "a.outcome = 'in_doubt' AND a.doubt IS NOT NULL)"},
    {"doctor.open_attempt",
     "SELECT a.id AS attempt, m.state AS state FROM attempt a JOIN message m ON m.id = a.message "
     "WHERE a.outcome IS NULL AND (m.state <> 'intent' OR a.number <> m.attempts)"},
    {"doctor.open_attempt",
     "SELECT m.id AS message, m.state AS state FROM message m WHERE m.state = 'intent' AND NOT "
     "EXISTS (SELECT 1 FROM attempt a WHERE a.message = m.id AND a.number = m.attempts AND "
     "a.outcome IS NULL)"},
    {"doctor.attempt_count",
     "SELECT m.id AS message, m.attempts AS attempts, count(a.id) AS rows FROM message m "
     "LEFT JOIN attempt a ON a.message = m.id GROUP BY m.id HAVING count(a.id) <> m.attempts "
     "OR (m.state = 'planned' AND m.attempts > 0)"},
    {"doctor.event_mismatch",
     "SELECT e.id AS event, e.message AS message FROM message_event e LEFT JOIN message m ON "
     "m.id = e.message WHERE e.message IS NOT NULL AND (m.id IS NULL OR e.run IS NOT m.run)"},
    {"doctor.foreign_key",
     "SELECT \"table\" AS name, rowid AS row, parent AS parent FROM pragma_foreign_key_check"},
}};

Result<void> runCheck(const store::Connection &connection, const Check &check,
                      std::vector<Error> &breaches) {
    TRY_ASSIGN(store::Statement rows, connection.prepare(check.sql));
    for (int found = 0; found < kMaxBreaches; ++found) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            break;
        Error breach(ErrorKind::Corrupt, check.id);
        for (int column = 0; column < rows.columnCount(); ++column)
            breach.args.emplace_back(rows.columnName(column), std::string(rows.text(column)));
        breaches.push_back(std::move(breach));
    }
    return {};
}

} // namespace

Result<std::vector<Error>> checkInvariants(const store::Connection &connection) {
    std::vector<Error> breaches;
    for (const Check &check : kChecks)
        TRY(runCheck(connection, check, breaches));
    TRY_ASSIGN(store::Statement integrity, connection.prepare("PRAGMA integrity_check(20)"));
    while (true) {
        TRY_ASSIGN(const bool row, integrity.step());
        if (!row)
            break;
        if (integrity.text(0) != "ok")
            breaches.push_back(
                Error(ErrorKind::Corrupt, "doctor.integrity").with("what", integrity.text(0)));
    }
    TRY_ASSIGN(store::AuditReport audit, store::AuditChain::verify(connection));
    for (Error &breach : audit.breaches)
        breaches.push_back(std::move(breach));
    return breaches;
}

} // namespace audience::delivery
