#include "email/html_places.h"

#include "base/text.h"
#include "email/html_edit.h"
#include "email/html_tags.h"
#include "email/html_words.h"
#include "email/plain_text.h"

#include <algorithm>
#include <array>

namespace audience::email {
namespace {

template <std::size_t N> bool oneOf(const std::array<std::string_view, N> &words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What stands in these is no text of the email, or is not shown.
constexpr std::array<std::string_view, 19> kPassed{"style",   "script", "title",  "textarea", "xmp",   "iframe", "noembed", "noframes", "svg",      "math",
                                                   "object",  "select", "video",  "audio",    "canvas", "applet", "frameset", "plaintext", "template"};

class Scanner {
public:
    explicit Scanner(std::string_view html) : m_html(html), m_closes(html) {}

    HtmlPlaces run() {
        m_at = m_text = m_html.substr(0, 3) == "\xef\xbb\xbf" ? 3 : 0;
        while (m_at < m_html.size()) {
            const char c = m_html[m_at];
            if (c == '{' && mark())
                continue;
            if (c == '<' && markup()) {
                m_text = m_at;
                continue;
            }
            ++m_at;
        }
        endText(m_html.size());
        return std::move(m_found);
    }

private:
    // A mark at m_at; false where there is none.
    bool mark() {
        const std::size_t end = m_closes.after(m_at);
        if (end == std::string_view::npos)
            return false;
        m_found.marks.push_back({m_at, end - m_at, isTagMark(m_html.substr(m_at, end - m_at)), {}});
        m_at = end;
        return true;
    }

    bool markup() {
        const std::string_view rest = m_html.substr(m_at);
        const bool isEnd = rest.substr(0, 2) == "</";
        const char first = rest.size() > (isEnd ? 2u : 1u) ? rest[isEnd ? 2 : 1] : '\0';
        if (!isEnd && first != '!' && first != '?' && !isLetter(first))
            return false;
        endText(m_at);
        if (rest.substr(0, 4) == "<!--")
            m_at = endOfRemark();
        else if (!isLetter(first))
            m_at = past(">", m_at + 2);
        else
            tag(isEnd);
        return true;
    }
    std::size_t past(std::string_view what, std::size_t from) const {
        const std::size_t found = m_html.find(what, std::min(from, m_html.size()));
        return found == std::string_view::npos ? m_html.size() : found + what.size();
    }
    std::size_t endOfRemark() const {
        if (m_html.substr(m_at, 5) == "<!-->" || m_html.substr(m_at, 6) == "<!--->")
            return m_html.find('>', m_at) + 1;
        for (std::size_t at = m_html.find("--", m_at + 4); at != std::string_view::npos; at = m_html.find("--", at + 1))
            if (m_html.substr(at + 2, 1) == ">" || m_html.substr(at + 2, 2) == "!>")
                return m_html.find('>', at) + 1;
        return m_html.size();
    }

    void tag(bool isEnd) {
        const std::size_t start = m_at;
        std::size_t at = start + (isEnd ? 2 : 1);
        const std::size_t nameAt = at;
        while (at < m_html.size() && !isBlank(m_html[at]) && m_html[at] != '>' && m_html[at] != '/')
            ++at;
        const std::string name = toLowerAscii(m_html.substr(nameAt, at - nameAt));
        m_at = at;
        endOfTag();
        if (m_at >= m_html.size() && m_html.back() != '>')
            return; // never closed: no browser makes a tag of it
        foreignParts(start);
        if (isEnd)
            return close(name);
        open(name, start, at - nameAt);
        if (oneOf(kPassed, name))
            pass(name);
    }
    void endOfTag() {
        char quote = '\0';
        bool isValue = false; // an "=" stood before
        while (m_at < m_html.size()) {
            const char c = m_html[m_at];
            if (c == '{' && mark()) {
                isValue = false;
                continue;
            }
            ++m_at;
            if (quote != '\0') {
                quote = c == quote ? '\0' : quote;
            } else if (c == '>') {
                return;
            } else if (isValue && (c == '"' || c == '\'')) {
                quote = c;
                isValue = false;
            } else if (!isBlank(c)) {
                isValue = c == '=';
            }
        }
    }
    void foreignParts(std::size_t start) {
        constexpr std::string_view kWord = "data-part";
        for (std::size_t at = m_html.find_first_of("dD", start); at != std::string_view::npos && at < m_at; at = m_html.find_first_of("dD", at + 1))
            if (equalsAscii(m_html.substr(at, kWord.size()), kWord))
                m_found.parts.push_back(at);
    }
    void open(const std::string &name, std::size_t start, std::size_t nameSize) {
        if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6')
            m_isHeading = true;
        else if (name == "pre")
            m_isPre = true;
        else if (name == "td" || name == "th")
            m_link.reset();
        const bool isLink = name == "a";
        if (isLink)
            m_link.reset();
        if (!isLink && name != "img")
            return;
        const auto value = [&](std::string_view attribute) -> std::optional<std::string> {
            const auto place = attributePlace(m_html, start, m_at - start, attribute);
            if (!place)
                return std::nullopt;
            return place->valueAt == 0 ? std::string() : decodedValue(m_html.substr(place->valueAt, place->valueSize));
        };
        const auto address = value(isLink ? "href" : "src");
        if (!address && isLink)
            return; // a place to jump to
        HtmlPlace place;
        place.kind = isLink ? HtmlPlace::Kind::Link : HtmlPlace::Kind::Picture;
        place.at = start;
        place.size = m_at - start;
        place.nameSize = nameSize;
        place.address = address.value_or("");
        place.text = isLink ? std::string() : value("alt").value_or("");
        place.link = isLink ? std::nullopt : m_link;
        if (isLink)
            m_link = m_found.places.size();
        m_found.places.push_back(std::move(place));
    }
    void close(const std::string &name) {
        if (name == "a" || name == "td" || name == "th" || name == "table")
            m_link.reset();
        else if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6')
            m_isHeading = false;
        else if (name == "pre")
            m_isPre = false;
    }
    // To the end tag; Liquid in styles is filled in as everywhere.
    void pass(const std::string &name) {
        while (m_at < m_html.size()) {
            if (m_html[m_at] == '<' && m_html.substr(m_at, 2) == "</" && equalsAscii(m_html.substr(m_at + 2, name.size()), name))
                return;
            if (m_html[m_at] != '{' || name != "style" || !mark())
                ++m_at;
        }
    }

    void endText(std::size_t end) {
        std::size_t at = m_text;
        m_text = end;
        while (at < end && isBlank(m_html[at]))
            ++at;
        while (end > at && isBlank(m_html[end - 1]))
            --end;
        if (at == end)
            return;
        std::string text;
        for (const WordPiece &piece : wordPieces(m_html.substr(at, end - at), m_isPre, true))
            text += piece.text;
        if (!hasWords(text))
            return;
        for (auto mark = m_found.marks.rbegin(); mark != m_found.marks.rend() && mark->at >= at; ++mark)
            mark->place = m_found.places.size();
        HtmlPlace place;
        place.at = at;
        place.size = end - at;
        place.text = std::move(text);
        place.isHeading = m_isHeading;
        place.keepsBlanks = m_isPre;
        place.link = m_link;
        m_found.places.push_back(std::move(place));
    }

    const std::string_view m_html;
    LiquidCloses m_closes;
    std::size_t m_at = 0, m_text = 0; // read; where the text began that is being read
    bool m_isHeading = false, m_isPre = false;
    std::optional<std::size_t> m_link;
    HtmlPlaces m_found;
};

bool isSame(const HtmlPlace &a, const HtmlPlace &b) {
    return a.kind == b.kind && a.text == b.text && a.address == b.address;
}

// That the place says what it shall, and every other what it said.
bool isFine(std::string_view html, const HtmlPlaces &before, std::size_t index, const SourceEdit &edit, PlacePart part, const std::string &value) {
    const HtmlPlaces after = Scanner(withEdits(html, {edit})).run();
    const bool isGone = before.places[index].kind == HtmlPlace::Kind::Text && !hasWords(value);
    if (after.places.size() + (isGone ? 1 : 0) != before.places.size())
        return false;
    for (std::size_t i = 0; i < before.places.size(); ++i) {
        if (isGone && i == index)
            continue;
        HtmlPlace wanted = before.places[i];
        if (i == index)
            (part == PlacePart::Words ? wanted.text : wanted.address) = value;
        if (!isSame(after.places[i - (isGone && i > index ? 1 : 0)], wanted))
            return false;
    }
    return true;
}

Error cannotStand() { return Error(ErrorKind::Invalid, "email.cannot_stand"); }

// Marks that begin and do not end would swallow what is behind them.
Result<void> checkMarks(std::string_view value) {
    LiquidCloses closes(value);
    for (std::size_t at = value.find('{'); at != std::string_view::npos; at = value.find('{', at)) {
        const std::string_view two = value.substr(at, 2);
        const bool isMark = two == "{{" || two == "{%";
        const std::size_t end = isMark ? closes.after(at) : at + 1;
        if (end == std::string_view::npos)
            return Error(ErrorKind::Invalid, "email.mark_not_closed").with("mark", std::string(two));
        at = end;
    }
    return {};
}

std::string marksOf(const std::vector<WordPiece> &pieces, bool tagsOnly) {
    std::string tags;
    for (const WordPiece &piece : pieces)
        if (piece.isMark && (!tagsOnly || isTagMark(piece.text)))
            tags += (tags.empty() ? "" : " ") + piece.text;
    return tags;
}

Result<SourceEdit> wordsEdit(std::string_view html, const HtmlPlaces &places, std::size_t index, std::string_view value) {
    const HtmlPlace &place = places.places[index];
    const std::vector<WordPiece> was = wordPieces(html.substr(place.at, place.size), place.keepsBlanks, true), wanted = wordPieces(value, place.keepsBlanks, false);
    if (value == place.text)
        return SourceEdit{place.at, 0, {}};
    if (marksOf(was, false) != marksOf(wordPieces(place.text, place.keepsBlanks, false), false))
        return cannotStand(); // braces written as entities: they read like a field and are none
    if (const std::string tags = marksOf(was, true); tags != marksOf(wanted, true))
        return Error(ErrorKind::Invalid, "email.tags_differ").with("tags", tags);
    std::size_t head = 0, tail = 0;
    const std::size_t shorter = std::min(was.size(), wanted.size());
    while (head < shorter && was[head].text == wanted[head].text)
        ++head;
    while (tail < shorter - head && was[was.size() - 1 - tail].text == wanted[wanted.size() - 1 - tail].text)
        ++tail;
    const auto edit = [&](std::size_t from, std::size_t left) {
        const std::size_t begin = from < was.size() ? place.at + was[from].at : place.at + place.size;
        const std::size_t end = left > 0 ? place.at + was[was.size() - left].at : place.at + place.size;
        SourceEdit one{begin, end - begin, {}};
        for (std::size_t i = from; i < wanted.size() - left; ++i)
            one.text += wanted[i].isMark ? wanted[i].text : escapedWord(wanted[i].text);
        return one;
    };
    SourceEdit least = edit(head, tail);
    if (least.size == 0 && least.text.empty())
        return least;
    std::string text;
    for (const WordPiece &piece : wanted)
        text += piece.text;
    const std::string shown(trimmed(text));
    if (isFine(html, places, index, least, PlacePart::Words, shown))
        return least;
    // Beside what stays it would read as something else: "<" and then a letter.
    SourceEdit whole = edit(0, 0);
    return isFine(html, places, index, whole, PlacePart::Words, shown) ? Result<SourceEdit>(std::move(whole)) : cannotStand();
}

} // namespace

Result<HtmlPlaces> htmlPlaces(std::string_view html) {
    if (html.size() > kMostHtml)
        return Error(ErrorKind::Limit, "email.html_too_complex");
    if (!isValidUtf8(html))
        return Error(ErrorKind::Invalid, "email.body_not_utf8").with("part", "html");
    return Scanner(html).run();
}

Result<SourceEdit> placeEdit(std::string_view html, const HtmlPlaces &places, std::size_t index, PlacePart part, std::string_view value) {
    if (index >= places.places.size() || !isValidUtf8(value))
        return cannotStand();
    const HtmlPlace &place = places.places[index];
    const bool isText = place.kind == HtmlPlace::Kind::Text;
    if (part == (isText ? PlacePart::Address : PlacePart::Words) && place.kind != HtmlPlace::Kind::Picture)
        return Error(ErrorKind::Invalid, "email.not_text").with("tag", "a");
    TRY(checkMarks(value));
    if (isText)
        return wordsEdit(html, places, index, value);
    if (value == (part == PlacePart::Words ? place.text : place.address))
        return SourceEdit{place.at, 0, {}};
    HtmlElement element;
    element.tag = std::string(html.substr(place.at + 1, place.nameSize));
    element.at = place.at;
    element.openSize = place.size;
    const char *name = part == PlacePart::Words ? "alt" : place.kind == HtmlPlace::Kind::Link ? "href" : "src";
    SourceEdit edit = attributeEdit(html, element, name, value);
    return isFine(html, places, index, edit, part, std::string(value)) ? Result<SourceEdit>(std::move(edit)) : cannotStand();
}

} // namespace audience::email
