// The tokens of CSS Syntax Level 3, as far as a filter must tell them apart, with escapes decoded.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace audience::email {

enum class CssKind {
    Ident,
    Function, // name; the opening parenthesis belongs to it
    AtKeyword,
    Hash,
    String,
    Url,    // unquoted url(...)
    Number, // with unit or %, as written
    Blank,
    Delim, // any other single character, brackets included
    Bad    // unclosed string, malformed url, CDO and CDC
};

struct CssToken {
    CssKind kind;
    std::string text; // decoded; without quotes, @, # and parenthesis
};

// Comments count as nothing. Never fails: what is malformed becomes Bad.
std::vector<CssToken> cssTokens(std::string_view css);
// A token as it is written; reading it again gives the same token.
std::string cssText(const CssToken &token);

} // namespace audience::email
