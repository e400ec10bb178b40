// The Json type without its implementation, for headers.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace audience {
using Json = nlohmann::ordered_json;
}
