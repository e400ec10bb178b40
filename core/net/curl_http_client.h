// HttpClient over libcurl. Private to net; see http_client.h for the contract.
#pragma once

#include "net/curl_transfer.h"

namespace audience::net {

class CurlHttpClient final : public HttpClient {
public:
    CurlHttpClient(Clock &clock, Rng &rng, NetConfig config, RetryPolicy policy);
    ~CurlHttpClient() override;
    Result<HttpResponse> send(const HttpRequest &request, const CancelToken &cancel) override;

private:
    Result<HttpResponse> sendOnce(const HttpRequest &request, const Url &url,
                                  const CancelToken &cancel);
    Result<HttpResponse> followRedirects(HttpRequest request, Url url, const CancelToken &cancel);
    Result<void> waitBeforeRetry(std::chrono::milliseconds wait, const CancelToken &cancel);

    Clock &m_clock;
    Rng &m_rng;
    NetConfig m_config;
    RetryPolicy m_policy;
    MultiHandle m_multi; // before the transfer: a handle leaves the multi before either goes
    CurlTransfer m_transfer;
};

} // namespace audience::net
