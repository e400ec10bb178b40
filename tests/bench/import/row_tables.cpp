#include "row_tables.h"

#include <algorithm>
#include <fstream>

namespace audience::bench {

Result<RowTables> RowTables::create(const std::string &path) {
    store::OpenOptions options;
    options.mode = store::OpenMode::Create;
    TRY_ASSIGN(store::Connection connection, store::Connection::open(path, options));
    TRY(connection.execute(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "CREATE TABLE people(id INTEGER PRIMARY KEY, email TEXT, country TEXT, city TEXT, "
        "age INTEGER, consent TEXT, last_seen TEXT);"
        "CREATE TABLE events(profile INTEGER, ts TEXT, name TEXT, category TEXT, amount REAL)"));
    return RowTables(std::move(connection));
}

Result<void> RowTables::addPeople(const std::string &csvPath) {
    return addLines(csvPath, "INSERT OR REPLACE INTO people VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)", 7);
}

Result<void> RowTables::addEvents(const std::string &csvPath) {
    return addLines(csvPath, "INSERT INTO events VALUES(?1, ?2, ?3, ?4, ?5)", 5);
}

Result<void> RowTables::addLines(const std::string &csvPath, const char *insert, int columns) {
    std::ifstream file(csvPath);
    std::string line;
    std::getline(file, line);
    TRY_ASSIGN(store::Transaction transaction, store::Transaction::begin(m_connection));
    TRY_ASSIGN(store::Statement statement, m_connection.prepare(insert));
    while (std::getline(file, line)) {
        std::string_view rest(line);
        for (int column = 1; column <= columns; ++column) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            statement.bind(column, rest.substr(0, comma));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        TRY(statement.run());
    }
    return transaction.commit();
}

} // namespace audience::bench
