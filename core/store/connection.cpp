#include "store/connection.h"

#include "store/disk_room.h"
#include "store/open_files_registry.h"
#include "store/sqlite_api.h"
#include "store/statement_shelf.h"

#include <QFileInfo>
#include <QUrl>

#include <thread>

namespace audience::store {

Error lastError(sqlite3 *db, std::string_view doing) {
    const int extended = sqlite3_extended_errcode(db);
    const auto make = [&](ErrorKind kind, std::string_view id) {
        return Error(kind, id)
            .with("doing", doing)
            .because(std::string(sqlite3_errmsg(db)) + " [" + std::to_string(extended) + "]");
    };
    switch (extended & 0xff) {
    case SQLITE_FULL:
        return make(ErrorKind::Limit, "store.disk_full");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return make(ErrorKind::Conflict, "store.busy");
    case SQLITE_CORRUPT:
        return make(ErrorKind::Corrupt, "store.corrupt");
    case SQLITE_NOTADB:
        return make(ErrorKind::Corrupt, "store.not_a_database");
    case SQLITE_READONLY:
        return make(ErrorKind::Refused, "store.read_only");
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return make(ErrorKind::Io, "store.io");
    case SQLITE_CONSTRAINT:
        return make(ErrorKind::Conflict, "store.constraint");
    case SQLITE_INTERRUPT:
        return make(ErrorKind::Cancelled, "cancelled");
    default:
        return make(ErrorKind::Internal, "store.failed");
    }
}

Statement::Statement(Statement &&other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr)), m_bindError(other.m_bindError) {}

Statement &Statement::operator=(Statement &&other) noexcept {
    std::swap(m_statement, other.m_statement);
    std::swap(m_bindError, other.m_bindError);
    return *this;
}

Statement::~Statement() {
    if (m_statement && !StatementShelves::instance().giveBack(m_statement))
        sqlite3_finalize(m_statement);
}

Statement &Statement::noteBind(int code) {
    if (code != 0)
        m_bindError = code;
    return *this;
}

Statement &Statement::bind(int index, std::int64_t value) {
    return noteBind(sqlite3_bind_int64(m_statement, index, value));
}

Statement &Statement::bind(int index, double value) {
    return noteBind(sqlite3_bind_double(m_statement, index, value));
}

