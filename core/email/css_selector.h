// The selectors that say which elements of an email a rule is about: names, classes, ids, attributes,
// first and last child, :link, and the four ways to combine them. What depends on time or on the reader
// (:hover, ::before, :visited) is none of them. Immutable, any thread.
#pragma once

#include "email/html_document.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::email {

class CssSelector {
public:
    // Nothing where it is not understood or depends on more than the document.
    static std::optional<CssSelector> parse(std::string_view selector);

    // Takes from `steps` what it looked at; false where they are spent, which nothing is to be made of then.
    bool matches(const GumboNode *element, std::size_t &steps) const;
    // Whether an element of which only this is known may be one.
    bool mayMatch(std::string_view tag, std::string_view classes, std::string_view id) const;
    // What the element itself must have; empty where it is not asked for.
    std::string_view tag() const { return m_parts.back().tag; }
    std::string_view className() const { return m_parts.back().classes.empty() ? std::string_view() : m_parts.back().classes.front(); }
    std::string_view id() const { return m_parts.back().ids.empty() ? std::string_view() : m_parts.back().ids.front(); }
    // Of two that match the larger one wins: ids, then classes and attributes, then names.
    std::uint32_t specificity() const { return m_specificity; }

private:
    struct Attribute {
        std::string name, value;
        char how = 0; // 0: is there; '=': equal; '~', '|', '^', '$', '*' as in CSS
    };
    struct Part {
        char combinator = 0; // to the part before it: ' ', '>', '+', '~'
        std::string tag;     // empty: any
        std::vector<std::string> classes, ids;
        std::vector<Attribute> attributes;
        bool isFirst = false, isLast = false, isLink = false;
    };
    class Reader;
    class Match;
    static bool matches(const GumboNode *element, const Attribute &attribute);

    std::vector<Part> m_parts;
    std::uint32_t m_specificity = 0;
};

} // namespace audience::email
