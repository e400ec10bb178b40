#include "sending_campaign.h"

#include "delivery/ledger.h"
#include "delivery/runner_lease.h"

#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace audience::bench {

using namespace delivery;

namespace {

constexpr int kGroup = 16;
constexpr int kAudience = 500;

template <class Step> double millisecondsOf(Step step) {
    const auto began = std::chrono::steady_clock::now();
    step();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began)
        .count();
}

std::vector<Recipient> audience() {
    std::vector<Recipient> people;
    for (Ordinal i = 0; i < kAudience; ++i)
        people.push_back({i, "user" + std::to_string(i) + "@example.com", {}});
    return people;
}

} // namespace

SendingCampaign::SendingCampaign(workspace::Workspace &workspace)
    : m_workspace(workspace), m_thread([this] {
          if (const auto sent = send(); !sent) {
              std::fprintf(stderr, "campaign: %s %s\n", sent.error().id.c_str(),
                           sent.error().detail.c_str());
              ++m_failures;
          }
      }) {}

void SendingCampaign::noteCommit(double milliseconds) {
    ++m_commits;
    m_longest = std::max(m_longest, milliseconds);
    const std::string wal = m_workspace.path() + "-wal";
    m_wal = std::max<std::int64_t>(m_wal, QFileInfo(QString::fromStdString(wal)).size());
}

Result<void> SendingCampaign::send() {
    TRY_ASSIGN(const store::Connection connection,
               m_workspace.connect(workspace::Durability::Full));
    TRY_ASSIGN(const auto lease,
               RunnerLease::acquire(connection, m_workspace.clock(), m_workspace.rng(),
                                    {"bench", runnerLockPath(m_workspace.path())}));
    Ledger ledger(connection, m_workspace.clock());
    RunSpec spec;
    spec.campaign = CampaignId(1);
    spec.name = "Bench";
    spec.permission = Permission::LegalBasis;
    spec.legalBasis = "contract";
    RunId run;
    while (!m_stop) {
        std::vector<DueMessage> due;
        if (run != RunId()) {
            TRY_ASSIGN(due, ledger.due(run, kGroup));
        }
        if (due.empty()) {
            if (run != RunId())
                TRY(ledger.finishIfDone(run));
            TRY_ASSIGN(run, ledger.startRun(spec, audience(), m_workspace.rng()));
            continue;
        }
        std::vector<IntentRequest> requests;
        std::vector<AttemptOutcome> outcomes;
        for (const DueMessage &message : due) {
            requests.push_back({message.id, makeAttemptTag(m_workspace.rng()), "hash", {}});
            outcomes.push_back({requests.back().tag,
                                {OutcomeClass::Accepted, "", "", "ses-" + requests.back().tag},
                                {}});
        }
        Result<void> done;
        noteCommit(millisecondsOf([&] {
            auto intents =
                ledger.commitIntents(run, lease->epoch(), requests, [](const DueMessage &) {
                    return Result<std::string>(std::string());
                });
            if (!intents)
                done = std::move(intents).error();
        }));
        TRY(done);
        noteCommit(millisecondsOf([&] { done = ledger.recordOutcomes(outcomes); }));
        TRY(done);
        m_messages += static_cast<std::int64_t>(due.size());
        TRY(lease->beat());
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return lease->release();
}

Json SendingCampaign::stop() {
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
    return Json{{"commits", m_commits},
                {"messages", m_messages},
                {"failures", m_failures},
                {"longest_ms", m_longest},
                {"wal_peak_mb", static_cast<double>(m_wal) / 1e6}};
}

} // namespace audience::bench
