#include "email/plain_text.h"

#include "base/text.h"
#include "email/html_document.h"

#include <algorithm>
#include <cstdlib>

namespace audience::email {
namespace {

constexpr std::string_view kNoBreakSpace = "\xc2\xa0";

// Collects lines; blanks collapse as HTML says, margins between blocks are the largest one asked
// for.
class TextFlow {
public:
    void text(std::string_view text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f')
                m_blank = true;
            else if (text.substr(i, 2) == kNoBreakSpace)
                put(" "), ++i;
            else
                put(text.substr(i, 1));
        }
    }
    void verbatim(std::string_view text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '\n')
                lineBreak();
            else if (text[i] != '\r')
                put(text.substr(i, 1));
        }
    }
    void lineBreak() {
        if (m_out.empty())
            return;
        m_out += '\n';
        m_blank = false;
    }
    // At least `lines` line ends before the next text.
    void margin(std::size_t lines) {
        m_margin = std::max(m_margin, lines);
        m_blank = false;
    }
    std::string finish() {
        while (!m_out.empty() && (m_out.back() == '\n' || m_out.back() == ' '))
            m_out.pop_back();
        return std::move(m_out);
    }

private:
    void put(std::string_view bytes) {
        if (m_margin > 0 && !m_out.empty()) {
            while (!m_out.empty() && m_out.back() == ' ')
                m_out.pop_back();
            std::size_t have = 0;
            while (have < m_out.size() && m_out[m_out.size() - 1 - have] == '\n')
                ++have;
            m_out.append(m_margin > have ? m_margin - have : 0, '\n');
            m_blank = false;
        }
        m_margin = 0;
        if (m_blank && !m_out.empty() && m_out.back() != '\n' && m_out.back() != ' ')
            m_out += ' ';
        m_blank = false;
        m_out += bytes;
    }
    std::string m_out;
    std::size_t m_margin = 0;
    bool m_blank = false;
};

bool isHidden(const GumboNode *element) {
    if (attributeOf(element, "hidden"))
        return true;
    std::string style;
    if (const char *value = attributeOf(element, "style"))
        for (char c : toLowerAscii(value))
            if (c != ' ' && c != '\t' && c != '\n')
                style += c;
    return style.find("display:none") != std::string::npos;
}

bool isSkipped(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_NOEMBED:
        return true;
    default:
        return false;
    }
}

// Line ends around a block: 2 for what reads as a paragraph, 1 for a plain block, 0 for inline
// elements.
std::size_t marginOf(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_HR:
        return 2;
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
        return 1;
    default:
        return 0;
    }
}

void render(const GumboNode *node, TextFlow &flow, bool preformatted);

std::string renderedChildren(const GumboNode *node) {
    TextFlow flow;
    for (const GumboNode *child : childrenOf(node))
        render(child, flow, false);
    return flow.finish();
}

// Each line of `text`, the first after `first`, the others after `rest`.
void prefixed(TextFlow &flow, std::string_view text, std::string_view first,
              std::string_view rest) {
    std::string out(first);
    for (char c : text) {
        out += c;
        if (c == '\n')
            out += rest;
    }
    flow.verbatim(out);
}

void renderLink(const GumboNode *node, TextFlow &flow) {
    const std::string text = renderedChildren(node);
    const char *href = attributeOf(node, "href");
    const std::string url = href ? tidyUrl(href) : std::string();
    const std::string shown = startsWithAscii(url, "mailto:") || startsWithAscii(url, "tel:")
                                  ? url.substr(url.find(':') + 1)
                                  : url;
    const bool useful = !url.empty() && url.front() != '#' && !startsWithAscii(url, "javascript:");
    flow.verbatim(text);
    // What core/blocks makes as a button stands on a line of its own and reads better so.
    const char *classes = attributeOf(node, "class");
    const bool button = classes && std::string_view(classes).find("as-button") != std::string_view::npos;
    if (useful && !text.empty() && text != shown && text != url)
        flow.verbatim(button ? ": " + shown : " (" + shown + ")");
    else if (useful && text.empty() && !childrenOf(node).empty())
        flow.verbatim(shown);
}

