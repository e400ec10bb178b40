// The five fields of a crontab line - minute, hour, day of the month, month, weekday - and which minutes of which days
// they name. Pure; on whose clock is the caller's business.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

namespace audience {

class CronTimes {
public:
    // Lists, ranges and steps ("1,15", "mon-fri", "*/10", "8-18/2"), English names of months and weekdays in three letters,
    // 7 for Sunday as well. Where both the day and the weekday are named either will do; where one begins with "*" both
    // have to be met, as Vixie cron has it. Error "campaign.bad_cron" {text, at}: the part that cannot be read.
    static Result<CronTimes> parse(std::string_view text);

    bool isOn(CivilDate day) const;
    // Of a day that it is on: minutes since midnight, rising; never empty.
    const std::vector<int> &minutes() const { return m_times; }

private:
    std::bitset<32> m_days;
    std::bitset<13> m_months;
    std::bitset<8> m_weekdays; // 0: Sunday
    bool m_anyDay = false, m_anyWeekday = false;
    std::vector<int> m_times;
};

} // namespace audience
