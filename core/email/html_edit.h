// Changing one text, attribute, link or picture of an HTML email and nothing else: each change is an
// edit of the source at its place, never a tree written anew. A text that is opened and saved without a
// change is the same, byte for byte. Stateless, any thread.
#pragma once

#include "base/result.h"
#include "email/source_edits.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::email {

// An element whose tag stands in the source. Good for the very text it was read from.
struct HtmlElement {
    std::string tag; // lower case
    std::size_t at = 0, openSize = 0; // the opening tag
    unsigned line = 0, column = 0;    // of it, from 1, in bytes
    std::vector<std::pair<std::string, std::string>> attributes; // names in lower case, entities decoded
    // What stands between the tags, where it is text alone; entities and Liquid as written.
    std::optional<SourceEdit> content;

    const std::string *attribute(std::string_view name) const;
};

// In the order of the source. Errors: email.html_too_complex, email.body_not_utf8{part}.
Result<std::vector<HtmlElement>> htmlElements(std::string_view html);

// The edits that give the element this value; its quotes stay where they are. An attribute that is not there is put behind the
// name of the tag; no value takes it out. Liquid marks in the value stay as they are.
SourceEdit attributeEdit(std::string_view html, const HtmlElement &element, std::string_view name, std::optional<std::string_view> value);
// The text in place of its own, & and < written as entities. Error "email.not_text" {tag} where the element holds others.
Result<SourceEdit> textEdit(const HtmlElement &element, std::string_view text);

} // namespace audience::email
