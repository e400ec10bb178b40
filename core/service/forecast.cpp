#include "service/forecast.h"

#include "delivery/run_statistics.h"
#include "insight/difference.h"
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/session.h"

#include <algorithm>
#include <cmath>

namespace audience::service {

namespace {

constexpr double kHalfLifeDays = 60; // after which a send counts half
constexpr std::size_t kMostAsked = 20;

double weightOf(const PastSend &send, Instant now) {
    const double days = static_cast<double>(std::max<std::int64_t>(0, now.micros - send.at.micros)) / static_cast<double>(kMicrosPerDay);
    return std::exp2(-days / kHalfLifeDays) * (send.isSameTopic && send.isSameSegment ? 1 : 0.5);
}

// Sends differ from each other, and the new one is a draw of its own: the range is for one send, not for their mean.
Forecast::Range rangeOf(const std::vector<PastSend> &sends, const std::vector<double> &weights, std::int64_t PastSend::*what, std::int64_t people) {
    double sum = 0, squares = 0, mean = 0;
    for (std::size_t i = 0; i < sends.size(); ++i) {
        const double share = static_cast<double>(sends[i].*what) / static_cast<double>(sends[i].delivered);
        sum += weights[i];
        squares += weights[i] * weights[i];
        mean += weights[i] * share;
    }
    mean /= sum;
    const double count = sum * sum / squares; // as many sends of equal weight
    double spread = 0;
    for (std::size_t i = 0; i < sends.size(); ++i) {
        const double off = static_cast<double>(sends[i].*what) / static_cast<double>(sends[i].delivered) - mean;
        spread += weights[i] * off * off;
    }
    const double between = count > 1 ? spread / sum * count / (count - 1) : 0, chance = mean * (1 - mean) / static_cast<double>(std::max<std::int64_t>(1, people));
    const double reach = insight::studentQuantile(0.9, std::max(1.0, count - 1)) * std::sqrt(between * (1 + 1 / count) + chance);
    return {std::clamp(mean - reach, 0.0, 1.0), std::clamp(mean + reach, 0.0, 1.0)};
}

bool haveOneInCommon(const model::Campaign &a, const model::Campaign &b) {
    const auto segmentsOf = [](const model::Campaign &campaign) {
        std::vector<SegmentId> all = campaign.alsoSegments;
        all.push_back(campaign.segment);
        return all;
    };
    const auto mine = segmentsOf(a), theirs = segmentsOf(b);
    return std::any_of(mine.begin(), mine.end(), [&](SegmentId id) { return id.isValid() && std::find(theirs.begin(), theirs.end(), id) != theirs.end(); });
}

bool isAboutTheSame(const model::Campaign &a, const model::Campaign &b) {
    if (a.topics.empty() || b.topics.empty())
        return a.topics == b.topics;
    return std::any_of(a.topics.begin(), a.topics.end(), [&](const std::string &topic) { return std::find(b.topics.begin(), b.topics.end(), topic) != b.topics.end(); });
}

} // namespace

std::optional<Forecast> forecast(const std::vector<PastSend> &past, std::int64_t people, Instant now) {
    std::vector<PastSend> sends;
    std::vector<double> weights;
    for (const PastSend &send : past)
        if (send.delivered >= kLeastDelivered && (send.isSameTopic || send.isSameSegment)) {
            sends.push_back(send);
            weights.push_back(weightOf(send, now));
        }
    if (static_cast<int>(sends.size()) < kLeastSimilar)
        return std::nullopt;
    return Forecast{static_cast<int>(sends.size()), rangeOf(sends, weights, &PastSend::opened, people), rangeOf(sends, weights, &PastSend::clicked, people),
                    rangeOf(sends, weights, &PastSend::unsubscribed, people)};
}

Result<std::vector<PastSend>> similarSends(const Session &session, const CampaignView &campaign) {
    TRY_ASSIGN(auto all, CampaignService(const_cast<Session &>(session)).list());
    std::stable_sort(all.begin(), all.end(), [](const CampaignView &a, const CampaignView &b) { return b.startedAt < a.startedAt; });
    std::vector<PastSend> found;
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    for (const CampaignView &one : all) {
        if (one.state != model::CampaignState::Finished || one.isPractice != campaign.isPractice || one.id == campaign.id || found.size() == kMostAsked)
            continue;
        PastSend send;
        send.isSameTopic = isAboutTheSame(one.campaign, campaign.campaign);
        send.isSameSegment = haveOneInCommon(one.campaign, campaign.campaign);
        if (!send.isSameTopic && !send.isSameSegment)
            continue;
        TRY_ASSIGN(const auto run, newestRun(session, one.id));
        if (!run || !run->spec.plan.followOpens || !run->spec.plan.followClicks) // what is not kept says nothing of the next one
            continue;
        TRY_ASSIGN(const auto facts, delivery::runFacts(*reader, run->id));
        send.at = run->createdAt;
        send.delivered = facts.delivered;
        send.opened = facts.opened;
        send.clicked = facts.clicked;
        send.unsubscribed = facts.unsubscribed;
        found.push_back(send);
    }
    return found;
}

} // namespace audience::service
