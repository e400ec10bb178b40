// The same files in plain row tables of another SQLite file: what SQL says about them.
#pragma once

#include "store/connection.h"

#include <string>

namespace audience::bench {

class RowTables {
public:
    static Result<RowTables> create(const std::string &path);
    // Rows of a person already there are replaced. The files of shop_files.h hold no quotes.
    Result<void> addPeople(const std::string &csvPath);
    Result<void> addEvents(const std::string &csvPath);
    Result<std::int64_t> count(std::string_view sql) const { return m_connection.scalar(sql); }

private:
    explicit RowTables(store::Connection connection) : m_connection(std::move(connection)) {}
    Result<void> addLines(const std::string &csvPath, const char *insert, int columns);
    store::Connection m_connection;
};

} // namespace audience::bench
