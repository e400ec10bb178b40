// links: audience_delivery
// Any bytes as a list of event rules: refused, or the same list when it is written and read again;
// and judging an event by it ends.
#include "base/json.h"
#include "delivery/event_rules.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    using namespace audience;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    (void)delivery::ipNetwork(text);
    const auto json = parseJson(text);
    if (!json)
        return 0;
    const auto rules = delivery::eventRulesFromJson(*json);
    if (!rules)
        return 0;
    const auto again = delivery::eventRulesFromJson(delivery::toJson(*rules));
    if (!again || delivery::hashOf(*again) != delivery::hashOf(*rules))
        std::abort();
    delivery::EventSignals event;
    event.kind = delivery::EventKind::Click;
    event.userAgent = std::string(text.substr(0, 200));
    event.ipAddress = "192.0.2.1";
    event.deliveredAt = Instant{0};
    event.clicks = {{Instant{0}, "a"}, {Instant{1}, "b"}};
    (void)delivery::judge(*rules, event);
    return 0;
}
