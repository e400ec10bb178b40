// The words of a block as HTML that people write in on a canvas, and what they wrote as the block's value again. Liquid
// stands in it as chips: <span class="as-chip" data-liquid="{{ ... }}">, which stay whole. Stateless, any thread.
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace audience::blocks {

enum class EditableKind { Line, Spans, Flow }; // one line without marks; with marks; paragraphs and lists

struct EditableText {
    std::string property; // of the block
    EditableKind kind = EditableKind::Line;
    std::string html;
};

// What a chip says for an output or tag: "first name or there".
std::string chipWords(std::string_view liquid);
using ChipWords = std::function<std::string(std::string_view liquid)>;
std::string chip(std::string_view liquid, const ChipWords &words = chipWords);

// Nothing for a block without words of its own on the canvas, and for words that would not come back as they are.
std::optional<EditableText> editableText(const Json &block, const ChipWords &words = chipWords);
// The value of the property for what now stands there. Text is never left out: marks that nobody knows are, their words stay.
// Error "blocks.not_text" for what is more than text: a table, a picture.
Result<Json> textFromEditable(std::string_view html, EditableKind kind);

} // namespace audience::blocks
