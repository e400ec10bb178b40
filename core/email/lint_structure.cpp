// Pictures, headings, language, and what no mailbox runs.
#include "base/text.h"
#include "email/html_tags.h"
#include "email/lint_parts.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace audience::email {
namespace {

constexpr std::size_t kWordsPerPicture = 20, kEnoughWords = 60;
constexpr std::array<std::pair<GumboTag, std::string_view>, 7> kActive{{{GUMBO_TAG_SCRIPT, "script"},
                                                                        {GUMBO_TAG_IFRAME, "iframe"},
                                                                        {GUMBO_TAG_OBJECT, "object"},
                                                                        {GUMBO_TAG_EMBED, "embed"},
                                                                        {GUMBO_TAG_FORM, "form"},
                                                                        {GUMBO_TAG_INPUT, "input"},
                                                                        {GUMBO_TAG_BASE, "base"}}};

constexpr std::array<std::string_view, 5> kAddresses{"href", "src", "action", "background", "formaction"};

// Pixels of width="600", style="width: 600px"; 0 where it is none.
double pixelsOf(const GumboNode *element, const char *name) {
    if (const char *attribute = attributeOf(element, name)) {
        char *end = nullptr;
        const double value = std::strtod(attribute, &end);
        return end != attribute && *end != '%' ? value : 0;
    }
    if (const char *style = attributeOf(element, "style"))
        for (const CssDeclaration &one : cssDeclarations(style))
            if (one.property == name && one.value.size() > 2 && equalsAscii(std::string_view(one.value).substr(one.value.size() - 2), "px"))
                return std::strtod(one.value.c_str(), nullptr);
    return 0;
}

std::size_t behindName(const GumboNode *element) {
    GumboStringPiece name = element->v.element.original_tag;
    gumbo_tag_from_original_text(&name);
    return element->v.element.start_pos.offset + 1 + name.length;
}

bool isWritten(const GumboNode *element) { return element->v.element.original_tag.length > 0; }

struct Pictures {
    std::size_t count = 0;
    const GumboNode *first = nullptr;
};

void lintPicture(const GumboNode *node, Pictures &pictures, LintNotes &notes) {
    const double width = pixelsOf(node, "width"), height = pixelsOf(node, "height");
    const bool isDot = (width > 0 && width <= 2) || (height > 0 && height <= 2);
    if (!attributeOf(node, "alt")) {
        std::optional<SourceEdit> decoration; // only a dot is one beyond doubt
        if (isDot && isWritten(node))
            decoration = SourceEdit{behindName(node), 0, " alt=\"\""};
        notes.addAt("lint.image_alt_missing", node, {}, std::move(decoration));
    }
    if (!attributeOf(node, "width")) {
        std::optional<SourceEdit> mirrored;
        if (width >= 1 && width == static_cast<int>(width) && isWritten(node))
            mirrored = SourceEdit{behindName(node), 0, " width=\"" + std::to_string(static_cast<int>(width)) + '"'};
        notes.addAt("lint.image_width_missing", node, {}, std::move(mirrored));
    }
    if (isDot)
        return;
    ++pictures.count;
    pictures.first = pictures.first ? pictures.first : node;
}

void visitPictures(const GumboNode *node, Pictures &pictures, LintNotes &notes) {
    if (isElement(node) && node->v.element.tag == GUMBO_TAG_IMG)
        lintPicture(node, pictures, notes);
    for (const GumboNode *child : childrenOf(node))
        visitPictures(child, pictures, notes);
}

std::size_t wordCount(std::string_view text) {
    std::size_t count = 0;
    bool inWord = false;
    for (const char c : text) {
        const bool isWord = static_cast<unsigned char>(c) > 0x20;
        count += isWord && !inWord ? 1 : 0;
        inWord = isWord;
    }
    return count;
}

// The whole of an attribute with the blank before it.
std::optional<SourceEdit> withoutAttribute(const GumboNode *element, const char *name, std::string_view html) {
    const auto place = isWritten(element) ? attributePlace(html, element->v.element.start_pos.offset, element->v.element.original_tag.length, name) : std::nullopt;
    if (!place)
        return std::nullopt;
    const bool hasBlank = place->at > 0 && std::string_view(" \t\r\n\f").find(html[place->at - 1]) != std::string_view::npos;
    return SourceEdit{place->at - (hasBlank ? 1 : 0), place->size + (hasBlank ? 1 : 0), {}};
}

// Data for the mailbox (an order, an appointment); nothing runs.
bool isData(const GumboNode *script) {
    const char *type = script->v.element.tag == GUMBO_TAG_SCRIPT ? attributeOf(script, "type") : nullptr;
    return type && equalsAscii(trimmed(type), "application/ld+json");
}

// One that holds a Liquid tag may end elsewhere than it seems.
std::optional<SourceEdit> withoutScript(const GumboNode *node, std::string_view html) {
    const GumboElement &element = node->v.element;
    if (element.tag != GUMBO_TAG_SCRIPT || element.original_tag.length == 0 || element.original_end_tag.length == 0 || element.end_pos.offset < element.start_pos.offset)
        return std::nullopt;
    const std::size_t size = element.end_pos.offset + element.original_end_tag.length - element.start_pos.offset;
    if (html.substr(std::min<std::size_t>(element.start_pos.offset, html.size()), size).find("{%") != std::string_view::npos)
        return std::nullopt;
    return SourceEdit{element.start_pos.offset, size, {}};
}

void lintActive(const GumboNode *node, std::string_view html, LintNotes &notes) {
    if (isData(node))
        return;
    for (const auto &[tag, name] : kActive)
        if (node->v.element.tag == tag)
            return notes.addAt("lint.active_content", node, {{"what", "<" + std::string(name) + ">"}}, withoutScript(node, html));
    const char *relation = node->v.element.tag == GUMBO_TAG_LINK ? attributeOf(node, "rel") : nullptr;
    const char *refresh = node->v.element.tag == GUMBO_TAG_META ? attributeOf(node, "http-equiv") : nullptr;
    if (refresh && equalsAscii(refresh, "refresh"))
        return notes.addAt("lint.active_content", node, {{"what", "<meta refresh>"}});
    if (relation && equalsAscii(relation, "import"))
        return notes.addAt("lint.active_content", node, {{"what", "<link rel=import>"}});
    const GumboVector &attributes = node->v.element.attributes;
    for (unsigned i = 0; i < attributes.length; ++i) {
        const auto *attribute = static_cast<const GumboAttribute *>(attributes.data[i]);
        const std::string name = toLowerAscii(attribute->name);
        const bool isHandler = name.rfind("on", 0) == 0, isAddress = std::find(kAddresses.begin(), kAddresses.end(), name) != kAddresses.end();
        if (isHandler || (isAddress && startsWithAscii(tidyUrl(attribute->value), "javascript:")))
            return notes.addAt("lint.active_content", node, {{"what", name}}, isHandler ? withoutAttribute(node, attribute->name, html) : std::nullopt);
    }
}

class Structure {
public:
    Structure(std::string_view html, LintNotes &notes) : m_html(html), m_notes(notes) {}