Statement &Statement::bind(int index, std::string_view text) {
    // A null pointer would bind NULL; an empty text must stay a text.
    return noteBind(sqlite3_bind_text64(m_statement, index, text.empty() ? "" : text.data(),
                                        text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

Statement &Statement::bindBlob(int index, std::string_view bytes) {
    return noteBind(sqlite3_bind_blob64(m_statement, index, bytes.empty() ? "" : bytes.data(),
                                        bytes.size(), SQLITE_TRANSIENT));
}

Statement &Statement::bindNull(int index) {
    return noteBind(sqlite3_bind_null(m_statement, index));
}

Result<bool> Statement::step() {
    if (m_bindError != 0) {
        Error error(m_bindError == SQLITE_TOOBIG ? ErrorKind::Limit : ErrorKind::Internal,
                    "store.failed");
        return std::move(error)
            .with("doing", sqlite3_sql(m_statement))
            .because(sqlite3_errstr(m_bindError));
    }
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE) {
        sqlite3_reset(m_statement);
        return false;
    }
    Error error = lastError(sqlite3_db_handle(m_statement), sqlite3_sql(m_statement));
    sqlite3_reset(m_statement);
    return error;
}

Result<void> Statement::run() {
    while (true) {
        TRY_ASSIGN(const bool row, step());
        if (!row)
            return {};
    }
}

void Statement::reset() {
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_bindError = 0;
}

std::int64_t Statement::int64(int column) const {
    return sqlite3_column_int64(m_statement, column);
}
double Statement::real(int column) const {
    return sqlite3_column_double(m_statement, column);
}

std::string_view Statement::text(int column) const {
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return bytes ? std::string_view(
                       bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                 : std::string_view();
}

std::string_view Statement::blob(int column) const {
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return bytes ? std::string_view(
                       bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                 : std::string_view();
}

bool Statement::isNull(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}
int Statement::columnCount() const {
    return sqlite3_column_count(m_statement);
}

std::string Statement::columnName(int column) const {
    const char *name = sqlite3_column_name(m_statement, column);
    return name ? name : "";
}

namespace {

// Without these a crafted file could run code of its own through views, triggers or shadow tables.
Result<void> harden(sqlite3 *db) {
    const auto set = [db](int option, int value) {
        return sqlite3_db_config(db, option, value, nullptr);
    };
    if (set(SQLITE_DBCONFIG_DEFENSIVE, 1) != SQLITE_OK ||
        set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0) != SQLITE_OK ||
        set(SQLITE_DBCONFIG_DQS_DDL, 0) != SQLITE_OK ||
        set(SQLITE_DBCONFIG_DQS_DML, 0) != SQLITE_OK ||
        set(SQLITE_DBCONFIG_ENABLE_FKEY, 1) != SQLITE_OK)
        return lastError(db, "configure");
    const char *pragmas =
        "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -2048";
    if (sqlite3_exec(db, pragmas, nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastError(db, pragmas);
    return {};
}

constexpr std::int64_t kIndexBytes = 32 << 10; // of a log, as SQLite makes it at least

// In a folder nobody may write to, or on a full disk, SQLite cannot make the index of a log; where no log is left over, the
// file is whole as it lies there and is read as one that never changes.
std::string withoutLog(const std::string &path) {
    const QFileInfo file(QString::fromStdString(path));
    // An attempt to make an index leaves a few bytes of one.
    const bool isFull = QFileInfo(file.absoluteFilePath() + QStringLiteral("-shm")).size() < kIndexBytes && freeBytes(path) < kIndexBytes;
    if ((QFileInfo(file.absolutePath()).isWritable() && !isFull) || logBytes(path) > 0)
        return {};
    return "file:" + QUrl::toPercentEncoding(file.absoluteFilePath(), "/").toStdString() + "?immutable=1";
}

} // namespace

Result<Connection> Connection::open(const std::string &path, const OpenOptions &options) {
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE;
    flags |= options.mode == OpenMode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (options.mode == OpenMode::Create)
        flags |= SQLITE_OPEN_CREATE;
    const std::string still = options.mode == OpenMode::ReadOnly ? withoutLog(path) : std::string();
    if (!still.empty())
        flags |= SQLITE_OPEN_URI;
    sqlite3 *db = nullptr;
    int code = SQLITE_OK;
    std::string file;
    {
        OpenFilesRegistry &registry = OpenFilesRegistry::instance();
        const std::lock_guard lock(registry.mutex());
        code = sqlite3_open_v2(still.empty() ? path.c_str() : still.c_str(), &db, flags,
                               options.vfs.empty() ? nullptr : options.vfs.c_str());
        file = registry.addLocked(path);
    }
    Connection connection(db, path, std::move(file)); // owns db even when opening failed
    if (code != SQLITE_OK)
        return Error(ErrorKind::Io, "store.cannot_open")
            .with("path", path)
            .with("reason", db ? sqlite3_errmsg(db) : sqlite3_errstr(code));
    connection.setPatience(options.busyTimeout);
    TRY(harden(db));
    // SQLite opens lazily: only a read tells whether there is a database behind the path.
    if (options.mode != OpenMode::Create) {
        if (auto version = connection.scalar("PRAGMA schema_version"); !version) {
            if (version.error().id == "store.not_a_database")
                return Error(ErrorKind::Invalid, "store.not_a_database").with("path", path);
            if (version.error().id == "store.io")
                return Error(ErrorKind::Io, "store.cannot_open")
                    .with("path", path)
                    .with("reason", version.error().detail);
            return std::move(version).error();
        }
    }
    return connection;
}

// SQLite's own handler sleeps ever longer, up to 100 ms: beside somebody who commits all the time
// it would nearly never find the lock free.
int Connection::waitForLock(void *patience, int attempt) {
    auto &waiting = *static_cast<Patience *>(patience);
    const auto now = std::chrono::steady_clock::now();
    if (attempt == 0)
        waiting.since = now;
    if (now - waiting.since >= waiting.limit)
        return 0;
    std::this_thread::sleep_for(std::chrono::microseconds(attempt < 4 ? 100 : 1000));
    return 1;
}

void Connection::setPatience(std::chrono::milliseconds patience) {
    if (!m_patience) {
        m_patience = std::make_unique<Patience>();
        sqlite3_busy_handler(m_db, &waitForLock, m_patience.get());
    }
    m_patience->limit = patience;
}

Connection::Connection(Connection &&other) noexcept
    : m_db(std::exchange(other.m_db, nullptr)), m_path(std::move(other.m_path)),
      m_file(std::exchange(other.m_file, {})), m_patience(std::move(other.m_patience)) {}

Connection &Connection::operator=(Connection &&other) noexcept {
    std::swap(m_db, other.m_db);
    std::swap(m_path, other.m_path);
    std::swap(m_file, other.m_file);
    std::swap(m_patience, other.m_patience);
    return *this;
}

Connection::~Connection() {
    if (!m_db)
        return;
    StatementShelves::instance().clear(m_db);
    OpenFilesRegistry &registry = OpenFilesRegistry::instance();
    const std::lock_guard lock(registry.mutex());
    // A statement that outlives its connection keeps the file open, so the file stays noted as
    // open.
    const bool lingers = sqlite3_next_stmt(m_db, nullptr) != nullptr;
    sqlite3_close_v2(m_db);
    if (!lingers)
        registry.removeLocked(m_file);
}

Result<Statement> Connection::prepare(std::string_view sql) const {
    sqlite3_stmt *raw = nullptr;
    const int code =
        sqlite3_prepare_v3(m_db, sql.data(), static_cast<int>(sql.size()), 0, &raw, nullptr);
    if (code != SQLITE_OK)
        return lastError(m_db, sql);
    if (!raw)
        return Error(ErrorKind::Internal, "store.failed")
            .with("doing", sql)
            .because("no statement in the text");
    return Statement(raw);
}

Result<void> Connection::execute(std::string_view sql) const {
    const std::string text(sql);
    if (sqlite3_exec(m_db, text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastError(m_db, sql);
    return {};
}

Result<std::int64_t> Connection::scalar(std::string_view sql) const {
    TRY_ASSIGN(Statement statement, prepare(sql));
    TRY_ASSIGN(const bool row, statement.step());
    return row ? statement.int64(0) : std::int64_t{0};
}

Result<std::string> Connection::scalarText(std::string_view sql) const {
    TRY_ASSIGN(Statement statement, prepare(sql));
    TRY_ASSIGN(const bool row, statement.step());
    return row ? std::string(statement.text(0)) : std::string();
}

std::int64_t Connection::lastInsertId() const {
    return sqlite3_last_insert_rowid(m_db);
}
std::int64_t Connection::changes() const {
    return sqlite3_changes64(m_db);
}
bool Connection::inTransaction() const {
    return sqlite3_get_autocommit(m_db) == 0;
}

Result<Transaction> Transaction::begin(const Connection &connection) {
    const bool nested = connection.inTransaction();
    TRY(connection.execute(nested ? "SAVEPOINT nested" : "BEGIN IMMEDIATE"));
    return Transaction(&connection, nested);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr)), m_nested(other.m_nested) {}

Transaction::~Transaction() {
    // An error such as a full disk may already have rolled back; a second rollback would only
    // complain.
    if (m_connection && m_connection->inTransaction())
        sqlite3_exec(m_connection->raw(),
                     m_nested ? "ROLLBACK TO nested; RELEASE nested" : "ROLLBACK", nullptr, nullptr,
                     nullptr);
}

Result<void> Transaction::commit() {
    TRY(m_connection->execute(m_nested ? "RELEASE nested" : "COMMIT"));
    m_connection = nullptr;
    return {};
}

} // namespace audience::store
