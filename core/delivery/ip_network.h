// An address of the internet protocol, version 4 or 6, and a network written as "192.0.2.0/24" or
// "2001:db8::/32". Pure values, any thread; names are not looked up.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace audience::delivery {

// Version 4 lies in ::ffff:0:0/96, where both versions can be compared.
using IpAddress = std::array<std::uint8_t, 16>;
std::optional<IpAddress> ipAddress(std::string_view text);

struct IpNetwork {
    IpAddress first{};
    int bits = 128;
    bool contains(const IpAddress &address) const;
};
// A single address is a network of one.
std::optional<IpNetwork> ipNetwork(std::string_view text);

} // namespace audience::delivery