    void visit(const GumboNode *node) {
        if (isElement(node)) {
            lintActive(node, m_html, m_notes);
            named(node);
            heading(node);
        }
        for (const GumboNode *child : childrenOf(node))
            visit(child);
    }
    void finish() const {
        if (m_root && trimmed(m_language).empty())
            m_notes.addAt("lint.lang_missing", m_root);
        if (m_root && trimmed(m_title).empty())
            m_notes.add("lint.title_missing", "html");
    }

private:
    // A fragment is put into a document by others.
    void named(const GumboNode *node) {
        if (node->v.element.tag == GUMBO_TAG_HTML && isWritten(node)) {
            m_root = node;
            const char *language = attributeOf(node, "lang");
            m_language = language ? language : "";
        }
        if (node->v.element.tag == GUMBO_TAG_TITLE && node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML)
            m_title += wordsBelow(node, false);
    }
    void heading(const GumboNode *node) {
        const std::string tag = tagName(node);
        if (tag.size() != 2 || tag[0] != 'h' || tag[1] < '1' || tag[1] > '6')
            return;
        const int level = tag[1] - '0';
        if (m_level > 0 && level > m_level + 1)
            m_notes.addAt("lint.heading_order", node, {{"level", std::to_string(level)}, {"before", std::to_string(m_level)}});
        m_level = level;
    }

    std::string_view m_html;
    LintNotes &m_notes;
    const GumboNode *m_root = nullptr;
    std::string m_language, m_title;
    int m_level = 0;
};

} // namespace

void visitWords(const GumboNode *node, bool withPictures, const std::function<void(const GumboNode *node, std::string_view words)> &visit) {
    if (isText(node))
        visit(node, node->v.text.text);
    if (isElement(node)) {
        if (node->v.element.tag == GUMBO_TAG_STYLE || node->v.element.tag == GUMBO_TAG_SCRIPT)
            return;
        const char *alt = withPictures && node->v.element.tag == GUMBO_TAG_IMG ? attributeOf(node, "alt") : nullptr;
        const bool isApart = node->v.element.tag == GUMBO_TAG_BR || node->v.element.tag == GUMBO_TAG_P || node->v.element.tag == GUMBO_TAG_TD ||
                             node->v.element.tag == GUMBO_TAG_DIV || node->v.element.tag == GUMBO_TAG_LI;
        if (alt || isApart)
            visit(node, alt ? ' ' + std::string(alt) + ' ' : std::string(" "));
    }
    for (const GumboNode *child : childrenOf(node))
        visitWords(child, withPictures, visit);
}

std::string wordsBelow(const GumboNode *node, bool withPictures) {
    std::string out;
    visitWords(node, withPictures, [&](const GumboNode *, std::string_view words) { out += words; });
    return out;
}

std::optional<SourceEdit> attributeValuePlace(const GumboNode *element, const char *name, std::string_view html) {
    const auto place = isWritten(element) ? attributePlace(html, element->v.element.start_pos.offset, element->v.element.original_tag.length, name) : std::nullopt;
    if (!place || place->valueAt == 0)
        return std::nullopt;
    return SourceEdit{place->valueAt, place->valueSize, std::string(html.substr(place->valueAt, place->valueSize))};
}

void lintPictures(const GumboNode *document, LintNotes &notes) {
    Pictures pictures;
    visitPictures(document, pictures, notes);
    const std::size_t words = wordCount(wordsBelow(document, false));
    if (pictures.count > 0 && words < kEnoughWords && words < pictures.count * kWordsPerPicture)
        notes.addAt("lint.images_heavy", pictures.first, {{"images", std::to_string(pictures.count)}, {"words", std::to_string(words)}});
}

void lintStructure(std::string_view html, const GumboNode *document, LintNotes &notes) {
    Structure structure(html, notes);
    structure.visit(document);
    structure.finish();
}

} // namespace audience::email
