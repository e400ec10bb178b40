// What a person sees of a sync before it is kept: a table of a source with a plan that is guessed from its columns and keys,
// and what a plan would mean. Nothing is kept here. Calls talk to the source and belong on workers, guessPlan() alone does not.
#pragma once

#include "service/sync_service.h"

#include <set>
#include <string>
#include <vector>

namespace audience::service {

// What is there already, so that a guess neither takes a name nor makes a second list of people.
struct SyncSurroundings {
    std::string peopleKey;          // of the people that are there; "" without people
    std::set<std::string> datasets; // their names
    std::set<std::string> syncs;    // their names
};

// Pure. All columns that can be read, each as what it best becomes; a mode that needs no answer of the person.
model::SyncPlan guessPlan(const std::string &connection, const warehouse::TableShape &shape, const SyncSurroundings &around);
// The same for another answer to what a row is: "profiles", "events", "table".
model::SyncPlan guessPlan(const std::string &connection, const warehouse::TableShape &shape, const SyncSurroundings &around, const std::string &role);
// Columns of the source that rise with every change, the likeliest first; for rows that only come in, those that rise with every row.
std::vector<std::string> risingColumns(const warehouse::TableShape &shape, model::SyncMode mode);

// A column that meant something to a plan and is gone at its source, and the one that is guessed for it; "" for none.
struct ReplacedColumn {
    std::string gone, by;
};

struct SyncTable {
    warehouse::TableShape shape;
    SyncSurroundings around;
    model::SyncPlan guess;
    std::vector<ReplacedColumn> replaced = {}; // of a plan that was there before
};
// Pure. The plan over its table as it is now, in place of the guess.
SyncTable withPlan(SyncTable table, const model::SyncPlan &plan);
// Errors: "connection.unknown" {name}, "source.no_table" {table}, those of the source.
Result<SyncTable> lookAtTable(Session &session, const std::string &connection, const warehouse::TableName &table, const CancelToken &cancel = {});

struct SyncPreview {
    warehouse::Estimate estimate;
    std::vector<ingest::Finding> findings; // budgets that it would break among them
};
// `looked`: the table as lookAtTable() found it. Errors: those of SyncService::plan().
Result<SyncPreview> previewSync(Session &session, const model::SyncPlan &plan, std::int64_t sync, const CancelToken &cancel = {}, const warehouse::TableShape &looked = {});

// A sync in the list of them.
struct SyncLine {
    SyncView view;
    std::int64_t rows = -1;      // of its dataset now; -1: there is none yet
    std::int64_t monthBytes = 0; // over the line in this calendar month (UTC)
    bool isFailing = false;      // the newest run did not come to its end
};
Result<std::vector<SyncLine>> syncLines(Session &session); // by name
// Nobody brought it up to date for a week, or for half an hour behind the time at which it should have come.
bool isOldData(const SyncLine &line, Instant now);

} // namespace audience::service
