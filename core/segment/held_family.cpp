#include "engine/held_condition.h"

#include "engine/number_test.h"
#include "engine/set_condition.h"
#include "model/held_condition.h"
#include "segment/families.h"
#include "segment/lower_field.h"
#include "segment/resolve_time.h"
#include "segment/rule_text.h"
#include "segment/rule_writing.h"
#include "segment/value_sql.h"

namespace audience::segment {

using engine::HeldCount;
using engine::kNoHigh;
using model::RuleNode;
using model::TimeUnit;
using model::Window;
using Kind = RuleNode::Kind;

namespace {

// --- compile ---

struct Span {
    std::int64_t from, to;
};

// From when to when an event counts for a window that moves along; false where that has no one length.
bool takeWindow(const Window &window, HeldCount &to) {
    const bool isFixed = window.unit != TimeUnit::Months && window.unit != TimeUnit::Years;
    switch (window.kind) {
    case Window::Kind::AllTime:
    case Window::Kind::Between:
        return true;
    case Window::Kind::Last:
        to.leaves = isFixed ? window.n * microsOf(window.unit) + 1 : 0;
        return isFixed;
    case Window::Kind::OlderThan:
        to.enters = isFixed ? window.n * microsOf(window.unit) + 1 : 0;
        return isFixed;
    default:
        return false;
    }
}

class HeldCompiler {
public:
    HeldCompiler(CompileContext &context, Span span) : m_context(context), m_span(span) {}

    // Met all the time; `negated`: never met. Nothing with findings where that cannot be told.
    std::optional<std::size_t> node(const RuleNode &node, bool negated, const std::string &path) {
        if (node.kind == Kind::Condition)
            return condition(node.condition, negated, path);
        const bool flips = node.kind == Kind::None || node.kind == Kind::Not;
        // "All of" holds where each part holds; of "any of" the parts may take turns.
        const bool together = (node.kind != Kind::Any) != negated;
        if (!together && node.children.size() > 1) {
            report(m_context.findings, "held.any", path);
            return std::nullopt;
        }
        std::vector<std::size_t> children;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            const auto child = this->node(node.children[i], negated != flips, model::childPath(node, path, i));
            if (!child)
                return std::nullopt;
            children.push_back(*child);
        }
        const auto kind = together ? engine::PlanNode::Kind::All : engine::PlanNode::Kind::Any;
        return plan.addGroup(kind, std::move(children), path);
    }

    engine::Plan plan;

private:
    std::optional<std::size_t> condition(const Json &json, bool negated, const std::string &path) {
        const std::string type = jsonText(json, "type");
        if (type != "event") {
            report(m_context.findings, "held.not_recorded", path + "/type", {{"type", type}});
            return std::nullopt;
        }
        const auto read = model::readEvent(json, path, m_context.findings);
        if (!read)
            return std::nullopt;
        HeldCount held;
        held.from = m_span.from;
        held.to = m_span.to;
        held.times.low = engine::NumberTest::End{Decimal{1, 0}, true};
        if (read->aggregate) {
            if (read->aggregate->of != model::AggregateTest::Of::Count) {
                report(m_context.findings, "held.only_counts", path + "/aggregate/of");
                return std::nullopt;
            }
            const auto times = numberTest(read->aggregate->op, read->aggregate->values, path + "/aggregate", m_context.findings);
            if (!times)
                return std::nullopt;
            held.times = *times;
        }
        held.times.negated = (held.times.negated == read->did) != negated;
        if (!takeWindow(read->window, held)) {
            report(m_context.findings, "held.window", path + "/window");
            return std::nullopt;
        }
        const Window window = read->window.kind == Window::Kind::Between ? read->window : Window{};
        auto selected = m_context.selection({read->name, read->dataset, window, read->where}, path);
        if (!selected)
            return std::nullopt;
        held.selection = std::move(*selected);
        return plan.addLeaf(std::make_shared<engine::HeldCondition>(std::move(held)), path);
    }

