#include "aws/arn.h"

#include <array>

namespace audience::aws {

std::string Arn::text() const {
    return "arn:" + partition + ':' + service + ':' + region + ':' + account + ':' + resource;
}

std::optional<Arn> Arn::parse(std::string_view text) {
    std::array<std::string_view, 5> parts;
    for (std::string_view &part : parts) {
        const std::size_t end = text.find(':');
        if (end == std::string_view::npos)
            return std::nullopt;
        part = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    if (parts[0] != "arn" || parts[1].empty() || parts[2].empty() || text.empty())
        return std::nullopt;
    return Arn{std::string(parts[1]), std::string(parts[2]), std::string(parts[3]), std::string(parts[4]), std::string(text)};
}

std::string Place::arn(std::string_view service, std::string_view resource) const {
    return Arn{partition, std::string(service), region, account, std::string(resource)}.text();
}

} // namespace audience::aws
