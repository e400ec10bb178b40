#include "delivery/ledger.h"

#include "base/fault_point.h"
#include "base/json.h"
#include "delivery/breaker.h"
#include "delivery/sql.h"
#include "email/address.h"

#include <unordered_set>

namespace audience::delivery {

namespace {

constexpr std::string_view kRunColumns =
    "SELECT id, uid, campaign, name, transport, connection, status, reason, topics, permission, "
    "legal_basis, resend, wait_seconds, cap_messages, cap_seconds, audience, created_at, "
    "changed_at, plan FROM run ";

Run readRun(const store::Statement &row) {
    Run run;
    run.id = RunId(row.int64(0));
    run.uid = row.text(1);
    run.spec.campaign = CampaignId(row.int64(2));
    run.spec.name = row.text(3);
    run.spec.transport = row.text(4);
    run.spec.connection = row.text(5);
    run.status = runStatusFromText(row.text(6)).value_or(RunStatus::Blocked);
    run.reason = row.text(7);
    if (const auto topics = parseJson(row.text(8)); topics && topics->is_array())
        for (const Json &topic : *topics)
            if (topic.is_string())
                run.spec.topics.push_back(topic.get<std::string>());
    run.spec.permission = row.text(9) == "consent"       ? Permission::Consent
                          : row.text(9) == "legal_basis" ? Permission::LegalBasis
                                                         : Permission::Missing;
    run.spec.legalBasis = row.text(10);
    run.spec.resend = row.text(11) == "after_wait" ? Resend::AfterWait : Resend::Never;
    run.spec.waitSeconds = row.int64(12);
    run.spec.cap = {row.int64(13), row.int64(14)};
    run.audience = row.int64(15);
    run.createdAt = Instant{row.int64(16)};
    run.changedAt = Instant{row.int64(17)};
    if (const auto plan = parseJson(row.text(18)))
        run.spec.plan = model::deliveryPlanFromJson(*plan);
    return run;
}

Result<std::vector<Run>> readRuns(store::Statement statement) {
    std::vector<Run> runs;
    while (true) {
        TRY_ASSIGN(const bool row, statement.step());
        if (!row)
            return runs;
        runs.push_back(readRun(statement));
    }
}

} // namespace

std::string makeAttemptTag(Rng &rng) {
    std::string uuid = makeUuid(rng);
    std::erase(uuid, '-');
    return uuid;
}

Result<RunId> Ledger::startRun(const RunSpec &spec, std::span<const Recipient> recipients, Rng &rng,
                               std::string_view step) {
    if (recipients.empty())
        return Error(ErrorKind::Invalid, "delivery.no_recipients").with("name", spec.name);
    std::unordered_set<Ordinal> ordinals;
    for (const Recipient &recipient : recipients)
        if (!ordinals.insert(recipient.ordinal).second)
            return Error(ErrorKind::Invalid, "delivery.duplicate_ordinal")
                .with("ordinal", std::to_string(recipient.ordinal));

    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY(change(m_connection,
               "INSERT INTO run (uid, campaign, name, transport, connection, status, reason, "
               "topics, permission, legal_basis, resend, wait_seconds, cap_messages, cap_seconds, "
               "plan, audience, created_at, changed_at) "
               "VALUES (?, ?, ?, ?, ?, 'running', '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
               spec.uid.empty() ? makeUuid(rng) : spec.uid, spec.campaign.value, spec.name, spec.transport, spec.connection,
               dumpJson(Json(spec.topics)), toText(spec.permission), spec.legalBasis,
               spec.resend == Resend::AfterWait ? "after_wait" : "never", spec.waitSeconds,
               spec.cap.messages, spec.cap.seconds, dumpJson(toJson(spec.plan)),
               static_cast<std::int64_t>(recipients.size()),
               now(), now()));
    const RunId run(m_connection.lastInsertId());
    TRY_ASSIGN(store::Statement insert,
               m_connection.prepare(
                   "INSERT INTO message (run, step, ordinal, address, address_key, unique_key, "
                   "variant, state, reason, due_at, attempts, resends, changed_at) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?)"));
    TRY_ASSIGN(store::Statement expiry,
               m_connection.prepare("INSERT INTO message_expiry (message, at) VALUES (?, ?)"));
    std::unordered_set<std::string> addresses;
    for (const Recipient &recipient : recipients) {
        const std::string key = email::addressKey(recipient.address);
        std::string_view reason = recipient.keptBack;
        if (reason.empty()) {
            if (key.empty())
                reason = "no_address";
            else if (!email::isValidAddress(recipient.address))
                reason = "invalid_address";
            else if (!spec.sameAddressTwice && !addresses.insert(key).second)
                reason = "duplicate_address";
        }
        insert.bind(1, run.value).bind(2, step).bind(3, recipient.ordinal);
        insert.bind(4, recipient.address).bind(5, key);
        if (spec.sameAddressTwice || !reason.empty())
            insert.bindNull(6);
        else
            insert.bind(6, key);
        insert.bind(7, recipient.variant).bind(8, reason.empty() ? "planned" : "skipped");
        insert.bind(9, reason).bind(10, recipient.dueAt.micros).bind(11, now());
        TRY(insert.run());
        if (recipient.expiresAt.micros != 0 && reason.empty()) {
            expiry.bind(1, m_connection.lastInsertId()).bind(2, recipient.expiresAt.micros);
            TRY(expiry.run());
        }
    }
    faultPoint("ledger.snapshot.before_commit");
    TRY(transaction.commit());
    faultPoint("ledger.snapshot.committed");
    return run;
}

Result<Run> Ledger::run(RunId id) const {
    TRY_ASSIGN(store::Statement row,
               bound(m_connection, std::string(kRunColumns) + "WHERE id = ?", id.value));
    TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return Error(ErrorKind::NotFound, "delivery.run_not_found")
            .with("run", std::to_string(id.value));
    return readRun(row);
}

Result<std::vector<Run>> Ledger::runs() const {
    TRY_ASSIGN(store::Statement rows,
               bound(m_connection, std::string(kRunColumns) + "ORDER BY id"));
    return readRuns(std::move(rows));
}

Result<std::vector<Run>> Ledger::runsOf(CampaignId campaign) const {
    TRY_ASSIGN(store::Statement rows,
               bound(m_connection, std::string(kRunColumns) + "WHERE campaign = ? ORDER BY id",
                     campaign.value));
    return readRuns(std::move(rows));
}

Result<StateCounts> Ledger::counts(RunId run) const {
    StateCounts counts;
    for (const MessageState state : kMessageStates)
        counts[state] = 0;
    TRY_ASSIGN(store::Statement rows,
               bound(m_connection,
                     "SELECT state, count(*) FROM message WHERE run = ? GROUP BY state",
                     run.value));
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return counts;
        if (const auto state = messageStateFromText(rows.text(0)))
            counts[*state] = rows.int64(1);
    }
}

