#include "engine/event_summary.h"
#include "engine/group_names.h"
#include "segment/field_sql.h"
#include "segment/value_sql.h"

namespace audience::segment {

using engine::ColumnType;
using engine::EventSummary;
using engine::Field;
using Of = EventSummary::Of;

namespace {

// Whoever has the property: the first or last value, or the most frequent one; of several the smallest.
Result<void> writeOne(SqlParts &parts, const EventSummary &summary, const Field &property) {
    sql::StatementBuilder &sql = parts.sql();
    const sql::Grammar &grammar = parts.grammar();
    const bool isText = property.type == ColumnType::Text, isFrequent = summary.of == Of::MostFrequent;
    const std::string text = grammar.plainText("property"); // eventRows() gives it as it compares
    const std::string order = isFrequent ? "COUNT(*) DESC" : summary.of == Of::Last ? "moment DESC" : "moment";
    sql.add("SELECT member, value FROM (SELECT member, " + (isText ? text : "property") + " AS value, ROW_NUMBER() OVER (PARTITION BY member ORDER BY " + order + ", " +
            (isText ? grammar.byBytes(text) : "property") + ") AS place FROM (");
    TRY(parts.eventRows(summary.selection, summary.field, !isFrequent));
    sql.add(") AS e WHERE property IS NOT NULL").add(isFrequent ? " GROUP BY member, property" : "").add(") AS e WHERE place = 1");
    return {};
}

Result<void> writeSummary(SqlParts &parts, const EventSummary &summary) {
    sql::StatementBuilder &sql = parts.sql();
    const Field property = parts.propertyOf(summary.selection, summary.field);
    const bool isEdge = summary.of == Of::First || summary.of == Of::Last;
    if (summary.of == Of::MostFrequent || (isEdge && !summary.field.empty()))
        return writeOne(parts, summary, property);
    const std::string value = isEdge ? parts.grammar().momentOf(summary.of == Of::Last ? "MAX(moment)" : "MIN(moment)")
                                     : summarySql(summary.of, property, parts.grammar());
    sql.add("SELECT member, " + value + " AS value FROM (");
    TRY(parts.eventRows(summary.selection, summary.field, isEdge));
    sql.add(") AS e GROUP BY member");
    return {};
}

Result<void> writeRatio(SqlParts &parts, const engine::RatioValues &ratio) {
    sql::StatementBuilder &sql = parts.sql();
    const auto real = [&](const std::string &value) { return parts.grammar().cast(value, sql::Type::Double); };
    sql.add("SELECT u.member, " + real(ratio.over().zero() ? "COALESCE(o.value, 0)" : "o.value") + " / " + real("u.value") + " AS value FROM (");
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
    const SqlNames::Columns made{{of.name, parts.grammar().madeColumn(of.name)}};
    sql.add(" AS p CROSS JOIN (SELECT " + summarySql(Of::Average, of, parts.grammar()) + " AS value FROM (SELECT " +
            parts.column(of, average.source().empty() ? parts.names().columns : made) + " AS property FROM ");
    TRY(writePeople(parts, average.source(), {of.name}));
    sql.add(") AS e) AS a");
    return {};
}

// Its conditions stand in a WITH of its own, within the statement's.
Result<void> writeGroups(SqlParts &parts, const engine::GroupNames &names) {
    sql::StatementBuilder &sql = parts.sql();
    if (sql.dialect() == sql::Dialect::Fabric)
        return parts.noSql(); // which takes WITH at the top alone
    const auto prefix = [](std::size_t group) { return "group_" + std::to_string(group + 1) + "_"; };
    sql.add("WITH ");
    for (std::size_t i = 0; i < names.groups().size(); ++i)
        TRY(parts.conditions(*names.groups()[i].plan, prefix(i)));
    sql.add("named AS (SELECT ").name(parts.names().keyColumn).add(" AS member, CASE");
    for (std::size_t i = 0; i < names.groups().size(); ++i) {
        sql.add(" WHEN ");
        parts.meets(*names.groups()[i].plan, prefix(i));
        sql.add(" THEN " + sql.hold(names.groups()[i].name));
    }
    if (!names.otherwise().empty())
        sql.add(" ELSE " + sql.hold(names.otherwise()));
    sql.add(" END AS value FROM ").name(parts.names().profiles).add(") SELECT member, value FROM named WHERE value IS NOT NULL");
    return {};
}

} // namespace

std::string summarySql(Of of, const Field &property, const sql::Grammar &grammar) {
    const bool isDecimal = property.type == ColumnType::Decimal, isScaled = isDecimal && grammar.scalesDecimals();
    const std::string unit = std::to_string(powerOfTen(isDecimal ? property.scale : 0));
    const std::string sum =
        grammar.exactSum(isScaled ? "CAST(ROUND(property * " + unit + ") AS INTEGER)" : "property", sqlType(property.type));
    switch (of) {
    case Of::Count:
        return "COUNT(*)";
    case Of::Distinct:
        return "COUNT(DISTINCT property)";
    case Of::Sum:
        return "COALESCE(" + sum + ", 0)" + (isScaled ? " * 1.0 / " + unit : "");
    case Of::Minimum:
        return "MIN(property)";
    case Of::Maximum:
        return "MAX(property)";
    default:
        break;
    }
    // The sum in the smallest unit is the same whole number everywhere, and so is its floating point value.
    return grammar.cast(isDecimal && !isScaled ? sum + " * " + unit : sum, sql::Type::Double) + " / (COUNT(property) * " + unit + ")";
}

Result<bool> writeTraitValues(SqlParts &parts, const engine::PersonValues &values) {
    if (const auto *summary = dynamic_cast<const engine::EventSummaryValues *>(&values))
        TRY(writeSummary(parts, summary->summary()));
    else if (const auto *ratio = dynamic_cast<const engine::RatioValues *>(&values))
        TRY(writeRatio(parts, *ratio));
    else if (const auto *average = dynamic_cast<const engine::AverageValues *>(&values))
        TRY(writeAverage(parts, *average));
    else if (const auto *groups = dynamic_cast<const engine::GroupNames *>(&values))
        TRY(writeGroups(parts, *groups));
    else
        return false;
    return true;
}

} // namespace audience::segment
