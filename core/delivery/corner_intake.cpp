#include "delivery/corner_intake.h"

#include "base/fault_point.h"
#include "base/text.h"
#include "delivery/consent_statement.h"
#include "delivery/sql.h"
#include "email/address.h"
#include "workspace/consent_repository.h"
#include "workspace/handover.h"
#include "workspace/suppression_repository.h"

#include <algorithm>
#include <optional>

namespace audience::delivery {

namespace {

using workspace::SuppressionReason;
using workspace::SuppressionRepository;
using workspace::TopicKind;

constexpr std::string_view kSelftest = "selftest";
constexpr std::size_t kMaxChoiceKept = 4'096, kMaxWebhook = 256 * 1024;
// Anybody can send what is malformed: what is kept of it has an end.
constexpr std::size_t kMaxMalformed = 4'096;
constexpr std::int64_t kMostMalformed = 1'000;

std::string keyOf(std::string_view text) { return toHex(sha256(text)).substr(0, 32); }

bool isNobody(const Sha256 &address) { return address == Sha256{}; }

struct KnownTopic {
    std::int64_t id = 0;
    std::string key;
    bool isRequired = false;
};

Result<std::vector<KnownTopic>> knownTopics(const store::Connection &connection) {
    std::vector<KnownTopic> topics;
    TRY_ASSIGN(store::Statement rows, connection.prepare("SELECT id, key, kind FROM topic"));
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return topics;
        topics.push_back({rows.int64(0), std::string(rows.text(1)), rows.int64(2) == static_cast<int>(TopicKind::Required)});
    }
}

// The message that the address stood in; nothing where this file does not know the run.
struct SentMessage {
    std::int64_t run = 0, message = 0;
    std::string topics, messageId, addressKey;
    bool isPractice = false;
};

Result<std::optional<SentMessage>> sentMessage(const store::Connection &connection, const CornerSubject &subject) {
    if (subject.run == 0)
        return std::optional<SentMessage>();
    TRY_ASSIGN(store::Statement runs, connection.prepare("SELECT id, uid, topics, transport = 'practice' FROM run ORDER BY id DESC"));
    while (true) {
        TRY_ASSIGN(const bool row, runs.step());
        if (!row)
            return std::optional<SentMessage>();
        if (runMark(runs.text(1)) != subject.run)
            continue;
        SentMessage sent{runs.int64(0), 0, std::string(runs.text(2)), {}, {}, runs.int64(3) != 0};
        TRY_ASSIGN(store::Statement one, bound(connection,
                                               "SELECT id, coalesce(message_id, ''), address_key FROM message WHERE run = ? AND "
                                               "ordinal = ? ORDER BY id",
                                               sent.run, subject.person));
        TRY_ASSIGN(const bool found, one.step());
        if (found && sha256(one.text(2)) == subject.address) {
            sent.message = one.int64(0);
            sent.messageId = one.text(1);
            sent.addressKey = one.text(2);
        }
        return std::optional<SentMessage>(std::move(sent));
    }
}

bool names(const std::string &topics, const std::string &key) {
    const auto list = parseJson(topics);
    if (list && list->is_array())
        return std::any_of(list->begin(), list->end(), [&](const Json &one) { return one.is_string() && one.get<std::string>() == key; });
    return false;
}

} // namespace

void CornerReport::add(const CornerReport &other) {
    received += other.received;
    unsubscribed += other.unsubscribed;
    preferences += other.preferences;
    confirmed += other.confirmed;
    forms += other.forms;
    webhooks += other.webhooks;
    duplicates += other.duplicates;
    refused += other.refused;
    unknown += other.unknown;
    malformed += other.malformed;
    selftests.insert(selftests.end(), other.selftests.begin(), other.selftests.end());
}

