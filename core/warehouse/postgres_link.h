// One connection to a PostgreSQL server: encrypted and verified or not made at all, never waiting without an end, and
// cancelled on the server, too. Nothing from the environment or from password files has a say. One thread at a time.
#pragma once

#include "async/cancel.h"
#include "base/result.h"
#include "base/secret.h"
#include "model/source_connection.h"
#include "warehouse/connector.h"
#include "warehouse/line_patience.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;
struct pg_result;

namespace audience::warehouse {

// An answer with its rows, as text.
class PostgresAnswer {
public:
    explicit PostgresAnswer(pg_result *result);
    int rows() const;
    bool isNull(int row, int column) const;
    std::string_view text(int row, int column) const; // of the answer's life
    std::int64_t number(int row, int column) const;   // 0 where it is none

private:
    struct Clear {
        void operator()(pg_result *result) const;
    };
    std::unique_ptr<pg_result, Clear> m_result;
};

enum class PostgresUse { Reading, Writing };

class PostgresLink {
public:
    // Keeps the library from what the environment says about servers and languages. Once, before there are other threads.
    static void keepOutOfEnvironment();
    // Errors: "source.unreachable" {host}, "source.certificate" {host}, "source.no_tls" {host}, "source.no_roots",
    // "source.root_unreadable" {path}, "source.login_refused" {host, user}, "source.no_database" {database},
    // "source.too_many_connections" {host}, "cancelled".
    static Result<PostgresLink> open(const model::SourceConnection &connection, const Secret &password, const LinePatience &patience,
                                     const CancelToken &cancel);

    // A transaction in which everything is told in one way whatever the server's settings: UTC, ISO dates, time limit.
    Result<void> begin(PostgresUse use, const CancelToken &cancel);
    Result<void> commit(const CancelToken &cancel);
    // One statement. Errors: those of the connection, and "source.no_table" {table}, "source.no_column" {reason},
    // "source.not_allowed" {reason}, "source.too_slow" {seconds}, "source.changed" {reason}, "source.refused" {reason},
    // "source.full" {host}, "source.connection_lost" {host}, "source.stalled" {host}, "source.row_too_long" {limit}.
    Result<PostgresAnswer> ask(const std::string &sql, const CancelToken &cancel);

    // One statement and no more of them, however it is spelled; at most so many of its rows, one by one. The time and the
    // engine are the caller's. Errors as ask().
    Result<QueryAnswer> askRows(const std::string &sql, std::int64_t maxRows, const CancelToken &cancel);

    // The same row by row, without an end to wait for: the next row as an answer of its own, nothing after the last.
    Result<void> startRows(const std::string &sql, const CancelToken &cancel);
    Result<std::optional<PostgresAnswer>> nextRow(const CancelToken &cancel);

    // A COPY … TO STDOUT, and then its messages one after the other; nothing after the last.
    Result<void> startCopyOut(const std::string &sql, const CancelToken &cancel);
    // Adds the next messages to `to` until it has so many bytes. False when that was all.
    Result<bool> copyOut(std::string &to, std::size_t bytes, const CancelToken &cancel);
    // A COPY … FROM STDIN, its data, and its end.
    Result<void> startCopyIn(const std::string &sql, const CancelToken &cancel);
    Result<void> copyIn(std::string_view data, const CancelToken &cancel);
    Result<void> finishCopyIn(const CancelToken &cancel);

    std::string encryption() const; // "TLSv1.3"; empty for none
    int serverVersion() const;      // 150004
    std::string serverVersionText() const; // "15.4"
    std::string quoted(std::string_view identifier) const;
    std::string literal(std::string_view text) const;

private:
    using Clock = std::chrono::steady_clock;
    struct Finish {
        void operator()(pg_conn *connection) const;
    };
    PostgresLink(model::SourceConnection connection, Secret password, const LinePatience &patience)
        : m_about(std::move(connection)), m_password(std::move(password)), m_patience(patience) {}
    Result<void> connect(const CancelToken &cancel);
    enum class Statements { Any, One };
    Result<void> send(const std::string &sql, const CancelToken &cancel, Statements statements = Statements::Any);
    // Waits until there is something to read (or to write to); cancels on the server when it is cancelled here.
    Result<void> wait(bool forWriting, Clock::time_point until, const CancelToken &cancel);
    Result<pg_result *> nextResult(const CancelToken &cancel); // null: no more
    Result<void> flush(const CancelToken &cancel); // until the server has it all
    Result<void> drain(const CancelToken &cancel);
    Result<void> beginRedshift(PostgresUse use, const CancelToken &cancel);
    void cancelThere();
    // A second line, as encrypted and verified as the first, on which nobody waits long.
    static Result<PostgresLink> second(const PostgresLink &first, const CancelToken &cancel);
    bool isWorkingThere(const CancelToken &cancel) const;
    Error connectFailure() const;
    Error failure(const pg_result *result) const;
    Error lost() const;
    Clock::time_point statementEnd() const;

    model::SourceConnection m_about;
    Secret m_password;
    std::unique_ptr<pg_conn, Finish> m_connection;
    LinePatience m_patience;
    LinePace m_pace;
    Clock::time_point m_sentAt{}; // of the last statement
    bool m_isSecond = false; // only there to ask about another or to cancel it
    bool m_isIn = false;     // signed in
    std::string m_backend;   // the server's process that works for this transaction
};

} // namespace audience::warehouse
