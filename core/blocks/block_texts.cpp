#include "blocks/block_texts.h"

#include "base/json.h"
#include "blocks/html_text.h"
#include "model/block_kinds.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <map>
#include <utility>

namespace audience::blocks {

namespace {

using model::BlockPart;
using model::BlockProperty;
using model::PropertyType;

constexpr std::string_view kPage = "page";

// Texts that no reader gets to see.
bool isForReaders(std::string_view part, const BlockProperty &property) {
    constexpr std::array<std::string_view, 4> kNever{"name", "saved", "repeat", "mobile"};
    if (std::find(kNever.begin(), kNever.end(), property.name) != kNever.end())
        return false;
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kOf{{{"page", "language"}, {"table", "aligns"}, {"calendar", "start"},
                                                                              {"calendar", "end"}, {"social_item", "network"}, {"products", "loop"}}};
    return std::none_of(kOf.begin(), kOf.end(), [&](const auto &one) { return one.first == part && one.second == property.name; });
}

// What a piece of text is set in: all of it but the text.
Json marksOf(const Json &span) {
    Json marks = span;
    marks.erase("text");
    marks.erase("liquid");
    return marks;
}

struct Run {
    Json marks;
    std::string words;
};

// Neighbours with the same marks are one.
std::vector<Run> runsOf(const Json &spans) {
    std::vector<Run> runs;
    if (!spans.is_array())
        return runs;
    for (const Json &span : spans) {
        if (!span.is_object())
            continue;
        Json marks = marksOf(span);
        const std::string words = jsonText(span, "text") + jsonText(span, "liquid");
        if (words.empty())
            continue;
        if (!runs.empty() && runs.back().marks == marks)
            runs.back().words += words;
        else
            runs.push_back({std::move(marks), words});
    }
    return runs;
}

std::string wordsOfSpans(const Json &spans) {
    std::string words;
    int number = 0;
    for (const Run &run : runsOf(spans))
        if (run.marks.empty()) {
            words += run.words;
        } else {
            const std::string tag = std::to_string(++number);
            words += "<" + tag + ">" + run.words + "</" + tag + ">";
        }
    return words;
}

void addPieces(Json &spans, std::string_view words, const Json &marks) {
    for (const TextPiece &piece : liquidPieces(words)) {
        Json span = marks.is_object() ? marks : Json::object();
        span[piece.liquid ? "liquid" : "text"] = std::string(piece.text);
        spans.push_back(std::move(span));
    }
}

// <2>…</2> gets the marks that were second in `before`; a number that is not there stays as it was written.
Json spansOf(std::string_view words, const Json &before) {
    std::vector<Json> marks;
    for (Run &run : runsOf(before))
        if (!run.marks.empty())
            marks.push_back(std::move(run.marks));
    Json spans = Json::array();
    std::size_t done = 0, from = 0;
    for (std::size_t at = words.find('<', from); at != std::string_view::npos; at = words.find('<', from)) {
        from = at + 1;
        std::size_t number = 0;
        const char *const begin = words.data() + at + 1, *const end = words.data() + words.size();
        const auto [after, problem] = std::from_chars(begin, end, number);
        if (problem != std::errc() || after == end || *after != '>' || number < 1 || number > marks.size())
            continue;
        const std::size_t inside = at + 1 + static_cast<std::size_t>(after - begin) + 1;
        const std::string close = "</" + std::to_string(number) + ">";
        const std::size_t stop = words.find(close, inside);
        if (stop == std::string_view::npos)
            continue;
        addPieces(spans, words.substr(done, at - done), {});
        addPieces(spans, words.substr(inside, stop - inside), marks[number - 1]);
        done = from = stop + close.size();
    }
    addPieces(spans, words.substr(done), {});
    return spans;
}

// Visits every text below a value; `change` may give other words.
class Walk {
public:
    using Visit = std::function<void(const BlockText &text, Json &value, bool isSpans)>;
    explicit Walk(Visit visit) : m_visit(std::move(visit)) {}

