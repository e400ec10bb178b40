// links: audience_blocks
// Any JSON as a template: what is read is written and read again as the same, and its blocks compile.
#include "blocks/compile.h"
#include "model/email_template.h"

#include <cstdint>
#include <cstdlib>

using namespace audience;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size > 20'000)
        return 0;
    const auto json = parseJson({reinterpret_cast<const char *>(data), size});
    if (!json)
        return 0;
    const auto email = model::emailTemplateFromJson(*json);
    if (!email)
        return 0;
    const Json written = model::toJson(*email);
    const auto again = model::emailTemplateFromJson(written);
    if (!again || !(*again == *email) || dumpJson(model::toJson(*again)) != dumpJson(written))
        std::abort();
    const auto compile = [](const model::EmailContent &content) {
        if (content.blocks)
            (void)blocks::compile(*content.blocks, model::defaultBrandKit(), {.marksParts = true, .hasPreheader = false, .language = content.subject});
    };
    const model::EmailContent own = model::contentOf(*email);
    compile(own);
    for (const auto &[locale, content] : email->translations)
        compile(model::filledFrom(content, own));
    for (const auto &[name, content] : email->variants)
        compile(model::filledFrom(content, own));
    return 0;
}
