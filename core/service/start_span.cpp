#include "service/start_span.h"

#include "delivery/send_times.h"
#include "service/campaign_parts.h"
#include "service/people.h"
#include "service/sending_rules.h"
#include "service/session.h"

#include <algorithm>
#include <set>

namespace audience::service {

Result<Span> startSpan(Session &session, const model::Campaign &campaign, Instant start) {
    const std::chrono::hours later(campaign.plan.atBestHour ? 24 : 0); // somebody's best hour has just begun
    if (!campaign.plan.inLocalTime)
        return Span{start, start + later};
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const SendingRules rules, sendingRulesOf(session));
    TRY_ASSIGN(const delivery::ZoneOf zones, zonesOf(people, rules));
    const std::string zone = zoneOfStart(session, campaign);
    std::set<std::string> clocks{zone}; // of who has none of their own
    const auto all = static_cast<Ordinal>(people.snapshot().ordinals());
    for (Ordinal person = 0; zones && person < all; ++person)
        if (const std::string own = zones(person); !own.empty())
            clocks.insert(own);
    const Instant begins = delivery::beginsAt(campaign.plan, start, zone);
    Span span{start, start};
    for (const std::string &clock : clocks) {
        const Instant at = delivery::localStart(start, zone, clock, begins, kLatestStart);
        span = {std::min(span.from, at), std::max(span.until, at)};
    }
    return Span{span.from, span.until + later};
}

} // namespace audience::service
