#include "service/table_query.h"

namespace audience::service {

using model::FieldTest;
using model::TestOp;

Json toJson(const TableQuery &query) {
    Json sort = Json::array(), filters = Json::array();
    for (const SortKey &key : query.sort)
        sort.push_back(Json{{"column", key.column}, {"descending", key.descending}});
    for (const FieldTest &test : query.filters)
        filters.push_back(model::toJson(model::AttributeCondition{test}));
    Json json{{"dataset", query.dataset}, {"sort", sort}, {"filters", filters}};
    if (!query.check.empty()) {
        json["check"] = query.check;
        json["check_column"] = query.checkColumn;
    }
    return json;
}

TableQuery tableQueryFromJson(const Json &json) {
    TableQuery query;
    query.dataset = jsonText(json, "dataset");
    query.check = jsonText(json, "check");
    query.checkColumn = jsonText(json, "check_column");
    if (const Json *sort = jsonMember(json, "sort"); sort && sort->is_array())
        for (const Json &key : *sort)
            query.sort.push_back({jsonText(key, "column"), jsonBool(key, "descending")});
    if (const Json *filters = jsonMember(json, "filters"); filters && filters->is_array())
        for (const Json &filter : *filters) {
            model::Findings findings;
            if (auto condition = model::readAttribute(filter, {}, findings))
                query.filters.push_back(std::move(condition->test));
        }
    return query;
}

namespace {

Json conditionOf(const FieldTest &test) {
    return model::toJson(model::AttributeCondition{test});
}

// Tests of the time become the window, one of the name the name, the others conditions of the event.
Json eventOf(const DatasetView &dataset, const TableQuery &query) {
    model::EventCondition event;
    event.dataset = dataset.name;
    for (const FieldTest &test : query.filters) {
        const bool isName = test.field == dataset.nameField && !dataset.nameField.empty();
        const bool isOne = (test.op == TestOp::Equal || test.op == TestOp::In) && test.values.size() == 1 && test.values[0].is_string();
        if (isName && isOne && event.name.empty() && !test.ignoreCase)
            event.name = test.values[0].get<std::string>();
        else if (test.field == dataset.timeField && test.op == TestOp::Within && event.window == model::Window())
            event.window = test.window;
        else
            event.where.push_back(test);
    }
    return model::toJson(event);
}

} // namespace

Result<model::SegmentRule> ruleOf(const DatasetView &dataset, const TableQuery &query) {
    if (dataset.role == "table")
        return Error(ErrorKind::Invalid, "data.rule_no_people").with("dataset", dataset.name);
    if (!query.check.empty())
        return Error(ErrorKind::Invalid, "data.rule_check").with("column", query.checkColumn);
    if (query.filters.empty())
        return Error(ErrorKind::Invalid, "data.rule_no_filter");
    // The time and name of an event are no properties of it: what the window and the name cannot say,
    // no rule can.
    model::SegmentRule rule;
    if (dataset.role == "events") {
        const Json event = eventOf(dataset, query);
        if (const Json *where = jsonMember(event, "where"); where && where->is_array())
            for (const Json &test : *where)
                if (const std::string field = jsonText(test, "field");
                    field == dataset.timeField || field == dataset.profileField || (!field.empty() && field == dataset.nameField))
                    return Error(ErrorKind::Invalid, "data.rule_event_field").with("column", field);
        rule.root = model::conditionNode(event);
        return rule;
    }
    std::vector<model::RuleNode> parts;
    for (const FieldTest &test : query.filters)
        parts.push_back(model::conditionNode(conditionOf(test)));
    rule.root = parts.size() == 1 ? std::move(parts.front()) : model::groupNode(model::RuleNode::Kind::All, std::move(parts));
    return rule;
}

model::SegmentRule ruleOfKeys(const DatasetView &dataset, const std::vector<std::string> &keys) {
    FieldTest test;
    test.field = dataset.keyField;
    test.op = TestOp::In;
    for (const std::string &key : keys)
        test.values.emplace_back(key);
    model::SegmentRule rule;
    rule.root = model::conditionNode(conditionOf(test));
    return rule;
}

} // namespace audience::service
