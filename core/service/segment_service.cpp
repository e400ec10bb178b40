#include "service/segment_service.h"

#include "delivery/message_history.h"
#include "model/ledger_condition.h"
#include "segment/compile.h"
#include "segment/query.h"
#include "segment/fact_names.h"
#include "segment/rule_text.h"
#include "service/analytic_service.h"
#include "service/audience_question.h"
#include "service/definition_service.h"
#include "service/list_service.h"
#include "service/member_columns.h"
#include "service/people_choice.h"
#include "service/remote_people.h"
#include "service/saved_sets.h"
#include "service/session.h"
#include "service/trait_service.h"
#include "workspace/consent_repository.h"
#include "workspace/definition_repository.h"

#include <algorithm>

namespace audience::service {

using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

Result<SegmentView> viewOf(const Definition &definition) {
    SegmentView view;
    TRY_ASSIGN(view.rule, model::segmentRuleFromJson(definition.body));
    view.id = SegmentId{definition.id};
    view.name = definition.name;
    view.revision = definition.revision;
    return view;
}

FindingView findingView(const model::Finding &finding) {
    return {finding.id, finding.args, finding.path, 0, 0, finding.severity == model::Finding::Severity::Error};
}

// How many are left after each top-level rule: meaningful where the root joins its parts with "all".
Result<std::vector<CountView::Step>> stepsOf(Session &session, const People &people, const model::SegmentRule &rule, const engine::Plan &plan,
                                             const CancelToken &cancel) {
    std::vector<CountView::Step> steps;
    if (rule.root.kind != model::RuleNode::Kind::All || plan.nodes[plan.root].kind != engine::PlanNode::Kind::All)
        return steps;
    TRY_ASSIGN(const auto left, segment::leftAfterEach(session.evaluator(), plan, people.snapshot(), cancel));
    for (std::size_t i = 0; i < left.size() && i < rule.root.children.size(); ++i)
        steps.push_back({segment::toText(rule.root.children[i]), static_cast<std::int64_t>(left[i].matches), static_cast<std::int64_t>(left[i].left)});
    return steps;
}

} // namespace

Result<std::vector<SegmentView>> SegmentService::list() const {
    TRY_ASSIGN(const auto definitions, DefinitionRepository(m_session.workspace()).list(DefinitionKind::Segment));
    std::vector<SegmentView> views;
    for (const Definition &definition : definitions) {
        TRY_ASSIGN(SegmentView view, viewOf(definition));
        views.push_back(std::move(view));
    }
    return views;
}

Result<SegmentView> SegmentService::find(SegmentId id) const {
    TRY_ASSIGN(const Definition found, DefinitionRepository(m_session.workspace()).find(DefinitionKind::Segment, id.value));
    return viewOf(found);
}

Result<SegmentView> SegmentService::findByName(const std::string &name) const {
    TRY_ASSIGN(const Definition found, DefinitionRepository(m_session.workspace()).find(DefinitionKind::Segment, name));
    return viewOf(found);
}

Result<SegmentView> SegmentService::save(const SegmentView &segment) {
    Definition definition;
    definition.kind = DefinitionKind::Segment;
    definition.id = segment.id.value;
    definition.name = segment.name;
    definition.revision = segment.revision;
    definition.body = model::toJson(segment.rule);
    TRY_ASSIGN(const Definition saved, DefinitionRepository(m_session.workspace()).save(definition));
    return viewOf(saved);
}

Result<void> SegmentService::remove(SegmentId id) {
    return DefinitionRepository(m_session.workspace()).remove(DefinitionKind::Segment, id.value);
}

Result<RuleVocabulary> SegmentService::vocabulary() const { return vocabularyOf(m_session, {}); }

Result<std::vector<Bucket>> SegmentService::topValues(const std::string &field, int most) const {
    model::AnalyticQuery query;
    query.groupBy.emplace_back().column.name = field;
    query.measures.emplace_back();
    query.orderBy.push_back({true, 0, true});
    query.limit = most + 1; // one of them may be that of people without a value
    TRY_ASSIGN(const AnalyticTable table, AnalyticService(m_session).run(query));
    std::vector<Bucket> buckets;
    for (const auto &row : table.rows)
        if (!std::holds_alternative<std::monostate>(row[0]) && buckets.size() < static_cast<std::size_t>(most))
            buckets.push_back({engine::toText(row[0]), std::get<std::int64_t>(row[1])});
    return buckets;
}

