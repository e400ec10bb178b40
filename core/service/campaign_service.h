// Campaigns from draft to report: create, check, send, watch, steer. Sending itself is delivery's.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "service/views.h"

namespace audience::service {

class Session;

class CampaignService {
public:
    explicit CampaignService(Session &session) : m_session(session) {}

    Result<std::vector<CampaignView>> list() const;
    Result<CampaignView> find(CampaignId id) const;
    Result<CampaignView> save(const CampaignView &campaign);
    Result<void> remove(CampaignId id);

    // What stands in the way and what does not; anybody may look.
    Result<std::vector<CheckView>> check(CampaignId id);
    Result<void> approve(CampaignId id);
    // The answer to "why may you write to these people?", asked once where the data carry no consent.
    Result<void> giveLegalBasis(CampaignId id, const std::string &basis, const std::string &statement);

    // Freezes the audience and starts the run; nothing leaves before run(). Errors: the failed checks.
    Result<void> arm(CampaignId id);
    // Sends until nothing is planned or due, or it is paused, stopped or cancelled; takes over after a
    // kill. Idempotent. Gives the status it ended with.
    Result<CampaignStatus> run(CampaignId id, Progress *progress = nullptr, const CancelToken &cancel = {});
    Result<void> pause(CampaignId id);
    Result<void> resume(CampaignId id);
    // On a person's word that no other computer has sent: what is unknown for that reason is
    // planned again.
    Result<void> resumeUnanswered(CampaignId id);
    Result<void> stop(CampaignId id); // those still to go will not get it

    Result<CampaignStatus> status(CampaignId id) const;
    // The newest run; error "campaign.not_started" {id}.
    Result<RunId> runOf(CampaignId id) const;
    // `filter`: "" or a state or outcome; newest first.
    Result<std::vector<LogRow>> log(CampaignId id, const std::string &filter, std::int64_t first, int count) const;

private:
    Session &m_session;
};

} // namespace audience::service
