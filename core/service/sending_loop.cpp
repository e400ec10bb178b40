#include "service/sending_loop.h"

#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/runner_kit.h"
#include "service/session.h"

#include <algorithm>

namespace audience::service {

using delivery::RunnerState;
using std::chrono::microseconds;

namespace {

constexpr microseconds kLookEvery = std::chrono::seconds(2); // what another window armed or resumed is seen this soon
constexpr microseconds kAgain = std::chrono::minutes(1);
constexpr microseconds kFresh = std::chrono::hours(1); // so old a campaign's quota, rules and people may be
constexpr microseconds kBusy = std::chrono::seconds(1);
constexpr int kPracticeSecondsPerHour = 20;
constexpr std::string_view kLongSilence = "long_silence";

Result<std::vector<CampaignId>> sendingNow(const Session &session) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(store::Statement rows, reader->prepare("SELECT DISTINCT campaign FROM run WHERE status = 'running'"));
    std::vector<CampaignId> ids;
    while (true) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return ids;
        ids.push_back(CampaignId{rows.int64(0)});
    }
}

// Nobody was here for so long that a person has to say whether it is still wanted.
Result<void> ask(Session &session, CampaignId id) {
    TRY_ASSIGN(const delivery::Run run, requireRun(session, id));
    return session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY(delivery::Ledger(connection, session.workspace().clock()).pause(run.id, std::string(kLongSilence)));
        return noteCampaign(session, connection, "pause", id, Json{{"run", run.id.value}, {"reason", kLongSilence}});
    });
}

// Asks when it is so; says whether it was.
Result<bool> askIfLeft(Session &session, CampaignId id) {
    TRY_ASSIGN(const SendingWork work, CampaignService(session).workOn(id));
    if (work != SendingWork::Left)
        return false;
    TRY(ask(session, id));
    return true;
}

// Removed or taken back meanwhile.
bool isGone(const Error &error) { return error.kind == ErrorKind::NotFound || error.id == "campaign.not_started"; }

} // namespace

bool mayPass(const Error &error) { return error.id == "store.busy" || error.id == "store.disk_full" || error.id == "delivery.epoch_lost"; }

struct SendingLoop::Running {
    CampaignId id;
    RunId run;
    std::string name, connection;
    int priority = 3;
    std::unique_ptr<RunnerKit> kit;
    microseconds askAt{0};    // not before
    microseconds madeAt{0};
    microseconds idleUntil{0}; // it has nothing to do until then, if nobody changes it
};

SendingLoop::SendingLoop(Session &session) : m_session(session) {}
SendingLoop::~SendingLoop() { finish(); }

void SendingLoop::wanted(CampaignId id) {
    m_notBefore.erase(id.value);
    m_lookAt = microseconds(0);
}

void SendingLoop::leaveOut(std::set<std::int64_t> campaigns) {
    m_leftOut = std::move(campaigns);
    std::erase_if(m_running, [&](const auto &one) {
        if (!m_leftOut.contains(one->id.value))
            return false;
        m_isUnwritten = !one->kit->runner().drain().has_value() || m_isUnwritten;
        return true;
    });
}

void SendingLoop::finish() {
    for (const auto &one : m_running)
        (void)one->kit->runner().drain().has_value(); // what it cannot write is in doubt at the next start
    m_running.clear();
    m_desk.reset();
}

Result<std::unique_ptr<SendingLoop::Running>> SendingLoop::take(const CampaignView &found) {
    CampaignView view = found;
    TRY_ASSIGN(const delivery::Run run, requireRun(m_session, view.id));
    view.campaign.connection = run.spec.connection;
    view.isPractice = run.spec.transport == "practice";
    auto one = std::make_unique<Running>();
    one->id = view.id;
    one->run = run.id;
    one->name = view.campaign.name;
    one->connection = view.campaign.connection;
    one->priority = run.spec.plan.priority;
    one->madeAt = m_session.workspace().clock().steady();
    RunnerKit::Options options;
    options.practice.secondsPerHour = kPracticeSecondsPerHour;
    options.desk = m_desk;
    TRY_ASSIGN(one->kit, RunnerKit::make(m_session, view, run.id, options));
    return one;
}

// Takes up what is sending and nobody moves on yet.
Result<void> SendingLoop::look(Turn &turn) {
    const microseconds now = m_session.workspace().clock().steady();
    if (now < m_lookAt)
        return {};
    m_lookAt = now + kLookEvery;
    const auto leave = [&](CampaignId id) { // the others go on without it
        m_notBefore[id.value] = now + kAgain;
        turn.ended.push_back({id, {}, std::nullopt});
    };
    CampaignService campaigns(m_session);
    TRY_ASSIGN(const auto all, sendingNow(m_session));
    for (const CampaignId id : all) {
        const bool isTaken = std::any_of(m_running.begin(), m_running.end(), [&](const auto &one) { return one->id == id; });
        const auto later = m_notBefore.find(id.value);
        if (isTaken || m_leftOut.contains(id.value) || (later != m_notBefore.end() && now < later->second))
            continue;
        const auto found = campaigns.find(id);
        if (!found && isGone(found.error())) {
            leave(id);
            continue;
        }
        TRY_ASSIGN(const CampaignView view, found);
        if (view.state != model::CampaignState::Sending)
            continue;
        if (!m_session.workspace().mayRunWork())
            return m_session.workspace().standing().asError(m_session.workspace().path());
        if (!m_desk) {
            const auto asked = askIfLeft(m_session, id);
            if (!asked && isGone(asked.error())) {
                leave(id);
                continue;
            }
            TRY_ASSIGN(const bool isLeft, asked);
            if (isLeft) {
                turn.ended.push_back({id, view.campaign.name, std::nullopt});
                continue;
            }
            auto desk = SendingDesk::make(m_session, m_session.workspace().clock());
            if (!desk && desk.error().id == "delivery.runner_busy") {
                turn.busy = desk.error().arg("host");
                return {};
            }
            if (!desk)
                return desk.error();
            m_desk = *std::move(desk);
        }
        // Asking the account and reading the people may take long: nothing hangs on the wire meanwhile.
        for (const auto &running : m_running)
            TRY(running->kit->runner().drain());
        auto one = take(view);
        if (one) {
            m_running.push_back(*std::move(one));
        } else {
            m_notBefore[view.id.value] = now + kAgain;
            turn.ended.push_back({view.id, view.campaign.name, one.error()});
        }
    }
    std::stable_sort(m_running.begin(), m_running.end(), [](const auto &a, const auto &b) { return a->priority < b->priority; });
    return {};
}

