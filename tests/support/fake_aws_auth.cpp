#include "base/digest.h"
#include "base/text.h"
#include "net/sigv4.h"
#include "support/fake_query.h"

#include <algorithm>

namespace audience::test {

namespace {

std::string between(std::string_view text, std::string_view begin, char end) {
    const std::size_t at = text.find(begin);
    if (at == std::string_view::npos)
        return {};
    text.remove_prefix(at + begin.size());
    return std::string(text.substr(0, text.find(end)));
}

std::vector<std::string> split(const std::string &text, char separator) {
    std::vector<std::string> parts;
    std::size_t start = 0;
    while (true) {
        const std::size_t end = text.find(separator, start);
        parts.push_back(text.substr(start, end - start));
        if (end == std::string::npos)
            return parts;
        start = end + 1;
    }
}

// "20260102T030405Z"
std::optional<Instant> fromAmzDate(const std::string &t) {
    if (t.size() != 16 || t[8] != 'T' || t[15] != 'Z')
        return std::nullopt;
    return instantFromIso(t.substr(0, 4) + '-' + t.substr(4, 2) + '-' + t.substr(6, 2) + 'T' +
                          t.substr(9, 2) + ':' + t.substr(11, 2) + ':' + t.substr(13, 2) + 'Z');
}

} // namespace

std::optional<FakeReply> signatureFault(const FakeRequest &request, const std::string &service,
                                        const FakeAwsConfig &config, Instant now) {
    const auto refuse = [&](int status, const std::string &code, const std::string &message) {
        if (service != "sqs" && service != "ses")
            return queryError(status, code, message);
        FakeReply reply = service == "sqs" ? sqsError("com.amazon.coral.service#" + code, message)
                                           : sesError(status, code, message);
        reply.status =
            service == "sqs" && code != "MissingAuthenticationTokenException" ? 400 : status;
        return reply;
    };
    const std::string authorization(net::headerValue(request.headers, "Authorization"));
    if (authorization.empty())
        return refuse(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    const std::vector<std::string> scope = split(between(authorization, "Credential=", ','), '/');
    const std::string names = between(authorization, "SignedHeaders=", ',');
    const std::string signature = between(authorization, "Signature=", ',');
    if (authorization.rfind("AWS4-HMAC-SHA256 ", 0) != 0 || scope.size() != 5 || names.empty() ||
        signature.empty())
        return refuse(400, "IncompleteSignatureException",
                      "The Authorization header is not complete.");
    const auto session = config.sessions.find(scope[0]);
    const bool isSession = session != config.sessions.end();
    if (scope[0] != config.accessKeyId && !isSession)
        return refuse(403, "UnrecognizedClientException",
                      "The security token included in the request is invalid.");
    if (net::headerValue(request.headers, "X-Amz-Security-Token") != (isSession ? session->second.token : config.sessionToken) ||
        (isSession && now >= session->second.expires))
        return refuse(403, "ExpiredTokenException",
                      "The security token included in the request is expired");

    const std::string date(net::headerValue(request.headers, "X-Amz-Date"));
    const std::optional<Instant> signedAt = fromAmzDate(date);
    if (!signedAt || date.substr(0, 8) != scope[1])
        return refuse(403, "SignatureDoesNotMatch",
                      "Date in Credential scope does not match X-Amz-Date.");
    if (scope[2] != config.region || scope[3] != service || scope[4] != "aws4_request")
        return refuse(403, "SignatureDoesNotMatch",
                      "Credential should be scoped to a valid region and service.");
    if (std::chrono::abs(*signedAt - now) > std::chrono::minutes(5))
        return refuse(403, "InvalidSignatureException",
                      "Signature expired: " + date + " is now earlier than " + net::amzDate(now) +
                          " - 5 min.");

    const std::vector<std::string> signedNames = split(names, ';');
    if (!std::is_sorted(signedNames.begin(), signedNames.end()))
        return refuse(403, "SignatureDoesNotMatch", "SignedHeaders are not in order.");
    const auto isSigned = [&](const std::string &name) {
        return std::find(signedNames.begin(), signedNames.end(), name) != signedNames.end();
    };
    net::SignableRequest signable{request.method, request.path, request.query, {}, request.body};
    for (const net::HttpHeader &header : request.headers) {
        const std::string name = toLowerAscii(header.name);
        if (isSigned(name))
            signable.headers.push_back(header);
        else if (name == "host" || name == "content-type" || name.rfind("x-amz-", 0) == 0)
            return refuse(403, "SignatureDoesNotMatch", "The header " + name + " must be signed.");
    }
    const net::SigningScope signingScope{config.region, service, *signedAt};
    const std::string expected = net::signatureOf(
        net::stringToSign(signingScope,
                          net::canonicalRequest(signable, toHex(sha256(request.body)), true)),
        Secret(isSession ? session->second.secretKey : config.secretKey), signingScope);
    if (net::signedHeaderNames(signable.headers) != names || signature != expected)
        return refuse(
            403, "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided.");
    return std::nullopt;
}

} // namespace audience::test
