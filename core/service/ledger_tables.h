// What the workspace's ledgers know of the people, for SQL that a person wrote: audience_people has what rules call
// consent, suppressed and reachable, audience_messages what happened to emails (docs/formats/segment.md).
#pragma once

#include "segment/rule_sql.h"
#include "store/snapshot_table.h"

#include <string_view>

namespace audience::service {

class Session;

// How a statement made of a rule calls them.
segment::SqlNames::Facts ledgerTables();
// There while the result lives, where `sql` speaks of them; else nothing. Errors: those of LedgerFacts.
Result<std::unique_ptr<store::SnapshotTables>> attachLedgerTables(Session &session, const store::Connection &connection, std::string_view sql);

} // namespace audience::service
