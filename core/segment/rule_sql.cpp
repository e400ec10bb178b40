#include "segment/rule_sql.h"

#include "engine/event_condition.h"
#include "engine/number_test.h"
#include "segment/condition_family.h"
#include "segment/field_sql.h"
#include "segment/value_sql.h"

#include <algorithm>
#include <utility>

namespace audience::segment {

using engine::Predicate;
using sql::Value;

namespace {

class SqlWriter final : public SqlParts {
public:
    SqlWriter(sql::StatementBuilder &builder, const engine::Schema &schema, const SqlNames &names)
        : m_schema(schema), m_names(names), m_sql(builder) {}

    Result<sql::Statement> write(const engine::Plan &plan, SqlForm form) {
        bool first = true;
        for (const SqlNames::Made &made : m_names.made) {
            m_sql.add(std::exchange(first, false) ? "WITH\n" : ",\n").name(made.table);
            // What a rule reads of it the database may look for in its indexes, and need not write down first.
            m_sql.add(m_sql.dialect() == sql::Dialect::Postgresql ? " AS NOT MATERIALIZED (" : " AS (").add(made.select).add(")");
        }
        for (std::size_t i = 0; i < plan.conditions.size(); ++i) {
            m_sql.add(std::exchange(first, false) ? "WITH\n" : ",\n");
            TRY(condition(plan, i, kPrefix));
        }
        m_sql.add(first ? "" : "\n").add("SELECT ").name(m_names.keyColumn);
        m_sql.add("\nFROM ").name(m_names.profiles).add("\nWHERE ");
        meets(plan, kPrefix);
        m_sql.add(form.dbtModel || form.unordered ? "" : "\nORDER BY 1");
        return m_sql.finish();
    }

    sql::StatementBuilder &sql() override { return m_sql; }
    const SqlNames &names() const override { return m_names; }
    const engine::Schema &schema() const override { return m_schema; }
    std::string attributeColumn(const std::string &field) const override { return m_fields.quoted(field, m_names.columns); }
    std::string column(const engine::Field &field, const SqlNames::Columns &columns) const override {
        return m_fields.column(field, columns);
    }
    void attribute(const std::string &field) override {
        m_sql.add(m_fields.column(fieldNamed(m_schema.profileFields, field), m_names.columns));
    }
    std::string keyText() const override {
        return m_sql.grammar().cast(attributeColumn(m_schema.profileKey), sql::Type::Text);
    }
    Result<void> rowTest(const Predicate &test, const std::vector<engine::Field> &fields, const SqlNames::Columns &columns) override {
        SqlNames::Events row; // a test on it alone
        row.columns = columns;
        const auto written = m_fields.predicate(test, fields, &row);
        if (!written)
            return refusal(test.path.text, written.error().id);
        m_sql.add(*written);
        return {};
    }
    Error noSql(const std::string &part, std::string_view why) const override { return refusal(m_path + part, why); }
    Result<void> conditions(const engine::Plan &plan, const std::string &prefix) override {
        for (std::size_t i = 0; i < plan.conditions.size(); ++i) {
            TRY(condition(plan, i, prefix));
            m_sql.add(",\n");
        }
        return {};
    }
    void meets(const engine::Plan &plan, const std::string &prefix) override {
        node(plan, plan.nodes[plan.root], prefix);
    }
    Result<void> factConditions(const engine::FactCondition &facts, const std::string &prefix) override {
        if (!m_names.facts || m_sql.dialect() != sql::Dialect::Sqlite)
            return noSql({}, "segment.no_sql_facts");
        const SqlNames names = factNames();
        return SqlWriter(m_sql, facts.facts().schema(), names).conditions(facts.plan(), prefix);
    }
    void meetsFacts(const engine::FactCondition &facts, const std::string &prefix) override {
        const SqlNames names = factNames();
        SqlWriter(m_sql, facts.facts().schema(), names).meets(facts.plan(), prefix);
    }

private:
    static constexpr const char *kPrefix = "condition_";

    // People by their ordinals, with the ledgers for their columns and events.
    SqlNames factNames() const {
        SqlNames names;
        names.profiles = m_names.facts->people;
        names.keyColumn = m_names.facts->ordinalColumn;
        names.events = {m_names.facts->messages};
        names.times = m_names.times;
        return names;
    }

    static std::string pathOf(const engine::Plan &plan, std::size_t condition) {
        for (const engine::PlanNode &node : plan.nodes)
            if (node.kind == engine::PlanNode::Kind::Leaf && node.condition == condition)
                return node.path;
        return {};
    }