    CompileContext &m_context;
    Span m_span;
};

ConditionPtr heldOver(CompileContext &context, const RuleNode &rule, Span span, const std::string &path) {
    HeldCompiler compiler(context, span);
    const auto root = compiler.node(rule, false, path + "/rule");
    if (!root)
        return nullptr;
    compiler.plan.root = *root;
    return std::make_shared<engine::PlanCondition>("held", std::make_shared<const engine::Plan>(std::move(compiler.plan)));
}

ConditionPtr compileHeld(CompileContext &context, const Json &json, const std::string &path) {
    const auto read = model::readHeld(json, path, context.findings);
    if (!read)
        return nullptr;
    const std::int64_t now = context.options.now.micros;
    ConditionPtr throughout = heldOver(context, read->rule, {now - read->span.n * microsOf(read->span.unit), now}, path);
    if (!throughout || read->atLeast)
        return throughout;
    engine::Plan plan;
    const std::size_t held = plan.addLeaf(std::move(throughout), path);
    const std::size_t notHeld = plan.addGroup(engine::PlanNode::Kind::None, {held}, path);
    const std::size_t metNow = plan.addLeaf(heldOver(context, read->rule, {now, now}, path), path);
    plan.addGroup(engine::PlanNode::Kind::All, {metNow, notHeld}, path);
    return std::make_shared<engine::PlanCondition>("held", std::make_shared<const engine::Plan>(std::move(plan)));
}

// --- SQL ---

const engine::HeldCondition *asHeld(const engine::Condition &condition) {
    return dynamic_cast<const engine::HeldCondition *>(&condition);
}

std::string describeHeld(const engine::Condition &condition) {
    const auto *held = asHeld(condition);
    if (!held)
        return {};
    const auto &sources = held->held().selection.sources;
    return "number of " + (sources.empty() ? std::string("no event") : sources[0].name) + " throughout";
}

Result<void> prepareHeld(SqlParts &parts, const engine::Condition &condition, const std::string &name) {
    parts.sql().add(name + "_events AS (\n  SELECT member, moment FROM (");
    TRY(parts.eventRows(asHeld(condition)->held().selection, {}, true));
    parts.sql().add(") AS e\n),\n");
    return {};
}

// At the beginning and wherever the number may change, who fails is out.
Result<void> writeHeld(SqlParts &parts, const engine::Condition &condition, const std::string &name) {
    const HeldCount &held = asHeld(condition)->held();
    sql::StatementBuilder &sql = parts.sql();
    const std::string enters = std::to_string(held.enters), leaves = std::to_string(held.leaves);
    const bool forEver = held.leaves == kNoHigh;
    parts.selectMembers();
    sql.add("\n  WHERE ").name(parts.names().keyColumn).add(" NOT IN (SELECT c.member FROM (\n    SELECT ").name(parts.names().keyColumn);
    sql.add(" AS member, " + parts.grammar().cast(sql.hold(held.from), sql::Type::Integer) + " AS moment FROM ").name(parts.names().profiles);
    sql.add("\n    UNION SELECT member, moment + " + enters + " FROM " + name + "_events");
    if (!forEver)
        sql.add("\n    UNION SELECT member, moment + " + leaves + " FROM " + name + "_events");
    sql.add(") AS c\n    LEFT JOIN " + name + "_events AS e ON e.member = c.member AND e.moment + " + enters + " <= c.moment");
    if (!forEver)
        sql.add(" AND e.moment + " + leaves + " > c.moment");
    sql.add("\n    WHERE c.moment BETWEEN ").value(held.from).add(" AND ").value(held.to);
    sql.add(" GROUP BY c.member, c.moment HAVING ").add(held.times.negated ? "" : "NOT (");
    const auto range = engine::rangeAtScale(held.times, 0);
    if (range)
        sql.add("COUNT(e.moment) BETWEEN ").value(range->low).add(" AND ").value(range->high);
    else
        sql.add("0 = 1");
    sql.add(held.times.negated ? ")" : "))");
    return {};
}

// --- text ---

std::optional<std::string> printHeld(const Json &json) {
    model::Findings findings;
    const auto read = model::readHeld(json, {}, findings);
    if (!read)
        return std::nullopt;
    return std::string(read->atLeast ? "held for at least " : "held for less than ") + gapText(read->span) + " (" + toText(read->rule) + ')';
}

std::optional<Json> parseHeld(RuleReader &reader) {
    const bool atLeast = reader.words("held for at least");
    if (!atLeast && !reader.words("held for less than"))
        return std::nullopt;
    Json json = Json::object({{"type", "held"}, {"which", atLeast ? "at_least" : "less_than"}});
    json["for"] = parseGap(reader);
    reader.expect("(");
    if (!reader.failed())
        json["rule"] = model::toJson(reader.rule());
    reader.expect(")");
    return json;
}

} // namespace

ConditionFamily heldFamily() {
    return {"held", compileHeld, describeHeld, prepareHeld, writeHeld, printHeld, parseHeld};
}

} // namespace audience::segment
