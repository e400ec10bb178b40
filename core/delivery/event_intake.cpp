#include "delivery/event_intake.h"

#include "base/digest.h"
#include "base/fault_point.h"
#include "base/text.h"
#include "delivery/consent_statement.h"
#include "delivery/event_judge.h"
#include "delivery/ledger.h"
#include "delivery/sql.h"
#include "email/address.h"
#include "workspace/handover.h"
#include "workspace/suppression_repository.h"

#include <algorithm>
#include <set>

namespace audience::delivery {

namespace {

using workspace::SuppressionReason;
using workspace::SuppressionRepository;

constexpr std::string_view kForeign = "foreign";

SuppressionReason suppressionReason(const SesEvent &event) {
    if (event.kind == EventKind::Complaint)
        return SuppressionReason::Complaint;
    if (event.kind == EventKind::Subscription || event.subtype == "Permanent/UnsubscribedRecipient")
        return SuppressionReason::Unsubscribe;
    if (event.subtype == "Permanent/OnAccountSuppressionList" ||
        event.subtype == "Permanent/OnTenantSuppressionList" ||
        event.subtype == "Permanent/Suppressed")
        return SuppressionReason::Account;
    return SuppressionReason::Bounce;
}

} // namespace

void IntakeReport::add(const IntakeReport &other) {
    events += other.events;
    unmatched += other.unmatched;
    foreign += other.foreign;
    duplicates += other.duplicates;
    malformed += other.malformed;
    greetings += other.greetings;
    suppressed += other.suppressed;
    settled += other.settled;
    consents += other.consents;
    unfollowed += other.unfollowed;
}

Result<IntakeReport> EventIntake::take(std::span<const RawEvent> batch) {
    IntakeReport report;
    if (batch.empty())
        return report;
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY(workspace::requireRight(m_connection)); // what is not taken here comes to the copy that sends
    TRY(readRules());
    for (const RawEvent &raw : batch)
        TRY(takeOne(raw, report));
    faultPoint("events.before_commit");
    TRY(transaction.commit());
    faultPoint("events.committed");
    return report;
}

// As they stand when the batch begins; somebody may change them between two.
Result<void> EventIntake::readRules() {
    TRY_ASSIGN(m_rules, storedEventRules(m_connection));
    TRY_ASSIGN(const DeliveryLimits limits, storedLimits(m_connection));
    m_soft = limits.soft;
    TRY_ASSIGN(m_topics, storedTopicMap(m_connection));
    return {};
}

Result<void> EventIntake::takeOne(const RawEvent &raw, IntakeReport &report) {
    auto parsed = parseSesEvent(raw.body);
    if (!parsed)
        return keepMalformed(raw, parsed.error(), report);
    if (!*parsed) {
        ++report.greetings;
        return {};
    }
    const SesEvent &event = **parsed;
    if (!event.workspaceTag.empty() && event.workspaceTag != m_workspace) {
        ++report.foreign;
        TRY(change(m_connection,
                   "INSERT INTO event_counter (name, value) VALUES (?, 1) "
                   "ON CONFLICT (name) DO UPDATE SET value = value + 1",
                   kForeign));
        return suppress(event, {}, report);
    }
    TRY_ASSIGN(Match matched, match(event));
    if (!event.attemptTag.empty()) {
        Ledger ledger(m_connection, m_clock);
        TRY_ASSIGN(const bool isKnown, ledger.acceptByEvent(event.attemptTag, event.messageId));
        if (isKnown && (matched.state == "in_doubt" || matched.state == "unknown"))
            ++report.settled;
    }
    if ((event.kind == EventKind::Open && !matched.followsOpens) || (event.kind == EventKind::Click && !matched.followsClicks)) {
        ++report.unfollowed; // that it was read says that it was sent, and nothing else is kept of it
        return {};
    }
    TRY_ASSIGN(const bool isNew, keepFact(event, matched, raw.body));
    if (!isNew) {
        ++report.duplicates;
        return {};
    }
    ++(matched.message != 0 ? report.events : report.unmatched);
    TRY(suppress(event, matched, report));
    TRY(suppressWornOut(event, matched, report));
    return consent(event, matched, report);
}

Result<void> EventIntake::keepMalformed(const RawEvent &raw, const Error &reason,
                                        IntakeReport &report) {
    TRY_ASSIGN(store::Statement insert,
               m_connection.prepare("INSERT OR IGNORE INTO event_malformed (dedupe_key, source, "
                                    "received_at, reason, body) VALUES (?, ?, ?, ?, ?)"));
    insert.bind(1, toHex(sha256(raw.body)).substr(0, 32)).bind(2, raw.source);
    insert.bind(3, m_clock.now().micros).bind(4, reason.id).bindBlob(5, raw.body);
    TRY(insert.run());
    ++(m_connection.changes() > 0 ? report.malformed : report.duplicates);
    return {};
}

// By the tag of the attempt, else by the id the service gave the message.
Result<EventIntake::Match> EventIntake::match(const SesEvent &event) const {
    constexpr std::string_view kColumns =
        "SELECT m.run, m.id, m.ordinal, m.address, m.state, r.transport = 'practice', coalesce(json_extract(r.plan, '$.follow_opens'), 1), "
        "coalesce(json_extract(r.plan, '$.follow_clicks'), 1) FROM attempt a "
        "JOIN message m ON m.id = a.message JOIN run r ON r.id = m.run WHERE ";
    const bool hasTag = !event.attemptTag.empty();
    TRY_ASSIGN(store::Statement row,
               bound(m_connection,
                     std::string(kColumns) + (hasTag ? "a.tag = ?" : "a.message_id = ?"),
                     hasTag ? event.attemptTag : event.messageId));
    TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return Match{};
    return Match{row.int64(0), row.int64(1), row.int64(2), std::string(row.text(3)),
                 std::string(row.text(4)), row.int64(5) != 0, row.int64(6) != 0, row.int64(7) != 0};
}

Result<bool> EventIntake::keepFact(const SesEvent &event, const Match &match,
                                   const std::string &body) {
    TRY_ASSIGN(const std::int64_t added,
               change(m_connection,
                      "INSERT OR IGNORE INTO message_event (dedupe_key, kind, subtype, run, "
                      "message, message_id, tag, recipient_key, link, machine, at, received_at, "
                      "body) VALUES (?, ?, ?, nullif(?, 0), nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?)",
                      event.dedupeKey(), toText(event.kind), event.subtype, match.run,
                      match.message, event.messageId, event.attemptTag,
                      event.recipients.empty() ? std::string()
                                               : email::addressKey(event.recipients.front()),
                      event.link, event.isMachine ? 1 : 0, event.at.micros, m_clock.now().micros,
                      repairUtf8(body)));
    if (added == 0)
        return false;
    EventJudge judge(m_connection, m_rules);
    TRY(judge.came(m_connection.lastInsertId(), match.message, event, match.isPractice));
    return true;
}

Result<void> EventIntake::suppress(const SesEvent &event, const Match &match,
                                   IntakeReport &report) {
    const bool isUnsubscribe = event.kind == EventKind::Subscription && event.unsubscribedFromAll;
    if (!event.isPermanentBounce() && !event.isComplaint() && !isUnsubscribe)
        return {};
    if (match.isPractice)
        return {}; // readers that are played block nobody
    std::set<std::string> keys;
    for (const std::string &recipient : event.recipients)
        keys.insert(email::addressKey(recipient));
    // The service may spell the address its own way; what was written to is the row's.
    if (match.message != 0 && event.recipients.size() <= 1)
        keys.insert(email::addressKey(match.address));
    for (const std::string &key : keys) {
        TRY_ASSIGN(const bool isNew,
                   SuppressionRepository::add(m_connection,
                                              {sha256(key), suppressionReason(event), event.at,
                                               "event " + std::string(toText(event.kind))}));
        report.suppressed += isNew ? 1 : 0;
    }
    return {};
}

Result<void> EventIntake::suppressWornOut(const SesEvent &event, const Match &match,
                                          IntakeReport &report) {
    if (match.isPractice || event.recipients.empty() || !countsAsSoft(m_soft, event))
        return {};
    const std::string key = email::addressKey(event.recipients.front());
    TRY_ASSIGN(const bool isWorn, isWornOut(m_connection, m_soft, key, event.at));
    if (!isWorn)
        return {};
    TRY_ASSIGN(const bool isNew,
               SuppressionRepository::add(m_connection, {sha256(key), SuppressionReason::Bounce,
                                                         event.at, "event soft bounces"}));
    report.suppressed += isNew ? 1 : 0;
    return {};
}

Result<void> EventIntake::consent(const SesEvent &event, const Match &match, IntakeReport &report) {
    if (event.kind != EventKind::Subscription || match.message == 0 || match.isPractice)
        return {};
    ConsentStatement statement{static_cast<Ordinal>(match.ordinal), event.at,
                               event.detail.empty() ? event.contactList : event.detail};
    if (event.unsubscribedFromAll) {
        TRY_ASSIGN(const std::int64_t withdrawn, withdrawFromAll(m_connection, m_audit, statement));
        report.consents += withdrawn;
        return {};
    }
    for (const auto &[name, isIn] : event.topics) {
        const auto tied = std::find_if(m_topics.begin(), m_topics.end(), [&](const auto &one) { return one.second == name; });
        const std::string &topic = tied == m_topics.end() ? name : tied->first;
        TRY_ASSIGN(const bool isKnown, stateConsent(m_connection, m_audit, statement, topic, isIn));
        report.consents += isKnown ? 1 : 0;
    }
    return {};
}

Result<std::int64_t> EventIntake::foreignSeen() const {
    return number(m_connection, "SELECT value FROM event_counter WHERE name = ?", kForeign);
}

} // namespace audience::delivery
