// Short forms for the SQL of this module: a statement with its values bound in order, and a
// transaction that is on disk when commit() returns. Private to delivery.
#pragma once

#include "store/connection.h"

namespace audience::delivery {

template <class... Values>
Result<store::Statement> bound(const store::Connection &connection, std::string_view sql,
                               const Values &...values) {
    TRY_ASSIGN(store::Statement statement, connection.prepare(sql));
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