Result<CornerReport> CornerIntake::take(std::span<const Json> messages) {
    CornerReport report;
    if (messages.empty())
        return report;
    TRY(lookUp(messages));
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    TRY(workspace::requireRight(m_connection)); // what is not taken here comes to the copy that sends
    for (const Json &message : messages)
        TRY(takeOne(message, report));
    faultPoint("corner.before_commit");
    TRY(transaction.commit());
    faultPoint("corner.committed");
    return report;
}

// Before the transaction: nobody else's write waits while the addresses are looked through.
Result<void> CornerIntake::lookUp(std::span<const Json> messages) {
    m_people.clear();
    for (const Json &message : messages) {
        const auto entry = cornerEntryFromMessage(message);
        const auto kind = entry ? cornerKindFromText(entry->kind) : std::nullopt;
        if (!kind || *kind == CornerKind::Form || *kind == CornerKind::Webhook)
            continue;
        const auto subject = m_seal.open(*kind, entry->token);
        if (!subject || m_people.contains(subject->address))
            continue;
        TRY_ASSIGN(m_people[subject->address], m_peopleBehind(subject->address, subject->person));
    }
    return {};
}

Result<void> CornerIntake::takeOne(const Json &message, CornerReport &report) {
    ++report.received;
    const auto entry = cornerEntryFromMessage(message);
    if (!entry) {
        const std::string text = dumpJson(message), id = jsonText(message, "MessageId");
        return keepMalformed(id.empty() ? text : id, text, entry.error(), report);
    }
    const auto kind = cornerKindFromText(entry->kind);
    if (!kind) {
        ++report.unknown;
        return countUp("corner.unknown_kind");
    }
    if (*kind == CornerKind::Unsubscribe && entry->token == kSelftest) {
        const auto fields = cornerFields(entry->body);
        report.selftests.emplace_back(fields ? fieldOf(*fields, kSelftest) : std::string_view());
        return {};
    }
    const auto subject = m_seal.open(*kind, entry->token);
    if (!subject) {
        ++report.refused;
        return countUp("corner.not_sealed_here");
    }
    return act(*entry, *subject, report);
}

Result<void> CornerIntake::act(const CornerEntry &entry, const CornerSubject &subject, CornerReport &report) {
    // A time in the future would stand above everything the person says later.
    const Instant now = m_clock.now(), at = entry.at.micros > 0 && entry.at < now ? entry.at : now;
    const std::string key = entry.kind + entry.requestId;
    CornerFields fields;
    if (subject.kind == CornerKind::Preferences || subject.kind == CornerKind::Form) {
        auto read = cornerFields(entry.body);
        if (!read)
            return keepMalformed(key, entry.body, read.error(), report);
        fields = *std::move(read);
    }
    CornerSubject kept = subject;
    std::string body;
    if (subject.kind == CornerKind::Preferences)
        body = entry.body.substr(0, kMaxChoiceKept);
    if (subject.kind == CornerKind::Webhook) {
        if (entry.body.size() > kMaxWebhook)
            return keepMalformed(key, entry.body,
                                 Error(ErrorKind::Limit, "corner.body_too_large")
                                     .with("bytes", std::to_string(entry.body.size()))
                                     .with("limit", std::to_string(kMaxWebhook)),
                                 report);
        body = entry.body;
    }
    if (subject.kind == CornerKind::Form) {
        const std::string address(fieldOf(fields, "email"));
        if (const auto checked = email::checkAddress(address); !checked)
            return keepMalformed(key, entry.body, checked.error(), report);
        kept.address = sha256(email::addressKey(address));
        Json said = Json::object();
        for (const auto &[name, value] : fields)
            said[name] = value;
        body = dumpJson(said);
    }
    TRY_ASSIGN(const bool isNew, keep(toText(subject.kind), keyOf(key), kept, at, body));
    if (!isNew) {
        ++report.duplicates;
        return {};
    }
    switch (subject.kind) {
    case CornerKind::Unsubscribe:
        ++report.unsubscribed;
        return unsubscribe(subject, at);
    case CornerKind::Preferences:
        ++report.preferences;
        return choose(fields, subject, at);
    case CornerKind::Confirm:
        ++report.confirmed;
        return confirm(subject, at);
    case CornerKind::Form:
        ++report.forms;
        return note("corner.signed_up", "topic " + std::to_string(subject.subject), Json{{"at", toIso(at)}});
    case CornerKind::Webhook:
        ++report.webhooks;
        return note("corner.webhook", "webhook " + std::to_string(subject.subject), Json{{"at", toIso(at)}, {"bytes", entry.body.size()}});
    }
    return {};
}

