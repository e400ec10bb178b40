// One SQLite connection and what is done with it. A connection belongs to one thread at a time; the
// pragmas that every workspace connection needs are set when it opens.
#pragma once

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace audience::store {

enum class OpenMode { ReadOnly, ReadWrite, Create };

struct OpenOptions {
    OpenMode mode = OpenMode::ReadWrite;
    std::string vfs; // empty: the system's
    std::chrono::milliseconds busyTimeout{5000};
};

class Connection;

// A prepared statement; bind() from 1, columns from 0. Texts and blobs handed to bind are copied.
class Statement {
public:
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&other) noexcept;
    ~Statement();

    Statement &bind(int index, std::int64_t value);
    Statement &bind(int index, int value) { return bind(index, static_cast<std::int64_t>(value)); }
    Statement &bind(int index, std::uint32_t value) {
        return bind(index, static_cast<std::int64_t>(value));
    }
    Statement &bind(int index, double value);
    Statement &bind(int index, std::string_view text);
    Statement &bind(int index, const char *text) { return bind(index, std::string_view(text)); }
    Statement &bind(int index, const std::string &text) {
        return bind(index, std::string_view(text));
    }
    Statement &bindBlob(int index, std::string_view bytes);
    Statement &bindNull(int index);

    // True while there is a row; resets itself (keeping the bindings) when done or failed.
    Result<bool> step();
    // Runs to the end, ignoring rows, and resets.
    Result<void> run();
    void reset(); // also clears the bindings

    std::int64_t int64(int column) const;
    double real(int column) const;
    std::string_view text(int column) const; // valid until the next step
    std::string_view blob(int column) const; // valid until the next step
    bool isNull(int column) const;
    int columnCount() const;
    std::string columnName(int column) const;
    sqlite3_stmt *raw() const { return m_statement; }
    // Takes over a statement that was prepared elsewhere.
    static Statement adopt(sqlite3_stmt *statement) { return Statement(statement); }

private:
    friend class Connection;
    explicit Statement(sqlite3_stmt *statement) : m_statement(statement) {}
    Statement &noteBind(int code);
    sqlite3_stmt *m_statement = nullptr;
    int m_bindError = 0; // a value that could not be bound fails the next step
};

class Connection {
public:
    // Errors: "store.cannot_open" {path, reason}, "store.not_a_database" {path}.
    static Result<Connection> open(const std::string &path, const OpenOptions &options = {});
    Connection(Connection &&other) noexcept;
    Connection &operator=(Connection &&other) noexcept;
    ~Connection();

    Result<Statement> prepare(std::string_view sql) const;
    Result<void> execute(std::string_view sql) const; // one or more statements without parameters
    // First column of the first row; 0 or "" when there is none.
    Result<std::int64_t> scalar(std::string_view sql) const;
    Result<std::string> scalarText(std::string_view sql) const;

    // How long a statement waits for a lock before it fails with "store.busy".
    void setPatience(std::chrono::milliseconds patience);

    std::int64_t lastInsertId() const;
    std::int64_t changes() const;
    bool inTransaction() const;
    const std::string &path() const { return m_path; }
    sqlite3 *raw() const { return m_db; }

private:
    friend class BorrowedConnection;
    struct Patience {
        std::chrono::steady_clock::duration limit{};
        std::chrono::steady_clock::time_point since;
    };
    Connection(sqlite3 *db, std::string path, std::string file)
        : m_db(db), m_path(std::move(path)), m_file(std::move(file)) {}
    static int waitForLock(void *patience, int attempt);
    sqlite3 *m_db = nullptr;
    std::string m_path;
    std::string m_file;                   // its entry among the open files of this process
    std::unique_ptr<Patience> m_patience; // stays where SQLite knows it
};

// BEGIN IMMEDIATE ... COMMIT; rolls back unless commit() succeeded. Inside another transaction of
// the connection it is a savepoint: its end is then decided by the outer one.
class Transaction {
public:
    static Result<Transaction> begin(const Connection &connection);
    Transaction(Transaction &&other) noexcept;
    ~Transaction();
    Result<void> commit();

private:
    Transaction(const Connection *connection, bool nested)
        : m_connection(connection), m_nested(nested) {}
    const Connection *m_connection;
    bool m_nested;
};

// The connection's last failure as an Error {doing}: "store.disk_full", "store.busy",
// "store.corrupt", "store.not_a_database", "store.read_only", "store.io", "store.constraint",
// "cancelled", else "store.failed".
Error lastError(sqlite3 *db, std::string_view doing);

} // namespace audience::store
