// One connection through an ODBC driver. What a driver does may take any time and cannot be interrupted from within, so it
// does it on a thread of its own: whoever waits gives up at the clock or at a cancel, which is also told to the driver, and
// leaves the rest behind. One thread at a time.
#pragma once

#include "async/cancel.h"
#include "base/result.h"
#include "base/secret.h"
#include "model/source_connection.h"
#include "warehouse/connector.h"
#include "warehouse/line_patience.h"
#include "warehouse/odbc_settings.h"
#include "warehouse/odbc_types.h"
#include "warehouse/text_rows.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace audience::warehouse {

// What this computer's list has; nothing is loaded.
OdbcRegistered odbcRegistered();

using OdbcAnswer = TextAnswer;

// A value for a question mark in a statement.
struct OdbcValue {
    OdbcOrder kind = OdbcOrder::Text;
    std::string text;
    OdbcMoment moment = {};
    bool isNothing = false;
};

// How the rows of a statement are wanted: the form of each column of the answer, and in which order they become cells.
struct OdbcLayout {
    std::vector<OdbcForm> forms;     // as the statement names them
    std::vector<bool> isLong;        // asked for in portions
    std::vector<std::size_t> places; // of the cells of a row, in `forms`
};

struct OdbcCore; // the handles and the thread of a driver
class OdbcFetch; // takes rows into pages

class OdbcLink {
public:
    // Errors: those of odbcSettings(), "source.unreachable" {host}, "source.certificate" {host}, "source.no_tls" {host},
    // "source.login_refused" {host, user}, "source.no_database" {database}, "odbc.driver_broken" {driver}, "cancelled".
    static Result<std::unique_ptr<OdbcLink>> open(const model::SourceConnection &connection, const OdbcSettings &settings, const Secret &password,
                                                  const LinePatience &patience, const CancelToken &cancel);
    ~OdbcLink();
    OdbcLink(const OdbcLink &) = delete;
    OdbcLink &operator=(const OdbcLink &) = delete;

    // One statement. Errors: those of the connection, and "source.table_gone" {reason}, "source.no_column" {reason},
    // "source.not_allowed" {reason}, "source.too_slow" {seconds}, "source.changed" {reason}, "source.refused" {reason},
    // "source.connection_lost" {host}, "source.stalled" {host}.
    Result<OdbcAnswer> ask(const std::string &sql, const CancelToken &cancel) { return ask(sql, {}, cancel); }
    Result<OdbcAnswer> ask(const std::string &sql, const std::vector<OdbcValue> &values, const CancelToken &cancel);
    // What ODBC's own questions answer; the patterns take every name that fits, so look again.
    Result<OdbcAnswer> tables(const std::string &schema, const std::string &table, const CancelToken &cancel);
    Result<OdbcAnswer> columns(const TableName &table, const CancelToken &cancel);
    Result<OdbcAnswer> primaryKey(const TableName &table, const CancelToken &cancel);
    // And, where the driver tells, how many rows there are.
    Result<OdbcAnswer> uniqueIndexes(const TableName &table, const CancelToken &cancel);
    Result<OdbcAnswer> foreignKeys(const TableName &table, const CancelToken &cancel);

    // A statement whose rows come in pages.
    Result<void> start(const std::string &sql, const std::vector<OdbcValue> &values, const OdbcLayout &layout, const CancelToken &cancel);
    Result<std::optional<RawPage>> nextPage(const CancelToken &cancel);
    std::int64_t bytes() const { return m_bytes; }
    Result<void> commit(const CancelToken &cancel);

    struct About {
        std::string product, version, user, database, quote;
    };
    const About &about() const { return m_aboutServer; }
    std::string quoted(std::string_view identifier) const;

private:
    using Clock = std::chrono::steady_clock;
    using Job = std::function<Result<void>(OdbcCore &)>;
    OdbcLink(model::SourceConnection connection, OdbcSettings settings, Secret password, const LinePatience &patience);
    // Without a second line that would be asked about it.
    static Result<std::unique_ptr<OdbcLink>> connected(const model::SourceConnection &connection, const OdbcSettings &settings, const Secret &password,
                                                       const LinePatience &patience, const CancelToken &cancel);
    // Has the driver's thread do it, which may go on with it after this has given up: a job owns all it touches.
    Result<void> run(Job job, Clock::time_point until, const CancelToken &cancel);
    // Tells the driver to end what it does and leaves it behind if it does not.
    void giveUp(std::unique_lock<std::mutex> &lock, const std::function<bool()> &isOver);
    bool isWorkingThere(const CancelToken &cancel) const;
    Result<OdbcAnswer> gather(Job begin, const CancelToken &cancel);
    Clock::time_point statementEnd() const;

    model::SourceConnection m_about;
    OdbcSettings m_settings;
    Secret m_password;
    LinePatience m_patience;
    std::string m_backend; // the number of the server's process, where one is known
    std::shared_ptr<OdbcCore> m_core;
    std::shared_ptr<OdbcFetch> m_fetch;
    About m_aboutServer;
    std::int64_t m_bytes = 0;
    bool m_isIn = false, m_isDead = false;
};

} // namespace audience::warehouse