void SendingLoop::drop(std::size_t at, Turn &turn, std::optional<Error> problem) {
    const Running &one = *m_running[at];
    m_isUnwritten = !one.kit->runner().drain().has_value() || m_isUnwritten;
    if (problem)
        m_notBefore[one.id.value] = m_session.workspace().clock().steady() + kAgain;
    turn.ended.push_back({one.id, one.name, std::move(problem)});
    m_running.erase(m_running.begin() + static_cast<std::ptrdiff_t>(at));
}

// A computer that slept for hours does not make up for them by itself.
Result<void> SendingLoop::wakeUp() {
    const Instant now = m_session.workspace().clock().now();
    if (m_turnedAt.micros != 0 && now - m_turnedAt > kLatestStart)
        for (const auto &one : m_running) {
            TRY_ASSIGN(const auto due, delivery::Ledger(m_desk->connection(), m_session.workspace().clock()).nextDue(one->run));
            if (due && now - *due > kLatestStart)
                if (const auto asked = ask(m_session, one->id); !asked && !isGone(asked.error())) // its next turn finds it paused, or gone
                    return asked.error();
        }
    m_turnedAt = now; // only now: what could not be asked is asked again
    return {};
}

Result<SendingLoop::Turn> SendingLoop::turn() {
    Turn turn;
    TRY(wakeUp());
    TRY(look(turn));
    Clock &clock = m_session.workspace().clock();
    turn.wait = std::chrono::hours(1);
    std::map<std::string, int> served; // the highest priority that had something to send on this connection
    for (std::size_t at = 0; at < m_running.size();) {
        Running &one = *m_running[at];
        const auto before = served.find(one.connection);
        if (clock.steady() < one.askAt || (before != served.end() && before->second < one.priority)) {
            if (clock.steady() < one.askAt)
                turn.wait = std::min(turn.wait, std::max(one.idleUntil, one.askAt) - clock.steady());
            if (!one.kit->runner().attend())
                m_isUnwritten = true;
            ++at;
            continue;
        }
        if (!one.kit->practice() && clock.steady() - one.madeAt > kFresh && one.kit->runner().drain()) {
            m_running.erase(m_running.begin() + static_cast<std::ptrdiff_t>(at)); // taken up again at once, as things are now
            m_lookAt = turn.wait = microseconds(0);
            continue;
        }
        const auto ticked = one.kit->runner().tick(std::chrono::milliseconds(m_running.size() == 1 ? 100 : 5));
        if (const auto events = one.kit->takePracticeEvents(clock.now()); !events && ticked)
            return events.error();
        if (!ticked && ticked.error().id == "delivery.epoch_lost") {
            m_running.clear(); // another one has the right now
            m_desk.reset();
            turn.busy = "?";
            return turn;
        }
        if (!ticked && ticked.error().id == "store.busy") {
            one.idleUntil = one.askAt = clock.steady() + kBusy; // somebody writes: it remembers what it has to
            turn.wait = std::min(turn.wait, kBusy);
            ++at;
            continue;
        }
        if (!ticked) {
            const bool isGone = ticked.error().id == "delivery.run_not_found"; // taken back
            drop(at, turn, isGone ? std::nullopt : std::optional(ticked.error()));
            continue;
        }
        switch (ticked->state) {
        case RunnerState::Working:
        case RunnerState::Draining:
            if (ticked->holdsPlace)
                served.emplace(one.connection, one.priority);
            turn.wait = microseconds(0);
            break;
        case RunnerState::Waiting:
            // A short wait for the account's rate: the one with priority keeps its place meanwhile. Who waits for a rate of
            // its own leaves the account to the others.
            if (ticked->holdsPlace && ticked->waitFor < std::chrono::seconds(1))
                served.emplace(one.connection, one.priority);
            one.idleUntil = clock.steady() + ticked->waitFor;
            one.askAt = std::min(one.idleUntil, clock.steady() + kLookEvery);
            turn.wait = std::min(turn.wait, ticked->waitFor);
            break;
        case RunnerState::Paused:
        case RunnerState::Blocked:
        case RunnerState::Stopped:
        case RunnerState::Finished:
            drop(at, turn, std::nullopt);
            continue;
        }
        ++at;
    }
    if (m_isUnwritten) {
        finish(); // whoever takes the right to send next turns what is open into doubts
        m_isUnwritten = false;
        m_lookAt = turn.wait = microseconds(0);
    }
    turn.active = static_cast<int>(m_running.size());
    if (m_running.empty())
        m_desk.reset(); // whoever wants to send may
    return turn;
}

} // namespace audience::service
