#include "delivery/message_history.h"

#include "base/json.h"
#include "delivery/sql.h"

#include <algorithm>
#include <array>

namespace audience::delivery {

namespace {

constexpr std::string_view kSent = R"(
SELECT m.ordinal, m.id, m.run, coalesce(min(a.finished_at), m.changed_at), '', 0, 0, r.transport = 'practice'
FROM message m JOIN run r ON r.id = m.run
LEFT JOIN attempt a ON a.message = m.id AND a.outcome = 'accepted'
WHERE m.state = 'accepted' GROUP BY m.id)";

constexpr std::string_view kEvents = R"(
SELECT m.ordinal, m.id, m.run, e.at, e.link, e.machine,
       e.subtype >= 'Permanent' AND e.subtype < 'Permanenu', r.transport = 'practice'
FROM message_event e JOIN message m ON m.id = e.message JOIN run r ON r.id = m.run
WHERE e.kind = ?1)";

struct EventKind {
    std::string_view name, kind, also;
};
constexpr std::array kKinds{EventKind{"delivered", "delivery", ""},
                            EventKind{"opened", "open", ""},
                            EventKind{"clicked", "click", " AND e.machine = 0"},
                            EventKind{"bounced", "bounce", ""},
                            EventKind{"complained", "complaint", " AND e.subtype <> 'not-spam'"},
                            EventKind{"unsubscribed", "subscription", ""}};

Result<store::Statement> ask(const store::Connection &connection, std::string_view name) {
    for (const EventKind &one : kKinds)
        if (one.name == name)
            return bound(connection, std::string(kEvents) + std::string(one.also), one.kind);
    return connection.prepare(kSent);
}

} // namespace

const std::vector<std::string> &messageFactNames() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all{"sent"};
        for (const EventKind &one : kKinds)
            all.emplace_back(one.name);
        return all;
    }();
    return names;
}

namespace {

// What other tools sent: ids below zero, which no email of the ledger has.
constexpr std::string_view kPast = R"(
SELECT m.person, -m.id, -m.mailing, e.at, e.link, e.machine, e.hard, 0
FROM past_message_event e JOIN past_message m ON m.id = e.message WHERE e.kind = ?1)";

Result<void> give(store::Statement rows, const std::function<void(const MessageFact &)> &use) {
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        use({static_cast<Ordinal>(rows.int64(0)), rows.int64(1), rows.int64(2), Instant{rows.int64(3)},
             rows.text(4), rows.int64(5) != 0, rows.int64(6) != 0, rows.int64(7) != 0});
    }
}

} // namespace

Result<void> forEachMessageFact(const store::Connection &connection, std::string_view name,
                                const std::function<void(const MessageFact &)> &use) {
    TRY_ASSIGN(store::Statement rows, ask(connection, name));
    TRY(give(std::move(rows), use));
    TRY_ASSIGN(store::Statement past, bound(connection, std::string(kPast) + (name == "clicked" ? " AND e.machine = 0" : ""), name));
    return give(std::move(past), use);
}

Result<std::vector<RunOrigin>> runOrigins(const store::Connection &connection) {
    std::vector<RunOrigin> runs;
    TRY_ASSIGN(store::Statement rows,
               connection.prepare("SELECT id, campaign, topics FROM run"));
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return runs;
        RunOrigin run{rows.int64(0), rows.int64(1), {}};
        if (const auto topics = parseJson(rows.text(2)); topics && topics->is_array())
            for (const Json &topic : *topics)
                if (topic.is_string())
                    run.topics.push_back(topic.get<std::string>());
        runs.push_back(std::move(run));
    }
}

} // namespace audience::delivery
