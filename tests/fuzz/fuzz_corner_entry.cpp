// links: audience_delivery
// Any bytes as a message of the inbox and as its form: read within the limits or refused, never trusted.
#include "base/text.h"
#include "delivery/corner_entry.h"
#include "delivery/corner_token.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    using namespace audience;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    if (const auto message = parseJson(text))
        if (const auto entry = delivery::cornerEntryFromMessage(*message); entry && (entry->token.empty() || entry->token.size() > 200))
            std::abort();
    if (const auto fields = delivery::cornerFields(text))
        for (const auto &[name, value] : *fields)
            if (name.empty() || name.size() > 64 || value.size() > 4'096 || !isValidUtf8(name) || !isValidUtf8(value))
                std::abort();
    static const delivery::CornerSeal seal{Secret("0123456789abcdef0123456789abcdef")};
    if (const auto subject = seal.open(delivery::CornerKind::Unsubscribe, text); subject && seal.seal(*subject) != text)
        std::abort();
    return 0;
}
