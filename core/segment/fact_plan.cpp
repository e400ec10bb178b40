#include "segment/fact_plan.h"

#include "segment/lower_field.h"
#include "segment/rule_words.h"
#include "segment/rule_writing.h"

namespace audience::segment {

std::optional<FactPlan> FactPlan::begin(CompileContext &context, std::string type, const std::string &path) {
    auto facts = context.options.sets ? context.options.sets->facts() : nullptr;
    if (facts)
        return FactPlan(context, std::move(type), std::move(facts));
    report(context.findings, "segment.no_facts", path);
    return std::nullopt;
}

const engine::Field *FactPlan::column(const std::string &name) const {
    for (const engine::Field &field : m_facts->schema().profileFields)
        if (field.name == name)
            return &field;
    return nullptr;
}

bool FactPlan::test(const engine::Field &column, model::TestOp op, std::vector<Json> values, const std::string &path) {
    model::FieldTest test;
    test.op = op;
    test.values = std::move(values);
    return this->test(column, std::move(test), path);
}

bool FactPlan::test(const engine::Field &column, model::FieldTest test, const std::string &path) {
    test.field = column.name;
    auto predicate = lowerField(test, column, path, m_context->options, m_context->findings);
    if (predicate)
        add(std::make_shared<engine::ColumnCondition>(std::move(*predicate)));
    return predicate.has_value();
}

bool FactPlan::within(const engine::Field &column, const model::Window &window, const std::string &path) {
    if (window.kind == model::Window::Kind::AllTime)
        return true;
    model::FieldTest test;
    test.op = model::TestOp::Within;
    test.window = window;
    return this->test(column, std::move(test), path);
}

ConditionPtr FactPlan::finish(std::string about) {
    engine::Plan plan;
    std::vector<std::size_t> leaves;
    for (ConditionPtr &leaf : m_leaves)
        leaves.push_back(plan.addLeaf(std::move(leaf), {}));
    plan.addGroup(engine::PlanNode::Kind::All, std::move(leaves), {});
    return std::make_shared<engine::FactCondition>(m_type, std::move(about), m_facts, std::move(plan));
}

std::string describeFacts(const engine::Condition &condition, std::string_view type) {
    const auto *facts = dynamic_cast<const engine::FactCondition *>(&condition);
    return facts && facts->type() == type ? facts->about() : std::string();
}

Result<void> prepareFacts(SqlParts &parts, const engine::Condition &condition, const std::string &name) {
    return parts.factConditions(dynamic_cast<const engine::FactCondition &>(condition), name + "_fact_");
}

Result<void> writeFacts(SqlParts &parts, const engine::Condition &condition, const std::string &name) {
    parts.selectMembers();
    parts.sql().add(" WHERE ");
    parts.meetsFacts(dynamic_cast<const engine::FactCondition &>(condition), name + "_fact_");
    return {};
}

std::optional<std::string> textTestText(const model::FieldTest &test) {
    if (model::operandOf(test.op) == model::Operand::Window)
        return std::nullopt;
    return std::string(wordsOf(test.op)) + operandText(test.op, test.values) + (test.ignoreCase ? " ignoring case" : "");
}

Json parseTextTest(RuleReader &reader) {
    Json test = Json::object();
    if (!reader.failed())
        reader.comparison(test);
    if (!reader.failed() && reader.words("ignoring case"))
        test["ignore_case"] = true;
    return test;
}

} // namespace audience::segment
