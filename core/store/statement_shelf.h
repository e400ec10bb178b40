// Statements that one connection asks for again and again, prepared once: a sending campaign would
// spend a fifth of its time on preparing. Not for virtual tables, which a kept statement holds on
// to. A statement goes back to the shelf when it is destroyed; the connection clears the shelf.
#pragma once

#include "store/connection.h"

#include <map>
#include <mutex>
#include <set>
#include <string_view>

namespace audience::store {

// Like Connection::prepare. A second one of the same text, while the first is out, is an ordinary one.
Result<Statement> prepareKept(const Connection &connection, std::string_view sql);

// The shelves of all connections of this process. Any thread; used by the store alone.
class StatementShelves {
public:
    static StatementShelves &instance();
    sqlite3_stmt *take(sqlite3 *db, std::string_view sql); // null: none is free
    void expect(sqlite3_stmt *statement);                   // it comes back
    bool giveBack(sqlite3_stmt *statement);                 // false: not one of ours
    void clear(sqlite3 *db);

private:
    struct Shelf {
        std::map<std::string_view, sqlite3_stmt *> free; // by SQLite's own copy of the text
        std::set<sqlite3_stmt *> out;
    };
    std::mutex m_mutex;
    std::map<sqlite3 *, Shelf> m_shelves;
};

} // namespace audience::store
