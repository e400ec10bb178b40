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

// The marks by number, beginning with 1.
std::vector<Json> marksIn(const Json &spans) {
    std::vector<Json> marks;
    for (Run &run : runsOf(spans))
        if (!run.marks.empty())
            marks.push_back(std::move(run.marks));
    return marks;
}

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Which of these the next one like it is: each once, then any.
class Numbering {
public:
    explicit Numbering(const std::vector<Json> &marks) : m_marks(marks), m_isTaken(marks.size(), false) {}

    std::size_t take(const Json &marks) {
        std::size_t found = kNone;
        for (std::size_t i = 0; i < m_marks.size(); ++i)
            if (m_marks[i] == marks && (found == kNone || (m_isTaken[found] && !m_isTaken[i])))
                found = i;
        if (found != kNone)
            m_isTaken[found] = true;
        return found;
    }

private:
    const std::vector<Json> &m_marks;
    std::vector<bool> m_isTaken;
};

// The numbers of another document, where they say all there is here.
const std::vector<Json> &numbersFor(const std::vector<Json> &own, const std::vector<Json> *numbered) {
    const auto isThere = [&](const Json &marks) { return std::find(numbered->begin(), numbered->end(), marks) != numbered->end(); };
    return numbered && std::all_of(own.begin(), own.end(), isThere) ? *numbered : own;
}

// "<12>" or "</12>" at this place: where it ends.
std::size_t tagEnd(std::string_view words, std::size_t at) {
    std::size_t end = at + 1 + (words.substr(at, 2) == "</" ? 1 : 0);
    const std::size_t digits = end;
    while (end < words.size() && words[end] >= '0' && words[end] <= '9')
        ++end;
    return words.substr(at, 1) == "<" && end > digits && end < words.size() && words[end] == '>' ? end + 1 : kNone;
}

std::size_t backslashesBefore(std::string_view words, std::size_t at) {
    std::size_t count = 0;
    while (count < at && words[at - count - 1] == '\\')
        ++count;
    return count;
}

// What an author wrote like a tag is told from one by a backslash, and backslashes in front of one by another each.
std::string guarded(std::string_view words, bool isBeforeTag) {
    std::string out;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (tagEnd(words, at) != kNone)
            out.append(backslashesBefore(words, at) + 1, '\\');
        out += words[at];
    }
    return out.append(isBeforeTag ? backslashesBefore(words, words.size()) : 0, '\\');
}

std::string unguarded(std::string_view words, bool isBeforeTag) {
    std::string out;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (tagEnd(words, at) != kNone)
            out.resize(out.size() - (backslashesBefore(words, at) + 1) / 2);
        out += words[at];
    }
    out.resize(out.size() - (isBeforeTag ? backslashesBefore(words, words.size()) / 2 : 0));
    return out;
}

bool isTag(std::string_view words, std::size_t at) { return tagEnd(words, at) != kNone && backslashesBefore(words, at) % 2 == 0; }

