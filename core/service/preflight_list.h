// Who has which finding of a preflight: noted block by block on many threads, then put together in the order of the people,
// so that the same send gives the same list. Private to service.
#pragma once

#include "delivery/ledger_types.h"
#include "service/preflight.h"

#include <atomic>
#include <map>

namespace audience::service {

struct PreflightHit {
    Ordinal person = 0;
    std::uint32_t finding = 0;
    std::uint32_t detail = 0; // 0: none
};

// What all blocks together may keep; beyond it people are counted and not named.
struct PreflightBudget {
    static constexpr std::int64_t kMostHits = 2'000'000, kMostDetailBytes = 32 << 20;
    std::atomic<std::int64_t> hits{0}, detailBytes{0};
};

class PreflightResult {
public:
    PreflightReport report;
    std::vector<PreflightHit> hits; // in the order of the people, of one person as they were found
    std::vector<std::string> details{std::string()};
    std::vector<Ordinal> people; // with any finding, rising
    const std::string &detailOf(const PreflightHit &hit) const { return details[hit.detail]; }
};

// The findings of one block. One thread.
class PreflightNotes {
public:
    explicit PreflightNotes(PreflightBudget &budget) : m_budget(&budget) {}
    // The same finding of the same person counts once.
    void add(Ordinal person, PreflightLevel level, FindingView finding, std::string_view detail = {});

private:
    friend PreflightResult mergedNotes(std::vector<PreflightNotes> blocks);
    struct Group {
        PreflightFinding finding;
        Ordinal last = 0; // who had it last
    };
    bool keeps(std::size_t detailBytes);
    PreflightBudget *m_budget;
    std::map<std::string, std::uint32_t, std::less<>> m_ids;
    std::vector<Group> m_groups;
    std::vector<PreflightHit> m_hits;
    std::vector<std::string> m_details;
    std::vector<Ordinal> m_people; // with any finding
    bool m_isCut = false;
};

// Only the findings, the list and the people are filled in; `first` of the findings is empty.
PreflightResult mergedNotes(std::vector<PreflightNotes> blocks);

} // namespace audience::service
