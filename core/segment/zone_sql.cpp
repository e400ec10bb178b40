// Tests on times that depend on a zone: parts of the time on the wall, and spans that lie differently in the zone
// of each person.
#include "engine/zone_test.h"
#include "qbase/time_zone.h"
#include "segment/field_sql.h"

#include <algorithm>

namespace audience::segment {

using engine::ColumnType;
using engine::Predicate;

namespace {

constexpr const char *kPersonAlias = "person";

} // namespace

// Of an event, the person is looked up; that of a stranger is no member whatever the answer is.
std::string FieldSql::zoned(const Predicate &test, const engine::Field &field) {
    const std::string zone = test.companion.empty() ? std::string() : personColumn(test.companion);
    if (!m_qualified)
        return zonedTest(test, field, zone);
    return "EXISTS (SELECT 1 FROM " + m_sql.quoted(m_names.profiles) + " AS " + kPersonAlias + " WHERE " + kPersonAlias + "." +
           m_sql.quoted(m_names.keyColumn) + " = " + std::string(kEventAlias) + "." + m_sql.quoted(m_events->profileColumn) + " AND (" +
           zonedTest(test, field, std::string(kPersonAlias) + "." + zone) + "))";
}

std::string FieldSql::zonedTest(const Predicate &test, const engine::Field &field, const std::string &zone) {
    const bool byPerson = !test.companion.empty();
    const std::string fallback = test.zones->fallbackZone();
    std::string time = m_grammar.column(rawColumn(test.field), sqlType(field.type));
    if (test.kind == Predicate::Kind::ZoneSpans)
        return spansByZone(test, time, field, zone);
    if (field.type != ColumnType::Date) {
        if (byPerson ? !m_grammar.knowsAllZones() : !m_grammar.knowsZone(fallback))
            return fail("segment.no_sql_zone");
        time = m_grammar.onTheWall(time, m_grammar.zone(zone, held(fallback), held(m_grammar.linesValue(knownZones()))));
    }
    const std::string part = localPart(test.unit, time);
    if (test.unit == Predicate::Unit::MonthDay && byPerson) // what today is depends on the zone, too
        return spansByZone(test, part, {}, zone);
    return ranges(part, test.zones->ranges({}), {});
}

std::string FieldSql::localPart(Predicate::Unit unit, const std::string &time) {
    const auto part = [&](sql::DatePart part) { return m_grammar.part(part, time); };
    switch (unit) {
    case Predicate::Unit::Hour:
        return part(sql::DatePart::Hour);
    case Predicate::Unit::Weekday:
        return part(sql::DatePart::Weekday);
    case Predicate::Unit::Day:
        return part(sql::DatePart::Day);
    case Predicate::Unit::Month:
        return part(sql::DatePart::Month);
    case Predicate::Unit::Year:
        return part(sql::DatePart::Year);
    case Predicate::Unit::MonthDay:
        break;
    }
    return "(32 * " + part(sql::DatePart::Month) + " + " + part(sql::DatePart::Day) + ")";
}

// Zones in which the test means the same stand together: one line of a CASE for each meaning, the last for
// people whose zone is missing or none. No database needs to know a zone for that.
std::string FieldSql::spansByZone(const Predicate &test, const std::string &subject, const engine::Field &unit,
                                  const std::string &zone) {
    struct Meaning {
        std::vector<engine::IntRange> ranges;
        std::vector<std::string> zones;
    };
    const std::vector<engine::IntRange> otherwise = test.zones->ranges({});
    std::vector<Meaning> meanings;
    for (const std::string &known : knownZones()) {
        auto there = test.zones->ranges(known);
        if (there == otherwise)
            continue;
        const auto found = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning &one) { return one.ranges == there; });
        if (found == meanings.end())
            meanings.push_back({std::move(there), {known}});
        else
            found->zones.push_back(known);
    }
    if (meanings.empty())
        return ranges(subject, otherwise, unit);
    std::string cases = "CASE";
    const auto when = [](const std::string &passes) { return "CASE WHEN " + passes + " THEN 1 ELSE 0 END"; };
    for (const Meaning &one : meanings)
        cases += "\n    WHEN " + m_grammar.isLine(zone, held(m_grammar.linesValue(one.zones))) + " THEN " +
                 when(ranges(subject, one.ranges, unit));
    return cases + "\n    ELSE " + when(ranges(subject, otherwise, unit)) + " END = 1";
}

} // namespace audience::segment
