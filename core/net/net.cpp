#include "net/net.h"

#include "net/curl_effect_sender.h"
#include "net/curl_http_client.h"

#include <QtGlobal>

#include <mutex>
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

std::mutex g_proxyMutex;
std::function<std::string()> g_askSystem;
std::string g_systemProxy; // its answer, once it was asked

} // namespace

void setSystemProxy(std::function<std::string()> ask) {
    const std::lock_guard lock(g_proxyMutex);
    g_askSystem = std::move(ask);
    g_systemProxy.clear();
}

std::unique_ptr<Net> curlNet(Clock &clock, Rng &rng, NetConfig config) {
    const auto isSet = [](const char *name) { return !qEnvironmentVariableIsEmpty(name); };
    if (config.proxy.empty() && !isSet("https_proxy") && !isSet("HTTPS_PROXY") && !isSet("all_proxy") && !isSet("ALL_PROXY")) {
        const std::lock_guard lock(g_proxyMutex);
        if (const auto ask = std::exchange(g_askSystem, nullptr))
            g_systemProxy = ask();
        config.proxy = g_systemProxy;
    }
    return std::make_unique<CurlNet>(clock, rng, std::move(config));
}

} // namespace audience::net