Result<bool> CornerIntake::keep(std::string_view kind, const std::string &key, const CornerSubject &subject, Instant at, std::string_view body) {
    TRY_ASSIGN(store::Statement insert,
               m_connection.prepare("INSERT OR IGNORE INTO corner_entry (dedupe_key, kind, address, subject, at, received_at, body) "
                                    "VALUES (?, ?, nullif(?, x''), nullif(?, 0), ?, ?, ?)"));
    insert.bind(1, key).bind(2, kind).bindBlob(3, isNobody(subject.address) ? std::string_view() : asView(subject.address));
    insert.bind(4, subject.subject).bind(5, at.micros).bind(6, m_clock.now().micros).bindBlob(7, body);
    TRY(insert.run());
    return m_connection.changes() > 0;
}

Result<void> CornerIntake::keepMalformed(const std::string &key, std::string_view text, const Error &reason, CornerReport &report) {
    TRY(countUp("corner.malformed"));
    TRY_ASSIGN(const std::int64_t kept, number(m_connection, "SELECT count(*) FROM corner_entry WHERE kind = 'malformed'"));
    bool isNew = true;
    if (kept < kMostMalformed) {
        const Json what{{"reason", reason.id}, {"text", repairUtf8(text.substr(0, kMaxMalformed))}};
        TRY_ASSIGN(isNew, keep("malformed", keyOf("malformed" + key), {}, m_clock.now(), dumpJson(what)));
    }
    ++(isNew ? report.malformed : report.duplicates);
    return {};
}

// From what the email was about; from everything where that is not known (any more) or the person is not in the data:
// rather one email too few.
Result<void> CornerIntake::unsubscribe(const CornerSubject &subject, Instant at) {
    TRY_ASSIGN(const auto sent, sentMessage(m_connection, subject));
    if (sent && sent->isPractice)
        return {}; // readers that are played block nobody
    TRY(noteUnsubscribe(subject, at));
    const std::vector<Ordinal> &people = m_people[subject.address];
    bool hasTopic = false;
    if (sent && sent->message != 0 && !people.empty()) {
        TRY_ASSIGN(const auto topics, knownTopics(m_connection));
        for (const KnownTopic &topic : topics) {
            if (topic.isRequired || !names(sent->topics, topic.key))
                continue;
            hasTopic = true;
            for (const Ordinal person : people) {
                TRY_ASSIGN(const bool known, stateConsent(m_connection, m_audit, {person, at, "unsubscribe link"}, topic.key, false));
                (void)known;
            }
        }
    }
    return hasTopic ? Result<void>() : leaveEverything(subject, at, people);
}

Result<void> CornerIntake::leaveEverything(const CornerSubject &subject, Instant at, std::span<const Ordinal> people) {
    TRY_ASSIGN(const bool isNew,
               SuppressionRepository::add(m_connection, {subject.address, SuppressionReason::Unsubscribe, at, "unsubscribe link"}));
    if (isNew)
        TRY(note("suppression.added", "address", Json{{"reason", "unsubscribe"}, {"source", "unsubscribe link"}}));
    TRY_ASSIGN(const auto topics, knownTopics(m_connection));
    for (const KnownTopic &topic : topics)
        for (const Ordinal person : people)
            if (!topic.isRequired) {
                TRY_ASSIGN(const bool known, stateConsent(m_connection, m_audit, {person, at, "unsubscribe link"}, topic.key, false));
                (void)known;
            }
    return {};
}

