// One connection through an ODBC driver. What a driver does may take any time and cannot be interrupted from within, so it
// does it on a thread of its own: whoever waits gives up at the clock or at a cancel, which is also told to the driver, and
// leaves the rest behind. One thread at a time.
#pragma once

#include "async/cancel.h"
#include "base/result.h"
#include "base/secret.h"
#include "model/source_connection.h"
#include "warehouse/connector.h"
#include "warehouse/odbc_settings.h"
#include "warehouse/odbc_types.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace audience::warehouse {

// What this computer's list has; nothing is loaded.
OdbcRegistered odbcRegistered();

struct OdbcAnswer {
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
    std::string text(std::size_t row, std::size_t column) const; // counted from 0; empty where there is none
    std::int64_t number(std::size_t row, std::size_t column) const;
};

// A value for a question mark in a statement.
struct OdbcValue {
    OdbcOrder kind = OdbcOrder::Text;
    std::string text;
    OdbcMoment moment = {};
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
                                                  const CancelToken &cancel);
    ~OdbcLink();
    OdbcLink(const OdbcLink &) = delete;
    OdbcLink &operator=(const OdbcLink &) = delete;

    // One statement. Errors: those of the connection, and "source.table_gone" {reason}, "source.no_column" {reason},
    // "source.not_allowed" {reason}, "source.too_slow" {seconds}, "source.changed" {reason}, "source.refused" {reason},
    // "source.connection_lost" {host}, "source.stalled" {host}.
    Result<OdbcAnswer> ask(const std::string &sql, const CancelToken &cancel);
    // What ODBC's own questions answer; the patterns take every name that fits, so look again.
    Result<OdbcAnswer> tables(const std::string &schema, const std::string &table, const CancelToken &cancel);
    Result<OdbcAnswer> columns(const TableName &table, const CancelToken &cancel);
    Result<OdbcAnswer> primaryKey(const TableName &table, const CancelToken &cancel);
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
    OdbcLink(model::SourceConnection connection, OdbcSettings settings);
    // Has the driver's thread do it, which may go on with it after this has given up: a job owns all it touches.
    Result<void> run(Job job, Clock::time_point until, const CancelToken &cancel);
    Result<OdbcAnswer> gather(Job begin, const CancelToken &cancel);
    Clock::time_point statementEnd() const;

    model::SourceConnection m_about;
    OdbcSettings m_settings;
    std::shared_ptr<OdbcCore> m_core;
    std::shared_ptr<OdbcFetch> m_fetch;
    About m_aboutServer;
    std::int64_t m_bytes = 0;
    bool m_isDead = false;
};

} // namespace audience::warehouse
