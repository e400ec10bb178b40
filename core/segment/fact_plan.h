// What the families over facts share: a plan of tests that all hold, made of the facts' own columns. Internal.
#pragma once

#include "engine/fact_condition.h"
#include "segment/condition_family.h"

namespace audience::segment {

class FactPlan {
public:
    // Nothing, with a finding, where there are no facts.
    static std::optional<FactPlan> begin(CompileContext &context, std::string type, const std::string &path);

    const engine::Snapshot &facts() const { return *m_facts; }
    const engine::Field *column(const std::string &name) const;
    // Each is false with a finding at `path` when the test does not fit.
    bool test(const engine::Field &column, model::TestOp op, std::vector<Json> values, const std::string &path);
    bool test(const engine::Field &column, model::FieldTest test, const std::string &path);
    bool within(const engine::Field &column, const model::Window &window, const std::string &path);
    void add(ConditionPtr condition) { m_leaves.push_back(std::move(condition)); }
    ConditionPtr finish(std::string about);

private:
    FactPlan(CompileContext &context, std::string type, std::shared_ptr<const engine::Snapshot> facts)
        : m_context(&context), m_type(std::move(type)), m_facts(std::move(facts)) {}
    CompileContext *m_context;
    std::string m_type;
    std::shared_ptr<const engine::Snapshot> m_facts;
    std::vector<ConditionPtr> m_leaves;
};

// The pieces of a family's SQL, which no database but the workspace can answer.
std::string describeFacts(const engine::Condition &condition, std::string_view type);
Result<void> prepareFacts(SqlParts &parts, const engine::Condition &condition, const std::string &name);
Result<void> writeFacts(SqlParts &parts, const engine::Condition &condition, const std::string &name);

// A test on a text without its field: "contains \"spring\" ignoring case", and back.
std::optional<std::string> textTestText(const model::FieldTest &test);
Json parseTextTest(RuleReader &reader);

} // namespace audience::segment
