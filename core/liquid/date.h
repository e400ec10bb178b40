// Dates of templates: reading the texts people write and printing by strftime. The zone comes from
// the caller; nothing here asks the system. Internal to this module.
#pragma once

#include "liquid/liquid.h"

#include <optional>
#include <string>
#include <string_view>

namespace audience::liquid {

// A moment and the zone it is to be shown in.
struct ZonedTime {
    Instant instant;
    Zone zone;
};

ZonedTime inZone(Instant instant, const RenderOptions &options);
// Midnight of a calendar day, or any local time, in the options' zone.
ZonedTime fromLocal(std::int64_t localMicros, const RenderOptions &options);
// Reads ISO 8601, RFC 2822, "March 14, 2016", "14.3.2016", "10:30 pm", "now", seconds since 1970...
// Without a zone the text is local time; missing parts are today's. Empty when it is no date.
std::optional<ZonedTime> readDate(std::string_view text, const RenderOptions &options);
// strftime with Ruby's flags (- 0 ^ # _), widths and conversions; what it does not know stays.
void formatDate(const ZonedTime &time, std::string_view format, std::string &out);

} // namespace audience::liquid
