// One source of rows outside, whatever it is: what is in it, how much a read would be, the rows themselves, and a table
// written back. A connector belongs to one thread at a time; its rows can be decoded on others.
#pragma once

#include "async/cancel.h"
#include "base/result.h"
#include "engine/column.h"
#include "ingest/row_decoder.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace audience::warehouse {

struct Capabilities {
    bool estimatesRows = false;   // estimate() says something
    bool cancelsThere = false;    // what is cancelled here ends there, too
    bool readsOneMoment = false;  // all rows of a read are of the same moment
    bool writesTables = false;    // materialise()
    bool runsQueries = false;     // query()
    bool keepsPlaces = false;     // kPlaceOrder and mark()
    bool holdsToOrder = false;    // to give rows in an order it has to hold all of them first
};

struct ServerInfo {
    std::string product, version, user, database;
    std::string encryption; // "TLSv1.3", or empty for a server on this computer without it
    bool mayWrite = false;  // the user could also write; a reader's rights are enough
};

struct TableName {
    std::string schema, name;
    friend bool operator==(const TableName &, const TableName &) = default;
};

enum class TableKind { Table, View, Materialised, Foreign, File, FileSet, Sheet, HiddenSheet };
// "table", "view", "materialised view", "foreign table", "file", "files", "sheet", "hidden sheet"
std::string_view toText(TableKind kind);

struct TableInfo {
    TableName name;
    TableKind kind = TableKind::Table;
    std::int64_t rows = -1; // as the source believes; -1: it does not know
    bool readable = true;   // by this user
};

// How many values of a column have so many digits before and behind the point, zeros at the ends left out.
struct DigitCount {
    int before = 0, behind = 0;
    std::int64_t values = 0;
};

struct ColumnInfo {
    std::string name;
    std::string type; // as the source spells it: "numeric(10,2)"
    std::string base; // what it comes down to: "numeric", "enum", "array"
    bool nullable = true;
    engine::Field field; // what it best becomes here, under the same name
    std::vector<DigitCount> digits = {}; // with sampling, where a decimal here may not hold all of them: those that were looked at
};

struct KeyInfo {
    enum class Kind { Primary, Unique, Foreign };
    Kind kind = Kind::Primary;
    std::vector<std::string> columns;
    TableName target; // of a foreign key
    std::vector<std::string> targetColumns;
};

struct TableShape {
    TableInfo table;
    std::vector<ColumnInfo> columns;
    std::vector<KeyInfo> keys;
    const ColumnInfo *find(std::string_view column) const;
    // Whether no two rows can have the same value in this column.
    bool isUnique(std::string_view column) const;
};

struct ReadColumn {
    std::string name, base; // of the source
    engine::Field field;    // as which it is read
};

struct ReadRequest {
    TableName table;
    std::vector<ReadColumn> columns;
    std::size_t keyColumn = SIZE_MAX; // its texts are trimmed
    std::vector<std::pair<std::size_t, std::string>> required; // columns that must hold something, and the reason if one does not
    std::string zone = "UTC";         // of times that say none
    std::string order;                // a column by which the rows come, those without it left out; empty: as they come
    std::string orderBase;
    std::string after; // only rows behind this position; empty: all
    bool withAfter = false;           // and those at it
    std::int64_t lookBackSeconds = 0; // of a time: begin so much earlier
    std::size_t rowKey = SIZE_MAX;    // the column that names a row: what it holds is kept with a row that is refused
    std::vector<std::string> keys;    // only rows in which it holds one of these, without an order; empty: all
};

// What a table holds in the column by which it is read.
struct OrderFacts {
    std::int64_t leftOut = 0; // rows that no read in this order gives: nothing is there, or a time out of the calendar
    std::string example;      // of what is there; empty: nothing is
    std::string highest;      // of the others, where `after` lies behind all of them
};

// An order of its own that some sources have: the rows as they come, which is the same as long as Connector::mark() is.
constexpr const char *kPlaceOrder = "_place";

struct Estimate {
    std::int64_t rows = 0, bytes = 0;
    std::optional<double> credits = {}; // where the service counts in its own
};

// The answer to one statement, as texts the source writes; nothing is a null.
struct QueryAnswer {
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
    bool isCut = false;     // there were more rows than asked for
    double seconds = 0;
    std::int64_t bytes = 0; // that came over the line
    std::string engine = {}; // that answered, with its version: "PostgreSQL 15.8"
    std::optional<double> credits = {}; // where the service counts in its own
};

