// What a block document may hold: every part (page, section, column, block) and its properties, as tables.
// The reader checks by them, an editor can build its properties panel from them. Immutable, any thread.
// It says nothing about how a block looks: that is the compiler's business (core/blocks).
#pragma once

#include <string_view>
#include <vector>

namespace audience::model {

enum class PropertyType {
    Text,       // one line or more; Liquid in it is kept
    Spans,      // a list of pieces of text with marks
    Flow,       // a list of paragraphs and lists of spans
    Markup,     // HTML as the author wrote it
    Url,        // Liquid in it is kept
    Picture,    // a Url, or "brand.logo"
    Colour,     // "#rrggbb", "brand.NAME", or {"light": ..., "dark": ...}
    Font,       // "brand.NAME" or a list of families as in CSS
    Box,        // one number for all sides, or [top, right, bottom, left], in pixels
    Number,     // `of`: "lowest|highest"
    Switch,     // true or false
    Choice,     // `of`: its words, "a|b"
    Condition,  // a Liquid condition, without the tag around it
    Identifier, // a name in Liquid: letters, digits, _
    Group,      // an object; `of` names the part
    Items,      // a list of objects; `of` names the part
    Texts,      // a list of Text
    Rows,       // a list of lists of Text
    Spanned     // a list of lists of spans
};

struct BlockProperty {
    std::string_view name;
    PropertyType type = PropertyType::Text;
    std::string_view of = {};
    bool required = false;
};

// A part of the document: "page", "section", "column", what is common to "block", groups, and kinds of blocks.
struct BlockPart {
    std::string_view name;
    std::vector<BlockProperty> properties;
    const BlockProperty *find(std::string_view property) const;
};

// The parts that are no blocks, by name; nullptr for an unknown name.
const BlockPart *blockPart(std::string_view name);
// The kinds of blocks in the order in which an editor offers them; a kind's own properties only.
const std::vector<BlockPart> &blockKinds();
const BlockPart *blockKind(std::string_view name);

} // namespace audience::model
