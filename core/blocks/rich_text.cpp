#include "blocks/rich_text.h"

#include "base/text.h"
#include "blocks/html_text.h"
#include "email/html_document.h"
#include "model/block_values.h"

#include <algorithm>
#include <array>

namespace audience::blocks {
namespace {

using namespace audience::email;

// "#rrggbb" of a style that sets nothing but a colour and an underline; empty for no colour, nothing for more.
std::optional<std::string> colourOf(const GumboNode *node) {
    const char *style = attributeOf(node, "style");
    std::string colour, text = style ? toLowerAscii(style) : std::string();
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find(';', from), text.size());
        const std::string_view one = trimmed(std::string_view(text).substr(from, to - from));
        const std::size_t colon = std::min(one.find(':'), one.size());
        const std::string_view name = trimmed(one.substr(0, colon)), value = colon < one.size() ? trimmed(one.substr(colon + 1)) : std::string_view();
        if (name == "color" && model::isHexColour(value))
            colour = value;
        else if (!one.empty() && !(name == "text-decoration" && value == "underline"))
            return {};
        from = to + 1;
    }
    return colour;
}

bool onlyHas(const GumboNode *node, std::initializer_list<std::string_view> names) {
    const GumboVector &attributes = node->v.element.attributes;
    for (unsigned i = 0; i < attributes.length; ++i)
        if (std::find(names.begin(), names.end(), static_cast<const GumboAttribute *>(attributes.data[i])->name) == names.end())
            return false;
    return true;
}

bool marginOnly(const GumboNode *node) {
    const char *style = attributeOf(node, "style");
    const std::string text = style ? toLowerAscii(style) : std::string();
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find(';', from), text.size());
        const std::string_view one = trimmed(std::string_view(text).substr(from, to - from));
        if (!one.empty() && one.substr(0, 6) != "margin" && one.substr(0, 7) != "padding")
            return false;
        from = to + 1;
    }
    return onlyHas(node, {"style"});
}

// Spans under way: pieces with their marks, blanks joined as HTML says.
class Line {
public:
    void text(std::string_view words, const Json &marks) {
        for (const TextPiece &piece : liquidPieces(words)) {
            if (piece.liquid) {
                add("liquid", std::string(piece.text), marks);
                continue;
            }
            std::string out;
            for (const char c : piece.text) {
                const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
                if (blank && (!m_afterWord || (!out.empty() && out.back() == ' ')))
                    continue;
                out += blank ? ' ' : c;
                m_afterWord = !blank;
            }
            add("text", out, marks);
        }
    }
    void lineBreak(const Json &marks) {
        trimEnd();
        add("text", "\n", marks);
        m_afterWord = false;
    }
    bool empty() const { return m_spans.empty(); }
    Json take() {
        trimEnd();
        m_afterWord = false;
        return std::exchange(m_spans, Json::array());
    }

private:
    void add(const char *what, const std::string &words, const Json &marks) {
        if (words.empty())
            return;
        if (what[0] == 'l')
            m_afterWord = true;
        if (!m_spans.empty() && what[0] == 't' && m_spans.back().contains("text") && hasMarks(m_spans.back(), marks)) {
            m_spans.back()["text"].get_ref<std::string &>() += words;
            return;
        }
        Json span{{what, words}};
        for (const auto &[name, value] : marks.items())
            span[name] = value;
        m_spans.push_back(std::move(span));
    }
    static bool hasMarks(const Json &span, const Json &marks) {
        if (span.size() != marks.size() + 1)
            return false;
        for (const auto &[name, value] : marks.items())
            if (const Json *own = jsonMember(span, name); !own || *own != value)
                return false;
        return true;
    }
    void trimEnd() {
        if (m_spans.empty() || !m_spans.back().contains("text"))
            return;
        auto &words = m_spans.back()["text"].get_ref<std::string &>();
        while (!words.empty() && words.back() == ' ')
            words.pop_back();
        if (words.empty())
            m_spans.erase(m_spans.size() - 1);
    }
    Json m_spans = Json::array();
    bool m_afterWord = false;
};

