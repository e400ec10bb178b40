#include "delivery/ip_network.h"

#include <algorithm>
#include <charconv>

namespace audience::delivery {

namespace {

constexpr int kMappedBits = 96;

std::optional<int> number(std::string_view text, int base, std::size_t digits, int most) {
    int value = 0;
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value, base);
    if (text.empty() || text.size() > digits || text.front() == '-' || read.ec != std::errc() ||
        read.ptr != end || value > most)
        return std::nullopt;
    return value;
}

std::optional<std::array<std::uint8_t, 4>> version4(std::string_view text) {
    std::array<std::uint8_t, 4> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::size_t dot = i + 1 < bytes.size() ? text.find('.') : text.size();
        if (dot == std::string_view::npos)
            return std::nullopt;
        const auto part = number(text.substr(0, dot), 10, 3, 255);
        if (!part)
            return std::nullopt;
        bytes[i] = static_cast<std::uint8_t>(*part);
        text.remove_prefix(i + 1 < bytes.size() ? dot + 1 : dot);
    }
    return bytes;
}

// The groups of one side of "::" as bytes; the last may be a dotted version 4 address.
struct Groups {
    std::array<std::uint8_t, 16> bytes{};
    std::size_t size = 0;
};
std::optional<Groups> groups(std::string_view text) {
    Groups result;
    while (!text.empty()) {
        const std::size_t colon = text.find(':');
        const std::string_view group = text.substr(0, colon);
        if (group.find('.') != std::string_view::npos) {
            const auto tail = version4(group);
            if (!tail || colon != std::string_view::npos || result.size > 12)
                return std::nullopt;
            for (const std::uint8_t byte : *tail)
                result.bytes[result.size++] = byte;
            return result;
        }
        const auto value = number(group, 16, 4, 0xffff);
        if (!value || result.size > 14)
            return std::nullopt;
        result.bytes[result.size++] = static_cast<std::uint8_t>(*value >> 8);
        result.bytes[result.size++] = static_cast<std::uint8_t>(*value & 0xff);
        if (colon == std::string_view::npos)
            break;
        text.remove_prefix(colon + 1);
        if (text.empty())
            return std::nullopt; // ends in a single colon
    }
    return result;
}

std::optional<IpAddress> version6(std::string_view text) {
    const std::size_t gap = text.find("::");
    const auto left = groups(text.substr(0, gap));
    if (!left)
        return std::nullopt;
    if (gap == std::string_view::npos)
        return left->size == 16 ? std::optional(left->bytes) : std::nullopt;
    const auto right = groups(text.substr(gap + 2));
    if (!right || left->size + right->size > 14)
        return std::nullopt;
    IpAddress address = left->bytes;
    for (std::size_t i = 0; i < right->size; ++i)
        address[16 - right->size + i] = right->bytes[i];
    return address;
}

} // namespace

std::optional<IpAddress> ipAddress(std::string_view text) {
    if (text.find(':') != std::string_view::npos)
        return version6(text);
    const auto bytes = version4(text);
    if (!bytes)
        return std::nullopt;
    IpAddress address{};
    address[10] = address[11] = 0xff;
    for (std::size_t i = 0; i < bytes->size(); ++i)
        address[12 + i] = (*bytes)[i];
    return address;
}

bool IpNetwork::contains(const IpAddress &address) const {
    for (int bit = 0; bit < bits; bit += 8) {
        const auto at = static_cast<std::size_t>(bit / 8);
        const int wanted = std::min(8, bits - bit);
        const auto mask = static_cast<std::uint8_t>(0xff << (8 - wanted));
        if (((first[at] ^ address[at]) & mask) != 0)
            return false;
    }
    return true;
}

std::optional<IpNetwork> ipNetwork(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = ipAddress(text.substr(0, slash));
    if (!address)
        return std::nullopt;
    IpNetwork network{*address, 128};
    if (slash == std::string_view::npos)
        return network;
    const bool isFour = text.find(':') == std::string_view::npos;
    const auto bits = number(text.substr(slash + 1), 10, 3, isFour ? 32 : 128);
    if (!bits)
        return std::nullopt;
    network.bits = *bits + (isFour ? kMappedBits : 0);
    return network;
}

} // namespace audience::delivery
