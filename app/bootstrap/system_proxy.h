// The proxy that this computer's settings name for requests to a server, a script of the network (PAC)
// included where Qt can ask the system to run it. May wait for the network; any thread.
#pragma once

#include <string>

namespace audience::bootstrap {

// For "https://host:port": "http://host:port" or "socks5h://host:port"; empty: none.
std::string systemProxy(const std::string &origin);

} // namespace audience::bootstrap
