#include "store/statement_shelf.h"

#include "store/sqlite_api.h"

namespace audience::store {

static constexpr std::size_t kMost = 64; // of one connection

StatementShelves &StatementShelves::instance() {
    static StatementShelves shelves;
    return shelves;
}

sqlite3_stmt *StatementShelves::take(sqlite3 *db, std::string_view sql) {
    const std::lock_guard lock(m_mutex);
    Shelf &shelf = m_shelves[db];
    const auto found = shelf.free.find(sql);
    if (found == shelf.free.end())
        return nullptr;
    sqlite3_stmt *const statement = found->second;
    shelf.free.erase(found);
    shelf.out.insert(statement);
    return statement;
}

void StatementShelves::expect(sqlite3_stmt *statement) {
    const std::lock_guard lock(m_mutex);
    m_shelves[sqlite3_db_handle(statement)].out.insert(statement);
}

bool StatementShelves::giveBack(sqlite3_stmt *statement) {
    const std::lock_guard lock(m_mutex);
    if (m_shelves.empty())
        return false;
    const auto shelf = m_shelves.find(sqlite3_db_handle(statement));
    if (shelf == m_shelves.end() || shelf->second.out.erase(statement) == 0)
        return false;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    auto &free = shelf->second.free;
    return free.size() < kMost && free.emplace(sqlite3_sql(statement), statement).second;
}

void StatementShelves::clear(sqlite3 *db) {
    const std::lock_guard lock(m_mutex);
    const auto shelf = m_shelves.find(db);
    if (shelf == m_shelves.end())
        return;
    for (const auto &[sql, statement] : shelf->second.free)
        sqlite3_finalize(statement);
    m_shelves.erase(shelf); // what is out is finalised by its owner
}

Result<Statement> prepareKept(const Connection &connection, std::string_view sql) {
    StatementShelves &shelves = StatementShelves::instance();
    if (sqlite3_stmt *const kept = shelves.take(connection.raw(), sql))
        return Statement::adopt(kept);
    TRY_ASSIGN(Statement fresh, connection.prepare(sql));
    shelves.expect(fresh.raw());
    return fresh;
}

} // namespace audience::store
