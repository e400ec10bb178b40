// Short forms for the SQL of this module: a kept statement with its values bound in order, and a
// transaction that is on disk when commit() returns. Private to delivery.
#pragma once

#include "store/statement_shelf.h"

namespace audience::delivery {

// What the mailbox answered to a bounced email, else what the service calls it; of `message_event e`.
inline constexpr std::string_view kBounceCode =
    "coalesce(nullif(CASE WHEN json_valid(e.body) THEN json_extract(e.body, '$.bounce.bouncedRecipients[0].status') END, ''), e.subtype)";
// Where it went; of `message m`.
inline constexpr std::string_view kBounceDomain = "substr(m.address_key, instr(m.address_key, '@') + 1)";

template <class... Values>
Result<store::Statement> bound(const store::Connection &connection, std::string_view sql,
                               const Values &...values) {
    TRY_ASSIGN(store::Statement statement, store::prepareKept(connection, sql));
    [[maybe_unused]] int index = 0;
    (statement.bind(++index, values), ...);
    return statement;
}

// Runs the statement; returns how many rows it changed.
template <class... Values>
Result<std::int64_t> change(const store::Connection &connection, std::string_view sql,
                            const Values &...values) {
    TRY_ASSIGN(store::Statement statement, bound(connection, sql, values...));
    TRY(statement.run());
    return connection.changes();
}

// First column of the first row, 0 where there is none.
template <class... Values>
Result<std::int64_t> number(const store::Connection &connection, std::string_view sql,
                            const Values &...values) {
    TRY_ASSIGN(store::Statement statement, bound(connection, sql, values...));
    TRY_ASSIGN(const bool row, statement.step());
    return row ? statement.int64(0) : 0;
}

// An import on the same connection may have lowered the level; the ledger's commits survive a power
// cut, whatever ran before.
inline Result<store::Transaction> beginDurable(const store::Connection &connection) {
    if (!connection.inTransaction())
        TRY(connection.execute("PRAGMA synchronous = FULL"));
    return store::Transaction::begin(connection);
}

} // namespace audience::delivery
