#include "segment/compile_query.h"

#include "qbase/time_zone.h"
#include "segment/computed_fields.h"
#include "segment/lower_field.h"
#include "segment/time_steps.h"

#include <algorithm>

namespace audience::segment {

using engine::ColumnType;
using engine::Field;
using engine::GroupColumn;
using engine::GroupKey;
using engine::GroupMeasure;
using engine::GroupQuery;
using model::AnalyticQuery;
using model::FieldPart;
using model::QueryColumn;
using model::QueryGroup;
using model::QueryMeasure;

namespace {

bool isTime(ColumnType type) { return type == ColumnType::Date || type == ColumnType::Instant; }

GroupMeasure::Of measureOf(QueryMeasure::Of of) { return static_cast<GroupMeasure::Of>(of); }
static_assert(static_cast<int>(GroupMeasure::Of::Quantile) == static_cast<int>(QueryMeasure::Of::Quantile));

// Anything that events of nobody have no answer to. Measures of some people alone leave the others as they are.
bool asksOfPeople(const GroupQuery &query) {
    const auto isPersons = [](const auto &one) { return one.column.of == GroupColumn::Of::Person; };
    const auto &where = query.events->where;
    return (query.people && !query.people->isEverybody()) || std::any_of(query.keys.begin(), query.keys.end(), isPersons) ||
           std::any_of(query.measures.begin(), query.measures.end(),
                       [&](const GroupMeasure &one) {
                           return one.of != GroupMeasure::Of::Count && one.of != GroupMeasure::Of::People && isPersons(one);
                       }) ||
           std::any_of(where.begin(), where.end(), [](const engine::Predicate &one) { return one.companionIsPersons(); });
}

class QueryCompiler {
public:
    QueryCompiler(const AnalyticQuery &query, CompileContext &context) : m_query(query), m_context(context) {}

    GroupQuery compile() {
        GroupQuery compiled;
        if (m_query.events)
            m_selected = m_context.selection(*m_query.events, "/events");
        compiled.people = m_context.plan(m_query.people.root, "/people");
        if (m_query.events && !m_selected)
            return compiled; // no event, no properties
        compiled.events = m_selected;
        for (std::size_t i = 0; i < m_query.groupBy.size(); ++i)
            if (auto key = group(m_query.groupBy[i], "/group_by/" + std::to_string(i)))
                compiled.keys.push_back(std::move(*key));
        for (std::size_t i = 0; i < m_query.measures.size(); ++i)
            if (auto one = measure(m_query.measures[i], "/measures/" + std::to_string(i)))
                compiled.measures.push_back(std::move(*one));
        for (const model::QueryOrder &order : m_query.orderBy)
            compiled.order.push_back({order.isMeasure, order.index, order.descending});
        compiled.limit = static_cast<std::size_t>(m_query.limit > 0 ? m_query.limit : model::kMaxQueryRows);
        compiled.fill = !m_query.groupBy.empty() && m_query.groupBy[0].fill;
        compiled.withGuests = compiled.events && !asksOfPeople(compiled);
        return compiled;
    }

private:
    std::optional<GroupColumn> column(const QueryColumn &wanted, const std::string &path) {
        switch (wanted.of) {
        case QueryColumn::Of::Field:
            if (!m_selected)
                return attribute(wanted.name, path + "/field");
            if (const Field *field = property(wanted.name, path + "/field"))
                return GroupColumn{GroupColumn::Of::Event, Field{wanted.name, field->type, field->scale}, nullptr};
            return std::nullopt;
        case QueryColumn::Of::Person:
            return attribute(wanted.name, path + "/person");
        case QueryColumn::Of::Formula:
            if (const auto values = lowerTrait(m_context, *wanted.formula, "formula", path + "/formula"))
                return GroupColumn{GroupColumn::Of::Person, values->field(), values};
            return std::nullopt;
        case QueryColumn::Of::Time:
        case QueryColumn::Of::Event:
            break;
        }
        const bool isWhen = wanted.of == QueryColumn::Of::Time;
        if (!m_selected) {
            report(m_context.findings, "query.events_only", path + "/event", {{"what", isWhen ? "time" : "name"}});
            return std::nullopt;
        }
        if (isWhen)
            return GroupColumn{GroupColumn::Of::Time, Field{"time", ColumnType::Instant, 0}, nullptr};
        return GroupColumn{GroupColumn::Of::Name, Field{"event", ColumnType::Text, 0}, nullptr};
    }

