#include "engine/event_summary.h"
#include "segment/value_sql.h"

namespace audience::segment {

using engine::ColumnType;
using engine::EventSummary;
using engine::Field;
using Of = EventSummary::Of;

namespace {

std::string unitOf(const Field &field) {
    return field.type == ColumnType::Decimal ? std::to_string(powerOfTen(field.scale)) : "1";
}

Result<void> writeEdge(SqlParts &parts, const EventSummary &summary) {
    sql::StatementBuilder &sql = parts.sql();
    const std::string edge = summary.of == Of::Last ? "MAX" : "MIN";
    if (summary.field.empty()) {
        sql.add("SELECT member, " + instantSql(parts, edge + "(moment)") + " AS value FROM (");
        TRY(parts.eventRows(summary.selection, {}, true));
        sql.add(") AS e GROUP BY member");
        return {};
    }
    sql.add("SELECT member, MIN(property) AS value FROM (SELECT member, property, moment, " + edge +
            "(moment) OVER (PARTITION BY member) AS edge FROM (");
    TRY(parts.eventRows(summary.selection, summary.field, true));
    sql.add(") AS e WHERE property IS NOT NULL) AS e WHERE moment = edge GROUP BY member");
    return {};
}

Result<void> writeSummary(SqlParts &parts, const EventSummary &summary) {
    sql::StatementBuilder &sql = parts.sql();
    const Field property = parts.propertyOf(summary.selection, summary.field);
    if (summary.of == Of::First || summary.of == Of::Last)
        return writeEdge(parts, summary);
    if (summary.of == Of::MostFrequent) {
        sql.add("SELECT member, value FROM (SELECT member, property AS value, "
                "ROW_NUMBER() OVER (PARTITION BY member ORDER BY COUNT(*) DESC, property) AS place FROM (");
        TRY(parts.eventRows(summary.selection, summary.field, false));
        sql.add(") AS e WHERE property IS NOT NULL GROUP BY member, property) AS e WHERE place = 1");
        return {};
    }
    sql.add("SELECT member, " + summarySql(summary.of, property) + " AS value FROM (");
    TRY(parts.eventRows(summary.selection, summary.field, false));
    sql.add(") AS e GROUP BY member");
    return {};
}

Result<void> writeRatio(SqlParts &parts, const engine::RatioValues &ratio) {
    sql::StatementBuilder &sql = parts.sql();
    const std::string over = ratio.over().zero() ? "COALESCE(o.value, 0)" : "o.value";
    sql.add("SELECT u.member, " + over + " * 1.0 / u.value AS value FROM (");
    TRY(writeValues(parts, ratio.under()));
    sql.add(") AS u LEFT JOIN (");
    TRY(writeValues(parts, ratio.over()));
    sql.add(") AS o ON o.member = u.member WHERE u.value <> 0");
    return {};
}

Result<void> writeAverage(SqlParts &parts, const engine::AverageValues &average) {
    sql::StatementBuilder &sql = parts.sql();
    const Field &of = average.of();
    sql.add("SELECT p.").name(parts.names().keyColumn).add(" AS member, a.value FROM ").name(parts.names().profiles);
    sql.add(" AS p CROSS JOIN (SELECT SUM(" + exactSql(of, "property") + ") * 1.0 / (COUNT(property) * " + unitOf(of) +
            ") AS value FROM (SELECT " + parts.attributeColumn(of.name) + " AS property FROM ");
    TRY(writePeople(parts, average.source(), {of.name}));
    sql.add(") AS e) AS a");
    return {};
}

} // namespace

std::string summarySql(Of of, const Field &property) {
    const std::string exact = exactSql(property, "property");
    switch (of) {
    case Of::Count:
        return "COUNT(*)";
    case Of::Distinct:
        return "COUNT(DISTINCT property)";
    case Of::Sum:
        return "COALESCE(SUM(" + exact + "), 0)" + (property.type == ColumnType::Decimal ? " * 1.0 / " + unitOf(property) : "");
    case Of::Minimum:
        return "MIN(property)";
    case Of::Maximum:
        return "MAX(property)";
    default:
        return "SUM(" + exact + ") * 1.0 / (COUNT(property) * " + unitOf(property) + ")";
    }
}

Result<bool> writeTraitValues(SqlParts &parts, const engine::PersonValues &values) {
    if (const auto *summary = dynamic_cast<const engine::EventSummaryValues *>(&values))
        TRY(writeSummary(parts, summary->summary()));
    else if (const auto *ratio = dynamic_cast<const engine::RatioValues *>(&values))
        TRY(writeRatio(parts, *ratio));
    else if (const auto *average = dynamic_cast<const engine::AverageValues *>(&values))
        TRY(writeAverage(parts, *average));
    else
        return false;
    return true;
}

} // namespace audience::segment
