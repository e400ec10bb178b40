#include "sqlite_peer.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace audience::bench {

namespace {

Error failed(sqlite3 *db) { return Error(ErrorKind::Io, "bench.sqlite").with("reason", sqlite3_errmsg(db)); }

} // namespace

SqlitePeer::~SqlitePeer() { sqlite3_close(m_db); }

Result<void> SqlitePeer::run(const std::string &sql) const {
    if (sqlite3_exec(m_db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failed(m_db);
    return {};
}

Result<SqlitePeer> SqlitePeer::make(const std::string &directory) {
    const std::string path = directory + "/peer_queries.sqlite";
    std::remove(path.c_str());
    sqlite3 *db = nullptr;
    if (sqlite3_open(path.c_str(), &db) != SQLITE_OK)
        return Error(ErrorKind::Io, "bench.sqlite");
    SqlitePeer peer(db);
    TRY(peer.run("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -1000000; pragma mmap_size = 8000000000;"
                 "create table profiles (id integer primary key, email text, country text, city text, age integer, consent text, last_seen text);"
                 "create table events (profile_id integer, ts text, name text, category text, amount real); begin;"));
    TRY(peer.load("profiles", directory + "/profiles.csv", 7));
    TRY(peer.load("events", directory + "/events.csv", 5));
    TRY(peer.run("commit; create index events_by_name on events (name, ts); create index events_by_profile on events (profile_id); analyze;"));
    return peer;
}

// The files of the benchmark have no quotes.
Result<void> SqlitePeer::load(const std::string &table, const std::string &path, int columns) const {
    std::string sql = "insert into " + table + " values (?";
    for (int i = 1; i < columns; ++i)
        sql += ", ?";
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_db, (sql + ")").c_str(), -1, &statement, nullptr) != SQLITE_OK)
        return failed(m_db);
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::size_t at = 0;
        for (int i = 1; i <= columns; ++i) {
            const std::size_t end = std::min(line.find(',', at), line.size());
            sqlite3_bind_text(statement, i, line.data() + at, static_cast<int>(end - at), SQLITE_STATIC);
            at = end + 1;
        }
        if (sqlite3_step(statement) != SQLITE_DONE)
            break;
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
    return file.eof() ? Result<void>() : failed(m_db);
}

Result<std::vector<std::string>> SqlitePeer::ask(const std::string &sql) const {
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(m_db, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        return failed(m_db);
    std::vector<std::string> rows;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        std::string &row = rows.emplace_back();
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, i));
            row.append(i == 0 ? 0 : 1, '|').append(text ? text : "");
        }
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? Result<std::vector<std::string>>(std::move(rows)) : failed(m_db);
}

} // namespace audience::bench
