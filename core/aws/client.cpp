#include "aws/client.h"

#include "net/backoff.h"
#include "net/url.h"

#include <algorithm>

namespace audience::aws {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds kSlice{50};
constexpr milliseconds kGrantAgain{10'000};
// No new try begins later than this: one try may last 70 s, and all of it ends within two minutes.
constexpr std::chrono::seconds kLatestTry{45};

Error malformed(const std::string &operation, std::string_view body) {
    return Error(ErrorKind::Network, "aws.answer_malformed").with("operation", operation).because(body.substr(0, 200));
}

Result<Json> jsonOf(const net::HttpResponse &answer, const std::string &operation) {
    if (answer.body.empty())
        return Json(Json::object());
    auto document = parseJson(answer.body);
    if (!document || !document->is_object())
        return malformed(operation, answer.body);
    return *std::move(document);
}

} // namespace

// What one call has been through.
struct Client::Trial {
    std::chrono::microseconds begun;
    int failures = 0;
    bool hasLearnedTime = false, hasRenewed = false, timeChanged = false;
};

Client::Client(net::HttpClient &http, Clock &clock, Rng &rng, Endpoints endpoints, KeySource &keys, Options options)
    : m_http(http), m_clock(clock), m_rng(rng), m_endpoints(std::move(endpoints)), m_keys(keys), m_options(options) {}

net::TokenBucket &Client::bucket(const std::string &service) {
    // Amazon allows one call of SES a second; what answers in its place on this computer has no such limit.
    const auto url = net::Url::parse(m_endpoints.base(service));
    const bool isSlow = service == "ses" && !(url && url->isLoopback());
    net::TokenBucket::Limits limits;
    limits.perSecond = isSlow ? 1 : 20;
    limits.burst = isSlow ? 1 : 20;
    return m_buckets.try_emplace(service, m_clock, limits).first->second;
}

double Client::perSecond(const std::string &service) {
    return bucket(service).limits().perSecond;
}

Result<void> Client::pause(milliseconds time, const CancelToken &cancel) {
    for (; time > milliseconds(0); time -= kSlice) {
        TRY(cancel.check());
        m_clock.sleepFor(std::min(time, kSlice));
    }
    return cancel.check();
}

Result<void> Client::waitForTurn(const std::string &service, const CancelToken &cancel) {
    net::TokenBucket &turns = bucket(service);
    while (!turns.tryTake()) {
        const auto wait = std::chrono::ceil<milliseconds>(turns.waitFor());
        TRY(pause(std::max(wait, milliseconds(1)), cancel));
    }
    return cancel.check();
}

Result<net::HttpResponse> Client::sendOnce(const Call &call, const CancelToken &cancel) {
    TRY_ASSIGN(const net::AwsCredentials keys, m_keys.keys());
    net::HttpRequest request = call.request;
    TRY(net::signRequest(request, keys, {m_endpoints.region(), call.service, m_skew.signingTime(m_clock)}, call.signing));
    return m_http.send(request, cancel);
}

// Nothing: the fault is the end of it.
std::optional<milliseconds> Client::nextWait(Trial &trial, const Call &call, const Fault &fault) {
    const auto again = [&](milliseconds first) -> std::optional<milliseconds> {
        if (++trial.failures >= m_options.tries)
            return std::nullopt;
        const milliseconds whole = first * (1 << (trial.failures - 1));
        const milliseconds wait = whole / 2 + milliseconds(m_rng.between(0, whole.count() / 2)); // at least half of it
        return m_clock.steady() - trial.begun + wait > kLatestTry ? std::nullopt : std::optional(wait);
    };
    switch (classify(fault)) {
    case FaultClass::Throttled: // nothing was done
        bucket(call.service).slowDown(0.5);
        return again(m_options.throttled);
    case FaultClass::Transient:
        return call.repeatable ? again(m_options.transient) : std::nullopt;
    case FaultClass::Denied:
    case FaultClass::BadKeys:
        if (m_clock.steady() - trial.begun + kGrantAgain > m_options.grantWait)
            return std::nullopt;
        return kGrantAgain;
    case FaultClass::Expired:
        if (std::exchange(trial.hasRenewed, true) || !m_keys.renew())
            return std::nullopt;
        return milliseconds(0);
    case FaultClass::Signature:
        if (!trial.timeChanged || std::exchange(trial.hasLearnedTime, true))
            return std::nullopt;
        return milliseconds(0);
    default:
        return std::nullopt;
    }
}

Result<net::HttpResponse> Client::send(const Call &call, const CancelToken &cancel) {
    Trial trial{m_clock.steady()};
    while (true) {
        TRY(waitForTurn(call.service, cancel));
        auto answer = sendOnce(call, cancel);
        if (answer && answer->status >= 200 && answer->status < 300)
            return answer;
        if (!answer && answer.error().kind != ErrorKind::Network)
            return std::move(answer).error(); // keys, a bad address, cancelled
        Fault fault;
        if (answer) {
            fault = faultOf(*answer);
            trial.timeChanged = m_skew.learn(*answer, fault.code, m_clock);
        } else {
            fault.status = 503; // the line broke: as passing as an overload
        }
        const auto wait = nextWait(trial, call, fault);
        if (!wait)
            return answer ? errorOf(fault, call.operation) : std::move(answer).error();
        TRY(pause(*wait, cancel));
    }
}

Result<XmlElement> Client::query(const std::string &service, const Form &form, const CancelToken &cancel) {
    Call call{service, service + ':' + form.action(), {}, {}};
    call.request.method = "POST";
    call.request.url = m_endpoints.base(service) + '/';
    net::setHeader(call.request.headers, "Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    call.request.body = form.body();
    TRY_ASSIGN(const net::HttpResponse answer, send(call, cancel));
    auto document = readXml(answer.body);
    if (!document || document->name != form.action() + "Response")
        return malformed(call.operation, answer.body);
    const XmlElement *result = document->child(form.action() + "Result");
    return result ? *result : XmlElement{};
}

Result<Json> Client::sqs(const std::string &action, const Json &body, const CancelToken &cancel, std::chrono::seconds wait) {
    Call call{"sqs", "sqs:" + action, {}, {}};
    call.request.method = "POST";
    call.request.url = m_endpoints.base("sqs") + '/';
    net::setHeader(call.request.headers, "Content-Type", "application/x-amz-json-1.0");
    net::setHeader(call.request.headers, "X-Amz-Target", "AmazonSQS." + action);
    net::setHeader(call.request.headers, "x-amzn-query-mode", "true");
    call.request.body = dumpJson(body);
    call.request.timeouts.idle = wait + std::chrono::seconds(10);
    TRY_ASSIGN(const net::HttpResponse answer, send(call, cancel));
    return jsonOf(answer, call.operation);
}

Result<Json> Client::ses(const std::string &method, const std::string &path, const std::string &operation, const Json &body,
                         const CancelToken &cancel, bool repeatable) {
    Call call{"ses", "ses:" + operation, {}, {}, repeatable};
    call.request.method = method;
    call.request.url = m_endpoints.base("ses") + path;
    if (!body.is_null()) {
        net::setHeader(call.request.headers, "Content-Type", "application/json");
        call.request.body = dumpJson(body);
    }
    TRY_ASSIGN(const net::HttpResponse answer, send(call, cancel));
    return jsonOf(answer, call.operation);
}

} // namespace audience::aws
