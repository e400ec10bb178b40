#include "warehouse/postgres_link.h"

#include "base/text.h"
#include "warehouse/server_roots.h"

#include <QByteArray>

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace audience::warehouse {

namespace {

using namespace std::chrono_literals;

constexpr const char *kNoFile = "/dev/null/none";

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// The code between two colons, as in "FATAL:  28P01: …"; empty where there is none.
std::string_view stateIn(std::string_view words) {
    constexpr std::size_t kLength = 5;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; }; // a code has one, FATAL has none
    const auto isOfCode = [&](char c) { return isDigit(c) || (c >= 'A' && c <= 'Z'); };
    for (std::size_t colon = words.find(':'); colon != std::string_view::npos; colon = words.find(':', colon + 1)) {
        const std::size_t begin = std::min(words.find_first_not_of(' ', colon + 1), words.size());
        const std::string_view code = words.substr(begin, kLength);
        if (code.size() == kLength && std::all_of(code.begin(), code.end(), isOfCode) && std::any_of(code.begin(), code.end(), isDigit) && words.substr(begin + kLength, 1) == ":")
            return code;
    }
    return {};
}

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

void PostgresLink::keepOutOfEnvironment() {
    for (const char *name : {"PGHOST",        "PGHOSTADDR",  "PGPORT",          "PGDATABASE",      "PGUSER",     "PGPASSWORD",  "PGPASSFILE",   "PGREQUIREAUTH",
                             "PGCHANNELBINDING", "PGSERVICE", "PGSERVICEFILE",  "PGSYSCONFDIR",    "PGOPTIONS",  "PGAPPNAME",   "PGSSLMODE",    "PGREQUIRESSL",
                             "PGSSLCOMPRESSION", "PGSSLCERT", "PGSSLKEY",       "PGSSLCERTMODE",   "PGSSLROOTCERT", "PGSSLCRL", "PGSSLCRLDIR",  "PGSSLSNI",
                             "PGREQUIREPEER", "PGSSLMINPROTOCOLVERSION", "PGSSLMAXPROTOCOLVERSION", "PGSSLNEGOTIATION", "PGGSSENCMODE", "PGKRBSRVNAME", "PGGSSLIB",
                             "PGGSSDELEGATION", "PGCONNECT_TIMEOUT", "PGCLIENTENCODING", "PGTARGETSESSIONATTRS", "PGLOADBALANCEHOSTS", "PGDATESTYLE", "PGTZ", "PGGEQO"})
        qunsetenv(name);
    qputenv("PGLOCALEDIR", QByteArray(kNoFile)); // no translations
}

Result<PostgresLink> PostgresLink::open(const model::SourceConnection &connection, const Secret &password, const LinePatience &patience,
                                        const CancelToken &cancel) {
    TRY(model::checkSource(connection));
    PostgresLink link(connection, password.clone(), patience);
    TRY(link.connect(cancel));
    return link;
}

Result<void> PostgresLink::connect(const CancelToken &cancel) {
    const bool verified = m_about.tls == model::SourceConnection::Tls::Verified && !m_about.isSocket();
    std::string root;
    if (verified) {
        TRY_ASSIGN(root, serverRoots(m_about));
    }
    const std::string port = std::to_string(m_about.port);
    // An empty one would be looked for elsewhere; where none is needed, this one is not asked for.
    std::string password(m_password.empty() ? std::string_view("none") : m_password.view());
    const auto end = Clock::now() + (m_isSecond ? m_patience.second : m_patience.connect);
    // The library would ask for the addresses of a name without an end to it. It wants the name as often as there are addresses.
    std::string hosts = m_about.host, addresses;
    if (!m_about.isSocket()) {
        TRY_ASSIGN(const auto found, addressesOf(m_about.host, std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()), cancel));
        for (const std::string &address : found) {
            hosts += addresses.empty() ? "" : ',' + m_about.host;
            addresses += (addresses.empty() ? "" : ",") + address;
        }
    }
    // What is not said here, the library would take from the home folder, or from the environment, which it is kept out of.
    const std::array<std::pair<const char *, const char *>, 19> options{{{"host", hosts.c_str()},
                                                                         {"hostaddr", addresses.c_str()},
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
    PQsetErrorVerbosity(m_connection.get(), PQERRORS_VERBOSE); // with the code of what goes wrong, whatever the server's language
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
    m_isIn = true;
    PQsetErrorVerbosity(m_connection.get(), PQERRORS_DEFAULT);
    PQsetnonblocking(m_connection.get(), 1);
    PQsetNoticeProcessor(m_connection.get(), [](void *, const char *) {}, nullptr);
    return {};
}

// Before there is a session the library has a server's code in its words alone: "…FATAL:  28P01: …". Its own words are
// English, as no translations are found for them.
Error PostgresLink::connectFailure() const {
    const std::string words = lineOf(PQerrorMessage(m_connection.get()));
    const std::string_view state = stateIn(words);
    const auto with = [&](ErrorKind kind, std::string_view id) { return Error(kind, id).with("host", m_about.host).because(words); };
    if (state.starts_with("28"))
        return Error(ErrorKind::Auth, "source.login_refused").with("host", m_about.host).with("user", m_about.user).because(words);
    if (state == "3D000")
        return Error(ErrorKind::NotFound, "source.no_database").with("database", m_about.database).because(words);
    if (state == "53300")
        return with(ErrorKind::Network, "source.too_many_connections");
    if (!state.empty())
        return with(ErrorKind::Network, "source.unreachable");
    if (contains(words, "certificate verify failed") || contains(words, "does not match host name") || (contains(words, "SSL error") && !contains(words, "unexpected eof")))
        return with(ErrorKind::Refused, "source.certificate");
    if (contains(words, "server does not support SSL"))
        return with(ErrorKind::Refused, "source.no_tls");
    if (contains(words, "no password supplied") || contains(words, "authentication failed"))
        return Error(ErrorKind::Auth, "source.login_refused").with("host", m_about.host).with("user", m_about.user).because(words);
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
    if (state == "2BP01")
        return told(ErrorKind::Refused, "source.built_upon");
    if (state == "42501")
        return told(ErrorKind::Refused, "source.not_allowed");
    if (state == "57014" && Clock::now() - m_sentAt >= std::chrono::seconds(m_about.statementSeconds)) // the server's own end to it
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
    return Clock::now() + std::chrono::seconds(m_about.statementSeconds) + (m_isSecond ? 0s : 5s); // the server gives up first
}

Result<void> PostgresLink::send(const std::string &sql, const CancelToken &cancel, Statements statements) {
    if (!m_connection || PQstatus(m_connection.get()) != CONNECTION_OK)
        return lost();
    TRY(cancel.check());
    // With parameters, even if there are none, the server takes a single statement.
    const int sent = statements == Statements::Any ? PQsendQuery(m_connection.get(), sql.c_str())
                                                   : PQsendQueryParams(m_connection.get(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0);
    m_sentAt = Clock::now();
    if (sent != 1)
        return lost();
    m_pace.begin(static_cast<int>(PQsocket(m_connection.get())));
    return flush(cancel);
}

Result<void> PostgresLink::flush(const CancelToken &cancel) {
    for (int left = PQflush(m_connection.get()); left != 0; left = PQflush(m_connection.get())) {
        if (left < 0)
            return lost();
        TRY(wait(true, Clock::now() + m_patience.whole, cancel));
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
        m_pace.rowCame();
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
        m_pace.rowCame();
        const PostgresAnswer holder(result);
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_SINGLE_TUPLE) {
            failed = failed ? *failed : failure(result);
            continue;
        }
        const int columns = PQnfields(result);
        for (int i = static_cast<int>(answer.columns.size()); i < columns; ++i)
            answer.columns.emplace_back(repairUtf8(PQfname(result, i)));
        for (int row = 0; row < holder.rows(); ++row) {
            if (static_cast<std::int64_t>(answer.rows.size()) == maxRows) {
                answer.isCut = true;
                cancelThere(); // nobody waits for the others
                return answer;
            }
            auto &cells = answer.rows.emplace_back();
            answer.bytes += 7; // the frame of a row, and of each value its length
            for (int i = 0; i < columns; ++i) {
                cells.push_back(holder.isNull(row, i) ? std::nullopt : std::optional(repairUtf8(holder.text(row, i))));
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
    // Such a database holds any bytes, and would refuse to send those that are no UTF-8; whoever reads them repairs and counts them.
    const char *encoding = PQparameterStatus(m_connection.get(), "server_encoding");
    if (use == PostgresUse::Reading && encoding && std::string_view(encoding) == "SQL_ASCII")
        TRY(ask("SET LOCAL client_encoding = 'SQL_ASCII'", cancel));
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
            m_pace.rowCame();
            to.append(message, static_cast<std::size_t>(size));
            PQfreemem(message);
            taken += static_cast<std::size_t>(size);
        } else if (size == 0) {
            TRY(wait(false, statementEnd(), cancel));
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
            TRY(wait(true, Clock::now() + m_patience.whole, cancel));
    }
    TRY(flush(cancel)); // the library would keep in memory whatever a slow server does not take
    return cancel.isCancelled() ? wait(true, Clock::now(), cancel) : Result<void>();
}

Result<void> PostgresLink::finishCopyIn(const CancelToken &cancel) {
    for (int put = 0; put != 1;) {
        put = PQputCopyEnd(m_connection.get(), nullptr);
        if (put < 0)
            return lost();
        if (put == 0)
            TRY(wait(true, Clock::now() + m_patience.whole, cancel));
    }
    TRY(flush(cancel));
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
