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

Result<std::optional<SyncView>> SyncScheduler::due() const {
    if (!m_session.workspace().mayRunWork())
        return std::optional<SyncView>();
    const Instant now = m_session.workspace().clock().now();
    TRY_ASSIGN(auto views, SyncService(m_session).list());
    SyncView *chosen = nullptr;
    for (SyncView &view : views) {
        const auto later = m_notBefore.find(view.id);
        const bool waits = later != m_notBefore.end() && now < later->second;
        if (view.next && *view.next <= now && !waits && (!chosen || *view.next < *chosen->next))
            chosen = &view;
    }
    return chosen ? std::optional(std::move(*chosen)) : std::nullopt;
}

void SyncScheduler::ended(const SyncView &due, const Result<sync::SyncReport> &report) {
    if (report) {
        m_notBefore.erase(due.id);
        return;
    }
    const auto after = SyncService(m_session).find(due.plan.name);
    const bool wasKept = after && after->last && (!due.last || after->last->id != due.last->id);
    if (!wasKept && report.error().id != "sync.busy")
        m_notBefore[due.id] = Instant{m_session.workspace().clock().now().micros + kAgain};
}

Result<std::optional<SyncScheduler::Ran>> SyncScheduler::turn(Progress *progress, const CancelToken &cancel) {
    TRY_ASSIGN(const auto chosen, due());
    if (!chosen)
        return std::optional<Ran>();
    auto report = SyncService(m_session).run(chosen->plan.name, {}, progress, cancel);
    ended(*chosen, report);
    if (!report && report.error().id == "sync.busy") // another program is at it
        return std::optional<Ran>();
    Ran ran;
    ran.name = chosen->plan.name;
    if (report)
        ran.report = *std::move(report);
    else
        ran.problem = std::move(report).error();
    return std::optional(std::move(ran));
}

} // namespace audience::service
