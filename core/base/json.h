// JSON at the borders: parse into a Result, read members with a default, keep key order on output.
#pragma once

#include "base/result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace audience {

using Json = nlohmann::ordered_json;

// Error "json.syntax" with args {offset, reason}. Nesting above 512 levels is refused.
Result<Json> parseJson(std::string_view text);

// The member if it is there and of the right type, else the fallback. Never throws.
std::string jsonText(const Json &object, std::string_view key, std::string_view fallback = {});
std::int64_t jsonInt(const Json &object, std::string_view key, std::int64_t fallback = 0);
double jsonNumber(const Json &object, std::string_view key, double fallback = 0);
bool jsonBool(const Json &object, std::string_view key, bool fallback = false);
std::vector<std::string> jsonTexts(const Json &object, std::string_view key); // of a list; what is no text is left out
// A null pointer where the member is absent.
const Json *jsonMember(const Json &object, std::string_view key);

// Compact, and with invalid UTF-8 replaced instead of thrown on.
std::string dumpJson(const Json &json);
std::string dumpJsonPretty(const Json &json);

} // namespace audience
