// links: audience_base
#include "base/cron.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace audience;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const auto times = CronTimes::parse(std::string_view(reinterpret_cast<const char *>(data), size));
    if (!times)
        return 0;
    if (times->minutes().empty() || times->minutes().front() < 0 || times->minutes().back() >= 24 * 60)
        std::abort();
    for (std::int32_t day = 20'000; day < 20'400; ++day)
        (void)times->isOn({day});
    return 0;
}