std::vector<FindingView> SegmentService::check(const model::SegmentRule &rule) const {
    std::vector<FindingView> findings;
    model::Findings found = model::validate(rule);
    const SavedSets sets(m_session);
    if (const auto there = remotePeopleOf(m_session, rule); there && *there && !model::hasErrors(found))
        return remoteFindings(m_session, **there, rule);
    if (!model::hasErrors(found))
        if (const auto snapshot = m_session.snapshot())
            found = segment::compile(rule, (*snapshot)->schema(), {countingNow(m_session), workspaceZone(m_session), &sets}).findings;
    for (const model::Finding &finding : found)
        findings.push_back(findingView(finding));
    return findings;
}

Result<CountView> SegmentService::count(const model::SegmentRule &rule, const std::vector<std::string> &topics, const CancelToken &cancel) {
    TRY_ASSIGN(CountView view, figures(rule, cancel));
    if (view.remote)
        return view;
    TRY_ASSIGN(SegmentReach reached, reach(rule, topics, cancel));
    view.reachable = reached.reachable;
    view.keptBack = std::move(reached.keptBack);
    return view;
}

Result<CountView> SegmentService::figures(const model::SegmentRule &rule, const CancelToken &cancel) {
    TRY_ASSIGN(const auto there, remotePeopleOf(m_session, rule));
    if (there)
        return countRemote(m_session, *there, rule, cancel);
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const Audience audience, evaluateRule(m_session, people, rule, cancel));
    TRY(cancel.check());
    CountView view;
    view.everyone = static_cast<std::int64_t>(people.snapshot().members().count());
    view.count = static_cast<std::int64_t>(audience.members.count());
    TRY_ASSIGN(view.steps, stepsOf(m_session, people, rule, audience.plan, cancel));
    TRY_ASSIGN(const auto conditions, segment::explain(m_session.evaluator(), audience.plan, people.snapshot(), cancel));
    for (const segment::Step &condition : conditions)
        view.alone[condition.path] = static_cast<std::int64_t>(condition.matches);
    m_session.localAnswers().note(datasetsIn(people.snapshot().schema(), model::toJson(rule)));
    return view;
}

Result<SegmentReach> SegmentService::reach(const model::SegmentRule &rule, const std::vector<std::string> &topics, const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const Audience audience, evaluateRule(m_session, people, rule, cancel));
    TRY(cancel.check());
    TRY_ASSIGN(const delivery::Reachable reachable, reachableOf(m_session, people, audience.members, topics, nullptr, nullptr, cancel));
    SegmentReach reach;
    reach.reachable = static_cast<std::int64_t>(reachable.people.size());
    for (const auto &[reason, number] : reachable.forbidden)
        if (number > 0)
            reach.keptBack.push_back({std::string(delivery::toText(reason)), number});
    std::stable_sort(reach.keptBack.begin(), reach.keptBack.end(), [](const ReasonCount &a, const ReasonCount &b) { return a.count > b.count; });
    return reach;
}

Result<RowsPage> SegmentService::members(const model::SegmentRule &rule, const std::vector<std::string> &columns, std::int64_t first, int count,
                                         const CancelToken &cancel) {
    TRY_ASSIGN(const auto there, remotePeopleOf(m_session, rule));
    if (there)
        return remoteMembers(m_session, *there, rule, columns, first, count, cancel);
    TRY_ASSIGN(const People people, People::load(m_session));
    TRY_ASSIGN(const Audience audience, evaluateRule(m_session, people, rule, cancel));
    RowsPage page;
    page.columns = columns.empty() ? std::vector<std::string>{people.dataset().keyField} : columns;
    page.total = static_cast<std::int64_t>(audience.members.count());
    std::vector<std::shared_ptr<const engine::DenseColumn>> data;
    for (const std::string &name : page.columns) {
        TRY_ASSIGN(auto column, memberColumn(m_session, people, name, cancel));
        data.push_back(std::move(column));
    }
    std::int64_t at = 0;
    audience.members.forEach([&](Ordinal person) {
        if (at++ < first)
            return true;
        std::vector<std::string> row;
        for (const auto &column : data)
            row.push_back(engine::toText(cellOf(*column, person)));
        page.rows.push_back(std::move(row));
        return static_cast<int>(page.rows.size()) < count;
    });
    m_session.localAnswers().note(datasetsIn(people.snapshot().schema(), model::toJson(rule)));
    return page;
}

} // namespace audience::service
