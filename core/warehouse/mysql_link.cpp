#include "warehouse/mysql_link.h"

#include <mysql.h>
#include <errmsg.h>
#include <mysqld_error.h>


#ifdef _WIN32
#include <winsock2.h>
#else
#include <poll.h>
#include <sys/socket.h>
#endif

namespace audience::warehouse {

namespace {

using namespace std::chrono_literals;

constexpr auto kStep = 50ms;            // how soon a cancel is seen
constexpr auto kCancelPatience = 100ms; // for the server to be told of it; the rest is done aside
constexpr std::uint64_t kRowsPerLook = 1024; // rows that are there already, between two looks at the cancel

Error rowTooLong() { return Error(ErrorKind::Limit, "source.row_too_long").with("limit", std::to_string(kMostRowBytes >> 20)); }

} // namespace

MysqlLink::MysqlLink(model::SourceConnection connection, Secret password, const LinePatience &patience)
    : m_about(std::move(connection)), m_password(std::move(password)), m_patience(patience) {}

MysqlLink::~MysqlLink() { hangUp(); }

void MysqlLink::hangUp() {
    if (!m_connection)
        return;
    // Else the library would read all the rows that are still to come, and of a line shut for reading alone they still do.
    if (m_result)
        if (const auto socket = mysql_get_socket(m_connection); static_cast<int>(socket) >= 0)
            ::shutdown(socket, 2);
    endAnswer();
    mysql_close(m_connection);
    m_connection = nullptr;
}

void MysqlLink::endAnswer() {
    if (m_result)
        mysql_free_result(m_result);
    m_result = nullptr;
}

Result<std::unique_ptr<MysqlLink>> MysqlLink::open(const model::SourceConnection &connection, const Secret &password, const LinePatience &patience,
                                                   const CancelToken &cancel) {
    std::unique_ptr<MysqlLink> link(new MysqlLink(connection, password.clone(), patience));
    TRY(link->connect(cancel));
    return link;
}

Error MysqlLink::failure() const {
    const unsigned int code = mysql_errno(m_connection);
    const std::string words = std::to_string(code) + ' ' + mysql_error(m_connection);
    const auto told = [&](ErrorKind kind, std::string_view id) { return Error(kind, id).with("reason", mysql_error(m_connection)).because(words); };
    switch (code) {
    case ER_NO_SUCH_TABLE:
    case ER_BAD_TABLE_ERROR:
    case ER_BAD_DB_ERROR:
        return told(ErrorKind::NotFound, "source.table_gone");
    case ER_BAD_FIELD_ERROR:
        return told(ErrorKind::NotFound, "source.no_column");
    case ER_DBACCESS_DENIED_ERROR:
    case ER_TABLEACCESS_DENIED_ERROR:
    case ER_COLUMNACCESS_DENIED_ERROR:
    case ER_SPECIFIC_ACCESS_DENIED_ERROR:
    case ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION:
        return told(ErrorKind::Refused, "source.not_allowed");
    case ER_VIEW_NO_EXPLAIN:
        return told(ErrorKind::Refused, kNoEstimate);
    case 1969: // MariaDB's limit of time, and MySQL's
    case 3024:
        return Error(ErrorKind::Limit, "source.too_slow").with("seconds", std::to_string(m_about.statementSeconds)).because(words);
    case ER_QUERY_INTERRUPTED:
        return Error(ErrorKind::Cancelled, "source.cancelled_there").with("host", m_about.host).because(words);
    case ER_DISK_FULL:
    case ER_RECORD_FILE_FULL:
    case ER_OUT_OF_RESOURCES:
    case ER_OUTOFMEMORY:
        return Error(ErrorKind::Limit, "source.full").with("host", m_about.host).because(words);
    case ER_LOCK_WAIT_TIMEOUT:
    case ER_LOCK_DEADLOCK:
    case 1412: // the table has got another shape since the transaction began
        return told(ErrorKind::Network, "source.changed");
    case CR_MALFORMED_PACKET:
        return Error(ErrorKind::Corrupt, "source.garbled").with("reason", mysql_error(m_connection)).because(words);
    case CR_NET_PACKET_TOO_LARGE:
        return rowTooLong();
    case 0:
    case CR_SERVER_GONE_ERROR:
    case CR_SERVER_LOST:
    case CR_SSL_CONNECTION_ERROR:
    case ER_SERVER_SHUTDOWN:
    case ER_CONNECTION_KILLED:
    case 1158: // the line, as the server sees it
    case 1159:
    case 1160:
    case 1161:
        return Error(ErrorKind::Network, "source.connection_lost").with("host", m_about.host).because(words);
    default:
        return told(ErrorKind::Invalid, "source.refused");
    }
}

Error MysqlLink::stalled() const { return Error(ErrorKind::Network, "source.stalled").with("host", m_about.host); }

MysqlLink::Clock::time_point MysqlLink::statementEnd() const {
    return Clock::now() + std::chrono::seconds(m_about.statementSeconds) + (m_isSecond ? 0s : 5s); // the server gives up first
}

Result<void> MysqlLink::run(int waiting, const std::function<int(int)> &goOn, Clock::time_point until, const CancelToken &cancel) {
    while (waiting != 0) {
        const bool isWatched = m_isIn && !m_isSecond, isTooLong = isWatched && m_pace.isRowTooLong(socket());
        if (cancel.isCancelled() || isTooLong || Clock::now() > until || (isWatched && m_pace.isOver(m_patience.idle, socket()) && !isWorkingThere(cancel))) {
            cancelThere();
            giveUp(waiting, goOn);
            return cancel.isCancelled() ? Error(ErrorKind::Cancelled, "cancelled") : isTooLong ? rowTooLong() : stalled();
        }
        const auto began = Clock::now();
        const auto step = static_cast<int>(std::chrono::milliseconds(kStep).count());
        short wanted = 0;
        if ((waiting & MYSQL_WAIT_READ) != 0)
            wanted = static_cast<short>(wanted | POLLIN);
        if ((waiting & MYSQL_WAIT_WRITE) != 0)
            wanted = static_cast<short>(wanted | POLLOUT);
#ifdef _WIN32
        WSAPOLLFD look{mysql_get_socket(m_connection), wanted, 0};
        const int found = WSAPoll(&look, 1, step);
#else
        pollfd look{mysql_get_socket(m_connection), wanted, 0};
        const int found = poll(&look, 1, step);
#endif
        m_pace.waited(Clock::now() - began, found > 0);
        if (found <= 0)
            continue;
        if ((look.revents & POLLOUT) != 0)
            m_pace.moved();
        int ready = 0;
        if ((look.revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL)) != 0)
            ready |= waiting & MYSQL_WAIT_READ;
        if ((look.revents & (POLLOUT | POLLHUP | POLLERR | POLLNVAL)) != 0)
            ready |= waiting & MYSQL_WAIT_WRITE;
        waiting = goOn(ready == 0 ? waiting & ~MYSQL_WAIT_TIMEOUT : ready);
    }
    return {};
}

