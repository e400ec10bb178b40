#include "engine/related_values.h"

#include "engine/set_condition.h"
#include "model/related_condition.h"
#include "segment/families.h"
#include "segment/lower_field.h"
#include "segment/related_sql.h"
#include "segment/rule_words.h"
#include "segment/rule_writing.h"

namespace audience::segment {

using engine::EventSummary;
using engine::Field;
using engine::RelatedRows;
using model::RelatedCondition;
using Of = EventSummary::Of;
using Rows = RelatedCondition::Rows;

namespace {

const Field *fieldIn(CompileContext &context, const std::vector<Field> &fields, const std::string &name, const std::string &path) {
    for (const Field &field : fields)
        if (field.name == name)
            return &field;
    report(context.findings, "segment.unknown_field", path, {{"field", name}});
    return nullptr;
}

const engine::TableSource *tableNamed(CompileContext &context, const std::string &dataset, const std::string &path) {
    for (const engine::TableSource &table : context.schema.tables)
        if (table.dataset == dataset)
            return &table;
    report(context.findings, "segment.unknown_dataset", path, {{"dataset", dataset}});
    return nullptr;
}

// How rows of `to` are found from those before (`from`; a null pointer: the people). False with a finding.
bool takeLink(CompileContext &context, const engine::TableSource *from, const engine::TableSource &to, model::RelatedStep read,
              engine::RelatedStep &step, const std::string &path) {
    const std::string &before = from ? from->dataset : context.schema.profileDataset;
    if (read.linkFrom.empty() && !from && to.ofPeople)
        return true; // the rows name their person
    if (read.linkFrom.empty()) {
        int found = 0;
        for (const engine::TableLink &link : context.schema.links) {
            const bool forth = link.fromDataset == before && link.toDataset == to.dataset;
            const bool back = link.toDataset == before && link.fromDataset == to.dataset;
            if (!forth && !back)
                continue;
            read.linkFrom = forth ? link.fromField : link.toField;
            read.linkTo = forth ? link.toField : link.fromField;
            ++found;
        }
        if (found != 1) {
            report(context.findings, found == 0 ? "related.no_link" : "related.ambiguous_link", path, {{"from", before}, {"to", to.dataset}});
            return false;
        }
    }
    const Field *left = fieldIn(context, from ? from->fields : context.schema.profileFields, read.linkFrom, path + "/link/from");
    const Field *right = fieldIn(context, to.fields, read.linkTo, path + "/link/to");
    if (!left || !right)
        return false;
    using Type = engine::ColumnType;
    if (left->type != right->type || left->scale != right->scale || left->type == Type::Double || left->type == Type::Json ||
        left->type == Type::Bool) {
        report(context.findings, "segment.fields_differ", path + "/link",
               {{"field", left->name}, {"type", std::string(engine::toText(left->type))}, {"other", right->name},
                {"other_type", std::string(engine::toText(right->type))}});
        return false;
    }
    step.fromField = read.linkFrom;
    step.toField = read.linkTo;
    return true;
}

bool takeTests(CompileContext &context, const engine::TableSource &table, const std::vector<model::FieldTest> &tests,
               std::vector<engine::Predicate> &to, const std::string &path) {
    const FieldLookup sibling = [&](const std::string &name, const std::string &at) { return fieldIn(context, table.fields, name, at); };
    const FieldLookup person = [&](const std::string &name, const std::string &at) {
        report(context.findings, "segment.unknown_field", at, {{"field", name}}); // rows know nothing of people
        return static_cast<const Field *>(nullptr);
    };
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const std::string at = path + '/' + std::to_string(i);
        const Field *field = fieldIn(context, table.fields, tests[i].field, at + "/field");
        auto predicate = field ? lowerField(tests[i], *field, at, context.options, context.findings, {sibling, person}) : std::nullopt;
        if (!predicate)
            return false;
        to.push_back(std::move(*predicate));
    }
    return true;
}

std::optional<RelatedRows> lowerPath(CompileContext &context, const RelatedCondition &read, const std::string &path) {
    RelatedRows rows;
    const engine::TableSource *before = nullptr;
    for (std::size_t i = 0; i < read.path.size(); ++i) {
        const std::string at = path + "/path/" + std::to_string(i);
        const engine::TableSource *table = tableNamed(context, read.path[i].dataset, at);
        engine::RelatedStep step;
        step.dataset = read.path[i].dataset;
        if (!table || !takeLink(context, before, *table, read.path[i], step, at) ||
            !takeTests(context, *table, read.path[i].where, step.where, at + "/where"))
            return std::nullopt;
        rows.steps.push_back(std::move(step));
        before = table;
    }
    return rows;
}

std::shared_ptr<const engine::PersonValues> valuesOf(const std::string &name, RelatedRows rows, const Field &property) {
    Field type = engine::summaryField(name, rows.of, property);
    return std::make_shared<engine::RelatedValues>(std::move(type), std::move(rows));
}

// A comparison with a whole number.
ConditionPtr countIs(CompileContext &context, RelatedRows rows, model::TestOp op, int value, const std::string &path) {
    rows.of = Of::Count;
    return measureCondition(context, valuesOf("rows", std::move(rows), {}), {op, {Json(value)}}, path);
}

// Who has one value among the rows and the same among those that pass: of numbers, all rows pass; of the latest
// moments, a row at that moment does.
ConditionPtr sameAmong(RelatedRows rows, const std::vector<engine::Predicate> &has, const Field &property) {
    RelatedRows passing = rows;
    auto &where = passing.steps.back().where;
    where.insert(where.end(), has.begin(), has.end());
    engine::Predicate same;
    same.field = "rows";
    same.companion = "passing";
    same.kind = engine::Predicate::Kind::Compare;
    same.order = engine::Predicate::kSame;
    return std::make_shared<engine::ColumnCondition>(
        same, engine::ValueSources{valuesOf("rows", std::move(rows), property), valuesOf("passing", std::move(passing), property)});
}

ConditionPtr compileHas(CompileContext &context, const RelatedCondition &read, RelatedRows rows, const std::string &path) {
    const engine::TableSource *table = tableNamed(context, read.path.back().dataset, path);
    std::vector<engine::Predicate> has;
    if (!takeTests(context, *table, read.has, has, path + "/has"))
        return nullptr;
    if (read.rows == Rows::All) {
        engine::Plan plan;
        const std::size_t some = plan.addLeaf(countIs(context, rows, model::TestOp::GreaterOrEqual, 1, path), path);
        const std::size_t all = plan.addLeaf(sameAmong(std::move(rows), has, {}), path);
        plan.addGroup(engine::PlanNode::Kind::All, {some, all}, path);
        return std::make_shared<engine::PlanCondition>("related", std::make_shared<const engine::Plan>(std::move(plan)));
    }
    const Field *by = fieldIn(context, table->fields, read.by, path + "/by");
    if (!by)
        return nullptr;
    if (!isNumber(by->type) && by->type != engine::ColumnType::Date && by->type != engine::ColumnType::Instant) {
        report(context.findings, "segment.no_order", path + "/by", {{"field", by->name}, {"type", std::string(engine::toText(by->type))}});
        return nullptr;
    }
    rows.of = read.rows == Rows::Latest ? Of::Maximum : Of::Minimum;
    rows.field = read.by;
    return sameAmong(std::move(rows), has, *by);
}

ConditionPtr compileMeasure(CompileContext &context, const RelatedCondition &read, RelatedRows rows, const std::string &path) {
    using engine::Aggregate;
    const std::pair<Aggregate, Of> kOf[] = {{Aggregate::Count, Of::Count},     {Aggregate::Distinct, Of::Distinct},
                                            {Aggregate::Sum, Of::Sum},         {Aggregate::Average, Of::Average},
                                            {Aggregate::Minimum, Of::Minimum}, {Aggregate::Maximum, Of::Maximum}};
    for (const auto &[aggregate, of] : kOf)
        if (aggregate == aggregateOf(read.measure.of))
            rows.of = of;
    Field property;
    if (rows.of != Of::Count) {
        const Field *found = fieldIn(context, tableNamed(context, read.path.back().dataset, path)->fields, read.measure.field, path + "/field");
        if (!found)
            return nullptr;
        if (rows.of != Of::Distinct && !isNumber(found->type)) {
            report(context.findings, "segment.number_field_expected", path + "/field", {{"field", found->name}});
            return nullptr;
        }
        property = *found;
        rows.field = read.measure.field;
    }
    return measureCondition(context, valuesOf("rows", std::move(rows), property), {read.measure.op, read.measure.values}, path);
}

ConditionPtr compileRelated(CompileContext &context, const Json &json, const std::string &path) {
    const auto read = model::readRelated(json, path, context.findings);
    if (!read)
        return nullptr;
    auto rows = lowerPath(context, *read, path);
    if (!rows)
        return nullptr;
    switch (read->rows) {
    case Rows::Any:
        return countIs(context, std::move(*rows), model::TestOp::GreaterOrEqual, 1, path);
    case Rows::None:
        return countIs(context, std::move(*rows), model::TestOp::Equal, 0, path);
    case Rows::Measure:
        return compileMeasure(context, *read, std::move(*rows), path);
    default:
        return compileHas(context, *read, std::move(*rows), path);
    }
}

} // namespace

ConditionFamily relatedFamily() {
    return {"related", compileRelated, describeNothing, prepareNothing, writeNothing, printRelated, parseRelated};
}

} // namespace audience::segment