// "1.", a tick or a bullet: what stands in front of a point of a list.
bool isMark(std::string_view cell) {
    if (cell == "\xe2\x9c\x93" || cell == "\xe2\x80\xa2")
        return true;
    const std::string_view number = !cell.empty() && cell.back() == '.' ? cell.substr(0, cell.size() - 1) : std::string_view();
    return !number.empty() && number.size() <= 3 && std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A row of short cells is a row of data and stays on one line; cells of several lines are layout.
void renderRow(const GumboNode *row, TextFlow &flow) {
    std::vector<std::string> cells;
    bool oneLine = true;
    for (const GumboNode *child : childrenOf(row)) {
        if (!isElement(child) || isHidden(child))
            continue;
        std::string cell = renderedChildren(child);
        oneLine = oneLine && cell.find('\n') == std::string::npos;
        if (!cell.empty())
            cells.push_back(std::move(cell));
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i == 1 && cells.size() == 2 && isMark(cells[0]))
            flow.verbatim(" ");
        else if (i > 0 && oneLine)
            flow.verbatim(" | ");
        else if (i > 0)
            flow.margin(2);
        flow.verbatim(cells[i]);
    }
}

void renderList(const GumboNode *list, TextFlow &flow) {
    const bool numbered = list->v.element.tag == GUMBO_TAG_OL;
    const char *start = attributeOf(list, "start");
    int number = start ? std::clamp(std::atoi(start), -99'999, 99'999) : 1;
    for (const GumboNode *child : childrenOf(list)) {
        if (!isElement(child) || child->v.element.tag != GUMBO_TAG_LI) {
            render(child, flow, false);
            continue;
        }
        if (isHidden(child))
            continue;
        const std::string marker = numbered ? std::to_string(number++) + ". " : "- ";
        flow.margin(1);
        prefixed(flow, renderedChildren(child), marker, std::string(marker.size(), ' '));
        flow.margin(1);
    }
}

void renderElement(const GumboNode *node, TextFlow &flow, bool preformatted) {
    const GumboTag tag = node->v.element.tag;
    switch (tag) {
    case GUMBO_TAG_BR:
        return flow.lineBreak();
    case GUMBO_TAG_HR:
        return flow.verbatim("----------");
    case GUMBO_TAG_IMG:
        if (const char *alt = attributeOf(node, "alt"))
            flow.text(alt);
        return;
    case GUMBO_TAG_A:
        return renderLink(node, flow);
    case GUMBO_TAG_TR:
        return renderRow(node, flow);
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
        return renderList(node, flow);
    case GUMBO_TAG_BLOCKQUOTE: {
        const std::string text = renderedChildren(node);
        return text.empty() ? void() : prefixed(flow, text, "> ", "> ");
    }
    default:
        for (const GumboNode *child : childrenOf(node))
            render(child, flow, preformatted || tag == GUMBO_TAG_PRE);
    }
}

void render(const GumboNode *node, TextFlow &flow, bool preformatted) {
    if (isText(node))
        return preformatted ? flow.verbatim(node->v.text.text) : flow.text(node->v.text.text);
    if (!isElement(node) || isSkipped(node->v.element.tag) || isHidden(node))
        return;
    const std::size_t margin = marginOf(node->v.element.tag);
    if (margin > 0)
        flow.margin(margin);
    renderElement(node, flow, preformatted);
    if (margin > 0)
        flow.margin(margin);
}

} // namespace

Result<std::string> plainText(std::string_view html) {
    TRY_ASSIGN(const HtmlDocument document, HtmlDocument::parse(repairUtf8(html)));
    std::string out;
    for (const char c :
         renderedChildren(document.document())) { // no blanks at line ends, no second blank line
        if (c == '\n') {
            while (!out.empty() && out.back() == ' ')
                out.pop_back();
            if (out.size() >= 2 && out.compare(out.size() - 2, 2, "\n\n") == 0)
                continue;
        }
        out += c;
    }
    return out;
}

} // namespace audience::email
