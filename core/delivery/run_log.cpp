#include "delivery/run_log.h"

namespace audience::delivery {

// The strongest fact of a message by its rank; 0 when there is none.
static constexpr std::string_view kLog = R"(
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
    FROM message_event WHERE run = ?1 GROUP BY message),
log AS (
    SELECT m.id, m.ordinal, m.address, m.variant, m.state, m.reason, coalesce(m.message_id, '') AS message_id,
           coalesce(f.link, '') AS link, max(m.changed_at, coalesce(f.at, 0)) AS at,
           CASE coalesce(f.rank, 0) WHEN 6 THEN 'complained' WHEN 5 THEN 'unsubscribed' WHEN 4 THEN 'clicked'
                WHEN 3 THEN 'opened' WHEN 2 THEN 'bounced' WHEN 1 THEN 'delivered' ELSE m.state END AS outcome
    FROM message m LEFT JOIN fact f ON f.message = m.id WHERE m.run = ?1)
SELECT ordinal, address, variant, state, outcome, reason, message_id, link, at FROM log
WHERE ?2 = '' OR state = ?2 OR outcome = ?2
ORDER BY at DESC, id LIMIT ?4 OFFSET ?3)";

Result<std::vector<RunLogEntry>> runLog(const store::Connection &connection, RunId run,
                                        std::string_view filter, std::int64_t first, int count) {
    TRY_ASSIGN(store::Statement rows, connection.prepare(kLog));
    rows.bind(1, run.value).bind(2, filter).bind(3, first).bind(4, count);
    std::vector<RunLogEntry> entries;
    for (;;) {
        TRY_ASSIGN(const bool more, rows.step());
        if (!more)
            return entries;
        RunLogEntry entry;
        entry.ordinal = static_cast<Ordinal>(rows.int64(0));
        entry.address = rows.text(1);
        entry.variant = rows.text(2);
        entry.state = rows.text(3);
        entry.outcome = rows.text(4);
        entry.reason = rows.text(5);
        entry.messageId = rows.text(6);
        entry.link = rows.text(7);
        entry.at = Instant{rows.int64(8)};
        entries.push_back(std::move(entry));
    }
}

} // namespace audience::delivery
