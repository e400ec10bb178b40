// Connections to the services outside, without their secrets: those are named, never stored here.
#pragma once

#include "base/json_fwd.h"
#include "base/result.h"

#include <string>

namespace audience::model {

enum class UnsubscribeKind { Url, SesList, Mailto, Corner };

// How people leave: a URL template of the user's endpoint ({token} is replaced), an SES contact
// list, a mailbox, or the workspace's public corner (value: a mailbox beside it, or nothing). A
// mailbox alone does not satisfy one-click (RFC 8058).
struct UnsubscribeWay {
    UnsubscribeKind kind = UnsubscribeKind::Mailto;
    std::string value;
    friend bool operator==(const UnsubscribeWay &, const UnsubscribeWay &) = default;
};
// "url:https://…", "ses-list:NAME", "mailto:ADDR", "corner", "corner+mailto:ADDR". Error "connection.bad_unsubscribe" {value}.
Result<UnsubscribeWay> unsubscribeFromText(std::string_view text);
std::string toText(const UnsubscribeWay &way);

struct SesConnection {
    std::string name;
    std::string region;
    std::string endpoint;    // empty: https://email.<region>.amazonaws.com
    std::string fromAddress; // may carry a display name
    std::string postalAddress;
    UnsubscribeWay unsubscribe;
    bool accountSuppression = true;       // read the account's suppression list before sending
    std::string credentials = "keychain"; // see secrets::CredentialSource
    std::string configurationSet;
    friend bool operator==(const SesConnection &, const SesConnection &) = default;
    std::string baseUrl() const;
};

struct SqsConnection {
    std::string name;
    std::string queueUrl;
    std::string region;
    std::string endpoint; // empty: https://sqs.<region>.amazonaws.com
    std::string credentials = "keychain";
    friend bool operator==(const SqsConnection &, const SqsConnection &) = default;
    std::string baseUrl() const;
};

Json toJson(const SesConnection &value);
Json toJson(const SqsConnection &value);
Result<SesConnection> sesConnectionFromJson(const Json &json);
Result<SqsConnection> sqsConnectionFromJson(const Json &json);
// "ses", "sqs" or "" of a stored connection.
std::string connectionKind(const Json &json);

} // namespace audience::model
