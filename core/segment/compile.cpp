#include "segment/compile.h"

#include "engine/event_condition.h"
#include "qbase/time_zone.h"
#include "segment/computed_fields.h"
#include "segment/condition_family.h"
#include "segment/lower_field.h"
#include "segment/resolve_time.h"

#include <algorithm>

namespace audience::segment {

using engine::EventSelection;
using engine::Plan;
using engine::PlanNode;
using model::Findings;
using model::RuleNode;

namespace {

const engine::Field *fieldNamed(const std::vector<engine::Field> &fields, const std::string &name) {
    for (const engine::Field &field : fields)
        if (field.name == name)
            return &field;
    return nullptr;
}

class Compiler final : public CompileContext {
public:
    using CompileContext::CompileContext;

    // Nothing where a condition could not be compiled; the findings say why.
    std::optional<std::size_t> node(const RuleNode &node, const std::string &path) {
        if (node.kind == RuleNode::Kind::Condition) {
            ConditionPtr compiled = condition(node.condition, path);
            if (!compiled)
                return std::nullopt;
            return m_plan.addLeaf(std::move(compiled), path);
        }
        std::vector<std::size_t> children;
        bool complete = true;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            const auto child = this->node(node.children[i], model::childPath(node, path, i));
            complete = complete && child;
            children.push_back(child.value_or(0));
        }
        if (!complete)
            return std::nullopt;
        const PlanNode::Kind kind = node.kind == RuleNode::Kind::All   ? PlanNode::Kind::All
                                    : node.kind == RuleNode::Kind::Any ? PlanNode::Kind::Any
                                                                       : PlanNode::Kind::None;
        return m_plan.addGroup(kind, std::move(children), path);
    }
    Plan takePlan() { return std::move(m_plan); }

    std::optional<EventSelection> selection(const model::EventChoice &choice, const std::string &path) override {
        return selection(choice.name, choice.dataset, choice.window, choice.where, path);
    }
    const engine::Field *profileField(const std::string &name, const std::string &path) override {
        const engine::Field *field = fieldNamed(m_schema.profileFields, name);
        if (!field)
            report(m_findings, "segment.unknown_field", path, {{"field", name}});
        return field;
    }
    std::optional<engine::Predicate> eventTest(const EventSelection &selected, const model::FieldTest &test,
                                               const std::string &path) override {
        const engine::Field *field = eventField(selected, test.field, path + "/field");
        if (!field)
            return std::nullopt;
        const FieldLookups lookups{
            [&](const std::string &name, const std::string &at) { return eventField(selected, name, at); },
            [&](const std::string &name, const std::string &at) { return profileField(name, at); }};
        return lowerField(test, *field, path, m_options, m_findings, lookups);
    }
    std::shared_ptr<const Plan> plan(const RuleNode &node, const std::string &path) override {
        Compiler nested(m_schema, m_options, m_findings);
        nested.open = open;
        nested.known = known;
        const auto root = nested.node(node, path);
        if (!root)
            return nullptr;
        nested.m_plan.root = *root;
        return std::make_shared<const Plan>(nested.takePlan());
    }

private:
    struct Family {
        std::string_view type;
        ConditionPtr (Compiler::*compile)(const Json &, const std::string &);
    };

    ConditionPtr condition(const Json &json, const std::string &path) {
        static constexpr Family kFamilies[] = {{"attribute", &Compiler::attribute},
                                               {"event", &Compiler::event},
                                               {"recency", &Compiler::recency}};
        const std::string type = jsonText(json, "type");
        for (const Family &family : kFamilies)
            if (family.type == type)
                return (this->*family.compile)(json, path);
        if (const ConditionFamily *family = familyNamed(type))
            return family->compile(*this, json, path);
        model::checkCondition(json, path, m_findings);
        return nullptr;
    }

