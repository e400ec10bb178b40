#include "delivery/run_log.h"

#include "delivery/sql.h"

namespace audience::delivery {

namespace {

// The strongest fact of a message by its rank; 0 when there is none.
constexpr std::string_view kLog = R"(
WITH fact AS (
    SELECT message,
           max(CASE WHEN kind = 'complaint' AND subtype <> 'not-spam' THEN 6
                    WHEN kind = 'subscription' THEN 5
                    WHEN kind = 'click' AND machine = 0 THEN 4
                    WHEN kind = 'open' AND machine = 0 THEN 3
                    WHEN kind = 'bounce' THEN 2
                    WHEN kind = 'delivery' THEN 1 ELSE 0 END) AS rank,
           max(at) AS at,
           max(CASE WHEN kind = 'click' AND machine = 0 THEN link END) AS link
    FROM message_event WHERE run = ?1 GROUP BY message)
SELECT m.id, m.ordinal, m.address, m.variant, m.state,
       CASE coalesce(f.rank, 0) WHEN 6 THEN 'complained' WHEN 5 THEN 'unsubscribed' WHEN 4 THEN 'clicked'
            WHEN 3 THEN 'opened' WHEN 2 THEN 'bounced' WHEN 1 THEN 'delivered' ELSE m.state END,
       m.reason, coalesce(m.message_id, ''), coalesce(f.link, ''), max(m.changed_at, coalesce(f.at, 0)) AS at,
       CASE m.state WHEN 'retry_at' THEN m.due_at ELSE 0 END,
       CASE m.reason WHEN 'duplicate_address' THEN (SELECT min(o.ordinal) FROM message o WHERE o.run = m.run AND o.step = m.step
            AND o.address_key = m.address_key AND o.reason <> 'duplicate_address') END
FROM message m LEFT JOIN fact f ON f.message = m.id WHERE )";

// What an event has to be for a filter by what happened.
struct Fact {
    std::string_view filter, condition;
};
constexpr Fact kFacts[] = {
    {"delivered", "kind = 'delivery'"},
    {"opened", "kind = 'open' AND machine = 0"},
    {"clicked", "kind = 'click' AND machine = 0"},
    {"bounced", "kind = 'bounce' AND subtype >= 'Permanent' AND subtype < 'Permanenu'"},
    {"bounced_soft", "kind = 'bounce' AND NOT (subtype >= 'Permanent' AND subtype < 'Permanenu')"},
    {"complained", "kind = 'complaint' AND subtype <> 'not-spam'"},
    {"unsubscribed", "kind = 'subscription'"},
    {"rejected", "kind IN ('reject', 'rendering_failure')"},
};

// Text as a LIKE pattern: its own signs taken literally, each "…" for anything.
std::string pattern(std::string_view text, bool isWhole) {
    std::string out = isWhole ? "" : "%";
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 3) == "…") {
            out += '%';
            i += 2;
            continue;
        }
        if (text[i] == '%' || text[i] == '_' || text[i] == '\\')
            out += '\\';
        out += text[i];
    }
    return isWhole ? out : out + "%";
}

// The condition on `message m`; ?1 is the run, ?2 what the filter names, ?3 the search.
struct Condition {
    std::string sql, value, search;
};

Condition conditionOf(const RunLogQuestion &question) {
    Condition condition{"m.run = ?1 AND (?2 IS NOT NULL) AND (?3 = '' OR m.address LIKE ?3 ESCAPE '\\')", question.filter,
                        question.search.empty() ? std::string() : pattern(question.search, false)};
    const std::string &filter = question.filter;
    const auto happened = [&](std::string_view what) {
        condition.sql += " AND m.id IN (SELECT message FROM message_event WHERE run = ?1 AND ";
        condition.sql += what;
        condition.sql += ')';
    };
    if (filter.empty())
        return condition;
    for (const Fact &fact : kFacts)
        if (fact.filter == filter) {
            happened(fact.condition);
            return condition;
        }
    if (filter == "not_sure") {
        condition.sql += " AND m.state IN ('in_doubt', 'unknown')";
    } else if (filter == "got_nothing") {
        condition.sql += " AND (m.state IN ('skipped', 'refused', 'not_sent') OR m.id IN (SELECT message FROM message_event WHERE run = ?1 "
                         "AND kind IN ('bounce', 'reject', 'rendering_failure')))";
    } else if (filter == "to_go") {
        condition.sql += " AND m.state IN ('planned', 'retry_at', 'intent')";
    } else if (filter.rfind("reason:", 0) == 0) {
        condition.sql += " AND m.state = 'skipped' AND m.reason = ?2";
        condition.value = filter.substr(7);
    } else if (filter == "opened_by_machine") {
        happened("kind = 'open' AND machine = 1");
        condition.sql += " AND m.id NOT IN (SELECT message FROM message_event WHERE run = ?1 AND kind = 'open' AND machine = 0)";
    } else if (filter.rfind("bounce:", 0) == 0) {
        condition.sql += " AND m.id IN (SELECT e.message FROM message_event e WHERE e.run = ?1 AND e.kind = 'bounce' AND " + std::string(kBounceCode) + " = ?2)";
        condition.value = filter.substr(7);
    } else if (filter.rfind("bounced_at:", 0) == 0) {
        happened("kind = 'bounce'");
        condition.sql += " AND " + std::string(kBounceDomain) + " = ?2";
        condition.value = filter.substr(11);
    } else if (filter.rfind("link:", 0) == 0) {
        happened("kind = 'click' AND machine = 0 AND link LIKE ?2 ESCAPE '\\'");
        condition.value = pattern(filter.substr(5), true);
    } else {
        condition.sql += " AND m.state = ?2";
    }
    return condition;
}

} // namespace

