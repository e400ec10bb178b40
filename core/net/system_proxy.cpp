#include "net/system_proxy.h"

#include <QtGlobal>

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <utility>

namespace audience::net {

namespace {

std::mutex g_mutex;
std::function<std::string(const std::string &)> g_ask;
std::map<std::string, std::string> g_answers; // by origin

bool environmentSays() {
    constexpr const char *kNames[] = {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    return std::any_of(std::begin(kNames), std::end(kNames), [](const char *name) { return !qEnvironmentVariableIsEmpty(name); });
}

} // namespace

void setSystemProxy(std::function<std::string(const std::string &origin)> ask) {
    const std::lock_guard lock(g_mutex);
    g_ask = std::move(ask);
    g_answers.clear();
}

std::string proxyFor(const Url &url, const NetConfig &config) {
    if (url.isLoopback())
        return {};
    if (!config.proxy.empty() || environmentSays())
        return config.proxy;
    const std::string origin = url.origin();
    std::function<std::string(const std::string &)> ask;
    {
        const std::lock_guard lock(g_mutex);
        if (const auto known = g_answers.find(origin); known != g_answers.end())
            return known->second;
        ask = g_ask;
    }
    std::string answer = ask ? ask(origin) : std::string(); // not under the lock: who knows the way need not wait
    const std::lock_guard lock(g_mutex);
    return g_answers.try_emplace(origin, std::move(answer)).first->second;
}

} // namespace audience::net
