#include "service/segment_study.h"

#include "insight/contrast.h"
#include "segment/rule_text.h"
#include "service/audience_question.h"
#include "service/definition_service.h"
#include "service/people_facts.h"
#include "service/session.h"
#include "service/trait_service.h"

#include <algorithm>
#include <map>
#include <set>

namespace audience::service {

namespace {

using insight::Cut;
using insight::RuleTest;
using model::RuleNode;

// The same test as rules are made of; the next value on the other side leaves room for a round limit.
RuleTest testOf(const insight::Contrast &contrast, const insight::Feature &feature) {
    RuleTest test;
    test.feature = contrast.feature;
    test.number = test.neighbour = contrast.cut.number;
    switch (contrast.cut.kind) {
    case Cut::Kind::AtMost:
    case Cut::Kind::AtLeast: {
        test.kind = contrast.cut.kind;
        const bool isAtMost = test.kind == Cut::Kind::AtMost;
        bool isSet = false;
        for (const double value : feature.numbers)
            if (isAtMost ? value > test.number && (!isSet || value < test.neighbour) : value < test.number && (!isSet || value > test.neighbour)) {
                test.neighbour = value;
                isSet = true;
            }
        break;
    }
    case Cut::Kind::Is:
    case Cut::Kind::IsNot:
        test.kind = Cut::Kind::Is;
        test.codes = {contrast.cut.code};
        test.isNot = contrast.cut.kind == Cut::Kind::IsNot;
        break;
    case Cut::Kind::Empty:
    case Cut::Kind::Filled:
        test.isNot = contrast.cut.kind == Cut::Kind::Empty;
        break;
    }
    return test;
}

RuleNode joined(RuleNode::Kind kind, std::vector<RuleNode> parts) {
    if (parts.size() == 1)
        return std::move(parts.front());
    return model::groupNode(kind, std::move(parts));
}

std::int64_t countOf(const engine::Bitmap &bitmap) {
    return static_cast<std::int64_t>(bitmap.count());
}

// What conditions name, however deep: fields of people, and events.
void gatherNames(const Json &json, std::set<std::string> &names) {
    for (const auto &[key, value] : json.items()) {
        if (value.is_structured())
            gatherNames(value, names);
        else if (value.is_string() && (key == "field" || key == "name"))
            names.insert(value.get<std::string>());
    }
}

std::set<std::string> namesIn(const RuleNode &node, const std::string &purchase) {
    std::set<std::string> names;
    const Json json = model::toJson(node);
    gatherNames(json, names);
    if (json.dump().find("\"type\":\"rfm\"") != std::string::npos)
        names.insert(purchase);
    return names;
}

} // namespace

Result<std::vector<SegmentTrait>> whatSetsApart(Session &session, const model::SegmentRule &rule, const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const Audience audience, evaluateRule(session, people, rule, cancel));
    insight::Membership group;
    std::vector<std::pair<insight::Contrast, RuleTest>> found;
    TRY_ASSIGN(const PeopleFacts facts, lookThrough(session, people, [&](const PeopleFacts &all, std::size_t first, const std::vector<insight::Feature> &features) -> Result<void> {
        if (group.empty())
            group = all.membership(audience.members);
        TRY_ASSIGN(const auto some, insight::contrasts(features, group, cancel));
        for (insight::Contrast one : some) {
            RuleTest test = testOf(one, features[one.feature]);
            one.feature = test.feature = first + one.feature;
            found.emplace_back(one, std::move(test));
        }
        return {};
    }, cancel));
    // Every column was looked at, also those in which the groups do not differ.
    std::vector<double> chances(facts.facts.size(), 1.0);
    for (const auto &[one, test] : found)
        chances[one.feature] = one.chance;
    const std::vector<double> adjusted = insight::adjustedForMany(chances);
    const auto inGroup = static_cast<double>(countOf(audience.members));
    const auto others = static_cast<double>(people.snapshot().members().count()) - inGroup;
    const std::set<std::string> asked = namesIn(rule.root, facts.definition.purchaseEvent);
    std::vector<SegmentTrait> traits;
    for (const auto &[one, test] : found) {
        SegmentTrait trait;
        trait.part = ruleOf(facts, test);
        trait.text = segment::toText(trait.part);
        trait.adjusted = adjusted[one.feature];
        const PeopleFact &fact = facts.facts[one.feature];
        trait.isAsked = asked.count(fact.kind == PeopleFact::Kind::Attribute ? fact.field.name : facts.definition.purchaseEvent) > 0;
        // The figures are those of the rule as it stands, with its limits rounded.
        TRY_ASSIGN(const Audience meeting, evaluateRule(session, people, {trait.part, Json::object()}, cancel));
        engine::Bitmap both = meeting.members;
        engine::intersect(both, audience.members);
        trait.inside = countOf(both);
        trait.outside = countOf(meeting.members) - trait.inside;
        trait.insideShare = static_cast<double>(trait.inside) / inGroup;
        trait.outsideShare = static_cast<double>(trait.outside) / others;
        traits.push_back(std::move(trait));
    }
    std::stable_sort(traits.begin(), traits.end(), [](const SegmentTrait &a, const SegmentTrait &b) {
        return a.insideShare - a.outsideShare > b.insideShare - b.outsideShare;
    });
    return traits;
}

