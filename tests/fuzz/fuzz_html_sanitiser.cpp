// links: audience_email
// Any bytes as HTML: the sanitiser ends, its result is a fixed point and holds nothing that runs.
#include "email/html_document.h"
#include "email/html_sanitiser.h"
#include "email/links.h"
#include "email/lint.h"
#include "email/plain_text.h"

#include <cstdint>
#include <cstdlib>

using namespace audience::email;

namespace {

void check(const GumboNode *node) {
    if (isElement(node)) {
        const std::string name = tagName(node);
        if (name == "script" || name == "iframe" || name == "svg" || name == "object" ||
            name == "base" || name == "form")
            std::abort();
        const GumboVector &attributes = node->v.element.attributes;
        for (unsigned i = 0; i < attributes.length; ++i) {
            const std::string_view attribute =
                static_cast<const GumboAttribute *>(attributes.data[i])->name;
            if (attribute.substr(0, 2) == "on" || attribute == "srcdoc" || attribute == "action")
                std::abort();
        }
    }
    for (const GumboNode *child : childrenOf(node))
        check(child);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view html(reinterpret_cast<const char *>(data), size);
    for (const RemoteImages images : {RemoteImages::Block, RemoteImages::Allow}) {
        const auto clean = sanitiseHtml(html, {images});
        if (!clean)
            continue;
        const auto again = sanitiseHtml(clean->html, {images});
        if (!again || again->html != clean->html)
            std::abort();
        check(HtmlDocument::parse(clean->html)->document());
    }
    (void)plainText(html);
    (void)emailLinks(html);
    (void)lintEmail({"x", html, "", LintStage::Rendered});
    return 0;
}
