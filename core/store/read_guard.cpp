#include "store/read_guard.h"

#include <sqlite3.h>

#include <array>
#include <string>

namespace audience::store {

// Functions that reach outside the database or make values of any size.
static bool isHarmless(std::string_view function) {
    constexpr std::array<std::string_view, 8> kRefused{"load_extension", "fts3_tokenizer", "readfile", "writefile",
                                                       "edit", "zeroblob", "randomblob", "sqlite_compileoption_get"};
    for (const std::string_view refused : kRefused)
        if (sqlite3_stricmp(std::string(function).c_str(), std::string(refused).c_str()) == 0)
            return false;
    return true;
}

static int authorize(void *, int action, const char *, const char *second, const char *, const char *) {
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE: return SQLITE_OK;
    case SQLITE_FUNCTION: return second && isHarmless(second) ? SQLITE_OK : SQLITE_DENY;
    default: return SQLITE_DENY;
    }
}

ReadGuard::ReadGuard(const Connection &connection, std::chrono::milliseconds timeLimit, CancelToken cancel)
    : m_connection(connection), m_deadline(std::chrono::steady_clock::now() + timeLimit), m_cancel(std::move(cancel)) {
    sqlite3_progress_handler(connection.raw(), 2000, &ReadGuard::onProgress, this);
}

ReadGuard::ReadGuard(const Connection &connection, CancelToken cancel)
    : m_connection(connection), m_deadline(std::chrono::steady_clock::time_point::max()), m_cancel(std::move(cancel)) {
    sqlite3_progress_handler(connection.raw(), 2000, &ReadGuard::onProgress, this);
}

ReadGuard::~ReadGuard() {
    sqlite3_progress_handler(m_connection.raw(), 0, nullptr, nullptr);
    sqlite3_set_authorizer(m_connection.raw(), nullptr, nullptr);
}

int ReadGuard::onProgress(void *self) {
    auto *guard = static_cast<ReadGuard *>(self);
    if (std::chrono::steady_clock::now() > guard->m_deadline)
        guard->m_timedOut = true;
    return guard->m_timedOut || guard->m_cancel.isCancelled() ? 1 : 0;
}

Result<Statement> ReadGuard::prepare(std::string_view sql) {
    // The authorizer is asked while a statement is prepared; what the virtual tables prepare for
    // themselves later must not be hindered by it.
    sqlite3_set_authorizer(m_connection.raw(), &authorize, nullptr);
    sqlite3_stmt *raw = nullptr;
    const char *rest = nullptr;
    const int code = sqlite3_prepare_v2(m_connection.raw(), sql.data(), static_cast<int>(sql.size()), &raw, &rest);
    const std::string reason = sqlite3_errmsg(m_connection.raw());
    const int place = sqlite3_error_offset(m_connection.raw());
    sqlite3_set_authorizer(m_connection.raw(), nullptr, nullptr);
    Statement statement = Statement::adopt(raw);
    if ((code & 0xFF) == SQLITE_AUTH)
        return Error(ErrorKind::Refused, "query.not_reading");
    if (code != SQLITE_OK)
        return Error(ErrorKind::Invalid, "query.syntax").with("reason", reason).with("place", std::to_string(place));
    if (!raw)
        return Error(ErrorKind::Invalid, "query.empty");
    // Nobody gives them values, and without one they are NULL, which is hardly meant.
    if (sqlite3_bind_parameter_count(raw) > 0) {
        const char *name = sqlite3_bind_parameter_name(raw, 1);
        return Error(ErrorKind::Invalid, "query.parameter").with("name", name ? name : "?");
    }
    const std::string_view tail(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
    if (tail.find_first_not_of(" \t\r\n;") != std::string_view::npos)
        return Error(ErrorKind::Refused, "query.several_statements");
    if (!sqlite3_stmt_readonly(raw))
        return Error(ErrorKind::Refused, "query.not_reading");
    return statement;
}

} // namespace audience::store
