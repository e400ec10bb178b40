// A style sheet of an email taken apart into rules with their places, so that some can be moved and
// all others stay as they are. Values are kept as they are written; Liquid marks in them are one piece.
// Stateless, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace audience::email {

struct CssDeclaration {
    std::string property; // lower case, except for a custom one (--x)
    std::string value;    // as written, blanks trimmed, without !important
    bool isImportant = false;
};

struct CssRule {
    std::size_t at = 0, end = 0; // in the sheet
    std::string_view selectors;  // empty: an at-rule
    std::string_view body;
};

// The content of a style attribute or of a rule; what is no declaration is passed over.
std::vector<CssDeclaration> cssDeclarations(std::string_view css);
// In their order. Rules inside @media and other at-rules are part of them. Empty where a Liquid tag
// ({% if %}) stands in the sheet: which of its rules hold is not known then.
std::vector<CssRule> cssRules(std::string_view css);
// "a, b" cut at the commas that separate selectors.
std::vector<std::string_view> cssSelectorList(std::string_view selectors);

} // namespace audience::email
