// One request that a reader sent through the public corner, as the inbox queue gives it. Nothing in it is trusted: what
// is no such message is refused, text is made valid, and everything has a limit. Pure functions; any thread.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audience::delivery {

struct CornerEntry {
    std::string kind, token; // as in the address
    std::string requestId;   // of the API: the same however often the queue delivers it
    Instant at;              // when it was sent; 0: not said
    std::string body;
};

// Of one message of ReceiveMessage; the body is as it came. Error "corner.entry_malformed" {part}.
Result<CornerEntry> cornerEntryFromMessage(const Json &message);

using CornerFields = std::vector<std::pair<std::string, std::string>>;
// The fields of a form, or of a flat JSON object, in valid UTF-8 without control characters. Errors:
// "corner.body_malformed", "corner.body_too_large" {bytes, limit}, "corner.too_many_fields" {limit},
// "corner.field_too_long" {field, limit}.
Result<CornerFields> cornerFields(std::string_view body);
std::string_view fieldOf(const CornerFields &fields, std::string_view name);

} // namespace audience::delivery