    // Where nobody has done it yet, other events may say what the property is.
    const Field *property(const std::string &name, const std::string &path) {
        if (m_selected->sources.empty())
            for (const engine::EventSource &source : m_context.schema.events)
                for (const Field &field : source.fields)
                    if (field.name == name)
                        return &field;
        return m_context.eventField(*m_selected, name, path);
    }

    std::optional<GroupColumn> attribute(const std::string &name, const std::string &path) {
        engine::ValueSources used;
        const Field *field = attributeNamed(m_context, name, path, used);
        if (!field)
            return std::nullopt;
        return GroupColumn{GroupColumn::Of::Person, *field, used.empty() ? nullptr : used.front()};
    }

    bool refuse(const Field &field, std::string_view what, const std::string &path) {
        report(m_context.findings, "query.not_for_type", path,
               {{"field", field.name}, {"type", std::string(engine::toText(field.type))}, {"what", std::string(what)}});
        return false;
    }

    std::optional<GroupKey> group(const QueryGroup &wanted, const std::string &path) {
        auto values = column(wanted.column, path);
        if (!values)
            return std::nullopt;
        GroupKey key{*values, values->field, {}, {}};
        const ColumnType type = values->field.type;
        bool fine = true;
        if (wanted.by || wanted.part != FieldPart::Whole)
            fine = setSteps(wanted, key, path);
        else if (!wanted.zone.empty())
            fine = refuse(values->field, "zone", path + "/zone");
        if (wanted.bins)
            fine = isNumber(type) ? setBins(*wanted.bins, key, path + "/bins") : refuse(values->field, "bins", path + "/bins");
        if (!wanted.as.empty())
            key.result.name = wanted.as;
        return fine ? std::optional(std::move(key)) : std::nullopt;
    }

    bool setSteps(const QueryGroup &wanted, GroupKey &key, const std::string &path) {
        const Field &field = key.column.field;
        const bool isHours = wanted.by == model::TimeStep::Hour || wanted.part == FieldPart::Hour;
        if (!isTime(field.type) || (isHours && field.type == ColumnType::Date))
            return refuse(field, wanted.by ? toText(*wanted.by) : model::toText(wanted.part), path + (wanted.by ? "/by" : "/part"));
        TimeGrid grid{wanted.by, wanted.part, wanted.weekStart, wanted.zone.empty() ? m_context.options.zone : wanted.zone, field.type == ColumnType::Date};
        if (!isKnownZone(grid.zone)) {
            report(m_context.findings, "zone.unknown", path + "/zone", {{"zone", grid.zone}});
            return false;
        }
        key.result.type = !wanted.by ? ColumnType::Int64 : isHours ? ColumnType::Instant : ColumnType::Date;
        key.steps = [grid = std::move(grid)](std::int64_t low, std::int64_t high) { return timeSteps(grid, low, high); };
        return true;
    }

    // A number in units of the column; nothing where it has more digits than the column or is too large.
    static std::optional<std::int64_t> unitsOf(const Json &json, const Field &field) {
        const auto number = decimalOf(json);
        const auto scaled = number ? rescaled(*number, field.type == ColumnType::Decimal ? field.scale : 0) : std::nullopt;
        return scaled ? std::optional(scaled->mantissa) : std::nullopt;
    }

