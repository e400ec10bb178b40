// Sending a run of a workspace with the real runner and a transport on a fake clock: the disk is what counts.
#pragma once

#include "core/delivery/scripted_transport.h"
#include "core/delivery/sending_kit.h"
#include "workspace/workspace.h"

#include <functional>
#include <string>

namespace audience::test {

// One process's worth of sending through the ledger of a workspace, at once and all accepted.
struct Sending {
    FakeClock clock{Instant{1'790'000'000'000'000}};
    SeededRng rng;
    ScriptedTransport transport{clock, rng, ScriptedTransport::accepted};

    explicit Sending(std::uint64_t seed) : rng(seed) {}
    Result<void> run(workspace::Workspace &file, RunId id, const std::string &journalPath,
                     const std::function<void(std::int64_t)> &accepted) {
        TRY_ASSIGN(const store::Connection connection, file.connect(workspace::Durability::Full));
        TRY_ASSIGN(auto journal,
                   delivery::SendJournal::open(journalPath, delivery::JournalFlush::ToSystem));
        TRY_ASSIGN(const auto lease,
                   delivery::RunnerLease::acquire(
                       connection, clock, rng, {"here", delivery::runnerLockPath(file.path())}));
        net::TokenBucket limiter(clock, {100'000, 1'000, -1, 0, std::chrono::hours(24)});
        PlainComposer composer;
        TRY_ASSIGN(const auto runner,
                   delivery::CampaignRunner::open(
                       {connection, clock, rng, *lease, journal, transport, composer, limiter},
                       id, senderProfile()));
        const delivery::Ledger ledger(connection, clock);
        for (int step = 0; step < 400; ++step) {
            TRY_ASSIGN(const auto tick, runner->tick(std::chrono::milliseconds(1)));
            TRY_ASSIGN(const auto counts, ledger.counts(id));
            accepted(counts.at(delivery::MessageState::Accepted));
            if (tick.state == delivery::RunnerState::Finished)
                return {};
        }
        return Error(ErrorKind::Internal, "test.endless");
    }
};
inline Result<RunId> startRun(workspace::Workspace &file, int people, std::uint64_t seed = 7) {
    TRY_ASSIGN(const store::Connection connection, file.connect(workspace::Durability::Full));
    const FakeClock clock{Instant{1'790'000'000'000'000}};
    SeededRng rng(seed);
    delivery::Ledger ledger(connection, clock);
    return ledger.startRun(LedgerFixture::spec(), LedgerFixture::people(people), rng);
}

} // namespace audience::test
