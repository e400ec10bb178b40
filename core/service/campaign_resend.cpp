// The same email once more, to those of a send who did nothing with it.
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/segment_service.h"
#include "service/session.h"

namespace audience::service {

using model::RuleNode;

namespace {

model::SegmentRule missedIt(CampaignId id, CampaignService::ResendTo to) {
    const auto about = [&](const char *what, bool did) {
        Json json{{"type", "message"}, {"what", what}, {"campaign", std::to_string(id.value)}};
        if (!did)
            json["do"] = "did_not";
        return model::conditionNode(std::move(json));
    };
    model::SegmentRule rule;
    // Who clicked has opened it, whether or not the picture that tells was loaded.
    rule.root = model::groupNode(RuleNode::Kind::All, {about("sent", true), about(to == CampaignService::ResendTo::NonOpeners ? "engaged" : "clicked", false),
                                                       about("bounced", false), about("complained", false), about("unsubscribed", false)});
    return rule;
}

// Under a free name like the one in `value`.
template <class Save> auto saveAs(std::string &value, const Save &save) {
    const std::string name = value;
    auto saved = save();
    for (int number = 2; !saved && saved.error().id == "definition.name_taken"; ++number) {
        value = name + " " + std::to_string(number);
        saved = save();
    }
    return saved;
}

} // namespace

Result<CampaignService::Resend> CampaignService::resend(CampaignId id, ResendTo to, const std::string &name, const std::string &segmentName) {
    TRY_ASSIGN(const CampaignView over, find(id));
    if (over.state != model::CampaignState::Finished && over.state != model::CampaignState::Stopped)
        return Error(ErrorKind::Refused, "campaign.not_over").with("name", over.campaign.name);
    TRY_ASSIGN(const auto run, newestRun(m_session, id));
    if (run && run->spec.transport == "smtp") // everybody would seem to have missed it
        return Error(ErrorKind::Refused, "campaign.no_opens_known").with("name", over.campaign.name);
    const model::DeliveryPlan &plan = run ? run->spec.plan : over.campaign.plan;
    if (to == ResendTo::NonOpeners ? !plan.followOpens : !plan.followClicks) // who did is not known
        return Error(ErrorKind::Refused, to == ResendTo::NonOpeners ? "campaign.opens_not_followed" : "campaign.clicks_not_followed").with("name", over.campaign.name);
    return m_session.workspace().write([&](const store::Connection &) -> Result<Resend> {
        SegmentService segments(m_session);
        SegmentView missed{{}, segmentName, 0, missedIt(id, to)};
        Resend done;
        TRY_ASSIGN(const auto known, segments.list());
        for (const SegmentView &one : known)
            if (one.rule == missed.rule)
                missed.id = one.id;
        if (!missed.id.isValid()) {
            TRY_ASSIGN(const SegmentView made, saveAs(missed.name, [&] { return segments.save(missed); }));
            missed.id = done.made = made.id;
        }
        CampaignView draft;
        draft.campaign = over.campaign;
        draft.campaign.name = name;
        draft.campaign.segment = missed.id;
        draft.campaign.alsoSegments.clear(); // whom it was not for is still not meant
        draft.campaign.startAt = {};
        // `templateRevision` stays: it is the same email, whatever became of the template since.
        // It goes once, to all who are left; who they are is settled by the first send.
        draft.campaign.plan.recurrence = {};
        draft.campaign.plan.holdoutShare = 0;
        draft.campaign.plan.maxPeople = 0;
        draft.campaign.plan.mostBy.clear();
        draft.campaign.plan.warmUp.clear();
        TRY_ASSIGN(done.campaign, saveAs(draft.campaign.name, [&] { return save(draft); }));
        return done;
    });
}

} // namespace audience::service
