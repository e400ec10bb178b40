// links: audience_email
// Any HTML, made safe and then shown as other mail programs show it: what comes out is as safe as what went in.
#include "email/html_sanitiser.h"
#include "email/preview_look.h"

#include <cstdint>
#include <cstdlib>

using namespace audience::email;

namespace {

// What the sanitiser would still take away: only what is added to be looked at.
void check(const std::string &shown) {
    const auto again = sanitiseHtml(shown);
    if (!again)
        return; // grown beyond what is read
    for (const char *bad : {"<script", "<iframe", "<svg", "<object", "<base", "<form", "<link"})
        if (again->html.find(bad) != std::string::npos)
            std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const auto safe = sanitiseHtml({reinterpret_cast<const char *>(data), size});
    if (!safe)
        return 0;
    (void)hasDarkStyles(safe->html);
    check(inScheme(safe->html, true));
    check(inScheme(safe->html, false));
    check(darkened(safe->html, Darkening::Partly));
    check(darkened(safe->html, Darkening::Fully));
    check(withoutPictures(safe->html));
    return 0;
}
