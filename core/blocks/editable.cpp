#include "blocks/editable.h"

#include "base/text.h"
#include "blocks/html_text.h"
#include "email/html_document.h"

#include <algorithm>
#include <array>

namespace audience::blocks {
namespace {

using namespace audience::email;

constexpr std::array<std::pair<const char *, const char *>, 4> kTags{{{"bold", "strong"}, {"italic", "em"}, {"underline", "u"}, {"strike", "s"}}};

std::string escapedPlain(std::string_view text, bool breaks) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\n' && breaks)
            out += "<br>";
        else
            out += c;
    }
    return out;
}

Json marksOf(const Json &span) {
    Json marks = Json::object();
    for (const auto &[name, value] : span.items())
        if (name != "text" && name != "liquid" && value != Json(false))
            marks[name] = value;
    return marks;
}

// Pieces of text and Liquid with their marks, in order; text of the same marks is one piece.
class Pieces {
public:
    void add(std::string_view words, const Json &marks) {
        for (const TextPiece &piece : liquidPieces(words))
            put(piece.liquid ? "liquid" : "text", piece.text, marks);
    }
    void addLiquid(std::string_view liquid, const Json &marks) { put("liquid", liquid, marks); }
    // The end of a line that a browser puts behind the last words shows nothing.
    Json take(bool dropsLastBreak) {
        if (dropsLastBreak && !m_spans.empty() && m_spans.back().contains("text")) {
            auto &words = m_spans.back()["text"].get_ref<std::string &>();
            if (!words.empty() && words.back() == '\n')
                words.pop_back();
            if (words.empty())
                m_spans.erase(m_spans.size() - 1);
        }
        return std::exchange(m_spans, Json::array());
    }
    bool empty() const { return m_spans.empty(); }

private:
    void put(const char *what, std::string_view words, const Json &marks) {
        if (words.empty())
            return;
        if (!m_spans.empty() && what[0] == 't' && m_spans.back().contains("text") && sameMarks(marksOf(m_spans.back()), marks)) {
            m_spans.back()["text"].get_ref<std::string &>() += words;
            return;
        }
        Json span{{what, std::string(words)}};
        for (const auto &[name, value] : marks.items())
            span[name] = value;
        m_spans.push_back(std::move(span));
    }
    static bool sameMarks(const Json &a, const Json &b) {
        return a.size() == b.size() && std::all_of(a.items().begin(), a.items().end(), [&](const auto &one) {
                   const Json *other = jsonMember(b, one.key());
                   return other && *other == one.value();
               });
    }
    Json m_spans = Json::array();
};

Json plainSpans(const Json &spans) {
    Pieces pieces;
    for (const Json &span : spans) {
        const Json marks = marksOf(span);
        pieces.add(jsonText(span, "text"), marks);
        pieces.add(jsonText(span, "liquid"), marks);
    }
    return pieces.take(false);
}

Json plainFlow(const Json &flow) {
    Json out = Json::array();
    for (const Json &part : flow) {
        Json one = part;
        if (one.contains("spans"))
            one["spans"] = plainSpans(one["spans"]);
        if (one.contains("items"))
            for (Json &item : one["items"])
                item = plainSpans(item);
        out.push_back(std::move(one));
    }
    return out;
}

// Equal but for the order of marks.
bool sameText(const Json &a, const Json &b) { return nlohmann::json(a) == nlohmann::json(b); }

std::string wordsHtml(std::string_view text, const ChipWords &words) {
    std::string out;
    for (const TextPiece &piece : liquidPieces(text))
        out += piece.liquid ? chip(piece.text, words) : escapedPlain(piece.text, true);
    return out;
}

