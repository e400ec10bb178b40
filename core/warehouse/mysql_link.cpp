#include "warehouse/mysql_link.h"

#include "warehouse/server_roots.h"

#include <mysql.h>
#include <errmsg.h>
#include <mysqld_error.h>

#include <atomic>
#include <charconv>
#include <filesystem>
#include <mutex>
#include <thread>

#ifdef _WIN32
#include <winsock2.h>
#else
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace audience::warehouse {

namespace {

using namespace std::chrono_literals;

constexpr auto kConnectPatience = 15s, kHelperPatience = 3s;
constexpr auto kStallPatience = 60s; // between two rows
constexpr auto kStep = 50ms;         // how soon a cancel is seen
constexpr std::uint64_t kRowsPerLook = 1024; // rows that are there already, between two looks at the cancel

// Those in which no password is readable to the server's side of a line without encryption, plus what a verified line takes.
constexpr const char *kPlainWays = "mysql_native_password,client_ed25519,caching_sha2_password,sha256_password";
constexpr const char *kVerifiedWays = "mysql_native_password,client_ed25519,caching_sha2_password,sha256_password,mysql_clear_password";

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string socketOf(const std::string &host) {
    std::error_code ignored;
    return std::filesystem::is_directory(host, ignored) ? (std::filesystem::path(host) / "mysqld.sock").string() : host;
}

// The server may ask for a file of this computer at any time; it never gets one.
int refuseFile(void **, const char *, void *) { return 1; }
int refuseRead(void *, char *, unsigned int) { return -1; }
void endRefusal(void *) {}
int refusalWords(void *, char *words, unsigned int size) {
    if (size > 0)
        words[0] = '\0';
    return CR_UNKNOWN_ERROR;
}

} // namespace

// The library shakes hands over TLS in one blocking call: from outside it can only be ended at the socket.
class MysqlLink::Watch {
public:
    Watch(int socket, Clock::time_point until, CancelToken cancel) {
#ifndef _WIN32
        m_socket = dup(socket);
        if (m_socket >= 0)
            m_thread = std::thread([this, until, cancel = std::move(cancel)] { watch(until, cancel); });
#else
        (void)socket, (void)until, (void)cancel;
#endif
    }
    ~Watch() {
        m_done = true;
        if (m_thread.joinable())
            m_thread.join();
#ifndef _WIN32
        if (m_socket >= 0)
            ::close(m_socket);
#endif
    }
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;

private:
    void watch([[maybe_unused]] Clock::time_point until, [[maybe_unused]] const CancelToken &cancel) {
#ifndef _WIN32
        while (!m_done) {
            if (cancel.isCancelled() || Clock::now() > until) {
                ::shutdown(m_socket, SHUT_RDWR);
                return;
            }
            std::this_thread::sleep_for(5ms);
        }
#endif
    }
    std::atomic<bool> m_done{false};
    [[maybe_unused]] int m_socket = -1;
    std::thread m_thread;
};

std::string MysqlAnswer::text(std::size_t row, std::size_t column) const {
    return row < rows.size() && column < rows[row].size() ? rows[row][column].value_or(std::string()) : std::string();
}

std::int64_t MysqlAnswer::number(std::size_t row, std::size_t column) const {
    const std::string digits = text(row, column);
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

MysqlLink::MysqlLink(model::SourceConnection connection, Secret password) : m_about(std::move(connection)), m_password(std::move(password)) {}

MysqlLink::~MysqlLink() { hangUp(); }

void MysqlLink::hangUp() {
    if (!m_connection)
        return;
    // Else the library would read all the rows that are still to come.
    if (m_result)
        if (const auto socket = mysql_get_socket(m_connection); static_cast<int>(socket) >= 0)
            ::shutdown(socket, 0);
    endAnswer();
    mysql_close(m_connection);
    m_connection = nullptr;
}

void MysqlLink::endAnswer() {
    if (m_result)
        mysql_free_result(m_result);
    m_result = nullptr;
}

Result<std::unique_ptr<MysqlLink>> MysqlLink::open(const model::SourceConnection &connection, const Secret &password, const CancelToken &cancel) {
    std::unique_ptr<MysqlLink> link(new MysqlLink(connection, password.clone()));
    TRY(link->connect(cancel));
    return link;
}

Result<void> MysqlLink::setOptions() {
    const auto set = [&](mysql_option option, const void *value) { mysql_options(m_connection, option, value); };
    const bool verified = m_about.tls == model::SourceConnection::Tls::Verified;
    const my_bool yes = 1, no = 0;
    const unsigned int patience = static_cast<unsigned int>((m_isHelper ? kHelperPatience : kConnectPatience).count()), day = 86'400, none = 0;
    const unsigned int tcp = MYSQL_PROTOCOL_TCP;
    std::string root;
    if (verified) {
        TRY_ASSIGN(root, serverRoots(m_about));
        set(MYSQL_OPT_SSL_CA, root.c_str());
        set(MYSQL_OPT_SSL_ENFORCE, &yes);
        set(MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &yes);
        set(MARIADB_OPT_TLS_VERSION, "TLSv1.2,TLSv1.3");
    } else {
        set(MYSQL_OPT_SSL_ENFORCE, &no);
        set(MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &no);
    }
    set(MYSQL_OPT_NONBLOCK, nullptr);
    set(MYSQL_OPT_CONNECT_TIMEOUT, &patience);
    // Waiting is this program's business; where the library waits by itself, it does not do so for ever.
    set(MYSQL_OPT_READ_TIMEOUT, &day);
    set(MYSQL_OPT_WRITE_TIMEOUT, &day);
    set(MYSQL_SET_CHARSET_NAME, "utf8mb4");
    set(MYSQL_OPT_LOCAL_INFILE, &none);
    set(MYSQL_OPT_RECONNECT, &no);
    mysql_set_local_infile_handler(m_connection, refuseFile, refuseRead, endRefusal, refusalWords, nullptr);
    if (!m_about.isSocket())
        set(MYSQL_OPT_PROTOCOL, &tcp); // "localhost" would be a socket
    mysql_optionsv(m_connection, MARIADB_OPT_RESTRICTED_AUTH, verified ? kVerifiedWays : kPlainWays);
    mysql_options4(m_connection, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", "audience-sync");
    return {};
}

Result<void> MysqlLink::connect(const CancelToken &cancel) {
    TRY(cancel.check());
    static std::once_flag once;
    std::call_once(once, [] { mysql_library_init(0, nullptr, nullptr); });
    m_connection = mysql_init(nullptr);
    if (!m_connection)
        return Error(ErrorKind::Io, "source.unreachable").with("host", m_about.host).because("out of memory");
    TRY(setOptions());
    const auto end = Clock::now() + (m_isHelper ? kHelperPatience : kConnectPatience);
    std::string password(m_password.view());
    const std::string socket = m_about.isSocket() ? socketOf(m_about.host) : std::string();
    st_mysql *made = nullptr;
    const int waiting = mysql_real_connect_start(&made, m_connection, m_about.isSocket() ? nullptr : m_about.host.c_str(), m_about.user.c_str(), password.c_str(),
                                                 m_about.database.empty() ? nullptr : m_about.database.c_str(), static_cast<unsigned int>(m_about.port),
                                                 m_about.isSocket() ? socket.c_str() : nullptr, 0);
    std::optional<Watch> watch;
    if (waiting != 0)
        watch.emplace(static_cast<int>(mysql_get_socket(m_connection)), end, cancel);
    const auto connected = run(waiting, [&](int ready) { return mysql_real_connect_cont(&made, m_connection, ready); }, end, cancel);
    watch.reset();
    secureZero(password.data(), password.size());
    if (cancel.isCancelled())
        return Error(ErrorKind::Cancelled, "cancelled");
    if (!connected)
        return Error(ErrorKind::Network, "source.unreachable").with("host", m_about.host).because("no answer");
    if (!made)
        return connectFailure();
    return {};
}

Error MysqlLink::connectFailure() const {
    const unsigned int code = mysql_errno(m_connection);
    const std::string words = std::to_string(code) + ' ' + mysql_error(m_connection);
    const auto with = [&](ErrorKind kind, std::string_view id) { return Error(kind, id).with("host", m_about.host).because(words); };
    switch (code) {
    case CR_SSL_CONNECTION_ERROR:
        if (contains(words, "does not support it") || contains(words, "not support SSL"))
            return with(ErrorKind::Refused, "source.no_tls");
        // Shaking hands, it went away: no word about whom it is.
        if (contains(words, "reset by peer") || contains(words, "unexpected eof") || contains(words, "Broken pipe") || contains(words, "timed out") ||
            contains(words, "Unknown SSL error (0)") || contains(words, "Success"))
            return with(ErrorKind::Network, "source.unreachable");
        return with(ErrorKind::Refused, "source.certificate");
    case ER_BAD_DB_ERROR:
    case ER_DBACCESS_DENIED_ERROR:
        return Error(ErrorKind::NotFound, "source.no_database").with("database", m_about.database).because(words);
    case ER_CON_COUNT_ERROR:
    case ER_TOO_MANY_USER_CONNECTIONS:
    case ER_USER_LIMIT_REACHED:
        return with(ErrorKind::Network, "source.too_many_connections");
    case ER_ACCESS_DENIED_ERROR:
    case 1698: // the same, of another way of logging in
    case ER_HOST_NOT_PRIVILEGED:
    case ER_HOST_IS_BLOCKED:
    case ER_NOT_SUPPORTED_AUTH_MODE:
    case 1524: // a way of logging in that the server does not have
    case 1820: // the password has run out
    case 1862:
    case 3118: // the account is locked
    case 4151:
    case CR_AUTH_PLUGIN_CANNOT_LOAD:
    case 2061: // refused by the plugin of a way of logging in
        return Error(ErrorKind::Auth, "source.login_refused").with("host", m_about.host).with("user", m_about.user).because(words);
    case CR_MALFORMED_PACKET:
    case CR_VERSION_ERROR:
        return Error(ErrorKind::Corrupt, "source.garbled").with("reason", mysql_error(m_connection)).because(words);
    default:
        return with(ErrorKind::Network, "source.unreachable");
    }
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
    return Clock::now() + std::chrono::seconds(m_about.statementSeconds) + (m_isHelper ? 0s : 5s); // the server gives up first
}

Result<void> MysqlLink::run(int waiting, const std::function<int(int)> &goOn, Clock::time_point until, const CancelToken &cancel) {
    while (waiting != 0) {
        const bool cancelled = cancel.isCancelled();
        if (cancelled || Clock::now() > until) {
            cancelThere();
            giveUp(waiting, goOn);
            return cancelled ? Error(ErrorKind::Cancelled, "cancelled") : stalled();
        }
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
        if (found <= 0)
            continue;
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

// On a connection of its own, as encrypted and verified as the first.
void MysqlLink::cancelThere() {
    if (m_thread.empty())
        return;
    const std::string thread = std::exchange(m_thread, {});
    MysqlLink other(m_about, m_password.clone());
    other.m_isHelper = true;
    other.m_about.statementSeconds = 1;
    if (other.connect({}))
        (void)other.ask("KILL QUERY " + thread, {});
}

Result<void> MysqlLink::query(const std::string &sql, const CancelToken &cancel) {
    if (!m_connection || m_isDead)
        return Error(ErrorKind::Network, "source.connection_lost").with("host", m_about.host);
    TRY(cancel.check());
    endAnswer();
    int failed = 0;
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
    const int waiting = mysql_fetch_row_start(&row, m_result);
    if (waiting != 0) {
        const auto until = m_fetched == 0 ? statementEnd() : std::min(statementEnd(), Clock::now() + kStallPatience);
        TRY(run(waiting, [&](int ready) { return mysql_fetch_row_cont(&row, m_result, ready); }, until, cancel));
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
    TRY_ASSIGN(answer.columns, start(sql, cancel));
    for (;;) {
        TRY_ASSIGN(const auto row, next(cancel));
        if (!row)
            return answer;
        std::vector<MysqlCell> cells;
        for (std::size_t i = 0; i < row->width; ++i) {
            const auto cell = row->cell(i);
            cells.push_back(cell ? MysqlCell(std::string(*cell)) : MysqlCell());
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
