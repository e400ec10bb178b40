// What the parts of CampaignService share: a campaign's newest run, its view, its rule, the email that
// it sends, notes for the audit log. Any thread; private to service.
#pragma once

#include "delivery/ledger.h"
#include "service/views.h"
#include "store/audit_chain.h"
#include "workspace/definition_repository.h"

#include <functional>
#include <optional>
#include <set>
#include <string>

namespace audience::service {

class Session;

// So late a start is a person's to decide: the news may be old by then.
inline constexpr std::chrono::hours kLatestStart{2};
inline constexpr std::string_view kMissedStart = "missed_start";

// The newest run of a campaign; there is none while it is a draft or scheduled.
Result<std::optional<delivery::Run>> newestRun(const Session &session, CampaignId id);
// That run of it, or the newest; error "campaign.not_started" {id}, "campaign.no_such_run" {id, run}.
Result<delivery::Run> requireRun(const Session &session, CampaignId id, RunId run = {});
model::CampaignState stateOf(delivery::RunStatus status);
std::int64_t countOf(const delivery::StateCounts &counts, delivery::MessageState state);

Result<CampaignView> campaignView(const Session &session, const workspace::Definition &definition);
// Writes the campaign on top of the revision the view has; gives the new view.
Result<workspace::Definition> storeCampaign(Session &session, const CampaignView &view);

// The start that comes next, or that nobody was awake for; nothing where none is to come. One that repeats starts
// once for all that were missed.
struct NextStart {
    Instant at;
    bool isMissed = false;
};
std::optional<NextStart> nextStart(const Session &session, const model::Campaign &campaign, const std::optional<delivery::Run> &newest);
std::string zoneOfStart(const Session &session, const model::Campaign &campaign);

// All of its segments in one rule: in any of those, in none of these.
Result<model::SegmentRule> audienceRule(Session &session, const model::Campaign &campaign);
// Its plan leaves people out, or lets people in, beside what its topics do.
bool choosesPeople(const model::DeliveryPlan &plan);
// The template as it was when the campaign was armed, in the variant that the campaign sends, with its own subject and
// preheader for those who read no translation; its images as the author named them. Error also "template.no_such_variant".
Result<TemplateView> writtenEmailOf(Session &session, const model::Campaign &campaign);
// The same with the addresses that its images were given when it was armed: what is sent. Errors: also those of placeImages().
Result<TemplateView> emailOf(Session &session, const model::Campaign &campaign);
Result<std::vector<CheckView>> checksOf(Session &session, const CampaignView &view);
// Freezes the audience of an armed campaign and begins its run, if nothing stands in the way.
Result<void> startChecked(Session &session, const CampaignView &view);

// Where another copy has the right to send, what is changed here does not reach it. Errors: those of Workspace::standing().
Result<void> requireSendsHere(const Session &session);
// What unschedule() does, also where another copy sends.
Result<void> makeDraftAgain(Session &session, CampaignId id);

// But for its notes, and for who wrote it and has looked at it.
bool sendsTheSame(model::Campaign a, const model::Campaign &b);
// Who cannot approve it where a colleague has to: everybody who changed what it sends since it was approved last; where the log
// knows nobody, who asked for its approval. Empty: nobody knows.
Result<std::set<std::string>> authorsOf(Session &session, const CampaignView &view);

// Why it cannot be changed: "campaign.already_started" or "campaign.scheduled", both {name}.
const char *armedError(const CampaignView &view);

// An entry of the audit log, in the transaction of what it tells of: `what` was done, e.g. "schedule".
Result<void> noteCampaign(Session &session, const store::Connection &connection, std::string_view what, CampaignId id, Json facts);

} // namespace audience::service
