// links: audience_base
// Any bytes as JSON text: every place lies within it and within what holds it, and of JSON each place is the value that its
// pointer names.
#include "base/json.h"
#include "base/json_places.h"

#include <cstdint>
#include <cstdlib>
#include <set>

using namespace audience;

namespace {

void require(bool isTrue) {
    if (!isTrue)
        std::abort();
}

// A name that stands twice has two places, and the value of the last.
bool hasTwice(const JsonPlaces &places) {
    std::set<std::string> seen;
    for (const JsonPlace &one : places.all())
        if (!seen.insert(one.pointer).second)
            return true;
    return false;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size > 4'000)
        return 0;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const JsonPlaces places(text);
    std::size_t before = 0;
    for (const JsonPlace &one : places.all()) {
        require(one.name <= one.at && one.at >= before && one.at < one.end && one.end <= size + 1);
        require(places.find(one.pointer) != nullptr);
        before = one.at;
    }
    for (std::size_t at = 0; at < size; at += 1 + size / 16)
        if (const JsonPlace *around = places.around(at))
            require(around->name <= at && at <= around->end);
    const auto json = parseJson(text);
    if (!json || hasTwice(places))
        return 0;
    for (const JsonPlace &one : places.all()) {
        const auto inner = parseJson(text.substr(one.at, one.end - one.at));
        require(inner.has_value());
        require(dumpJson(*inner) == dumpJson(json->at(Json::json_pointer(one.pointer))));
    }
    return 0;
}