// A call that was begun must come to its end before the connection may be closed: with the line shut it does so at once.
void MysqlLink::giveUp(int waiting, const std::function<int(int)> &goOn) {
    m_isDead = true;
    if (const auto socket = mysql_get_socket(m_connection); static_cast<int>(socket) >= 0)
        ::shutdown(socket, 2);
    for (int steps = 0; waiting != 0 && steps < 1000; ++steps)
        waiting = goOn((waiting & MYSQL_WAIT_TIMEOUT) != 0 ? MYSQL_WAIT_TIMEOUT : waiting);
}

int MysqlLink::socket() const { return static_cast<int>(mysql_get_socket(m_connection)); }

Result<std::unique_ptr<MysqlLink>> MysqlLink::second(const model::SourceConnection &about, const Secret &password, const LinePatience &patience, const CancelToken &cancel) {
    std::unique_ptr<MysqlLink> other(new MysqlLink(about, password.clone(), patience));
    other->m_isSecond = true;
    other->m_about.statementSeconds = 1;
    TRY(other->connect(cancel));
    return other;
}

void MysqlLink::cancelThere() {
    if (m_thread.empty())
        return;
    const auto password = std::make_shared<Secret>(m_password.clone());
    doAside(
        [about = m_about, password, patience = m_patience, thread = std::exchange(m_thread, {})] {
            if (auto other = second(about, *password, patience, {}))
                (void)(*other)->ask("KILL QUERY " + thread, {});
        },
        kCancelPatience);
}

