#include "delivery/outcome.h"

#include "base/json.h"
#include "base/text.h"
#include "net/aws_error.h"

#include <array>

namespace audience::delivery {

namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

template <std::size_t N>
bool isOneOf(std::string_view code, const std::array<std::string_view, N> &codes) {
    for (const std::string_view candidate : codes)
        if (code == candidate)
            return true;
    return false;
}

constexpr std::array<std::string_view, 7> kThrottleCodes{"TooManyRequestsException",
                                                         "Throttling",
                                                         "ThrottlingException",
                                                         "ThrottledException",
                                                         "RequestThrottled",
                                                         "RequestLimitExceeded",
                                                         "SlowDown"};

constexpr std::array<std::string_view, 4> kPauseCodes{
    "AccountSuspendedException", "SendingPausedException", "AccountSendingPausedException",
    "ConfigurationSetSendingPausedException"};

constexpr std::array<std::string_view, 18> kAuthCodes{"AccessDeniedException",
                                                      "AccessDenied",
                                                      "AuthFailure",
                                                      "ExpiredToken",
                                                      "ExpiredTokenException",
                                                      "IncompleteSignature",
                                                      "IncompleteSignatureException",
                                                      "InvalidAccessKeyId",
                                                      "InvalidClientTokenId",
                                                      "InvalidSignatureException",
                                                      "MissingAuthenticationToken",
                                                      "MissingAuthenticationTokenException",
                                                      "NotAuthorized",
                                                      "OptInRequired",
                                                      "RequestExpired",
                                                      "RequestTimeTooSkewed",
                                                      "SignatureDoesNotMatch",
                                                      "UnrecognizedClientException"};

// "Daily message quota exceeded" and the older "Daily sending quota exceeded".
bool isDailyQuota(std::string_view message) {
    const std::string lower = toLowerAscii(message);
    return contains(lower, "quota exceeded") ||
           (contains(lower, "daily") && contains(lower, "exceeded"));
}

// A 4xx that does not speak the service's language came from something in between.
bool isJsonObject(std::string_view body) {
    const auto json = parseJson(body);
    return json && json->is_object();
}

Outcome classifyAnswer(const net::HttpResponse &response) {
    if (response.status == 200) {
        const auto body = parseJson(response.body);
        std::string messageId = body && body->is_object() ? jsonText(*body, "MessageId") : "";
        if (!messageId.empty())
            return {OutcomeClass::Accepted, {}, {}, std::move(messageId)};
        return {OutcomeClass::InDoubt, "delivery.answer_without_message_id", {}, {}};
    }
    const net::AwsError error = net::awsError(response);
    Outcome result{OutcomeClass::InDoubt, error.code, error.message, {}};
    if (result.code.empty())
        result.code = "http." + std::to_string(response.status);
    // A throttled or refused request never carries another status than 4xx; anything else may come
    // from a proxy that has passed the request on.
    if (response.status < 400 || response.status > 499 || response.status == 408)
        return result;
    const bool isAuthStatus =
        response.status == 401 || response.status == 403 || response.status == 407;
    if (isAuthStatus || isOneOf(error.code, kAuthCodes))
        result.outcome = OutcomeClass::AuthPause;
    else if (response.status == 429 || isOneOf(error.code, kThrottleCodes))
        result.outcome =
            isDailyQuota(error.message) ? OutcomeClass::RefusedPause : OutcomeClass::Throttled;
    else if (isOneOf(error.code, kPauseCodes) || isDailyQuota(error.message))
        result.outcome = OutcomeClass::RefusedPause;
    else if (contains(toLowerAscii(error.message), "maximum sending rate"))
        result.outcome = OutcomeClass::Throttled;
    else if (!error.code.empty() || isJsonObject(response.body))
        result.outcome = OutcomeClass::RefusedFinal;
    return result;
}

} // namespace

std::string_view toText(OutcomeClass outcome) {
    switch (outcome) {
    case OutcomeClass::NotSent:
        return "not_sent";
    case OutcomeClass::Throttled:
        return "throttled";
    case OutcomeClass::Deferred:
        return "deferred";
    case OutcomeClass::RefusedFinal:
        return "refused";
    case OutcomeClass::RefusedPause:
        return "refused_pause";
    case OutcomeClass::AuthPause:
        return "auth_pause";
    case OutcomeClass::InDoubt:
        return "in_doubt";
    case OutcomeClass::Accepted:
        return "accepted";
    }
    return "in_doubt";
}

bool isCertainlyUnsent(OutcomeClass outcome) {
    return outcome != OutcomeClass::InDoubt && outcome != OutcomeClass::Accepted;
}

Outcome classifySesOutcome(const net::EffectOutcome &outcome) {
    if (const auto *notSent = std::get_if<net::NotSent>(&outcome))
        return {OutcomeClass::NotSent, notSent->reason.id, notSent->reason.detail, {}};
    if (const auto *unknown = std::get_if<net::Unknown>(&outcome))
        return {OutcomeClass::InDoubt, unknown->reason.id, unknown->reason.detail, {}};
    return classifyAnswer(std::get<net::Answer>(outcome).response);
}

} // namespace audience::delivery
