// What was written on a canvas, as a value of the block again.
#include "base/text.h"
#include "blocks/editable.h"
#include "blocks/editable_pieces.h"
#include "blocks/html_text.h"
#include "email/html_document.h"

#include <algorithm>
#include <array>

namespace audience::blocks {
namespace {

using namespace audience::email;

bool sameMarks(const Json &a, const Json &b) {
    return a.size() == b.size() && std::all_of(a.items().begin(), a.items().end(), [&](const auto &one) {
               const Json *other = jsonMember(b, one.key());
               return other && *other == one.value();
           });
}

template <std::size_t N> bool isOneOf(const std::array<std::string_view, N> &names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// What stands on lines of its own.
bool isBlock(std::string_view name) {
    static constexpr std::array<std::string_view, 28> kBlocks{"p",     "div",   "h1",     "h2",      "h3",  "h4",      "h5",   "h6",         "ul",      "ol",   "li",     "dl",     "dt",      "dd",
                                                              "table", "tbody", "thead",  "tfoot",   "tr",  "caption", "pre",  "blockquote", "section", "main", "header", "footer", "article", "figure"};
    return isOneOf(kBlocks, name);
}

// What shows no words, whatever stands in it.
bool isWordless(std::string_view name) {
    static constexpr std::array<std::string_view, 15> kWordless{"script", "style", "head",   "title",  "template", "iframe",   "object", "svg",
                                                                "math",   "video", "audio", "canvas", "select",   "textarea", "noscript"};
    return isOneOf(kWordless, name);
}

bool holdsBlocksOnly(const GumboNode *node) {
    static constexpr std::array<std::string_view, 8> kFrames{"ul", "ol", "dl", "table", "tbody", "thead", "tfoot", "tr"};
    return isElement(node) && isOneOf(kFrames, tagName(node));
}

bool hasCellBefore(const GumboNode *cell) {
    for (const GumboNode *one : childrenOf(cell->parent)) {
        if (one == cell)
            return false;
        if (isElement(one))
            return true;
    }
    return false;
}

Json with(Json marks, const GumboNode *node, const std::string &name) {
    static constexpr std::array<std::pair<std::string_view, const char *>, 8> kMarks{
        {{"b", "bold"}, {"strong", "bold"}, {"i", "italic"}, {"em", "italic"}, {"u", "underline"}, {"s", "strike"}, {"strike", "strike"}, {"del", "strike"}}};
    for (const auto &[tag, mark] : kMarks)
        if (name == tag)
            marks[mark] = true;
    if (name == "a") {
        const char *own = attributeOf(node, "data-link"), *given = attributeOf(node, "href");
        if (const std::string link = own ? std::string(own) : safeUrl(given ? given : "", UrlUse::Link); !link.empty())
            marks["link"] = link;
    }
    if (const char *others = attributeOf(node, "data-marks"))
        if (const auto json = parseJson(others); json && json->is_object())
            for (const auto &[key, value] : json->items())
                if (key != "text" && key != "liquid")
                    marks[key] = value;
    return marks;
}

class Reader {
public:
    explicit Reader(EditableKind kind) : m_kind(kind) {}

    void read(const GumboNode *body) {
        inside(body, Json::object(), true);
        flush();
    }
    Json take() {
        if (m_kind == EditableKind::Flow)
            return std::move(m_flow);
        if (m_kind == EditableKind::Items)
            return items();
        Json spans = m_line.take(true);
        if (m_kind == EditableKind::Spans)
            return spans;
        std::string text;
        for (const Json &span : spans)
            text += jsonText(span, "text") + jsonText(span, "liquid");
        return text;
    }

private:
    bool isFlow() const { return m_kind == EditableKind::Flow || m_kind == EditableKind::Items; }
    // Every entry of every list, and every line beside them that says something.
    Json items() const {
        Json all = Json::array();
        for (const Json &part : m_flow) {
            if (const Json *list = jsonMember(part, "items"))
                for (const Json &item : *list)
                    all.push_back(item);
            else if (const Json *line = jsonMember(part, "spans"); line && !line->empty())
                all.push_back(*line);
        }
        return all;
    }
    void flush(bool evenEmpty = false) {
        if (isFlow() && (evenEmpty || !m_line.empty()))
            m_flow.push_back(Json{{"spans", m_line.take(true)}});
    }
    void inside(const GumboNode *node, const Json &marks, bool top) {
        for (const GumboNode *child : childrenOf(node))
            piece(child, marks, top);
    }
    void list(const GumboNode *node, bool numbered) {
        flush();
        Json items = Json::array();
        for (const GumboNode *child : childrenOf(node)) {
            const bool isEntry = isElement(child) && tagName(child) == "li";
            if (isEntry)
                inside(child, Json::object(), false);
            else if (isElement(child) || !trimmed(child->v.text.text).empty())
                piece(child, Json::object(), false);
            if (isEntry || !m_line.empty())
                items.push_back(m_line.take(true));
        }
        m_flow.push_back(Json{{"list", numbered ? "number" : "bullet"}, {"items", std::move(items)}});
    }
    void paragraph(const GumboNode *node, const Json &marks, bool top) {
        if (!isFlow() || !top) { // a line of its own where there are no paragraphs
            m_line.endLine();
            inside(node, marks, false);
            m_line.endLine();
            return;
        }
        flush();
        const auto content = childrenOf(node);
        const bool holdsOthers = std::any_of(content.begin(), content.end(), [](const GumboNode *one) { return isElement(one) && isBlock(tagName(one)); });
        inside(node, marks, holdsOthers);
        flush(!holdsOthers);
    }
    void piece(const GumboNode *node, const Json &marks, bool top) {
        if (isText(node)) {
            // Between paragraphs the source of HTML has line ends that mean nothing.
            const std::string_view words = node->v.text.text;
            const bool isBetween = m_line.hasEnded() || (top && isFlow() && m_line.empty()) || holdsBlocksOnly(node->parent);
            if (!isBetween || words.find('\n') == std::string_view::npos || !trimmed(words).empty())
                m_line.add(words, marks);
            return;
        }
        if (!isElement(node))
            return; // a comment
        const std::string name = tagName(node);
        if (const char *liquid = attributeOf(node, "data-liquid"))
            return m_line.addLiquid(liquid, marks);
        if (name == "br")
            return m_line.add("\n", marks);
        if (isWordless(name))
            return;
        if (isFlow() && top && (name == "ul" || name == "ol"))
            return list(node, name == "ol");
        if (isBlock(name))
            return paragraph(node, marks, top);
        if ((name == "td" || name == "th") && hasCellBefore(node))
            m_line.add(" ", marks);
        inside(node, with(marks, node, name), false);
    }

    const EditableKind m_kind;
    Pieces m_line;
    Json m_flow = Json::array();
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

Json marksOf(const Json &span) {
    Json marks = Json::object();
    for (const auto &[name, value] : span.items())
        if (name != "text" && name != "liquid" && value != Json(false))
            marks[name] = value;
    return marks;
}

void Pieces::add(std::string_view words, const Json &marks) {
    for (const TextPiece &piece : liquidPieces(words))
        put(piece.liquid ? "liquid" : "text", piece.text, marks);
}

Json Pieces::take(bool dropsLastBreak) {
    m_ends = false;
    if (dropsLastBreak && !m_spans.empty() && m_spans.back().contains("text")) {
        auto &words = m_spans.back()["text"].get_ref<std::string &>();
        if (!words.empty() && words.back() == '\n')
            words.pop_back();
        if (words.empty())
            m_spans.erase(m_spans.size() - 1);
    }
    return std::exchange(m_spans, Json::array());
}

void Pieces::put(const char *what, std::string_view words, const Json &marks) {
    if (words.empty())
        return;
    if (std::exchange(m_ends, false))
        put("text", "\n", Json::object());
    if (!m_spans.empty() && what[0] == 't' && m_spans.back().contains("text") && sameMarks(marksOf(m_spans.back()), marks)) {
        m_spans.back()["text"].get_ref<std::string &>() += words;
        return;
    }
    Json span{{what, std::string(words)}};
    for (const auto &[name, value] : marks.items())
        span[name] = value;
    m_spans.push_back(std::move(span));
}

Result<Json> textFromEditable(std::string_view html, EditableKind kind) {
    TRY_ASSIGN(const HtmlDocument document, HtmlDocument::parse("<!DOCTYPE html><body>" + repairUtf8(html)));
    const GumboNode *body = bodyOf(document.document());
    if (!body)
        return Error(ErrorKind::Invalid, "blocks.not_text");
    Reader reader(kind);
    reader.read(body);
    return reader.take();
}

} // namespace audience::blocks
