#include "email/css_selector.h"

#include "base/text.h"
#include "email/css_tokens.h"

#include <algorithm>
#include <cstring>
#include <unordered_set>

namespace audience::email {
namespace {

const GumboNode *parentOf(const GumboNode *node) {
    return node->parent && isElement(node->parent) ? node->parent : nullptr;
}

void takeSteps(std::size_t &steps, std::size_t count) { steps -= std::min(steps, count); }

// The element before or after it among the children of its parent; nullptr where there is none.
const GumboNode *neighbour(const GumboNode *element, int by, std::size_t &steps) {
    const GumboVector *children = !element->parent                                ? nullptr
                                  : element->parent->type == GUMBO_NODE_DOCUMENT ? &element->parent->v.document.children
                                                                                  : &element->parent->v.element.children;
    auto at = static_cast<std::ptrdiff_t>(element->index_within_parent);
    for (at += by; children && at >= 0 && at < static_cast<std::ptrdiff_t>(children->length); at += by) {
        takeSteps(steps, 1);
        if (const auto *other = static_cast<const GumboNode *>(children->data[at]); isElement(other))
            return other;
    }
    return nullptr;
}

bool hasWord(std::string_view text, std::string_view word) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = text.find_first_not_of(" \t\r\n\f", at);
        if (from == std::string_view::npos)
            return false;
        const std::size_t end = std::min(text.find_first_of(" \t\r\n\f", from), text.size());
        if (text.substr(from, end - from) == word)
            return true;
        at = end;
    }
    return false;
}

} // namespace

class CssSelector::Reader {
public:
    explicit Reader(std::string_view text) : m_tokens(cssTokens(text)) {}

    std::optional<CssSelector> read() {
        CssSelector selector;
        skipBlanks();
        char combinator = 0;
        constexpr std::size_t kMostParts = 8; // of crafted ones each more would take its time
        while (m_at < m_tokens.size()) {
            Part part;
            if (selector.m_parts.size() == kMostParts)
                return std::nullopt;
            part.combinator = combinator;
            if (!compound(part, selector.m_specificity))
                return std::nullopt;
            selector.m_parts.push_back(std::move(part));
            const bool hasBlank = skipBlanks();
            if (m_at == m_tokens.size())
                break;
            combinator = ' ';
            if (isDelim(">") || isDelim("+") || isDelim("~")) {
                combinator = m_tokens[m_at++].text[0];
                skipBlanks();
                if (m_at == m_tokens.size())
                    return std::nullopt;
            } else if (!hasBlank) {
                return std::nullopt;
            }
        }
        if (selector.m_parts.empty())
            return std::nullopt;
        return selector;
    }

private:
    bool is(CssKind kind) const { return m_at < m_tokens.size() && m_tokens[m_at].kind == kind; }
    bool isDelim(std::string_view text) const { return is(CssKind::Delim) && m_tokens[m_at].text == text; }
    bool skipBlanks() {
        const std::size_t from = m_at;
        while (is(CssKind::Blank))
            ++m_at;
        return m_at > from;
    }
    bool compound(Part &part, std::uint32_t &specificity) {
        const std::size_t from = m_at;
        for (; m_at < m_tokens.size() && !is(CssKind::Blank) && !isDelim(">") && !isDelim("+") && !isDelim("~"); ++m_at) {
            const CssToken &token = m_tokens[m_at];
            if (token.kind == CssKind::Ident && m_at == from) {
                part.tag = toLowerAscii(token.text);
                specificity += 1;
            } else if (token.kind == CssKind::Hash) {
                part.ids.push_back(token.text);
                specificity += 1u << 20;
            } else if (isDelim("*") && m_at == from) {
                continue;
            } else if (isDelim(".") && m_at + 1 < m_tokens.size() && m_tokens[m_at + 1].kind == CssKind::Ident) {
                part.classes.push_back(m_tokens[++m_at].text);
                specificity += 1u << 10;
            } else if (isDelim("[") ? attribute(part) : isDelim(":") && pseudo(part)) {
                specificity += 1u << 10;
            } else {
                return false;
            }
        }
        return m_at > from;
    }
    // From "[" to "]".
    bool attribute(Part &part) {
        ++m_at;
        skipBlanks();
        if (!is(CssKind::Ident))
            return false;
        Attribute one;
        one.name = toLowerAscii(m_tokens[m_at++].text);
        skipBlanks();
        for (const char *how : {"~", "|", "^", "$", "*"})
            if (isDelim(how)) {
                one.how = how[0];
                ++m_at;
                break;
            }
        if (isDelim("=")) {
            one.how = one.how ? one.how : '=';
            ++m_at;
            skipBlanks();
            if (!is(CssKind::String) && !is(CssKind::Ident) && !is(CssKind::Number))
                return false;
            one.value = m_tokens[m_at++].text;
            skipBlanks();
        } else if (one.how) {
            return false;
        }
        part.attributes.push_back(std::move(one));
        return isDelim("]");
    }
    bool pseudo(Part &part) {
        ++m_at;
        if (!is(CssKind::Ident))
            return false;
        const std::string name = toLowerAscii(m_tokens[m_at].text);
        part.isFirst = part.isFirst || name == "first-child";
        part.isLast = part.isLast || name == "last-child";
        part.isLink = part.isLink || name == "link";
        return name == "first-child" || name == "last-child" || name == "link";
    }