class Reader {
public:
    bool read(const GumboNode *body) {
        for (const GumboNode *child : childrenOf(body))
            if (!block(child))
                return false;
        flush();
        return m_heading == 0 || m_parts == 1;
    }
    RichText take() { return {m_heading, m_heading > 0 ? std::move(m_headingSpans) : std::move(m_flow)}; }

private:
    void flush() {
        if (m_line.empty())
            return;
        Json spans = m_line.take();
        if (spans.empty())
            return;
        m_flow.push_back(Json{{"spans", std::move(spans)}});
        ++m_parts;
    }
    bool block(const GumboNode *node) {
        if (!isElement(node))
            return inlined(node, Json::object());
        const std::string name = tagName(node);
        if (name == "p" || name == "div") {
            flush();
            if (!marginOnly(node) || !inlines(node, Json::object()))
                return false;
            flush();
            return true;
        }
        if (name == "ul" || name == "ol")
            return list(node, name == "ol");
        if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '4') {
            flush();
            if (m_parts > 0 || !marginOnly(node) || !inlines(node, Json::object()))
                return false;
            m_heading = name[1] - '0';
            m_headingSpans = m_line.take();
            ++m_parts;
            return true;
        }
        return inlined(node, Json::object());
    }
    bool list(const GumboNode *node, bool numbered) {
        flush();
        if (!marginOnly(node))
            return false;
        Json items = Json::array();
        for (const GumboNode *child : childrenOf(node)) {
            if (!isElement(child)) {
                if (isText(child) && !trimmed(child->v.text.text).empty())
                    return false;
                continue;
            }
            if (tagName(child) != "li" || !marginOnly(child) || !inlines(child, Json::object()))
                return false;
            items.push_back(m_line.take());
        }
        m_flow.push_back(Json{{"list", numbered ? "number" : "bullet"}, {"items", std::move(items)}});
        ++m_parts;
        return true;
    }
    bool inlines(const GumboNode *node, const Json &marks) {
        for (const GumboNode *child : childrenOf(node))
            if (!inlined(child, marks))
                return false;
        return true;
    }
    bool inlined(const GumboNode *node, const Json &marks) {
        if (isText(node)) {
            m_line.text(node->v.text.text, marks);
            return true;
        }
        if (!isElement(node))
            return false; // a comment: of Outlook perhaps
        const std::string name = tagName(node);
        Json own = marks;
        static constexpr std::array<std::pair<std::string_view, const char *>, 8> kMarks{
            {{"b", "bold"}, {"strong", "bold"}, {"i", "italic"}, {"em", "italic"}, {"u", "underline"}, {"s", "strike"}, {"strike", "strike"}, {"del", "strike"}}};
        for (const auto &[tag, mark] : kMarks)
            if (name == tag) {
                own[mark] = true;
                return onlyHas(node, {}) && inlines(node, own);
            }
        if (name == "br") {
            m_line.lineBreak(marks);
            return true;
        }
        const auto colour = colourOf(node);
        if (name == "span" && colour && onlyHas(node, {"style"})) {
            if (!colour->empty())
                own["color"] = *colour;
            return inlines(node, own);
        }
        if (name == "a" && colour && onlyHas(node, {"href", "target", "style"}) && attributeOf(node, "href") && !marks.contains("link")) {
            own["link"] = attributeOf(node, "href");
            if (!colour->empty())
                own["color"] = *colour;
            return inlines(node, own);
        }
        return false;
    }

    Json m_flow = Json::array(), m_headingSpans = Json::array();
    Line m_line;
    int m_heading = 0, m_parts = 0;
};

const GumboNode *bodyOf(const GumboNode *document) {
    for (const GumboNode *root : childrenOf(document))
        if (isElement(root))
            for (const GumboNode *child : childrenOf(root))
                if (isElement(child) && child->v.element.tag == GUMBO_TAG_BODY)
                    return child;
    return nullptr;
}

} // namespace

std::optional<RichText> richTextFromHtml(std::string_view html) {
    const auto document = HtmlDocument::parse("<!DOCTYPE html><body>" + repairUtf8(html));
    const GumboNode *body = document ? bodyOf(document->document()) : nullptr;
    Reader reader;
    if (!body || !reader.read(body))
        return {};
    return reader.take();
}

} // namespace audience::blocks
