#include "email/css_filter.h"

#include "base/text.h"
#include "email/css_tokens.h"
#include "email/html_document.h"

#include <algorithm>
#include <array>
#include <optional>

namespace audience::email {
namespace {

using Tokens = std::vector<CssToken>;

template <std::size_t N>
bool oneOf(const std::array<std::string_view, N> &words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 30> kValueFunctions{"rgb",
                                                           "rgba",
                                                           "hsl",
                                                           "hsla",
                                                           "calc",
                                                           "min",
                                                           "max",
                                                           "clamp",
                                                           "rotate",
                                                           "scale",
                                                           "scalex",
                                                           "scaley",
                                                           "translate",
                                                           "translatex",
                                                           "translatey",
                                                           "translate3d",
                                                           "skew",
                                                           "skewx",
                                                           "skewy",
                                                           "matrix",
                                                           "blur",
                                                           "brightness",
                                                           "opacity",
                                                           "grayscale",
                                                           "drop-shadow",
                                                           "rect",
                                                           "linear-gradient",
                                                           "radial-gradient",
                                                           "cubic-bezier",
                                                           "counter"};
constexpr std::array<std::string_view, 9> kSelectorFunctions{
    "not", "is", "where", "lang", "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type",
    "has"};

bool isDelim(const CssToken &token, char c) {
    return token.kind == CssKind::Delim && token.text[0] == c;
}
bool isOneOfDelims(const CssToken &token, std::string_view allowed) {
    return token.kind == CssKind::Delim && allowed.find(token.text[0]) != std::string_view::npos;
}

// +1 for what opens a bracket, -1 for what closes one.
int nesting(const CssToken &token) {
    if (token.kind == CssKind::Function || isOneOfDelims(token, "([{"))
        return 1;
    return isOneOfDelims(token, ")]}") ? -1 : 0;
}

std::string joined(const Tokens &tokens) {
    std::string out;
    CssKind before = CssKind::Blank;
    for (const CssToken &token : tokens) {
        const std::string text = cssText(token);
        // Two tokens that stood apart only by a comment must not grow together.
        const bool functionLike = before == CssKind::Ident && isDelim(token, '(');
        before = token.kind;
        const bool wordAfterWord =
            !out.empty() && token.kind != CssKind::Delim && token.kind != CssKind::Blank &&
            token.kind != CssKind::String && token.kind != CssKind::Hash &&
            !isOneOfDelims({CssKind::Delim, {out.back()}}, " ,:;(){}[]>~*=./'!+|");
        if (wordAfterWord || functionLike)
            out += ' ';
        out += text;
    }
    return std::string(trimmed(out));
}

bool isPropertyName(std::string_view name) {
    constexpr std::array<std::string_view, 5> kScripting{"behavior", "-ms-behavior", "-moz-binding",
                                                         "binding", "src"};
    return !name.empty() && name.substr(0, 2) != "--" && !oneOf(kScripting, name) &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

bool isSelector(const Tokens &tokens) {
    int depth = 0;
    bool any = false;
    for (const CssToken &token : tokens) {
        depth += nesting(token);
        const bool known = token.kind == CssKind::Function
                               ? oneOf(kSelectorFunctions, toLowerAscii(token.text))
                           : token.kind == CssKind::Delim
                               ? isOneOfDelims(token, ".:,>+~*[]=^$|)-")
                               : token.kind != CssKind::Bad && token.kind != CssKind::Url &&
                                     token.kind != CssKind::AtKeyword;
        if (!known || depth < 0)
            return false;
        any = any || token.kind != CssKind::Blank;
    }
    return any && depth == 0;
}

bool isMediaQuery(const Tokens &tokens) {
    int depth = 0;
    for (const CssToken &token : tokens) {
        depth += nesting(token);
        const bool known = token.kind == CssKind::Ident || token.kind == CssKind::Number ||
                           token.kind == CssKind::Blank || isOneOfDelims(token, "():,/>=");
        if (!known || depth < 0)
            return false;
    }
    return depth == 0;
}

class Filter {
public:
    Filter(CssFilter &settings, const Tokens &tokens) : m_settings(settings), m_tokens(tokens) {}

    // Rules up to the end, or up to the } that closes the group they are in.
    std::string rules(bool inGroup) {
        std::string out;
        while (m_at < m_tokens.size()) {
            const CssToken &token = m_tokens[m_at];
            if (inGroup && isDelim(token, '}')) {
                ++m_at;
                break;
            }
            if (token.kind == CssKind::Blank || token.kind == CssKind::Bad || isDelim(token, ';'))
                ++m_at;
            else if (token.kind == CssKind::AtKeyword)
                out += atRule(inGroup);
            else
                out += styleRule(inGroup);
        }
        return out;
    }

    std::string declarations(std::size_t end) {
        std::string out;
        while (m_at < end) {
            Tokens declaration;
            int depth = 0;
            for (; m_at < end && (depth > 0 || !isDelim(m_tokens[m_at], ';')); ++m_at) {
                depth = std::max(0, depth + nesting(m_tokens[m_at]));
                declaration.push_back(m_tokens[m_at]);
            }
            ++m_at;
            if (std::all_of(declaration.begin(), declaration.end(),
                            [](const CssToken &t) { return t.kind == CssKind::Blank; }))
                continue;
            if (const auto text = filtered(declaration))
                out += (out.empty() ? "" : ";") + *text;
            else
                ++m_settings.removed;
        }
        m_at = end;
        return out;
    }

private:
    // Tokens up to one of `stops` outside brackets, which is not taken.
    Tokens until(std::string_view stops) {
        Tokens out;
        int depth = 0;
        for (; m_at < m_tokens.size(); ++m_at) {
            const CssToken &token = m_tokens[m_at];
            if (depth == 0 && isOneOfDelims(token, stops))
                break;
            depth = std::max(0, depth + nesting(token));
            out.push_back(token);
        }
        return out;
    }
    // Position after the block whose { is at m_at.
    std::size_t blockEnd() const {
        int depth = 0;
        for (std::size_t i = m_at; i < m_tokens.size(); ++i) {
            depth += nesting(m_tokens[i]);
            if (depth <= 0)
                return i + 1;
        }
        return m_tokens.size();
    }
    std::string atRule(bool inGroup) {
        const std::string name = toLowerAscii(m_tokens[m_at++].text);
        const Tokens prelude = until(inGroup ? "{;}" : "{;");
        const bool block = m_at < m_tokens.size() && isDelim(m_tokens[m_at], '{');
        if (name == "media" && block && !inGroup && isMediaQuery(prelude)) {
            ++m_at;
            const std::string inner = rules(true);
            return inner.empty() ? std::string()
                                 : "@media " + joined(prelude) + '{' + inner + "}\n";
        }
        if (block)
            m_at = blockEnd();
        ++m_settings.removed;
        return {};
    }
    std::string styleRule(bool inGroup) {
        const Tokens selector = until(inGroup ? "{}" : "{");
        if (m_at >= m_tokens.size() || !isDelim(m_tokens[m_at], '{')) {
            ++m_settings.removed;
            return {};
        }
        const std::size_t after = blockEnd();
        const bool closed = isDelim(m_tokens[after - 1], '}');
        ++m_at;
        const std::string body = declarations(closed && after - 1 >= m_at ? after - 1 : after);
        m_at = after;
        if (isSelector(selector))
            return body.empty() ? std::string() : joined(selector) + '{' + body + "}\n";
        ++m_settings.removed;
        return {};
    }

    bool isImage(std::string &url) {
        url = tidyUrl(url);
        bool remote = false;
        const bool allowed = isAllowedImage(url, m_settings.remoteImages, &remote);
        m_settings.blockedRemote += remote && !allowed ? 1 : 0;
        return allowed;
    }
    // `property:value`, or nothing where one token of it is not known to be harmless.
    std::optional<std::string> filtered(const Tokens &declaration) {
        auto token = std::find_if(declaration.begin(), declaration.end(),
                                  [](const CssToken &t) { return t.kind != CssKind::Blank; });
        if (token->kind != CssKind::Ident)
            return std::nullopt;
        const std::string name = toLowerAscii(token->text);
        while (++token != declaration.end() && token->kind == CssKind::Blank) {
        }
        if (!isPropertyName(name) || token == declaration.end() || !isDelim(*token, ':'))
            return std::nullopt;
        Tokens value(token + 1, declaration.end());
        int depth = 0;
        for (std::size_t i = 0; i < value.size(); ++i) {
            CssToken &part = value[i];
            depth += nesting(part);
            bool known = depth >= 0;
            if (part.kind == CssKind::Url) {
                known = known && isImage(part.text);
            } else if (part.kind == CssKind::Function && equalsAscii(part.text, "url")) {
                const std::size_t argument =
                    i + 1 < value.size() && value[i + 1].kind == CssKind::Blank ? i + 2 : i + 1;
                known = known && argument < value.size() &&
                        value[argument].kind == CssKind::String && isImage(value[argument].text);
            } else if (part.kind == CssKind::Function) {
                known = known && oneOf(kValueFunctions, toLowerAscii(part.text));
            } else if (part.kind == CssKind::Delim) {
                known = known && isOneOfDelims(part, ",/!*+-()");
            } else {
                known = known && part.kind != CssKind::Bad && part.kind != CssKind::AtKeyword;
            }
            if (!known)
                return std::nullopt;
        }
        const std::string text = joined(value);
        if (depth != 0 || text.empty())
            return std::nullopt;
        return name + ':' + text;
    }

    CssFilter &m_settings;
    const Tokens &m_tokens;
    std::size_t m_at = 0;
};

} // namespace

std::string CssFilter::styleSheet(std::string_view css) {
    const Tokens tokens = cssTokens(css);
    return Filter(*this, tokens).rules(false);
}

std::string CssFilter::declarations(std::string_view css) {
    const Tokens tokens = cssTokens(css);
    return Filter(*this, tokens).declarations(tokens.size());
}

bool isAllowedImage(std::string_view url, RemoteImages rule, bool *remote) {
    const std::string tidy = tidyUrl(url);
    for (const std::string_view prefix :
         {"data:image/png;base64,", "data:image/jpeg;base64,", "data:image/jpg;base64,",
          "data:image/gif;base64,", "data:image/webp;base64,"})
        if (startsWithAscii(tidy, prefix))
            return std::all_of(
                tidy.begin() + static_cast<std::ptrdiff_t>(prefix.size()), tidy.end(), [](char c) {
                    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
                });
    if (startsWithAscii(tidy, "cid:"))
        return true;
    const bool web = startsWithAscii(tidy, "https://") || startsWithAscii(tidy, "http://");
    if (remote)
        *remote = web || tidy.substr(0, 2) == "//";
    return web && rule == RemoteImages::Allow;
}

} // namespace audience::email
