// A campaign that goes on sending beside an import: on a connection and a thread of its own it
// writes intents and outcomes in groups, as the sender does, and notes how long each had to wait.
#pragma once

#include "base/json.h"
#include "workspace/workspace.h"

#include <atomic>
#include <thread>

namespace audience::bench {

class SendingCampaign {
public:
    explicit SendingCampaign(workspace::Workspace &workspace);
    ~SendingCampaign() { stop(); }
    // {"commits", "messages", "failures", "longest_ms", "wal_peak_mb"}
    Json stop();

private:
    Result<void> send();
    void noteCommit(double milliseconds);
    workspace::Workspace &m_workspace;
    std::atomic<bool> m_stop{false};
    std::int64_t m_commits = 0, m_messages = 0, m_failures = 0, m_wal = 0;
    double m_longest = 0;
    std::thread m_thread; // last: it uses the others
};

} // namespace audience::bench
