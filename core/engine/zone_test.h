// Tests on times that depend on a zone: the hour, weekday, ... on the wall there, and spans that begin at
// its midnights. The zone is one for all rows, or each row's own. Internal to the matcher.
#pragma once

#include "engine/bitmap.h"
#include "engine/predicate.h"

namespace audience::engine {

// Local time minus UTC, in microseconds, in force since `from`.
struct OffsetSpan {
    std::int64_t from = 0, micros = 0;
};

// Zones are not the engine's business: whoever makes the predicate says what it means in each. Thread-safe.
class ZoneRules {
public:
    virtual ~ZoneRules() = default;
    // What passes in this zone, in the units of the predicate. Empty and unknown names mean the zone that is
    // taken without one, fallbackZone().
    virtual std::vector<IntRange> ranges(std::string_view zone) const = 0;
    // Rising; the first begins at or before `from`.
    virtual std::vector<OffsetSpan> offsets(std::string_view zone, std::int64_t from, std::int64_t to) const = 0;
    virtual std::string fallbackZone() const = 0;
};

class ZoneTest {
public:
    // `zones`: texts naming zones, by row of `column` or by person where `people` names each row's.
    ZoneTest(const Predicate &predicate, const DenseColumn &column, const DenseColumn *zones, const Ordinal *people);
    // One bit per row from `begin`; what rows without a value get is left open.
    void match(std::size_t begin, std::size_t end, std::uint64_t *words) const;

private:
    struct Zone {
        std::vector<IntRange> ranges;
        std::vector<OffsetSpan> offsets;
        std::vector<std::uint8_t> wanted; // by value of the unit
    };
    void addZone(const Predicate &predicate, std::string_view name);
    void prepareDays(std::int64_t low, std::int64_t high);
    const Zone &zoneOf(std::size_t row) const;
    std::size_t valueOfDay(std::int64_t day) const;
    bool passes(const Zone &zone, std::int64_t value) const;

    const DenseColumn &m_column;
    const DenseColumn *m_zoneColumn;
    const Ordinal *m_people;
    Predicate::Kind m_kind;
    Predicate::Unit m_unit;
    std::int64_t m_low = 0, m_high = 0; // between these lie the column's values
    std::vector<Zone> m_zones;          // by code; the last is that of rows without one
    std::vector<std::uint16_t> m_days;  // the unit's value by day since m_firstDay
    std::int64_t m_firstDay = 0;
};

} // namespace audience::engine
