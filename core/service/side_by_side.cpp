#include "service/side_by_side.h"

#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/send_progress.h"
#include "service/sending_loop.h"
#include "service/session.h"

#include <algorithm>
#include <set>

namespace audience::service {

using delivery::Ledger;
using delivery::Run;
using delivery::RunStatus;
using std::chrono::microseconds;

namespace {

constexpr microseconds kShowEvery = std::chrono::milliseconds(250);
constexpr microseconds kNap = std::chrono::milliseconds(100);
constexpr microseconds kAgain = std::chrono::seconds(5); // after an error that passes
constexpr auto kLetGo = std::chrono::seconds(2);
constexpr microseconds kLongWait = std::chrono::seconds(90); // longer than the time in which a send can be taken back

// Who has the right to send, and for how long nothing was heard of it.
Error busyError(Session &session) {
    Error error(ErrorKind::Conflict, "delivery.runner_busy");
    const auto reader = session.workspace().reader();
    if (!reader)
        return error;
    auto row = (*reader)->prepare("SELECT host, (?1 - heartbeat_at) / 1000000 FROM runner");
    if (!row)
        return error;
    row->bind(1, session.workspace().clock().now().micros);
    if (const auto found = row->step(); found && *found)
        return std::move(error).with("host", row->text(0)).with("seconds", std::to_string(row->int64(1)));
    return error;
}

} // namespace

struct SideBySide::Seat {
    CampaignId id;
    Run run;
    SendProgress far; // whoever drives uses it
    // Under the mutex:
    Progress *progress;
    bool hasEnded = false;
    std::optional<Error> problem;
};

SideBySide::SideBySide(std::shared_ptr<Session> session) : m_session(std::move(session)) {}
SideBySide::~SideBySide() = default;

Result<CampaignStatus> SideBySide::run(CampaignId id, Progress *progress, const CancelToken &cancel) {
    TRY_ASSIGN(Run run, requireRun(*m_session, id));
    if (!m_session->workspace().mayRunWork())
        return m_session->workspace().standing().asError(m_session->workspace().path());
    const auto seat = std::make_shared<Seat>(Seat{id, std::move(run), {}, progress, false, {}});
    std::unique_lock lock(m_mutex);
    m_seats.push_back(seat);
    m_new.push_back(id);
    m_stopped.erase(id.value);
    m_heard.erase(id.value);
    while (!seat->hasEnded && !cancel.isCancelled()) {
        if (m_isDriven) {
            m_changed.wait_for(lock, kNap); // nobody tells when it is cancelled
            continue;
        }
        m_isDriven = true;
        lock.unlock();
        drive(*seat, cancel);
        lock.lock();
        m_isDriven = false;
        m_changed.notify_all();
    }
    seat->progress = nullptr; // its owner may go now, whoever still has this seat in hand
    m_seats.erase(std::find(m_seats.begin(), m_seats.end(), seat));
    if (!seat->hasEnded) {
        m_stopped[id.value] = seat->run.id;
        // Whoever drives lets it go with the next step, which is soon or sends nothing.
        const auto until = std::chrono::steady_clock::now() + kLetGo;
        while (m_isDriven && m_stopped.contains(id.value) && !m_heard.contains(id.value) && std::chrono::steady_clock::now() < until)
            m_changed.wait_for(lock, kNap);
    }
    if (m_seats.empty()) { // nobody is left to take it up
        m_stopped.clear();
        m_heard.clear();
    }
    lock.unlock();
    if (!seat->hasEnded)
        return Error(ErrorKind::Cancelled, "cancelled");
    if (seat->problem)
        return *seat->problem;
    return CampaignService(*m_session).status(id);
}

void SideBySide::drive(const Seat &own, const CancelToken &cancel) {
    Clock &clock = m_session->workspace().clock();
    auto loop = std::make_unique<SendingLoop>(*m_session);
    microseconds shownAt{0};
    while (!cancel.isCancelled() && !hasEnded(own)) {
        tell(*loop);
        const Result<SendingLoop::Turn> turn = loop->turn();
        if (!turn && mayPass(turn.error())) {
            loop = std::make_unique<SendingLoop>(*m_session); // as after a new start: the next lease sorts out what could not be written
            const microseconds end = clock.steady() + kAgain;
            while (clock.steady() < end && !cancel.isCancelled() && !hasEnded(own))
                clock.sleepFor(kNap);
            continue;
        }
        if (!turn)
            return endAll(turn.error());
        if (!turn->busy.empty())
            return endAll(busyError(*m_session));
        const microseconds now = clock.steady();
        const bool isTime = now - shownAt >= kShowEvery || shownAt.count() == 0;
        if (isTime || !turn->ended.empty()) // the last step of each is shown before it is over
            if (const auto looked = look(); !looked && !mayPass(looked.error())) // what passes is looked at the next time
                return endAll(looked.error());
        for (const SendingLoop::Ended &one : turn->ended)
            if (!one.problem || !mayPass(*one.problem)) // the loop asks again after a minute
                end(one.id, one.problem);
        if (isTime) {
            shownAt = now;
            if (turn->wait >= kLongWait && turn->active > 0 && isNothingDue())
                return endAll(std::nullopt);
        }
        if (turn->wait > microseconds(0))
            clock.sleepFor(std::min(turn->wait, kNap));
    }
}

void SideBySide::tell(SendingLoop &loop) {
    std::set<std::int64_t> stopped;
    {
        const std::lock_guard lock(m_mutex);
        for (const CampaignId id : m_new)
            loop.wanted(id);
        m_new.clear();
        for (const auto &[id, run] : m_stopped)
            stopped.insert(id);
    }
    loop.leaveOut(stopped); // may wait for the wire: nobody else waits for that
    const std::lock_guard lock(m_mutex);
    for (const std::int64_t id : stopped)
        if (m_stopped.contains(id))
            m_heard.insert(id);
    m_changed.notify_all();
}

// Once it is held, whoever resumes it means it.
Result<void> SideBySide::forgetHeld(const Ledger &ledger) {
    const auto stopped = [this] {
        const std::lock_guard lock(m_mutex);
        return m_stopped;
    }();
    for (const auto &[id, runId] : stopped) {
        const auto run = ledger.run(runId);
        if (!run && run.error().id != "delivery.run_not_found")
            return run.error();
        if (run && run->status == RunStatus::Running)
            continue;
        const std::lock_guard lock(m_mutex);
        m_stopped.erase(id);
        m_heard.erase(id);
    }
    return {};
}

Result<void> SideBySide::look() {
    TRY_ASSIGN(const auto reader, m_session->workspace().reader());
    const Ledger ledger(*reader, m_session->workspace().clock());
    TRY(forgetHeld(ledger));
    for (const auto &seat : seats()) {
        const auto run = ledger.run(seat->run.id);
        if (!run && run.error().id != "delivery.run_not_found")
            return run.error();
        if (run) {
            TRY_ASSIGN(const auto counts, ledger.counts(run->id));
            ProgressState far = seat->far.at(m_session->workspace().clock().steady(), *run, counts);
            if (!run->reason.empty())
                far.secondsLeft = 0; // held up: when it ends nobody can tell
            const std::lock_guard lock(m_mutex);
            if (seat->progress)
                seat->progress->set(far);
        }
        if (!run || run->status != RunStatus::Running)
            end(seat->id, std::nullopt); // over, taken back, or held before its turn came
    }
    return {};
}

// What only waits for its hours, a quota or the next day of a warm-up is due: it is asked again and again here.
bool SideBySide::isNothingDue() const {
    const auto reader = m_session->workspace().reader();
    if (!reader)
        return false;
    const Instant soon = m_session->workspace().clock().now() + kLongWait;
    for (const auto &seat : seats()) {
        const auto due = Ledger(**reader, m_session->workspace().clock()).nextDue(seat->run.id);
        if (!due || (*due && **due < soon))
            return false;
    }
    return true;
}

void SideBySide::end(CampaignId id, const std::optional<Error> &problem) {
    const std::lock_guard lock(m_mutex);
    for (const auto &seat : m_seats)
        if (seat->id == id && !seat->hasEnded) {
            seat->problem = problem;
            seat->hasEnded = true;
        }
    m_changed.notify_all();
}

void SideBySide::endAll(const std::optional<Error> &problem) {
    for (const auto &seat : seats())
        end(seat->id, problem);
}

bool SideBySide::hasEnded(const Seat &seat) const {
    const std::lock_guard lock(m_mutex);
    return seat.hasEnded;
}

std::vector<std::shared_ptr<SideBySide::Seat>> SideBySide::seats() const {
    const std::lock_guard lock(m_mutex);
    return m_seats;
}

} // namespace audience::service