Result<std::string> whatSetsApartKey(Session &session, const model::SegmentRule &rule, const CancelToken &cancel) {
    constexpr std::int64_t kDay = 86'400'000'000;
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const Audience audience, evaluateRule(session, people, rule, cancel));
    TRY_ASSIGN(const DefinitionView definition, DefinitionService(session).definition());
    TRY_ASSIGN(const auto traits, TraitService(session).list());
    std::uint64_t members = 14'695'981'039'346'656'037u; // FNV-1a
    audience.members.forEach([&](Ordinal person) {
        members = (members ^ person) * 1'099'511'628'211u;
        return true;
    });
    Json formulas = Json::array();
    for (const TraitView &trait : traits)
        formulas.push_back({trait.name, trait.formula});
    return Json{{"rule", model::toJson(rule)}, {"data", people.snapshot().generation()}, {"members", members}, {"day", countingNow(session).micros / kDay},
                {"zone", workspaceZone(session)}, {"purchase", definition.definition.purchaseEvent}, {"value", definition.definition.valueField},
                {"traits", std::move(formulas)}}.dump();
}

Result<DescribedList> describePeople(Session &session, const People &people, const PeopleFacts &facts, const std::vector<insight::Feature> &features,
                               const engine::Bitmap &list, const CancelToken &cancel) {
    insight::RuleFinderOptions options;
    options.cancel = cancel;
    TRY_ASSIGN(const insight::FoundRule found, insight::findRule(features, facts.membership(list), options));
    std::vector<RuleNode> any;
    for (const auto &all : found.any) {
        std::vector<RuleNode> parts;
        for (const RuleTest &test : all)
            parts.push_back(ruleOf(facts, test));
        any.push_back(joined(RuleNode::Kind::All, std::move(parts)));
    }
    DescribedList described;
    described.rule.root = joined(RuleNode::Kind::Any, std::move(any));
    described.text = segment::toText(described.rule);
    TRY_ASSIGN(const Audience audience, evaluateRule(session, people, described.rule, cancel));
    engine::Bitmap both = audience.members;
    engine::intersect(both, list);
    described.wanted = countOf(list);
    described.found = countOf(audience.members);
    described.right = countOf(both);
    return described;
}

Result<DescribedList> describeList(Session &session, const model::SegmentRule &list, const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const Audience audience, evaluateRule(session, people, list, cancel));
    TRY_ASSIGN(PeopleFacts facts, factsOf(session, people, cancel));
    const std::vector<insight::Feature> features = facts.takeFeatures();
    return describePeople(session, people, facts, features, audience.members, cancel);
}

Result<SegmentOverlap> overlapOf(Session &session, const std::vector<model::SegmentRule> &rules, const CancelToken &cancel) {
    if (rules.size() > SegmentOverlap::kMost)
        return Error(ErrorKind::Invalid, "segment.too_many").with("most", std::to_string(SegmentOverlap::kMost));
    TRY_ASSIGN(const People people, People::load(session)); // one version of the data for all
    std::vector<std::uint32_t> in(people.snapshot().ordinals());
    SegmentOverlap overlap;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        TRY_ASSIGN(const Audience audience, evaluateRule(session, people, rules[i], cancel));
        overlap.sizes.push_back(countOf(audience.members));
        audience.members.forEach([&](Ordinal person) {
            in[person] |= 1u << i;
            return true;
        });
    }
    std::map<std::uint32_t, std::int64_t> counts;
    people.snapshot().members().forEach([&](Ordinal person) {
        ++counts[in[person]];
        return true;
    });
    overlap.outside = counts[0];
    for (const auto &[mask, count] : counts)
        if (mask != 0)
            overlap.parts.push_back({mask, count});
    std::stable_sort(overlap.parts.begin(), overlap.parts.end(), [](const auto &a, const auto &b) { return a.people > b.people; });
    return overlap;
}

} // namespace audience::service
