// Groups among the buyers: k-means over how long ago, how often, how much and how much at a time, with a rule for each.
#include "service/segment_study.h"

#include "insight/clusters.h"
#include "segment/rule_text.h"
#include "service/audience_question.h"
#include "service/people_facts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

namespace audience::service {

namespace {

constexpr int kMeasures = 4; // days ago, purchases, spent, per purchase
constexpr int kFewest = 2, kMost = 8;
constexpr double kSteady = 0.9; // agreement of the beginnings

// By where a group's middle lies, in standard deviations from that of all buyers.
std::string nameOf(const double *middle, bool isTop) {
    const double daysAgo = middle[0], often = middle[1], spent = middle[2], perPurchase = middle[3];
    if (isTop && often + spent > 1)
        return "champions";
    if (daysAgo > 0.75)
        return "at_risk";
    if (perPurchase > 0.75 && perPurchase > often)
        return "large_orders";
    return often > 0.3 || spent > 0.3 ? "loyal" : "occasional";
}

// Groups that every beginning comes to, before those that are a little further apart: what another run would not
// find again is nothing to plan with. Two groups tell few from many buyers, which nobody needs to be told.
int clearest(const std::vector<SuggestedGroups::Choice> &choices) {
    const auto rank = [](const SuggestedGroups::Choice &choice) {
        return std::tuple(choice.groups > kFewest, choice.agreement >= kSteady, choice.silhouette);
    };
    return std::max_element(choices.begin(), choices.end(), [&](const auto &a, const auto &b) { return rank(a) < rank(b); })->groups;
}

SuggestedGroups::Group figuresOf(const Buyers &buyers, const insight::Grouping &grouping, std::uint8_t group) {
    SuggestedGroups::Group figures;
    std::array<double, kMeasures> sums{};
    double spentByAll = 0;
    for (std::size_t i = 0; i < buyers.rows.size(); ++i) {
        spentByAll += buyers.values[i * kMeasures + 2];
        if (grouping.labels[i] != group)
            continue;
        ++figures.people;
        for (std::size_t m = 0; m < kMeasures; ++m)
            sums[m] += buyers.values[i * kMeasures + m];
    }
    const double people = static_cast<double>(std::max<std::int64_t>(1, figures.people));
    figures.daysAgo = sums[0] / people;
    figures.purchases = sums[1] / people;
    figures.spent = sums[2] / people;
    figures.perPurchase = sums[3] / people;
    figures.spentShare = spentByAll > 0 ? sums[2] / spentByAll : 0;
    return figures;
}

} // namespace

// The data are kept as they were grouped: members are numbers of their rows.
class GroupedBuyers {
public:
    People people;
    Buyers buyers;
    std::vector<insight::Grouping> groupings; // from kFewest on
    std::vector<SuggestedGroups::Choice> choices;
    std::optional<Error> end; // why there are no more
};

Result<std::shared_ptr<const GroupedBuyers>> groupBuyers(Session &session, const SuggestOptions &options) {
    TRY_ASSIGN(People people, People::load(session));
    TRY_ASSIGN(Buyers buyers, buyersOf(session, people, options.cancel));
    if (options.mostBuyers > 0 && static_cast<std::int64_t>(buyers.rows.size()) > options.mostBuyers)
        return std::shared_ptr<const GroupedBuyers>();
    const auto grouped = std::make_shared<GroupedBuyers>(GroupedBuyers{std::move(people), std::move(buyers), {}, {}, {}});
    insight::Points points{kMeasures, grouped->buyers.values};
    insight::standardise(points);
    insight::GroupingOptions grouping;
    grouping.cancel = options.cancel;
    for (int count = kFewest; count <= kMost; ++count) {
        grouping.threads = options.threads ? options.threads() : 0;
        auto found = insight::findGroups(points, count, grouping);
        if (!found && found.error().id == "insight.too_few" && count > kFewest) {
            grouped->end = std::move(found).error();
            break;
        }
        if (!found)
            return std::move(found).error();
        grouped->choices.push_back({count, found->grouping.inertia, found->silhouette, found->agreement});
        grouped->groupings.push_back(std::move(found->grouping));
    }
    return std::shared_ptr<const GroupedBuyers>(grouped);
}

Result<SuggestedGroups> suggestGroups(Session &session, const GroupedBuyers &grouped, const SuggestOptions &options) {
    const People &people = grouped.people;
    const Buyers &buyers = grouped.buyers;
    SuggestedGroups suggested;
    suggested.buyers = static_cast<std::int64_t>(buyers.rows.size());
    suggested.choices = grouped.choices;
    suggested.chosen = options.groups != 0 ? std::clamp(options.groups, kFewest, kMost) : clearest(suggested.choices);
    const auto at = static_cast<std::size_t>(suggested.chosen - kFewest);
    if (at >= grouped.groupings.size())
        return *grouped.end;
    const insight::Grouping &chosen = grouped.groupings[at];

    std::size_t top = 0;
    const auto worth = [&](std::size_t g) { return chosen.centres[g * kMeasures + 1] + chosen.centres[g * kMeasures + 2]; };
    for (std::size_t g = 1; g < chosen.sizes.size(); ++g)
        top = worth(g) > worth(top) ? g : top;
    TRY_ASSIGN(PeopleFacts facts, purchaseFactsOf(session, people, options.cancel));
    const std::vector<insight::Feature> features = facts.takeFeatures();
    for (std::size_t g = 0; g < chosen.sizes.size(); ++g) {
        auto group = figuresOf(buyers, chosen, static_cast<std::uint8_t>(g));
        group.name = nameOf(chosen.centres.data() + g * kMeasures, g == top);
        engine::Bitmap members(people.snapshot().ordinals());
        for (std::size_t i = 0; i < buyers.rows.size(); ++i)
            if (chosen.labels[i] == g) {
                members.add(buyers.rows[i]);
                group.members.push_back(buyers.rows[i]);
            }
        TRY_ASSIGN(group.rule, describePeople(session, people, facts, features, members, options.cancel));
        suggested.groups.push_back(std::move(group));
    }
    std::stable_sort(suggested.groups.begin(), suggested.groups.end(), [](const auto &a, const auto &b) { return a.spent > b.spent; });
    return suggested;
}

Result<SuggestedGroups> suggestGroups(Session &session, const SuggestOptions &options) {
    SuggestOptions all = options;
    all.mostBuyers = 0;
    TRY_ASSIGN(const auto grouped, groupBuyers(session, all));
    return suggestGroups(session, *grouped, options);
}

} // namespace audience::service
