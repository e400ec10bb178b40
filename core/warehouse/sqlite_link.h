// A SQLite file that belongs to somebody else: opened for reading alone, with everything switched off that a database could
// use against its reader. One thread at a time.
#pragma once

#include "async/cancel.h"
#include "base/result.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace audience::warehouse {

enum class SqliteType { Null, Integer, Real, Text, Blob };

class SqliteRows {
public:
    SqliteRows() = default;
    SqliteRows(SqliteRows &&) noexcept;
    SqliteRows &operator=(SqliteRows &&) noexcept;
    ~SqliteRows();
    Result<bool> next(const CancelToken &cancel); // false at the end
    int width() const;
    SqliteType type(int column) const;
    std::string_view text(int column) const; // valid until next(); numbers as SQLite writes them
    std::string_view blob(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    void bind(int index, std::string_view text);

private:
    friend class SqliteLink;
    struct Finalize {
        void operator()(sqlite3_stmt *statement) const;
    };
    class SqliteLink *m_link = nullptr;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

class SqliteLink {
public:
    // A file whose last writer is done with it is read as it lies there, and nothing is put beside it. Where a writer's log
    // (-wal) or journal stands beside it, the log is read too, and the reader's marks go where SQLite wants them. Errors, each
    // with {path}: "source.not_plain", "ingest.file_missing", "source.not_sqlite", "source.own_workspace", "source.sqlite_open"
    // {reason}, "source.sqlite_unfinished".
    static Result<std::unique_ptr<SqliteLink>> open(const std::string &path, int statementSeconds);
    ~SqliteLink();
    // What was written to the file since it was opened, where it was opened as it lies there. Error "source.file_changed"
    // {path}, which may be tried again.
    Result<void> checkUnchanged() const;
    // One reading statement; anything else is refused by SQLite itself.
    // Errors: "cancelled", "source.too_slow" {seconds}, "source.sqlite_busy" {path} (may be tried again), "source.sqlite_damaged"
    // {path}, "source.sqlite_unfinished" {path}, "source.refused" {reason}.
    Result<SqliteRows> ask(const std::string &sql, const CancelToken &cancel);
    const std::string &path() const { return m_path; }

private:
    friend class SqliteRows;
    SqliteLink() = default;
    Result<void> harden();
    Error failure(int code) const;
    static int watch(void *link);
    static int authorize(void *link, int action, const char *first, const char *second, const char *database, const char *trigger);
    struct Close {
        void operator()(sqlite3 *db) const;
    };
    std::unique_ptr<sqlite3, Close> m_db;
    std::string m_path, m_mark;
    bool m_asItLies = false;
    std::chrono::seconds m_limit{600};
    std::chrono::steady_clock::time_point m_began;
    CancelToken m_cancel;
    bool m_isSlow = false;
};

std::string sqliteQuoted(std::string_view name);

} // namespace audience::warehouse
