#include "net/curl_transfer.h"

#include "net/system_proxy.h"

#include "base/text.h"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <mutex>

namespace audience::net {

namespace {

void initCurlOnce() {
    static std::once_flag once;
    std::call_once(once, [] {
        curl_global_init(CURL_GLOBAL_DEFAULT);
#ifdef SIGPIPE
        // OpenSSL writes to connections that the peer has closed; with CURLOPT_NOSIGNAL, which
        // threads need, libcurl leaves that signal alone, and it would end the program in
        // mid-campaign.
        std::signal(SIGPIPE, SIG_IGN);
#endif
    });
}

std::size_t readBody(char *buffer, std::size_t size, std::size_t count, void *self) {
    auto *transfer = static_cast<CurlTransfer *>(self);
    const std::string &body = transfer->request.body;
    const std::size_t bytes = std::min(size * count, body.size() - transfer->bodyRead);
    std::memcpy(buffer, body.data() + transfer->bodyRead, bytes);
    transfer->bodyRead += bytes;
    return bytes;
}

// A body goes out once. Without this, libcurl would send it again when a kept connection turns out
// dead.
int refuseRewind(void *, curl_off_t, int) {
    return CURL_SEEKFUNC_FAIL;
}

std::size_t takeBody(char *bytes, std::size_t, std::size_t count, void *self) {
    auto *transfer = static_cast<CurlTransfer *>(self);
    if (transfer->response.body.size() + count > transfer->request.maxAnswerBytes) {
        transfer->answerTooLarge = true;
        return 0;
    }
    transfer->response.body.append(bytes, count);
    return count;
}

std::size_t takeHeader(char *bytes, std::size_t, std::size_t count, void *self) {
    constexpr std::size_t kMaxHeaders = 1000;
    auto *transfer = static_cast<CurlTransfer *>(self);
    const std::string_view line = trimmed(std::string_view(bytes, count));
    if (startsWithAscii(line, "HTTP/")) { // after an interim answer or a proxy's, a new one begins
        transfer->response.headers.clear();
        return count;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return count;
    if (transfer->response.headers.size() >= kMaxHeaders) {
        transfer->answerTooLarge = true;
        return 0;
    }
    transfer->response.headers.push_back(
        {std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))});
    return count;
}

} // namespace

MultiHandle makeMulti(long maxConnections) {
    initCurlOnce();
    MultiHandle multi(curl_multi_init());
    curl_multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS, maxConnections);
    curl_multi_setopt(multi.get(), CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
    return multi;
}

void CurlTransfer::prepare(HttpRequest toSend, const Url &url, const NetConfig &config) {
    initCurlOnce();
    if (!easy)
        easy.reset(curl_easy_init());
    CURL *const c = easy.get();
    curl_easy_reset(c);
    headers.reset();
    request = std::move(toSend);
    response = {};
    bodyRead = 0;
    answerTooLarge = false;
    reason[0] = '\0';

    curl_easy_setopt(c, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, url.scheme.c_str());
    curl_easy_setopt(c, CURLOPT_PATH_AS_IS, 1L); // the signature covers the path as it was given
    curl_easy_setopt(c, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(c, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_NOPROGRESS, 1L);
    curl_easy_setopt(c, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(c, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(c, CURLOPT_USERAGENT, config.userAgent.c_str());
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, reason);
    if (!config.caFile.empty())
        curl_easy_setopt(c, CURLOPT_CAINFO, config.caFile.c_str());
    curl_easy_setopt(c, CURLOPT_PROXYAUTH, static_cast<long>(CURLAUTH_ANY)); // whatever the proxy asks for
    if (url.isLoopback())
        curl_easy_setopt(c, CURLOPT_PROXY, "");
    else if (const std::string proxy = proxyFor(url, config); !proxy.empty())
        curl_easy_setopt(c, CURLOPT_PROXY, proxy.c_str());

    const HttpTimeouts &t = request.timeouts;
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(t.connect.count()));
    // libcurl counts from the start, so the time to connect is added to the time to answer.
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, static_cast<long>((t.connect + t.answer).count()));
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME,
                     std::max(1L, static_cast<long>((t.idle.count() + 999) / 1000)));

    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, &takeBody);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, &takeHeader);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, this);

    const auto append = [&](const std::string &line) {
        headers.reset(curl_slist_append(headers.release(), line.c_str()));
    };
    append("Expect:"); // no waiting for "100 Continue": it would hide what was sent
    if (request.method == "HEAD") {
        curl_easy_setopt(c, CURLOPT_NOBODY, 1L);
    } else if (request.method != "GET" || !request.body.empty()) {
        curl_easy_setopt(c, CURLOPT_POST, 1L);
        curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, request.method.c_str());
        curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(c, CURLOPT_READFUNCTION, &readBody);
        curl_easy_setopt(c, CURLOPT_READDATA, this);
        curl_easy_setopt(c, CURLOPT_SEEKFUNCTION, &refuseRewind);
        if (headerValue(request.headers, "Content-Type").empty())
            append("Content-Type:"); // else libcurl would call every body a form
    }
    for (const HttpHeader &header : request.headers)
        append(header.value.empty() ? header.name + ';' : header.name + ": " + header.value);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers.get());
}

int CurlTransfer::status() const {
    long code = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &code);
    return static_cast<int>(code);
}

const char *curlErrorId(CURLcode code) {
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return "net.dns_failed";
    case CURLE_COULDNT_CONNECT:
    case CURLE_PROXY:
        return "net.connect_failed";
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return "net.tls_failed";
    case CURLE_OPERATION_TIMEDOUT:
        return "net.timeout";
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_FAIL_REWIND:
    case CURLE_ABORTED_BY_CALLBACK:
        return "net.connection_lost";
    case CURLE_PARTIAL_FILE:
        return "net.answer_truncated";
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_HTTP2:
        return "net.answer_malformed";
    default:
        return "net.failed";
    }
}

Error CurlTransfer::error(CURLcode code) const {
    const auto make = [&](ErrorKind kind, const char *id) {
        const Result<Url> url = Url::parse(request.url);
        return Error(kind, id)
            .with("host", url ? url->hostHeader() : std::string())
            .because(reason[0] != '\0' ? reason : curl_easy_strerror(code));
    };
    if (answerTooLarge)
        return make(ErrorKind::Limit, "net.answer_too_large");
    long proxySaid = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_HTTP_CONNECTCODE, &proxySaid);
    if (proxySaid == 407)
        return make(ErrorKind::Auth, "net.proxy_denied");
    return make(ErrorKind::Network, curlErrorId(code));
}

} // namespace audience::net
