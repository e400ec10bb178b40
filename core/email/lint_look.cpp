// What can be seen wrong in the styles: text that is hard to read, parts that are too wide.
#include "base/text.h"
#include "email/css_colour.h"
#include "email/lint_parts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <tuple>

namespace audience::email {
namespace {

constexpr double kWidest = 640;
// WCAG 2.2, 1.4.3: text from 24 px, or bold from 18.66 px, is large.
constexpr double kNeeded = 4.5, kNeededLarge = 3, kLarge = 24, kLargeBold = 18.66;

// What a text inherits; a colour that is not known for certain is none.
struct Style {
    std::optional<Rgb> ink, ground;
    double pixels = 16;
    bool isBold = false, isHidden = false;
};

std::optional<double> pixels(std::string_view value) {
    const std::string text(value);
    char *end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || (!equalsAscii(trimmed(std::string_view(end)), "px") && number != 0))
        return std::nullopt;
    return number;
}

class Look {
public:
    Look(const CssCascade &cascade, LintNotes &notes) : m_cascade(cascade), m_notes(notes) {}

    void visit(const GumboNode *node, Style style) {
        if (isText(node))
            return text(node, style);
        if (isElement(node)) {
            const GumboTag tag = node->v.element.tag;
            if (tag == GUMBO_TAG_HEAD || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_SCRIPT)
                return;
            element(node, style);
        }
        for (const GumboNode *child : childrenOf(node))
            visit(child, style);
    }
    void finish() {
        if (m_widest)
            m_notes.addAt("lint.too_wide", m_widest, {{"width", std::to_string(static_cast<int>(m_width))}});
    }

private:
    void attributes(const GumboNode *node, Style &style) {
        if (const char *ground = attributeOf(node, "bgcolor"))
            style.ground = colourOf(ground);
        if (attributeOf(node, "background"))
            style.ground.reset();
        const char *ink = node->v.element.tag == GUMBO_TAG_FONT   ? attributeOf(node, "color")
                          : node->v.element.tag == GUMBO_TAG_BODY ? attributeOf(node, "text")
                                                                  : nullptr;
        if (ink)
            style.ink = colourOf(ink);
        if (const char *width = attributeOf(node, "width"))
            wide(node, width, true);
    }
    void element(const GumboNode *node, Style &style) {
        const GumboTag tag = node->v.element.tag;
        if (tag == GUMBO_TAG_A)
            style.ink.reset(); // the reader's own, where none is said
        style.isBold = style.isBold || tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG || tag == GUMBO_TAG_TH || (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6);
        attributes(node, style);
        for (const CssCascade::Held &held : m_cascade.heldBy(node))
            declaration(node, held.declaration, style);
    }
    void declaration(const GumboNode *node, const CssDeclaration &one, Style &style) {
        const std::string value = toLowerAscii(one.value);
        if (one.property == "color") {
            style.ink = value == "inherit" ? style.ink : colourOf(value);
        } else if (one.property == "background-color" || one.property == "background") {
            if (value != "transparent" && value != "none" && value != "inherit" && value != "initial")
                style.ground = colourOf(value); // more than a colour is not known
        } else if (one.property == "background-image") {
            if (value != "none")
                style.ground.reset();
        } else if (one.property == "font-size") {
            if (const auto size = pixels(value))
                style.pixels = *size;
        } else if (one.property == "font-weight") {
            style.isBold = value == "bold" || value == "bolder" || std::atoi(value.c_str()) >= 600;
        } else if (one.property == "display" || one.property == "visibility") {
            style.isHidden = style.isHidden || value == "none" || value == "hidden";
        } else if (one.property == "opacity" || one.property == "max-height") {
            style.isHidden = style.isHidden || (std::atof(value.c_str()) == 0 && value.find_first_of("0") == 0);
        } else if (one.property == "width" || one.property == "min-width") {
            wide(node, value, false);
        }
    }
    void wide(const GumboNode *node, std::string_view value, bool isAttribute) {
        const std::string text(value);
        char *end = nullptr;
        const double number = std::strtod(text.c_str(), &end);
        const std::string_view unit = trimmed(std::string_view(end));
        if (end == text.c_str() || !(equalsAscii(unit, "px") || (isAttribute && unit.empty())) || number <= std::max(kWidest, m_width))
            return;
        m_width = number;
        m_widest = node;
    }
    void text(const GumboNode *node, const Style &style) {
        const std::string_view words = trimmed(node->v.text.text);
        if (words.empty() || words == "\xc2\xa0" || style.isHidden || style.pixels <= 2 || !style.ink || !style.ground)
            return;
        const bool isLarge = style.pixels >= kLarge || (style.isBold && style.pixels >= kLargeBold);
        const double needed = isLarge ? kNeededLarge : kNeeded, ratio = contrast(*style.ink, *style.ground);
        const auto pair = std::make_tuple(style.ink->red, style.ink->green, style.ink->blue, style.ground->red, style.ground->green, style.ground->blue);
        if (ratio >= needed || !m_pairs.insert(pair).second)
            return;
        char shown[16];
        std::snprintf(shown, sizeof shown, "%.1f", std::floor(ratio * 10) / 10); // 4.49 is not enough and must not read so
        m_notes.addAt("lint.contrast_low", node, {{"text", shortened(words)}, {"ratio", shown}, {"needed", isLarge ? "3" : "4.5"}});
    }
    static std::string shortened(std::string_view words) {
        constexpr std::size_t kMost = 40;
        std::size_t size = std::min(words.size(), kMost);
        while (size > 0 && size < words.size() && (static_cast<unsigned char>(words[size]) & 0xc0) == 0x80)
            --size;
        return std::string(words.substr(0, size));
    }

    const CssCascade &m_cascade;
    LintNotes &m_notes;
    std::set<std::tuple<int, int, int, int, int, int>> m_pairs;
    const GumboNode *m_widest = nullptr;
    double m_width = 0;
};

} // namespace

void lintLook(const GumboNode *document, const CssCascade &cascade, LintNotes &notes) {
    Look look(cascade, notes);
    look.visit(document, {});
    look.finish();
}

} // namespace audience::email
