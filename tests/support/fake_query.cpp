#include "support/fake_query.h"

#include "net/url.h"

#include <algorithm>

namespace audience::test {

namespace {


std::string sesOperation(const FakeRequest &request) {
    const std::string base = "/v2/email/configuration-sets";
    const auto is = [&](const char *method) { return request.method == method; };
    if (request.path.rfind(base, 0) == 0) {
        const std::string tail = "/event-destinations";
        const std::size_t at = request.path.find(tail);
        if (at == std::string::npos)
            return is("POST") ? "CreateConfigurationSet" : is("DELETE") ? "DeleteConfigurationSet" : "GetConfigurationSet";
        return is("POST")     ? "CreateConfigurationSetEventDestination"
               : is("PUT")    ? "UpdateConfigurationSetEventDestination"
               : is("DELETE") ? "DeleteConfigurationSetEventDestination"
                              : "GetConfigurationSetEventDestinations";
    }
    if (request.path == "/v2/email/outbound-emails")
        return "SendEmail";
    if (request.path == "/v2/email/account")
        return "GetAccount";
    if (request.path.rfind("/v2/email/identities/", 0) == 0)
        return "GetEmailIdentity";
    return request.method + ' ' + request.path;
}

} // namespace

std::optional<FakeForm> parseForm(const FakeRequest &request) {
    if (request.method != "POST" || request.path != "/" ||
        net::headerValue(request.headers, "Content-Type") != "application/x-www-form-urlencoded; charset=utf-8")
        return std::nullopt;
    if (request.body.find('+') != std::string::npos)
        return std::nullopt; // a blank is %20 here
    FakeForm form;
    for (std::size_t at = 0; at < request.body.size();) {
        const std::size_t end = std::min(request.body.find('&', at), request.body.size());
        const std::string pair = request.body.substr(at, end - at);
        const std::size_t equals = pair.find('=');
        if (equals == std::string::npos || net::percentEncode(net::percentDecode(pair.substr(equals + 1))) != pair.substr(equals + 1))
            return std::nullopt;
        form[net::percentDecode(pair.substr(0, equals))] = net::percentDecode(pair.substr(equals + 1));
        at = end + 1;
    }
    return form;
}

std::string formValue(const FakeForm &form, const std::string &name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string() : found->second;
}

std::map<std::string, std::string> formPairs(const FakeForm &form, const std::string &prefix, const char *key, const char *value) {
    std::map<std::string, std::string> pairs;
    for (int i = 1; form.contains(prefix + std::to_string(i) + '.' + key); ++i) {
        const std::string one = prefix + std::to_string(i) + '.';
        pairs[formValue(form, one + key)] = formValue(form, one + value);
    }
    return pairs;
}

std::string xmlText(const std::string &text) {
    std::string out;
    for (const char c : text)
        out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : std::string(1, c);
    return out;
}

FakeReply queryReply(const std::string &action, const std::string &result) {
    FakeReply reply;
    reply.body = '<' + action + "Response xmlns=\"https://example.amazonaws.com/doc/\">" +
                 (result.empty() ? std::string() : '<' + action + "Result>" + result + "</" + action + "Result>") +
                 "<ResponseMetadata><RequestId>8c4c8aa7-0000</RequestId></ResponseMetadata></" + action + "Response>";
    reply.headers = {{"Content-Type", "text/xml"}};
    return reply;
}

FakeReply queryError(int status, const std::string &code, const std::string &message) {
    FakeReply reply;
    reply.status = status;
    reply.body = "<ErrorResponse xmlns=\"https://example.amazonaws.com/doc/\"><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" +
                 xmlText(message) + "</Message></Error><RequestId>8c4c8aa7-0000</RequestId></ErrorResponse>";
    reply.headers = {{"Content-Type", "text/xml"}};
    return reply;
}

std::string serviceOf(const FakeRequest &request) {
    const std::string authorization(net::headerValue(request.headers, "Authorization"));
    std::size_t at = authorization.find("Credential=");
    for (int slash = 0; slash < 3 && at != std::string::npos; ++slash)
        at = authorization.find('/', at + 1);
    return at == std::string::npos ? std::string() : authorization.substr(at + 1, authorization.find('/', at + 1) - at - 1);
}

std::string operationOf(const FakeRequest &request) {
    const std::string target(net::headerValue(request.headers, "X-Amz-Target"));
    if (target.rfind("AmazonSQS.", 0) == 0)
        return "sqs:" + target.substr(10);
    if (net::headerValue(request.headers, "Content-Type").rfind("application/x-www-form-urlencoded", 0) == 0) {
        const auto form = parseForm(request);
        return serviceOf(request) + ':' + (form ? formValue(*form, "Action") : std::string());
    }
    return "ses:" + sesOperation(request);
}

} // namespace audience::test
