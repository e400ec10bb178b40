// The condition family "rfm": who stands where by recency, frequency and money. Cells, scores and named groups
// are explained in docs/formats/segment.md.
#pragma once

#include "model/event_choice.h"

#include <array>

namespace audience::model {

struct RfmCondition {
    std::vector<std::int64_t> cells; // recency * 100 + frequency * 10 + money, rising
    int tiles = 5;
    // The purchases; without a name those of the workspace's definition.
    EventChoice events;
    std::string field; // their value; empty: that of the definition
    // How the cells were written.
    enum class By { Scores, Cells, Groups };
    By by = By::Scores;
    std::array<std::pair<int, int>, 3> scores{}; // Scores: recency, frequency, money; both ends included
    std::vector<std::string> groups;             // Groups
};

// The named groups of five tiles: by recency and by frequency and money together (their mean, rounded up).
struct RfmGroup {
    std::string_view name;
    int lowRecency, highRecency, lowValue, highValue;
};
constexpr std::array<RfmGroup, 10> kRfmGroups = {{{"champions", 4, 5, 4, 5},
                                                  {"promising", 4, 5, 2, 3},
                                                  {"new", 4, 5, 1, 1},
                                                  {"loyal", 3, 3, 4, 5},
                                                  {"needs_attention", 3, 3, 2, 3},
                                                  {"about_to_sleep", 3, 3, 1, 1},
                                                  {"cannot_lose", 1, 2, 5, 5},
                                                  {"at_risk", 1, 2, 3, 4},
                                                  {"hibernating", 2, 2, 1, 2},
                                                  {"lost", 1, 1, 1, 2}}};

std::optional<RfmCondition> readRfm(const Json &json, const std::string &path, Findings &out);
Json toJson(const RfmCondition &condition);

} // namespace audience::model
