#include "service/segment_breakdown.h"

#include "base/decimal.h"
#include "service/audience_question.h"
#include "service/breakdown_steps.h"
#include "service/definition_service.h"
#include "service/member_columns.h"
#include "service/people_facts.h"
#include "service/remote_people.h"
#include "service/segment_service.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace audience::service {

using engine::ColumnType;
using model::RuleNode;
using Kind = BreakdownRow::Kind;

namespace {

constexpr std::size_t kMostValues = 12;

RuleNode attribute(const std::string &field, std::string_view op, Json value = {}) {
    Json condition{{"type", "attribute"}, {"field", field}, {"op", op}};
    if (value.is_array())
        condition["values"] = std::move(value);
    else if (!value.is_null())
        condition["value"] = std::move(value);
    return model::conditionNode(std::move(condition));
}

RuleNode both(RuleNode first, RuleNode second) {
    return model::groupNode(RuleNode::Kind::All, {std::move(first), std::move(second)});
}

BreakdownRow row(Kind kind, RuleNode part, std::string from = {}, std::string to = {}) {
    BreakdownRow made;
    made.kind = kind;
    made.part = std::move(part);
    made.from = std::move(from);
    made.to = std::move(to);
    return made;
}

// "12.50" as a rule takes it: whole numbers as such.
Json numberJson(const std::string &text) {
    const auto parsed = parseJson(text);
    return parsed && parsed->is_number_integer() ? *parsed : Json(text);
}

// The steps of numbers or times; `below` and `from` make the condition of one edge.
template <class Below, class From> void addSteps(std::vector<BreakdownRow> &rows, const Steps &steps, Below below, From from) {
    const auto &edges = steps.edges;
    if (steps.isOpenBelow)
        rows.push_back(row(Kind::Range, below(edges.front()), {}, edges.front()));
    for (std::size_t i = 0; i + 1 < edges.size(); ++i)
        rows.push_back(row(Kind::Range, both(from(edges[i]), below(edges[i + 1])), edges[i], edges[i + 1]));
    if (steps.isOpenAbove)
        rows.push_back(row(Kind::Range, from(edges.back()), edges.back(), {}));
}

std::vector<double> numbersOf(const engine::DenseColumn &column, const People &people) {
    std::vector<double> numbers;
    const double unit = column.type == ColumnType::Decimal ? static_cast<double>(powerOfTen(column.scale)) : 1;
    people.snapshot().members().forEach([&](Ordinal person) {
        if (column.isValid(person)) {
            const double value = column.width == engine::DenseColumn::Width::F64 ? column.f64[person] : static_cast<double>(column.intAt(person)) / unit;
            if (std::isfinite(value))
                numbers.push_back(value);
        }
        return true;
    });
    return numbers;
}

void addTexts(std::vector<BreakdownRow> &rows, const std::string &field, const BreakdownValues &values) {
    const std::size_t shown = std::min(values.texts.size(), values.distinct > kMostValues ? kMostValues - 1 : values.distinct);
    Json named = Json::array();
    for (std::size_t i = 0; i < shown; ++i) {
        const std::string &text = values.texts[i].second;
        rows.push_back(row(Kind::Value, attribute(field, "=", text), text));
        named.push_back(text);
    }
    if (shown < values.distinct) {
        rows.push_back(row(Kind::Rest, both(attribute(field, "is_not_empty"), attribute(field, "not_in", std::move(named)))));
        rows.back().values = static_cast<std::int64_t>(values.distinct - shown);
    }
}

void countTexts(BreakdownValues &values, const engine::DenseColumn &column, const People &people) {
    std::unordered_map<std::int64_t, std::int64_t> counts;
    people.snapshot().members().forEach([&](Ordinal person) {
        if (column.isValid(person))
            ++counts[column.intAt(person)];
        return true;
    });
    for (const auto &[code, count] : counts)
        if (const auto text = column.dictionary->at(static_cast<std::uint32_t>(code)); !text.empty())
            values.texts.emplace_back(count, text);
    std::sort(values.texts.begin(), values.texts.end(), [](const auto &a, const auto &b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    values.distinct = values.texts.size();
}

Result<std::vector<BreakdownRow>> attributeRows(Session &session, const People &people, SegmentBreakdown &told, const CancelToken &cancel) {
    TRY_ASSIGN(const auto column, memberColumn(session, people, told.field, cancel));
    told.type = std::string(engine::toText(column->type));
    BreakdownValues values;
    values.type = column->type;
    if (column->type == ColumnType::Text)
        countTexts(values, *column, people);
    else if (column->type != ColumnType::Bool && column->type != ColumnType::Json)
        values.numbers = numbersOf(*column, people);
    return rowsOfColumn(told.field, values, workspaceZone(session));
}

RuleNode purchase(const std::string &name, Json more = Json::object()) {
    Json condition{{"type", "event"}, {"name", name}};
    condition.update(more);
    return model::conditionNode(std::move(condition));
}

std::vector<BreakdownRow> lastPurchaseRows(const std::string &name) {
    std::vector<BreakdownRow> rows;
    const auto within = [&](int days, bool did) {
        Json more{{"window", {{"last", days}, {"unit", "days"}}}};
        if (!did)
            more["do"] = "did_not";
        return purchase(name, std::move(more));
    };
    int before = 0;
    for (const int days : {7, 30, 90, 180, 365}) {
        RuleNode part = within(days, true);
        rows.push_back(row(Kind::Range, before == 0 ? std::move(part) : both(std::move(part), within(before, false)), std::to_string(before), std::to_string(days)));
        before = days;
    }
    rows.push_back(row(Kind::Range, both(purchase(name), within(before, false)), std::to_string(before), {}));
    return rows;
}

Result<std::vector<BreakdownRow>> purchaseRows(Session &session, const People &people, SegmentBreakdown &told, const CancelToken &cancel) {
    TRY_ASSIGN(const PeopleFacts facts, purchaseFactsOf(session, people, cancel));
    const std::string &name = facts.definition.purchaseEvent;
    using Fact = PeopleFact::Kind;
    const Fact wanted = told.field == "purchase:last"    ? Fact::LastPurchase
                        : told.field == "purchase:count" ? Fact::Purchases
                        : told.field == "purchase:spent" ? Fact::Spent
                                                         : Fact::PerPurchase;
    const auto fact = std::find_if(facts.facts.begin(), facts.facts.end(), [&](const PeopleFact &one) { return one.kind == wanted; });
    if (fact == facts.facts.end())
        return Error(ErrorKind::NotFound, "data.unknown_column").with("column", told.field).with("dataset", people.dataset().name);
    std::vector<BreakdownRow> rows;
    told.type = wanted == Fact::LastPurchase ? "days" : wanted == Fact::Purchases ? "int64" : "double";
    if (wanted == Fact::LastPurchase) {
        rows = lastPurchaseRows(name);
    } else {
        const auto test = [&](const char *op, const std::string &edge) {
            Json aggregate{{"of", wanted == Fact::Purchases ? "count" : wanted == Fact::Spent ? "sum" : "avg"}, {"op", op}, {"value", numberJson(edge)}};
            if (wanted != Fact::Purchases)
                aggregate["field"] = facts.definition.valueField;
            return purchase(name, {{"aggregate", std::move(aggregate)}});
        };
        const auto last = std::find_if(facts.facts.begin(), facts.facts.end(), [](const PeopleFact &one) { return one.kind == Fact::LastPurchase; });
        const double unit = fact->field.type == ColumnType::Decimal ? static_cast<double>(powerOfTen(fact->field.scale)) : 1;
        std::vector<double> numbers;
        for (std::size_t i = 0; i < facts.rows.size(); ++i)
            if (!std::isnan(last->values.numbers[i]) && std::isfinite(fact->values.numbers[i]))
                numbers.push_back(fact->values.numbers[i] / unit);
        // Count and sum of no purchases are 0, so "less than" alone would count who never bought.
        const auto below = [&](const std::string &edge) { return wanted == Fact::PerPurchase ? test("<", edge) : both(purchase(name), test("<", edge)); };
        const auto from = [&](const std::string &edge) { return wanted == Fact::PerPurchase ? test(">=", edge) : both(purchase(name), test(">=", edge)); };
        Steps steps = numberSteps(std::move(numbers), wanted == Fact::Purchases);
        if (wanted == Fact::Purchases && !steps.edges.empty() && steps.edges.front() == "0")
            steps.edges.front() = "1"; // none at all is a row of its own
        for (const std::string &value : steps.values)
            rows.push_back(row(Kind::Value, both(purchase(name), test("=", value)), value));
        addSteps(rows, steps, below, from);
    }
    std::vector<RuleNode> all;
    if (wanted == Fact::PerPurchase)
        for (const BreakdownRow &one : rows)
            all.push_back(one.part);
    rows.push_back(row(Kind::Nothing, wanted == Fact::PerPurchase ? model::groupNode(RuleNode::Kind::None, std::move(all)) : purchase(name, {{"do", "did_not"}})));
    return rows;
}

std::vector<BreakdownRow> emailRows(const std::string &what) {
    const Json window{{"last", kEmailDays}, {"unit", "days"}};
    const auto message = [&](const char *fact, Json more = Json::object()) {
        Json condition{{"type", "message"}, {"what", fact}, {"window", window}};
        condition.update(more);
        return model::conditionNode(std::move(condition));
    };
    const auto count = [&](const char *op, int value) { return message(what.c_str(), {{"count", {{"of", "emails"}, {"op", op}, {"value", value}}}}); };
    std::vector<BreakdownRow> rows;
    rows.push_back(row(Kind::Value, both(message("sent"), message(what.c_str(), {{"do", "did_not"}})), "0"));
    for (int value = 1; value <= 3; ++value)
        rows.push_back(row(Kind::Value, both(message("sent"), count("=", value)), std::to_string(value)));
    rows.push_back(row(Kind::Range, both(message("sent"), count(">=", 4)), "4"));
    rows.push_back(row(Kind::Nothing, message("sent", {{"do", "did_not"}})));
    return rows;
}

// Which of openings and clicks are known of emails that were really sent lately.
Result<std::vector<std::string>> emailFacts(Session &session, const People &people, const CancelToken &cancel) {
    TRY_ASSIGN(const RuleVocabulary words, SegmentService(session).vocabulary());
    std::vector<std::string> facts;
    for (const char *fact : {"opened", "clicked"})
        if (std::find(words.emailFacts.begin(), words.emailFacts.end(), fact) != words.emailFacts.end())
            facts.emplace_back(fact);
    if (facts.empty())
        return facts;
    TRY_ASSIGN(const Audience emailed, evaluateRule(session, people, {emailRows("opened").back().part, Json::object()}, cancel));
    return emailed.members.count() < people.snapshot().members().count() ? facts : std::vector<std::string>();
}

} // namespace

std::vector<BreakdownRow> rowsOfColumn(const std::string &field, const BreakdownValues &values, const std::string &zone) {
    std::vector<BreakdownRow> rows;
    const auto below = [&](const std::string &edge) { return attribute(field, "<", numberJson(edge)); };
    const auto from = [&](const std::string &edge) { return attribute(field, ">=", numberJson(edge)); };
    switch (values.type) {
    case ColumnType::Bool:
        for (const char *value : {"true", "false"})
            rows.push_back(row(Kind::Value, attribute(field, std::string("is_") + value), value));
        break;
    case ColumnType::Text:
        addTexts(rows, field, values);
        break;
    case ColumnType::Int64:
    case ColumnType::Decimal:
    case ColumnType::Double: {
        const Steps steps = numberSteps(values.numbers, values.type == ColumnType::Int64);
        for (const std::string &value : steps.values)
            rows.push_back(row(Kind::Value, attribute(field, "=", numberJson(value)), value));
        addSteps(rows, steps, below, from);
        break;
    }
    case ColumnType::Date:
    case ColumnType::Instant:
        addSteps(rows, timeSteps(values.numbers, values.type == ColumnType::Instant, zone),
                 [&](const std::string &edge) { return attribute(field, "before", Json(edge)); },
                 [&](const std::string &edge) { return attribute(field, ">=", Json(edge)); });
        break;
    default:
        rows.push_back(row(Kind::Value, attribute(field, "is_not_empty"), "*"));
        break;
    }
    rows.push_back(row(Kind::Nothing, attribute(field, "is_empty")));
    return rows;
}

Result<std::vector<BreakdownField>> breakdownFields(Session &session, const CancelToken &cancel, const std::string &whose) {
    TRY_ASSIGN(const auto there, remotePeopleOf(session, aboutPeople({}, whose)));
    if (there) {
        std::vector<BreakdownField> columns;
        for (const model::RemoteColumn &column : there->people.columns)
            if (column.name != there->people.key && column.name != there->people.email && column.type != "json")
                columns.push_back({column.name, column.type});
        return columns;
    }
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const RuleVocabulary words, SegmentService(session).vocabulary());
    TRY_ASSIGN(const auto emails, emailFacts(session, people, cancel));
    std::vector<BreakdownField> fields;
    for (const FieldView &field : words.attributes)
        if (field.name != people.dataset().keyField && field.name != people.dataset().emailField)
            fields.push_back({field.name, field.type});
    for (const FieldView &field : words.traits)
        fields.push_back({field.name, field.type});
    TRY_ASSIGN(const DefinitionView definition, DefinitionService(session).definition());
    if (definition.isSet()) {
        fields.push_back({"purchase:last", "days"});
        fields.push_back({"purchase:count", "int64"});
        if (definition.definition.hasRevenue()) {
            fields.push_back({"purchase:spent", "double"});
            fields.push_back({"purchase:each", "double"});
        }
    }
    for (const std::string &fact : emails)
        fields.push_back({"email:" + fact, "int64"});
    return fields;
}

// Error "segment.not_by" {field, known} where people cannot be told apart by it.
static Result<void> checkField(Session &session, const People &people, const std::string &field, const CancelToken &cancel) {
    if (people.hasField(field))
        return {};
    TRY_ASSIGN(const auto fields, breakdownFields(session, cancel));
    std::string known;
    bool hasPurchases = false;
    for (const BreakdownField &one : fields) {
        if (one.name == field)
            return {};
        hasPurchases = hasPurchases || one.name.rfind("purchase:", 0) == 0;
        known += (known.empty() ? "" : ", ") + one.name;
    }
    if (!hasPurchases && field.rfind("purchase:", 0) == 0)
        return {}; // it is said below what they want
    return Error(ErrorKind::NotFound, "segment.not_by").with("field", field).with("known", known);
}

Result<SegmentBreakdown> breakDown(Session &session, const model::SegmentRule &rule, const std::string &field, const CancelToken &cancel) {
    TRY_ASSIGN(const auto there, remotePeopleOf(session, rule));
    if (there)
        return breakDownRemote(session, *there, rule, field, cancel);
    TRY_ASSIGN(const People people, People::load(session));
    TRY(checkField(session, people, field, cancel));
    TRY_ASSIGN(const Audience audience, evaluateRule(session, people, rule, cancel));
    SegmentBreakdown told;
    told.field = field;
    std::vector<BreakdownRow> rows;
    const bool isOwn = people.hasField(field); // a column of that very name comes first
    std::vector<std::string> emails;
    if (!isOwn && field.rfind("email:", 0) == 0) {
        TRY_ASSIGN(emails, emailFacts(session, people, cancel));
    }
    if (!isOwn && field.rfind("purchase:", 0) == 0) {
        TRY_ASSIGN(rows, purchaseRows(session, people, told, cancel));
    } else if (!isOwn && std::any_of(emails.begin(), emails.end(), [&](const std::string &fact) { return field == "email:" + fact; })) {
        told.type = "int64";
        rows = emailRows(field.substr(6));
    } else {
        TRY_ASSIGN(rows, attributeRows(session, people, told, cancel));
    }
    told.inside = static_cast<std::int64_t>(audience.members.count());
    told.outside = static_cast<std::int64_t>(people.snapshot().members().count()) - told.inside;
    for (BreakdownRow &one : rows) {
        TRY(cancel.check());
        TRY_ASSIGN(Audience meeting, evaluateRule(session, people, {one.part, Json::object()}, cancel));
        const auto all = static_cast<std::int64_t>(meeting.members.count());
        engine::intersect(meeting.members, audience.members);
        one.inside = static_cast<std::int64_t>(meeting.members.count());
        one.outside = all - one.inside;
        if (all > 0)
            told.rows.push_back(std::move(one));
    }
    return told;
}

} // namespace audience::service
