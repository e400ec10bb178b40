#include "aws/policy_document.h"

#include "base/text.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace audience::aws {

namespace {

// One form for everything that Amazon takes for the same.
Json normal(const Json &value, bool lowerTexts = false, bool lowerKeys = false) {
    if (value.is_string())
        return lowerTexts ? Json(toLowerAscii(value.get<std::string>())) : value;
    if (value.is_array()) {
        if (value.size() == 1)
            return normal(value.front(), lowerTexts, lowerKeys);
        std::vector<Json> parts;
        for (const Json &one : value)
            parts.push_back(normal(one, lowerTexts, lowerKeys));
        std::sort(parts.begin(), parts.end(), [](const Json &a, const Json &b) { return dumpJson(a) < dumpJson(b); });
        return Json(parts);
    }
    if (!value.is_object())
        return value;
    std::map<std::string, Json> sorted;
    for (const auto &[key, part] : value.items()) {
        const bool isAction = key == "Action" || key == "NotAction", isCondition = key == "Condition";
        sorted[lowerKeys ? toLowerAscii(key) : key] = normal(part, isAction, lowerKeys || isCondition);
    }
    Json out = Json::object();
    for (auto &[key, part] : sorted)
        out[key] = std::move(part);
    return out;
}

void collect(const Json *value, std::set<std::string> &into) {
    if (!value)
        return;
    if (value->is_string())
        into.insert(value->get<std::string>());
    else if (value->is_array())
        for (const Json &one : *value)
            collect(&one, into);
}

Json principal(const char *service) {
    return Json{{"Service", std::string(service) + ".amazonaws.com"}};
}

} // namespace

bool samePolicy(const Json &a, const Json &b) {
    return normal(a) == normal(b);
}

Json policyFromText(const std::string &text) {
    auto parsed = text.empty() ? Result<Json>(Json::object()) : parseJson(text);
    return parsed && parsed->is_object() ? *std::move(parsed) : Json(Json::object());
}

Json statementIn(const Json &document, std::string_view sid) {
    const Json *statements = jsonMember(document, "Statement");
    if (!statements)
        return nullptr;
    if (statements->is_object())
        return jsonText(*statements, "Sid") == sid ? *statements : Json();
    if (statements->is_array())
        for (const Json &one : *statements)
            if (jsonText(one, "Sid") == sid)
                return one;
    return nullptr;
}

Json withStatement(Json document, Json statement) {
    const std::string sid = jsonText(statement, "Sid");
    Json statements = Json::array();
    if (const Json *present = jsonMember(document, "Statement")) {
        const Json list = present->is_array() ? *present : Json::array({*present});
        for (const Json &one : list)
            if (jsonText(one, "Sid") != sid)
                statements.push_back(one);
    }
    statements.push_back(std::move(statement));
    if (!document.contains("Version"))
        document["Version"] = "2012-10-17";
    document["Statement"] = std::move(statements);
    return document;
}

Json topicStatement(const Place &place, const std::string &topicArn, const std::string &configurationSet, const Json &present) {
    std::set<std::string> sets{place.arn("ses", "configuration-set/" + configurationSet)};
    if (const Json *condition = jsonMember(present, "Condition"))
        if (const Json *equals = jsonMember(*condition, "StringEquals"))
            for (const auto &[key, value] : equals->items())
                if (equalsAscii(key, "AWS:SourceArn"))
                    collect(&value, sets);
    const Json source = sets.size() == 1 ? Json(*sets.begin()) : Json(sets);
    return Json{{"Sid", kTopicSid},
                {"Effect", "Allow"},
                {"Principal", principal("ses")},
                {"Action", "sns:Publish"},
                {"Resource", topicArn},
                {"Condition", {{"StringEquals", {{"AWS:SourceAccount", place.account}, {"AWS:SourceArn", source}}}}}};
}

Json queueStatement(const std::string &queueArn, const std::string &topicArn) {
    return Json{{"Sid", kQueueSid},
                {"Effect", "Allow"},
                {"Principal", principal("sns")},
                {"Action", "sqs:SendMessage"},
                {"Resource", queueArn},
                {"Condition", {{"ArnEquals", {{"aws:SourceArn", topicArn}}}}}};
}

} // namespace audience::aws
