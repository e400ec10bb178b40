// worker: sends what is armed, starts what is scheduled, reads events and runs the syncs that are due, until it is stopped.
#include "app/cli/commands/commands.h"

#include "app/cli/commands/event_commands.h"
#include "app/cli/stop_signal.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/sending_loop.h"
#include "service/sync_scheduling.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <thread>

namespace audience::cli {

using namespace service;

namespace {

constexpr std::chrono::seconds kStartsEvery{5}, kLookEvery{2};
constexpr std::chrono::milliseconds kNap{100}; // Ctrl+C is heard this soon
// With --once: what has to wait longer than this is left for another time.
constexpr std::chrono::minutes kLongWait{1};
constexpr std::chrono::seconds kAgain{5};    // after an error that passes
constexpr std::chrono::seconds kLongPoll{1}; // a reading that took so long has waited for events itself

class Worker {
public:
    Worker(const Console &console, Session &session, CancelToken stop) : m_console(console), m_session(session), m_stop(std::move(stop)) {}

    Result<int> once() {
        TRY(requireRight());
        TRY(startDue());
        SendingLoop loop(m_session);
        while (!m_stop.isCancelled()) {
            TRY_ASSIGN(const SendingLoop::Turn turn, loop.turn());
            tell(turn);
            if (turn.active == 0 || !turn.busy.empty() || turn.wait >= kLongWait)
                break;
            nap(std::min<std::chrono::microseconds>(turn.wait, kLookEvery));
        }
        loop.finish();
        TRY_ASSIGN(const EventsReport report, ConnectionService(m_session).pollEvents(true, m_stop));
        add(report);
        SyncScheduler syncs(m_session);
        for (;;) {
            TRY_ASSIGN(const auto ran, syncs.turn(nullptr, m_stop));
            if (!ran)
                break;
            tell(*ran);
        }
        if (m_ran.empty() && m_synced.empty() && m_total.received == 0 && m_busy.empty())
            say("Nothing was due.");
        return done();
    }

    // Sending never waits for events, nor events for a send.
    Result<int> untilStopped() {
        TRY(requireRight());
        std::thread events([this] { readEvents(); });
        std::thread syncs([this] { runSyncs(); });
        const Result<void> sent = sendAll();
        m_over.cancel();
        m_syncStop.cancel();
        events.join();
        syncs.join();
        TRY(sent);
        return done();
    }

private:
    // A file from elsewhere, an old one, or one whose sending was handed over - maybe just now: there is nothing to do here.
    Result<void> requireRight() const {
        const auto &file = m_session.workspace();
        return file.mayRunWork() ? Result<void>() : Result<void>(file.standing().asError(file.path()));
    }

    Result<void> sendAll() {
        auto loop = std::make_unique<SendingLoop>(m_session);
        Clock &clock = m_session.workspace().clock();
        auto startsAt = clock.steady();
        std::string saidOfStarts, saidOfTurns;
        while (!m_stop.isCancelled()) {
            if (clock.steady() >= startsAt) {
                TRY(requireRight());
                TRY(bear(startDue(), saidOfStarts));
                startsAt = clock.steady() + kStartsEvery;
            }
            if (!loop)
                loop = std::make_unique<SendingLoop>(m_session);
            const Result<SendingLoop::Turn> turn = loop->turn();
            TRY(bear(turn, saidOfTurns));
            if (turn) {
                tell(*turn);
                nap(std::min<std::chrono::microseconds>(turn->wait, kLookEvery));
            } else {
                loop.reset(); // as after a new start: the next lease sorts out what could not be written
                nap(kAgain);
            }
        }
        return {};
    }

    // What passes is said once, until it has passed, and is tried again; anything else ends the worker.
    template <class T> Result<void> bear(const Result<T> &result, std::string &said) {
        if (result) {
            said.clear();
            return {};
        }
        const Error &error = result.error();
        if (!mayPass(error))
            return error;
        if (error.id != said)
            say(sentenceOf(said = error.id, error.args));
        return {};
    }

    void readEvents() {
        Clock &clock = m_session.workspace().clock();
        while (!m_stop.isCancelled() && !m_over.token().isCancelled()) {
            const auto began = clock.steady();
            const auto report = ConnectionService(m_session).pollEvents(false, m_stop);
            if (report)
                add(*report);
            else if (report.error().id != m_said)
                say(sentenceOf(m_said = report.error().id, report.error().args)); // once, not every second
            // A long poll has waited itself; without a queue there is none, and nothing to hurry for.
            if (report && (report->received > 0 || clock.steady() - began >= kLongPoll))
                continue;
            const auto end = clock.steady() + kLookEvery;
            while (clock.steady() < end && !m_stop.isCancelled() && !m_over.token().isCancelled())
                clock.sleepFor(kNap);
        }
    }

