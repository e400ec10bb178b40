#include "warehouse/postgres_link.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#ifdef _WIN32
#include <winsock2.h>
#else
#include <poll.h>
#endif

namespace audience::warehouse {

namespace {

using namespace std::chrono_literals;

constexpr auto kConnectPatience = 15s, kHelperPatience = 3s;
constexpr auto kStallPatience = 60s; // between two rows
constexpr const char *kNoFile = "/dev/null/none";
constexpr auto kStep = 50ms;         // how soon a cancel is seen

// The certificates that this computer trusts, where its systems keep them; libpq 15 cannot find them by itself.
constexpr std::array kTrusted{"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"};

bool isFile(const std::string &path) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(path, ignored) && std::ifstream(path).good();
}

Result<std::string> rootFile(const model::SourceConnection &about) {
    if (!about.rootCertificate.empty()) {
        if (!isFile(about.rootCertificate))
            return Error(ErrorKind::Io, "source.root_unreadable").with("path", about.rootCertificate);
        return about.rootCertificate;
    }
    for (const char *path : kTrusted)
        if (isFile(path))
            return std::string(path);
    return Error(ErrorKind::Invalid, "source.no_roots");
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string_view stateOf(const PGresult *result) {
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    return state ? state : "";
}

std::string lineOf(const char *text) {
    std::string line = text ? text : "";
    while (!line.empty() && (line.back() == '\n' || line.back() == ' '))
        line.pop_back();
    return line;
}

} // namespace

void PostgresAnswer::Clear::operator()(pg_result *result) const { PQclear(result); }

PostgresAnswer::PostgresAnswer(pg_result *result) : m_result(result) {}
int PostgresAnswer::rows() const { return PQntuples(m_result.get()); }
bool PostgresAnswer::isNull(int row, int column) const { return PQgetisnull(m_result.get(), row, column) != 0; }

std::string_view PostgresAnswer::text(int row, int column) const {
    return {PQgetvalue(m_result.get(), row, column), static_cast<std::size_t>(PQgetlength(m_result.get(), row, column))};
}

std::int64_t PostgresAnswer::number(int row, int column) const {
    const std::string_view digits = text(row, column);
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

void PostgresLink::Finish::operator()(pg_conn *connection) const { PQfinish(connection); }

Result<PostgresLink> PostgresLink::open(const model::SourceConnection &connection, const Secret &password, const CancelToken &cancel) {
    TRY(model::checkSource(connection));
    PostgresLink link(connection, password.clone());
    TRY(link.connect(cancel));
    return link;
}

Result<void> PostgresLink::connect(const CancelToken &cancel) {
    const bool verified = m_about.tls == model::SourceConnection::Tls::Verified && !m_about.isSocket();
    std::string root;
    if (verified) {
        TRY_ASSIGN(root, rootFile(m_about));
    }
    const std::string port = std::to_string(m_about.port);
    // An empty one would be looked for elsewhere; where none is needed, this one is not asked for.
    std::string password(m_password.empty() ? std::string_view("none") : m_password.view());
    const bool isAddress = m_about.host.find_first_not_of("0123456789.") == std::string::npos || m_about.host.find(':') != std::string::npos;
    // Whatever is not said here, the library would take from the environment, a service file or the home folder.
    const std::array<std::pair<const char *, const char *>, 19> options{{{"host", m_about.host.c_str()},
                                                                         {"hostaddr", isAddress ? m_about.host.c_str() : ""},
                                                                         {"port", port.c_str()},
                                                                         {"dbname", m_about.database.c_str()},
                                                                         {"user", m_about.user.c_str()},
                                                                         {"password", password.c_str()},
                                                                         {"passfile", kNoFile},
                                                                         {"sslmode", verified ? "verify-full" : "disable"},
                                                                         {"sslrootcert", root.c_str()},
                                                                         {"sslcert", kNoFile},
                                                                         {"sslkey", kNoFile},
                                                                         {"ssl_min_protocol_version", "TLSv1.2"},
                                                                         {"gssencmode", "disable"},
                                                                         {"target_session_attrs", "any"},
                                                                         {"client_encoding", "UTF8"},
                                                                         {"application_name", "audience-sync"},
                                                                         {"keepalives", "1"},
                                                                         {"keepalives_idle", "20"},
                                                                         {"tcp_user_timeout", "60000"}}};
    std::array<const char *, options.size() + 1> names{}, values{};
    for (std::size_t i = 0; i < options.size(); ++i) {
        names[i] = options[i].first;
        values[i] = options[i].second;
    }
    m_connection.reset(PQconnectStartParams(names.data(), values.data(), 0));
    secureZero(password.data(), password.size());
    if (!m_connection)
        return Error(ErrorKind::Io, "source.unreachable").with("host", m_about.host).because("out of memory");
    const auto end = Clock::now() + (m_isHelper ? kHelperPatience : kConnectPatience);
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    while (PQstatus(m_connection.get()) != CONNECTION_BAD && state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED) {
        if (PQsocket(m_connection.get()) >= 0)
            if (const auto waited = wait(state == PGRES_POLLING_WRITING, end, cancel); !waited)
                return waited.error().kind == ErrorKind::Cancelled
                           ? Result<void>(waited.error())
                           : Error(ErrorKind::Network, "source.unreachable").with("host", m_about.host).because("no answer");
        state = PQconnectPoll(m_connection.get());
    }
    if (PQstatus(m_connection.get()) != CONNECTION_OK)
        return connectFailure();
    PQsetnonblocking(m_connection.get(), 1);
    PQsetNoticeProcessor(m_connection.get(), [](void *, const char *) {}, nullptr);
    return {};
}

// libpq has no codes for what goes wrong before there is a session: its own words tell.
Error PostgresLink::connectFailure() const {
    const std::string words = lineOf(PQerrorMessage(m_connection.get()));
    const auto with = [&](ErrorKind kind, std::string_view id) { return Error(kind, id).with("host", m_about.host).because(words); };
    if (contains(words, "certificate verify failed") || contains(words, "does not match host name") || contains(words, "SSL error"))
        return with(ErrorKind::Refused, "source.certificate");
    if (contains(words, "server does not support SSL"))
        return with(ErrorKind::Refused, "source.no_tls");
    if (contains(words, "password authentication failed") || contains(words, "no password supplied") || contains(words, "authentication failed") ||
        contains(words, "no pg_hba.conf entry") || (contains(words, "role \"") && contains(words, "does not exist")))
        return Error(ErrorKind::Auth, "source.login_refused").with("host", m_about.host).with("user", m_about.user).because(words);
    if (contains(words, "database \"") && contains(words, "does not exist"))
        return Error(ErrorKind::NotFound, "source.no_database").with("database", m_about.database).because(words);
    if (contains(words, "too many connections") || contains(words, "too many clients") || contains(words, "remaining connection slots"))
        return with(ErrorKind::Network, "source.too_many_connections");
    return with(ErrorKind::Network, "source.unreachable");
}

Error PostgresLink::lost() const {
    return Error(ErrorKind::Network, "source.connection_lost").with("host", m_about.host).because(lineOf(PQerrorMessage(m_connection.get())));
}

Error PostgresLink::failure(const pg_result *result) const {
    const std::string_view state = stateOf(result);
    const std::string words = lineOf(result ? PQresultErrorMessage(result) : PQerrorMessage(m_connection.get()));
    const char *primary = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    const auto told = [&](ErrorKind kind, std::string_view id) { return Error(kind, id).with("reason", lineOf(primary)).because(words); };
    if (state == "42P01" || state == "3F000")
        return told(ErrorKind::NotFound, "source.table_gone");
    if (state == "42703")
        return told(ErrorKind::NotFound, "source.no_column");
    if (state == "42501")
        return told(ErrorKind::Refused, "source.not_allowed");
    if (state == "57014" && contains(words, "statement timeout"))
        return Error(ErrorKind::Limit, "source.too_slow").with("seconds", std::to_string(m_about.statementSeconds)).because(words);
    if (state == "57014")
        return Error(ErrorKind::Cancelled, "source.cancelled_there").with("host", m_about.host).because(words);
    if (state == "53100" || state == "53200")
        return Error(ErrorKind::Limit, "source.full").with("host", m_about.host).because(words);
    if (state == "40001" || state == "40P01" || state == "55P03" || state == "25P03")
        return told(ErrorKind::Network, "source.changed");
    if (state.empty() || state.starts_with("08") || state.starts_with("57P") || state == "53300" || PQstatus(m_connection.get()) == CONNECTION_BAD)
        return Error(ErrorKind::Network, "source.connection_lost").with("host", m_about.host).because(words);
    return told(ErrorKind::Invalid, "source.refused");
}

PostgresLink::Clock::time_point PostgresLink::statementEnd() const {
    return Clock::now() + std::chrono::seconds(m_about.statementSeconds) + (m_isHelper ? 0s : 5s); // the server gives up first
}

Result<void> PostgresLink::wait(bool forWriting, Clock::time_point until, const CancelToken &cancel) {
    for (;;) {
        if (cancel.isCancelled()) {
            cancelThere();
            return Error(ErrorKind::Cancelled, "cancelled");
        }
        if (Clock::now() > until) {
            cancelThere();
            return Error(ErrorKind::Network, "source.stalled").with("host", m_about.host);
        }
        const auto step = static_cast<int>(std::chrono::milliseconds(kStep).count());
#ifdef _WIN32
        WSAPOLLFD look{static_cast<SOCKET>(PQsocket(m_connection.get())), static_cast<SHORT>(forWriting ? POLLOUT : POLLIN), 0};
        const int ready = WSAPoll(&look, 1, step);
#else
        pollfd look{PQsocket(m_connection.get()), static_cast<short>(forWriting ? POLLOUT | POLLIN : POLLIN), 0};
        const int ready = poll(&look, 1, step);
#endif
        if (ready > 0)
            return {};
    }
}

// On a connection of its own, as encrypted and verified as the first: libpq 15 would send its cancel in the clear.
void PostgresLink::cancelThere() {
    if (m_backend.empty())
        return;
    PostgresLink other(m_about, m_password.clone());
    const std::string backend = std::exchange(m_backend, {});
    other.m_isHelper = true;
    other.m_about.statementSeconds = 1;
    if (!other.connect({}))
        return;
    (void)other.ask("SELECT pg_cancel_backend(" + backend + ")", {});
}

Result<void> PostgresLink::send(const std::string &sql, const CancelToken &cancel, Statements statements) {
    if (!m_connection || PQstatus(m_connection.get()) != CONNECTION_OK)
        return lost();
    TRY(cancel.check());
    // With parameters, even if there are none, the server takes a single statement.
    const int sent = statements == Statements::Any ? PQsendQuery(m_connection.get(), sql.c_str())
                                                   : PQsendQueryParams(m_connection.get(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0);
    if (sent != 1)
        return lost();
    for (int left = PQflush(m_connection.get()); left != 0; left = PQflush(m_connection.get())) {
        if (left < 0)
            return lost();
        TRY(wait(true, Clock::now() + kStallPatience, cancel));
        if (PQconsumeInput(m_connection.get()) != 1)
            return lost();
    }
    return {};
}

Result<pg_result *> PostgresLink::nextResult(const CancelToken &cancel) {
    const auto end = statementEnd();
    while (PQisBusy(m_connection.get()) != 0) {
        TRY(wait(false, end, cancel));
        if (PQconsumeInput(m_connection.get()) != 1)
            return lost();
    }
    return PQgetResult(m_connection.get());
}

Result<void> PostgresLink::drain(const CancelToken &cancel) {
    std::optional<Error> failed;
    for (;;) {
        TRY_ASSIGN(pg_result *const result, nextResult(cancel));
        if (!result)
            break;
        const PostgresAnswer holder(result);
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && !failed)
            failed = failure(result);
    }
    if (failed)
        return *std::move(failed);
    return {};
}

Result<PostgresAnswer> PostgresLink::ask(const std::string &sql, const CancelToken &cancel) {
    TRY(send(sql, cancel));
    std::optional<PostgresAnswer> answer;
    std::optional<Error> failed;
    for (;;) {
        TRY_ASSIGN(pg_result *const result, nextResult(cancel));
        if (!result)
            break;
        PostgresAnswer one(result);
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            failed = failed ? *failed : failure(result);
        else
            answer.emplace(std::move(one));
    }
    if (failed)
        return *std::move(failed);
    if (!answer)
        return lost();
    return *std::move(answer);
}

Result<void> PostgresLink::startRows(const std::string &sql, const CancelToken &cancel) {
    TRY(send(sql, cancel, Statements::One));
    return PQsetSingleRowMode(m_connection.get()) == 1 ? Result<void>() : Result<void>(lost());
}

Result<std::optional<PostgresAnswer>> PostgresLink::nextRow(const CancelToken &cancel) {
    for (;;) {
        TRY_ASSIGN(pg_result *const result, nextResult(cancel));
        if (!result)
            return std::optional<PostgresAnswer>();
        PostgresAnswer one(result);
        const ExecStatusType status = PQresultStatus(result);
        if (status == PGRES_SINGLE_TUPLE)
            return std::optional(std::move(one));
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
            Error failed = failure(result);
            TRY(drain(cancel));
            return failed;
        }
    }
}

Result<QueryAnswer> PostgresLink::askRows(const std::string &sql, std::int64_t maxRows, const CancelToken &cancel) {
    TRY(send(sql, cancel, Statements::One));
    if (PQsetSingleRowMode(m_connection.get()) != 1)
        return lost();
    QueryAnswer answer;
    std::optional<Error> failed;
    for (;;) {
        TRY_ASSIGN(pg_result *const result, nextResult(cancel));
        if (!result)
            break;
        const PostgresAnswer holder(result);
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_SINGLE_TUPLE) {
            failed = failed ? *failed : failure(result);
            continue;
        }
        const int columns = PQnfields(result);
        for (int i = static_cast<int>(answer.columns.size()); i < columns; ++i)
            answer.columns.emplace_back(PQfname(result, i));
        for (int row = 0; row < holder.rows(); ++row) {
            if (static_cast<std::int64_t>(answer.rows.size()) == maxRows) {
                answer.isCut = true;
                cancelThere(); // nobody waits for the others
                return answer;
            }
            auto &cells = answer.rows.emplace_back();
            answer.bytes += 7; // the frame of a row, and of each value its length
            for (int i = 0; i < columns; ++i) {
                cells.push_back(holder.isNull(row, i) ? std::nullopt : std::optional(std::string(holder.text(row, i))));
                answer.bytes += 4 + PQgetlength(result, row, i);
            }
        }
    }
    if (failed)
        return *std::move(failed);
    return answer;
}

