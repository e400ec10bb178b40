#include "segment/rule_sql.h"

#include "engine/event_condition.h"
#include "engine/number_test.h"
#include "segment/condition_family.h"
#include "segment/field_sql.h"

#include <algorithm>

namespace audience::segment {

using engine::ColumnType;
using engine::Predicate;
using sql::Value;

namespace {

std::string exactProperty(const engine::Field &field) {
    return field.type == ColumnType::Decimal
               ? "CAST(ROUND(property * " + std::to_string(powerOfTen(field.scale)) + ") AS INTEGER)"
               : "property";
}

class SqlWriter final : public SqlParts {
public:
    SqlWriter(const engine::Plan &plan, const engine::Schema &schema, const SqlNames &names,
              sql::Dialect dialect)
        : m_plan(plan), m_schema(schema), m_names(names), m_sql(dialect) {}

    Result<sql::Statement> write() {
        for (std::size_t i = 0; i < m_plan.conditions.size(); ++i) {
            m_sql.add(i == 0 ? "WITH\n" : ",\n");
            TRY(condition(m_plan, i, kPrefix));
        }
        m_sql.add(m_plan.conditions.empty() ? "" : "\n").add("SELECT ").name(m_names.keyColumn);
        m_sql.add("\nFROM ").name(m_names.profiles).add("\nWHERE ");
        meets(m_plan, kPrefix);
        m_sql.add("\nORDER BY 1");
        return m_sql.finish();
    }

    sql::StatementBuilder &sql() override { return m_sql; }
    const SqlNames &names() const override { return m_names; }
    const engine::Schema &schema() const override { return m_schema; }
    void attribute(const std::string &field) override { m_fields.column(fieldNamed(m_schema.profileFields, field)); }
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

private:
    static constexpr const char *kPrefix = "condition_";

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
        if (family)
            TRY(family->prepare(*this, condition, cte));
        m_sql.comment((family ? family->describe(condition) : describe(condition)) + ", " + pathOf(plan, index));
        m_sql.add(cte).add(" AS (\n  ");
        if (const auto *column = dynamic_cast<const engine::ColumnCondition *>(&condition))
            TRY(columnCondition(column->predicate(), pathOf(plan, index)));
        else if (const auto *aggregate = dynamic_cast<const engine::AggregateCondition *>(&condition))
            TRY(aggregateCondition(*aggregate));
        else if (const auto *edge = dynamic_cast<const engine::EdgeCondition *>(&condition))
            TRY(edgeCondition(*edge));
        else if (family)
            TRY(family->write(*this, condition, cte));
        else
            return noSql(pathOf(plan, index));
        m_sql.add("\n)");
        return {};
    }

