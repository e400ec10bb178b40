#include "segment/zone_rules.h"

#include "qbase/time_zone.h"
#include "segment/lower_field.h"

#include <algorithm>

namespace audience::segment {

TestInZones::TestInZones(model::FieldTest test, engine::Field field, CompileOptions options)
    : m_test(std::move(test)), m_field(std::move(field)), m_options(std::move(options)) {
    m_test.zone.clear();
    m_test.zoneField.clear();
}

std::string TestInZones::knownZone(std::string_view zone) const {
    return !zone.empty() && isKnownZone(zone) ? std::string(zone) : m_options.zone;
}

std::vector<engine::IntRange> TestInZones::ranges(std::string_view zone) const {
    CompileOptions options = m_options;
    options.zone = knownZone(zone);
    model::Findings ignored; // the test was lowered once already
    const auto predicate = lowerField(m_test, m_field, {}, options, ignored);
    return predicate ? predicate->ints : std::vector<engine::IntRange>();
}

std::vector<engine::OffsetSpan> TestInZones::offsets(std::string_view zone, std::int64_t from, std::int64_t to) const {
    // The years that can be written: zones say nothing about others.
    constexpr std::int64_t kFirst = -719'528 * kMicrosPerDay, kLast = 2'932'896 * kMicrosPerDay;
    std::vector<engine::OffsetSpan> spans;
    for (const ZoneOffset &offset : offsetsBetween(Instant{std::clamp(from, kFirst, kLast)},
                                                   Instant{std::clamp(to, kFirst, kLast)}, knownZone(zone)))
        spans.push_back({offset.from, offset.micros});
    return spans;
}

std::string TestInZones::key() const {
    const bool asksNow = model::operandOf(m_test.op) == model::Operand::Window;
    return dumpJson(model::toJson(m_test)) + m_options.zone + (asksNow ? std::to_string(m_options.now.micros) : "");
}

} // namespace audience::segment
