#include "net/curl_http_client.h"

#include <algorithm>
#include <charconv>

namespace audience::net {

using std::chrono::milliseconds;

namespace {

// Often enough that a cancelled request ends within 200 ms.
constexpr milliseconds kSlice{50};
constexpr int kMaxRedirects = 3;

bool isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool mayRetry(const Result<HttpResponse> &answer) {
    if (answer)
        return answer->status == 429 || answer->status >= 500;
    const std::string &id = answer.error().id;
    return id == "net.dns_failed" || id == "net.connect_failed" || id == "net.connection_lost" ||
           id == "net.answer_truncated" || id == "net.timeout";
}

// Seconds only; the date form is not worth a wait that cannot be bounded in advance.
milliseconds retryAfter(const Result<HttpResponse> &answer) {
    if (!answer)
        return milliseconds(0);
    const std::string_view text = headerValue(answer->headers, "Retry-After");
    int seconds = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), seconds);
    return parsed.ec == std::errc() && seconds > 0 ? milliseconds(seconds * 1000LL)
                                                   : milliseconds(0);
}

} // namespace

CurlHttpClient::CurlHttpClient(Clock &clock, Rng &rng, NetConfig config, RetryPolicy policy)
    : m_clock(clock), m_rng(rng), m_config(std::move(config)), m_policy(policy),
      m_multi(makeMulti(4)) {}

CurlHttpClient::~CurlHttpClient() = default;

Result<HttpResponse> CurlHttpClient::send(const HttpRequest &request, const CancelToken &cancel) {
    TRY_ASSIGN(const Url url, Url::parse(request.url));
    const auto begun = m_clock.steady();
    const auto left = [&] {
        return m_policy.total - std::chrono::duration_cast<milliseconds>(m_clock.steady() - begun);
    };
    for (int attempt = 0;; ++attempt) {
        HttpRequest trial = request;
        trial.timeouts.answer =
            std::min(trial.timeouts.answer, std::max(left() - trial.timeouts.connect, milliseconds(1000)));
        Result<HttpResponse> answer = followRedirects(std::move(trial), url, cancel);
        if (!mayRetry(answer) || attempt + 1 >= m_policy.maxTries)
            return answer;
        const milliseconds wait =
            std::max(retryAfter(answer), m_policy.backoff.wait(attempt, m_rng));
        if (wait >= left())
            return answer; // longer than anybody here wants to wait: the caller decides
        TRY(waitBeforeRetry(wait, cancel));
    }
}

Result<void> CurlHttpClient::waitBeforeRetry(milliseconds wait, const CancelToken &cancel) {
    for (; wait > milliseconds(0); wait -= kSlice) {
        TRY(cancel.check());
        m_clock.sleepFor(std::min(wait, kSlice));
    }
    return cancel.check();
}

Result<HttpResponse> CurlHttpClient::followRedirects(HttpRequest request, Url url,
                                                     const CancelToken &cancel) {
    for (int redirects = 0;; ++redirects) {
        TRY_ASSIGN(HttpResponse answer, sendOnce(request, url, cancel));
        const std::string_view location = headerValue(answer.headers, "Location");
        if (!isRedirect(answer.status) || location.empty())
            return answer;
        if (redirects == kMaxRedirects)
            return Error(ErrorKind::Network, "net.too_many_redirects").with("host", url.host);
        // Credentials travel in headers, so only the server that was meant may get them again.
        const std::string next = location.front() == '/' && location.substr(0, 2) != "//"
                                     ? url.origin() + std::string(location)
                                     : std::string(location);
        const Result<Url> target = Url::parse(next);
        if (!target || target->origin() != url.origin() || request.method != "GET")
            return Error(ErrorKind::Refused, "net.redirect_refused").with("host", url.host);
        request.url = next;
        url = *target;
    }
}

Result<HttpResponse> CurlHttpClient::sendOnce(const HttpRequest &request, const Url &url,
                                              const CancelToken &cancel) {
    TRY(cancel.check());
    m_transfer.prepare(request, url, m_config);
    CURL *const easy = m_transfer.easy.get();
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, ""); // whatever libcurl can undo
    if (curl_multi_add_handle(m_multi.get(), easy) != CURLM_OK)
        return m_transfer.error(CURLE_FAILED_INIT);
    CURLcode code = CURLE_OK;
    bool cancelled = false;
    for (int running = 1; running > 0;) {
        curl_multi_perform(m_multi.get(), &running);
        if (running > 0)
            curl_multi_poll(m_multi.get(), nullptr, 0, static_cast<int>(kSlice.count()), nullptr);
        cancelled = cancel.isCancelled();
        if (cancelled)
            break;
    }
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi.get(), &left))
        if (message->msg == CURLMSG_DONE)
            code = message->data.result;
    curl_multi_remove_handle(m_multi.get(), easy);
    if (cancelled)
        return Error(ErrorKind::Cancelled, "cancelled");
    if (code != CURLE_OK)
        return m_transfer.error(code);
    m_transfer.response.status = m_transfer.status();
    return std::move(m_transfer.response);
}

} // namespace audience::net
