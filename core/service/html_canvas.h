// What the canvas of the studio shows of an HTML email: sanitised, pictures of the library inside, every text, link and
// picture that can be changed with its id, outputs of Liquid as chips; nothing of it is ever written back. Any thread.
#pragma once

#include "email/html_places.h"

#include <map>
#include <string>
#include <string_view>

namespace audience::service {

class Session;

// "t3", "l4", "p5": what it is, and the index among the places.
std::string htmlPlaceId(const email::HtmlPlaces &places, std::size_t index);
std::optional<std::size_t> htmlPlaceOf(const email::HtmlPlaces &places, std::string_view id);

// A whole document, in which a text stands as <as-text data-part="t3"><as-words data-words="words">. `values`: what outputs of Liquid say for the person it is
// shown for; the name of the field where there is none. Errors: those of htmlPlaces() and of the sanitiser.
Result<std::string> htmlCanvas(const Session &session, const std::string &html, const std::map<std::string, std::string> &values = {});

// The words of a text to be written in, as HTML with chips; and what now stands there as words with Liquid again.
std::string htmlPlaceText(const std::string &text);
Result<std::string> htmlWrittenText(std::string_view html); // "blocks.not_text": a table, a picture

} // namespace audience::service