// A statement may compute for long before it says anything. One that has answered, or has rows that do not come through, is a
// matter of the line.
bool MysqlLink::isWorkingThere(const CancelToken &cancel) const {
    if (m_thread.empty())
        return false;
    auto other = second(m_about, m_password, m_patience, cancel);
    if (!other)
        return other.error().id == "source.too_many_connections";
    const auto found = (*other)->ask("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE ID = " + m_thread +
                                         " AND COMMAND <> 'Sleep' AND STATE NOT IN ('Writing to net', 'Sending to client', 'Reading from net', 'Receiving from client')",
                                     cancel);
    return found && found->number(0, 0) > 0;
}

Result<void> MysqlLink::query(const std::string &sql, const CancelToken &cancel) {
    if (!m_connection || m_isDead)
        return Error(ErrorKind::Network, "source.connection_lost").with("host", m_about.host);
    TRY(cancel.check());
    endAnswer();
    int failed = 0;
    m_pace.begin(socket());
    const int waiting = mysql_real_query_start(&failed, m_connection, sql.data(), static_cast<unsigned long>(sql.size()));
    TRY(run(waiting, [&](int ready) { return mysql_real_query_cont(&failed, m_connection, ready); }, statementEnd(), cancel));
    if (failed != 0)
        return failure();
    return {};
}

Result<std::vector<std::string>> MysqlLink::start(const std::string &sql, const CancelToken &cancel) {
    TRY(query(sql, cancel));
    m_result = mysql_use_result(m_connection);
    m_fetched = 0;
    std::vector<std::string> names;
    if (!m_result) {
        if (mysql_errno(m_connection) != 0)
            return failure();
        return names;
    }
    const unsigned int width = mysql_num_fields(m_result);
    const MYSQL_FIELD *fields = mysql_fetch_fields(m_result);
    for (unsigned int i = 0; i < width; ++i)
        names.emplace_back(fields[i].name, fields[i].name_length);
    return names;
}

Result<std::optional<MysqlRow>> MysqlLink::next(const CancelToken &cancel) {
    if (!m_result)
        return std::optional<MysqlRow>();
    MYSQL_ROW row = nullptr;
    m_pace.rowCame();
    const int waiting = mysql_fetch_row_start(&row, m_result);
    if (waiting != 0) {
        TRY(run(waiting, [&](int ready) { return mysql_fetch_row_cont(&row, m_result, ready); }, statementEnd(), cancel));
    } else if (m_fetched % kRowsPerLook == 0 && cancel.isCancelled()) {
        cancelThere();
        m_isDead = true;
        return Error(ErrorKind::Cancelled, "cancelled");
    }
    ++m_fetched;
    if (row)
        return std::optional(MysqlRow{row, mysql_fetch_lengths(m_result), mysql_num_fields(m_result)});
    // A cut answer would look whole without this.
    if (mysql_errno(m_connection) != 0) {
        Error why = failure();
        m_isDead = true;
        return why;
    }
    endAnswer();
    return std::optional<MysqlRow>();
}