Result<std::vector<RunLogEntry>> runLog(const store::Connection &connection, RunId run, const RunLogQuestion &question, std::int64_t first,
                                        int count) {
    const Condition condition = conditionOf(question);
    TRY_ASSIGN(store::Statement rows, connection.prepare(std::string(kLog) + condition.sql + " ORDER BY at DESC, m.id LIMIT ?5 OFFSET ?4"));
    rows.bind(1, run.value).bind(2, condition.value).bind(3, condition.search).bind(4, first).bind(5, count);
    std::vector<RunLogEntry> entries;
    for (;;) {
        TRY_ASSIGN(const bool more, rows.step());
        if (!more)
            return entries;
        RunLogEntry entry;
        entry.message = rows.int64(0);
        entry.ordinal = static_cast<Ordinal>(rows.int64(1));
        entry.address = rows.text(2);
        entry.variant = rows.text(3);
        entry.state = rows.text(4);
        entry.outcome = rows.text(5);
        entry.reason = rows.text(6);
        entry.messageId = rows.text(7);
        entry.link = rows.text(8);
        entry.at = Instant{rows.int64(9)};
        entry.nextTry = Instant{rows.int64(10)};
        if (!rows.isNull(11))
            entry.twin = static_cast<Ordinal>(rows.int64(11));
        entries.push_back(std::move(entry));
    }
}

Result<std::int64_t> runLogCount(const store::Connection &connection, RunId run, const RunLogQuestion &question) {
    const Condition condition = conditionOf(question);
    TRY_ASSIGN(store::Statement rows, connection.prepare("SELECT count(*) FROM message m WHERE " + condition.sql));
    rows.bind(1, run.value).bind(2, condition.value).bind(3, condition.search);
    TRY_ASSIGN(const bool row, rows.step());
    return row ? rows.int64(0) : 0;
}

Result<std::vector<MessageStep>> messageHistory(const store::Connection &connection, RunId run, MessageId message) {
    TRY_ASSIGN(store::Statement rows,
               bound(connection,
                     "SELECT at, what, detail, message_id, machine FROM ("
                     "SELECT coalesce(a.finished_at, a.intent_at) AS at, coalesce(a.outcome, 'intent') AS what, "
                     "CASE WHEN a.code LIKE 'smtp.%' THEN trim(a.code || ' ' || a.detail) "
                     "WHEN a.outcome = 'refused' AND a.detail <> '' THEN a.detail ELSE a.code END AS detail, "
                     "coalesce(a.message_id, '') AS message_id, 0 AS machine, 0 AS kind FROM attempt a JOIN message m ON m.id = a.message "
                     "WHERE m.run = ?1 AND m.id = ?2 "
                     "UNION ALL SELECT at, kind, CASE kind WHEN 'click' THEN link ELSE subtype END, '', machine, 1 FROM message_event "
                     "WHERE run = ?1 AND message = ?2 "
                     "UNION ALL SELECT due_at, 'next_try', '', '', 0, 2 FROM message WHERE run = ?1 AND id = ?2 AND state = 'retry_at') "
                     "ORDER BY kind = 2, at, kind",
                     run.value, message.value));
    std::vector<MessageStep> steps;
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return steps;
        steps.push_back({Instant{rows.int64(0)}, std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3)), rows.int64(4) != 0});
    }
}

} // namespace audience::delivery
