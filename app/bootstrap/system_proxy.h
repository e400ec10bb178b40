// The proxy that this computer's settings name for requests to Amazon, a script of the network (PAC)
// included where Qt can ask the system to run it. May wait for the network; any thread.
#pragma once

#include <string>

namespace audience::bootstrap {

// "http://host:port" or "socks5h://host:port"; empty: none.
std::string systemProxy();

} // namespace audience::bootstrap
