// links: audience_sync
// Any bytes as where a run stood: what is taken can be gone on with, and says the same when it is written out and read again.
#include "sync/continuation.h"

#include <cstdint>
#include <cstdlib>

using namespace audience;
using namespace audience::sync;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const auto value = continuationFromText(std::string_view(reinterpret_cast<const char *>(data), size));
    if (!value)
        return 0;
    if (value->run <= 0 || value->position.empty() || value->rows <= 0 || value->kept < 0 || value->rejected < 0 || value->kept > value->rows || value->rejected > value->rows - value->kept)
        std::abort();
    const auto again = continuationFromText(toText(*value));
    if (!again || toText(*again) != toText(*value) || !reasonAgainst(*value, *again).empty())
        std::abort();
    return 0;
}
