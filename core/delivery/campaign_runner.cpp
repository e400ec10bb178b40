#include "delivery/campaign_runner.h"

#include "async/parallel.h"
#include "base/fault_point.h"
#include "delivery/limits.h"
#include "delivery/sql.h"

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

std::string leaveByMail(const std::string &mailbox, const std::string &tag) {
    const bool hasQuery = mailbox.find('?') != std::string::npos;
    return "mailto:" + mailbox + (hasQuery ? "" : "?subject=unsubscribe%20" + tag);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

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
                                                             engine::Bitmap keptOut,
                                                             SendClock hours) {
    Ledger ledger(parts.connection, parts.clock);
    TRY_ASSIGN(const Run run, ledger.run(id));
    TRY_ASSIGN(SendPolicy policy,
               SendPolicy::prepare(parts.connection, {run.spec.topics, run.spec.permission,
                                                      run.spec.cap, run.spec.sameAddressTwice,
                                                      std::move(keptOut),
                                                      run.spec.transport == "practice"}));
    TRY_ASSIGN(const StateCounts counts, ledger.counts(id));
    std::unique_ptr<CampaignRunner> runner(
        new CampaignRunner(parts, id, run.spec.plan, std::move(sender), std::move(policy),
                           std::move(hours)));
    runner->m_accepted = counts.at(MessageState::Accepted);
    TRY(runner->measureFirstPart(run));
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

// Both rates hold: the account's and this run's own.
microseconds CampaignRunner::rateWait(int count) {
    const microseconds account = m_parts.limiter.waitFor(count);
    return m_parts.ownLimiter ? std::max(account, m_parts.ownLimiter->waitFor(count)) : account;
}

// How many rows may be claimed now: what the window has room for and the rate allows, so that an
// intent never waits with nothing on the wire. After a failure one probe goes ahead of the rest.
int CampaignRunner::room() {
    if (m_parts.clock.steady() < m_quietUntil)
        return 0;
    const bool isProbing = m_unsentInRow > 0 || m_doubtsInRow > 0;
    const int window = isProbing ? 1 : m_parts.transport.window();
    const int free = window - m_parts.transport.inFlight();
    int count = 0;
    while (count < free && rateWait(count + 1) == microseconds(0))
        ++count;
    return count;
}

void CampaignRunner::holdUntil(Instant until, std::string_view reason) {
    m_holdUntil = until;
    m_holdReason = reason;
}

// Whoever resumed it when the first part was sent has given the word for the rest: its emails are older than that change.
Result<void> CampaignRunner::measureFirstPart(const Run &run) {
    if (m_plan.pauseAfter == 0)
        return {};
    constexpr std::string_view kTried = "SELECT count(*) FROM message m JOIN attempt a ON a.message = m.id AND a.number = 1 WHERE m.run = ?1 AND a.intent_at < ?2";
    TRY_ASSIGN(const std::int64_t before, number(m_parts.connection, kTried, run.id.value, run.changedAt.micros));
    TRY_ASSIGN(const std::int64_t all, number(m_parts.connection, kTried, run.id.value, INT64_MAX));
    m_firstPart = before >= m_plan.pauseAfter ? -1 : std::max<std::int64_t>(m_plan.pauseAfter - all, 0);
    return {};
}

// And there is somebody left.
Result<bool> CampaignRunner::isFirstPartSent() {
    if (m_firstPart != 0)
        return false;
    TRY_ASSIGN(const std::int64_t left, number(m_parts.connection, "SELECT EXISTS (SELECT 1 FROM message WHERE run = ? AND state = 'planned')", m_run.value));
    return left != 0;
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

// The room of now, less what the hours and the day of a warm-up leave of it.
Result<int> CampaignRunner::allowance() {
    const Instant now = m_parts.clock.now();
    TRY_ASSIGN(const bool isPart, isFirstPartSent());
    if (isPart)
        m_pauseReason = "first_part"; // the next step writes it
    if (m_firstPart == 0)
        m_firstPart = -1; // once
    if (isPart)
        return 0;
    if (now < m_holdUntil)
        return 0;
    if (!m_hours.times.dependsOnPerson() || !m_hours.zoneOf)
        if (const Instant opens = m_hours.times.opening(now, {}); now < opens) {
            holdUntil(opens, "quiet_hours");
            return 0;
        }
    const int wanted = m_firstPart < 0 ? room() : static_cast<int>(std::min<std::int64_t>(room(), m_firstPart));
    if (m_plan.warmUp.empty() || wanted == 0)
        return wanted;
    if (!(now < m_day.endsAt) || m_day.left == 0) {
        TRY_ASSIGN(m_day, warmUpDay(m_parts.connection, m_run, m_plan.warmUp, now));
    }
    if (m_day.left == 0)
        holdUntil(m_day.endsAt, m_day.isHeld ? "warm_up_held" : "warm_up");
    return m_day.left < 0 ? wanted : static_cast<int>(std::min<std::int64_t>(wanted, m_day.left));
}

// Those whose time it is. Somebody whose hours are over and the mail of a slow domain are moved out of the way, so
// that they hold up nobody.
Result<std::vector<DueMessage>> CampaignRunner::pick(int wanted) {
    constexpr int kLookAhead = 500;
    const bool isPersonal = m_hours.times.dependsOnPerson() && m_hours.zoneOf;
    m_hasPicked = false;
    if (wanted == 0 || (!isPersonal && !m_pace.isOn()))
        return m_ledger.due(m_run, wanted);
    TRY_ASSIGN(std::vector<DueMessage> due, m_ledger.due(m_run, kLookAhead));
    const Instant now = m_parts.clock.now();
    const microseconds steady = m_parts.clock.steady();
    std::vector<Postponed> later;
    std::vector<DueMessage> picked;
    for (DueMessage &message : due) {
        if (static_cast<int>(picked.size()) == wanted)
            break;
        if (isPersonal)
            if (const Instant opens = m_hours.times.opening(now, m_hours.zoneOf(message.ordinal)); now < opens) {
                later.push_back({message.id, opens});
                continue;
            }
        if (const microseconds wait = m_pace.take(message.addressKey, steady); wait > microseconds(0)) {
            later.push_back({message.id, now + wait});
            continue;
        }
        picked.push_back(std::move(message));
    }
    m_hasPicked = !later.empty();
    TRY(m_ledger.postpone(m_run, later));
    return picked;
}

Result<void> CampaignRunner::launch(const Run &run, TickReport &report) {
    TRY_ASSIGN(const int wanted, allowance());
    TRY_ASSIGN(const std::vector<DueMessage> due, pick(wanted));
    if (due.empty() && m_hasPicked)
        return {}; // others may be behind them
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
    if (report.submitted > 0)
        tell({});
    return {};
}

// Writing and hashing an email is most of what sending costs, so every core takes its part of the window.
Result<std::vector<Parcel>> CampaignRunner::composeAll(const Run &run, const std::vector<DueMessage> &due,
                                                       std::vector<IntentRequest> &requests) {
    const Instant now = m_parts.clock.now();
    for (std::size_t i = 0; i < due.size(); ++i) {
        requests[i].message = due[i].id;
        requests[i].tag = makeAttemptTag(m_parts.rng);
    }
    std::vector<Parcel> parcels(due.size());
    std::vector<std::optional<Error>> faults(due.size());
    parallelFor(due.size(), computeThreads(), [&](std::size_t i, int) {
        auto parcel = compose(run, due[i], now, requests[i]);
        if (parcel)
            parcels[i] = *std::move(parcel);
        else
            faults[i] = std::move(parcel).error();
    });
    for (std::optional<Error> &fault : faults)
        if (fault)
            return *std::move(fault);
    return parcels;
}

// Any thread: reads nothing that changes while a window is written.
Result<Parcel> CampaignRunner::compose(const Run &run, const DueMessage &message, Instant now,
                                       IntentRequest &request) const {
    const email::Unsubscribe leave = unsubscribe(message, request.tag);
    const std::string &url = leave.url.empty() ? leave.mailto : leave.url;
    TRY_ASSIGN(ComposedContent content,
               m_parts.composer.compose(message,
                                        m_sender.unsubscribe.kind == model::UnsubscribeKind::SesList
                                            ? std::string("{{amazonSESUnsubscribeUrl}}")
                                            : url));
    Parcel parcel;
    request.skipReason = content.skipReason;
    if (!request.skipReason.empty())
        return parcel;
    parcel.tag = request.tag;
    parcel.workspace = m_sender.workspaceUuid;
    parcel.campaign = std::to_string(run.spec.campaign.value);
    email::OutgoingEmail &email = parcel.email;
    email.from = m_sender.from;
    email.to.address = message.address;
    email.replyTo = m_sender.replyTo;
    email.subject = std::move(content.subject);
    email.html = std::move(content.html);
    email.text = std::move(content.text);
    email.unsubscribe = leave;
    email.date = now;
    request.contentHash = email::contentHash(email);
    return parcel;
}

email::Unsubscribe CampaignRunner::unsubscribe(const DueMessage &message, const std::string &tag) const {
    const model::UnsubscribeWay &way = m_sender.unsubscribe;
    switch (way.kind) {
    case model::UnsubscribeKind::Url:
        return {replaced(way.value, "{token}", tag), {}};
    case model::UnsubscribeKind::Mailto:
        return {{}, leaveByMail(way.value, tag)};
    case model::UnsubscribeKind::Corner:
        return {m_sender.corner ? m_sender.corner->unsubscribe(message) : std::string(),
                way.value.empty() ? std::string() : leaveByMail(way.value, tag)};
    case model::UnsubscribeKind::SesList:
        return {}; // the service writes both headers itself
    }
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
    if (isBusy)
        return {};
    TRY_ASSIGN(const std::optional<Instant> next, m_ledger.nextDue(m_run));
    if (!next) {
        TRY_ASSIGN(const bool isDone, m_ledger.finishIfDone(m_run));
        report.state = isDone ? RunnerState::Finished : RunnerState::Waiting;
        report.waitFor = std::chrono::seconds(1);
        return {};
    }
    const microseconds quiet = m_quietUntil - m_parts.clock.steady();
    const microseconds rate = rateWait(1);
    const microseconds row = *next - m_parts.clock.now();
    report.state = RunnerState::Waiting;
    const microseconds hold = m_holdUntil - m_parts.clock.now();
    report.waitFor = std::max({quiet, rate, row, hold, microseconds(0)});
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
