// YAML as JSON: what somebody else's program wrote, so nothing in it may cost much. Scalars stay texts, as written.
#pragma once

#include "base/json.h"

#include <string_view>

namespace audience::quality {

struct YamlLimits {
    std::size_t bytes = 2 * 1024 * 1024;
    std::size_t depth = 64;
    std::size_t nodes = 200'000; // with everything that aliases stand for
};

// The first document; null where there is none. Errors: "quality.yaml_too_large" {size, limit}, "quality.yaml_too_deep" {limit},
// "quality.yaml_too_many" {limit}, "quality.yaml" {line, reason}, "quality.no_yaml" in a program built without YAML.
Result<Json> parseYaml(std::string_view text, const YamlLimits &limits = {});

} // namespace audience::quality
