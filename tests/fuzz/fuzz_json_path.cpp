// links: audience_base
// A path and a JSON text, parted by a line end: what is visited lies inside the text, and nothing crashes.
#include "base/json_path.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace audience;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const std::size_t end = input.find('\n');
    if (end == std::string_view::npos)
        return 0;
    const auto path = jsonPathFromText(input.substr(0, end));
    if (!path)
        return 0;
    const std::string_view json = input.substr(end + 1);
    for (const bool spread : {false, true})
        visitJson(json, *path, spread, [&](std::string_view value) {
            if (value.empty() || value.data() < json.data() || value.data() + value.size() > json.data() + json.size())
                std::abort();
            (void)jsonSize(value);
            (void)jsonString(value);
            return true;
        });
    return 0;
}
