#include "delivery/facts.h"

#include "delivery/sql.h"

#include <algorithm>
#include <unordered_set>

namespace audience::delivery {

namespace {

// The numbers are those of FactKind.
constexpr std::string_view kHandedOver = R"(
SELECT m.id, m.run, m.ordinal, coalesce(min(a.finished_at), m.changed_at) AS first
FROM message m JOIN run r ON r.id = m.run AND (r.transport = 'practice') = ?2
LEFT JOIN attempt a ON a.message = m.id AND a.outcome = 'accepted'
WHERE m.state = 'accepted' AND (?1 = 0 OR m.run = ?1) AND r.created_at < ?4
GROUP BY m.id HAVING first >= ?3 AND first < ?4)";

constexpr std::string_view kEvents = R"(
SELECT e.message, e.run, m.ordinal, min(e.at) AS first,
       CASE WHEN e.kind = 'delivery' THEN 1
            WHEN e.kind = 'open' AND e.machine = 0 THEN 2
            WHEN e.kind = 'open' THEN 3
            WHEN e.kind = 'click' AND e.machine = 0 THEN 4
            WHEN e.kind = 'bounce' AND e.subtype >= 'Permanent' AND e.subtype < 'Permanenu' THEN 5
            WHEN e.kind = 'complaint' AND e.subtype <> 'not-spam' THEN 6
            WHEN e.kind = 'subscription' THEN 7 ELSE 0 END AS fact
FROM message_event e JOIN message m ON m.id = e.message JOIN run r ON r.id = e.run AND (r.transport = 'practice') = ?2
WHERE (?1 = 0 OR e.run = ?1) AND r.created_at < ?4
GROUP BY e.message, fact HAVING fact > 0 AND first < ?4)";

constexpr std::string_view kTouches = R"(
SELECT e.message, e.run, m.ordinal, e.at, e.link
FROM message_event e JOIN message m ON m.id = e.message JOIN run r ON r.id = e.run AND (r.transport = 'practice') = ?2
WHERE e.kind = ?5 AND e.machine = 0 AND (?1 = 0 OR e.run = ?1) AND e.at >= ?3 AND e.at < ?4
ORDER BY e.at, e.id)";

Result<store::Statement> ask(const store::Connection &connection, std::string_view sql,
                             const FactQuestion &question) {
    TRY_ASSIGN(store::Statement rows, connection.prepare(sql));
    rows.bind(1, question.run).bind(2, std::int64_t{question.practice});
    rows.bind(3, question.from.micros).bind(4, question.until.micros);
    return rows;
}

} // namespace

Result<std::vector<Fact>> facts(const store::Connection &connection, const FactQuestion &question) {
    std::vector<Fact> all;
    TRY_ASSIGN(store::Statement sent, ask(connection, kHandedOver, question));
    for (;;) {
        TRY_ASSIGN(const bool row, sent.step());
        if (!row)
            break;
        all.push_back({FactKind::HandedOver, sent.int64(0), sent.int64(1),
                       static_cast<Ordinal>(sent.int64(2)), Instant{sent.int64(3)}});
    }
    std::unordered_set<std::int64_t> read; // by a person, at any time
    TRY_ASSIGN(store::Statement events, ask(connection, kEvents, question));
    for (;;) {
        TRY_ASSIGN(const bool row, events.step());
        if (!row)
            break;
        const auto kind = static_cast<FactKind>(events.int64(4));
        if (kind == FactKind::Opened)
            read.insert(events.int64(0));
        if (events.int64(3) >= question.from.micros)
            all.push_back({kind, events.int64(0), events.int64(1),
                           static_cast<Ordinal>(events.int64(2)), Instant{events.int64(3)}});
    }
    std::erase_if(all, [&](const Fact &fact) {
        return fact.kind == FactKind::OpenedByMachine && read.count(fact.message) > 0;
    });
    std::stable_sort(all.begin(), all.end(),
                     [](const Fact &a, const Fact &b) { return a.at < b.at; });
    return all;
}

Result<std::vector<Click>> touches(const store::Connection &connection, TouchKind kind,
                                   const FactQuestion &question) {
    TRY_ASSIGN(store::Statement rows, ask(connection, kTouches, question));
    rows.bind(5, kind == TouchKind::Click ? "click" : "open");
    std::vector<Click> all;
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return all;
        all.push_back({rows.int64(0), rows.int64(1), static_cast<Ordinal>(rows.int64(2)),
                       Instant{rows.int64(3)}, std::string(rows.text(4))});
    }
}

Result<std::vector<StateRow>> inState(const store::Connection &connection, std::int64_t run,
                                      std::string_view state, std::string_view reason) {
    TRY_ASSIGN(store::Statement rows,
               bound(connection,
                     "SELECT id, run, ordinal, changed_at, state, reason FROM message WHERE "
                     "run = ?1 AND (?2 = '' OR state = ?2) AND (?3 = '' OR reason = ?3) "
                     "ORDER BY changed_at DESC, id",
                     run, state, reason));
    std::vector<StateRow> all;
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return all;
        all.push_back({rows.int64(0), rows.int64(1), static_cast<Ordinal>(rows.int64(2)),
                       Instant{rows.int64(3)}, std::string(rows.text(4)),
                       std::string(rows.text(5))});
    }
}

Result<std::string> addressOf(const store::Connection &connection, std::int64_t message) {
    TRY_ASSIGN(store::Statement row,
               bound(connection, "SELECT address FROM message WHERE id = ?", message));
    TRY_ASSIGN(const bool found, row.step());
    return found ? std::string(row.text(0)) : std::string();
}

Result<void> forEachAddress(
    const store::Connection &connection, bool practice,
    const std::function<void(std::int64_t message, std::string_view addressKey)> &use) {
    TRY_ASSIGN(store::Statement rows,
               bound(connection,
                     "SELECT m.id, m.address_key FROM run r JOIN message m ON m.run = r.id "
                     "WHERE (r.transport = 'practice') = ?",
                     std::int64_t{practice}));
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        use(rows.int64(0), rows.text(1));
    }
}

} // namespace audience::delivery
