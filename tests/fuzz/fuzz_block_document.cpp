// links: audience_blocks
// Any JSON as a block document: what is read is compiled and exported, and edits of it are read again.
#include "blocks/compile.h"
#include "blocks/mjml.h"

#include <cstdint>
#include <cstdlib>

using namespace audience;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size > 20'000)
        return 0;
    const auto json = parseJson({reinterpret_cast<const char *>(data), size});
    if (!json)
        return 0;
    model::Findings findings;
    const auto kit = model::brandKitFromJson(*json, findings);
    const auto document = model::blockDocumentFromJson(*json, findings);
    if (!document)
        return 0;
    const model::BrandKit brand = kit ? *kit : model::defaultBrandKit();
    if (blocks::compile(*document, brand).html != blocks::compile(*document, brand).html)
        std::abort();
    (void)blocks::fromMjml(blocks::toMjml(*document, brand).mjml);
    for (const Json &section : document->sections()) {
        const std::string id = jsonText(section, "id");
        if (const auto copy = model::duplicatePart(*document, id))
            if (!model::blockDocumentFromJson(copy->json(), findings))
                std::abort();
    }
    return 0;
}