    // Beside the sends: a run takes as long as it takes, and holds the file for no longer than any import does.
    void runSyncs() {
        Clock &clock = m_session.workspace().clock();
        SyncScheduler scheduler(m_session);
        std::string said;
        while (!m_stop.isCancelled() && !m_over.token().isCancelled()) {
            const auto ran = scheduler.turn(nullptr, m_syncStop.token());
            if (ran && *ran)
                tell(**ran);
            else if (!ran && ran.error().id != said)
                say(sentenceOf(said = ran.error().id, ran.error().args));
            const auto end = clock.steady() + (ran && *ran ? kNap : std::chrono::milliseconds(kStartsEvery));
            while (clock.steady() < end && !m_stop.isCancelled() && !m_over.token().isCancelled())
                clock.sleepFor(kNap);
        }
    }

    void tell(const SyncScheduler::Ran &ran) {
        if (ran.report)
            say("sync " + ran.name + ": " + grouped(ran.report->run.rows) + " rows read, " + grouped(ran.report->run.rejected) + " rejected");
        else
            say("sync " + ran.name + ": " + sentenceOf(ran.problem->id, ran.problem->args));
        const std::lock_guard lock(m_mutex);
        m_synced.push_back(Json{{"name", ran.name}, {"rows", ran.report ? ran.report->run.rows : 0}, {"fault", ran.problem ? Json(ran.problem->id) : Json()}});
    }

    Result<void> startDue() {
        TRY_ASSIGN(const auto due, CampaignService(m_session).startDue());
        for (const DueStart &one : due)
            say(one.name + ": " + (one.problem ? "cannot start - " + sentenceOf(one.problem->id, one.problem->args) : std::string("started as scheduled")));
        return {};
    }

    void tell(const SendingLoop::Turn &turn) {
        for (const SendingLoop::Ended &one : turn.ended) {
            if (one.problem) {
                say(one.name + ": " + sentenceOf(one.problem->id, one.problem->args));
                continue;
            }
            const auto status = CampaignService(m_session).status(one.id);
            if (!status)
                continue;
            say(status->name + ": " + std::string(toText(status->state)) + (status->reason.empty() ? "" : " - " + reasonText(status->reason)));
            m_ran.push_back(Json{{"id", status->id.value}, {"state", toText(status->state)}, {"reason", status->reason}});
        }
        if (!turn.busy.empty() && turn.busy != m_busy)
            say(turn.busy + " has the right to send; this worker takes over when it falls silent.");
        m_busy = turn.busy;
    }

    void nap(std::chrono::microseconds wait) {
        Clock &clock = m_session.workspace().clock();
        const auto end = clock.steady() + wait;
        while (clock.steady() < end && !m_stop.isCancelled())
            clock.sleepFor(std::min<std::chrono::microseconds>(kNap, end - clock.steady()));
    }

    void add(const EventsReport &report) {
        const std::lock_guard lock(m_mutex);
        m_total.received += report.received;
        m_total.matched += report.matched;
        m_total.duplicate += report.duplicate;
        m_total.foreign += report.foreign;
        m_total.unreadable += report.unreadable;
        m_total.gaps.insert(m_total.gaps.end(), report.gaps.begin(), report.gaps.end());
        if (report.received > 0 || !report.gaps.empty())
            sayEvents(m_console, report);
    }

    void say(const std::string &text) {
        const std::lock_guard lock(m_mutex);
        m_console.say(text);
    }

    Result<int> done() {
        if (m_console.json)
            m_console.document(Json{{"campaigns", m_ran}, {"syncs", m_synced}, {"events", eventsJson(m_total)}});
        return kDone;
    }

    const Console &m_console;
    Session &m_session;
    CancelToken m_stop;
    CancelSource m_over;
    CancelSource m_syncStop; // also what runs just now
    std::mutex m_mutex;
    EventsReport m_total;
    Json m_ran = Json::array(), m_synced = Json::array();
    std::string m_busy, m_said;
};

} // namespace

void addWorkerCommand(CLI::App &app, Console &console) {
    auto once = std::make_shared<bool>(false);
    CLI::App *worker = console.add(app, "worker", "Send what is armed, read events and run the syncs that are due, until stopped", true, [&console, once] {
        return withSession(console, [&](Session &session) -> Result<int> {
            StopSignal stop;
            Worker work(console, session, stop.token());
            return *once ? work.once() : work.untilStopped();
        });
    });
    worker->add_flag("--once", *once, "One round, then end");
}

} // namespace audience::cli
