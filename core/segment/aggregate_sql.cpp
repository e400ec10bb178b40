// Aggregates of events and what is asked of them, exactly: without dividing, and without rounding.
#include "engine/number_test.h"
#include "segment/field_sql.h"
#include "segment/sql_parts.h"

namespace audience::segment {

using engine::Aggregate;
using engine::ColumnType;
using engine::NumberTest;

namespace {

bool isScaled(const engine::Field &field, const sql::Grammar &grammar) {
    return grammar.scalesDecimals() && field.type == ColumnType::Decimal;
}

std::string exactProperty(const engine::Field &field, const sql::Grammar &grammar) {
    return isScaled(field, grammar) ? "CAST(ROUND(property * " + std::to_string(powerOfTen(field.scale)) + ") AS INTEGER)" : "property";
}

// "x >= low AND x < high", each end written by `value`.
template <class Value> std::string between(const std::string &x, const NumberTest &test, Value value) {
    std::string text;
    if (test.low)
        text = x + (test.low->inclusive ? " >= " : " > ") + value(test.low->value);
    if (test.high)
        text += (test.low ? " AND " : "") + x + (test.high->inclusive ? " <= " : " < ") + value(test.high->value);
    return text.empty() ? x + " IS NOT NULL" : text;
}

// sum / count against an end without dividing; where decimals are scaled, with integers on both sides.
std::string averageTest(SqlParts &parts, const engine::Field &field, const NumberTest &test) {
    const sql::Grammar &grammar = parts.grammar();
    sql::StatementBuilder &sql = parts.sql();
    if (field.type == ColumnType::Double)
        return between("SUM(property) / COUNT(property)", test, [&](Decimal end) { return sql.hold(toDouble(end)); });
    const std::string sum = grammar.exactSum(exactProperty(field, grammar), sqlType(field.type));
    if (!grammar.scalesDecimals())
        return between(sum, test, [&](Decimal end) { return sql.hold(grammar.numberValue(end)) + " * COUNT(property)"; });
    std::string text;
    const auto add = [&](const NumberTest::End &end, const char *sign) {
        const int shift = (field.type == ColumnType::Decimal ? field.scale : 0) - end.value.scale;
        const auto times = [](int digits) { return digits > 0 ? " * " + std::to_string(powerOfTen(digits)) : std::string(); };
        text += (text.empty() ? "" : " AND ") + sum + times(-shift) + sign + (end.inclusive ? "= " : " ") + "COUNT(property) * " +
                sql.hold(end.value.mantissa) + times(shift);
    };
    if (test.low)
        add(*test.low, " >");
    if (test.high)
        add(*test.high, " <");
    return text;
}

} // namespace

std::string aggregateSql(Aggregate aggregate, const engine::Field &property, const sql::Grammar &grammar) {
    const std::string exact = exactProperty(property, grammar);
    const std::string sum = grammar.exactSum(exact, sqlType(property.type));
    switch (aggregate) {
    case Aggregate::Count:
        return "COUNT(*)";
    case Aggregate::Distinct:
        return "COUNT(DISTINCT property)";
    case Aggregate::Sum:
        return "COALESCE(" + sum + ", 0)";
    case Aggregate::Minimum:
        return "MIN(" + exact + ")";
    case Aggregate::Maximum:
        return "MAX(" + exact + ")";
    case Aggregate::Average:
        break;
    }
    // The sum in the smallest unit is the same whole number everywhere, and so is its floating point value.
    if (grammar.scalesDecimals())
        return sum + " * 1.0 / COUNT(property)";
    const std::string unit =
        property.type == ColumnType::Decimal ? sum + " * " + std::to_string(powerOfTen(property.scale)) : sum;
    return grammar.cast(unit, sql::Type::Double) + " / COUNT(property)";
}

std::string aggregateTestSql(SqlParts &parts, Aggregate aggregate, const engine::Field &property, const NumberTest &test) {
    if (aggregate == Aggregate::Average)
        return averageTest(parts, property, test);
    const sql::Grammar &grammar = parts.grammar();
    sql::StatementBuilder &sql = parts.sql();
    const std::string expression = aggregateSql(aggregate, property, grammar);
    const bool counts = aggregate == Aggregate::Count || aggregate == Aggregate::Distinct;
    if (property.type == ColumnType::Double && !counts)
        return between(expression, test, [&](Decimal end) { return sql.hold(toDouble(end)); });
    if (property.type == ColumnType::Decimal && !counts && !grammar.scalesDecimals())
        return between(expression, test, [&](Decimal end) { return sql.hold(grammar.numberValue(end)); });
    const auto range = engine::rangeAtScale(test, !counts && property.type == ColumnType::Decimal ? property.scale : 0);
    if (!range)
        return "0 = 1";
    if (range->low == engine::kNoLow)
        return expression + " <= " + sql.hold(range->high);
    if (range->high == engine::kNoHigh)
        return expression + " >= " + sql.hold(range->low);
    if (range->low == range->high)
        return expression + " = " + sql.hold(range->low);
    return expression + " BETWEEN " + sql.hold(range->low) + " AND " + sql.hold(range->high);
}

} // namespace audience::segment