Result<MysqlAnswer> MysqlLink::ask(const std::string &sql, const CancelToken &cancel) {
    MysqlAnswer answer;
    std::size_t bytes = 0;
    TRY_ASSIGN(answer.columns, start(sql, cancel));
    for (;;) {
        TRY_ASSIGN(const auto row, next(cancel));
        if (!row)
            return answer;
        if (bytes > kMostRowBytes)
            return rowTooLong();
        std::vector<std::optional<std::string>> cells;
        for (std::size_t i = 0; i < row->width; ++i) {
            const auto cell = row->cell(i);
            bytes += sizeof(std::optional<std::string>) + (cell ? cell->size() : 0);
            cells.push_back(cell ? std::optional<std::string>(std::string(*cell)) : std::optional<std::string>());
        }
        answer.rows.push_back(std::move(cells));
    }
}

Result<bool> MysqlLink::givesRows(const std::string &sql, const CancelToken &cancel) {
    if (!m_connection || m_isDead)
        return Error(ErrorKind::Network, "source.connection_lost").with("host", m_about.host);
    struct Close {
        void operator()(MYSQL_STMT *statement) const { mysql_stmt_close(statement); }
    };
    const std::unique_ptr<MYSQL_STMT, Close> statement(mysql_stmt_init(m_connection));
    if (!statement)
        return failure();
    int failed = 0;
    const int waiting = mysql_stmt_prepare_start(&failed, statement.get(), sql.data(), static_cast<unsigned long>(sql.size()));
    TRY(run(waiting, [&](int ready) { return mysql_stmt_prepare_cont(&failed, statement.get(), ready); }, statementEnd(), cancel));
    if (failed != 0)
        return failure();
    return mysql_stmt_field_count(statement.get()) > 0;
}

Result<void> MysqlLink::begin(MysqlUse use, const CancelToken &cancel) {
    m_thread.clear();
    const std::string limit = isMariaDb() ? "max_statement_time = " + std::to_string(m_about.statementSeconds)
                                          : "max_execution_time = " + std::to_string(std::int64_t{1000} * m_about.statementSeconds);
    TRY(ask("SET SESSION time_zone = '+00:00', SESSION sql_mode = 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES,NO_ENGINE_SUBSTITUTION', SESSION net_write_timeout = 600, "
            "SESSION " + limit,
            cancel));
    TRY(ask("SET NAMES utf8mb4", cancel));
    TRY(ask("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ", cancel));
    if (use == MysqlUse::Reading)
        TRY(ask("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", cancel));
    TRY_ASSIGN(const MysqlAnswer thread, ask("SELECT CONNECTION_ID()", cancel));
    if (thread.number(0, 0) > 0)
        m_thread = std::to_string(thread.number(0, 0));
    return {};
}

Result<void> MysqlLink::commit(const CancelToken &cancel) {
    TRY(ask("COMMIT", cancel));
    m_thread.clear();
    return {};
}

std::string MysqlLink::encryption() const {
    const char *protocol = nullptr;
    if (!mysql_get_ssl_cipher(m_connection) || mariadb_get_infov(m_connection, MARIADB_CONNECTION_TLS_VERSION, &protocol) != 0 || !protocol)
        return {};
    return protocol;
}

bool MysqlLink::isMariaDb() const { return mariadb_connection(m_connection) != 0; }
unsigned long MysqlLink::version() const { return mysql_get_server_version(m_connection); }

std::string MysqlLink::versionText() const {
    const char *text = mysql_get_server_info(m_connection);
    return text ? text : "";
}

std::string mysqlQuoted(std::string_view identifier) {
    std::string text = "`";
    for (const char c : identifier)
        text.append(c == '`' ? 2 : 1, c);
    return text + '`';
}

std::string mysqlLiteral(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out = "_utf8mb4 x'";
    for (const char c : text) {
        out += kDigits[static_cast<unsigned char>(c) >> 4];
        out += kDigits[static_cast<unsigned char>(c) & 15];
    }
    return out + '\'';
}

} // namespace audience::warehouse
