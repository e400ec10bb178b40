#include "warehouse/odbc_estimate.h"

#include "warehouse/postgres_types.h"

#include <algorithm>

namespace audience::warehouse {

Result<Estimate> odbcPlan(OdbcLink &link, const std::string &sql, const std::vector<OdbcValue> &values, std::size_t columns, const CancelToken &cancel) {
    TRY_ASSIGN(const OdbcAnswer plan, link.ask("EXPLAIN " + sql, values, cancel));
    const std::string top = plan.text(0, 0);
    Estimate estimate;
    estimate.rows = planNumber(top, "rows=");
    estimate.bytes = estimate.rows * (planNumber(top, "width=") + static_cast<std::int64_t>(columns));
    return estimate;
}

Result<Estimate> odbcCount(OdbcLink &link, const std::string &sql, const std::vector<OdbcValue> &values, const std::vector<ReadColumn> &columns, const CancelToken &cancel) {
    TRY_ASSIGN(const OdbcAnswer count, link.ask("SELECT count(*) FROM (" + sql + ")", values, cancel));
    std::string lengths = std::to_string(columns.size());
    for (const ReadColumn &column : columns)
        lengths += " + coalesce(length(" + link.quoted(column.name) + "), 0)";
    TRY_ASSIGN(const OdbcAnswer width, link.ask("SELECT CAST(avg(w) AS INTEGER) FROM (SELECT " + lengths + " AS w FROM (" + sql + ") LIMIT 1000)", values, cancel));
    return Estimate{count.number(0, 0), count.number(0, 0) * width.number(0, 0)};
}

Result<Estimate> odbcTold(OdbcLink &link, const TableName &table, const CancelToken &cancel) {
    const auto told = link.uniqueIndexes(table, cancel);
    if (!told)
        return told.error().kind == ErrorKind::Network || told.error().kind == ErrorKind::Cancelled ? Result<Estimate>(told.error()) : Estimate{};
    Estimate estimate;
    for (std::size_t row = 0; row < told->rows.size(); ++row)
        if (told->text(row, 2) == table.name && told->text(row, 6) == "0") // about the table, of no index
            estimate.rows = std::max<std::int64_t>(0, told->number(row, 10));
    return estimate;
}

} // namespace audience::warehouse
