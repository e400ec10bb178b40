// How a connection to a MySQL or MariaDB server is made: its settings, the handshake, and what keeps it from being made.
#include "warehouse/mysql_link.h"

#include "warehouse/server_roots.h"

#include <mysql.h>
#include <errmsg.h>
#include <mysqld_error.h>

#include <atomic>
#include <filesystem>
#include <mutex>
#include <thread>

#ifndef _WIN32
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace audience::warehouse {

namespace {

using namespace std::chrono_literals;

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

Result<void> MysqlLink::setOptions() {
    const auto set = [&](mysql_option option, const void *value) { mysql_options(m_connection, option, value); };
    const bool verified = m_about.tls == model::SourceConnection::Tls::Verified;
    const my_bool yes = 1, no = 0;
    const unsigned int day = 86'400, none = 0;
    const auto mostRow = static_cast<unsigned long>(kMostRowBytes);
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
    // Waiting is this program's business; where the library waits by itself, it does not do so for ever.
    set(MYSQL_OPT_CONNECT_TIMEOUT, &day);
    set(MYSQL_OPT_READ_TIMEOUT, &day);
    set(MYSQL_OPT_WRITE_TIMEOUT, &day);
    set(MYSQL_SET_CHARSET_NAME, "utf8mb4");
    set(MYSQL_OPT_MAX_ALLOWED_PACKET, &mostRow);
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
    const auto end = Clock::now() + (m_isSecond ? m_patience.second : m_patience.connect);
    // The library asks for the addresses of a name without an end to it: so it only asks for those that were told just now.
    if (!m_about.isSocket())
        TRY(addressesOf(m_about.host, std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()), cancel));
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
    m_isIn = true;
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

} // namespace audience::warehouse
