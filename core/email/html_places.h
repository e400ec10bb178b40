// What people can change in place in an HTML email: its texts, links and pictures, with the bytes they stand in. The source
// is read as the Liquid engine and then a browser read it, so that fields stay whole and what is in comments, styles and
// conditions of Outlook is left alone. Each change is one edit of the source. Stateless, any thread.
#pragma once

#include "base/result.h"
#include "email/source_edits.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::email {

struct HtmlPlace {
    enum class Kind { Text, Link, Picture };
    Kind kind = Kind::Text;
    std::size_t at = 0, size = 0;  // a text: without the blanks around it; else the opening tag
    std::string text;              // as it reads, blanks in a row as one, Liquid as written; of a picture its alternative
    std::string address;           // of a link or picture, entities decoded
    bool isHeading = false, keepsBlanks = false;
    std::optional<std::size_t> link; // the link around a text or picture
    std::size_t nameSize = 0;        // of a tag: "img"
};

// {{ output }} or {% tag %}; a comment of Liquid is one. `place`: the text it stands in.
struct HtmlMark {
    std::size_t at = 0, size = 0;
    bool isTag = false; // decides about what is around it, and shows nothing itself
    std::optional<std::size_t> place;
};

struct HtmlPlaces {
    std::vector<HtmlPlace> places; // in the order of the source
    std::vector<HtmlMark> marks;   // likewise; but for those in comments and scripts
    std::vector<std::size_t> parts; // where "data-part" stands in a tag, an editor's word that is not for emails
};

// Errors: email.html_too_complex (by size), email.body_not_utf8{part}.
Result<HtmlPlaces> htmlPlaces(std::string_view html);

enum class PlacePart { Words, Address }; // of a picture: its alternative text, its source

// The edit after which the place says this and everything else what it said; nothing is replaced that is as it was, so the
// edit is empty where nothing changes. Errors: "email.mark_not_closed" {mark}, "email.tags_differ" {tags} (a {% tag %} of a text has
// to stay in it), "email.cannot_stand" (it would be read as something else), "email.not_text" {tag} (a link has no words of its own).
Result<SourceEdit> placeEdit(std::string_view html, const HtmlPlaces &places, std::size_t index, PlacePart part, std::string_view value);

} // namespace audience::email
