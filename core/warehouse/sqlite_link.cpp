#include "warehouse/sqlite_link.h"

#include "ingest/file_source.h"
#include "qbase/convert.h"
#include "store/open_files.h"
#include "store/schema.h"
#include "warehouse/file_folder.h"

#include <QFileInfo>
#include <QUrl>

#include <algorithm>
#include <array>
#include <sqlite3.h>

namespace audience::warehouse {

namespace {

constexpr std::size_t kHeaderBytes = 100;
constexpr int kStepsPerLook = 20'000;
constexpr int kMostValueBytes = 64 << 20;
constexpr int kPatienceMs = 5000;

struct Header {
    bool isSqlite = false, isOurs = false, hasLog = false; // keeps its changes in a log
};

Header headerOf(std::string_view bytes) {
    Header header;
    header.isSqlite = bytes.size() >= kHeaderBytes && bytes.starts_with(std::string_view("SQLite format 3\0", 16));
    if (!header.isSqlite)
        return header;
    header.hasLog = bytes[18] == 2 || bytes[19] == 2;
    std::uint32_t id = 0;
    for (std::size_t i = 68; i < 72; ++i)
        id = id << 8 | static_cast<unsigned char>(bytes[i]);
    header.isOurs = id == static_cast<std::uint32_t>(store::kApplicationId);
    return header;
}

bool isThere(const std::string &path) { return QFileInfo::exists(toQString(path)); }

// Pragmas that only tell.
constexpr std::array<std::string_view, 8> kPragmas = {"table_list", "table_xinfo", "index_list", "index_xinfo", "foreign_key_list", "quick_check", "schema_version", "encoding"};
// Functions that reach out of the database, or are made to burn time or room.
constexpr std::array<std::string_view, 9> kForbidden = {"load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", "zeroblob", "randomblob", "sqlite_dbpage", "sqlite_dbdata"};

template <class List> bool isAmong(const List &list, const char *name) { return name && std::find(list.begin(), list.end(), std::string_view(name)) != list.end(); }

} // namespace

std::string sqliteQuoted(std::string_view name) {
    std::string quoted = "\"";
    for (const char c : name)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

void SqliteLink::Close::operator()(sqlite3 *db) const { sqlite3_close_v2(db); }
void SqliteRows::Finalize::operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
SqliteRows::SqliteRows(SqliteRows &&) noexcept = default;
SqliteRows &SqliteRows::operator=(SqliteRows &&) noexcept = default;
SqliteRows::~SqliteRows() = default;
SqliteLink::~SqliteLink() = default;

int SqliteLink::authorize(void *, int action, const char *first, const char *second, const char *, const char *) {
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return isAmong(kForbidden, second) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA:
        return isAmong(kPragmas, first) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_TRANSACTION:
        return SQLITE_OK; // a reader's
    default:
        return SQLITE_DENY;
    }
}

int SqliteLink::watch(void *link) {
    auto *self = static_cast<SqliteLink *>(link);
    self->m_isSlow = std::chrono::steady_clock::now() - self->m_began > self->m_limit;
    return self->m_isSlow || self->m_cancel.isCancelled() ? 1 : 0;
}

Result<std::unique_ptr<SqliteLink>> SqliteLink::open(const std::string &path, int statementSeconds) {
    const auto refusal = [&](std::string_view id) { return Error(ErrorKind::Refused, id).with("path", path); };
    std::unique_ptr<SqliteLink> link(new SqliteLink);
    link->m_path = path;
    link->m_limit = std::chrono::seconds(statementSeconds);
    TRY_ASSIGN(link->m_mark, fileMark(path));
    Result<std::string> bytes = std::string();
    // Plain reads of a file that this process has open as a database would cost it its locks; that is one of ours, then.
    const bool looked = store::whileUnopened(path, [&] {
        auto file = ingest::FileSource::openRaw(path);
        std::string start;
        if (file)
            if (const auto got = file->read(kHeaderBytes, start); !got)
                file = got.error();
        bytes = file ? Result<std::string>(start) : Result<std::string>(file.error());
    });
    if (!looked)
        return refusal("source.own_workspace");
    if (!bytes)
        return bytes.error();
    const Header header = headerOf(*bytes);
    if (!header.isSqlite)
        return refusal("source.not_sqlite");
    if (header.isOurs)
        return refusal("source.own_workspace");
    // A log that its last writer has put away leaves a file that is whole; opening it as a reader of logs would make new ones.
    link->m_asItLies = header.hasLog && !isThere(path + "-wal");
    QUrl url = QUrl::fromLocalFile(QFileInfo(toQString(path)).absoluteFilePath());
    const std::string uri = url.toEncoded().toStdString() + (link->m_asItLies ? "?mode=ro&immutable=1" : "?mode=ro");
    sqlite3 *db = nullptr;
    const int code = sqlite3_open_v2(uri.c_str(), &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, nullptr);
    link->m_db.reset(db);
    if (code != SQLITE_OK)
        return Error(ErrorKind::Io, "source.sqlite_open").with("path", path).with("reason", sqlite3_errstr(code));
    TRY(link->harden());
    return link;
}

Result<void> SqliteLink::harden() {
    sqlite3 *db = m_db.get();
    const std::array<std::pair<int, int>, 7> switches{{{SQLITE_DBCONFIG_DEFENSIVE, 1}, {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                                                       {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0}, {SQLITE_DBCONFIG_DQS_DML, 0}, {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0}}};
    for (const auto &[what, value] : switches)
        if (sqlite3_db_config(db, what, value, nullptr) != SQLITE_OK)
            return failure(SQLITE_ERROR);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, kMostValueBytes);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_WORKER_THREADS, 0);
    sqlite3_busy_timeout(db, kPatienceMs);
    for (const char *pragma : {"PRAGMA query_only=ON", "PRAGMA cell_size_check=ON", "PRAGMA mmap_size=0", "PRAGMA temp_store=MEMORY"})
        if (const int code = sqlite3_exec(db, pragma, nullptr, nullptr, nullptr); code != SQLITE_OK)
            return failure(code);
    sqlite3_progress_handler(db, kStepsPerLook, &SqliteLink::watch, this);
    sqlite3_set_authorizer(db, &SqliteLink::authorize, this);
    return {};
}

