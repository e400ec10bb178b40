// links: audience_delivery
// Any bytes as an event body: parsed or refused, and the same event always has the same key.
#include "delivery/ses_event.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char *>(data), size);
    const auto event = audience::delivery::parseSesEvent(body);
    if (event && event->has_value()) {
        const auto again = audience::delivery::parseSesEvent(body);
        if (!again || !again->has_value() || (*again)->dedupeKey() != (*event)->dedupeKey())
            std::abort();
    }
    return 0;
}