    void node(const engine::Plan &plan, const engine::PlanNode &node, const std::string &prefix) {
        using Kind = engine::PlanNode::Kind;
        if (node.kind == Kind::Leaf) {
            m_sql.name(m_names.keyColumn).add(" IN (SELECT member FROM ")
                .add(prefix + std::to_string(node.condition + 1)).add(")");
            return;
        }
        if (node.children.empty()) {
            m_sql.add(node.kind == Kind::Any ? "0 = 1" : "1 = 1");
            return;
        }
        m_sql.add(node.kind == Kind::None ? "NOT (" : "(");
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            if (i != 0)
                m_sql.add(node.kind == Kind::All ? " AND " : " OR ");
            this->node(plan, plan.nodes[node.children[i]], prefix);
        }
        m_sql.add(")");
    }

    Result<void> condition(const engine::Plan &plan, std::size_t index, const std::string &prefix) {
        const engine::Condition &condition = *plan.conditions[index];
        const std::string cte = prefix + std::to_string(index + 1);
        const ConditionFamily *family = familyOf(condition);
        if (family) {
            m_path = pathOf(plan, index);
            TRY(family->prepare(*this, condition, cte));
        }
        m_path = pathOf(plan, index); // what it stands on has paths of its own
        m_sql.comment((family ? family->describe(condition) : describe(condition)) + (m_path.empty() ? "" : ", " + m_path));
        m_sql.add(cte).add(" AS (\n  ");
        if (const auto *column = dynamic_cast<const engine::ColumnCondition *>(&condition))
            TRY(columnCondition(column->predicate(), column->computed()));
        else if (const auto *aggregate = dynamic_cast<const engine::AggregateCondition *>(&condition))
            TRY(aggregateCondition(*aggregate));
        else if (const auto *edge = dynamic_cast<const engine::EdgeCondition *>(&condition))
            TRY(edgeCondition(*edge));
        else if (family)
            TRY(family->write(*this, condition, cte));
        else
            return noSql({}, "segment.no_sql");
        m_sql.add("\n)");
        return {};
    }

    Error refusal(const std::string &path, std::string_view why) const {
        return Error(ErrorKind::Invalid, std::string(why)).with("dialect", sql::toText(m_sql.dialect())).with("path", path);
    }

    static std::string describe(const engine::Condition &condition) {
        if (const auto *column = dynamic_cast<const engine::ColumnCondition *>(&condition))
            return "attribute " + column->predicate().field;
        const auto names = [](const engine::EventSelection &selection) {
            std::string text;
            for (const auto &source : selection.sources)
                text += (text.empty() ? "" : " or ") + source.name;
            return text.empty() ? std::string("no event") : text;
        };
        if (const auto *aggregate = dynamic_cast<const engine::AggregateCondition *>(&condition))
            return (aggregate->field().empty() ? "number of " : aggregate->field() + " over ") +
                   names(aggregate->selection());
        if (const auto *edge = dynamic_cast<const engine::EdgeCondition *>(&condition))
            return (edge->edge() == engine::EdgeCondition::Edge::First ? "first " : "last ") +
                   names(edge->selection());
        return "condition";
    }

    void selectMembers() override {
        m_sql.add("SELECT ").name(m_names.keyColumn).add(" AS member FROM ").name(m_names.profiles);
    }

    Result<void> columnCondition(const Predicate &test, const engine::ValueSources &computed) {
        std::vector<engine::Field> fields = m_schema.profileFields;
        for (const auto &values : computed)
            fields.push_back(values->field());
        m_fields.computed(computed);
        const auto written = m_fields.predicate(test, fields);
        m_fields.computed({});
        if (!written)
            return noSql({}, written.error().id);
        m_sql.add("SELECT ").name(m_names.keyColumn).add(" AS member FROM ");
        TRY(writePeople(*this, computed, {test.field, test.companion}));
        m_sql.add(" WHERE ").add(*written);
        return {};
    }

    // --- events ---

    const SqlNames::Events *tableOf(const std::string &dataset) const {
        for (const auto &events : m_names.events)
            if (events.dataset == dataset)
                return &events;
        return nullptr;
    }

    Result<void> eventRows(const engine::EventSelection &selection, const std::string &field, bool withTime = false) override {
        bool first = true;
        for (const engine::EventSource &source : m_schema.events) {
            std::vector<Value> wanted;
            for (const auto &one : selection.sources)
                if (one.dataset == source.dataset)
                    wanted.emplace_back(one.name);
            if (wanted.empty())
                continue;
            const SqlNames::Events *table = tableOf(source.dataset);
            if (!table)
                return Error(ErrorKind::NotFound, "segment.unknown_dataset").with("dataset", source.dataset);
            m_sql.add(first ? "" : " UNION ALL ");
            first = false;
            TRY(eventRowsOf(selection, source, *table, wanted, field, withTime));
        }
        if (first)
            noEventRows(field, withTime);
        return {};
    }

