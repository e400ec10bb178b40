#include "segment/field_sql.h"

#include "segment/case_folding.h"

#include <algorithm>
#include <cmath>

namespace audience::segment {

using engine::ColumnType;
using engine::Predicate;
using sql::Value;

namespace {

// The years that all databases can write, 1 to 9999.
constexpr std::int64_t kFirstDay = -719'162, kLastDay = 2'932'896;

std::string joined(const std::vector<std::string> &tests, const char *between) {
    std::string all;
    for (const std::string &test : tests)
        all += (all.empty() ? "" : between) + test;
    return all.empty() ? std::string("0 = 1") : all;
}

} // namespace

engine::Field fieldNamed(const std::vector<engine::Field> &fields, const std::string &name) {
    for (const engine::Field &field : fields)
        if (field.name == name)
            return field;
    return {};
}

sql::Type sqlType(ColumnType type) {
    switch (type) {
    case ColumnType::Bool:
        return sql::Type::Bool;
    case ColumnType::Int64:
        return sql::Type::Integer;
    case ColumnType::Decimal:
        return sql::Type::Decimal;
    case ColumnType::Double:
        return sql::Type::Double;
    case ColumnType::Date:
        return sql::Type::Date;
    case ColumnType::Instant:
        return sql::Type::Instant;
    case ColumnType::Json:
        return sql::Type::Json;
    case ColumnType::Text:
        break;
    }
    return sql::Type::Text;
}

std::string FieldSql::quoted(const std::string &field, const SqlNames::Columns &columns) const {
    const auto found = columns.find(field);
    return m_sql.quoted(found == columns.end() ? field : found->second);
}

std::string FieldSql::column(const engine::Field &field, const SqlNames::Columns &columns) const {
    return m_grammar.column(quoted(field.name, columns), sqlType(field.type));
}

std::string FieldSql::rawColumn(const std::string &field) const {
    return m_events ? (m_qualified ? std::string(kEventAlias) + "." : "") + quoted(field, m_events->columns) : personColumn(field);
}

std::string FieldSql::personColumn(const std::string &field) const {
    return quoted(field, m_computed.count(field) != 0 ? m_computed : m_names.columns);
}

void FieldSql::computed(const engine::ValueSources &values) {
    m_computed.clear();
    for (const auto &one : values)
        m_computed[one->field().name] = m_grammar.madeColumn(one->field().name);
}

std::string FieldSql::moment(std::int64_t micros) {
    const Instant at{std::clamp(micros, kFirstDay * kMicrosPerDay, (kLastDay + 1) * kMicrosPerDay - 1)};
    return m_grammar.asMoment(held(m_grammar.momentValue(at)));
}

std::string FieldSql::day(std::int64_t days) {
    return m_grammar.asDay(held(m_grammar.dayValue(CivilDate{static_cast<std::int32_t>(std::clamp(days, kFirstDay, kLastDay))})));
}

std::string FieldSql::eventSpan(const SqlNames::Events &table, std::int64_t from, std::int64_t to) {
    const std::string raw = m_sql.quoted(table.timeColumn);
    const std::string asMoment = table.timeIsDate ? m_grammar.dayAsMoment(raw) : m_grammar.column(raw, sql::Type::Instant);
    // A day begins at its midnight: from a moment on, whole days from the next midnight on.
    const auto end = [&](std::int64_t micros) {
        return asMoment.empty() ? day(micros / kMicrosPerDay + (micros % kMicrosPerDay > 0 ? 1 : 0)) : moment(micros);
    };
    std::vector<std::string> subjects{asMoment.empty() ? raw : asMoment};
    if (const auto own = table.plain.find(table.timeColumn); own != table.plain.end())
        subjects.push_back(m_sql.quoted(own->second)); // whose index finds the span
    std::string span;
    for (const std::string &subject : subjects) {
        if (from != engine::kNoLow)
            span += " AND " + subject + " >= " + end(from);
        if (to != engine::kNoHigh)
            span += " AND " + subject + " < " + end(to);
    }
    return span;
}

std::string FieldSql::eventMicros(const SqlNames::Events &table) {
    const std::string raw = m_sql.quoted(table.timeColumn);
    return table.timeIsDate ? m_grammar.microsOfDay(raw) : m_grammar.micros(m_grammar.column(raw, sql::Type::Instant));
}

Result<std::string> FieldSql::predicate(const Predicate &test, const Fields &fields, const SqlNames::Events *events) {
    m_events = events;
    m_failure = nullptr;
    m_qualified = events && needsPerson(test);
    const std::string written = positive(test, fields);
    m_qualified = false;
    if (m_failure)
        return Error(ErrorKind::Invalid, m_failure);
    return test.negated ? m_grammar.isNotTrue(written) : "(" + written + ")";
}

std::string FieldSql::positive(const Predicate &test, const Fields &fields) {
    return test.jsonPath.empty() ? plain(test, fieldNamed(fields, test.field), fields) : json(test);
}

// A number, a date, an instant or a flag as it is tested.
std::string FieldSql::subject(const Predicate &test, const engine::Field &field) {
    if (test.part == Predicate::Part::Length)
        return m_grammar.length(rawColumn(test.field));
    return m_grammar.column(rawColumn(test.field), sqlType(field.type));
}

// A test of a number, a date or an instant, said also of the table's own column where there is one: that can be looked for in an
// index. Whole numbers are the same in both, so that saying it once is enough.
std::string FieldSql::indexed(const Predicate &test, const engine::Field &field, const std::function<std::string(const std::string &subject)> &write) {
    const SqlNames::Columns &columns = m_events ? m_events->plain : m_names.plain;
    const auto found = columns.find(test.field);
    if (test.part == Predicate::Part::Length || found == columns.end() || (!m_events && m_computed.count(test.field) != 0))
        return write(subject(test, field));
    const std::string own = (m_qualified ? std::string(kEventAlias) + "." : "") + m_sql.quoted(found->second);
    return field.type == ColumnType::Int64 ? write(own) : "(" + write(own) + ") AND (" + write(subject(test, field)) + ")";
}

std::string FieldSql::plain(const Predicate &test, const engine::Field &field, const Fields &fields) {
    switch (test.kind) {
    case Predicate::Kind::Present:
        return (test.part == Predicate::Part::Domain ? textSubject(test) : subject(test, field)) + " IS NOT NULL";
    case Predicate::Kind::NotBlank:
        // A JSON column of a warehouse holds no texts that are none.
        return field.type == ColumnType::Json && m_sql.dialect() != sql::Dialect::Sqlite ? rawColumn(test.field) + " IS NOT NULL"
                                                                                        : m_grammar.isNotEmpty(textSubject(test));
    case Predicate::Kind::Ints: {
        engine::Field unit = field;
        if (test.part == Predicate::Part::Length)
            unit = {};
        return indexed(test, field, [&](const std::string &subject) { return ranges(subject, test.ints, unit); });
    }
    case Predicate::Kind::Doubles:
        return indexed(test, field, [&](const std::string &subject) { return doubleTest(subject, test.doubles); });
    case Predicate::Kind::Compare:
        return comparison(test, fields);
    case Predicate::Kind::Local:
    case Predicate::Kind::ZoneSpans:
        return zoned(test, field);
    default:
        return textTest(test);
    }
}

// --- numbers and times ---

std::string FieldSql::valueOf(std::int64_t value, const engine::Field &unit) {
    switch (unit.type) {
    case ColumnType::Decimal:
        return held(m_grammar.numberValue(Decimal{value, unit.scale}));
    case ColumnType::Date:
        return day(value);
    case ColumnType::Instant:
        return moment(value);
    default:
        return held(value);
    }
}

std::string FieldSql::range(const std::string &subject, const engine::IntRange &range, const engine::Field &unit) {
    const bool noLow = range.low == engine::kNoLow, noHigh = range.high == engine::kNoHigh;
    if (noLow && noHigh)
        return subject + " IS NOT NULL";
    // The end of a span of time is the moment after it, which is the one that people mean.
    const bool isTime = unit.type == ColumnType::Instant;
    const auto high = [&] { return isTime ? " < " + valueOf(range.high + 1, unit) : " <= " + valueOf(range.high, unit); };
    if (noLow)
        return subject + high();
    if (noHigh)
        return subject + " >= " + valueOf(range.low, unit);
    if (isTime)
        return "(" + subject + " >= " + valueOf(range.low, unit) + " AND " + subject + high() + ")";
    return subject + " BETWEEN " + valueOf(range.low, unit) + " AND " + valueOf(range.high, unit);
}

std::string FieldSql::ranges(const std::string &subject, const std::vector<engine::IntRange> &ranges, const engine::Field &unit) {
    std::vector<std::string> tests, singles;
    for (const engine::IntRange &one : ranges) {
        if (one.low != one.high)
            tests.push_back(range(subject, one, unit));
        else if (unit.type == ColumnType::Bool)
            tests.push_back(m_grammar.isFlag(subject, one.low == 1));
        else
            singles.push_back(valueOf(one.low, unit));
    }
    if (singles.size() == 1)
        tests.push_back(subject + " = " + singles[0]);
    else if (!singles.empty())
        tests.push_back(subject + " IN (" + joined(singles, ", ") + ")");
    return joined(tests, " OR ");
}

std::string FieldSql::doubleTest(const std::string &subject, const std::vector<engine::DoubleRange> &ranges) {
    std::vector<std::string> tests;
    for (const engine::DoubleRange &range : ranges) {
        const bool low = std::isfinite(range.low), high = std::isfinite(range.high);
        if (low && high)
            tests.push_back(range.low == range.high ? subject + " = " + held(range.low)
                                                    : subject + " BETWEEN " + held(range.low) + " AND " + held(range.high));
        else
            tests.push_back(subject + (low    ? " >= " + held(range.low)
                                       : high ? " <= " + held(range.high)
                                              : std::string(" IS NOT NULL")));
    }
    return joined(tests, " OR ");
}

std::string FieldSql::comparison(const Predicate &test, const Fields &fields) {
    constexpr std::string_view kSigns[] = {"", " < ", " = ", " <= ", " > ", " <> ", " >= "};
    const auto side = [&](const std::string &name) { return m_grammar.column(rawColumn(name), sqlType(fieldNamed(fields, name).type)); };
    if (fieldNamed(fields, test.field).type != ColumnType::Text)
        return side(test.field) + std::string(kSigns[test.order]) + side(test.companion);
    const std::string a = rawColumn(test.field), b = rawColumn(test.companion);
    return test.ignoreCase ? m_grammar.isSameText(foldedWhole(a), foldedWhole(b)) : m_grammar.isSameText(a, b);
}

// --- texts ---

// What is tested of the text, without regard to its case.
std::string FieldSql::textSubject(const Predicate &test) {
    if (!m_leaf.empty())
        return m_leaf;
    const std::string column = rawColumn(test.field);
    return test.part == Predicate::Part::Domain ? m_grammar.afterLastAt(column) : column;
}

std::string FieldSql::foldedFor(const std::string &text, const std::vector<std::string> &patterns) {
    if (m_grammar.hasFold())
        return "fold(" + text + ")";
    const CaseFolding folding = foldingFor(patterns);
    return folding.from.empty() ? text : m_grammar.translated(text, held(folding.from), held(folding.to));
}

std::string FieldSql::foldedWhole(const std::string &text) {
    if (m_grammar.hasFold())
        return "fold(" + text + ")";
    const CaseFolding &folding = wholeFolding();
    return m_grammar.translated(text, held(folding.from), held(folding.to));
}

std::string FieldSql::textTest(const Predicate &test) {
    if (test.texts.empty())
        return "0 = 1";
    const bool isPattern = test.kind == Predicate::Kind::TextMatches;
    const std::string raw = textSubject(test);
    // Patterns say themselves how they mind case; a domain is folded before they see it.
    const std::string subject = !isPattern && test.ignoreCase                   ? foldedFor(raw, test.texts)
                                : isPattern && test.part == Predicate::Part::Domain ? foldedWhole(raw)
                                                                                    : raw;
    std::vector<std::string> tests;
    if (test.kind == Predicate::Kind::TextIn) {
        for (const std::string &text : test.texts)
            tests.push_back(held(text));
        return m_grammar.isOneOf(subject, tests);
    }
    for (const std::string &pattern : test.texts)
        tests.push_back(patternTest(test, subject, pattern));
    return joined(tests, " OR ");
}

std::string FieldSql::patternTest(const Predicate &test, const std::string &subject, const std::string &pattern) {
    switch (test.kind) {
    case Predicate::Kind::TextContains:
        return m_grammar.contains(subject, held(pattern));
    case Predicate::Kind::TextStarts:
        return m_grammar.startsWith(subject, held(pattern));
    case Predicate::Kind::TextEnds:
        return m_grammar.endsWith(subject, held(pattern));
    case Predicate::Kind::TextLike:
        return m_grammar.like(subject, held(m_grammar.likePattern(pattern)));
    default:
        break;
    }
    const auto words = m_grammar.pattern(pattern, test.ignoreCase);
    if (!words)
        return fail("segment.no_sql_pattern");
    return m_grammar.matches(subject, m_grammar.wantsLiteralPatterns() ? m_sql.holdLiteral(*words) : held(*words), test.ignoreCase);
}

} // namespace audience::segment
