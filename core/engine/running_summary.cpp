#include "engine/running_summary.h"

#include <algorithm>

namespace audience::engine {

std::unique_ptr<RunningSummary> RunningSummaries::take(const std::string &key) {
    const std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_kept.begin(), m_kept.end(), [&](const auto &one) { return one.first == key; });
    if (found == m_kept.end())
        return nullptr;
    auto summary = std::move(found->second);
    m_kept.erase(found);
    return summary;
}

void RunningSummaries::keep(std::string key, std::unique_ptr<RunningSummary> summary) {
    const std::lock_guard lock(m_mutex);
    m_kept.emplace_front(std::move(key), std::move(summary));
    if (m_kept.size() > kMost)
        m_kept.pop_back();
}

} // namespace audience::engine
