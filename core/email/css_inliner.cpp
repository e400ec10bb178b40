#include "email/css_inliner.h"

#include "base/text.h"
#include "email/css_cascade.h"
#include "email/html_document.h"
#include "email/html_tags.h"
#include "email/source_edits.h"

#include <algorithm>
#include <array>
#include <optional>

namespace audience::email {
namespace {

// The value with quotes that do not end the attribute.
std::string attributeText(const std::string &value, char quote) {
    const char other = quote == '"' ? '\'' : '"';
    const bool isLiquid = value.find("{{") != std::string::npos, canSwap = value.find(other) == std::string::npos;
    std::string out;
    for (const char c : value) {
        if (c == quote)
            out += canSwap ? std::string(1, other) : quote == '"' ? "&quot;" : "&#39;";
        else if (c == '&' && !isLiquid)
            out += "&amp;";
        else
            out += c;
    }
    return out;
}

// "600" of 600px, "50%" of 50%; nothing else can be said in an attribute.
std::optional<std::string> lengthAttribute(std::string_view value, bool mayBeShare) {
    const std::size_t digits = std::min(value.find_first_not_of("0123456789"), value.size());
    const std::string_view number = value.substr(0, digits), unit = value.substr(digits);
    if (number.empty() || (!equalsAscii(unit, "px") && !(unit == "%" && mayBeShare) && !(unit.empty() && number == "0")))
        return std::nullopt;
    return std::string(number) + (unit == "%" ? "%" : "");
}

std::optional<std::string> wordAttribute(std::string_view value, std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words)
        if (equalsAscii(value, word))
            return std::string(word);
    return std::nullopt;
}

std::optional<std::string> colourAttribute(std::string_view value) {
    const bool isName = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    const bool isHex = (value.size() == 7 || value.size() == 4) && value[0] == '#';
    if ((isName && !equalsAscii(value, "transparent") && !equalsAscii(value, "inherit") && !equalsAscii(value, "none") && !equalsAscii(value, "initial")) || isHex)
        return std::string(value);
    return std::nullopt;
}

// What Outlook reads from attributes: attribute, where it means something, and the property it stands for.
struct Mirror {
    std::string_view attribute, property;
    std::initializer_list<std::string_view> tags;
    std::optional<std::string> (*text)(std::string_view value);
};
const std::array<Mirror, 7> kMirrors{{
    {"width", "width", {"table", "td", "th"}, [](std::string_view value) { return lengthAttribute(value, true); }},
    {"width", "width", {"img"}, [](std::string_view value) { return lengthAttribute(value, false); }},
    {"height", "height", {"td", "th", "tr", "img"}, [](std::string_view value) { return lengthAttribute(value, false); }},
    {"bgcolor", "background-color", {"table", "tr", "td", "th", "body"}, colourAttribute},
    {"bgcolor", "background", {"table", "tr", "td", "th", "body"}, colourAttribute},
    {"align", "text-align", {"td", "th", "tr", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6"},
     [](std::string_view value) { return wordAttribute(value, {"left", "center", "right"}); }},
    {"valign", "vertical-align", {"td", "th", "tr"}, [](std::string_view value) { return wordAttribute(value, {"top", "middle", "bottom"}); }},
}};

class Inliner {
public:
    Inliner(const HtmlDocument &document, std::string_view html, InlineOptions options)
        : m_document(document), m_html(html), m_options(options), m_cascade(document, html, CssCascade::Readers::Everybody) {}

    Result<InlinedHtml> run() {
        if (m_cascade.isTooComplex())
            return Error(ErrorKind::Limit, "email.html_too_complex");
        visit(m_document.document());
        for (const CssCascade::Sheet &sheet : m_cascade.sheets())
            shorten(sheet);
        m_result.html = withEdits(m_html, std::move(m_edits));
        return std::move(m_result);
    }

private:
    void visit(const GumboNode *node) {
        if (isElement(node) && node->v.element.tag == GUMBO_TAG_HEAD)
            return;
        if (isElement(node) && CssCascade::isWritable(node))
            element(node);
        for (const GumboNode *child : childrenOf(node))
            visit(child);
    }

    void element(const GumboNode *node) {
        const auto held = m_cascade.heldBy(node);
        std::string before, after;
        const GumboElement &element = node->v.element;
        const auto style = attributePlace(m_html, element.start_pos.offset, element.original_tag.length, "style");
        const char quote = style && style->quote ? style->quote : '"';
        for (const CssCascade::Held &one : held)
            if (!one.isInline)
                append(one.declaration.isImportant ? after : before, one.declaration.property + ": " + attributeText(one.declaration.value, quote));
        if (before.empty() && after.empty())
            return;
        ++m_result.elements;
        GumboStringPiece name = element.original_tag;
        gumbo_tag_from_original_text(&name);
        const std::size_t behindName = element.start_pos.offset + 1 + name.length;
        std::string mirrored = m_options.mirrors ? mirrors(node, held) : std::string();
        if (!style) {
            append(before, after);
            m_edits.push_back({behindName, 0, " style=\"" + before + '"' + mirrored});
            return;
        }
        m_edits.push_back({behindName, 0, std::move(mirrored)});
        const std::string_view own = m_html.substr(style->valueAt, style->valueSize);
        append(before, std::string(trimmed(own)));
        append(before, after);
        if (style->valueAt == 0)
            m_edits.push_back({style->at + style->size, 0, "=\"" + before + '"'});
        else
            m_edits.push_back({style->valueAt, style->valueSize, style->quote ? before : '"' + before + '"'});
    }
    static void append(std::string &style, const std::string &more) {
        if (!style.empty() && !more.empty())
            style += style.back() == ';' ? " " : "; ";
        style += more;
    }

    std::string mirrors(const GumboNode *node, const std::vector<CssCascade::Held> &held) const {
        const std::string tag = tagName(node);
        std::string out;
        std::vector<std::string_view> written;
        for (const Mirror &one : kMirrors) {
            const bool isThere = attributeOf(node, std::string(one.attribute).c_str()) || std::find(written.begin(), written.end(), one.attribute) != written.end();
            if (isThere || std::find(one.tags.begin(), one.tags.end(), tag) == one.tags.end())
                continue;
            const auto found = std::find_if(held.rbegin(), held.rend(), [&](const CssCascade::Held &other) { return other.declaration.property == one.property; });
            if (found == held.rend() || found->isInline)
                continue;
            if (const auto text = one.text(found->declaration.value)) {
                out += ' ' + std::string(one.attribute) + "=\"" + *text + '"';
                written.push_back(one.attribute);
            }
        }
        return out;
    }

    // Takes out of the sheet what the elements say themselves now.
    void shorten(const CssCascade::Sheet &sheet) {
        std::vector<SourceEdit> gone;
        for (const CssCascade::Rule &one : sheet.rules) {
            const bool isMoved = one.isMovable && one.matches > 0;
            m_result.moved += isMoved ? 1 : 0;
            m_result.kept += one.isMovable ? 0 : 1;
            if (isMoved && !m_options.keepsRules)
                gone.push_back(wholeLine(sheet.at + one.rule.at, sheet.at + one.rule.end));
        }
        if (gone.empty())
            return;
        std::vector<SourceEdit> inSheet = gone;
        for (SourceEdit &edit : inSheet)
            edit.at -= std::min(edit.at, sheet.at);
        if (cssRules(withEdits(sheet.text, std::move(inSheet))).empty())
            m_edits.push_back(wholeLine(sheet.elementAt, sheet.elementEnd));
        else
            m_edits.insert(m_edits.end(), gone.begin(), gone.end());
    }
    // With the line end, where nothing else stands on the line.
    SourceEdit wholeLine(std::size_t at, std::size_t end) const {
        std::size_t begin = at, behind = end;
        while (begin > 0 && (m_html[begin - 1] == ' ' || m_html[begin - 1] == '\t'))
            --begin;
        while (behind < m_html.size() && (m_html[behind] == ' ' || m_html[behind] == '\t' || m_html[behind] == '\r'))
            ++behind;
        if (begin > 0 && m_html[begin - 1] == '\n' && behind < m_html.size() && m_html[behind] == '\n')
            return {begin, behind + 1 - begin, {}};
        return {at, end - at, {}};
    }

    const HtmlDocument &m_document;
    std::string_view m_html;
    InlineOptions m_options;
    CssCascade m_cascade;
    std::vector<SourceEdit> m_edits;
    InlinedHtml m_result;
};

} // namespace

Result<InlinedHtml> inlineCss(std::string_view html, InlineOptions options) {
    // The parser replaces what is no UTF-8, and its places would be those of another text.
    if (!isValidUtf8(html))
        return InlinedHtml{std::string(html), 0, 0, 0};
    TRY_ASSIGN(const HtmlDocument document, HtmlDocument::parse(html));
    return Inliner(document, html, options).run();
}

} // namespace audience::email
