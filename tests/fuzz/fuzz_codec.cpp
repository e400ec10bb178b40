// links: audience_engine
#include "engine/codec.h"

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    using namespace audience::engine;
    const std::string_view blob(reinterpret_cast<const char *>(data), size);
    std::vector<std::int64_t> base;
    std::uint32_t rows = 0;
    if (needsBase(blob)) {
        std::memcpy(&rows, data + 4, sizeof rows);
        for (std::uint32_t row = 0; rows <= kMaxDecodedRows && row < rows; ++row)
            base.push_back(std::int64_t{row} * 977 - 5);
    }
    const auto column = decodeColumn(blob, base);
    if (!column)
        return 0;
    for (std::uint32_t row = 0; row < column->rows; ++row)
        (void)cellAt(*column, row);
    // What decodes can be stored again.
    const auto again = decodeColumn(encodeColumn(*column, base).blob, base);
    if (!again || again->ints != column->ints)
        std::abort();
    return 0;
}
