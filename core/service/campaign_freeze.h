// The moment a run begins: the people of now, who of them is kept back and why, and when each email may leave.
// Private to service. Any thread.
#pragma once

#include "service/campaign_parts.h"

namespace audience::service {

struct RunStart {
    Instant meant; // 0: now
    std::chrono::seconds takeBack{0};
};

// Freezes the audience and begins the run, in one transaction. Errors: those of startRun(), "campaign.already_started",
// "definition.stale".
Result<void> freezeAndStart(Session &session, CampaignView view, const RunStart &start);
// Nobody has started, changed or taken it back since it was looked at; asked where nobody else can write.
Result<void> requireUnchanged(Session &session, const store::Connection &connection, const CampaignView &view);

} // namespace audience::service
