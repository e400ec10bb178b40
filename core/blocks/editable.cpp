#include "blocks/editable.h"

#include "base/text.h"
#include "blocks/editable_pieces.h"
#include "blocks/html_text.h"
#include "model/block_kinds.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace audience::blocks {
namespace {

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

std::string itemsHtml(const Json &items, const std::string &marks, const ChipWords &words) {
    const std::string tag = marks == "number" ? "ol" : "ul";
    std::string out = '<' + tag + (marks == "check" ? " class=\"as-check\">" : ">");
    for (const Json &item : items) {
        const std::string inside = spansHtml(item, words);
        out += "<li>" + (inside.empty() ? "<br>" : inside) + "</li>";
    }
    return out + (items.empty() ? "<li><br></li>" : "") + "</" + tag + '>';
}

std::string mainPlace(std::string_view kind) {
    if (kind == "heading" || kind == "text" || kind == "quote" || kind == "footer")
        return "/content";
    return kind == "list" ? "/items" : kind == "button" || kind == "view_in_browser" ? "/text" : std::string();
}

// The index where `step` is one of this list.
bool isEntry(const Json *list, std::string_view step) {
    std::size_t index = 0;
    const auto read = std::from_chars(step.data(), step.data() + step.size(), index);
    return list && list->is_array() && read.ec == std::errc() && read.ptr == step.data() + step.size() && (step[0] != '0' || step.size() == 1) && index < list->size();
}

std::vector<std::string> stepsOf(std::string_view path) {
    std::vector<std::string> steps;
    for (std::size_t from = 1; !path.empty() && path[0] == '/' && from <= path.size();) {
        const std::size_t end = std::min(path.find('/', from), path.size());
        steps.emplace_back(path.substr(from, end - from));
        from = end + 1;
    }
    return steps;
}

// What stands at a place, by the tables of the kinds; entries of lists have to be there.
std::optional<EditableKind> kindAt(const Json &block, std::string_view path) {
    using T = model::PropertyType;
    const std::vector<std::string> steps = stepsOf(path);
    const model::BlockPart *kind = model::blockKind(jsonText(block, "kind"));
    const model::BlockProperty *property = kind && !steps.empty() && block.is_object() ? kind->find(steps[0]) : nullptr;
    if (!property)
        return {};
    const Json *member = jsonMember(block, steps[0]);
    const auto isText = [](const model::BlockPart *part, const std::string &name) {
        const model::BlockProperty *own = part ? part->find(name) : nullptr;
        return own && own->type == T::Text;
    };
    if (steps.size() == 1)
        switch (property->type) {
        case T::Text: return EditableKind::Line;
        case T::Spans: return EditableKind::Spans;
        case T::Flow: return EditableKind::Flow;
        case T::Spanned: return EditableKind::Items;
        default: return {};
        }
    bool isLine = false;
    if (steps.size() == 2)
        isLine = property->type == T::Texts ? isEntry(member, steps[1]) : property->type == T::Group && member && member->is_object() && isText(model::blockPart(property->of), steps[1]);
    else if (steps.size() == 3 && isEntry(member, steps[1])) {
        const Json &entry = member->at(std::stoul(steps[1]));
        isLine = property->type == T::Rows ? isEntry(&entry, steps[2]) : property->type == T::Items && entry.is_object() && isText(model::blockPart(property->of), steps[2]);
    }
    return isLine ? std::optional(EditableKind::Line) : std::nullopt;
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
    const std::string said = words(liquid), name = chipWords(liquid);
    return "<span class=\"as-chip\" contenteditable=\"false\"" + (said == name ? std::string() : " title=\"" + escapedPlain(name, false) + '"') + " data-liquid=\"" +
           escapedPlain(liquid, false) + "\">" + escapedPlain(said, false) + "</span>";
}

std::optional<EditableText> editableText(const Json &block, std::string_view path, const ChipWords &words) {
    EditableText text;
    text.path = path.empty() ? mainPlace(jsonText(block, "kind")) : std::string(path);
    const auto kind = kindAt(block, text.path);
    if (!kind)
        return {};
    text.kind = *kind;
    const Json::json_pointer place(text.path);
    const Json nothing = text.kind == EditableKind::Line ? Json(std::string()) : Json::array();
    const Json given = block.contains(place) ? block.at(place) : nothing;
    if (given.type() != nothing.type())
        return {};
    Json value = given;
    if (text.kind == EditableKind::Line)
        text.html = wordsHtml(given.get<std::string>(), words);
    else if (text.kind == EditableKind::Spans)
        text.html = spansHtml(given, words);
    else
        text.html = text.kind == EditableKind::Items ? itemsHtml(given, jsonText(block, "marks"), words) : flowHtml(given, words);
    if (given.empty())
        return text;
    if (text.kind == EditableKind::Spans)
        value = plainSpans(given);
    if (text.kind == EditableKind::Flow)
        value = plainFlow(given);
    if (text.kind == EditableKind::Items)
        for (Json &item : value)
            item = plainSpans(item);
    const auto back = textFromEditable(text.html, text.kind);
    if (!back || !sameText(*back, value))
        return {};
    return text;
}

Json withEditable(Json block, const std::string &path, Json value) {
    if (kindAt(block, path))
        block[Json::json_pointer(path)] = std::move(value);
    return block;
}

} // namespace audience::blocks
