// The rows of a dataset as a table to look at: sorted, filtered, searched. A table is prepared once (in the
// background), is immutable and belongs to one generation; windows of it are read as somebody scrolls.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "service/column_profile.h"
#include "service/table_query.h"

#include <memory>

namespace audience::service {

class Session;

class PreparedTable {
public:
    const TableQuery &query() const { return m_query; }
    const DatasetView &dataset() const { return m_dataset; }
    std::int64_t allRows() const { return m_source.rows(); }
    std::int64_t rows() const { return m_order ? static_cast<std::int64_t>(m_order->size()) : allRows(); }
    // The number in stored order of what stands at `place`; and back, -1 when it is not shown.
    std::uint32_t rowAt(std::int64_t place) const { return m_order ? (*m_order)[static_cast<std::size_t>(place)] : static_cast<std::uint32_t>(place); }
    std::int64_t placeOf(std::uint32_t row) const;

private:
    friend class TableService;
    explicit PreparedTable(TableSource source) : m_source(std::move(source)) {}
    TableQuery m_query;
    DatasetView m_dataset;
    TableSource m_source;
    std::shared_ptr<const std::vector<std::uint32_t>> m_order; // null: all rows as stored
};
using Table = std::shared_ptr<const PreparedTable>;

// Sum and mean of numbers that somebody selected; exact for whole numbers and decimals.
struct NumberSummary {
    std::int64_t count = 0; // of them that hold a value
    std::string sum, mean;
};

class TableService {
public:
    explicit TableService(Session &session) : m_session(session) {}

    // Errors: "dataset.unknown", "data.unknown_column", the finding of a test that does not fit, "cancelled".
    Result<Table> prepare(const TableQuery &query, const CancelToken &cancel = {}) const;
    // Rows [first, first + count) of these columns (indexes of the dataset's fields). Texts longer than
    // `longest` bytes are cut and end in "…"; 0: never.
    Result<RowsPage> rows(const Table &table, std::int64_t first, int count, const std::vector<int> &columns, std::size_t longest = 0,
                          const CancelToken &cancel = {}) const;
    // The rows at these places, in this order.
    Result<RowsPage> rowsAt(const Table &table, const std::vector<std::int64_t> &places, const std::vector<int> &columns, std::size_t longest = 0,
                            const CancelToken &cancel = {}) const;
    // Places of the rows in which a text occurs in one of these columns, ignoring case; rising.
    Result<std::vector<std::int64_t>> find(const Table &table, const std::string &text, const std::vector<int> &columns, const CancelToken &cancel = {}) const;
    // Where the row with this key stands; -1 where it is not among the rows shown.
    Result<std::int64_t> placeOfKey(const Table &table, const std::string &key, const CancelToken &cancel = {}) const;
    // The most frequent values among the rows shown that contain `text`, with counts.
    Result<std::vector<Bucket>> values(const Table &table, const std::string &column, const std::string &text, int most = 200,
                                       const CancelToken &cancel = {}) const;
    Result<NumberSummary> sum(const Table &table, std::int64_t first, std::int64_t count, int column, const CancelToken &cancel = {}) const;
    // All rows of the whole dataset, kept until its next generation.
    Result<std::shared_ptr<const ColumnProfile>> profile(const Table &table, int column, const CancelToken &cancel = {}) const;
    Result<std::vector<Companion>> companions(const Table &table, int column, const CancelToken &cancel = {}) const;
    // CSV with formulas disarmed, whole or not at all; gives the number of rows.
    Result<std::int64_t> exportCsv(const Table &table, const std::vector<int> &columns, const std::string &path, Progress *progress = nullptr,
                                   const CancelToken &cancel = {}) const;

private:
    Session &m_session;
};

} // namespace audience::service
