// What a condition family may ask of the compiler: the schema, event selections, nested rules. Internal.
#pragma once

#include "engine/event_condition.h"
#include "model/event_choice.h"
#include "model/segment_rule.h"
#include "segment/compile.h"

#include <map>
#include <memory>
#include <optional>

namespace audience::segment {

using ConditionPtr = std::shared_ptr<const engine::Condition>;

class CompileContext {
public:
    CompileContext(const engine::Schema &schema, const CompileOptions &options, model::Findings &findings)
        : schema(schema), options(options), findings(findings),
          known(std::make_shared<std::map<std::string, ConditionPtr>>()) {
        if (!options.id.empty())
            open.push_back(options.id);
    }
    virtual ~CompileContext() = default;

    const engine::Schema &schema;
    const CompileOptions &options;
    model::Findings &findings;
    // Ids of the segments that stand around this rule, and the segments compiled so far.
    std::vector<std::string> open;
    std::shared_ptr<std::map<std::string, ConditionPtr>> known;

    // Each gives nothing with a finding at or below `path`.
    virtual std::optional<engine::EventSelection> selection(const model::EventChoice &choice,
                                                            const std::string &path) = 0;
    // The property in all datasets of the selection; they must agree on its type.
    virtual const engine::Field *eventField(const engine::EventSelection &selected, const std::string &name,
                                            const std::string &path) = 0;
    // One test on a property of the selected events.
    virtual std::optional<engine::Predicate> eventTest(const engine::EventSelection &selected,
                                                       const model::FieldTest &test, const std::string &path) = 0;
    virtual const engine::Field *profileField(const std::string &name, const std::string &path) = 0;
    virtual std::shared_ptr<const engine::Plan> plan(const model::RuleNode &node, const std::string &path) = 0;
};

// The compiler of rules, for others who compile with it. What it is given must outlive it.
std::unique_ptr<CompileContext> makeContext(const engine::Schema &schema, const CompileOptions &options, model::Findings &findings);

engine::Aggregate aggregateOf(model::AggregateTest::Of of);
bool isNumber(engine::ColumnType type);

} // namespace audience::segment
