#include "service/breakdown_steps.h"

#include "base/clock.h"
#include "base/decimal.h"
#include "qbase/time_zone.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace audience::service {

namespace {

constexpr std::size_t kMostValues = 12;
constexpr double kWantedSteps = 9;
constexpr double kGreatest = 1e15; // beyond it a double does not tell one from the next

// Few far away do not squeeze the others into one step: all but the outermost hundredth on each side.
struct Middle {
    double least, low, high, most;
};
Middle middleOf(const std::vector<double> &sorted) {
    const std::size_t last = sorted.size() - 1, away = last / 100;
    return {sorted.front(), sorted[away], sorted[last - away], sorted.back()};
}

// digits * 10^power, as people write it.
std::string textOf(std::int64_t digits, int power) {
    for (; power < 0 && digits % 10 == 0; ++power)
        digits /= 10;
    return power >= 0 ? std::to_string(digits * powerOfTen(power)) : toText(Decimal{digits, static_cast<std::uint8_t>(-power)});
}

struct Step {
    std::int64_t digits = 1;
    int power = 0;
    double size() const { return static_cast<double>(digits) * std::pow(10.0, power); }
};

Step roundStep(double least, bool isWhole, double greatest) {
    const int lowest = isWhole ? 0 : -9;
    for (Step step{1, lowest};; ++step.power)
        for (const std::int64_t digits : {1, 2, 5}) {
            step.digits = digits;
            if (step.size() >= least && greatest / step.size() < kGreatest)
                return step;
        }
}

std::vector<std::string> fewValues(const std::vector<double> &sorted) {
    std::set<double> found;
    for (const double one : sorted)
        if (found.insert(one).second && found.size() > kMostValues)
            return {};
    std::vector<std::string> texts;
    for (const double one : found) {
        if (std::abs(one) > kGreatest)
            return {};
        texts.push_back(std::to_string(static_cast<std::int64_t>(one)));
    }
    return texts;
}

enum class Unit { Day, Week, Month, Quarter, Year };

CivilDate startOf(CivilDate date, Unit unit, int years) {
    YearMonthDay ymd = ymdFromCivil(date);
    switch (unit) {
    case Unit::Day:
        return date;
    case Unit::Week: // 1970 began on a Thursday
        return {date.days - ((date.days + 3) % 7 + 7) % 7};
    case Unit::Month:
        return civilFromYmd({ymd.year, ymd.month, 1});
    case Unit::Quarter:
        return civilFromYmd({ymd.year, (ymd.month - 1) / 3 * 3 + 1, 1});
    case Unit::Year:
        return civilFromYmd({ymd.year - ((ymd.year % years) + years) % years, 1, 1});
    }
    return date;
}

CivilDate nextOf(CivilDate start, Unit unit, int years) {
    const YearMonthDay ymd = ymdFromCivil(start);
    if (unit == Unit::Day || unit == Unit::Week)
        return {start.days + (unit == Unit::Day ? 1 : 7)};
    if (unit == Unit::Year)
        return civilFromYmd({ymd.year + years, 1, 1});
    const int month = ymd.month - 1 + (unit == Unit::Month ? 1 : 3);
    return civilFromYmd({ymd.year + month / 12, month % 12 + 1, 1});
}

} // namespace

Steps numberSteps(std::vector<double> numbers, bool isWhole) {
    Steps steps;
    if (numbers.empty())
        return steps;
    std::sort(numbers.begin(), numbers.end());
    if (isWhole)
        steps.values = fewValues(numbers);
    if (!steps.values.empty())
        return steps;
    const Middle all = middleOf(numbers);
    const double low = std::clamp(all.low, -kGreatest, kGreatest), high = std::clamp(all.high, -kGreatest, kGreatest);
    const double greatest = std::max(std::abs(low), std::abs(high));
    const Step step = roundStep(high > low ? (high - low) / kWantedSteps : std::max(1.0, greatest) / 10, isWhole, greatest);
    const auto first = static_cast<std::int64_t>(std::floor(low / step.size()));
    const auto end = static_cast<std::int64_t>(std::floor(high / step.size())) + 1;
    for (std::int64_t at = first; at <= end; ++at)
        steps.edges.push_back(textOf(at * step.digits, step.power));
    // An edge as a rule reads it may lie a hair beside its double; a row too many is empty and goes.
    steps.isOpenBelow = all.least < static_cast<double>(first) * step.size() + step.size() * 1e-6;
    steps.isOpenAbove = all.most > static_cast<double>(end) * step.size() - step.size() * 1e-6;
    return steps;
}

Steps timeSteps(std::vector<double> times, bool isInstant, const std::string &zone) {
    Steps steps;
    if (times.empty())
        return steps;
    std::sort(times.begin(), times.end());
    const auto dayOf = [&](double time) -> CivilDate {
        if (!isInstant)
            return {static_cast<std::int32_t>(time)};
        const auto civil = civilAt(Instant{static_cast<std::int64_t>(time)}, zone);
        return civil ? civil->date : CivilDate{static_cast<std::int32_t>(std::floor(time / static_cast<double>(kMicrosPerDay)))};
    };
    const Middle all = middleOf(times);
    const CivilDate low = dayOf(all.low), high = dayOf(all.high);
    const int days = high.days - low.days;
    const Unit unit = days <= 12 ? Unit::Day : days <= 80 ? Unit::Week : days <= 340 ? Unit::Month : days <= 1'000 ? Unit::Quarter : Unit::Year;
    int years = 1;
    for (const int more : {2, 5, 10, 20, 50, 100, 200, 500, 1'000})
        if (days / 365 / years > 11)
            years = more;
    for (CivilDate at = startOf(low, unit, years);; at = nextOf(at, unit, years)) {
        steps.edges.push_back(toIso(at));
        if (at > high)
            break;
    }
    steps.isOpenBelow = dayOf(all.least) < startOf(low, unit, years);
    steps.isOpenAbove = toIso(dayOf(all.most)) >= steps.edges.back();
    return steps;
}

} // namespace audience::service
