// Who of a campaign's audience can get it, and why the others cannot, as its plan has it.
#include "service/audience_question.h"
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/segment_service.h"
#include "service/session.h"

#include <algorithm>
#include <unordered_set>

namespace audience::service {

namespace {

using KeptBack = std::vector<std::pair<Ordinal, delivery::Reason>>;

struct Reach {
    engine::Bitmap members;
    delivery::Reachable reachable;
    KeptBack keptBack;
};

Result<Reach> reachOf(Session &session, const model::Campaign &campaign, const CancelToken &cancel) {
    TRY_ASSIGN(const model::SegmentRule rule, audienceRule(session, campaign));
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(Audience audience, evaluateRule(session, people, rule, cancel));
    TRY(cancel.check());
    Reach reach;
    TRY_ASSIGN(reach.reachable, reachableOf(session, people, audience.members, campaign.topics, &reach.keptBack, &campaign.plan, cancel));
    reach.members = std::move(audience.members);
    return reach;
}

} // namespace

bool choosesPeople(const model::DeliveryPlan &plan) {
    return plan.stream == model::Stream::Transactional || !plan.onlyDomains.empty() || !plan.notDomains.empty() || !plan.oncePer.empty();
}

Result<CountView> CampaignService::count(const model::Campaign &campaign, const CancelToken &cancel) const {
    TRY_ASSIGN(const model::SegmentRule rule, audienceRule(m_session, campaign));
    if (!choosesPeople(campaign.plan))
        return SegmentService(m_session).count(rule, campaign.topics, cancel);
    TRY_ASSIGN(CountView view, SegmentService(m_session).figures(rule, cancel));
    TRY_ASSIGN(const Reach reach, reachOf(m_session, campaign, cancel));
    view.reachable = static_cast<std::int64_t>(reach.reachable.people.size());
    for (const auto &[reason, number] : reach.reachable.forbidden)
        view.keptBack.push_back({std::string(delivery::toText(reason)), number});
    std::stable_sort(view.keptBack.begin(), view.keptBack.end(), [](const ReasonCount &a, const ReasonCount &b) { return a.count > b.count; });
    return view;
}

Result<std::shared_ptr<const MemberList>> CampaignService::keptBack(const model::Campaign &campaign, const std::string &reason, const CancelToken &cancel) const {
    TRY_ASSIGN(const Reach reach, reachOf(m_session, campaign, cancel));
    auto list = std::make_shared<MemberList>();
    for (const auto &[person, why] : reach.keptBack)
        if (delivery::toText(why) == reason)
            list->people.push_back(person);
    return std::shared_ptr<const MemberList>(std::move(list));
}

Result<std::shared_ptr<const MemberList>> CampaignService::left(const model::Campaign &campaign, const std::vector<std::string> &reasons,
                                                               const CancelToken &cancel) const {
    TRY_ASSIGN(const Reach reach, reachOf(m_session, campaign, cancel));
    std::unordered_set<Ordinal> gone;
    for (const auto &[person, why] : reach.keptBack)
        if (std::find(reasons.begin(), reasons.end(), delivery::toText(why)) != reasons.end())
            gone.insert(person);
    auto list = std::make_shared<MemberList>();
    reach.members.forEach([&](Ordinal person) {
        if (gone.count(person) == 0)
            list->people.push_back(person);
        return true;
    });
    return std::shared_ptr<const MemberList>(std::move(list));
}

} // namespace audience::service