// Some rows as they came over the line.
struct RawPage {
    std::uint64_t index = 0;
    std::int64_t firstRow = 0; // counted from 0 over the read
    std::uint32_t rows = 0;
    std::string bytes;
    std::vector<std::uint32_t> ends; // one past each row
};

struct TypedPage {
    std::int64_t read = 0;
    std::int64_t replaced = 0; // texts that were no UTF-8
    std::int64_t noTimes = 0;  // dates and times of zeros alone, which became no value
    std::vector<ingest::DecodedRows> batches;
    std::vector<ingest::RowReject> rejects; // `row` counts from 1 over the read
};

class RowStream {
public:
    virtual ~RowStream() = default;
    // Nothing at the end, which is the end of all rows: one that broke off is an error. Error kind Network: another read
    // may succeed.
    virtual Result<std::optional<RawPage>> next() = 0;
    virtual std::int64_t bytes() const = 0; // that came so far
    // Any thread, several pages at a time.
    virtual Result<TypedPage> decode(const RawPage &page) const = 0;
    // What to ask for to get the rows behind this one; empty where it has no position to go on from (an infinite time).
    virtual Result<std::string> position(const RawPage &page, std::uint32_t row) const = 0;
};

enum class Sampling { No, Yes };

class Connector {
public:
    virtual ~Connector() = default;
    virtual Capabilities capabilities() const = 0;
    virtual Result<ServerInfo> test(const CancelToken &cancel) = 0;
    virtual Result<std::vector<std::string>> catalogs(const CancelToken &cancel) = 0;
    virtual Result<std::vector<std::string>> schemas(const CancelToken &cancel) = 0;
    virtual Result<std::vector<TableInfo>> tables(const std::string &schema, const CancelToken &cancel) = 0;
    // With sampling, numbers that may have more digits than a decimal holds are looked at. Error "source.no_table" {table}.
    virtual Result<TableShape> shape(const TableName &table, Sampling sampling, const CancelToken &cancel) = 0;
    // Whether a column can be read as that without a loss. Error "source.not_readable_as" {column, type, wanted}.
    virtual Result<void> checkField(const ColumnInfo &column, const engine::Field &field) const = 0;
    // Whether rows can be asked for in the order of this column. Error "source.no_order" {column, type}.
    virtual Result<void> checkOrder(const ColumnInfo &column) const = 0;
    // What the rows of a table are known by: while it stays the same, each read in the order kPlaceOrder gives the same rows.
    // Empty where the source cannot tell; it has no such order then.
    virtual Result<std::string> mark(const TableName &table, const CancelToken &cancel);
    // Files that were read up to `after` and are others now, which the read gives again.
    virtual Result<std::vector<std::string>> replaced(const ReadRequest &request, const CancelToken &cancel);
    // For a request with an order; all zero where the source cannot tell.
    virtual Result<OrderFacts> orderFacts(const ReadRequest &request, const CancelToken &cancel);
    // Whether ReadRequest::keys can be of this column, read as that field.
    virtual bool readsByKey(const ColumnInfo &column, const engine::Field &field) const;
    virtual Result<Estimate> estimate(const ReadRequest &request, const CancelToken &cancel) = 0;
    // One read at a time; nothing else may be asked while it goes on.
    virtual Result<std::unique_ptr<RowStream>> read(const ReadRequest &request, const CancelToken &cancel) = 0;
    // A table of these fields with the rows that `next` gives until none come; one of that name is replaced, all at once.
    // Gives the number of rows. Errors: "source.not_ours" {table}: somebody else made the table of that name;
    // "source.writes_nothing" where capabilities() says so.
    using NextRows = std::function<Result<std::optional<ingest::DecodedRows>>()>;
    virtual Result<std::int64_t> materialise(const TableName &target, const std::vector<engine::Field> &fields, const NextRows &next,
                                             const CancelToken &cancel);
    // The same of the rows of a reading statement there, under the names of its columns; none of them comes here.
    virtual Result<std::int64_t> materialiseQuery(const TableName &target, const std::string &sql, const CancelToken &cancel);
    // One reading statement, in a read-only transaction where the source has them. Error "source.runs_no_queries" where
    // capabilities() says so.
    virtual Result<QueryAnswer> query(const std::string &sql, std::int64_t maxRows, const CancelToken &cancel);
};

} // namespace audience::warehouse
