// A connection that somebody else opened and closes: inside SQLite's own callbacks and in a host
// such as the sqlite3 shell.
#pragma once

#include "store/connection.h"

#include <new>

namespace audience::store {

class BorrowedConnection {
public:
    explicit BorrowedConnection(sqlite3 *db) { new (&m_connection) Connection(db, {}, {}); }
    ~BorrowedConnection() {
    } // never closes: the union runs no destructor, and the strings are empty
    BorrowedConnection(const BorrowedConnection &) = delete;
    BorrowedConnection &operator=(const BorrowedConnection &) = delete;
    const Connection &operator*() const { return m_connection; }
    const Connection *operator->() const { return &m_connection; }

private:
    union {
        Connection m_connection;
    };
};

} // namespace audience::store
