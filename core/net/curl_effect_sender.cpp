#include "net/curl_effect_sender.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace audience::net {

CurlEffectSender::CurlEffectSender(Clock &clock, NetConfig config, int window)
    : m_clock(clock), m_config(std::move(config)), m_window(std::max(1, window)),
      m_multi(makeMulti(m_window)) {}

CurlEffectSender::~CurlEffectSender() {
    for (const auto &[easy, attempt] : m_active)
        curl_multi_remove_handle(m_multi.get(), easy);
}

// libcurl calls this when the connection (with proxy and TLS) stands and the request is about to be
// written. So an attempt that never came here has sent nothing, and one that comes here twice is
// libcurl trying again on its own, which must not happen.
int CurlEffectSender::beforeRequest(void *self, char *peer, char *, int peerPort, int localPort) {
    auto *attempt = static_cast<Attempt *>(self);
    if (attempt->begun)
        return CURL_PREREQFUNC_ABORT;
    attempt->connection =
        std::string(peer) + ' ' + std::to_string(peerPort) + ' ' + std::to_string(localPort);
    if (!attempt->isFresh && attempt->owner->isIdleTooLong(attempt->connection)) {
        attempt->isStale = true;
        return CURL_PREREQFUNC_ABORT;
    }
    attempt->begun = true;
    return CURL_PREREQFUNC_OK;
}

bool CurlEffectSender::isIdleTooLong(const std::string &connection) const {
    const auto last = m_lastUse.find(connection);
    if (last == m_lastUse.end())
        return false;
    const auto idle = std::max(m_clock.steady() - last->second.steady,
                               std::chrono::abs(m_clock.now() - last->second.wall));
    return idle > m_config.maxIdle;
}

Result<void> CurlEffectSender::submit(HttpRequest request, Callback callback) {
    if (inFlight() >= m_window)
        return Error(ErrorKind::Limit, "net.window_full");
    auto attempt = std::make_unique<Attempt>();
    attempt->owner = this;
    attempt->callback = std::move(callback);
    const Result<Url> url = Url::parse(request.url);
    if (!url) {
        m_ended.push_back({std::move(attempt), NotSent{url.error()}});
        return {};
    }
    // Without a body there is nothing that libcurl could fail to rewind, so it would repeat the
    // request on a dead kept connection; a new connection is never repeated.
    attempt->isFresh = request.body.empty();
    attempt->prepare(std::move(request), *url, m_config);
    start(std::move(attempt));
    return {};
}

void CurlEffectSender::start(std::unique_ptr<Attempt> attempt) {
    CURL *const easy = attempt->easy.get();
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &CurlEffectSender::beforeRequest);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, attempt.get());
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, attempt->isFresh ? 1L : 0L);
    // libcurl compares whole seconds with "greater than", hence one less.
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_config.maxIdle).count();
    curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN,
                     static_cast<long>(std::max<std::int64_t>(1, seconds - 1)));
    if (curl_multi_add_handle(m_multi.get(), easy) != CURLM_OK) {
        Error reason(ErrorKind::Internal, "net.failed");
        m_ended.push_back({std::move(attempt), NotSent{std::move(reason)}});
        return;
    }
    m_active.emplace(easy, std::move(attempt));
}

void CurlEffectSender::poll(std::chrono::milliseconds timeout) {
    int running = 0;
    curl_multi_perform(m_multi.get(), &running);
    collect();
    if (m_ended.empty() && !m_active.empty()) {
        curl_multi_poll(m_multi.get(), nullptr, 0, static_cast<int>(timeout.count()), nullptr);
        curl_multi_perform(m_multi.get(), &running);
        collect();
    }
    for (Ended &ended : std::exchange(m_ended, {})) {
        const std::unique_ptr<Attempt> attempt = std::move(ended.attempt);
        attempt->callback(std::move(ended.outcome));
    }
}

void CurlEffectSender::collect() {
    int left = 0;
    while (CURLMsg *message = curl_multi_info_read(m_multi.get(), &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result;
        const auto it = m_active.find(message->easy_handle);
        std::unique_ptr<Attempt> attempt = std::move(it->second);
        m_active.erase(it);
        curl_multi_remove_handle(m_multi.get(), attempt->easy.get());
        finish(std::move(attempt), code);
    }
}

void CurlEffectSender::finish(std::unique_ptr<Attempt> attempt, CURLcode code) {
    if (attempt->isStale &&
        !attempt->begun) { // nothing was written: the same attempt, a new connection
        attempt->isStale = false;
        attempt->isFresh = true;
        start(std::move(attempt));
        return;
    }
    if (!attempt->connection.empty()) {
        constexpr std::size_t kMany = 1024; // of closed connections; forgetting one forbids nothing
        if (m_lastUse.size() > kMany)
            std::erase_if(m_lastUse, [&](const auto &entry) { return isIdleTooLong(entry.first); });
        m_lastUse[attempt->connection] = {m_clock.steady(), m_clock.now()};
    }
    EffectOutcome result = outcome(*attempt, code);
    m_ended.push_back({std::move(attempt), std::move(result)});
}

EffectOutcome CurlEffectSender::outcome(Attempt &attempt, CURLcode code) const {
    if (code != CURLE_OK) {
        if (!attempt.begun)
            return NotSent{attempt.error(code)};
        return Unknown{attempt.error(code)};
    }
    attempt.response.status = attempt.status();
    // An answer that ends when the connection does cannot be told from one that was cut off.
    const HttpHeaders &headers = attempt.response.headers;
    const bool framed = !headerValue(headers, "Content-Length").empty() ||
                        equalsAscii(headerValue(headers, "Transfer-Encoding"), "chunked") ||
                        attempt.response.status == 204 || attempt.response.status == 304;
    if (!framed)
        return Unknown{attempt.error(CURLE_PARTIAL_FILE)};
    return Answer{std::move(attempt.response)};
}

} // namespace audience::net