Result<void> PostgresLink::begin(PostgresUse use, const CancelToken &cancel) {
    m_backend.clear();
    if (m_about.kind == "redshift")
        return beginRedshift(use, cancel);
    TRY(ask(use == PostgresUse::Reading ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN", cancel));
    // For this transaction only, so that it also holds behind a pool that shares sessions.
    TRY(ask("SET LOCAL TIME ZONE 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'iso_8601'; SET LOCAL bytea_output = 'hex'; "
            "SET LOCAL extra_float_digits = 3; SET LOCAL standard_conforming_strings = on; "
            "SET LOCAL statement_timeout = " + std::to_string(std::int64_t{1000} * m_about.statementSeconds),
            cancel));
    TRY_ASSIGN(const PostgresAnswer backend, ask("SELECT pg_catalog.pg_backend_pid()", cancel));
    if (backend.rows() == 1 && backend.number(0, 0) > 0)
        m_backend = std::to_string(backend.number(0, 0));
    return {};
}

// It knows no other isolation than the strictest, and not all settings.
Result<void> PostgresLink::beginRedshift(PostgresUse use, const CancelToken &cancel) {
    TRY(ask(use == PostgresUse::Reading ? "BEGIN READ ONLY" : "BEGIN", cancel));
    TRY(ask("SET timezone TO 'UTC'", cancel));
    TRY(ask("SET datestyle TO 'ISO, YMD'", cancel));
    TRY(ask("SET extra_float_digits TO 2", cancel));
    TRY(ask("SET statement_timeout TO " + std::to_string(std::int64_t{1000} * m_about.statementSeconds), cancel));
    TRY_ASSIGN(const PostgresAnswer backend, ask("SELECT pg_backend_pid()", cancel));
    if (backend.rows() == 1 && backend.number(0, 0) > 0)
        m_backend = std::to_string(backend.number(0, 0));
    return {};
}

Result<void> PostgresLink::commit(const CancelToken &cancel) {
    TRY(ask("COMMIT", cancel));
    m_backend.clear();
    return {};
}

Result<void> PostgresLink::startCopyOut(const std::string &sql, const CancelToken &cancel) {
    TRY(send(sql, cancel));
    TRY_ASSIGN(pg_result *const result, nextResult(cancel));
    if (!result)
        return lost();
    const PostgresAnswer holder(result);
    if (PQresultStatus(result) == PGRES_COPY_OUT)
        return {};
    Error failed = failure(result);
    TRY(drain(cancel));
    return failed;
}

Result<bool> PostgresLink::copyOut(std::string &to, std::size_t bytes, const CancelToken &cancel) {
    std::size_t taken = 0;
    while (taken < bytes) {
        char *message = nullptr;
        const int size = PQgetCopyData(m_connection.get(), &message, 1);
        if (size > 0) {
            to.append(message, static_cast<std::size_t>(size));
            PQfreemem(message);
            taken += static_cast<std::size_t>(size);
        } else if (size == 0) {
            TRY(wait(false, taken == 0 ? statementEnd() : std::min(statementEnd(), Clock::now() + kStallPatience), cancel));
            if (PQconsumeInput(m_connection.get()) != 1)
                return lost();
        } else if (size == -1) {
            TRY(drain(cancel)); // a cut answer would look whole without it
            return false;
        } else {
            return lost();
        }
    }
    TRY(cancel.isCancelled() ? wait(false, Clock::now(), cancel) : Result<void>());
    return true;
}

Result<void> PostgresLink::startCopyIn(const std::string &sql, const CancelToken &cancel) {
    TRY(send(sql, cancel));
    TRY_ASSIGN(pg_result *const result, nextResult(cancel));
    if (!result)
        return lost();
    const PostgresAnswer holder(result);
    if (PQresultStatus(result) == PGRES_COPY_IN)
        return {};
    Error failed = failure(result);
    TRY(drain(cancel));
    return failed;
}

Result<void> PostgresLink::copyIn(std::string_view data, const CancelToken &cancel) {
    for (int put = 0; put != 1;) {
        put = PQputCopyData(m_connection.get(), data.data(), static_cast<int>(data.size()));
        if (put < 0)
            return lost();
        if (put == 0)
            TRY(wait(true, Clock::now() + kStallPatience, cancel));
    }
    return cancel.isCancelled() ? wait(true, Clock::now(), cancel) : Result<void>();
}

Result<void> PostgresLink::finishCopyIn(const CancelToken &cancel) {
    for (int put = 0; put != 1;) {
        put = PQputCopyEnd(m_connection.get(), nullptr);
        if (put < 0)
            return lost();
        if (put == 0)
            TRY(wait(true, Clock::now() + kStallPatience, cancel));
    }
    for (int left = PQflush(m_connection.get()); left != 0; left = PQflush(m_connection.get())) {
        if (left < 0)
            return lost();
        TRY(wait(true, Clock::now() + kStallPatience, cancel));
    }
    return drain(cancel);
}

std::string PostgresLink::encryption() const {
    const char *protocol = PQsslInUse(m_connection.get()) != 0 ? PQsslAttribute(m_connection.get(), "protocol") : nullptr;
    return protocol ? protocol : "";
}

int PostgresLink::serverVersion() const { return PQserverVersion(m_connection.get()); }

std::string PostgresLink::serverVersionText() const {
    const char *text = PQparameterStatus(m_connection.get(), "server_version");
    const std::string_view version = text ? text : "";
    return std::string(version.substr(0, version.find(' ')));
}

std::string PostgresLink::quoted(std::string_view identifier) const {
    std::string text = "\"";
    for (const char c : identifier)
        text.append(c == '"' ? 2 : 1, c);
    return text + '"';
}

std::string PostgresLink::literal(std::string_view text) const {
    char *escaped = PQescapeLiteral(m_connection.get(), text.data(), text.size());
    if (!escaped)
        return "NULL"; // not UTF-8: nothing is equal to it
    std::string copy(escaped);
    PQfreemem(escaped);
    return copy;
}

} // namespace audience::warehouse
