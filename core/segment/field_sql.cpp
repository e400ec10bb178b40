#include "segment/field_sql.h"

#include "engine/zone_test.h"

#include <algorithm>

namespace audience::segment {

using engine::ColumnType;
using engine::Predicate;
using sql::Value;

namespace {

// The same pattern for GLOB, which minds case where SQLite's LIKE does not.
std::string globOf(std::string_view like) {
    std::string glob;
    for (std::size_t i = 0; i < like.size(); ++i) {
        const bool escapes = like[i] == '\\' && i + 1 < like.size() &&
                             (like[i + 1] == '%' || like[i + 1] == '_' || like[i + 1] == '\\');
        if (!escapes && like[i] == '%') {
            glob += '*';
            continue;
        }
        if (!escapes && like[i] == '_') {
            glob += '?';
            continue;
        }
        const char literal = escapes ? like[++i] : like[i];
        const bool special = literal == '*' || literal == '?' || literal == '[';
        glob += special ? std::string{'[', literal, ']'} : std::string(1, literal);
    }
    return glob;
}

Value intValueOf(std::int64_t value, const engine::Field &field) {
    switch (field.type) {
    case ColumnType::Decimal:
        return toDouble(Decimal{value, field.scale});
    case ColumnType::Date:
        return toIso(CivilDate{static_cast<std::int32_t>(std::clamp<std::int64_t>(value, -719'528, 2'932'896))});
    default:
        return value;
    }
}

} // namespace

engine::Field fieldNamed(const std::vector<engine::Field> &fields, const std::string &name) {
    for (const engine::Field &field : fields)
        if (field.name == name)
            return field;
    return {};
}

Value FieldSql::timeValue(std::int64_t micros) const {
    if (m_names.times == SqlNames::Times::Micros)
        return micros;
    std::string iso = toIso(Instant{micros});
    iso.pop_back(); // the Z, as instant() takes it off the column
    return iso;
}

// ISO text of any number of digits compares right once the Z at its end is gone.
sql::StatementBuilder &FieldSql::instant(const std::string &name) {
    if (m_names.times == SqlNames::Times::Micros)
        return m_sql.name(name);
    return m_sql.add("rtrim(").name(name).add(", 'Z')");
}

sql::StatementBuilder &FieldSql::eventTime(const SqlNames::Events &table) {
    if (table.timeIsDate && m_names.times == SqlNames::Times::IsoText)
        return m_sql.add("(").name(table.timeColumn).add(" || 'T00:00:00')");
    return instant(table.timeColumn);
}

// SQLite counts seconds; up to six digits after the point are added as they stand.
sql::StatementBuilder &FieldSql::eventMicros(const SqlNames::Events &table) {
    if (m_names.times == SqlNames::Times::Micros)
        return m_sql.name(table.timeColumn);
    m_sql.add("(CAST(strftime('%s', substr("), eventTime(table).add(", 1, 19)) AS INTEGER) * 1000000");
    if (table.timeIsDate)
        return m_sql.add(")");
    m_sql.add(" + CAST(substr(substr("), eventTime(table).add(", 21) || '000000', 1, 6) AS INTEGER)");
    return m_sql.add(")");
}

sql::StatementBuilder &FieldSql::column(const engine::Field &field) {
    return field.type == ColumnType::Instant ? instant(field.name) : m_sql.name(field.name);
}

sql::StatementBuilder &FieldSql::text(const std::string &name, bool ignoreCase) {
    if (!ignoreCase)
        return m_sql.name(name);
    return m_sql.add("fold(").name(name).add(")");
}

// What is tested: the column, or the part of it that the test looks at.
sql::StatementBuilder &FieldSql::subject(const Predicate &test, const engine::Field &field) {
    if (!m_leaf.empty() && test.part == Predicate::Part::Length)
        return m_sql.add("CASE " + m_leaf + ".type WHEN 'array' THEN json_array_length(" + m_leaf +
                         ".value) WHEN 'object' THEN (SELECT COUNT(*) FROM json_each(" + m_leaf +
                         ".value)) WHEN 'text' THEN length(" + m_leaf + ".value) END");
    if (!m_leaf.empty())
        return test.ignoreCase && test.kind != Predicate::Kind::TextMatches ? m_sql.add("fold(" + m_leaf + ".value)")
                                                                            : m_sql.add(m_leaf + ".value");
    switch (test.part) {
    case Predicate::Part::Length:
        return m_sql.add("length(").name(test.field).add(")");
    case Predicate::Part::Domain: // rtrim takes off all that is no @, which leaves what ends in the last one
        m_sql.add("CASE WHEN instr(").name(test.field).add(", '@') > 0 THEN fold(substr(").name(test.field);
        m_sql.add(", length(rtrim(").name(test.field).add(", replace(").name(test.field);
        return m_sql.add(", '@', ''))) + 1)) END");
    case Predicate::Part::Whole:
        break;
    }
    if (test.kind == Predicate::Kind::Local)
        return localPart(test, field);
    if (field.type == ColumnType::Instant)
        return instant(test.field);
    return text(test.field, test.ignoreCase && test.kind != Predicate::Kind::TextMatches);
}

sql::StatementBuilder &FieldSql::localTime(const Predicate &test, const engine::Field &field) {
    if (field.type == ColumnType::Date)
        return m_sql.name(test.field);
    m_sql.add("local_time(").name(test.field).add(", ");
    if (test.companion.empty())
        m_sql.add("NULL");
    else if (!m_events)
        m_sql.name(test.companion);
    else
        m_sql.add("(SELECT ").name(m_names.profiles).add(".").name(test.companion).add(" FROM ").name(m_names.profiles)
            .add(" WHERE ").name(m_names.profiles).add(".").name(m_names.keyColumn).add(" = ").name(m_events->table)
            .add(".").name(m_events->profileColumn).add(")");
    return m_sql.add(", ").value(test.zones->fallbackZone()).add(")");
}

sql::StatementBuilder &FieldSql::localPart(const Predicate &test, const engine::Field &field) {
    const auto digits = [&](std::string_view at) -> sql::StatementBuilder & {
        m_sql.add("CAST(substr(");
        return localTime(test, field).add(", ").add(at).add(") AS INTEGER)");
    };
    switch (test.unit) {
    case Predicate::Unit::Hour:
        return digits("12, 2");
    case Predicate::Unit::Day:
        return digits("9, 2");
    case Predicate::Unit::Month:
        return digits("6, 2");
    case Predicate::Unit::Year:
        return digits("1, 4");
    case Predicate::Unit::Weekday: // %w counts from Sunday, 0
        m_sql.add("((strftime('%w', substr(");
        return localTime(test, field).add(", 1, 10)) + 6) % 7 + 1)");
    case Predicate::Unit::MonthDay:
        break;
    }
    m_sql.add("(32 * ");
    digits("6, 2").add(" + ");
    return digits("9, 2").add(")");
}

bool FieldSql::canWrite(const Predicate &test) {
    return test.kind != Predicate::Kind::ZoneSpans &&
           (test.kind != Predicate::Kind::Local || test.unit != Predicate::Unit::MonthDay || test.companion.empty());
}

void FieldSql::predicate(const Predicate &test, const std::vector<engine::Field> &fields, const SqlNames::Events *events) {
    m_events = events;
    m_sql.add("(");
    positive(test, fields);
    m_sql.add(test.negated ? ") IS NOT TRUE" : ")");
}

void FieldSql::positive(const Predicate &test, const std::vector<engine::Field> &fields) {
    if (!test.jsonPath.empty())
        json(test);
    else
        plain(test, fieldNamed(fields, test.field), fields);
}

void FieldSql::plain(const Predicate &test, const engine::Field &field, const std::vector<engine::Field> &fields) {
    switch (test.kind) {
    case Predicate::Kind::Present:
        subject(test, field).add(" IS NOT NULL");
        break;
    case Predicate::Kind::NotBlank:
        subject(test, field).add(" <> ''");
        break;
    case Predicate::Kind::Ints:
    case Predicate::Kind::Local:
        intTest(test, field);
        break;
    case Predicate::Kind::Doubles:
        doubleTest(test);
        break;
    case Predicate::Kind::TextIn:
        if (test.texts.empty())
            m_sql.add("0 = 1");
        else
            subject(test, field).add(" IN (").values({test.texts.begin(), test.texts.end()}).add(")");
        break;
    case Predicate::Kind::Compare:
        comparison(test, fields);
        break;
    case Predicate::Kind::ZoneSpans: // canWrite() is false
        m_sql.add("0 = 1");
        break;
    case Predicate::Kind::TextContains:
    case Predicate::Kind::TextStarts:
    case Predicate::Kind::TextEnds:
    case Predicate::Kind::TextLike:
    case Predicate::Kind::TextMatches:
        for (std::size_t i = 0; i < test.texts.size(); ++i) {
            m_sql.add(i == 0 ? "" : " OR ");
            partTest(test, field, test.texts[i]);
        }
        break;
    }
}

void FieldSql::partTest(const Predicate &test, const engine::Field &field, const std::string &part) {
    switch (test.kind) {
    case Predicate::Kind::TextContains:
        m_sql.add("instr(");
        subject(test, field).add(", ").value(part).add(") > 0");
        break;
    case Predicate::Kind::TextStarts:
        m_sql.add("substr(");
        subject(test, field).add(", 1, length(").value(part).add(")) = ").value(part);
        break;
    case Predicate::Kind::TextEnds:
        m_sql.add("substr(");
        subject(test, field).add(", -length(").value(part).add(")) = ").value(part);
        break;
    case Predicate::Kind::TextLike:
        subject(test, field).add(" GLOB ").value(globOf(part));
        break;
    default:
        m_sql.add("re2(").value(part).add(", ");
        subject(test, field).add(test.ignoreCase ? ", 1)" : ", 0)");
    }
}

void FieldSql::intTest(const Predicate &test, const engine::Field &field) {
    const auto valueOf = [&](std::int64_t value) {
        if (test.kind == Predicate::Kind::Local)
            return Value(value);
        return field.type == ColumnType::Instant ? timeValue(value) : intValueOf(value, field);
    };
    std::vector<Value> singles;
    bool any = false;
    for (const engine::IntRange &range : test.ints) {
        if (range.low == range.high) {
            singles.push_back(valueOf(range.low));
            continue;
        }
        m_sql.add(any ? " OR " : "");
        any = true;
        if (range.low == engine::kNoLow && range.high == engine::kNoHigh)
            subject(test, field).add(" IS NOT NULL");
        else if (range.low == engine::kNoLow)
            subject(test, field).add(" <= ").value(valueOf(range.high));
        else if (range.high == engine::kNoHigh)
            subject(test, field).add(" >= ").value(valueOf(range.low));
        else
            subject(test, field).add(" BETWEEN ").value(valueOf(range.low)).add(" AND ").value(valueOf(range.high));
    }
    if (!singles.empty()) {
        m_sql.add(any ? " OR " : "");
        subject(test, field);
        if (singles.size() == 1)
            m_sql.add(" = ").value(singles[0]);
        else
            m_sql.add(" IN (").values(singles).add(")");
    } else if (!any) {
        m_sql.add("0 = 1");
    }
}

void FieldSql::doubleTest(const Predicate &test) {
    if (test.doubles.empty())
        m_sql.add("0 = 1");
    for (std::size_t i = 0; i < test.doubles.size(); ++i)
        m_sql.add(i == 0 ? "" : " OR "), subject(test, {}).add(" BETWEEN ").value(test.doubles[i].low).add(" AND ")
                                             .value(test.doubles[i].high);
}

void FieldSql::comparison(const Predicate &test, const std::vector<engine::Field> &fields) {
    constexpr std::string_view kSigns[] = {"", " < ", " = ", " <= ", " > ", " <> ", " >= "};
    const engine::Field field = fieldNamed(fields, test.field);
    subject(test, field).add(kSigns[test.order]);
    if (field.type == ColumnType::Instant)
        instant(test.companion);
    else
        text(test.companion, test.ignoreCase);
}

} // namespace audience::segment
