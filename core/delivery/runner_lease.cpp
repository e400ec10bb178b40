#include "delivery/runner_lease.h"

#include "base/fault_point.h"
#include "delivery/ledger.h"
#include "delivery/sql.h"
#include "workspace/handover.h"

#include <cstdlib>

namespace audience::delivery {

namespace {

constexpr std::int64_t kSilenceMicros = RunnerLease::kSilence.count() * kMicrosPerSecond;
constexpr std::int64_t kBeatMicros = RunnerLease::kBeat.count() * kMicrosPerSecond;

struct Predecessor {
    bool exists = false;
    std::int64_t epoch = 0;
    std::string host;
    bool holdsLock = false;
    std::int64_t heartbeatAt = 0;
};

Result<Predecessor> predecessor(const store::Connection &connection) {
    TRY_ASSIGN(store::Statement row,
               bound(connection, "SELECT epoch, host, holds_lock, heartbeat_at FROM runner"));
    TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return Predecessor{};
    return Predecessor{true, row.int64(0), std::string(row.text(1)), row.int64(2) != 0,
                       row.int64(3)};
}

} // namespace

Result<std::unique_ptr<RunnerLease>> RunnerLease::acquire(const store::Connection &connection,
                                                          const Clock &clock, Rng &rng,
                                                          const Owner &owner) {
    std::unique_ptr<RunnerLease> lease(new RunnerLease(connection, clock, owner.lockPath));
    TRY(lease->take(rng, owner));
    return lease;
}

RunnerLease::~RunnerLease() {
    if (m_isHeld)
        (void)release();
}

Result<void> RunnerLease::take(Rng &rng, const Owner &owner) {
    TRY_ASSIGN(const bool isLocked, m_lock.tryLock());
    TRY_ASSIGN(store::Transaction transaction, beginDurable(m_connection));
    if (const auto right = workspace::requireRight(m_connection); !right) {
        m_lock.unlock();
        return right;
    }
    TRY_ASSIGN(const Predecessor before, predecessor(m_connection));
    const std::int64_t now = m_clock.now().micros;
    // A heartbeat far in the future is the mark of a clock that was set back: not a sign of life.
    const std::int64_t silent = std::abs(now - before.heartbeatAt);
    const bool isBeating = before.exists && silent < kSilenceMicros;
    // With the lock in our hand its owner is dead, unless it never had it: it took over a silent
    // one.
    if (isBeating && !(isLocked && before.holdsLock)) {
        m_lock.unlock();
        return Error(ErrorKind::Conflict, "delivery.runner_busy")
            .with("host", before.host)
            .with("seconds", std::to_string(silent / kMicrosPerSecond));
    }
    m_epoch = before.epoch + 1;
    TRY(change(m_connection,
               "INSERT OR REPLACE INTO runner (id, epoch, instance, host, holds_lock, taken_at, "
               "heartbeat_at) VALUES (1, ?, ?, ?, ?, ?, ?)",
               m_epoch, makeUuid(rng), owner.host, isLocked ? 1 : 0, now, now));
    Ledger ledger(m_connection, m_clock);
    TRY_ASSIGN(m_doubts, ledger.doubtOpenIntents("epoch " + std::to_string(m_epoch)));
    if (m_doubts > 0)
        TRY(ledger.recordIncident("takeover", {}, {}, std::to_string(m_doubts)));
    faultPoint("runner.takeover.before_commit");
    TRY(transaction.commit());
    faultPoint("runner.takeover.committed");
    m_beatAt = now;
    m_isHeld = true;
    return {};
}

Result<void> RunnerLease::beat() {
    const std::int64_t now = m_clock.now().micros;
    if (std::abs(now - m_beatAt) < kBeatMicros)
        return {};
    if (!m_lock.isHeld())
        TRY(m_lock.tryLock());
    TRY_ASSIGN(const std::int64_t changed,
               change(m_connection,
                      "UPDATE runner SET heartbeat_at = ?, holds_lock = ? WHERE epoch = ?", now,
                      m_lock.isHeld() ? 1 : 0, m_epoch));
    if (changed == 0) {
        m_isHeld = false;
        m_lock.unlock();
        return Error(ErrorKind::Conflict, "delivery.epoch_lost")
            .with("epoch", std::to_string(m_epoch));
    }
    m_beatAt = now;
    return {};
}

Result<void> RunnerLease::release() {
    m_isHeld = false;
    TRY(change(m_connection, "UPDATE runner SET heartbeat_at = 0, holds_lock = 0 WHERE epoch = ?",
               m_epoch));
    m_lock.unlock();
    return {};
}

} // namespace audience::delivery
