// The one door to the network. Programs use curlNet(); tests may put any other Net in its place.
#pragma once

#include "base/clock.h"
#include "base/rng.h"
#include "net/effect_sender.h"
#include "net/http_client.h"

#include <functional>
#include <memory>
#include <string>

namespace audience::net {

struct NetConfig {
    std::string userAgent = "Audience-Sync";
    // Empty: what the environment says (https_proxy, all_proxy, no_proxy), else the system; never for loopback.
    std::string proxy;
    std::string caFile; // empty: the system's certificates; else a PEM bundle in their place
    // A kept connection that was idle longer is closed instead of used again.
    std::chrono::milliseconds maxIdle{5'000};
};

// How to ask the system about its proxy ("http://host:port", "socks5h://host:port"; empty: none) for an origin
// ("https://host:port"), as it may say another for each. It counts where neither NetConfig nor the environment names one, and
// is asked once for each origin, with its first request; that may take a while. Any thread.
void setSystemProxy(std::function<std::string(const std::string &origin)> ask);

class Net {
public:
    virtual ~Net() = default;
    // Each worker thread asks for its own.
    virtual std::unique_ptr<HttpClient> makeClient(RetryPolicy policy = {}) = 0;
    // `window`: how many requests may be in flight.
    virtual std::unique_ptr<EffectSender> makeEffectSender(int window = 16) = 0;
};

// The real network through libcurl; `clock` and `rng` must outlive it and everything made by it.
std::unique_ptr<Net> curlNet(Clock &clock, Rng &rng, NetConfig config = {});

} // namespace audience::net
