// links: audience_blocks
// Any bytes as MJML: the importer ends, what it makes is a document that compiles, and a second trip is steady.
#include "blocks/compile.h"
#include "blocks/mjml.h"

#include <cstdint>
#include <cstdlib>

using namespace audience;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size > 20'000)
        return 0;
    const blocks::MjmlImport in = blocks::fromMjml({reinterpret_cast<const char *>(data), size});
    if (!in.document) {
        if (!model::hasErrors(in.findings))
            std::abort();
        return 0;
    }
    (void)blocks::compile(*in.document, model::defaultBrandKit());
    if (!blocks::fromMjml(blocks::toMjml(*in.document, model::defaultBrandKit()).mjml).document)
        std::abort();
    return 0;
}
