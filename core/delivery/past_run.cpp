#include "delivery/past_run.h"

#include "base/json.h"
#include "delivery/ledger.h"
#include "delivery/sql.h"
#include "email/address.h"

#include <algorithm>

namespace audience::delivery {

namespace {

struct StoredKind {
    std::string_view kind, subtype;
    int machine = 0;
};

StoredKind storedKind(FactKind kind) {
    switch (kind) {
    case FactKind::HandedOver: return {"send", "", 0};
    case FactKind::Delivered: return {"delivery", "", 0};
    case FactKind::Opened: return {"open", "", 0};
    case FactKind::OpenedByMachine: return {"open", "", 1};
    case FactKind::Clicked: return {"click", "", 0};
    case FactKind::Bounced: return {"bounce", "Permanent/NoEmail", 0};
    case FactKind::Complained: return {"complaint", "abuse", 0};
    case FactKind::Unsubscribed: return {"subscription", "", 0};
    }
    return {};
}

Result<RunId> insertRun(const store::Connection &connection, const RunSpec &spec, Instant startedAt,
                        Instant endedAt, std::size_t audience, Rng &rng) {
    TRY(change(connection,
               "INSERT INTO run (uid, campaign, name, transport, connection, status, reason, "
               "topics, permission, legal_basis, resend, wait_seconds, cap_messages, cap_seconds, "
               "audience, created_at, changed_at) VALUES (?, ?, ?, 'practice', ?, 'finished', '', "
               "?, 'consent', '', 'never', ?, 0, 0, ?, ?, ?)",
               makeUuid(rng), spec.campaign.value, spec.name, spec.connection,
               dumpJson(Json(spec.topics)), spec.waitSeconds, static_cast<std::int64_t>(audience),
               startedAt.micros, endedAt.micros));
    return RunId(connection.lastInsertId());
}

class Writer {
public:
    static Result<Writer> make(const store::Connection &connection, RunId run) {
        TRY_ASSIGN(store::Statement message,
                   connection.prepare(
                       "INSERT INTO message (run, step, ordinal, address, address_key, unique_key, "
                       "variant, state, reason, due_at, attempts, resends, message_id, changed_at) "
                       "VALUES (?, '', ?, ?, ?, ?, '', ?, ?, 0, ?, 0, ?, ?)"));
        TRY_ASSIGN(store::Statement attempt,
                   connection.prepare(
                       "INSERT INTO attempt (tag, message, number, epoch, content_hash, intent_at, "
                       "outcome, code, detail, message_id, finished_at) VALUES (?1, ?2, 1, 0, '', "
                       "?3, 'accepted', '', '', ?4, ?3)"));
        TRY_ASSIGN(store::Statement event,
                   connection.prepare(
                       "INSERT INTO message_event (dedupe_key, kind, subtype, run, message, "
                       "message_id, tag, recipient_key, link, machine, at, received_at, body) "
                       "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11, '{}')"));
        return Writer(connection, run, std::move(message), std::move(attempt), std::move(event));
    }

    Result<void> write(const PastMessage &past, const std::string &tag) {
        const std::string key = email::addressKey(past.address), id = "practice-" + tag;
        const bool isSent = past.keptBack.empty();
        m_message.bind(1, m_run.value).bind(2, past.ordinal).bind(3, past.address).bind(4, key);
        m_message.bind(6, isSent ? "accepted" : "skipped").bind(7, past.keptBack);
        m_message.bind(8, isSent ? 1 : 0).bind(10, past.sentAt.micros);
        if (isSent)
            m_message.bind(5, key).bind(9, id);
        else
            m_message.bindNull(5).bindNull(9);
        TRY(m_message.run());
        if (!isSent)
            return {};
        const std::int64_t message = m_connection.lastInsertId();
        m_attempt.bind(1, tag).bind(2, message).bind(3, past.sentAt.micros).bind(4, id);
        TRY(m_attempt.run());
        for (std::size_t i = 0; i < past.events.size(); ++i) {
            const PastEvent &what = past.events[i];
            const StoredKind stored = storedKind(what.kind);
            m_event.bind(1, tag + '-' + std::to_string(i)).bind(2, stored.kind);
            m_event.bind(3, stored.subtype).bind(4, m_run.value).bind(5, message).bind(6, id);
            m_event.bind(7, tag).bind(8, key).bind(9, what.link).bind(10, stored.machine);
            m_event.bind(11, what.at.micros);
            TRY(m_event.run());
        }
        return {};
    }

private:
    Writer(const store::Connection &connection, RunId run, store::Statement message,
           store::Statement attempt, store::Statement event)
        : m_connection(connection), m_run(run), m_message(std::move(message)),
          m_attempt(std::move(attempt)), m_event(std::move(event)) {}
    const store::Connection &m_connection;
    RunId m_run;
    store::Statement m_message, m_attempt, m_event;
};

} // namespace

Result<RunId> writePastRun(const store::Connection &connection, const RunSpec &spec,
                           Instant startedAt, std::span<const PastMessage> messages, Rng &rng) {
    if (messages.empty())
        return Error(ErrorKind::Invalid, "delivery.no_recipients").with("name", spec.name);
    Instant endedAt = startedAt;
    for (const PastMessage &message : messages)
        endedAt = std::max(endedAt, message.sentAt);
    TRY_ASSIGN(const RunId run,
               insertRun(connection, spec, startedAt, endedAt, messages.size(), rng));
    TRY_ASSIGN(Writer writer, Writer::make(connection, run));
    // Drawn once from the source that is unique to this file, then counted on: a tag must not be
    // that of another copy's run.
    const std::string stem = makeAttemptTag(rng).substr(0, 24);
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (std::size_t i = 0; i < messages.size(); ++i) {
        std::string tag = stem;
        for (int shift = 28; shift >= 0; shift -= 4)
            tag += kDigits[i >> shift & 15];
        TRY(writer.write(messages[i], tag));
    }
    return run;
}

} // namespace audience::delivery
