#include "service/segment_insight.h"

#include "model/rule_difference.h"
#include "segment/query.h"
#include "segment/rule_text.h"
#include "service/audience_question.h"
#include "service/session.h"

namespace audience::service {

namespace {

SegmentExplanation::Part partOf(const segment::Step &step, const model::SegmentRule &rule, bool isForbidden) {
    SegmentExplanation::Part part{step.path, {}, static_cast<std::int64_t>(step.matches), step.milliseconds};
    if (const model::RuleNode *node = model::nodeAt(rule, step.path))
        part.text = segment::toText(isForbidden ? model::groupNode(model::RuleNode::Kind::Not, {*node}) : *node);
    return part;
}

} // namespace

Result<SegmentExplanation> explainSegment(Session &session, const model::SegmentRule &rule, const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const Audience audience, evaluateRule(session, people, rule, cancel)); // loads what it reads
    SegmentExplanation told;
    told.everyone = static_cast<std::int64_t>(people.snapshot().members().count());
    told.count = static_cast<std::int64_t>(audience.members.count());

    engine::Evaluator fresh(0); // keeps no answers: each cost is that of the part alone
    TRY_ASSIGN(const auto conditions, segment::explain(fresh, audience.plan, people.snapshot(), cancel));
    for (const segment::Step &condition : conditions)
        told.conditions.push_back(partOf(condition, rule, false));
    TRY_ASSIGN(const auto steps, segment::leftAfterEach(fresh, audience.plan, people.snapshot(), cancel));
    const engine::PlanNode &root = audience.plan.nodes[audience.plan.root];
    std::int64_t before = root.kind == engine::PlanNode::Kind::Any ? 0 : told.everyone;
    for (const segment::Step &step : steps) {
        SegmentExplanation::Step next{partOf(step, rule, root.kind == engine::PlanNode::Kind::None), static_cast<std::int64_t>(step.left), 0};
        next.change = next.left - before;
        before = next.left;
        told.steps.push_back(std::move(next));
    }
    return told;
}

Result<SegmentComparison> compareSegments(Session &session, const model::SegmentRule &before, const model::SegmentRule &after,
                                          const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(session)); // one version of the data for both
    TRY_ASSIGN(const Audience first, evaluateRule(session, people, before, cancel));
    TRY_ASSIGN(const Audience second, evaluateRule(session, people, after, cancel));
    engine::Bitmap both = first.members;
    engine::intersect(both, second.members);

    SegmentComparison told;
    told.before = static_cast<std::int64_t>(first.members.count());
    told.after = static_cast<std::int64_t>(second.members.count());
    told.stayed = static_cast<std::int64_t>(both.count());
    told.joined = told.after - told.stayed;
    told.left = told.before - told.stayed;
    for (const model::RuleDifference &difference : model::differences(before, after))
        told.changes.push_back({difference.path, difference.before ? segment::toText(*difference.before) : std::string(),
                                difference.after ? segment::toText(*difference.after) : std::string()});
    return told;
}

} // namespace audience::service