// The fact that reports count, once for each email that somebody left by.
Result<void> CornerIntake::noteUnsubscribe(const CornerSubject &subject, Instant at) {
    TRY_ASSIGN(const auto sent, sentMessage(m_connection, subject));
    if (!sent || sent->message == 0)
        return {};
    TRY(change(m_connection,
               "INSERT OR IGNORE INTO message_event (dedupe_key, kind, subtype, run, message, message_id, tag, recipient_key, "
               "link, machine, at, received_at, body) VALUES (?, 'subscription', '', ?, ?, ?, '', ?, '', 0, ?, ?, '{}')",
               "corner:" + std::to_string(sent->message), sent->run, sent->message, sent->messageId, sent->addressKey, at.micros,
               m_clock.now().micros));
    return {};
}

Result<void> CornerIntake::choose(const CornerFields &fields, const CornerSubject &subject, Instant at) {
    constexpr std::string_view kTopic = "topic:";
    const std::vector<Ordinal> &people = m_people[subject.address];
    if (!fieldOf(fields, "none").empty()) {
        TRY(noteUnsubscribe(subject, at));
        return leaveEverything(subject, at, people);
    }
    TRY_ASSIGN(const auto topics, knownTopics(m_connection));
    for (const auto &[name, value] : fields) {
        if (name.rfind(kTopic, 0) != 0 || (value != "yes" && value != "no"))
            continue;
        const auto topic = std::find_if(topics.begin(), topics.end(), [&](const KnownTopic &one) { return one.key == name.substr(kTopic.size()); });
        if (topic == topics.end() || topic->isRequired)
            continue;
        if (people.empty() && value == "no")
            return leaveEverything(subject, at, people); // a choice that cannot be kept for a topic is kept for all
        for (const Ordinal person : people) {
            TRY_ASSIGN(const bool known, stateConsent(m_connection, m_audit, {person, at, "preference page"}, topic->key, value == "yes"));
            (void)known;
        }
    }
    return {};
}

// The address was proved by the click, so an unsubscribe from before it ends here; bounces and complaints stay.
Result<void> CornerIntake::confirm(const CornerSubject &subject, Instant at) {
    TRY_ASSIGN(const auto topics, knownTopics(m_connection));
    const auto topic = std::find_if(topics.begin(), topics.end(), [&](const KnownTopic &one) { return one.id == subject.subject; });
    if (topic == topics.end())
        return {};
    TRY_ASSIGN(store::Statement lift, m_connection.prepare("DELETE FROM suppression WHERE hash = ? AND reason = ? AND at < ?"));
    lift.bindBlob(1, asView(subject.address)).bind(2, static_cast<int>(SuppressionReason::Unsubscribe)).bind(3, at.micros);
    TRY(lift.run());
    if (m_connection.changes() > 0)
        TRY(note("suppression.removed", "address", Json{{"reason", "unsubscribe"}, {"source", "confirmed sign-up"}}));
    const std::vector<Ordinal> &people = m_people[subject.address];
    for (const Ordinal person : people) {
        TRY_ASSIGN(const bool known, stateConsent(m_connection, m_audit, {person, at, "confirmed sign-up"}, topic->key, true));
        (void)known;
    }
    return people.empty() ? note("corner.confirmed", "topic " + topic->key, Json{{"at", toIso(at)}}) : Result<void>();
}

Result<void> CornerIntake::note(std::string_view kind, std::string_view subject, Json facts) {
    if (!m_audit)
        return {};
    store::AuditEntry entry;
    entry.kind = kind;
    entry.subject = subject;
    entry.facts = std::move(facts);
    TRY(m_audit->append(m_connection, entry));
    return {};
}

Result<void> CornerIntake::countUp(std::string_view name) {
    TRY(change(m_connection,
               "INSERT INTO event_counter (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1", name));
    return {};
}

} // namespace audience::delivery