    Error noSql(const std::string &path) const {
        return Error(ErrorKind::Invalid, "segment.no_sql").with("dialect", sql::toText(m_sql.dialect())).with("path", path);
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

    Result<void> columnCondition(const Predicate &test, const std::string &path) {
        if (!FieldSql::canWrite(test))
            return noSql(path);
        selectMembers();
        m_sql.add(" WHERE ");
        m_fields.predicate(test, m_schema.profileFields);
        return {};
    }

    // --- events ---

    Result<void> eventRows(const engine::EventSelection &selection, const std::string &field,
                           bool withTime = false) override {
        bool first = true;
        for (const engine::EventSource &source : m_schema.events) {
            std::vector<Value> wanted;
            for (const auto &one : selection.sources)
                if (one.dataset == source.dataset)
                    wanted.emplace_back(one.name);
            if (wanted.empty())
                continue;
            const SqlNames::Events *table = nullptr;
            for (const auto &events : m_names.events)
                if (events.dataset == source.dataset)
                    table = &events;
            if (!table)
                return Error(ErrorKind::NotFound, "segment.unknown_dataset").with("dataset", source.dataset);
            m_sql.add(first ? "" : " UNION ALL ").add("SELECT ").name(table->profileColumn).add(" AS member");
            first = false;
            if (!field.empty())
                m_sql.add(", ").name(field).add(" AS property");
            if (withTime)
                m_sql.add(", "), m_fields.eventMicros(*table).add(" AS moment");
            m_sql.add(" FROM ").name(table->table).add(" WHERE ").name(table->profileColumn).add(" IS NOT NULL");
            if (!table->nameColumn.empty() && wanted.size() == 1)
                m_sql.add(" AND ").name(table->nameColumn).add(" = ").value(wanted[0]);
            else if (!table->nameColumn.empty() && wanted.size() < source.names.size())
                m_sql.add(" AND ").name(table->nameColumn).add(" IN (").values(wanted).add(")");
            if (selection.from != engine::kNoLow)
                m_sql.add(" AND "), m_fields.eventTime(*table).add(" >= ").value(m_fields.timeValue(selection.from));
            if (selection.to != engine::kNoHigh)
                m_sql.add(" AND "), m_fields.eventTime(*table).add(" < ").value(m_fields.timeValue(selection.to));
            for (const Predicate &test : selection.where) {
                if (!FieldSql::canWrite(test))
                    return noSql({});
                m_sql.add(" AND ");
                m_fields.predicate(test, source.fields, table);
            }
        }
        if (first)
            m_sql.add("SELECT NULL AS member, NULL AS property, NULL AS moment WHERE 0 = 1");
        return {};
    }

    engine::Field propertyOf(const engine::EventSelection &selection, const std::string &field) const override {
        for (const engine::EventSource &source : m_schema.events)
            for (const auto &one : selection.sources)
                if (one.dataset == source.dataset)
                    return fieldNamed(source.fields, field);
        return {};
    }

    // The aggregate, scaled to an integer where that makes it exact, compared with its ends.
    void having(const engine::AggregateCondition &condition) {
        const engine::Field field = propertyOf(condition.selection(), condition.field());
        const engine::NumberTest &test = condition.test();
        if (condition.aggregate() == engine::Aggregate::Average) {
            averageTest(test, exactProperty(field), field);
            return;
        }
        const std::string expression = aggregateSql(condition.aggregate(), field);
        const bool counts = condition.aggregate() == engine::Aggregate::Count ||
                            condition.aggregate() == engine::Aggregate::Distinct;
        if (field.type == ColumnType::Double && !counts) {
            ends(test, [&](const engine::NumberTest::End &end, bool low) {
                m_sql.add(expression).add(low ? " >" : " <").add(end.inclusive ? "= " : " ")
                    .value(toDouble(end.value));
            });
            return;
        }
        const auto range =
            engine::rangeAtScale(test, !counts && field.type == ColumnType::Decimal ? field.scale : 0);
        if (!range)
            m_sql.add("0 = 1");
        else if (range->low == engine::kNoLow)
            m_sql.add(expression).add(" <= ").value(range->high);
        else if (range->high == engine::kNoHigh)
            m_sql.add(expression).add(" >= ").value(range->low);
        else
            m_sql.add(expression).add(" BETWEEN ").value(range->low).add(" AND ").value(range->high);
    }

    template <class Each> void ends(const engine::NumberTest &test, Each each) {
        if (test.low)
            each(*test.low, true);
        if (test.low && test.high)
            m_sql.add(" AND ");
        if (test.high)
            each(*test.high, false);
    }

    // sum / count against an end without dividing: both sides as integers.
    void averageTest(const engine::NumberTest &test, const std::string &exact, const engine::Field &field) {
        if (field.type == ColumnType::Double) {
            ends(test, [&](const engine::NumberTest::End &end, bool low) {
                m_sql.add("SUM(property) / COUNT(property)").add(low ? " >" : " <")
                    .add(end.inclusive ? "= " : " ").value(toDouble(end.value));
            });
            return;
        }
        ends(test, [&](const engine::NumberTest::End &end, bool low) {
            const int shift = (field.type == ColumnType::Decimal ? field.scale : 0) - end.value.scale;
            m_sql.add("SUM(" + exact + ")");
            if (shift < 0)
                m_sql.add(" * ").add(std::to_string(powerOfTen(-shift)));
            m_sql.add(low ? " >" : " <").add(end.inclusive ? "= " : " ").add("COUNT(property) * ")
                .value(end.value.mantissa);
            if (shift > 0)
                m_sql.add(" * ").add(std::to_string(powerOfTen(shift)));
        });
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
        m_sql.add(")\n    GROUP BY member HAVING ").add(emptyPasses ? "NOT (" : "(");
        having(condition);
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
        m_sql.add("))");
        if (open)
            return {};
        m_sql.add("\n    AND ").name(m_names.keyColumn).add(" NOT IN (SELECT member FROM (");
        TRY(eventRows(outside, {}));
        m_sql.add("))");
        return {};
    }

    const engine::Plan &m_plan;
    const engine::Schema &m_schema;
    const SqlNames &m_names;
    sql::StatementBuilder m_sql;
    FieldSql m_fields{m_sql, m_names};
};

} // namespace

std::string aggregateSql(engine::Aggregate aggregate, const engine::Field &property) {
    const std::string exact = exactProperty(property);
    switch (aggregate) {
    case engine::Aggregate::Count:
        return "COUNT(*)";
    case engine::Aggregate::Distinct:
        return "COUNT(DISTINCT property)";
    case engine::Aggregate::Sum:
        return "COALESCE(SUM(" + exact + "), 0)";
    case engine::Aggregate::Minimum:
        return "MIN(" + exact + ")";
    case engine::Aggregate::Maximum:
        return "MAX(" + exact + ")";
    case engine::Aggregate::Average:
        break;
    }
    return "SUM(" + exact + ") * 1.0 / COUNT(property)";
}

Result<sql::Statement> toSql(const engine::Plan &plan, const engine::Schema &schema,
                             const SqlNames &names, sql::Dialect dialect) {
    return SqlWriter(plan, schema, names, dialect).write();
}

} // namespace audience::segment
