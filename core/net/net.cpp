#include "net/net.h"

#include "net/curl_effect_sender.h"
#include "net/curl_http_client.h"

#include <utility>

namespace audience::net {

namespace {

class CurlNet final : public Net {
public:
    CurlNet(Clock &clock, Rng &rng, NetConfig config)
        : m_clock(clock), m_rng(rng), m_config(std::move(config)) {}
    std::unique_ptr<HttpClient> makeClient(RetryPolicy policy) override {
        return std::make_unique<CurlHttpClient>(m_clock, m_rng, m_config, policy);
    }
    std::unique_ptr<EffectSender> makeEffectSender(int window) override {
        return std::make_unique<CurlEffectSender>(m_clock, m_config, window);
    }

private:
    Clock &m_clock;
    Rng &m_rng;
    NetConfig m_config;
};

} // namespace

std::unique_ptr<Net> curlNet(Clock &clock, Rng &rng, NetConfig config) {
    return std::make_unique<CurlNet>(clock, rng, std::move(config));
}

} // namespace audience::net
