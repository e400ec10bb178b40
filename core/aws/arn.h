// The name of one thing at Amazon: arn:partition:service:region:account:resource.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace audience::aws {

struct Arn {
    std::string partition, service, region, account, resource;
    std::string text() const;
    static std::optional<Arn> parse(std::string_view text);
};

// Where things of one customer stand; from GetCallerIdentity, never guessed.
struct Place {
    std::string partition = "aws", region, account;
    std::string arn(std::string_view service, std::string_view resource) const;
};

} // namespace audience::aws
