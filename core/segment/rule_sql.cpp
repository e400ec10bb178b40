#include "segment/rule_sql.h"

#include "engine/event_condition.h"
#include "engine/number_test.h"

#include <algorithm>

namespace audience::segment {

using engine::ColumnType;
using engine::Predicate;
using sql::Value;

namespace {

class SqlWriter {
public:
    SqlWriter(const engine::Plan &plan, const engine::Schema &schema, const SqlNames &names,
              sql::Dialect dialect)
        : m_plan(plan), m_schema(schema), m_names(names), m_sql(dialect) {}

    Result<sql::Statement> write() {
        for (std::size_t i = 0; i < m_plan.conditions.size(); ++i) {
            m_sql.add(i == 0 ? "WITH\n" : ",\n");
            TRY(condition(i));
        }
        m_sql.add(m_plan.conditions.empty() ? "" : "\n").add("SELECT ").name(m_names.keyColumn);
        m_sql.add("\nFROM ").name(m_names.profiles).add("\nWHERE ");
        node(m_plan.nodes[m_plan.root]);
        m_sql.add("\nORDER BY 1");
        return m_sql.finish();
    }

private:
    std::string pathOf(std::size_t condition) const {
        for (const engine::PlanNode &node : m_plan.nodes)
            if (node.kind == engine::PlanNode::Kind::Leaf && node.condition == condition)
                return node.path;
        return {};
    }

    void node(const engine::PlanNode &node) {
        using Kind = engine::PlanNode::Kind;
        if (node.kind == Kind::Leaf) {
            m_sql.name(m_names.keyColumn).add(" IN (SELECT member FROM ").add(cteName(node.condition)).add(")");
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
            this->node(m_plan.nodes[node.children[i]]);
        }
        m_sql.add(")");
    }

    static std::string cteName(std::size_t index) { return "condition_" + std::to_string(index + 1); }

