// links: audience_ingest
// Any bytes as a zip and as a workbook: within the limits or an error, and never more bytes than were said.
#include "ingest/workbook.h"
#include "ingest/zip_reader.h"

#include <cstdint>
#include <cstdlib>
#include <string>

using namespace audience::ingest;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char *>(data), size);
    ZipLimits limits;
    limits.entries = 50;
    limits.bytes = 4 << 20;
    if (const auto zip = ZipReader::fromBytes(bytes, "fuzz.zip", limits)) {
        std::int64_t total = 0;
        for (const ZipEntry &entry : zip->entries()) {
            const auto read = zip->read(entry, 1 << 20);
            if (read && static_cast<std::int64_t>(read->size()) != entry.bytes)
                std::abort();
            total += entry.bytes;
            if (entry.name.empty() || entry.name.front() == '/' || entry.name.find("/../") != std::string::npos || entry.name.starts_with("../"))
                std::abort();
        }
        if (total > limits.bytes)
            std::abort();
    }
    if (const auto book = Workbook::fromBytes(bytes, "fuzz.xlsx")) {
        (void)book->formats();
        (void)book->sharedTexts();
    }
    return 0;
}