std::string wordsOfSpans(const Json &spans, const std::vector<Json> *numbered = nullptr) {
    const std::vector<Json> own = marksIn(spans);
    const std::vector<Json> &marks = numbersFor(own, numbered);
    Numbering numbers(marks);
    std::string words;
    std::size_t count = 0;
    const std::vector<Run> runs = runsOf(spans);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const Run &run = runs[i];
        const bool isMarked = !run.marks.empty();
        const std::string said = marks.empty() ? run.words : guarded(run.words, isMarked || i + 1 < runs.size());
        if (!isMarked) {
            words += said;
            continue;
        }
        const std::string tag = std::to_string((&marks == &own ? count++ : numbers.take(run.marks)) + 1);
        words += "<" + tag + ">" + said + "</" + tag + ">";
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

// <2>…</2> gets the second of the marks; a number that is not there stays as it was written.
Json spansOf(std::string_view words, const std::vector<Json> &marks) {
    Json spans = Json::array();
    if (marks.empty()) {
        addPieces(spans, words, {});
        return spans;
    }
    std::size_t done = 0, from = 0;
    for (std::size_t at = words.find('<', from); at != std::string_view::npos; at = words.find('<', from)) {
        from = at + 1;
        std::size_t number = 0;
        const auto [after, problem] = std::from_chars(words.data() + at + 1, words.data() + words.size(), number);
        if (!isTag(words, at) || problem != std::errc() || number < 1 || number > marks.size())
            continue;
        const std::size_t inside = tagEnd(words, at);
        const std::string close = "</" + std::to_string(number) + ">";
        std::size_t stop = words.find(close, inside);
        while (stop != std::string_view::npos && !isTag(words, stop))
            stop = words.find(close, stop + 1);
        if (stop == std::string_view::npos)
            continue;
        addPieces(spans, unguarded(words.substr(done, at - done), true), {});
        addPieces(spans, unguarded(words.substr(inside, stop - inside), true), marks[number - 1]);
        done = from = stop + close.size();
    }
    addPieces(spans, unguarded(words.substr(done), false), {});
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

// What stands there, but for what is no text.
std::map<Key, Json> valuesByPlace(const model::BlockDocument &document) {
    std::map<Key, Json> values;
    Json json = document.json();
    Walk walk([&](const BlockText &text, Json &value, bool) { values.emplace(Key{text.part, text.path}, value); });
    visitAll(json, walk);
    return values;
}

// The marks of all its texts that have some.
std::map<Key, std::vector<Json>> marksByPlace(const model::BlockDocument *document) {
    std::map<Key, std::vector<Json>> marks;
    if (document)
        for (auto &[key, value] : valuesByPlace(*document))
            if (value.is_array())
                marks.emplace(key, marksIn(value));
    return marks;
}

const std::vector<Json> *marksAt(const std::map<Key, std::vector<Json>> &marks, const BlockText &text) {
    const auto found = marks.find({text.part, text.path});
    return found == marks.end() ? nullptr : &found->second;
}

bool haveSameNames(const Json &a, const Json &b) {
    for (const auto &[name, value] : a.items())
        if (!b.contains(name))
            return false;
    return a.size() == b.size();
}

// What became of the marks of a text: the same ones, else of the same kind, else in the same place of as many.
std::vector<Json> followed(const std::vector<Json> &before, const std::vector<Json> &after) {
    std::vector<Json> marks(before.size(), Json::object());
    std::vector<bool> isFound(before.size(), false), isTaken(after.size(), false);
    const auto match = [&](const auto &isLike) {
        for (std::size_t i = 0; i < before.size(); ++i)
            for (std::size_t k = 0; k < after.size() && !isFound[i]; ++k)
                if (!isTaken[k] && isLike(i, k)) {
                    marks[i] = after[k];
                    isFound[i] = isTaken[k] = true;
                }
    };
    match([&](std::size_t i, std::size_t k) { return before[i] == after[k]; });
    match([&](std::size_t i, std::size_t k) { return haveSameNames(before[i], after[k]); });
    match([&](std::size_t i, std::size_t k) { return i == k && before.size() == after.size(); });
    return marks;
}

// The words of a translation in the marks that the original has now; marks of its own stay.
Json inStepSpans(const Json &own, const std::vector<Json> &before, const std::vector<Json> &after) {
    const std::vector<Json> now = followed(before, after);
    Numbering numbers(before);
    Json spans = Json::array();
    for (const Run &run : runsOf(own)) {
        const std::size_t number = run.marks.empty() ? kNone : numbers.take(run.marks);
        addPieces(spans, run.words, number == kNone ? run.marks : now[number]);
    }
    return spans;
}

} // namespace

std::vector<BlockText> blockTexts(const model::BlockDocument &document, const model::BlockDocument *numbered) {
    const auto marks = marksByPlace(numbered);
    std::vector<BlockText> texts;
    Json json = document.json();
    Walk walk([&](const BlockText &text, Json &value, bool isSpans) {
        texts.push_back(text);
        if (isSpans && numbered)
            texts.back().words = wordsOfSpans(value, marksAt(marks, text));
    });
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

Result<model::BlockDocument> withBlockText(const model::BlockDocument &document, std::string_view part, std::string_view path, std::string_view words,
                                           const model::BlockDocument *numbered) {
    const auto marks = marksByPlace(numbered);
    Json json = document.json();
    bool isFound = false;
    Walk walk([&](const BlockText &text, Json &value, bool isSpans) {
        if (text.part != part || text.path != path)
            return;
        isFound = true;
        value = isSpans ? spansOf(words, numbersFor(marksIn(value), marksAt(marks, text))) : Json(std::string(words));
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
    const auto said = valuesByPlace(before), translated = valuesByPlace(translation);
    Json json = after.json();
    Walk walk([&](const BlockText &text, Json &value, bool isSpans) {
        const Key key{text.part, text.path};
        const auto own = translated.find(key), old = said.find(key);
        if (own == translated.end() || own->second.is_array() != isSpans)
            return;
        if (!isSpans) {
            if (old == said.end() || own->second != old->second)
                value = own->second;
            return;
        }
        const std::vector<Json> marks = old != said.end() && old->second.is_array() ? marksIn(old->second) : std::vector<Json>();
        if (old == said.end() || !old->second.is_array() || wordsOfSpans(own->second, &marks) != wordsOfSpans(old->second))
            value = inStepSpans(own->second, old == said.end() ? marksIn(own->second) : marks, marksIn(value));
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