    void part(Json &json, std::string_view kind, std::string_view id) {
        m_text = {std::string(id), std::string(kind), {}, {}, {}, false};
        if (const BlockPart *own = model::blockKind(kind))
            properties(json, *own, {});
        else if (const BlockPart *other = model::blockPart(kind))
            properties(json, *other, {});
    }

private:
    void properties(Json &json, const BlockPart &part, const std::string &path) {
        if (!json.is_object())
            return;
        for (const BlockProperty &property : part.properties) {
            const auto value = json.find(std::string(property.name));
            if (value == json.end() || !isForReaders(part.name, property))
                continue;
            if (path.empty())
                m_text.property = property.name;
            look(*value, property, path + "/" + std::string(property.name));
        }
    }
    void look(Json &value, const BlockProperty &property, const std::string &path) {
        switch (property.type) {
        case PropertyType::Text:
        case PropertyType::Markup: return text(value, path, false);
        case PropertyType::Url:
        case PropertyType::Picture: return text(value, path, true);
        case PropertyType::Spans: return spans(value, path);
        case PropertyType::Flow: return flow(value, path);
        case PropertyType::Spanned: return each(value, path, [this](Json &one, const std::string &at) { spans(one, at); });
        case PropertyType::Texts: return each(value, path, [this](Json &one, const std::string &at) { text(one, at, false); });
        case PropertyType::Rows:
            return each(value, path, [this](Json &row, const std::string &at) {
                each(row, at, [this](Json &one, const std::string &cell) { text(one, cell, false); });
            });
        case PropertyType::Group:
            if (const BlockPart *group = model::blockPart(property.of))
                properties(value, *group, path);
            return;
        case PropertyType::Items:
            if (const BlockPart *group = model::blockPart(property.of))
                each(value, path, [&](Json &one, const std::string &at) { properties(one, *group, at); });
            return;
        default: return;
        }
    }
    template <class Look> void each(Json &list, const std::string &path, Look look) {
        if (list.is_array())
            for (std::size_t i = 0; i < list.size(); ++i)
                look(list[i], path + "/" + std::to_string(i));
    }
    void flow(Json &value, const std::string &path) {
        each(value, path, [this](Json &paragraph, const std::string &at) {
            if (!paragraph.is_object())
                return;
            if (const auto inner = paragraph.find("spans"); inner != paragraph.end())
                spans(*inner, at + "/spans");
            if (const auto items = paragraph.find("items"); items != paragraph.end())
                each(*items, at + "/items", [this](Json &one, const std::string &item) { spans(one, item); });
        });
    }
    void text(Json &value, const std::string &path, bool isAddress) {
        if (value.is_string())
            tell(value, path, value.get<std::string>(), isAddress, false);
    }
    void spans(Json &value, const std::string &path) { tell(value, path, wordsOfSpans(value), false, true); }
    void tell(Json &value, const std::string &path, std::string words, bool isAddress, bool isSpans) {
        if (words.empty())
            return;
        m_text.path = path;
        m_text.words = std::move(words);
        m_text.isAddress = isAddress;
        m_visit(m_text, value, isSpans);
    }
    Visit m_visit;
    BlockText m_text;
};

void visitAll(Json &document, Walk &walk) {
    if (const auto page = document.find("page"); page != document.end())
        walk.part(*page, kPage, kPage);
    const auto sections = document.find("sections");
    if (sections == document.end() || !sections->is_array())
        return;
    for (Json &section : *sections) {
        walk.part(section, "section", jsonText(section, "id"));
        const auto columns = section.find("columns");
        if (columns == section.end() || !columns->is_array())
            continue;
        for (Json &column : *columns)
            if (const auto blocks = column.find("blocks"); blocks != column.end() && blocks->is_array())
                for (Json &block : *blocks)
                    walk.part(block, jsonText(block, "kind"), jsonText(block, "id"));
    }
}

using Key = std::pair<std::string, std::string>; // part and path

std::map<Key, std::string> wordsByPlace(const model::BlockDocument &document) {
    std::map<Key, std::string> words;
    for (BlockText &text : blockTexts(document))
        words.emplace(Key{std::move(text.part), std::move(text.path)}, std::move(text.words));
    return words;
}

} // namespace

std::vector<BlockText> blockTexts(const model::BlockDocument &document) {
    std::vector<BlockText> texts;
    Json json = document.json();
    Walk walk([&](const BlockText &text, Json &, bool) { texts.push_back(text); });
    visitAll(json, walk);
    return texts;
}

std::string wordsOfPart(const Json &part, std::string_view kind) {
    std::string words;
    Walk walk([&](const BlockText &text, Json &value, bool isSpans) {
        if (text.isAddress)
            return;
        std::string plain = text.words;
        if (isSpans) {
            plain.clear();
            for (const Run &run : runsOf(value))
                plain += run.words;
        }
        words += (words.empty() ? "" : " ") + plain;
    });
    Json json = part;
    if (kind == "column" || kind == "section") {
        Json document = kind == "section" ? Json{{"sections", Json::array({json})}} : Json{{"sections", Json::array({Json{{"columns", Json::array({json})}}})}};
        visitAll(document, walk);
    } else {
        walk.part(json, kind, {});
    }
    return words;
}

Result<model::BlockDocument> withBlockText(const model::BlockDocument &document, std::string_view part, std::string_view path, std::string_view words) {
    Json json = document.json();
    bool isFound = false;
    Walk walk([&](const BlockText &text, Json &value, bool isSpans) {
        if (text.part != part || text.path != path)
            return;
        isFound = true;
        value = isSpans ? spansOf(words, value) : Json(std::string(words));
    });
    visitAll(json, walk);
    if (!isFound)
        return Error(ErrorKind::NotFound, "blocks.unknown_id").with("id", part);
    model::Findings findings;
    auto changed = model::blockDocumentFromJson(json, findings);
    if (changed)
        return *std::move(changed);
    const auto fault = std::find_if(findings.begin(), findings.end(), [](const model::Finding &one) { return one.severity == model::Finding::Severity::Error; });
    Error error(ErrorKind::Invalid, fault->id);
    error.args = fault->args;
    return error;
}

model::BlockDocument inStep(const model::BlockDocument &before, const model::BlockDocument &after, const model::BlockDocument &translation) {
    const auto said = wordsByPlace(before), translated = wordsByPlace(translation);
    Json json = after.json();
    Walk walk([&](const BlockText &text, Json &value, bool isSpans) {
        const Key key{text.part, text.path};
        const auto own = translated.find(key), old = said.find(key);
        if (own == translated.end() || (old != said.end() && own->second == old->second))
            return;
        value = isSpans ? spansOf(own->second, value) : Json(own->second);
    });
    visitAll(json, walk);
    for (const char *name : {"language", "direction"})
        if (const Json *own = jsonMember(translation.page(), name))
            json["page"][name] = *own;
    model::Findings findings;
    auto made = model::blockDocumentFromJson(json, findings);
    return made ? *std::move(made) : translation;
}

} // namespace audience::blocks