    ConditionPtr attribute(const Json &json, const std::string &path) {
        const auto read = model::readAttribute(json, path, m_findings);
        if (!read)
            return nullptr;
        engine::ValueSources computed;
        const engine::Field *field = attributeNamed(*this, read->test.field, path + "/field", computed);
        if (!field)
            return nullptr;
        const FieldLookup lookup = [&](const std::string &name, const std::string &at) {
            return attributeNamed(*this, name, at, computed);
        };
        auto predicate = lowerField(read->test, *field, path, m_options, m_findings, {lookup, lookup});
        if (!predicate)
            return nullptr;
        return std::make_shared<engine::ColumnCondition>(std::move(*predicate), std::move(computed));
    }

    ConditionPtr event(const Json &json, const std::string &path) {
        auto read = model::readEvent(json, path, m_findings);
        if (!read)
            return nullptr;
        auto selected = selection(read->name, read->dataset, read->window, read->where, path);
        if (!selected)
            return nullptr;
        engine::NumberTest test;
        test.low = engine::NumberTest::End{Decimal{1, 0}, true};
        auto aggregate = engine::Aggregate::Count;
        std::string field;
        if (read->aggregate) {
            const std::string at = path + "/aggregate";
            auto wanted = numberTest(read->aggregate->op, read->aggregate->values, at, m_findings);
            if (!wanted)
                return nullptr;
            test = *wanted;
            aggregate = aggregateOf(read->aggregate->of);
            field = read->aggregate->field;
            if (!field.empty()) {
                const engine::Field *property = eventField(*selected, field, at + "/field");
                if (!property)
                    return nullptr;
                if (aggregate != engine::Aggregate::Distinct && !isNumber(property->type)) {
                    report(m_findings, "segment.number_field_expected", at + "/field", {{"field", field}});
                    return nullptr;
                }
            }
        }
        // "did not" is the exact complement of "did".
        test.negated = test.negated == read->did;
        return std::make_shared<engine::AggregateCondition>(std::move(*selected), aggregate,
                                                            std::move(field), std::move(test));
    }

    ConditionPtr recency(const Json &json, const std::string &path) {
        const auto read = model::readRecency(json, path, m_findings);
        if (!read)
            return nullptr;
        auto selected = selection(read->name, read->dataset, read->window, read->where, path);
        if (!selected)
            return nullptr;
        return std::make_shared<engine::EdgeCondition>(std::move(*selected),
                                                       read->first ? engine::EdgeCondition::Edge::First
                                                                   : engine::EdgeCondition::Edge::Last);
    }

    std::optional<EventSelection> selection(const std::string &name, const std::string &dataset,
                                            const model::Window &window,
                                            const std::vector<model::FieldTest> &where,
                                            const std::string &path) {
        EventSelection selected;
        bool datasetKnown = dataset.empty();
        for (const engine::EventSource &source : m_schema.events) {
            if (!dataset.empty() && source.dataset != dataset)
                continue;
            datasetKnown = true;
            for (const std::string &known : source.names)
                if (name.empty() || known == name)
                    selected.sources.push_back({source.dataset, known});
        }
        if (!datasetKnown) {
            report(m_findings, "segment.unknown_dataset", path + "/dataset", {{"dataset", dataset}});
            return std::nullopt;
        }
        // Nobody may have done it yet: the rule means something all the same.
        if (selected.sources.empty())
            m_findings.push_back({model::Finding::Severity::Warning, "segment.unknown_event",
                                  path + (name.empty() ? "" : "/name"), {{"event", name}}});
        const auto span = resolveWindow(window, m_options.now, m_options.zone);
        if (!span) {
            report(m_findings, "segment.bad_window", path + "/window");
            return std::nullopt;
        }
        selected.from = span->from;
        selected.to = span->to;
        bool fine = true;
        for (std::size_t i = 0; i < where.size(); ++i) {
            const std::string at = path + "/where/" + std::to_string(i);
            if (selected.sources.empty())
                continue; // no event, no property, nothing to test
            auto predicate = eventTest(selected, where[i], at);
            fine = fine && predicate;
            if (predicate)
                selected.where.push_back(std::move(*predicate));
        }
        return fine ? std::optional<EventSelection>(std::move(selected)) : std::nullopt;
    }

