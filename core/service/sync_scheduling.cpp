#include "service/sync_scheduling.h"

#include "base/json.h"
#include "service/session.h"
#include "sync/sync_schedule.h"

namespace audience::service {

namespace {

constexpr std::int64_t kAgain = 5 * 60 * kMicrosPerSecond; // where no run could begin: a password that is not there

} // namespace

Result<model::SyncSchedule> SyncService::scheduleFromText(const std::string &every, const std::string &daily, const std::string &cron, const std::string &zone) {
    return sync::scheduleFromText(every, daily, cron, zone);
}

Result<SyncView> SyncService::schedule(const std::string &name, const model::SyncSchedule &schedule) {
    TRY_ASSIGN(const SyncView view, find(name));
    model::SyncPlan plan = view.plan;
    plan.schedule = schedule;
    if (schedule.kind != model::SyncSchedule::Kind::None)
        plan.schedule.since = m_session.workspace().clock().now();
    return keep(plan, false);
}

Result<std::optional<SyncScheduler::Ran>> SyncScheduler::turn(Progress *progress, const CancelToken &cancel) {
    if (!m_session.workspace().mayRunWork())
        return std::optional<Ran>();
    const Instant now = m_session.workspace().clock().now();
    SyncService syncs(m_session);
    TRY_ASSIGN(const auto views, syncs.list());
    const SyncView *chosen = nullptr;
    for (const SyncView &view : views) {
        const auto later = m_notBefore.find(view.id);
        const bool waits = later != m_notBefore.end() && now < later->second;
        if (view.next && *view.next <= now && !waits && (!chosen || *view.next < *chosen->next))
            chosen = &view;
    }
    if (!chosen)
        return std::optional<Ran>();
    Ran ran;
    ran.name = chosen->plan.name;
    auto report = syncs.run(chosen->plan.name, {}, progress, cancel);
    if (report) {
        ran.report = *std::move(report);
        m_notBefore.erase(chosen->id);
        return std::optional(std::move(ran));
    }
    if (report.error().id == "sync.busy") // another program is at it
        return std::optional<Ran>();
    const auto after = syncs.find(ran.name);
    const bool wasKept = after && after->last && (!chosen->last || after->last->id != chosen->last->id);
    if (!wasKept)
        m_notBefore[chosen->id] = Instant{now.micros + kAgain};
    ran.problem = std::move(report).error();
    return std::optional(std::move(ran));
}

} // namespace audience::service
