// For requests WITHOUT an effect outside (reads, polls, idempotent settings): they may be tried
// again. Synchronous, for worker threads; never call it on the window's thread. One client belongs
// to one thread at a time and keeps its connections. Requests with an effect go through
// EffectSender.
#pragma once

#include "async/cancel.h"
#include "base/result.h"
#include "net/backoff.h"
#include "net/http_request.h"

namespace audience::net {

// Bounded: after maxTries the last answer, or the last error, is what send() returns.
struct RetryPolicy {
    int maxTries = 4;
    Backoff backoff{std::chrono::milliseconds(250), std::chrono::milliseconds(20'000), {}};
    std::chrono::milliseconds total{120'000}; // no further try that would begin later than this
};

class HttpClient {
public:
    virtual ~HttpClient() = default;

    // Any complete answer is a value, whatever its status; 429 and 5xx and lost connections are
    // tried again first, with Retry-After honoured. At most 3 redirects, to the same origin only.
    // Errors: "net.url_invalid", "net.plain_http_refused", "net.dns_failed", "net.connect_failed",
    // "net.tls_failed", "net.timeout", "net.connection_lost", "net.answer_truncated",
    // "net.answer_malformed", "net.answer_too_large", "net.redirect_refused",
    // "net.too_many_redirects", "net.proxy_denied", "net.failed", "cancelled".
    virtual Result<HttpResponse> send(const HttpRequest &request,
                                      const CancelToken &cancel = {}) = 0;
};

} // namespace audience::net