    const engine::Field *eventField(const EventSelection &selected, const std::string &name,
                                    const std::string &path) override {
        static const engine::Field kNumber{std::string(), engine::ColumnType::Int64, 0};
        const engine::Field *found = selected.sources.empty() ? &kNumber : nullptr;
        for (const engine::EventSource &source : m_schema.events) {
            const bool used = std::any_of(selected.sources.begin(), selected.sources.end(),
                                          [&](const auto &s) { return s.dataset == source.dataset; });
            if (!used)
                continue;
            const engine::Field *field = fieldNamed(source.fields, name);
            if (!field) {
                report(m_findings, "segment.unknown_field", path, {{"field", name}});
                return nullptr;
            }
            if (found && !(*found == *field)) {
                report(m_findings, "segment.ambiguous_field", path, {{"field", name}});
                return nullptr;
            }
            found = field;
        }
        return found;
    }

    const engine::Schema &m_schema = schema;
    const CompileOptions &m_options = options;
    Findings &m_findings = findings;
    Plan m_plan;
};

} // namespace

std::unique_ptr<CompileContext> makeContext(const engine::Schema &schema, const CompileOptions &options, Findings &findings) {
    return std::make_unique<Compiler>(schema, options, findings);
}

engine::Aggregate aggregateOf(model::AggregateTest::Of of) {
    switch (of) {
    case model::AggregateTest::Of::Count:
        return engine::Aggregate::Count;
    case model::AggregateTest::Of::Sum:
        return engine::Aggregate::Sum;
    case model::AggregateTest::Of::Average:
        return engine::Aggregate::Average;
    case model::AggregateTest::Of::Minimum:
        return engine::Aggregate::Minimum;
    case model::AggregateTest::Of::Maximum:
        return engine::Aggregate::Maximum;
    case model::AggregateTest::Of::Distinct:
        break;
    }
    return engine::Aggregate::Distinct;
}

bool isNumber(engine::ColumnType type) {
    return type == engine::ColumnType::Int64 || type == engine::ColumnType::Decimal ||
           type == engine::ColumnType::Double;
}

Compilation compile(const model::SegmentRule &rule, const engine::Schema &schema,
                    const CompileOptions &options) {
    Compilation result;
    if (!isKnownZone(options.zone)) {
        report(result.findings, "zone.unknown", "", {{"zone", options.zone}});
        return result;
    }
    Compiler compiler(schema, options, result.findings);
    const auto root = compiler.node(rule.root, "/rule");
    if (root && !model::hasErrors(result.findings)) {
        result.plan = compiler.takePlan();
        result.plan->root = *root;
    }
    return result;
}

TraitCheck checkTrait(const Json &formula, const std::string &name, const engine::Schema &schema,
                      const CompileOptions &options) {
    TraitCheck result;
    const auto read = model::readTrait(formula, {}, result.findings);
    if (!read)
        return result;
    const std::string field = std::string(model::kTraitPrefix) + name;
    Compiler compiler(schema, options, result.findings);
    compiler.open.push_back(field); // so that a formula that leads back to it is seen
    result.values = lowerTrait(compiler, *read, field, {});
    if (result.values)
        result.field = result.values->field();
    return result;
}

Result<std::shared_ptr<const engine::PersonValues>> traitValues(const std::string &field, const engine::Schema &schema,
                                                                const CompileOptions &options) {
    Findings findings;
    Compiler compiler(schema, options, findings);
    engine::ValueSources computed;
    if (!attributeNamed(compiler, field, {}, computed) || computed.empty())
        return asError(findings);
    return computed.back();
}

Error asError(const Findings &findings) {
    for (const model::Finding &finding : findings) {
        if (finding.severity != model::Finding::Severity::Error)
            continue;
        Error error(ErrorKind::Invalid, finding.id);
        error.args = finding.args;
        error.args.emplace_back("path", finding.path);
        return error;
    }
    return Error(ErrorKind::Internal, "segment.no_finding");
}

} // namespace audience::segment
