// Computed traits: what a person's events come to, or the name of the group that a person is in, saved under a
// name and then used like an attribute ("trait:ltv"). A formula names no type; that follows from the data.
#pragma once

#include "model/event_choice.h"
#include "model/segment_rule.h"

#include <string>
#include <string_view>
#include <vector>

namespace audience::model {

constexpr std::string_view kTraitPrefix = "trait:"; // of the attribute's name
constexpr int kMaxTraitDepth = 16;                  // of ratios in ratios and of traits that name traits

constexpr std::size_t kMostTraitGroups = 100;

// Whoever meets the rule, and none of the groups before it, has the name for a value.
struct TraitGroup {
    std::string name;
    RuleNode rule;
};

struct TraitFormula {
    enum class Of { Count, Sum, Average, Minimum, Maximum, Distinct, First, Last, MostFrequent, Ratio, Trait, Groups };
    Of of = Of::Count;
    std::string field; // a property; the name of the trait for Trait
    EventChoice events;
    std::vector<TraitFormula> parts; // Ratio: what is divided and by what
    std::vector<TraitGroup> groups = {}; // Groups: the first that fits
    std::string otherwise = {};          // Groups: of whoever is in none; "": no value
};
std::string_view toText(TraitFormula::Of of); // "count", ..., "most_frequent", "ratio", "trait", "groups"

// Nothing with findings where it is none.
std::optional<TraitFormula> readTrait(const Json &json, const std::string &path, Findings &out);
Json toJson(const TraitFormula &formula);

} // namespace audience::model
