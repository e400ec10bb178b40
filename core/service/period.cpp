#include "service/period.h"

#include "qbase/time_zone.h"

#include <algorithm>

namespace audience::service {

namespace {

constexpr std::int64_t kQuarter = 900 * kMicrosPerSecond;
constexpr std::int64_t kDay = 86'400;

std::int64_t floorDiv(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

} // namespace

std::int64_t ZoneDays::localSeconds(Instant at) const {
    const std::int64_t quarter = floorDiv(at.micros, kQuarter);
    auto known = m_offsets.find(quarter);
    if (known == m_offsets.end())
        known = m_offsets.emplace(quarter, offsetSecondsAt(Instant{quarter * kQuarter}, m_zone)).first;
    return floorDiv(at.micros, kMicrosPerSecond) + known->second;
}

CivilDate ZoneDays::dayOf(Instant at) const { return {static_cast<std::int32_t>(floorDiv(localSeconds(at), kDay))}; }

int ZoneDays::hourOf(Instant at) const {
    const std::int64_t seconds = localSeconds(at);
    return static_cast<int>((seconds - floorDiv(seconds, kDay) * kDay) / 3600);
}

Result<Span> ZoneDays::spanOf(Period period) const {
    Span span;
    TRY_ASSIGN(span.from, instantAt({period.first, 0}, m_zone));
    TRY_ASSIGN(span.until, instantAt({CivilDate{period.last.days + 1}, 0}, m_zone));
    return span;
}

Result<ZoneDays::Compared> ZoneDays::compare(Period period, Instant now) const {
    Compared compared;
    TRY_ASSIGN(compared.current, spanOf(period));
    const int days = period.days();
    TRY_ASSIGN(compared.before, spanOf({CivilDate{period.first.days - days}, CivilDate{period.first.days - 1}}));
    compared.isSoFar = compared.current.holds(now);
    if (compared.isSoFar) {
        TRY_ASSIGN(const CivilTime local, civilAt(now, m_zone));
        TRY_ASSIGN(const Instant then, instantAt({CivilDate{local.date.days - days}, local.secondOfDay}, m_zone));
        compared.before.until = std::min(then, compared.before.until);
    }
    return compared;
}

} // namespace audience::service
