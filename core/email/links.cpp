#include "email/links.h"

#include "base/text.h"
#include "email/html_document.h"

namespace audience::email {
namespace {

void appendWords(const GumboNode *node, std::string &text) {
    if (isText(node)) {
        text += node->v.text.text;
    } else if (isElement(node)) {
        const char *alt = node->v.element.tag == GUMBO_TAG_IMG ? attributeOf(node, "alt") : nullptr;
        text += alt ? ' ' + std::string(alt) + ' ' : node->v.element.tag == GUMBO_TAG_BR ? " " : "";
        for (const GumboNode *child : childrenOf(node))
            appendWords(child, text);
    }
}

std::string wordsOf(const GumboNode *node) {
    std::string all, out;
    appendWords(node, all);
    for (const char c : all) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
        if (!blank)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return std::string(trimmed(out));
}

void collect(const GumboNode *node, std::vector<EmailLink> &links) {
    if (isElement(node) &&
        (node->v.element.tag == GUMBO_TAG_A || node->v.element.tag == GUMBO_TAG_AREA)) {
        const char *value = attributeOf(node, "href");
        std::string href = value ? tidyUrl(value) : std::string();
        if (!href.empty() && href.front() != '#') {
            const char *alt =
                node->v.element.tag == GUMBO_TAG_AREA ? attributeOf(node, "alt") : nullptr;
            const GumboSourcePosition &start = node->v.element.start_pos;
            links.push_back({links.size(), std::move(href), alt ? alt : wordsOf(node), start.line,
                             start.column, start.offset + node->v.element.original_tag.length});
        }
    }
    for (const GumboNode *child : childrenOf(node))
        collect(child, links);
}

} // namespace

Result<std::vector<EmailLink>> emailLinks(std::string_view html) {
    TRY_ASSIGN(const HtmlDocument document, HtmlDocument::parse(repairUtf8(html)));
    std::vector<EmailLink> links;
    collect(document.document(), links);
    return links;
}

} // namespace audience::email
