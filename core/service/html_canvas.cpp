#include "service/html_canvas.h"

#include "base/text.h"
#include "blocks/editable.h"
#include "email/html_document.h"
#include "email/html_sanitiser.h"
#include "email/html_words.h"
#include "service/asset_service.h"

#include <charconv>

namespace audience::service {

using email::HtmlMark;
using email::HtmlPlace;
using email::HtmlPlaces;

namespace {

constexpr std::string_view kKinds = "tlp"; // in the order of HtmlPlace::Kind

// A letter of no language that the email does not have: what is put around a text by it goes through parser and
// sanitiser as text, whatever they make of the tags around.
std::string signFor(const std::string &html) {
    for (char third = '\x80'; ; ++third) {
        const std::string sign = std::string("\xf3\xb0") + third + "\x80"; // from U+F0000 on
        if (html.find(sign) == std::string::npos || third == '\xbf')
            return sign;
    }
}

std::string withSigns(const std::string &html, const HtmlPlaces &found, const std::string &sign) {
    std::vector<email::SourceEdit> edits;
    for (const std::size_t at : found.parts)
        edits.push_back({at, 9, "data-none"}); // somebody else's
    std::vector<email::SourceEdit> ends;
    for (std::size_t i = 0; i < found.places.size(); ++i) {
        const HtmlPlace &place = found.places[i];
        if (place.kind == HtmlPlace::Kind::Text) {
            edits.push_back({place.at, 0, sign + htmlPlaceId(found, i) + sign});
            ends.push_back({place.at + place.size, 0, sign + "e" + sign});
        } else {
            edits.push_back({place.at + 1 + place.nameSize, 0, " data-part=\"" + htmlPlaceId(found, i) + '"'});
        }
    }
    for (std::size_t i = 0; i < found.marks.size(); ++i) {
        const HtmlMark &mark = found.marks[i];
        edits.push_back({mark.at, mark.size, mark.place ? sign + "m" + std::to_string(i) + sign : std::string()});
    }
    edits.insert(edits.end(), ends.begin(), ends.end()); // of what is put in at one place the end comes last
    return withEdits(html, std::move(edits));
}

// The signs become elements and chips.
std::string withParts(const std::string &safe, const std::string &html, const HtmlPlaces &found, const std::string &sign, const blocks::ChipWords &words) {
    std::string out;
    out.reserve(safe.size() + 1024);
    std::size_t done = 0;
    for (std::size_t at = safe.find(sign); at != std::string::npos; at = safe.find(sign, done)) {
        const std::size_t inside = at + sign.size(), end = safe.find(sign, inside);
        if (end == std::string::npos)
            break;
        out.append(safe, done, at - done);
        const std::string_view word = std::string_view(safe).substr(inside, end - inside);
        std::size_t mark = found.marks.size();
        if (word == "e")
            out += "</as-words></as-text>";
        else if (htmlPlaceOf(found, word))
            out += "<as-text data-part=\"" + std::string(word) + "\"><as-words data-words=\"words\">";
        else if (!word.empty() && word.front() == 'm' && std::from_chars(word.data() + 1, word.data() + word.size(), mark).ec == std::errc() && mark < found.marks.size())
            out += blocks::chip(std::string_view(html).substr(found.marks[mark].at, found.marks[mark].size), words);
        done = end + sign.size();
    }
    return out.append(safe, done, std::string::npos);
}

} // namespace

std::string htmlPlaceId(const HtmlPlaces &places, std::size_t index) {
    return kKinds[static_cast<std::size_t>(places.places[index].kind)] + std::to_string(index);
}

std::optional<std::size_t> htmlPlaceOf(const HtmlPlaces &places, std::string_view id) {
    std::size_t index = 0;
    if (id.size() < 2 || std::from_chars(id.data() + 1, id.data() + id.size(), index).ec != std::errc() || index >= places.places.size() || htmlPlaceId(places, index) != id)
        return {};
    return index;
}

Result<std::string> htmlCanvas(const Session &session, const std::string &html, const std::map<std::string, std::string> &values) {
    TRY_ASSIGN(const HtmlPlaces found, email::htmlPlaces(html));
    const std::string sign = signFor(html);
    TRY_ASSIGN(const std::string pictured, withPicturesInside(session, withSigns(html, found, sign)));
    email::SanitiserOptions options;
    options.keepsParts = true;
    TRY_ASSIGN(const email::SanitisedHtml safe, email::sanitiseHtml(pictured, options));
    return withParts(safe.html, html, found, sign, [&](std::string_view liquid) {
        const auto value = values.find(std::string(liquid));
        return value == values.end() || value->second.empty() ? blocks::chipWords(liquid) : value->second;
    });
}

std::string htmlPlaceText(const std::string &text) {
    std::string html;
    for (const email::WordPiece &piece : email::wordPieces(text, true, false))
        html += piece.isMark ? blocks::chip(piece.text) : email::escapedWord(piece.text);
    return html;
}

Result<std::string> htmlWrittenText(std::string_view html) {
    TRY_ASSIGN(const Json read, blocks::textFromEditable(html, blocks::EditableKind::Line));
    return read.is_string() ? read.get<std::string>() : std::string();
}

} // namespace audience::service
