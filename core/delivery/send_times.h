// When an email may leave: the hours and days of a campaign and those of the workspace, each on the clock of a zone.
// Pure. An hour that a clock skips does not open anything: what would open within it opens right after; an hour that a
// clock repeats is open both times.
#pragma once

#include "base/clock.h"
#include "model/delivery_plan.h"
#include "qbase/time_zone.h"

#include <chrono>
#include <string>
#include <vector>

namespace audience::delivery {

// What is true on the clock of one zone. A night that begins on an open weekday is open to its end; a day without
// emails begins and ends at midnight.
struct OpenTimes {
    model::SendHours hours;
    std::vector<CivilDate> notOn = {};

    bool isAlways() const { return hours.isAlways() && notOn.empty(); }
    bool isOpen(CivilTime local) const;
    // The first moment from `at` on; later than kNever when there is none.
    Instant opening(Instant at, const std::string &zone) const;
};

class SendTimes {
public:
    static constexpr std::chrono::hours kNever{24 * 366}; // so far ahead is as good as never

    SendTimes() = default;
    // The campaign's hours are meant in `zone`, or in each person's where its plan says so; those of the workspace
    // always in the person's.
    SendTimes(const model::DeliveryPlan &plan, OpenTimes workspace, std::string zone);

    bool isAlways() const { return m_campaign.isAlways() && m_workspace.isAlways(); }
    // Whether two people may have different hours.
    bool dependsOnPerson() const { return !m_workspace.isAlways() || (m_isLocal && !m_campaign.isAlways()); }
    // The first moment from `at` on at which an email to somebody in that zone may leave; empty: the campaign's.
    Instant opening(Instant at, const std::string &personZone) const;

private:
    OpenTimes m_campaign, m_workspace;
    std::string m_zone{"UTC"};
    bool m_isLocal = false;
};

// When a run has to begin so that nobody's own time is missed: with local time as soon as the first zone of the world
// reads the time that is meant. `meant` 0: now.
Instant beginsAt(const model::DeliveryPlan &plan, Instant meant, const std::string &zone);
// `meant` on the clock of another zone. A time that has passed there by more than `grace` is tomorrow's.
Instant localStart(Instant meant, const std::string &zone, const std::string &personZone, Instant now, std::chrono::microseconds grace);

} // namespace audience::delivery
