// What is known of every person, as comparisons between groups want it: attributes, traits, and what the
// workspace's purchases say (how many, how much, how long ago). Each fact also knows how a rule says it. Internal to
// service; immutable, any thread.
#pragma once

#include "async/cancel.h"
#include "insight/rule_finder.h"
#include "model/segment_rule.h"
#include "model/workspace_definition.h"
#include "service/people.h"
#include "service/segment_study.h"

#include <functional>

namespace audience::service {

struct PeopleFact {
    enum class Kind { Attribute, LastPurchase, Purchases, Spent, PerPurchase }; // traits are attributes to a rule
    Kind kind = Kind::Attribute;
    engine::Field field;            // as a rule names it; decimals are counted in units of their last digit
    std::vector<std::string> texts; // of codes, from 1; truth values have "true" and "false"
    insight::Feature values;        // one entry per row of `rows`; LastPurchase: days before now
};

struct PeopleFacts {
    std::vector<Ordinal> rows; // the people, rising
    std::vector<PeopleFact> facts;
    model::WorkspaceDefinition definition;
    Instant now;
    std::string zone;

    insight::Membership membership(const engine::Bitmap &group) const;
    // The features of all facts, in their order; they are moved out.
    std::vector<insight::Feature> takeFeatures();
};

// Names, addresses and other columns that say something else of nearly everybody are left out, and lists and objects.
// Errors: "data.no_people", "cancelled" and those of loading columns.
Result<PeopleFacts> factsOf(Session &session, const People &people, const CancelToken &cancel = {});
// The same, a few facts at a time, so that a wide table needs no room for all its values: `see` gets those from `first` on
// with their values and may take them.
using SeeFacts = std::function<Result<void>(const PeopleFacts &facts, std::size_t first, std::vector<insight::Feature> &features)>;
Result<PeopleFacts> lookThrough(Session &session, const People &people, const SeeFacts &see, const CancelToken &cancel = {});
// The same of purchases alone; no facts before the workspace has said what a purchase is.
Result<PeopleFacts> purchaseFactsOf(Session &session, const People &people, const CancelToken &cancel = {});
// Purchases alone: days since the last one, how many, how much, and per purchase; of those who bought something
// whose value is known. Error
// "segment.no_purchases" where the workspace has not said what a purchase is and what it is worth.
struct Buyers {
    std::vector<Ordinal> rows;
    std::vector<double> values; // four per row
};
Result<Buyers> buyersOf(Session &session, const People &people, const CancelToken &cancel = {});

// The part of a rule that says this of a fact. A number between the two that stand apart may be rounded.
model::RuleNode ruleOf(const PeopleFacts &facts, const insight::RuleTest &test);

// A rule for these people from the features of the facts. Its figures are those of the rule as it stands, with
// its limits rounded.
Result<DescribedList> describePeople(Session &session, const People &people, const PeopleFacts &facts,
                                     const std::vector<insight::Feature> &features, const engine::Bitmap &list,
                                     const CancelToken &cancel);

} // namespace audience::service
