// links: audience_secrets
#include "secrets/ini.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    for (const auto &entry : audience::secrets::parseIni(text))
        for (const std::string_view view : {entry.section, entry.key, entry.value})
            if (!view.empty() &&
                (view.data() < text.data() || view.data() + view.size() > text.data() + size))
                std::abort(); // a view that points out of the text
    return 0;
}
