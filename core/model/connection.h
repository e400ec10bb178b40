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

// A mail server of the user's own. It takes messages and reports nothing later: no deliveries, no
// opens; bounces go to the sender's mailbox.
struct SmtpConnection {
    enum class Tls { StartTls, Implicit, None }; // the last only for a server on this computer

    std::string name;
    std::string host;
    int port = 587;
    Tls tls = Tls::StartTls;
    std::string user;                     // empty: the server asks for no login
    std::string credentials = "keychain"; // env | keychain: where the password is
    std::string fromAddress;              // may carry a display name
    std::string postalAddress;
    UnsubscribeWay unsubscribe; // not a contact list of Amazon's
    double ratePerSecond = 5;   // what the server takes
    friend bool operator==(const SmtpConnection &, const SmtpConnection &) = default;
    std::string address() const; // "host:port"
};
std::string toText(SmtpConnection::Tls tls); // "starttls", "implicit", "none"

Json toJson(const SesConnection &value);
Json toJson(const SqsConnection &value);
Json toJson(const SmtpConnection &value);
Result<SesConnection> sesConnectionFromJson(const Json &json);
Result<SqsConnection> sqsConnectionFromJson(const Json &json);
// Errors: "connection.bad_unsubscribe" {value}, "connection.bad_tls" {value}.
Result<SmtpConnection> smtpConnectionFromJson(const Json &json);
// What keeps it from being used, whoever wrote it. Errors: "connection.smtp_host" {host},
// "connection.smtp_port" {port}, "connection.smtp_plain" {host}, "connection.smtp_rate" {rate},
// "connection.smtp_list", "connection.smtp_credentials" {credentials}.
Result<void> checkSmtp(const SmtpConnection &value);
// "ses", "smtp", "sqs" or "" of a stored connection.
std::string connectionKind(const Json &json);

} // namespace audience::model
