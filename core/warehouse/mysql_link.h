// One connection to a MySQL or MariaDB server: encrypted and verified or not made at all, never waiting without an end, and
// cancelled on the server, too. No file of this computer is ever handed out, and nothing from option files has a say. One
// thread at a time.
#pragma once

#include "async/cancel.h"
#include "base/result.h"
#include "base/secret.h"
#include "model/source_connection.h"
#include "warehouse/line_patience.h"
#include "warehouse/text_rows.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct st_mysql;
struct st_mysql_res;

namespace audience::warehouse {

enum class MysqlUse { Reading, Writing };

using MysqlAnswer = TextAnswer;
// Of a view that may be read by who may not see what is behind it: it runs, and nobody is told how.
inline constexpr std::string_view kNoEstimate = "source.no_estimate";

// The cells of one row while it is there: a null has no data.
struct MysqlRow {
    char **cells = nullptr;
    const unsigned long *sizes = nullptr;
    std::size_t width = 0;
    std::optional<std::string_view> cell(std::size_t at) const {
        return cells[at] ? std::optional(std::string_view(cells[at], sizes[at])) : std::nullopt;
    }
};

class MysqlLink {
public:
    // Errors: "source.unreachable" {host}, "source.certificate" {host}, "source.no_tls" {host}, "source.no_roots",
    // "source.root_unreadable" {path}, "source.login_refused" {host, user}, "source.no_database" {database},
    // "source.too_many_connections" {host}, "cancelled".
    static Result<std::unique_ptr<MysqlLink>> open(const model::SourceConnection &connection, const Secret &password, const LinePatience &patience,
                                                   const CancelToken &cancel);
    ~MysqlLink();
    MysqlLink(const MysqlLink &) = delete;
    MysqlLink &operator=(const MysqlLink &) = delete;

    // A session in which everything is told in one way whatever the server's settings: UTC, UTF-8, time limit. Reading goes on
    // in a read-only transaction that sees one moment.
    Result<void> begin(MysqlUse use, const CancelToken &cancel);
    Result<void> commit(const CancelToken &cancel);
    // One statement; a second one behind it is refused by the server. Errors: those of the connection, and "source.table_gone"
    // {reason}, "source.no_column" {reason}, "source.not_allowed" {reason}, "source.too_slow" {seconds}, "source.changed"
    // {reason}, "source.refused" {reason}, "source.full" {host}, "source.connection_lost" {host}, "source.stalled" {host}, "source.row_too_long" {limit}.
    Result<MysqlAnswer> ask(const std::string &sql, const CancelToken &cancel);
    // Whether a statement gives rows, as the server says without running it.
    Result<bool> givesRows(const std::string &sql, const CancelToken &cancel);

    // A statement whose rows come one after the other, as they are asked for. Gives the names of the columns.
    Result<std::vector<std::string>> start(const std::string &sql, const CancelToken &cancel);
    // The next row, which holds until the next call; nothing after the last.
    Result<std::optional<MysqlRow>> next(const CancelToken &cancel);

    std::string encryption() const; // "TLSv1.3"; empty for none
    bool isMariaDb() const;
    unsigned long version() const; // 101119
    std::string versionText() const;

private:
    using Clock = std::chrono::steady_clock;
    class Watch;
    MysqlLink(model::SourceConnection connection, Secret password, const LinePatience &patience);
    Result<void> setOptions();
    Result<void> connect(const CancelToken &cancel);
    // Runs a call of the library in steps until it is done, ended by the clock, or cancelled.
    Result<void> run(int waiting, const std::function<int(int)> &goOn, Clock::time_point until, const CancelToken &cancel);
    Result<void> query(const std::string &sql, const CancelToken &cancel);
    void giveUp(int waiting, const std::function<int(int)> &goOn); // the connection is of no use afterwards
    void cancelThere();
    // A second line, as encrypted and verified as the first, on which nobody waits long.
    static Result<std::unique_ptr<MysqlLink>> second(const model::SourceConnection &about, const Secret &password, const LinePatience &patience, const CancelToken &cancel);
    bool isWorkingThere(const CancelToken &cancel) const;
    int socket() const;
    void endAnswer();
    void hangUp();
    Error connectFailure() const;
    Error failure() const;
    Error stalled() const;
    Clock::time_point statementEnd() const;

    model::SourceConnection m_about;
    Secret m_password;
    st_mysql *m_connection = nullptr;
    st_mysql_res *m_result = nullptr; // of which rows are still to come
    LinePatience m_patience;
    LinePace m_pace;
    bool m_isSecond = false; // only there to ask about another or to cancel it
    bool m_isIn = false;     // signed in
    bool m_isDead = false;
    std::string m_thread; // the server's number of this connection
    std::uint64_t m_fetched = 0;
};

// As they stand in statements.
std::string mysqlQuoted(std::string_view identifier);
std::string mysqlLiteral(std::string_view text); // whatever the server's rules of escaping are

} // namespace audience::warehouse
