// What the pieces of a source are, for an editor that colours and folds it: HTML with Liquid, plain text with Liquid, or
// JSON. Any bytes will do: what is not closed is text. Stateless, any thread, time linear in the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace audience::email {

enum class SourceStyle : std::uint8_t {
    Text,
    Tag,          // <p>, and a bracket of JSON
    Attribute,    // its name; a name in an object of JSON
    String,       // its value; a text of JSON
    Entity,       // &nbsp;
    Comment,      // of HTML or Liquid, conditions of Outlook, doctype
    Css,          // within <style>
    Output,       // {{ field }}
    LiquidTag,    // {% if %}
    LiquidString, // "words" in either
    Filter,       // upcase
    Value         // a number or true, false, null
};

struct SourceToken {
    std::size_t at = 0, size = 0;
    SourceStyle style = SourceStyle::Text;
    friend bool operator==(const SourceToken &, const SourceToken &) = default;
};

// From this line to the one before `last` (from 0): an element, a comment, a Liquid block, an object.
struct SourceFold {
    std::size_t first = 0, last = 0;
    friend bool operator==(const SourceFold &, const SourceFold &) = default;
};

struct SourcePaint {
    std::vector<SourceToken> tokens; // in order, touching, from the first byte to the last
    std::vector<SourceFold> folds;   // of at least three lines; by where they end
};

SourcePaint paintHtml(std::string_view source);
SourcePaint paintText(std::string_view source);
SourcePaint paintJson(std::string_view source);

} // namespace audience::email