Result<void> Ledger::changeStatus(RunId id, std::initializer_list<RunStatus> from, RunStatus to,
                                  std::string_view reason) {
    TRY_ASSIGN(const Run current, run(id));
    for (const RunStatus status : from)
        if (current.status == status) {
            TRY(change(m_connection,
                       "UPDATE run SET status = ?, reason = ?, changed_at = ? WHERE id = ?",
                       toText(to), reason, now(), id.value));
            return {};
        }
    return Error(ErrorKind::Conflict, "delivery.run_state")
        .with("run", std::to_string(id.value))
        .with("status", toText(current.status))
        .with("wanted", toText(to));
}

Result<void> Ledger::pause(RunId run, std::string_view reason) {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY(changeStatus(run, {RunStatus::Running, RunStatus::Paused}, RunStatus::Paused, reason));
    return transaction.commit();
}

Result<void> Ledger::resume(RunId run) {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY_ASSIGN(const Run before, this->run(run));
    TRY(changeStatus(run, {RunStatus::Running, RunStatus::Paused, RunStatus::Blocked},
                     RunStatus::Running, {}));
    // Portions that fell due meanwhile would all go at once: the first of them goes now and the others keep their
    // distance. When an email is too late to be sent stays as it was.
    if (before.status != RunStatus::Running && before.spec.plan.batchSize > 0)
        TRY(change(m_connection,
                   "UPDATE message SET due_at = due_at + max(0, ?1 - (SELECT min(due_at) FROM message "
                   "WHERE run = ?2 AND state = 'planned')) WHERE run = ?2 AND state = 'planned'",
                   now(), run.value));
    if (before.reason == kBounceRate || before.reason == kComplaintRate) {
        TRY_ASSIGN(const SendRates rates, totalRates(m_connection, run));
        TRY(change(m_connection,
                   "UPDATE run SET breaker_accepted = ?, breaker_bounced = ?, "
                   "breaker_complained = ? WHERE id = ?",
                   rates.accepted, rates.bounced, rates.complained, run.value));
    }
    return transaction.commit();
}

