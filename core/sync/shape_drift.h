// How a table has changed since a person decided what to take of it, and what a decision for the new shape would be.
// Nothing is decided here.
#pragma once

#include "model/sync_plan.h"
#include "warehouse/connector.h"

#include <string>
#include <vector>

namespace audience::sync {

struct Drift {
    enum class Kind { NewColumn, ColumnGone, TypeChanged };
    Kind kind = Kind::NewColumn;
    std::string column, was, is; // of the source, and its types as the source spells them
    bool blocks = false;         // nothing is synced before it is decided
};
std::string_view toText(Drift::Kind kind); // "sync.drift_new", "sync.drift_gone", "sync.drift_type"

// A new column waits; one that is gone or cannot be read any more as what it was blocks.
std::vector<Drift> findDrift(const model::SyncPlan &plan, const warehouse::TableShape &shape, const warehouse::Connector &connector);

// The fields of a plan. Error "sync.bad_plan" {what, value}.
Result<engine::Field> fieldOf(const model::SyncColumn &column);
model::SyncColumn columnFor(const warehouse::ColumnInfo &column);

struct Decided {
    model::SyncPlan plan;
    bool needsReload = false; // a field is another now: what is there is replaced
};
// The plan for the new shape: new columns come in, gone ones go out, changed ones become what they best are. Error
// "sync.needs_column" {column} when the plan cannot be without one that is gone.
Result<Decided> acceptDrift(const model::SyncPlan &plan, const warehouse::TableShape &shape, const warehouse::Connector &connector);

// Everything that must hold between a plan and a table. Errors: "sync.unknown_column" {column, table},
// "sync.column_twice" {column}, "zone.unknown" {zone}, "sync.bad_plan", those of checkPlan() and of the connector's checks.
Result<void> checkAgainst(const model::SyncPlan &plan, const warehouse::TableShape &shape, const warehouse::Connector &connector);
// Things to know: "sync.cursor_not_unique" {column}, "sync.cursor_nullable" {column}, "sync.key_not_unique" {column}.
std::vector<ingest::Finding> remarks(const model::SyncPlan &plan, const warehouse::TableShape &shape);
// What the numbers that were looked at (Sampling::Yes) say of the types of the plan: "sync.digits_refused" {column, count, seen},
// "sync.digits_nearest" {column, before, behind, count, seen}, "sync.digits_as_text" {column, before}.
std::vector<ingest::Finding> numberRemarks(const model::SyncPlan &plan, const warehouse::TableShape &shape);

} // namespace audience::sync