std::string spansHtml(const Json &spans, const ChipWords &words) {
    std::string out;
    for (const Json &span : spans) {
        std::string inside = wordsHtml(jsonText(span, "text"), words) + wordsHtml(jsonText(span, "liquid"), words);
        Json others = marksOf(span);
        for (const auto &[mark, tag] : kTags)
            if (jsonBool(span, mark)) {
                inside = '<' + std::string(tag) + '>' + inside + "</" + tag + '>';
                others.erase(mark);
            }
        if (const std::string link = jsonText(span, "link"); !link.empty()) {
            inside = "<a data-link=\"" + escapedPlain(link, false) + "\">" + inside + "</a>";
            others.erase("link");
        }
        if (!others.empty()) {
            const std::string colour = jsonText(span, "color");
            inside = "<span data-marks=\"" + escapedPlain(dumpJson(others), false) + '"' +
                     (colour.rfind('#', 0) == 0 ? " style=\"color:" + escapedPlain(colour, false) + '"' : std::string()) + '>' + inside + "</span>";
        }
        out += inside;
    }
    return out;
}

std::string flowHtml(const Json &flow, const ChipWords &words) {
    std::string out;
    for (const Json &part : flow) {
        if (const std::string list = jsonText(part, "list"); !list.empty() && part.contains("items")) {
            const std::string tag = list == "number" ? "ol" : "ul";
            out += '<' + tag + '>';
            for (const Json &item : part.at("items"))
                out += "<li>" + spansHtml(item, words) + "</li>";
            out += "</" + tag + '>';
        } else if (const Json *line = jsonMember(part, "spans")) {
            const std::string inside = spansHtml(*line, words);
            out += "<p>" + (inside.empty() ? "<br>" : inside) + "</p>";
        }
    }
    return out.empty() ? "<p><br></p>" : out;
}

class Reader {
public:
    explicit Reader(EditableKind kind) : m_kind(kind) {}

