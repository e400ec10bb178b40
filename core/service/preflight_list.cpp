#include "service/preflight_list.h"

#include <algorithm>
#include <numeric>

namespace audience::service {

namespace {

constexpr std::size_t kMostDetail = 300;

std::string keyOf(PreflightLevel level, const FindingView &finding) {
    std::string key = finding.id + '\n' + finding.path + '\n' + std::to_string(finding.line) + '\n' + std::to_string(finding.column) + '\n' +
                      std::to_string(static_cast<int>(level));
    for (const auto &[name, value] : finding.args)
        key += '\n' + name + '=' + value;
    return key;
}

// Cut between two characters.
std::string_view shortened(std::string_view text) {
    if (text.size() <= kMostDetail)
        return text;
    std::size_t end = kMostDetail;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
        --end;
    return text.substr(0, end);
}

bool goesFirst(const PreflightFinding &a, const PreflightFinding &b) {
    if (a.level != b.level)
        return a.level < b.level;
    if (a.people != b.people)
        return a.people > b.people;
    return keyOf(a.level, a.finding) < keyOf(b.level, b.finding);
}

} // namespace

std::string_view toText(PreflightLevel level) {
    switch (level) {
    case PreflightLevel::Stops: return "stops";
    case PreflightLevel::LeftOut: return "left_out";
    case PreflightLevel::Flaw: return "flaw";
    }
    return {};
}

bool PreflightNotes::keeps(std::size_t detailBytes) {
    if (m_budget->hits.fetch_add(1, std::memory_order_relaxed) >= PreflightBudget::kMostHits) {
        m_isCut = true;
        return false;
    }
    m_budget->detailBytes.fetch_add(static_cast<std::int64_t>(detailBytes), std::memory_order_relaxed);
    return true;
}

void PreflightNotes::add(Ordinal person, PreflightLevel level, FindingView finding, std::string_view detail) {
    const auto [known, isNew] = m_ids.try_emplace(keyOf(level, finding), static_cast<std::uint32_t>(m_groups.size()));
    if (isNew)
        m_groups.push_back({{std::move(finding), level, 0, {}}, person});
    Group &group = m_groups[known->second];
    if (!isNew && group.last == person)
        return;
    group.last = person;
    ++group.finding.people;
    if (m_people.empty() || m_people.back() != person)
        m_people.push_back(person);
    detail = shortened(detail);
    if (!keeps(detail.size()))
        return;
    PreflightHit hit{person, known->second, 0};
    if (!detail.empty() && m_budget->detailBytes.load(std::memory_order_relaxed) <= PreflightBudget::kMostDetailBytes) {
        if (m_details.empty() || m_details.back() != detail)
            m_details.emplace_back(detail);
        hit.detail = static_cast<std::uint32_t>(m_details.size());
    }
    m_hits.push_back(hit);
}

PreflightResult mergedNotes(std::vector<PreflightNotes> blocks) {
    PreflightResult result;
    std::vector<PreflightFinding> found;
    std::map<std::string, std::uint32_t, std::less<>> ids;
    for (PreflightNotes &block : blocks) {
        std::vector<std::uint32_t> places;
        for (PreflightNotes::Group &group : block.m_groups) {
            const auto [known, isNew] = ids.try_emplace(keyOf(group.finding.level, group.finding.finding), static_cast<std::uint32_t>(found.size()));
            places.push_back(known->second);
            if (isNew)
                found.push_back(std::move(group.finding));
            else
                found[known->second].people += group.finding.people;
        }
        const auto offset = static_cast<std::uint32_t>(result.details.size()) - 1;
        for (const PreflightHit &hit : block.m_hits)
            result.hits.push_back({hit.person, places[hit.finding], hit.detail == 0 ? 0 : hit.detail + offset});
        result.details.insert(result.details.end(), std::make_move_iterator(block.m_details.begin()), std::make_move_iterator(block.m_details.end()));
        result.people.insert(result.people.end(), block.m_people.begin(), block.m_people.end());
        result.report.isListCut = result.report.isListCut || block.m_isCut;
        block.m_hits = {};
    }
    std::vector<std::uint32_t> order(found.size()), place(found.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return goesFirst(found[a], found[b]); });
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        place[order[i]] = i;
        result.report.findings.push_back(std::move(found[order[i]]));
    }
    for (PreflightHit &hit : result.hits)
        hit.finding = place[hit.finding];
    std::stable_sort(result.hits.begin(), result.hits.end(), [](const PreflightHit &a, const PreflightHit &b) { return a.person < b.person; });
    std::sort(result.people.begin(), result.people.end());
    result.people.erase(std::unique(result.people.begin(), result.people.end()), result.people.end());
    return result;
}

} // namespace audience::service