Result<void> Ledger::block(RunId run, std::string_view reason) {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY(changeStatus(run, {RunStatus::Running, RunStatus::Paused, RunStatus::Blocked},
                     RunStatus::Blocked, reason));
    return transaction.commit();
}

Result<void> Ledger::stop(RunId run) {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY(changeStatus(
        run, {RunStatus::Running, RunStatus::Paused, RunStatus::Blocked, RunStatus::Stopped},
        RunStatus::Stopped, {}));
    TRY(change(m_connection,
               "UPDATE message SET state = 'skipped', reason = 'stopped', changed_at = ? "
               "WHERE run = ? AND state IN ('planned', 'retry_at')",
               now(), run.value));
    return transaction.commit();
}

Result<void> Ledger::discard(RunId run) {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY_ASSIGN(const std::int64_t tried,
               number(m_connection,
                      "SELECT EXISTS (SELECT 1 FROM message WHERE run = ? AND (attempts > 0 OR "
                      "state NOT IN ('planned', 'skipped')))",
                      run.value));
    if (tried != 0)
        return Error(ErrorKind::Conflict, "delivery.already_sending")
            .with("run", std::to_string(run.value));
    TRY(change(m_connection,
               "DELETE FROM message_expiry WHERE message IN (SELECT id FROM message WHERE run = ?)",
               run.value));
    TRY(change(m_connection, "DELETE FROM corner_copy WHERE run = ?", run.value));
    TRY(change(m_connection, "DELETE FROM message WHERE run = ?", run.value));
    TRY(change(m_connection, "DELETE FROM run WHERE id = ?", run.value));
    faultPoint("ledger.discard.before_commit");
    return transaction.commit();
}

Result<bool> Ledger::finishIfDone(RunId run) {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY_ASSIGN(const std::int64_t open,
               number(m_connection,
                      "SELECT EXISTS (SELECT 1 FROM message WHERE run = ? AND state IN "
                      "('planned', 'retry_at', 'intent'))",
                      run.value));
    if (open != 0)
        return false;
    TRY(changeStatus(run, {RunStatus::Running}, RunStatus::Finished, {}));
    TRY(transaction.commit());
    return true;
}

Result<std::vector<DueMessage>> Ledger::due(RunId run, int limit) const {
    TRY_ASSIGN(store::Statement rows,
               bound(m_connection,
                     "SELECT id, ordinal, address, address_key, variant, step, attempts, resends "
                     "FROM message WHERE run = ? AND state IN ('planned', 'retry_at') AND "
                     "due_at <= ? ORDER BY due_at, id LIMIT ?",
                     run.value, now(), limit));
    std::vector<DueMessage> messages;
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return messages;
        messages.push_back({MessageId(rows.int64(0)), static_cast<Ordinal>(rows.int64(1)),
                            std::string(rows.text(2)), std::string(rows.text(3)),
                            std::string(rows.text(4)), std::string(rows.text(5)), rows.int64(6),
                            rows.int64(7)});
    }
}

Result<std::optional<Instant>> Ledger::nextDue(RunId run) const {
    TRY_ASSIGN(store::Statement row,
               bound(m_connection,
                     "SELECT due_at FROM message WHERE run = ? AND state IN ('planned', "
                     "'retry_at') ORDER BY due_at LIMIT 1",
                     run.value));
    TRY_ASSIGN(const bool found, row.step());
    return found ? std::optional<Instant>(Instant{row.int64(0)}) : std::nullopt;
}

Result<void> Ledger::postpone(RunId run, std::span<const Postponed> rows) {
    if (rows.empty())
        return {};
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY_ASSIGN(store::Statement later,
               m_connection.prepare("UPDATE message SET due_at = ? WHERE id = ? AND run = ? AND "
                                    "state IN ('planned', 'retry_at')"));
    for (const Postponed &row : rows) {
        later.bind(1, row.until.micros).bind(2, row.message.value).bind(3, run.value);
        TRY(later.run());
    }
    return transaction.commit();
}

Result<bool> Ledger::isExpired(MessageId message) const {
    TRY_ASSIGN(const std::int64_t isOver,
               number(m_connection, "SELECT at < ? FROM message_expiry WHERE message = ?", now(),
                      message.value));
    return isOver != 0;
}

Result<void> Ledger::recordIncident(std::string_view kind, RunId run, MessageId message,
                                    std::string_view detail) {
    TRY(change(m_connection,
               "INSERT INTO incident (at, kind, run, message, detail) "
               "VALUES (?, ?, nullif(?, 0), nullif(?, 0), ?)",
               now(), kind, run.value, message.value, detail));
    return {};
}

} // namespace audience::delivery
