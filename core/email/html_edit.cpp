#include "email/html_edit.h"

#include "base/text.h"
#include "email/css_cascade.h"
#include "email/html_document.h"
#include "email/html_tags.h"

#include <algorithm>

namespace audience::email {
namespace {

// Characters that would end or begin something else, outside of Liquid marks.
std::string escaped(std::string_view text, char quote) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view two = text.substr(at, 2);
        const std::size_t close = two == "{{" ? text.find("}}", at) : two == "{%" ? text.find("%}", at) : std::string_view::npos;
        if (close != std::string_view::npos) {
            out += text.substr(at, close + 2 - at);
            at = close + 2;
            continue;
        }
        const char c = text[at++];
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (quote != '\0' && c == quote)
            out += quote == '"' ? "&quot;" : "&#39;";
        else
            out += c;
    }
    return out;
}

std::optional<SourceEdit> contentOf(const GumboNode *node, std::string_view html) {
    const GumboElement &element = node->v.element;
    const auto children = childrenOf(node);
    const std::size_t begin = element.start_pos.offset + element.original_tag.length, end = element.end_pos.offset;
    const bool isText_ = std::all_of(children.begin(), children.end(), [](const GumboNode *child) { return isText(child); });
    if (!isText_ || element.original_end_tag.length == 0 || end < begin || end > html.size() || html.substr(begin, end - begin).find('<') != std::string_view::npos)
        return std::nullopt;
    return SourceEdit{begin, end - begin, std::string(html.substr(begin, end - begin))};
}

void collect(const GumboNode *node, std::string_view html, std::vector<HtmlElement> &out) {
    if (isElement(node) && CssCascade::isWritten(node)) {
        HtmlElement one;
        one.tag = tagName(node);
        one.at = node->v.element.start_pos.offset;
        one.openSize = node->v.element.original_tag.length;
        one.line = node->v.element.start_pos.line;
        one.column = node->v.element.start_pos.column;
        const GumboVector &attributes = node->v.element.attributes;
        for (unsigned i = 0; i < attributes.length; ++i) {
            const auto *attribute = static_cast<const GumboAttribute *>(attributes.data[i]);
            one.attributes.emplace_back(toLowerAscii(attribute->name), attribute->value);
        }
        one.content = contentOf(node, html);
        out.push_back(std::move(one));
    }
    for (const GumboNode *child : childrenOf(node))
        collect(child, html, out);
}

} // namespace

const std::string *HtmlElement::attribute(std::string_view name) const {
    const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const auto &one) { return one.first == name; });
    return found == attributes.end() ? nullptr : &found->second;
}

Result<std::vector<HtmlElement>> htmlElements(std::string_view html) {
    if (!isValidUtf8(html))
        return Error(ErrorKind::Invalid, "email.body_not_utf8").with("part", "html");
    TRY_ASSIGN(const HtmlDocument document, HtmlDocument::parse(html));
    std::vector<HtmlElement> elements;
    collect(document.document(), html, elements);
    std::stable_sort(elements.begin(), elements.end(), [](const HtmlElement &a, const HtmlElement &b) { return a.at < b.at; });
    return elements;
}

SourceEdit attributeEdit(std::string_view html, const HtmlElement &element, std::string_view name, std::optional<std::string_view> value) {
    const auto place = attributePlace(html, element.at, element.openSize, name);
    if (!place) // behind "<" and the name of the tag
        return {element.at + 1 + element.tag.size(), 0, value ? ' ' + std::string(name) + "=\"" + escaped(*value, '"') + '"' : std::string()};
    if (!value) { // with the blank before it
        const bool hasBlank = place->at > 0 && std::string_view(" \t\r\n\f").find(html[place->at - 1]) != std::string_view::npos;
        return {place->at - (hasBlank ? 1 : 0), place->size + (hasBlank ? 1 : 0), {}};
    }
    if (place->valueAt == 0)
        return {place->at + place->size, 0, "=\"" + escaped(*value, '"') + '"'};
    return {place->valueAt, place->valueSize, place->quote ? escaped(*value, place->quote) : '"' + escaped(*value, '"') + '"'};
}

Result<SourceEdit> textEdit(const HtmlElement &element, std::string_view text) {
    if (!element.content)
        return Error(ErrorKind::Invalid, "email.not_text").with("tag", element.tag);
    return SourceEdit{element.content->at, element.content->size, escaped(text, '\0')};
}

} // namespace audience::email