    bool setBins(const model::QueryBins &wanted, GroupKey &key, const std::string &path) {
        const Field &field = key.column.field;
        engine::Bins bins;
        bins.count = wanted.count;
        const auto width = wanted.count > 0 ? std::optional(Decimal{1, 0}) : decimalOf(wanted.width);
        const auto from = wanted.count > 0 ? std::optional(Decimal{0, 0}) : decimalOf(wanted.from);
        if (!width || width->mantissa <= 0 || !from) {
            report(m_context.findings, "query.bad_bin_width", path + (from ? "/width" : "/from"), {{"field", field.name}});
            return false;
        }
        bins.doubleWidth = toDouble(*width);
        bins.doubleFrom = toDouble(*from);
        if (field.type != ColumnType::Double && wanted.count == 0) {
            const auto exactWidth = unitsOf(wanted.width, field), exactFrom = unitsOf(wanted.from, field);
            if (!exactWidth || !exactFrom) {
                report(m_context.findings, "query.bad_bin_width", path + (exactWidth ? "/from" : "/width"), {{"field", field.name}});
                return false;
            }
            bins.width = *exactWidth;
            bins.from = *exactFrom;
        }
        key.bins = bins;
        return true;
    }

    std::optional<GroupMeasure> measure(const QueryMeasure &wanted, const std::string &path) {
        using Of = QueryMeasure::Of;
        GroupMeasure compiled;
        compiled.of = measureOf(wanted.of);
        compiled.result = Field{std::string(model::toText(wanted.of)), ColumnType::Int64, 0};
        bool fine = true;
        if (wanted.people) {
            compiled.people = m_context.plan(wanted.people->root, path + "/people");
            fine = compiled.people != nullptr;
        }
        if (wanted.of != Of::Count && wanted.of != Of::People) {
            const auto values = column(wanted.column, path);
            if (!values || !setValues(wanted, *values, compiled, path))
                return std::nullopt;
        }
        if (!wanted.as.empty())
            compiled.result.name = wanted.as;
        return fine ? std::optional(std::move(compiled)) : std::nullopt;
    }

    bool setValues(const QueryMeasure &wanted, const GroupColumn &values, GroupMeasure &compiled, const std::string &path) {
        using Of = QueryMeasure::Of;
        const Field &field = values.field;
        compiled.column = values;
        compiled.result.name += " of " + field.name;
        if (wanted.of == Of::Distinct)
            return true;
        const bool isSum = wanted.of == Of::Sum || wanted.of == Of::Average;
        if (!isNumber(field.type) && (isSum || !isTime(field.type)))
            return refuse(field, model::toText(wanted.of), path + "/of");
        compiled.result.type = wanted.of == Of::Average ? ColumnType::Double : field.type;
        compiled.result.scale = wanted.of == Of::Average ? std::uint8_t{0} : field.scale;
        if (wanted.of != Of::Quantile)
            return true;
        const auto at = decimalOf(wanted.at);
        if (!at || at->mantissa < 0 || compare(*at, Decimal{1, 0}) > 0) {
            report(m_context.findings, "query.bad_quantile", path + "/at");
            return false;
        }
        compiled.at = *at;
        compiled.result.name = "quantile " + audience::toText(*at) + " of " + field.name;
        return true;
    }

    const AnalyticQuery &m_query;
    CompileContext &m_context;
    std::optional<engine::EventSelection> m_selected;
};

} // namespace

QueryCompilation compileQuery(const AnalyticQuery &query, const engine::Schema &schema, const CompileOptions &options) {
    QueryCompilation result;
    if (!isKnownZone(options.zone)) {
        report(result.findings, "zone.unknown", "", {{"zone", options.zone}});
        return result;
    }
    const auto context = makeContext(schema, options, result.findings);
    GroupQuery compiled = QueryCompiler(query, *context).compile();
    if (!model::hasErrors(result.findings))
        result.query = std::move(compiled);
    return result;
}

} // namespace audience::segment
