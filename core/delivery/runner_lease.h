// The right to send from a workspace: lock file, epoch and heartbeat. Exactly one process holds it;
// whoever takes it over raises the epoch, which every intent checks, and turns the open intents of
// the predecessor into doubts. Lives on the thread of its connection; it sends nothing itself.
#pragma once

#include "base/clock.h"
#include "base/rng.h"
#include "delivery/runner_lock.h"
#include "store/connection.h"

#include <chrono>
#include <memory>

namespace audience::delivery {

class RunnerLease {
public:
    static constexpr std::chrono::seconds kSilence{15};
    static constexpr std::chrono::seconds kBeat{3};

    struct Owner {
        std::string host;     // name of this computer
        std::string lockPath; // see runnerLockPath()
    };

    // A dead owner is replaced at once (its lock is gone), a silent one after kSilence.
    // Errors: "delivery.runner_busy" {host, seconds since its heartbeat}, "delivery.lock_unusable",
    // those of workspace::requireRight().
    static Result<std::unique_ptr<RunnerLease>>
    acquire(const store::Connection &connection, const Clock &clock, Rng &rng, const Owner &owner);
    ~RunnerLease();
    RunnerLease(const RunnerLease &) = delete;
    RunnerLease &operator=(const RunnerLease &) = delete;

    std::int64_t epoch() const { return m_epoch; }
    // Intents of the predecessor that became doubts.
    std::int64_t doubts() const { return m_doubts; }

    // Says "alive" where it is time to. Error "delivery.epoch_lost" {epoch}: another one has taken
    // over; nothing may be sent any more.
    Result<void> beat();
    // Ends the lease so that a successor need not wait. No intent may be open.
    Result<void> release();

private:
    RunnerLease(const store::Connection &connection, const Clock &clock, std::string lockPath)
        : m_connection(connection), m_clock(clock), m_lock(std::move(lockPath)) {}
    Result<void> take(Rng &rng, const Owner &owner);

    const store::Connection &m_connection;
    const Clock &m_clock;
    RunnerLock m_lock;
    std::int64_t m_epoch = 0;
    std::int64_t m_doubts = 0;
    std::int64_t m_beatAt = 0;
    bool m_isHeld = false;
};

} // namespace audience::delivery