    std::vector<CssToken> m_tokens;
    std::size_t m_at = 0;
};

std::optional<CssSelector> CssSelector::parse(std::string_view selector) { return Reader(selector).read(); }

bool CssSelector::matches(const GumboNode *element, const Attribute &attribute) {
    const char *found = attributeOf(element, attribute.name.c_str());
    if (!found)
        return false;
    const std::string_view value = found, wanted = attribute.value;
    switch (attribute.how) {
    case 0: return true;
    case '=': return value == wanted;
    case '~': return hasWord(value, wanted);
    case '|': return value == wanted || (value.substr(0, wanted.size()) == wanted && value.substr(wanted.size(), 1) == "-");
    case '^': return !wanted.empty() && value.substr(0, wanted.size()) == wanted;
    case '$': return !wanted.empty() && value.size() >= wanted.size() && value.substr(value.size() - wanted.size()) == wanted;
    default: return !wanted.empty() && value.find(wanted) != std::string_view::npos;
    }
}

// One element against the parts, from the last to the first. Of whom it is known that nothing before them is what it must
// be, they are not tried again: the time grows with the parts times the elements around and not with their power.
class CssSelector::Match {
public:
    Match(const std::vector<Part> &parts, std::size_t &steps) : m_parts(parts), m_steps(steps) {}

    bool run(const GumboNode *element, std::size_t last) {
        if (m_steps == 0 || !part(element, m_parts[last]))
            return false;
        if (last == 0)
            return true;
        if (hasFailed(element, last))
            return false;
        if (before(element, last))
            return true;
        fail(element, last);
        return false;
    }

private:
    static std::uintptr_t placeOf(const GumboNode *element, std::size_t last) {
        return reinterpret_cast<std::uintptr_t>(element) ^ last; // nodes lie 8 bytes apart at least
    }
    bool hasFailed(const GumboNode *element, std::size_t last) const { return !m_failed.empty() && m_failed.count(placeOf(element, last)) > 0; }
    void fail(const GumboNode *element, std::size_t last) {
        if (last + 1 == m_parts.size())
            return; // nobody asks again
        takeSteps(m_steps, 8); // to remember takes longer than to look
        m_failed.insert(placeOf(element, last));
    }
    bool before(const GumboNode *element, std::size_t last) {
        const char combinator = m_parts[last].combinator;
        const bool isUp = combinator == ' ' || combinator == '>';
        std::vector<const GumboNode *> passed;
        const auto next = [&](const GumboNode *from) { return isUp ? parentOf(from) : neighbour(from, -1, m_steps); };
        for (const GumboNode *other = next(element); other && m_steps > 0; other = next(other)) {
            if (run(other, last - 1))
                return true;
            if (combinator == '>' || combinator == '+' || hasFailed(other, last))
                return false;
            passed.push_back(other);
        }
        for (const GumboNode *other : passed) // before them there is only less
            fail(other, last);
        return false;
    }
    // Long values take their time.
    void take(const char *value) { takeSteps(m_steps, value ? 1 + std::strlen(value) / 32 : 1); }
    bool part(const GumboNode *element, const Part &part) {
        takeSteps(m_steps, 1);
        if (!part.tag.empty() && part.tag != tagName(element))
            return false;
        const char *classes = part.classes.empty() ? nullptr : attributeOf(element, "class");
        const char *id = part.ids.empty() ? nullptr : attributeOf(element, "id");
        const auto hasClass = [&](const std::string &one) {
            take(classes);
            return classes && hasWord(classes, one);
        };
        const auto hasAttribute = [&](const Attribute &one) {
            take(attributeOf(element, one.name.c_str()));
            return matches(element, one);
        };
        return std::all_of(part.ids.begin(), part.ids.end(), [&](const std::string &one) { return id && one == id; }) &&
               std::all_of(part.classes.begin(), part.classes.end(), hasClass) &&
               std::all_of(part.attributes.begin(), part.attributes.end(), hasAttribute) &&
               (!part.isFirst || !neighbour(element, -1, m_steps)) && (!part.isLast || !neighbour(element, 1, m_steps)) &&
               (!part.isLink || (tagName(element) == "a" && attributeOf(element, "href")));
    }

    const std::vector<Part> &m_parts;
    std::size_t &m_steps;
    std::unordered_set<std::uintptr_t> m_failed;
};

bool CssSelector::matches(const GumboNode *element, std::size_t &steps) const { return Match(m_parts, steps).run(element, m_parts.size() - 1); }

bool CssSelector::mayMatch(std::string_view tag, std::string_view classes, std::string_view id) const {
    const Part &last = m_parts.back();
    return (last.tag.empty() || last.tag == tag) && std::all_of(last.ids.begin(), last.ids.end(), [&](const std::string &one) { return one == id; }) &&
           std::all_of(last.classes.begin(), last.classes.end(), [&](const std::string &one) { return hasWord(classes, one); });
}

} // namespace audience::email
