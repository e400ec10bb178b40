// By which proxy a request goes. Internal to the network. Any thread.
#pragma once

#include "net/net.h"
#include "net/url.h"

#include <string>

namespace audience::net {

// What the library is to be told: "" : nothing, as the request goes straight or the environment says how. The system is asked once
// for each origin; that may take a while.
std::string proxyFor(const Url &url, const NetConfig &config);

} // namespace audience::net
