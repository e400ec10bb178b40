#include "engine/condition.h"

#include <algorithm>
#include <cstring>

namespace audience::engine {

ScratchPool::Lease::~Lease() {
    if (m_memory.empty())
        return; // moved from
    const std::lock_guard lock(m_pool->m_mutex);
    if (m_pool->m_free.size() < 8)
        m_pool->m_free.push_back(std::move(m_memory));
}

ScratchPool::Lease ScratchPool::take(std::size_t bytes) {
    const std::size_t words = (bytes + 7) / 8 + 8;
    std::vector<std::uint64_t> memory;
    {
        // The smallest that is large enough, else the largest, so that few arrays serve all kernels.
        const std::lock_guard lock(m_mutex);
        auto best = m_free.end();
        for (auto it = m_free.begin(); it != m_free.end(); ++it) {
            if (best == m_free.end()) {
                best = it;
                continue;
            }
            const bool fits = it->size() >= words, bestFits = best->size() >= words;
            if (fits != bestFits ? fits : fits ? it->size() < best->size() : it->size() > best->size())
                best = it;
        }
        if (best != m_free.end()) {
            memory = std::move(*best);
            m_free.erase(best);
        }
    }
    if (memory.size() < words)
        memory.assign(words, 0);
    else
        std::memset(memory.data(), 0, words * 8);
    return Lease(*this, std::move(memory));
}

void intersect(Bitmap &a, const Bitmap &b) {
    auto *to = a.words().data();
    const auto *from = b.words().data();
    for (std::size_t i = 0, n = a.words().size(); i < n; ++i)
        to[i] &= from[i];
}

void unite(Bitmap &a, const Bitmap &b) {
    auto *to = a.words().data();
    const auto *from = b.words().data();
    for (std::size_t i = 0, n = a.words().size(); i < n; ++i)
        to[i] |= from[i];
}

void subtract(Bitmap &a, const Bitmap &b) {
    auto *to = a.words().data();
    const auto *from = b.words().data();
    for (std::size_t i = 0, n = a.words().size(); i < n; ++i)
        to[i] &= ~from[i];
}

void appendKey(std::string &key, std::string_view part) {
    key += std::to_string(part.size());
    key += ':';
    key += part;
}

std::string ColumnCondition::versions(const Snapshot &snapshot) const {
    return std::to_string(snapshot.schema().profileVersion) + versionsOf(m_computed, snapshot);
}

Result<Bitmap> ColumnCondition::evaluate(const EvaluateContext &context) const {
    TRY_ASSIGN(const auto column, columnNamed(context, m_computed, m_predicate.field));
    std::shared_ptr<const DenseColumn> companion;
    if (!m_predicate.companion.empty()) {
        TRY_ASSIGN(companion, columnNamed(context, m_computed, m_predicate.companion));
    }
    TRY(context.cancel.check());
    Bitmap result(context.snapshot.ordinals());
    Matcher(m_predicate, *column, companion.get()).match(0, result.size(), result.words().data());
    intersect(result, context.snapshot.members());
    return result;
}

} // namespace audience::engine
