#include "email/css_sheet.h"

#include "base/text.h"

#include <algorithm>

namespace audience::email {
namespace {

// Behind the piece that begins at `at`: a comment, a string, a Liquid mark, an escape, or one character.
std::size_t behindPiece(std::string_view css, std::size_t at) {
    const auto past = [&](std::string_view what, std::size_t from) {
        const std::size_t found = css.find(what, from);
        return found == std::string_view::npos ? css.size() : found + what.size();
    };
    const std::string_view two = css.substr(at, 2);
    if (two == "/*")
        return past("*/", at + 2);
    if (two == "{{")
        return past("}}", at + 2);
    if (css[at] == '\\')
        return std::min(css.size(), at + 2);
    if (css[at] != '"' && css[at] != '\'')
        return at + 1;
    for (std::size_t i = at + 1; i < css.size(); ++i) {
        if (css[i] == '\\')
            ++i;
        else if (css[i] == css[at] || css[i] == '\n')
            return i + 1;
    }
    return css.size();
}

// The next of `stops` outside of brackets; the size of the sheet where there is none.
std::size_t nextOf(std::string_view css, std::size_t at, std::string_view stops) {
    int depth = 0;
    while (at < css.size()) {
        const bool isPlain = behindPiece(css, at) == at + 1;
        if (isPlain && depth <= 0 && stops.find(css[at]) != std::string_view::npos)
            return at;
        if (isPlain && (css[at] == '(' || css[at] == '['))
            ++depth;
        else if (isPlain && (css[at] == ')' || css[at] == ']'))
            --depth;
        at = behindPiece(css, at);
    }
    return css.size();
}

// Behind the block whose "{" is at `open`.
std::size_t behindBlock(std::string_view css, std::size_t open) {
    int depth = 0;
    for (std::size_t at = open; at < css.size(); at = behindPiece(css, at)) {
        if (behindPiece(css, at) != at + 1)
            continue;
        if (css[at] == '{')
            ++depth;
        else if (css[at] == '}' && --depth == 0)
            return at + 1;
    }
    return css.size();
}

std::string withoutComments(std::string_view css) {
    std::string out;
    for (std::size_t at = 0; at < css.size();) {
        const std::size_t behind = behindPiece(css, at);
        if (css.substr(at, 2) != "/*")
            out += css.substr(at, behind - at);
        at = behind;
    }
    return std::string(trimmed(out));
}

bool isProperty(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

} // namespace

std::vector<CssDeclaration> cssDeclarations(std::string_view css) {
    std::vector<CssDeclaration> out;
    for (std::size_t at = 0; at < css.size();) {
        const std::size_t end = nextOf(css, at, ";");
        const std::string text = withoutComments(css.substr(at, end - at));
        at = end + 1;
        const std::size_t colon = text.find(':');
        if (colon == std::string::npos)
            continue;
        CssDeclaration one;
        one.property = std::string(trimmed(std::string_view(text).substr(0, colon)));
        if (one.property.rfind("--", 0) != 0)
            one.property = toLowerAscii(one.property);
        std::string_view value = trimmed(std::string_view(text).substr(colon + 1));
        const std::size_t mark = value.rfind('!');
        if (mark != std::string_view::npos && equalsAscii(trimmed(value.substr(mark + 1)), "important")) {
            one.isImportant = true;
            value = trimmed(value.substr(0, mark));
        }
        one.value = std::string(value);
        if (isProperty(one.property) && !one.value.empty())
            out.push_back(std::move(one));
    }
    return out;
}

std::vector<CssRule> cssRules(std::string_view css) {
    std::vector<CssRule> rules;
    if (css.find("{%") != std::string_view::npos)
        return rules;
    for (std::size_t at = 0; at < css.size();) {
        const char c = css[at];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '}' || css.substr(at, 2) == "/*") {
            at = behindPiece(css, at);
            continue;
        }
        if (css.substr(at, 4) == "<!--" || css.substr(at, 3) == "-->") {
            at += c == '<' ? 4 : 3;
            continue;
        }
        CssRule rule;
        rule.at = at;
        const std::size_t open = nextOf(css, at, c == '@' ? "{;" : "{");
        if (open >= css.size())
            break; // a rule without a body
        rule.end = css[open] == ';' ? open + 1 : behindBlock(css, open);
        const bool isClosed = css[rule.end - 1] == '}';
        if (c != '@' && isClosed) {
            rule.selectors = trimmed(css.substr(at, open - at));
            rule.body = css.substr(open + 1, rule.end - open - 2);
        }
        rules.push_back(rule);
        at = rule.end;
    }
    return rules;
}

std::vector<std::string_view> cssSelectorList(std::string_view selectors) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at <= selectors.size();) {
        const std::size_t end = nextOf(selectors, at, ",");
        out.push_back(trimmed(selectors.substr(at, end - at)));
        at = end + 1;
    }
    return out;
}

} // namespace audience::email
