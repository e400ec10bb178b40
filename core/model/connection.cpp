#include "model/connection.h"

#include "base/json.h"

#include <algorithm>

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

std::string SmtpConnection::address() const {
    return host + ':' + std::to_string(port);
}

std::string toText(SmtpConnection::Tls tls) {
    switch (tls) {
    case SmtpConnection::Tls::StartTls:
        return "starttls";
    case SmtpConnection::Tls::Implicit:
        return "implicit";
    case SmtpConnection::Tls::None:
        return "none";
    }
    return {};
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

Json toJson(const SmtpConnection &value) {
    return Json{{"kind", "smtp"},
                {"name", value.name},
                {"host", value.host},
                {"port", value.port},
                {"tls", toText(value.tls)},
                {"user", value.user},
                {"credentials", value.credentials},
                {"from", value.fromAddress},
                {"postal_address", value.postalAddress},
                {"unsubscribe", toText(value.unsubscribe)},
                {"rate", value.ratePerSecond}};
}

Result<SmtpConnection> smtpConnectionFromJson(const Json &json) {
    SmtpConnection value;
    value.name = jsonText(json, "name");
    value.host = jsonText(json, "host");
    value.port = static_cast<int>(jsonNumber(json, "port", value.port));
    const std::string tls = jsonText(json, "tls", "starttls");
    bool isKnown = false;
    for (const auto one : {SmtpConnection::Tls::StartTls, SmtpConnection::Tls::Implicit,
                           SmtpConnection::Tls::None})
        if (tls == toText(one)) {
            value.tls = one;
            isKnown = true;
        }
    if (!isKnown)
        return Error(ErrorKind::Invalid, "connection.bad_tls").with("value", tls);
    value.user = jsonText(json, "user");
    value.credentials = jsonText(json, "credentials", "keychain");
    value.fromAddress = jsonText(json, "from");
    value.postalAddress = jsonText(json, "postal_address");
    TRY_ASSIGN(value.unsubscribe, unsubscribeFromText(jsonText(json, "unsubscribe")));
    value.ratePerSecond = jsonNumber(json, "rate", value.ratePerSecond);
    return value;
}

Result<void> checkSmtp(const SmtpConnection &value) {
    const auto refuse = [](std::string_view id, std::string_view arg, std::string_view text) {
        return Error(ErrorKind::Invalid, id).with(arg, text);
    };
    const auto isHostSign = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               std::string_view(".-_:[]").find(c) != std::string_view::npos;
    };
    if (value.host.empty() || !std::all_of(value.host.begin(), value.host.end(), isHostSign))
        return refuse("connection.smtp_host", "host", value.host);
    if (value.port < 1 || value.port > 65'535)
        return refuse("connection.smtp_port", "port", std::to_string(value.port));
    const bool isHere =
        value.host == "localhost" || value.host == "127.0.0.1" || value.host == "[::1]";
    if (value.tls == SmtpConnection::Tls::None && !isHere)
        return refuse("connection.smtp_plain", "host", value.host);
    if (!(value.ratePerSecond > 0) || value.ratePerSecond > 100'000)
        return refuse("connection.smtp_rate", "rate", std::to_string(value.ratePerSecond));
    if (value.unsubscribe.kind == UnsubscribeKind::SesList)
        return Error(ErrorKind::Invalid, "connection.smtp_list");
    if (value.credentials != "keychain" && value.credentials != "env")
        return refuse("connection.smtp_credentials", "credentials", value.credentials);
    return {};
}

std::string connectionKind(const Json &json) {
    return jsonText(json, "kind");
}

} // namespace audience::model
