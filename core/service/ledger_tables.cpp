#include "service/ledger_tables.h"

#include "segment/fact_names.h"
#include "service/session.h"

namespace audience::service {

namespace {

constexpr const char *kPeople = "audience_people";
constexpr const char *kMessageTable = "audience_messages";

} // namespace

segment::SqlNames::Facts ledgerTables() {
    return {kPeople, {segment::kMessages, kMessageTable, "_ordinal", "at", "name"}, "_ordinal"};
}

Result<std::unique_ptr<store::SnapshotTables>> attachLedgerTables(Session &session, const store::Connection &connection, std::string_view sql) {
    if (sql.find(kPeople) == std::string_view::npos && sql.find(kMessageTable) == std::string_view::npos)
        return std::unique_ptr<store::SnapshotTables>();
    TRY_ASSIGN(auto facts, session.ledgerFacts().current());
    return store::SnapshotTables::attach(connection, std::move(facts), {{kPeople, {}}, {kMessageTable, segment::kMessages}});
}

} // namespace audience::service
