#include "delivery/campaign_runner.h"

#include "base/fault_point.h"
#include "delivery/limits.h"

#include <algorithm>

namespace audience::delivery {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

// So many of a kind without a success between say that the next ones will fare no better.
constexpr int kInRowLimit = 20;
// So many mailboxes that cannot be written to now, without one that can, are the server's trouble and not theirs.
constexpr int kDeferredInRow = 100;
// Fewer than the 50 sends after which a tripped breaker must have paused the run, by a full window.
constexpr std::int64_t kBreakerEvery = 20;
constexpr net::Backoff kThrottled{milliseconds(2'000), milliseconds(600'000), milliseconds(1'000)};
constexpr net::Backoff kUnreachable{milliseconds(1'000), milliseconds(30'000), milliseconds(500)};
constexpr double kSlowDown = 0.8;
constexpr microseconds kHeldUp = std::chrono::seconds(5);

// What a person has to mend is part of the reason: "liquid.missing_field field=city template=News".
std::string pauseReason(const Error &error) {
    std::string reason = error.id;
    for (const std::string_view name : {"field", "template"})
        if (const std::string_view value = error.arg(name); !value.empty())
            reason.append(" ").append(name).append("=").append(value);
    return reason;
}

} // namespace

Result<std::unique_ptr<CampaignRunner>> CampaignRunner::open(RunnerParts parts, RunId id,
                                                             SenderProfile sender,
                                                             StandingRules standing,
                                                             SendClock hours) {
    Ledger ledger(parts.connection, parts.clock);
    TRY_ASSIGN(const Run run, ledger.run(id));
    PolicyQuestion question{run.spec.topics, run.spec.permission, run.spec.cap, run.spec.sameAddressTwice,
                            std::move(standing.keptOut), run.spec.transport == "practice"};
    if (run.spec.plan.stream == model::Stream::Bulk)
        question.topicCaps = std::move(standing.topicCaps);
    question.deniedDomains = std::move(standing.deniedDomains);
    question.notDomains = run.spec.plan.notDomains;
    question.onlyDomains = run.spec.plan.onlyDomains;
    TRY_ASSIGN(SendPolicy policy, SendPolicy::prepare(parts.connection, std::move(question)));
    TRY_ASSIGN(const StateCounts counts, ledger.counts(id));
    std::unique_ptr<CampaignRunner> runner(
        new CampaignRunner(parts, id, run.spec.plan, std::move(sender), std::move(policy),
                           std::move(hours)));
    runner->m_accepted = counts.at(MessageState::Accepted);
    TRY(runner->measureFirstPart(run));
    TRY(runner->m_period.read(parts.connection, id, parts.clock.now()));
    return runner;
}

Result<TickReport> CampaignRunner::tick(milliseconds wait) {
    TickReport report;
    m_parts.transport.poll(m_parts.transport.inFlight() > 0 ? wait : milliseconds(0));
    TRY(settle(report));
    TRY(m_parts.lease.beat());
    TRY(checkBreakers());
    TRY_ASSIGN(Run run, m_ledger.run(m_run));
    m_told = run.reason;
    if (run.status == RunStatus::Running && !m_pauseReason.empty()) {
        TRY(m_ledger.pause(m_run, m_pauseReason));
        run.status = RunStatus::Paused;
        run.reason = m_pauseReason;
    }
    m_pauseReason.clear();
    if (run.status == RunStatus::Running)
        TRY(launch(run, report));
    else
        TRY(conclude(run, report));
    return report;
}

Result<void> CampaignRunner::attend() {
    if (m_parts.transport.inFlight() == 0 && m_inbox->empty() && m_unrecorded.empty())
        return {};
    m_parts.transport.poll(milliseconds(0));
    TickReport report;
    return settle(report);
}

// Outcomes leave the inbox only when they are on disk.
Result<void> CampaignRunner::settle(TickReport &report) {
    for (Finished &finished : *m_inbox) {
        TRY(react(finished.outcome));
        const microseconds delay = std::max(microseconds(0), m_quietUntil - m_parts.clock.steady());
        m_unrecorded.push_back(
            {std::move(finished.tag), std::move(finished.outcome), m_parts.clock.now() + delay});
    }
    m_inbox->clear();
    TRY(m_ledger.recordOutcomes(m_unrecorded));
    report.settled = static_cast<int>(m_unrecorded.size());
    m_unrecorded.clear();
    return {};
}

Result<void> CampaignRunner::react(const Outcome &outcome) {
    const auto tooMany = [this](int &inRow, std::string_view reason) {
        if (++inRow >= kInRowLimit)
            m_pauseReason = reason;
    };
    if (outcome.outcome == OutcomeClass::Accepted || outcome.outcome == OutcomeClass::RefusedFinal)
        m_errors.add(outcome.outcome == OutcomeClass::RefusedFinal);
    if (m_errors.isReached(m_plan.stopErrorShare)) {
        m_pauseReason = "error_share";
        m_errors = {}; // whoever resumes it gets another hundred
    }
    switch (outcome.outcome) {
    case OutcomeClass::Accepted:
        ++m_accepted;
        m_bursts = m_unsentInRow = m_doubtsInRow = m_refusedInRow = m_deferredInRow = 0;
        break;
    case OutcomeClass::NotSent:
        tooMany(m_unsentInRow, "unreachable");
        backOff(kUnreachable);
        break;
    case OutcomeClass::Throttled:
        if (m_parts.clock.steady() >= m_quietUntil)
            m_parts.limiter.slowDown(kSlowDown);
        backOff(kThrottled);
        break;
    case OutcomeClass::Deferred:
        m_unsentInRow = m_doubtsInRow = 0; // the way to the server is open
        if (++m_deferredInRow >= kDeferredInRow)
            backOff(kThrottled);
        break;
    case OutcomeClass::RefusedFinal:
        tooMany(m_refusedInRow, "refused_in_a_row");
        break;
    case OutcomeClass::RefusedPause:
        m_pauseReason = outcome.code.rfind("smtp.", 0) == 0 ? "mail_server_refuses"
                        : outcome.code == "TooManyRequestsException" ||
                                outcome.code == "LimitExceededException" ||
                                outcome.code.rfind("http.", 0) == 0
                            ? "daily_quota"
                            : "sending_disabled";
        break;
    case OutcomeClass::AuthPause:
        m_pauseReason = "credentials";
        break;
    case OutcomeClass::InDoubt:
        tooMany(m_doubtsInRow, "unclear_answers");
        break;
    }
    return {};
}

// One burst of answers counts once, however many of a window say the same.
void CampaignRunner::backOff(net::Backoff backoff) {
    const microseconds now = m_parts.clock.steady();
    if (now < m_quietUntil)
        return;
    m_quietUntil = now + backoff.wait(m_bursts, m_parts.rng);
    ++m_bursts;
}

Result<void> CampaignRunner::checkBreakers() {
    if (m_accepted - m_checkedAt < kBreakerEvery)
        return {};
    m_checkedAt = m_accepted;
    TRY_ASSIGN(const SendRates rates, ratesSinceResume(m_parts.connection, m_run, m_accepted));
    TRY_ASSIGN(const DeliveryLimits limits, storedLimits(m_parts.connection));
    if (const std::string_view reason = trippedBreaker(rates, limits.breakers); !reason.empty())
        m_pauseReason = reason;
    return {};
}

// Why a run that goes on stands still, for whoever looks at it: written where it changes, and worth no error.
void CampaignRunner::tell(std::string_view reason) {
    const microseconds now = m_parts.clock.steady();
    if (!reason.empty())
        m_heldAt = now;
    // Where it goes on only to be held up again, it is said all the while.
    if (reason == m_told || (reason.empty() && now - m_heldAt < kHeldUp))
        return;
    auto row = m_parts.connection.prepare("UPDATE run SET reason = ? WHERE id = ? AND status = 'running'");
    if (!row)
        return;
    row->bind(1, reason).bind(2, m_run.value);
    if (row->run())
        m_told = reason;
}

Result<void> CampaignRunner::launch(const Run &run, TickReport &report) {
    TRY_ASSIGN(const int wanted, allowance());
    TRY_ASSIGN(const std::vector<DueMessage> due, pick(wanted));
    if (due.empty() && m_hasPicked) {
        report.holdsPlace = true; // others may be behind them
        return {};
    }
    if (due.empty())
        return conclude(run, report);
    std::vector<IntentRequest> requests(due.size());
    auto composed = composeAll(run, due, requests);
    if (!composed) {
        TRY(m_ledger.pause(m_run, pauseReason(composed.error())));
        TRY_ASSIGN(const Run paused, m_ledger.run(m_run));
        return conclude(paused, report);
    }
    const std::vector<Parcel> parcels = *std::move(composed);
    const Instant now = m_parts.clock.now();
    auto intents = m_ledger.commitIntents(
        m_run, m_parts.lease.epoch(), requests,
        [&](const DueMessage &message) -> Result<std::string> {
            if (m_plan.expireAfterMinutes > 0) {
                TRY_ASSIGN(const bool isExpired, m_ledger.isExpired(message.id));
                if (isExpired)
                    return std::string(kExpired);
            }
            TRY_ASSIGN(const Reason reason, m_policy.verdict(m_parts.connection, message, now));
            return std::string(toText(reason));
        });
    if (!intents && intents.error().id == "delivery.run_not_running")
        return {}; // paused from elsewhere between two statements: the next tick sees it
    if (!intents)
        return std::move(intents).error();

    std::vector<JournalEntry> entries;
    for (std::size_t i = 0; i < due.size(); ++i)
        if ((*intents)[i].result == IntentResult::Written)
            entries.push_back({requests[i].tag, run.uid, due[i].step,
                               recipientHash(m_sender.workspaceUuid, due[i].addressKey)});
    const Result<void> journaled = m_parts.journal.append(entries);
    for (std::size_t i = 0; i < due.size(); ++i) {
        const IntentResult result = (*intents)[i].result;
        if (result == IntentResult::Skipped)
            ++report.skipped;
        if (result == IntentResult::Written && m_day.left > 0)
            --m_day.left;
        if (result == IntentResult::Written && m_period.isOn())
            m_period.took(now);
        if (result == IntentResult::Written && m_firstPart > 0 && due[i].attempts == 0)
            --m_firstPart;
        if (result != IntentResult::Written)
            continue;
        if (!journaled) {
            // Not one byte has left, so this is certain.
            m_inbox->push_back(
                {requests[i].tag, {OutcomeClass::NotSent, journaled.error().id, {}, {}}});
            continue;
        }
        faultPoint("send.before_submit");
        submit(parcels[i]);
        faultPoint("send.submitted");
        ++report.submitted;
    }
    if (!journaled) {
        m_pauseReason = journaled.error().id;
        return journaled;
    }
    report.holdsPlace = true;
    if (report.submitted > 0)
        tell({});
    return {};
}

void CampaignRunner::submit(const Parcel &parcel) {
    m_parts.limiter.tryTake(1);
    if (m_parts.ownLimiter)
        m_parts.ownLimiter->tryTake(1);
    const auto submitted =
        m_parts.transport.submit(parcel, [inbox = m_inbox, tag = parcel.tag](Outcome outcome) {
            faultPoint("send.answered");
            inbox->push_back({tag, std::move(outcome)});
        });
    if (submitted)
        return;
    // Not one byte left. What is wrong with this email alone will not get better by trying again.
    const ErrorKind kind = submitted.error().kind;
    const OutcomeClass outcome = kind == ErrorKind::Invalid ? OutcomeClass::RefusedFinal
                                 : kind == ErrorKind::Auth  ? OutcomeClass::AuthPause
                                                            : OutcomeClass::NotSent;
    m_inbox->push_back({parcel.tag, {outcome, submitted.error().id, submitted.error().detail, {}}});
}

// What a tick that launched nothing has to say.
Result<void> CampaignRunner::conclude(const Run &run, TickReport &report) {
    const bool isBusy = m_parts.transport.inFlight() > 0 || !m_inbox->empty();
    report.reason = run.reason;
    switch (run.status) {
    case RunStatus::Paused:
        report.state = isBusy ? RunnerState::Draining : RunnerState::Paused;
        return {};
    case RunStatus::Blocked:
        report.state = isBusy ? RunnerState::Draining : RunnerState::Blocked;
        return {};
    case RunStatus::Stopped:
        report.state = isBusy ? RunnerState::Draining : RunnerState::Stopped;
        return {};
    case RunStatus::Finished:
        report.state = isBusy ? RunnerState::Draining : RunnerState::Finished;
        return {};
    case RunStatus::Running:
        break;
    }
    report.holdsPlace = waitsForAccount();
    if (isBusy)
        return {};
    TRY_ASSIGN(const std::optional<Instant> next, m_ledger.nextDue(m_run));
    if (!next) {
        TRY_ASSIGN(const bool isDone, m_ledger.finishIfDone(m_run));
        report.state = isDone ? RunnerState::Finished : RunnerState::Waiting;
        report.waitFor = std::chrono::seconds(1);
        report.holdsPlace = false;
        return {};
    }
    const microseconds quiet = m_quietUntil - m_parts.clock.steady();
    const microseconds rate = rateWait(1);
    const microseconds row = *next - m_parts.clock.now();
    report.state = RunnerState::Waiting;
    const microseconds hold = m_holdUntil - m_parts.clock.now();
    report.waitFor = std::max({quiet, rate, row, hold, microseconds(0)});
    report.holdsPlace = report.holdsPlace && row <= std::max({quiet, rate, microseconds(0)});
    report.reason = hold > row && hold > microseconds(0) ? std::string(m_holdReason)
                    : m_parts.limiter.quotaReached() ? "daily_quota"
                    : quiet > microseconds(0)      ? m_unsentInRow > 0 ? "out_of_reach" : "backing_off"
                    : row > rate                   ? "retry_due"
                                                   : "rate";
    tell(report.reason == "rate" || report.reason == "retry_due" ? std::string() : report.reason);
    return {};
}

Result<void> CampaignRunner::drain() {
    while (m_parts.transport.inFlight() > 0)
        m_parts.transport.poll(milliseconds(100));
    TickReport report;
    return settle(report);
}

Result<TickReport> CampaignRunner::runToEnd(const CancelToken &cancel,
                                            const std::function<void()> &afterTick,
                                            microseconds longestWait) {
    constexpr microseconds kNap = milliseconds(500); // a pause from elsewhere is noticed this soon
    while (true) {
        auto ticked = tick(milliseconds(100));
        if (!ticked) {
            (void)drain(); // what the disk refuses now is in doubt at the next start
            return std::move(ticked).error();
        }
        const TickReport &report = *ticked;
        if (afterTick)
            afterTick();
        switch (report.state) {
        case RunnerState::Working:
        case RunnerState::Draining:
            break;
        case RunnerState::Waiting:
            if (report.waitFor >= longestWait)
                return report;
            m_parts.clock.sleepFor(std::clamp(report.waitFor, microseconds(1'000), kNap));
            break;
        case RunnerState::Paused:
        case RunnerState::Blocked:
        case RunnerState::Stopped:
        case RunnerState::Finished:
            return report;
        }
        if (cancel.isCancelled()) {
            TRY(drain());
            return Error(ErrorKind::Cancelled, "cancelled");
        }
    }
}

} // namespace audience::delivery