Result<void> SqliteLink::checkUnchanged() const {
    if (!m_asItLies)
        return {};
    const auto now = fileMark(m_path);
    if (now && *now == m_mark && !isThere(m_path + "-wal"))
        return {};
    return Error(ErrorKind::Network, "source.file_changed").with("path", m_path);
}

Error SqliteLink::failure(int code) const {
    if (const auto unchanged = checkUnchanged(); !unchanged)
        return unchanged.error();
    const std::string reason = sqlite3_errmsg(m_db.get());
    switch (code & 0xff) {
    case SQLITE_INTERRUPT:
        if (m_isSlow)
            return Error(ErrorKind::Limit, "source.too_slow").with("seconds", std::to_string(m_limit.count()));
        return Error(ErrorKind::Cancelled, "cancelled");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Error(ErrorKind::Network, "source.sqlite_busy").with("path", m_path).because(reason);
    case SQLITE_READONLY: // a writer was cut off, and only a writer may mend it
    case SQLITE_CANTOPEN:
        return Error(ErrorKind::Refused, "source.sqlite_unfinished").with("path", m_path).because(reason);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Error(ErrorKind::Corrupt, "source.sqlite_damaged").with("path", m_path).because(reason);
    case SQLITE_IOERR:
        return Error(ErrorKind::Io, "source.sqlite_open").with("path", m_path).with("reason", reason);
    default:
        return Error(ErrorKind::Invalid, "source.refused").with("reason", reason);
    }
}

Result<SqliteRows> SqliteLink::ask(const std::string &sql, const CancelToken &cancel) {
    m_cancel = cancel;
    m_began = std::chrono::steady_clock::now();
    m_isSlow = false;
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v2(m_db.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    SqliteRows rows;
    rows.m_link = this;
    rows.m_statement.reset(statement);
    if (code != SQLITE_OK)
        return failure(code);
    return rows;
}

Result<bool> SqliteRows::next(const CancelToken &cancel) {
    TRY(cancel.check());
    m_link->m_began = std::chrono::steady_clock::now(); // what is done with a row takes its own time
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return m_link->failure(code);
}

int SqliteRows::width() const { return sqlite3_column_count(m_statement.get()); }

SqliteType SqliteRows::type(int column) const {
    switch (sqlite3_column_type(m_statement.get(), column)) {
    case SQLITE_INTEGER:
        return SqliteType::Integer;
    case SQLITE_FLOAT:
        return SqliteType::Real;
    case SQLITE_TEXT:
        return SqliteType::Text;
    case SQLITE_BLOB:
        return SqliteType::Blob;
    default:
        return SqliteType::Null;
    }
}

std::string_view SqliteRows::text(int column) const {
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))) : std::string_view();
}

std::string_view SqliteRows::blob(int column) const {
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement.get(), column));
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))) : std::string_view();
}

std::int64_t SqliteRows::integer(int column) const { return sqlite3_column_int64(m_statement.get(), column); }
double SqliteRows::real(int column) const { return sqlite3_column_double(m_statement.get(), column); }
void SqliteRows::bind(int index, std::string_view text) {
    sqlite3_bind_text(m_statement.get(), index, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

} // namespace audience::warehouse
