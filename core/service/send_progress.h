// How far a send is, for whoever watches it: sent of those who are to get it (kept back is not work, and not done
// either), and the time left at the speed of the last ten seconds. One thread; private to service.
#pragma once

#include "async/progress.h"
#include "service/campaign_parts.h"

#include <chrono>
#include <deque>

namespace audience::service {

class SendProgress {
public:
    ProgressState at(std::chrono::microseconds now, const delivery::Run &run, const delivery::StateCounts &counts) {
        using delivery::MessageState;
        const std::int64_t wanted = run.audience - countOf(counts, MessageState::Skipped);
        const std::int64_t toGo = countOf(counts, MessageState::Planned) + countOf(counts, MessageState::RetryAt) + countOf(counts, MessageState::Intent);
        m_seen.push_back({now, wanted - toGo});
        while (now - m_seen.front().at > std::chrono::seconds(10))
            m_seen.pop_front();
        const double elapsed = std::chrono::duration<double>(now - m_seen.front().at).count();
        const auto handled = static_cast<double>(wanted - toGo - m_seen.front().handled);
        return {countOf(counts, MessageState::Accepted), wanted, elapsed >= 1 && handled > 0 ? static_cast<double>(toGo) * elapsed / handled : -1};
    }

private:
    struct Seen {
        std::chrono::microseconds at;
        std::int64_t handled;
    };
    std::deque<Seen> m_seen;
};

} // namespace audience::service
