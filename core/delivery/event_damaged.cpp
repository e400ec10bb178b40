#include "delivery/event_damaged.h"

#include "delivery/event_intake.h"
#include "delivery/sql.h"

namespace audience::delivery {

namespace {

constexpr int kBatch = 200;

} // namespace

Result<std::vector<DamagedEvent>> damagedEvents(const store::Connection &connection, std::int64_t after, int most) {
    std::vector<DamagedEvent> events;
    TRY_ASSIGN(store::Statement rows,
               bound(connection,
                     "SELECT id, source, received_at, reason, body FROM event_malformed WHERE id > ? "
                     "ORDER BY id LIMIT ?",
                     after, most));
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return events;
        events.push_back({rows.int64(0), std::string(rows.text(1)), Instant{rows.int64(2)},
                          std::string(rows.text(3)), std::string(rows.blob(4))});
    }
}

Result<std::int64_t> damagedCount(const store::Connection &connection) {
    return number(connection, "SELECT count(*) FROM event_malformed");
}

Result<IntakeReport> EventIntake::retryMalformed(const CancelToken &cancel) {
    IntakeReport report;
    std::int64_t after = 0;
    for (;;) {
        TRY(cancel.check());
        TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
        TRY(readRules());
        TRY_ASSIGN(const auto batch, damagedEvents(m_connection, after, kBatch));
        for (const DamagedEvent &event : batch) {
            after = event.id;
            if (const auto parsed = parseSesEvent(event.body); !parsed) {
                ++report.malformed;
                TRY(change(m_connection, "UPDATE event_malformed SET reason = ? WHERE id = ?",
                           parsed.error().id, event.id));
                continue;
            }
            TRY(takeOne({event.source, event.body}, report));
            TRY(change(m_connection, "DELETE FROM event_malformed WHERE id = ?", event.id));
        }
        TRY(transaction.commit());
        if (batch.size() < static_cast<std::size_t>(kBatch))
            return report;
    }
}

} // namespace audience::delivery
