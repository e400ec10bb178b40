// links: audience_engine
#include "engine/codec.h"

#include <cstddef>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    using namespace audience::engine;
    const auto column = decodeColumn({reinterpret_cast<const char *>(data), size});
    if (!column)
        return 0;
    for (std::uint32_t row = 0; row < column->rows; ++row)
        (void)cellAt(*column, row);
    // What decodes can be stored again.
    if (!decodeColumn(encodeColumn(*column).blob))
        std::abort();
    return 0;
}
