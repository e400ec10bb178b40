// Moves one run on: claims due rows, asks the policy, writes intents, hands parcels to the
// transport and records what became of them. Restartable tick() steps and nothing else: killing the
// process between any two statements loses nothing and sends nothing twice. One thread, the
// connection's.
#pragma once

#include "async/cancel.h"
#include "base/rng.h"
#include "delivery/corner_links.h"
#include "delivery/ledger.h"
#include "delivery/pace.h"
#include "delivery/policy.h"
#include "delivery/runner_lease.h"
#include "delivery/send_journal.h"
#include "delivery/send_plan.h"
#include "delivery/transport.h"
#include "model/connection.h"
#include "net/backoff.h"
#include "net/token_bucket.h"

#include <memory>

namespace audience::delivery {

struct ComposedContent {
    std::string skipReason; // not empty: this person gets nothing, e.g. "no_content"
    std::string subject, html, text;
};

// Turns a row into words. `unsubscribeUrl` belongs into the body; it is this person's alone.
class MessageComposer {
public:
    virtual ~MessageComposer() = default;
    // Called from several threads at once. An error pauses the run, with its id as the reason; nothing is sent or lost.
    virtual Result<ComposedContent> compose(const DueMessage &message,
                                            const std::string &unsubscribeUrl) = 0;
};

// In whose name a run is sent.
struct SenderProfile {
    email::Mailbox from;
    std::optional<email::Mailbox> replyTo;
    model::UnsubscribeWay unsubscribe;
    std::shared_ptr<const CornerLinks> corner; // where the way is the public corner
    std::string workspaceUuid; // becomes as_ws
};

struct RunnerParts {
    const store::Connection &connection;
    Clock &clock;
    Rng &rng;
    RunnerLease &lease;
    SendJournal &journal;
    Transport &transport;
    MessageComposer &composer;
    net::TokenBucket &limiter;           // the account's, shared by all of its runs
    net::TokenBucket *ownLimiter = nullptr; // this run's own rate, where it has one
};

// Which hours count for whom; asked again for each row when its time has come.
struct SendClock {
    SendTimes times;
    ZoneOf zoneOf = {};
};

// What holds for all campaigns, as it is when the sending goes on: whoever comes into it since the start is left out.
struct StandingRules {
    engine::Bitmap keptOut = {}; // who must not be written to whatever was planned before, by ordinal
    std::vector<std::string> deniedDomains = {};
    std::vector<TopicCap> topicCaps = {};
};

enum class RunnerState { Working, Waiting, Draining, Paused, Blocked, Stopped, Finished };

struct TickReport {
    RunnerState state = RunnerState::Working;
    int submitted = 0, skipped = 0, settled = 0;
    std::string reason;                   // of waiting, pausing or blocking
    std::chrono::microseconds waitFor{0}; // when waiting: a tick sooner does nothing new
    bool holdsPlace = false; // it uses what the account allows or waits for it, and for nothing else: who comes after it has to wait
};

class CampaignRunner {
public:
    // Errors: "delivery.run_not_found", "delivery.unknown_topic".
    static Result<std::unique_ptr<CampaignRunner>> open(RunnerParts parts, RunId run,
                                                        SenderProfile sender,
                                                        StandingRules standing = {},
                                                        SendClock hours = {});

    // One step; waits at most `wait` for an answer on the wire. After an error of the disk it may
    // be called again: no outcome is forgotten. Errors: "delivery.epoch_lost",
    // "delivery.journal_unusable", those of the store.
    Result<TickReport> tick(std::chrono::milliseconds wait);
    // What is on the wire, without anything new: while others go first.
    Result<void> attend();
    // Ticks until the run is finished, paused, blocked or stopped, or `cancel` says so; sleeps on
    // the clock in between. Requests in flight are waited for even then, and after an error.
    // Or until it would have to wait for `longestWait` or more: the report says so then.
    Result<TickReport> runToEnd(const CancelToken &cancel, const std::function<void()> &afterTick,
                                std::chrono::microseconds longestWait = std::chrono::microseconds::max());
    // Nothing new is begun; what is on the wire is waited for.
    Result<void> drain();

private:
    CampaignRunner(RunnerParts parts, RunId run, const model::DeliveryPlan &plan,
                   SenderProfile sender, SendPolicy policy, SendClock hours)
        : m_parts(parts), m_ledger(parts.connection, parts.clock), m_run(run), m_plan(plan),
          m_sender(std::move(sender)), m_policy(std::move(policy)), m_hours(std::move(hours)),
          m_pace(plan), m_period(plan) {}

    Result<void> settle(TickReport &report);
    Result<void> react(const Outcome &outcome);
    Result<void> launch(const Run &run, TickReport &report);
    Result<void> checkBreakers();
    Result<std::vector<Parcel>> composeAll(const Run &run, const std::vector<DueMessage> &due,
                                           std::vector<IntentRequest> &requests);
    Result<Parcel> compose(const Run &run, const DueMessage &message, Instant now, IntentRequest &request) const;
    Result<void> conclude(const Run &run, TickReport &report);
    std::chrono::microseconds rateWait(int count);
    bool waitsForAccount() const;
    int room();
    Result<int> allowance();
    Result<void> measureFirstPart(const Run &run);
    Result<bool> isFirstPartSent();
    Result<std::vector<DueMessage>> pick(int wanted);
    void holdUntil(Instant until, std::string_view reason);
    void tell(std::string_view reason);
    void backOff(net::Backoff backoff);
    email::Unsubscribe unsubscribe(const DueMessage &message, const std::string &tag) const;
    void submit(const Parcel &parcel);

    RunnerParts m_parts;
    Ledger m_ledger;
    RunId m_run;
    model::DeliveryPlan m_plan; // frozen with the run
    SenderProfile m_sender;
    SendPolicy m_policy;
    SendClock m_hours;
    DomainPace m_pace;
    PeriodPace m_period;
    ErrorShare m_errors;
    WarmUpDay m_day;
    std::int64_t m_firstPart = -1; // so many are still to get it before a person is asked; -1: nobody is
    Instant m_holdUntil; // all of it, for the reason below
    std::string_view m_holdReason;
    std::string m_told; // why it stands still, as the run says
    std::chrono::microseconds m_heldAt{0};

    struct Finished {
        std::string tag;
        Outcome outcome;
    };
    // Shared with the callbacks, which may outlive this object.
    std::shared_ptr<std::vector<Finished>> m_inbox = std::make_shared<std::vector<Finished>>();
    std::vector<AttemptOutcome> m_unrecorded;
    std::chrono::microseconds m_quietUntil{0}; // on the steady clock
    int m_bursts = 0; // of throttling or failing, without a success between
    int m_unsentInRow = 0, m_doubtsInRow = 0, m_refusedInRow = 0, m_deferredInRow = 0;
    bool m_hasPicked = false; // rows were moved out of the way: more may be behind them
    std::int64_t m_accepted = 0, m_checkedAt = 0;
    std::string m_pauseReason; // found while settling, not yet written
};

} // namespace audience::delivery
