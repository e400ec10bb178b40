// The same questions to plain SQLite: row tables with the indexes that somebody who knows the questions would make.
#pragma once

#include "base/result.h"

#include <string>
#include <vector>

struct sqlite3;

namespace audience::bench {

class SqlitePeer {
public:
    // Makes DIR/peer_queries.sqlite of DIR/profiles.csv and DIR/events.csv.
    static Result<SqlitePeer> make(const std::string &directory);
    SqlitePeer(SqlitePeer &&other) noexcept : m_db(other.m_db) { other.m_db = nullptr; }
    SqlitePeer &operator=(SqlitePeer &&) = delete;
    ~SqlitePeer();
    // One line per row, cells between bars.
    Result<std::vector<std::string>> ask(const std::string &sql) const;

private:
    explicit SqlitePeer(sqlite3 *db) : m_db(db) {}
    Result<void> run(const std::string &sql) const;
    Result<void> load(const std::string &table, const std::string &path, int columns) const;
    sqlite3 *m_db;
};

} // namespace audience::bench
