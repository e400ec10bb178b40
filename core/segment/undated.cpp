#include "segment/undated.h"

#include "engine/edge_event.h"
#include "engine/event_summary.h"
#include "engine/fact_condition.h"
#include "engine/group_names.h"
#include "engine/held_condition.h"
#include "engine/rank_condition.h"
#include "engine/related_values.h"
#include "engine/rfm_values.h"
#include "engine/sequence_condition.h"
#include "engine/session_values.h"
#include "engine/set_condition.h"

namespace audience::segment {

namespace {

using namespace engine;

class Walk {
public:
    Walk(const TimeFields &times, UndatedParts &parts) : m_times(times), m_parts(parts) {}

    void plan(const Plan &plan) {
        for (const auto &one : plan.conditions)
            condition(*one);
    }

private:
    // The event kernels' own conditions first: of attributes they look at no more than each person's zone.
    void condition(const Condition &one) {
        if (const auto *count = dynamic_cast<const AggregateCondition *>(&one))
            selection(count->selection());
        else if (const auto *edge = dynamic_cast<const EdgeCondition *>(&one))
            selection(edge->selection());
        else if (const auto *latest = dynamic_cast<const LatestCondition *>(&one))
            selection(latest->passing());
        else if (const auto *since = dynamic_cast<const SinceCondition *>(&one)) {
            selection(since->selection());
            selection(since->anchor());
        } else if (const auto *held = dynamic_cast<const HeldCondition *>(&one))
            selection(held->held().selection);
        else if (const auto *sequence = dynamic_cast<const SequenceCondition *>(&one))
            for (const auto &step : sequence->sequence().steps)
                selection(step.selection);
        else
            otherCondition(one);
    }

    void otherCondition(const Condition &one) {
        if (const auto *column = dynamic_cast<const ColumnCondition *>(&one)) {
            attribute(column->predicate().field, column->computed());
            attribute(column->predicate().companion, column->computed());
        } else if (const auto *rank = dynamic_cast<const RankCondition *>(&one)) {
            attribute(rank->by().attribute, rank->by().computed);
            selection(rank->by().selection);
            if (rank->among())
                plan(*rank->among());
        } else if (const auto *segment = dynamic_cast<const PlanCondition *>(&one))
            plan(segment->plan());
        else if (const auto *fact = dynamic_cast<const FactCondition *>(&one)) {
            m_parts.consent |= fact->type() == "consent";
            m_parts.suppression |= fact->type() == "suppressed";
            m_parts.reachable |= fact->type() == "reachable";
        } else if (const auto *keys = dynamic_cast<const KeyListCondition *>(&one))
            m_parts.lists |= dynamic_cast<const HeldKeys *>(&keys->keys()) == nullptr; // those stand in the rule
        else if (dynamic_cast<const QueryCondition *>(&one))
            m_parts.queries = true;
    }

    void selection(const EventSelection &selection) {
        for (const Predicate &predicate : selection.where)
            if (predicate.companionIsPersons())
                attribute(predicate.companion, {});
    }

    void attribute(const std::string &name, const ValueSources &computed) {
        for (const auto &one : computed)
            if (one->field().name == name)
                return values(*one);
        if (!name.empty())
            m_parts.attributes.insert(name);
    }

    void values(const PersonValues &one) {
        if (const auto *summary = dynamic_cast<const EventSummaryValues *>(&one))
            selection(summary->summary().selection);
        else if (const auto *session = dynamic_cast<const SessionValues *>(&one))
            selection(session->measure().selection);
        else if (const auto *ratio = dynamic_cast<const RatioValues *>(&one)) {
            values(ratio->over());
            values(ratio->under());
        } else if (const auto *average = dynamic_cast<const AverageValues *>(&one))
            attribute(average->of().name, average->source());
        else if (const auto *names = dynamic_cast<const GroupNames *>(&one))
            for (const auto &group : names->groups())
                plan(*group.plan);
        else if (const auto *rfm = dynamic_cast<const RfmValues *>(&one))
            for (const auto &measure : rfm->measures())
                values(*measure);
        else if (const auto *related = dynamic_cast<const RelatedValues *>(&one))
            for (const RelatedStep &step : related->rows().steps)
                if (!m_times.contains(step.dataset))
                    m_parts.tables.insert(step.dataset);
    }

    const TimeFields &m_times;
    UndatedParts &m_parts;
};

} // namespace

UndatedParts undatedParts(const engine::Plan &plan, const engine::TimeFields &times) {
    UndatedParts parts;
    Walk(times, parts).plan(plan);
    return parts;
}

} // namespace audience::segment
