#include "engine/zone_test.h"

#include "base/decimal.h"

#include <algorithm>
#include <tuple>

namespace audience::engine {

namespace {

// Beyond this many days each is computed anew: the table would cost more than it saves.
constexpr std::int64_t kMaxDays = 1 << 18;

std::int64_t floorDiv(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::size_t valuesOf(Predicate::Unit unit) {
    switch (unit) {
    case Predicate::Unit::Hour:
        return 24;
    case Predicate::Unit::Weekday:
        return 8;
    case Predicate::Unit::Day:
        return 32;
    case Predicate::Unit::Month:
        return 13;
    case Predicate::Unit::Year:
        return 10'000;
    case Predicate::Unit::MonthDay:
        break;
    }
    return 13 * 32;
}

// Years that cannot be written have the value 0, which nothing asks for.
std::size_t computedValue(Predicate::Unit unit, std::int64_t day) {
    if (unit == Predicate::Unit::Weekday)
        return static_cast<std::size_t>(day - floorDiv(day + 3, 7) * 7 + 4); // 1970-01-01 was a Thursday
    constexpr std::int64_t kFirst = -719'528, kLast = 2'932'896;
    if (day < kFirst || day > kLast)
        return 0;
    const YearMonthDay ymd = ymdFromCivil(CivilDate{static_cast<std::int32_t>(day)});
    switch (unit) {
    case Predicate::Unit::Day:
        return static_cast<std::size_t>(ymd.day);
    case Predicate::Unit::Month:
        return static_cast<std::size_t>(ymd.month);
    case Predicate::Unit::Year:
        return static_cast<std::size_t>(std::clamp(ymd.year, 0, 9999));
    default:
        return static_cast<std::size_t>(ymd.month * 32 + ymd.day);
    }
}

// Ends between which all values of the column lie, from its width alone where it is narrow.
std::pair<std::int64_t, std::int64_t> reachOf(const DenseColumn &column) {
    if (column.width == DenseColumn::Width::I64) {
        const auto [low, high] = std::minmax_element(column.i64.begin(), column.i64.end());
        return column.i64.empty() ? std::pair<std::int64_t, std::int64_t>(0, 0) : std::pair(*low, *high);
    }
    const std::int64_t top = column.width == DenseColumn::Width::U8    ? 0xFF
                             : column.width == DenseColumn::Width::U16 ? 0xFFFF
                                                                       : 0xFFFFFFFF;
    const Int128 high = static_cast<Int128>(column.base) + static_cast<Int128>(top) * column.factor;
    return {column.base, high > kNoHigh ? kNoHigh : static_cast<std::int64_t>(high)};
}

} // namespace

ZoneTest::ZoneTest(const Predicate &predicate, const DenseColumn &column, const DenseColumn *zones, const Ordinal *people)
    : m_column(column), m_zoneColumn(zones), m_people(people), m_kind(predicate.kind), m_unit(predicate.unit) {
    std::tie(m_low, m_high) = reachOf(column);
    if (zones)
        for (std::uint32_t code = 0; code < zones->dictionary->size(); ++code)
            addZone(predicate, zones->dictionary->at(code));
    addZone(predicate, {});
    if (m_kind == Predicate::Kind::Local && m_unit != Predicate::Unit::Hour) {
        const bool isDate = column.type == ColumnType::Date;
        // No offset from UTC is larger than a day.
        prepareDays(isDate ? m_low : floorDiv(m_low, kMicrosPerDay) - 1, isDate ? m_high : floorDiv(m_high, kMicrosPerDay) + 1);
    }
}

void ZoneTest::addZone(const Predicate &predicate, std::string_view name) {
    Zone zone;
    zone.ranges = predicate.zones->ranges(name);
    if (m_kind == Predicate::Kind::Local) {
        zone.wanted.resize(valuesOf(m_unit));
        const auto top = static_cast<std::int64_t>(zone.wanted.size()) - 1;
        const std::int64_t first = m_unit == Predicate::Unit::Hour ? 0 : 1;
        for (const IntRange &range : zone.ranges)
            for (std::int64_t value = std::max(first, range.low); value <= std::min(top, range.high); ++value)
                zone.wanted[static_cast<std::size_t>(value)] = 1;
        if (m_column.type == ColumnType::Instant)
            zone.offsets = predicate.zones->offsets(name, m_low, m_high);
    }
    m_zones.push_back(std::move(zone));
}

void ZoneTest::prepareDays(std::int64_t low, std::int64_t high) {
    if (high - low >= std::min<std::int64_t>(kMaxDays, static_cast<std::int64_t>(m_column.size)))
        return;
    m_firstDay = low;
    for (std::int64_t day = low; day <= high; ++day)
        m_days.push_back(static_cast<std::uint16_t>(computedValue(m_unit, day)));
}

const ZoneTest::Zone &ZoneTest::zoneOf(std::size_t row) const {
    if (!m_zoneColumn)
        return m_zones.back();
    const std::size_t at = m_people ? m_people[row] : row;
    return m_zoneColumn->isValid(at) ? m_zones[static_cast<std::size_t>(m_zoneColumn->intAt(at))] : m_zones.back();
}

std::size_t ZoneTest::valueOfDay(std::int64_t day) const {
    const auto at = static_cast<std::uint64_t>(day - m_firstDay);
    return at < m_days.size() ? m_days[at] : computedValue(m_unit, day);
}

bool ZoneTest::passes(const Zone &zone, std::int64_t value) const {
    if (m_kind == Predicate::Kind::ZoneSpans)
        return std::any_of(zone.ranges.begin(), zone.ranges.end(),
                           [value](const IntRange &range) { return value >= range.low && value <= range.high; });
    if (m_column.type == ColumnType::Date)
        return zone.wanted[valueOfDay(value)] != 0;
    const auto after = std::upper_bound(zone.offsets.begin() + 1, zone.offsets.end(), value,
                                        [](std::int64_t at, const OffsetSpan &span) { return at < span.from; });
    const std::int64_t local = value + (after - 1)->micros;
    const std::int64_t day = floorDiv(local, kMicrosPerDay);
    if (m_unit == Predicate::Unit::Hour)
        return zone.wanted[static_cast<std::size_t>((local - day * kMicrosPerDay) / (3600 * kMicrosPerSecond))] != 0;
    return zone.wanted[valueOfDay(day)] != 0;
}

void ZoneTest::match(std::size_t begin, std::size_t end, std::uint64_t *words) const {
    for (std::size_t at = begin; at < end; at += 64) {
        const std::size_t n = std::min<std::size_t>(64, end - at);
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < n; ++i)
            word |= static_cast<std::uint64_t>(m_column.isValid(at + i) && passes(zoneOf(at + i), m_column.intAt(at + i))) << i;
        words[(at - begin) >> 6] = word;
    }
}

} // namespace audience::engine
