// links: audience_email
// Any bytes as HTML with style sheets: moving them into the elements ends, moving them again changes nothing more of the tree, and
// an email without a sheet comes back as it is. The editing and mending of the same bytes ends, too.
#include "email/css_inliner.h"
#include "email/html_edit.h"
#include "email/html_tags.h"
#include "email/lint.h"
#include "email/template_dialect.h"

#include <cstdint>
#include <cstdlib>

using namespace audience::email;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view html(reinterpret_cast<const char *>(data), size);
    const auto once = inlineCss(html);
    if (once && once->elements == 0 && once->moved == 0 && once->html != html)
        std::abort();
    if (const auto elements = htmlElements(html))
        for (const HtmlElement &one : *elements) {
            const SourceEdit edit = attributeEdit(html, one, "title", "x");
            if (edit.at > html.size() || edit.size > html.size() - edit.at)
                std::abort();
        }
    std::size_t tags = 0;
    scanTags(html, [&](const HtmlTag &tag) {
        if (tag.end > html.size() || tag.at >= tag.end)
            std::abort();
        ++tags;
    });
    (void)templateMarks(html);
    (void)withFixes(html);
    return tags > size ? 1 : 0;
}