    Result<void> condition(std::size_t index) {
        const engine::Condition &condition = *m_plan.conditions[index];
        m_sql.comment(describe(condition) + ", " + pathOf(index));
        m_sql.add(cteName(index)).add(" AS (\n  ");
        if (const auto *column = dynamic_cast<const engine::ColumnCondition *>(&condition))
            columnCondition(column->predicate());
        else if (const auto *aggregate = dynamic_cast<const engine::AggregateCondition *>(&condition))
            TRY(aggregateCondition(*aggregate));
        else if (const auto *edge = dynamic_cast<const engine::EdgeCondition *>(&condition))
            TRY(edgeCondition(*edge));
        else
            return Error(ErrorKind::Invalid, "segment.no_sql")
                .with("dialect", sql::toText(m_sql.dialect()))
                .with("path", pathOf(index));
        m_sql.add("\n)");
        return {};
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

    void selectMembers() {
        m_sql.add("SELECT ").name(m_names.keyColumn).add(" AS member FROM ").name(m_names.profiles);
    }

    void columnCondition(const Predicate &test) {
        selectMembers();
        m_sql.add(" WHERE ");
        predicate(test, typeOf(m_schema.profileFields, test.field));
    }

    static engine::Field typeOf(const std::vector<engine::Field> &fields, const std::string &name) {
        for (const engine::Field &field : fields)
            if (field.name == name)
                return field;
        return {};
    }

    // --- tests on a column ---

    Value timeValue(std::int64_t micros) const {
        if (m_names.times == SqlNames::Times::Micros)
            return micros;
        std::string iso = toIso(Instant{micros});
        iso.pop_back(); // the Z, as instant() takes it off the column
        return iso;
    }
    // ISO text of any number of digits compares right once the Z at its end is gone.
    sql::StatementBuilder &instant(const std::string &name) {
        if (m_names.times == SqlNames::Times::Micros)
            return m_sql.name(name);
        return m_sql.add("rtrim(").name(name).add(", 'Z')");
    }
    sql::StatementBuilder &eventTime(const SqlNames::Events &table) {
        if (table.timeIsDate && m_names.times == SqlNames::Times::IsoText)
            return m_sql.add("(").name(table.timeColumn).add(" || 'T00:00:00')");
        return instant(table.timeColumn);
    }
    sql::StatementBuilder &integral(const engine::Field &field) {
        return field.type == ColumnType::Instant ? instant(field.name) : m_sql.name(field.name);
    }
    Value intValue(std::int64_t value, const engine::Field &field) const {
        switch (field.type) {
        case ColumnType::Decimal:
            return toDouble(Decimal{value, field.scale});
        case ColumnType::Date:
            return toIso(CivilDate{static_cast<std::int32_t>(std::clamp<std::int64_t>(value, -719'528, 2'932'896))});
        case ColumnType::Instant:
            return timeValue(value);
        default:
            return value;
        }
    }

    void predicate(const Predicate &test, const engine::Field &field) {
        m_sql.add("(");
        switch (test.kind) {
        case Predicate::Kind::Present:
            column(test).add(" IS NOT NULL");
            break;
        case Predicate::Kind::NotBlank:
            column(test).add(" <> ''");
            break;
        case Predicate::Kind::Ints:
            intTest(test, field);
            break;
        case Predicate::Kind::Doubles:
            doubleTest(test);
            break;
        case Predicate::Kind::TextIn: {
            if (test.texts.empty()) {
                m_sql.add("0 = 1");
                break;
            }
            column(test).add(" IN (").values({test.texts.begin(), test.texts.end()}).add(")");
            break;
        }
        case Predicate::Kind::TextContains:
        case Predicate::Kind::TextStarts:
        case Predicate::Kind::TextEnds:
            for (std::size_t i = 0; i < test.texts.size(); ++i) {
                m_sql.add(i == 0 ? "" : " OR ");
                partTest(test, test.texts[i]);
            }
            break;
        }
        m_sql.add(test.negated ? ") IS NOT TRUE" : ")");
    }

    sql::StatementBuilder &column(const Predicate &test) {
        if (!test.ignoreCase)
            return m_sql.name(test.field);
        return m_sql.add("fold(").name(test.field).add(")");
    }

    void partTest(const Predicate &test, const std::string &part) {
        if (test.kind == Predicate::Kind::TextContains) {
            m_sql.add("instr(");
            column(test).add(", ").value(part).add(") > 0");
        } else if (test.kind == Predicate::Kind::TextStarts) {
            m_sql.add("substr(");
            column(test).add(", 1, length(").value(part).add(")) = ").value(part);
        } else {
            m_sql.add("substr(");
            column(test).add(", -length(").value(part).add(")) = ").value(part);
        }
    }

    void intTest(const Predicate &test, const engine::Field &field) {
        std::vector<Value> singles;
        bool any = false;
        for (const engine::IntRange &range : test.ints) {
            if (range.low == range.high) {
                singles.push_back(intValue(range.low, field));
                continue;
            }
            m_sql.add(any ? " OR " : "");
            any = true;
            if (range.low == engine::kNoLow && range.high == engine::kNoHigh)
                integral(field).add(" IS NOT NULL");
            else if (range.low == engine::kNoLow)
                integral(field).add(" <= ").value(intValue(range.high, field));
            else if (range.high == engine::kNoHigh)
                integral(field).add(" >= ").value(intValue(range.low, field));
            else
                integral(field).add(" BETWEEN ").value(intValue(range.low, field)).add(" AND ")
                    .value(intValue(range.high, field));
        }
        if (!singles.empty()) {
            m_sql.add(any ? " OR " : "");
            integral(field);
            if (singles.size() == 1)
                m_sql.add(" = ").value(singles[0]);
            else
                m_sql.add(" IN (").values(singles).add(")");
        } else if (!any) {
            m_sql.add("0 = 1");
        }
    }

    void doubleTest(const Predicate &test) {
        if (test.doubles.empty())
            m_sql.add("0 = 1");
        for (std::size_t i = 0; i < test.doubles.size(); ++i)
            m_sql.add(i == 0 ? "" : " OR ").name(test.field).add(" BETWEEN ").value(test.doubles[i].low)
                .add(" AND ").value(test.doubles[i].high);
    }

    // --- events ---

    // The selected events of all its datasets as rows (member, property).
    Result<void> eventRows(const engine::EventSelection &selection, const std::string &field) {
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
            m_sql.add(" FROM ").name(table->table).add(" WHERE ").name(table->profileColumn).add(" IS NOT NULL");
            if (!table->nameColumn.empty() && wanted.size() == 1)
                m_sql.add(" AND ").name(table->nameColumn).add(" = ").value(wanted[0]);
            else if (!table->nameColumn.empty() && wanted.size() < source.names.size())
                m_sql.add(" AND ").name(table->nameColumn).add(" IN (").values(wanted).add(")");
            if (selection.from != engine::kNoLow)
                m_sql.add(" AND "), eventTime(*table).add(" >= ").value(timeValue(selection.from));
            if (selection.to != engine::kNoHigh)
                m_sql.add(" AND "), eventTime(*table).add(" < ").value(timeValue(selection.to));
            for (const Predicate &test : selection.where) {
                m_sql.add(" AND ");
                predicate(test, typeOf(source.fields, test.field));
            }
        }
        if (first)
            m_sql.add("SELECT NULL AS member, NULL AS property WHERE 0 = 1");
        return {};
    }

    engine::Field propertyOf(const engine::EventSelection &selection, const std::string &field) const {
        for (const engine::EventSource &source : m_schema.events)
            for (const auto &one : selection.sources)
                if (one.dataset == source.dataset)
                    return typeOf(source.fields, field);
        return {};
    }

    // The aggregate, scaled to an integer where that makes it exact, compared with its ends.
    void having(const engine::AggregateCondition &condition) {
        const engine::Field field = propertyOf(condition.selection(), condition.field());
        const engine::NumberTest &test = condition.test();
        const std::string exact =
            field.type == ColumnType::Decimal
                ? "CAST(ROUND(property * " + std::to_string(powerOfTen(field.scale)) + ") AS INTEGER)"
                : "property";
        std::string expression;
        int scale = field.type == ColumnType::Decimal ? field.scale : 0;
        switch (condition.aggregate()) {
        case engine::Aggregate::Count:
            expression = "COUNT(*)";
            scale = 0;
            break;
        case engine::Aggregate::Distinct:
            expression = "COUNT(DISTINCT property)";
            scale = 0;
            break;
        case engine::Aggregate::Sum:
            expression = "COALESCE(SUM(" + exact + "), 0)";
            break;
        case engine::Aggregate::Minimum:
            expression = "MIN(" + exact + ")";
            break;
        case engine::Aggregate::Maximum:
            expression = "MAX(" + exact + ")";
            break;
        case engine::Aggregate::Average:
            averageTest(test, exact, field);
            return;
        }
        const bool counts = condition.aggregate() == engine::Aggregate::Count ||
                            condition.aggregate() == engine::Aggregate::Distinct;
        if (field.type == ColumnType::Double && !counts) {
            ends(test, [&](const engine::NumberTest::End &end, bool low) {
                m_sql.add(expression).add(low ? " >" : " <").add(end.inclusive ? "= " : " ")
                    .value(toDouble(end.value));
            });
            return;
        }
        const auto range = engine::rangeAtScale(test, scale);
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
};

} // namespace

Result<sql::Statement> toSql(const engine::Plan &plan, const engine::Schema &schema,
                             const SqlNames &names, sql::Dialect dialect) {
    return SqlWriter(plan, schema, names, dialect).write();
}

} // namespace audience::segment
