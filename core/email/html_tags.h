// The tags of an HTML text as they are written, one after the other, without a tree: fast enough to
// look at every email of a campaign. What browsers make of misplaced tags is not known here (see
// html_document.h). Stateless, any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace audience::email {

struct TagAttribute {
    std::string_view name, value; // as written: letter case and entities; without quotes
    std::size_t at = 0;           // of the name
    std::size_t valueAt = 0;      // 0: it has no value
};

struct HtmlTag {
    std::string_view name; // as written
    bool isEnd = false;
    std::size_t at = 0, end = 0; // "<" and the byte after ">"
    std::vector<TagAttribute> attributes;

    // The value of the attribute (lower-case name); nullptr where it is absent.
    const TagAttribute *find(std::string_view attribute) const;
};

// Where an attribute stands in a text: whole, with the quotes, and its value without them.
struct AttributePlace {
    std::size_t at = 0, size = 0;
    std::size_t valueAt = 0, valueSize = 0; // 0: it has no value
    char quote = 0;                         // 0: none
};
// Of the tag that begins at `tagAt` and has so many bytes; nothing where it has no such attribute.
std::optional<AttributePlace> attributePlace(std::string_view html, std::size_t tagAt, std::size_t tagSize, std::string_view name);

// In the order of the text, those between the comments of Outlook ("[if mso]") included; comments, the
// content of style and script and whatever stands in a Liquid mark are passed over. The tag is good
// until the next one.
void scanTags(std::string_view html, const std::function<void(const HtmlTag &)> &visit);

} // namespace audience::email