    Result<void> eventRowsOf(const engine::EventSelection &selection, const engine::EventSource &source, const SqlNames::Events &table,
                             const std::vector<Value> &wanted, const std::string &field, bool withTime) {
        m_sql.add("SELECT ").name(table.profileColumn).add(" AS member");
        if (!field.empty())
            m_sql.add(", ").add(m_fields.column(fieldNamed(source.fields, field), table.columns)).add(" AS property");
        if (withTime)
            m_sql.add(", ").add(m_fields.eventMicros(table)).add(" AS moment");
        m_sql.add(" FROM ").name(table.table);
        if (std::any_of(selection.where.begin(), selection.where.end(), FieldSql::needsPerson))
            m_sql.add(" AS ").add(FieldSql::kEventAlias);
        m_sql.add(" WHERE ").name(table.profileColumn).add(" IS NOT NULL");
        if (!table.nameColumn.empty() && (wanted.size() == 1 || wanted.size() < source.names.size())) {
            std::vector<std::string> names;
            for (const Value &name : wanted)
                names.push_back(m_sql.hold(name));
            m_sql.add(" AND ").add(m_sql.grammar().isOneOf(m_sql.quoted(table.nameColumn), names));
        }
        m_sql.add(m_fields.eventSpan(table, selection.from, selection.to));
        for (const Predicate &test : selection.where) {
            const auto written = m_fields.predicate(test, source.fields, &table);
            if (!written)
                return refusal(test.path.text, written.error().id);
            m_sql.add(" AND ").add(*written);
        }
        return {};
    }

    // None, of the types that the others would have.
    void noEventRows(const std::string &field, bool withTime) {
        const sql::Grammar &grammar = m_sql.grammar();
        engine::Field property;
        for (const engine::EventSource &source : m_schema.events)
            if (const engine::Field found = fieldNamed(source.fields, field); !found.name.empty())
                property = found;
        m_sql.add("SELECT ").name(m_names.keyColumn).add(" AS member");
        if (!field.empty())
            m_sql.add(", ").add(grammar.cast("NULL", sqlType(property.type))).add(" AS property");
        if (withTime)
            m_sql.add(", ").add(grammar.cast("NULL", sql::Type::Integer)).add(" AS moment");
        m_sql.add(" FROM ").name(m_names.profiles).add(" WHERE 0 = 1");
    }

    engine::Field propertyOf(const engine::EventSelection &selection, const std::string &field) const override {
        for (const engine::EventSource &source : m_schema.events)
            for (const auto &one : selection.sources)
                if (one.dataset == source.dataset)
                    return fieldNamed(source.fields, field);
        return {};
    }

    Result<void> aggregateCondition(const engine::AggregateCondition &condition) {
        // People without events are not among the groups: where they pass, those who fail are excluded.
        const bool zeroes = condition.aggregate() == engine::Aggregate::Count ||
                            condition.aggregate() == engine::Aggregate::Distinct ||
                            condition.aggregate() == engine::Aggregate::Sum;
        const bool emptyPasses = zeroes && engine::holds(condition.test(), 0.0);
        selectMembers();
        m_sql.add("\n  WHERE ").name(m_names.keyColumn)
            .add(emptyPasses != condition.test().negated ? " NOT IN (" : " IN (");
        m_sql.add("\n    SELECT member FROM (");
        TRY(eventRows(condition.selection(), condition.field()));
        m_sql.add(") AS events\n    GROUP BY member HAVING ").add(emptyPasses ? "NOT (" : "(");
        m_sql.add(aggregateTestSql(*this, condition.aggregate(), propertyOf(condition.selection(), condition.field()), condition.test()));
        m_sql.add("))");
        return {};
    }

    Result<void> edgeCondition(const engine::EdgeCondition &condition) {
        engine::EventSelection outside = condition.selection();
        const bool first = condition.edge() == engine::EdgeCondition::Edge::First;
        outside.from = first ? engine::kNoLow : condition.selection().to;
        outside.to = first ? condition.selection().from : engine::kNoHigh;
        const bool open = first ? outside.to == engine::kNoLow : outside.from == engine::kNoHigh;
        selectMembers();
        m_sql.add("\n  WHERE ").name(m_names.keyColumn).add(" IN (SELECT member FROM (");
        TRY(eventRows(condition.selection(), {}));
        m_sql.add(") AS events)");
        if (open)
            return {};
        m_sql.add("\n    AND ").name(m_names.keyColumn).add(" NOT IN (SELECT member FROM (");
        TRY(eventRows(outside, {}));
        m_sql.add(") AS events)");
        return {};
    }

    const engine::Schema &m_schema;
    const SqlNames &m_names;
    sql::StatementBuilder &m_sql;
    FieldSql m_fields{m_sql, m_names};
    std::string m_path; // of the condition being written
};

} // namespace

Result<sql::Statement> toSql(const engine::Plan &plan, const engine::Schema &schema, const SqlNames &names, sql::Dialect dialect,
                             SqlForm form) {
    using Values = sql::StatementBuilder::Values;
    const Values values = form.literals || form.dbtModel ? Values::Literals : Values::Parameters;
    sql::StatementBuilder builder(sql::grammarOf(dialect, names.times), values, form.dbtModel);
    return SqlWriter(builder, schema, names).write(plan, form);
}

} // namespace audience::segment
