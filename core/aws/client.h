// Asks Amazon's services: signs, sends, reads the answer, and tries again as each kind of fault asks for. For reads and
// for settings that may be written twice; the one effect it knows (a test mail) says so and goes out once. Waits on the
// given clock and can be cancelled; one thread at a time. It keeps no state at Amazon: who changes what is its callers'
// business.
#pragma once

#include "async/cancel.h"
#include "aws/endpoints.h"
#include "aws/fault.h"
#include "aws/form.h"
#include "aws/key_source.h"
#include "aws/xml.h"
#include "base/json.h"
#include "net/http_client.h"
#include "net/sigv4.h"
#include "net/skew_tracker.h"
#include "net/token_bucket.h"

#include <map>

namespace audience::aws {

struct Call {
    std::string service;         // signing name
    std::string operation;       // for messages: "sns:CreateTopic"
    net::HttpRequest request;    // unsigned
    net::SigningOptions signing; // S3 alone differs
    bool repeatable = true;      // false: never again once it may have arrived
};

class Client {
public:
    struct Options {
        int tries = 5;                           // of what is transient or throttled
        std::chrono::seconds grantWait{0};       // how long a missing right may still be on its way; asked every 10 s
        std::chrono::milliseconds transient{1'000}, throttled{2'000}; // the first waits; each next one doubles
    };

    // `http` should try once only (net::RetryPolicy{1}): what to repeat is decided here. All must outlive the client.
    Client(net::HttpClient &http, Clock &clock, Rng &rng, Endpoints endpoints, KeySource &keys, Options options);
    Client(net::HttpClient &http, Clock &clock, Rng &rng, Endpoints endpoints, KeySource &keys)
        : Client(http, clock, rng, std::move(endpoints), keys, Options()) {}

    // Any 2xx answer; else errorOf() the fault, or an error of the network, the keys, or "cancelled".
    Result<net::HttpResponse> send(const Call &call, const CancelToken &cancel = {});

    // Query protocol: the element <ActionResult>, empty where the action has no output. Also "aws.answer_malformed".
    Result<XmlElement> query(const std::string &service, const Form &form, const CancelToken &cancel = {});
    // SQS over JSON 1.0. `wait`: how long the answer itself may be held back.
    Result<Json> sqs(const std::string &action, const Json &body, const CancelToken &cancel = {},
                     std::chrono::seconds wait = std::chrono::seconds(0));
    // SES v2; a null body is none. At most one call a second, as the service allows, but to a server on this computer.
    Result<Json> ses(const std::string &method, const std::string &path, const std::string &operation, const Json &body = nullptr,
                     const CancelToken &cancel = {}, bool repeatable = true);

    Result<void> pause(std::chrono::milliseconds time, const CancelToken &cancel);
    Clock &clock() const { return m_clock; }
    const Endpoints &endpoints() const { return m_endpoints; }
    double perSecond(const std::string &service); // the rate it keeps now

private:
    struct Trial;
    Result<net::HttpResponse> sendOnce(const Call &call, const CancelToken &cancel);
    Result<void> waitForTurn(const std::string &service, const CancelToken &cancel);
    std::optional<std::chrono::milliseconds> nextWait(Trial &trial, const Call &call, const Fault &fault);
    net::TokenBucket &bucket(const std::string &service);

    net::HttpClient &m_http;
    Clock &m_clock;
    Rng &m_rng;
    Endpoints m_endpoints;
    KeySource &m_keys;
    Options m_options;
    net::SkewTracker m_skew;
    std::map<std::string, net::TokenBucket> m_buckets;
};

} // namespace audience::aws
