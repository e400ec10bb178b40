// A path into JSON: names and indexes, "address.city", "items[].sku", "items[0].price", "$" for the whole.
// [] stands for every element of a list; a name with a dot or a bracket is quoted: "a.b"[0].
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience {

struct JsonStep {
    enum class Kind { Member, Index, Each };
    Kind kind = Kind::Member;
    std::string name;
    std::size_t index = 0;
};
using JsonPath = std::vector<JsonStep>;

// Nothing when it is no path.
std::optional<JsonPath> jsonPathFromText(std::string_view text);

// Calls visit(value) with the text of each value that the path leads to, in their order, until it gives
// false. With `spread` a list at the end is visited element by element. Text that is no JSON has no values;
// lists and objects are trusted to be well formed and without blanks around them.
void visitJson(std::string_view json, const JsonPath &path, bool spread, const std::function<bool(std::string_view)> &visit);

// The number of elements or members of a list or object.
std::size_t jsonSize(std::string_view json);
// What a JSON string says.
std::string jsonString(std::string_view json);

} // namespace audience
