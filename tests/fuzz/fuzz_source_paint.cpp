// links: audience_email
// Any bytes as a source to be coloured: the pieces touch and cover it all, folds run forward.
#include "email/source_paint.h"

#include <cstdint>
#include <cstdlib>

using namespace audience::email;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view source(reinterpret_cast<const char *>(data), size);
    for (const auto &paint : {paintHtml(source), paintText(source), paintJson(source)}) {
        std::size_t at = 0;
        for (const SourceToken &token : paint.tokens) {
            if (token.at != at || token.size == 0)
                std::abort();
            at += token.size;
        }
        if (at != size)
            std::abort();
        for (const SourceFold &fold : paint.folds)
            if (fold.last <= fold.first + 1)
                std::abort();
    }
    return 0;
}
