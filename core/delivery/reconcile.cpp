#include "delivery/reconcile.h"

#include "delivery/ledger.h"
#include "delivery/sql.h"

#include <map>
#include <unordered_map>

namespace audience::delivery {

namespace {

struct KnownRun {
    bool exists = false;
    std::int64_t id = 0;
    std::unordered_map<std::string, std::int64_t> messages; // by step and recipient hash
};

Result<KnownRun> knownRun(const store::Connection &connection, std::string_view workspaceUuid,
                          const std::string &uid) {
    KnownRun run;
    TRY_ASSIGN(run.id, number(connection, "SELECT id FROM run WHERE uid = ?", uid));
    run.exists = run.id != 0;
    if (!run.exists)
        return run;
    // Of people who share an address the hash names all; the first stands for them, as at the
    // start.
    TRY_ASSIGN(store::Statement rows,
               bound(connection,
                     "SELECT id, step, address_key FROM message WHERE run = ? AND "
                     "state IN ('planned', 'retry_at', 'in_doubt') ORDER BY id",
                     run.id));
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return run;
        run.messages.emplace(std::string(rows.text(1)) + '\n' +
                                 recipientHash(workspaceUuid, rows.text(2)),
                             rows.int64(0));
    }
}

// An event may have come before the row knew of its attempt.
Result<bool> settleByEvents(const store::Connection &connection, Ledger &ledger,
                            const std::string &tag) {
    std::string messageId;
    {
        TRY_ASSIGN(store::Statement row,
                   bound(connection,
                         "SELECT message_id FROM message_event WHERE tag = ? AND message IS NULL "
                         "AND tag <> '' LIMIT 1",
                         tag));
        TRY_ASSIGN(const bool found, row.step());
        if (!found)
            return false;
        messageId = row.text(0);
    }
    return ledger.acceptByEvent(tag, messageId);
}

} // namespace

Result<std::int64_t> blockRuns(const store::Connection &connection, const Clock &clock,
                               std::string_view reason) {
    TRY_ASSIGN(store::Transaction transaction, beginDurable(connection));
    TRY_ASSIGN(const std::int64_t blocked,
               change(connection,
                      "UPDATE run SET status = 'blocked', reason = ?, changed_at = ? "
                      "WHERE status = 'running'",
                      reason, clock.now().micros));
    Ledger ledger(connection, clock);
    TRY(ledger.doubtOpenIntents(reason));
    TRY(transaction.commit());
    return blocked;
}

Result<Reconciled> reconcile(const store::Connection &connection, const Clock &clock,
                             std::string_view workspaceUuid, const SendJournal::Content &journal) {
    Reconciled result;
    result.damagedLines = journal.damagedLines;
    TRY_ASSIGN(store::Transaction transaction, beginDurable(connection));
    Ledger ledger(connection, clock);
    std::map<std::string, KnownRun> runs;
    for (const JournalEntry &entry : journal.entries) {
        TRY_ASSIGN(const std::int64_t attempt,
                   number(connection, "SELECT id FROM attempt WHERE tag = ?", entry.tag));
        if (attempt != 0) {
            ++result.known;
            continue;
        }
        auto run = runs.find(entry.run);
        if (run == runs.end()) {
            TRY_ASSIGN(KnownRun loaded, knownRun(connection, workspaceUuid, entry.run));
            run = runs.emplace(entry.run, std::move(loaded)).first;
        }
        if (!run->second.exists) {
            ++result.unknownRuns;
            continue;
        }
        const auto message = run->second.messages.find(entry.step + '\n' + entry.recipientHash);
        if (message == run->second.messages.end())
            continue; // already settled here: nothing will be sent to that row
        // An accepted row cannot become a doubt again by an older attempt of the same journal.
        TRY_ASSIGN(const std::int64_t isOpen,
                   number(connection,
                          "SELECT state IN ('planned', 'retry_at', 'in_doubt') FROM message "
                          "WHERE id = ?",
                          message->second));
        if (isOpen == 0)
            continue;
        TRY(ledger.doubtByJournal(MessageId(message->second), entry.tag));
        ++result.doubted;
        TRY_ASSIGN(const bool isSettled, settleByEvents(connection, ledger, entry.tag));
        result.settled += isSettled ? 1 : 0;
    }
    TRY(transaction.commit());
    return result;
}

} // namespace audience::delivery
