// The words at one place of a block as HTML that people write in on a canvas, and what they wrote as its value again. A
// place is a JSON pointer within the block: "/content", "/items/1/title". Liquid stands in the HTML as chips:
// <span class="as-chip" data-liquid="{{ ... }}">, which stay whole. Stateless, any thread.
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace audience::blocks {

// One line without marks; with marks; paragraphs and lists; one list, each entry with marks.
enum class EditableKind { Line, Spans, Flow, Items };

struct EditableText {
    std::string path;
    EditableKind kind = EditableKind::Line;
    std::string html;
};

// What a chip says for an output or tag: "first name or there".
std::string chipWords(std::string_view liquid);
using ChipWords = std::function<std::string(std::string_view liquid)>;
// One that says something else, as a person's own value, has these words as its title.
std::string chip(std::string_view liquid, const ChipWords &words = chipWords);

// `path` empty: the words the block is about, where it has such. Nothing for a place without words to write in, and for words
// that would not come back as they are.
std::optional<EditableText> editableText(const Json &block, std::string_view path = {}, const ChipWords &words = chipWords);
// The value for what now stands there. Text is never left out, whatever stands around it: of marks, links and lists what the
// place can hold stays, pictures and all that shows no words go. Error "blocks.not_text" for what nobody can read as HTML.
Result<Json> textFromEditable(std::string_view html, EditableKind kind);
// The block with this value at a place that editableText() knows; the rest of it as it was.
Json withEditable(Json block, const std::string &path, Json value);

} // namespace audience::blocks
