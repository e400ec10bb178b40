// links: audience_warehouse
// Settings for an ODBC driver as a person writes them: whatever comes, what is taken says the same when it is written out
// and read again, and never names a driver, a server or how it is protected.
#include "base/text.h"
#include "warehouse/odbc_settings.h"

#include <cstdint>
#include <cstdlib>

using namespace audience;
using namespace audience::warehouse;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto pairs = odbcAttributes(text);
    if (!pairs)
        return 0;
    OdbcSettings settings;
    settings.pairs = *pairs;
    const auto again = odbcAttributes(odbcConnectionString(settings, {}));
    if (!again || *again != *pairs)
        std::abort();
    for (const auto &[name, value] : *pairs)
        for (const char *ours : {"driver", "server", "encrypt", "sslmode", "pwd", "uid"})
            if (equalsAscii(name, ours))
                std::abort();
    return 0;
}
