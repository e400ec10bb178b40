// An HTML document parsed by gumbo under limits: size, depth, memory and time, so that no email can
// stall or exhaust the program. Owner: whoever parsed it; one thread at a time. It does not change
// the tree.
#pragma once

#include "base/result.h"

#include <gumbo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace audience::email {

class HtmlDocument {
public:
    // Errors: email.html_too_complex (more than 2 MB, nested deeper than 200, or crafted to be
    // slow).
    static Result<HtmlDocument> parse(std::string_view html);
    HtmlDocument(HtmlDocument &&) noexcept;
    HtmlDocument &operator=(HtmlDocument &&) noexcept;
    ~HtmlDocument();

    // The document node; its children are at most one html element and comments.
    const GumboNode *document() const { return m_document; }

private:
    class Arena;
    HtmlDocument();
    std::unique_ptr<Arena> m_arena;
    std::unique_ptr<std::string> m_source; // the tree points into it
    const GumboNode *m_document = nullptr;
};

// Helpers over gumbo's tree.
inline bool isElement(const GumboNode *node) {
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}
inline bool isText(const GumboNode *node) {
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
           node->type == GUMBO_NODE_CDATA;
}
// Children of a document or element, none for other nodes.
std::vector<const GumboNode *> childrenOf(const GumboNode *node);
// Lower-case name; unknown elements too.
std::string tagName(const GumboNode *element);
// Value of an attribute, nullptr where it is absent.
const char *attributeOf(const GumboNode *element, const char *name);
// Blanks trimmed and control characters removed, as browsers read a URL before they look at its
// scheme.
std::string tidyUrl(std::string_view url);

} // namespace audience::email
