// links: audience_ingest
// Any bytes as an Avro file: records or an error, and an end.
#include "ingest/avro_reader.h"

#include <cstdint>
#include <string>

using namespace audience;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    auto reader = ingest::AvroReader::fromBytes(std::string(reinterpret_cast<const char *>(data), size), "fuzz.avro");
    if (!reader)
        return 0;
    Json record;
    for (int i = 0; i < 1000; ++i) {
        const auto more = reader->next(record);
        if (!more || !*more)
            break;
        (void)dumpJson(record);
    }
    return 0;
}
