#include "aws/fault.h"

#include "aws/xml.h"
#include "base/text.h"
#include "net/aws_error.h"

#include <algorithm>
#include <array>

namespace audience::aws {

namespace {

template <std::size_t N> bool isOneOf(std::string_view code, const std::array<std::string_view, N> &codes) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// "User: arn… is not authorized to perform: sns:CreateTopic on resource: arn…": the word after `before`.
std::string wordAfter(std::string_view message, std::string_view before) {
    const std::size_t at = message.find(before);
    if (at == std::string_view::npos)
        return {};
    std::string_view rest = trimmed(message.substr(at + before.size()));
    rest = rest.substr(0, rest.find_first_of(" \n\t"));
    while (!rest.empty() && (rest.back() == '.' || rest.back() == ',' || rest.back() == '"'))
        rest.remove_suffix(1);
    return std::string(rest.substr(!rest.empty() && rest.front() == '"' ? 1 : 0));
}

std::string requestIdOf(const net::HttpResponse &response) {
    for (const char *name : {"x-amzn-RequestId", "x-amz-request-id"})
        if (const std::string_view id = net::headerValue(response.headers, name); !id.empty())
            return std::string(id);
    return {};
}

} // namespace

Fault faultOf(const net::HttpResponse &response) {
    Fault fault;
    fault.status = response.status;
    fault.requestId = requestIdOf(response);
    const std::string_view body = trimmed(response.body);
    if (!body.empty() && body.front() == '<') {
        if (const auto document = readXml(body)) {
            const XmlElement *error = document->name == "Error" ? &*document : document->child("Error");
            if (error) {
                fault.code = error->textOf("Code");
                fault.message = error->textOf("Message");
                for (const XmlElement *place : {&*document, error})
                    if (const std::string id = place->textOf("RequestId"); !id.empty())
                        fault.requestId = id;
            }
        }
        return fault;
    }
    const net::AwsError error = net::awsError(response);
    fault.code = error.code;
    fault.message = error.message;
    return fault;
}

FaultClass classify(const Fault &fault) {
    static constexpr std::array<std::string_view, 10> kThrottled = {
        "Throttling",         "ThrottlingException", "RequestLimitExceeded",     "Throttled", "RequestThrottled",
        "ThrottledException", "SlowDown",            "TooManyRequestsException", "KMSThrottling", "KMSThrottlingException"};
    static constexpr std::array<std::string_view, 5> kDenied = {"AccessDenied", "AccessDeniedException", "AuthorizationError",
                                                                "UnauthorizedOperation", "InvalidSecurity"};
    static constexpr std::array<std::string_view, 4> kBadKeys = {"InvalidClientTokenId", "UnrecognizedClientException",
                                                                 "InvalidAccessKeyId", "MissingAuthenticationTokenException"};
    static constexpr std::array<std::string_view, 6> kSignature = {"RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture",
                                                                   "InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure"};
    static constexpr std::array<std::string_view, 6> kConflict = {"ConcurrentModificationException", "ConcurrentAccess",
                                                                  "ConcurrentAccessException", "StaleTag", "OperationAborted",
                                                                  "ConditionalRequestConflict"};
    static constexpr std::array<std::string_view, 5> kExists = {"AlreadyExistsException", "QueueNameExists", "QueueAlreadyExists",
                                                                "TokenAlreadyExistsException", "PreconditionFailed"};
    const std::string_view code = fault.code;
    if (isOneOf(code, kConflict)) // before the status: SES answers 500 then
        return FaultClass::Conflict;
    if (contains(code, "QueueDeletedRecently"))
        return FaultClass::DeletedRecently;
    if (isOneOf(code, kThrottled) || fault.status == 429)
        return FaultClass::Throttled;
    if (isOneOf(code, kDenied))
        return FaultClass::Denied;
    if (isOneOf(code, kBadKeys))
        return FaultClass::BadKeys;
    if (startsWithAscii(code, "ExpiredToken"))
        return FaultClass::Expired;
    if (isOneOf(code, kSignature))
        return FaultClass::Signature;
    if (isOneOf(code, kExists) || fault.status == 412)
        return FaultClass::Exists;
    if (contains(code, "QueueDoesNotExist") || contains(code, "NonExistentQueue") || contains(code, "NotFound") || fault.status == 404)
        return FaultClass::Missing;
    if (fault.status >= 500 || code == "InternalError" || code == "RequestTimeout")
        return FaultClass::Transient;
    return fault.status == 403 && code.empty() ? FaultClass::Denied : FaultClass::Final;
}

Error errorOf(const Fault &fault, const std::string &operation) {
    const auto made = [&](Error error) {
        error.args.insert(error.args.begin(), {{"operation", operation}, {"code", fault.code}});
        error.detail = fault.message;
        if (!fault.requestId.empty())
            error.detail += (error.detail.empty() ? "" : " ") + ("[request " + fault.requestId + "]");
        return error;
    };
    switch (classify(fault)) {
    case FaultClass::Denied: {
        const std::string action = wordAfter(fault.message, "to perform:");
        return made(Error(ErrorKind::Auth, "aws.denied")
                        .with("action", action.empty() ? operation : action)
                        .with("resource", wordAfter(fault.message, "on resource:")));
    }
    case FaultClass::BadKeys:
        return made(Error(ErrorKind::Auth, "aws.keys_refused"));
    case FaultClass::Expired:
        return made(Error(ErrorKind::Auth, "aws.keys_expired"));
    case FaultClass::Signature:
        return made(Error(ErrorKind::Auth, "aws.signature_refused"));
    case FaultClass::Throttled:
        return made(Error(ErrorKind::Network, "aws.throttled"));
    case FaultClass::Transient:
        return made(Error(ErrorKind::Network, "aws.unavailable").with("status", std::to_string(fault.status)));
    case FaultClass::Conflict:
    case FaultClass::DeletedRecently:
        return made(Error(ErrorKind::Conflict, "aws.conflict"));
    case FaultClass::Exists:
        return made(Error(ErrorKind::Conflict, "aws.exists"));
    case FaultClass::Missing:
        return made(Error(ErrorKind::NotFound, "aws.missing"));
    case FaultClass::Final:
        break;
    }
    return made(Error(ErrorKind::Invalid, "aws.refused").with("message", fault.message));
}

} // namespace audience::aws
