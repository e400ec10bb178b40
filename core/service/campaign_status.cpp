#include "delivery/ledger.h"
#include "delivery/run_log.h"
#include "delivery/run_statistics.h"
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/outcomes.h"
#include "service/people.h"
#include "service/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace audience::service {

using delivery::Ledger;
using delivery::MessageState;

namespace {

// Handed over and delivered per second over the minute up to `until`, the last second that is over; no
// further back than the first email. How fast it goes is what the last ten seconds of it say.
model::ChartSpec lastMinute(const std::vector<delivery::TimelinePoint> &points, std::int64_t until, double &perSecond) {
    model::ChartSpec chart;
    chart.kind = model::ChartKind::Line;
    chart.title = "Emails per second";
    perSecond = 0;
    std::int64_t first = 0;
    for (const auto &point : points)
        if (const std::int64_t second = point.second.micros / kMicrosPerSecond; point.accepted > 0)
            first = first == 0 ? second : std::min(first, second);
    model::ChartSeries handed{"handed_over", {}}, delivered{"delivered", {}};
    const std::int64_t begin = std::max(until - 59, first);
    for (std::int64_t second = begin; first > 0 && second <= until; ++second) {
        const std::string label = toIso(Instant{second * kMicrosPerSecond});
        handed.points.push_back({label, 0, 0, {}});
        delivered.points.push_back({label, 0, 0, {}});
    }
    std::int64_t recent = 0;
    for (const auto &point : points) {
        const std::int64_t second = point.second.micros / kMicrosPerSecond;
        if (second < begin || second > until || handed.points.empty())
            continue;
        const auto at = static_cast<std::size_t>(second - begin);
        handed.points[at].y = static_cast<double>(point.accepted);
        delivered.points[at].y = static_cast<double>(point.delivered);
        if (second > until - 10)
            recent += point.accepted;
    }
    perSecond = static_cast<double>(recent) / static_cast<double>(std::clamp<std::int64_t>(until - first + 1, 1, 10));
    chart.textAlternative = fmt::format("About {:.1f} emails per second over the last ten seconds.", perSecond);
    chart.series = {std::move(handed), std::move(delivered)};
    return chart;
}

// The last second of which everything is known: of a send that goes on, the one before now.
std::int64_t lastSecond(const std::vector<delivery::TimelinePoint> &points, bool isSending, Instant now) {
    std::int64_t last = 0;
    for (const auto &point : points)
        if (point.accepted > 0)
            last = std::max(last, point.second.micros / kMicrosPerSecond);
    return isSending ? now.micros / kMicrosPerSecond - 1 : last;
}

// Not one attempt has been made, as far as the counts can tell.
bool isUntouched(const delivery::StateCounts &counts) {
    for (const auto &[state, count] : counts)
        if (count > 0 && state != MessageState::Planned && state != MessageState::Skipped)
            return false;
    return true;
}

} // namespace

Result<std::vector<RunView>> CampaignService::runs(CampaignId id) const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    const Ledger ledger(*reader, m_session.workspace().clock());
    TRY_ASSIGN(const auto runs, ledger.runsOf(id));
    std::vector<RunView> views;
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        TRY_ASSIGN(const auto counts, ledger.counts(run->id));
        const bool isOver = run->status == delivery::RunStatus::Finished || run->status == delivery::RunStatus::Stopped;
        views.push_back({run->id, stateOf(run->status), run->createdAt, isOver ? run->changedAt : Instant{}, run->audience, countOf(counts, MessageState::Accepted)});
    }
    return views;
}

Result<CampaignStatus> CampaignService::status(CampaignId id, RunId wanted) const {
    TRY_ASSIGN(const CampaignView view, find(id));
    CampaignStatus status;
    status.id = id;
    status.name = view.campaign.name;
    status.state = view.state;
    status.isPractice = view.isPractice;
    status.reason = view.reason;
    if (!view.campaign.armedAt.empty())
        status.wantedAt = view.nextStart.micros != 0 ? view.nextStart : view.campaign.startAt;
    for (const MessageState state : delivery::kMessageStates)
        status.states[std::string(delivery::toText(state))] = 0;
    for (const char *fact : {"delivered", "opened", "opened_by_machine", "clicked", "bounced", "bounced_soft", "complained", "unsubscribed", "rejected"})
        status.facts[fact] = 0;
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    Ledger ledger(*reader, m_session.workspace().clock());
    TRY_ASSIGN(const auto newest, newestRun(m_session, id));
    if (!newest && !wanted.isValid())
        return status;
    TRY_ASSIGN(const delivery::Run run, requireRun(m_session, id, wanted));
    status.run = run.id;
    if (newest && !(run.id == newest->id)) {
        status.state = stateOf(run.status);
        status.reason = run.reason;
    }
    status.audience = run.audience;
    status.startedAt = run.createdAt;
    if (run.status == delivery::RunStatus::Finished || run.status == delivery::RunStatus::Stopped)
        status.finishedAt = run.changedAt;
    TRY_ASSIGN(const auto counts, ledger.counts(run.id));
    for (const auto &[state, count] : counts)
        status.states[std::string(delivery::toText(state))] = count;
    if (const auto due = ledger.nextDue(run.id); due && *due && run.status == delivery::RunStatus::Running && isUntouched(counts))
        status.takeBackUntil = m_session.workspace().clock().now() < **due ? **due : Instant{};
    TRY_ASSIGN(const auto facts, delivery::runFacts(*reader, run.id));
    status.facts["delivered"] = facts.delivered;
    status.facts["opened"] = facts.opened;
    status.facts["opened_by_machine"] = facts.openedByMachine;
    status.facts["clicked"] = facts.clicked;
    status.facts["bounced"] = facts.bounced;
    status.facts["bounced_soft"] = facts.bouncedSoft;
    status.facts["complained"] = facts.complained;
    status.facts["unsubscribed"] = facts.unsubscribed;
    status.facts["rejected"] = facts.rejected;
    TRY_ASSIGN(const auto reasons, delivery::reasons(*reader, run.id, MessageState::Skipped));
    for (const auto &[reason, count] : reasons)
        status.keptBack.push_back({reason, count});
    std::stable_sort(status.keptBack.begin(), status.keptBack.end(), [](const ReasonCount &a, const ReasonCount &b) { return a.count > b.count; });
    TRY_ASSIGN(status.gotNothing, delivery::runLogCount(*reader, run.id, {"got_nothing", {}}));
    TRY_ASSIGN(const auto points, delivery::timeline(*reader, run.id));
    const bool isSending = status.state == model::CampaignState::Sending;
    status.lastMinute = lastMinute(points, lastSecond(points, isSending, m_session.workspace().clock().now()), status.perSecond);
    TRY_ASSIGN(const auto links, delivery::linkClicks(*reader, run.id));
    // Links made for one person each, such as the way out, are counted together.
    std::map<std::string, std::int64_t> byLink;
    for (const auto &link : links)
        byLink[withoutTokens(link.link)] += link.people;
    for (const auto &[link, people] : byLink)
        status.clicks.push_back({link, people});
    std::stable_sort(status.clicks.begin(), status.clicks.end(), [](const Bucket &a, const Bucket &b) { return a.count > b.count; });
    return status;
}

} // namespace audience::service