    bool read(const GumboNode *body) {
        for (const GumboNode *child : childrenOf(body))
            if (!piece(child, Json::object(), true))
                return false;
        flush();
        return true;
    }
    Json take() {
        if (m_kind == EditableKind::Flow)
            return std::move(m_flow);
        Json spans = m_line.take(true);
        if (m_kind == EditableKind::Spans)
            return spans;
        std::string text;
        for (const Json &span : spans)
            text += jsonText(span, "text") + jsonText(span, "liquid");
        return text;
    }

private:
    bool isFlow() const { return m_kind == EditableKind::Flow; }
    void flush(bool evenEmpty = false) {
        if (isFlow() && (evenEmpty || !m_line.empty()))
            m_flow.push_back(Json{{"spans", m_line.take(true)}});
    }
    bool inside(const GumboNode *node, const Json &marks, bool top) {
        for (const GumboNode *child : childrenOf(node))
            if (!piece(child, marks, top))
                return false;
        return true;
    }
    bool list(const GumboNode *node, bool numbered) {
        flush();
        Json items = Json::array();
        for (const GumboNode *child : childrenOf(node)) {
            if (!isElement(child)) {
                if (isText(child) && !trimmed(child->v.text.text).empty())
                    return false;
                continue;
            }
            if (tagName(child) != "li" || !inside(child, Json::object(), false))
                return false;
            items.push_back(m_line.take(true));
        }
        m_flow.push_back(Json{{"list", numbered ? "number" : "bullet"}, {"items", std::move(items)}});
        return true;
    }
    bool paragraph(const GumboNode *node, const Json &marks, bool top) {
        if (!isFlow() || !top) { // a line of its own where there are no paragraphs
            if (!m_line.empty())
                m_line.add("\n", Json::object());
            return inside(node, marks, false);
        }
        flush();
        const auto content = childrenOf(node);
        const bool holdsOthers = std::any_of(content.begin(), content.end(), [](const GumboNode *one) {
            const std::string name = isElement(one) ? tagName(one) : std::string();
            return name == "p" || name == "div" || name == "ul" || name == "ol";
        });
        if (!inside(node, marks, holdsOthers))
            return false;
        flush(!holdsOthers);
        return true;
    }
    static Json with(Json marks, const GumboNode *node, const std::string &name) {
        static constexpr std::array<std::pair<std::string_view, const char *>, 8> kMarks{
            {{"b", "bold"}, {"strong", "bold"}, {"i", "italic"}, {"em", "italic"}, {"u", "underline"}, {"s", "strike"}, {"strike", "strike"}, {"del", "strike"}}};
        for (const auto &[tag, mark] : kMarks)
            if (name == tag)
                marks[mark] = true;
        if (const char *link = attributeOf(node, "data-link"); link && name == "a")
            marks["link"] = link;
        if (const char *others = attributeOf(node, "data-marks"))
            if (const auto json = parseJson(others); json && json->is_object())
                for (const auto &[key, value] : json->items())
                    marks[key] = value;
        return marks;
    }
    bool piece(const GumboNode *node, const Json &marks, bool top) {
        if (isText(node)) {
            m_line.add(node->v.text.text, marks);
            return true;
        }
        if (!isElement(node))
            return true; // a comment
        const std::string name = tagName(node);
        if (const char *liquid = attributeOf(node, "data-liquid")) {
            m_line.addLiquid(liquid, marks);
            return true;
        }
        if (name == "br") {
            m_line.add("\n", marks);
            return true;
        }
        if (name == "p" || name == "div" || (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6'))
            return paragraph(node, marks, top);
        if (name == "ul" || name == "ol")
            return isFlow() && top && list(node, name == "ol");
        static constexpr std::array<std::string_view, 12> kWords{"b", "strong", "i", "em", "u", "s", "strike", "del", "a", "span", "font", "small"};
        return std::find(kWords.begin(), kWords.end(), name) != kWords.end() && inside(node, with(marks, node, name), false);
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

std::string chipWords(std::string_view liquid) {
    std::string_view inside = liquid.size() > 4 ? trimmed(liquid.substr(2, liquid.size() - 4)) : liquid;
    if (liquid.substr(0, 2) == "{%")
        return std::string(trimmed(inside));
    const std::size_t bar = inside.find('|');
    std::string field(trimmed(inside.substr(0, bar)));
    if (const std::size_t dot = field.rfind('.'); dot != std::string::npos)
        field.erase(0, dot + 1);
    std::replace(field.begin(), field.end(), '_', ' ');
    const std::string_view filters = bar == std::string_view::npos ? std::string_view() : inside.substr(bar);
    const std::size_t fallback = filters.find("default:");
    if (fallback == std::string_view::npos)
        return field;
    std::string_view words = trimmed(filters.substr(fallback + 8));
    if (words.empty() || (words.front() != '"' && words.front() != '\''))
        return field;
    words = words.substr(1, words.find(words.front(), 1) - 1);
    return words.empty() ? field : field + " or " + std::string(words);
}

std::string chip(std::string_view liquid, const ChipWords &words) {
    return "<span class=\"as-chip\" contenteditable=\"false\" data-liquid=\"" + escapedPlain(liquid, false) + "\">" + escapedPlain(words(liquid), false) + "</span>";
}

std::optional<EditableText> editableText(const Json &block, const ChipWords &words) {
    const std::string kind = jsonText(block, "kind");
    EditableText text;
    Json value;
    if (kind == "button") {
        text.property = "text";
        value = jsonText(block, "text");
        text.html = wordsHtml(jsonText(block, "text"), words);
    } else if (kind == "heading" || kind == "text") {
        text.property = "content";
        text.kind = kind == "text" ? EditableKind::Flow : EditableKind::Spans;
        const Json *content = jsonMember(block, "content");
        const Json given = content && content->is_array() ? *content : Json::array();
        value = kind == "text" ? plainFlow(given) : plainSpans(given);
        text.html = kind == "text" ? flowHtml(given, words) : spansHtml(given, words);
        if (given.empty())
            return text;
    } else {
        return {};
    }
    const auto back = textFromEditable(text.html, text.kind);
    if (!back || !sameText(*back, value))
        return {};
    return text;
}

Result<Json> textFromEditable(std::string_view html, EditableKind kind) {
    TRY_ASSIGN(const HtmlDocument document, HtmlDocument::parse("<!DOCTYPE html><body>" + repairUtf8(html)));
    const GumboNode *body = bodyOf(document.document());
    Reader reader(kind);
    if (!body || !reader.read(body))
        return Error(ErrorKind::Invalid, "blocks.not_text");
    return reader.take();
}

} // namespace audience::blocks
