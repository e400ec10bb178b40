// When each of a send's people gets it, as the sender will plan it: on their own clock, in batches, over the days of a
// warm-up, within the hours; and of a send that goes on, who is left. Private to service. One thread.
#pragma once

#include "delivery/send_plan.h"
#include "engine/bitmap.h"
#include "service/campaign_parts.h"
#include "service/people.h"
#include "service/period.h"
#include "service/sending_rules.h"

#include <vector>

namespace audience::service {

// The people of one day, from the first email of that day on.
struct Portion {
    Instant at;
    engine::Bitmap people;
};

class SendPortions {
public:
    // Days are those of the workspace's zone.
    static Result<SendPortions> make(Session &session, const People &people);

    // What a campaign's plan has to know of the people: the same for each of its starts.
    Result<delivery::PeopleFacts> factsOf(const CampaignView &campaign) const;
    // Of a start to come; who is held out by lot is drawn for the forecast.
    std::vector<Portion> of(const engine::Bitmap &people, const CampaignView &campaign, Instant start, const delivery::PeopleFacts &facts) const;
    // Of a run: who was frozen and has not got it.
    Result<std::vector<Portion>> left(const CampaignView &campaign, RunId run) const;

private:
    SendPortions(Session &session, const People &people, SendingRules rules, delivery::ZoneOf zones);
    class ByDay;

    Session &m_session;
    People m_people;
    SendingRules m_rules;
    delivery::ZoneOf m_zones;
    std::size_t m_ordinals;
    Instant m_now;
    std::string m_days; // the zone
};

} // namespace audience::service
