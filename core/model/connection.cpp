#include "model/connection.h"

#include "base/json.h"

namespace audience::model {

Result<UnsubscribeWay> unsubscribeFromText(std::string_view text) {
    const auto after = [&](std::string_view prefix) {
        return std::string(text.substr(prefix.size()));
    };
    const auto startsWith = [&](std::string_view prefix) {
        return text.substr(0, prefix.size()) == prefix && text.size() > prefix.size();
    };
    if (startsWith("url:https://") || startsWith("url:http://127.0.0.1") ||
        startsWith("url:http://localhost"))
        return UnsubscribeWay{UnsubscribeKind::Url, after("url:")};
    if (startsWith("ses-list:"))
        return UnsubscribeWay{UnsubscribeKind::SesList, after("ses-list:")};
    if (startsWith("mailto:") && text.find('@') != std::string_view::npos)
        return UnsubscribeWay{UnsubscribeKind::Mailto, after("mailto:")};
    if (text == "corner")
        return UnsubscribeWay{UnsubscribeKind::Corner, {}};
    if (startsWith("corner+mailto:") && text.find('@') != std::string_view::npos)
        return UnsubscribeWay{UnsubscribeKind::Corner, after("corner+mailto:")};
    return Error(ErrorKind::Invalid, "connection.bad_unsubscribe").with("value", text);
}

std::string toText(const UnsubscribeWay &way) {
    switch (way.kind) {
    case UnsubscribeKind::Url:
        return "url:" + way.value;
    case UnsubscribeKind::SesList:
        return "ses-list:" + way.value;
    case UnsubscribeKind::Mailto:
        return "mailto:" + way.value;
    case UnsubscribeKind::Corner:
        return way.value.empty() ? "corner" : "corner+mailto:" + way.value;
    }
    return {};
}

namespace {

std::string amazonUrl(const char *host, const std::string &region) {
    return std::string("https://") + host + '.' + region + (region.rfind("cn-", 0) == 0 ? ".amazonaws.com.cn" : ".amazonaws.com");
}

} // namespace

std::string SesConnection::baseUrl() const {
    return endpoint.empty() ? amazonUrl("email", region) : endpoint;
}

std::string SqsConnection::baseUrl() const {
    return endpoint.empty() ? amazonUrl("sqs", region) : endpoint;
}

Json toJson(const SesConnection &value) {
    return Json{{"kind", "ses"},
                {"name", value.name},
                {"region", value.region},
                {"endpoint", value.endpoint},
                {"from", value.fromAddress},
                {"postal_address", value.postalAddress},
                {"unsubscribe", toText(value.unsubscribe)},
                {"suppression", value.accountSuppression ? "account" : "local"},
                {"credentials", value.credentials},
                {"configuration_set", value.configurationSet}};
}

Json toJson(const SqsConnection &value) {
    return Json{
        {"kind", "sqs"},          {"name", value.name},         {"queue", value.queueUrl},
        {"region", value.region}, {"endpoint", value.endpoint}, {"credentials", value.credentials}};
}

Result<SesConnection> sesConnectionFromJson(const Json &json) {
    SesConnection value;
    value.name = jsonText(json, "name");
    value.region = jsonText(json, "region");
    value.endpoint = jsonText(json, "endpoint");
    value.fromAddress = jsonText(json, "from");
    value.postalAddress = jsonText(json, "postal_address");
    TRY_ASSIGN(value.unsubscribe, unsubscribeFromText(jsonText(json, "unsubscribe")));
    value.accountSuppression = jsonText(json, "suppression", "account") == "account";
    value.credentials = jsonText(json, "credentials", "keychain");
    value.configurationSet = jsonText(json, "configuration_set");
    return value;
}

Result<SqsConnection> sqsConnectionFromJson(const Json &json) {
    SqsConnection value;
    value.name = jsonText(json, "name");
    value.queueUrl = jsonText(json, "queue");
    value.region = jsonText(json, "region");
    value.endpoint = jsonText(json, "endpoint");
    value.credentials = jsonText(json, "credentials", "keychain");
    return value;
}

std::string connectionKind(const Json &json) {
    return jsonText(json, "kind");
}

} // namespace audience::model
