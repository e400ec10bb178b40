#include "email/link_marks.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace audience::email {

namespace {

constexpr std::array<std::string_view, 6> kRawElements{"style", "script", "title", "textarea", "xmp", "noscript"};

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool startsWith(std::string_view text, std::string_view start) { return toLowerAscii(text.substr(0, start.size())) == start; }

bool isWebAddress(std::string_view url) { return startsWith(url, "https://") || startsWith(url, "http://"); }

// The few ways in which an ampersand is written in an address.
std::string decoded(std::string_view value) {
    std::string out;
    for (std::size_t i = 0; i < value.size();) {
        std::size_t length = 0;
        for (const std::string_view form : {"&amp;", "&#38;", "&#x26;"})
            if (startsWith(value.substr(i), form))
                length = form.size();
        out += length > 0 ? '&' : value[i];
        i += std::max<std::size_t>(length, 1);
    }
    return out;
}

std::string encoded(std::string_view value) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~')
            out += c;
        else
            (((out += '%') += kHex[byte >> 4]) += kHex[byte & 15]);
    }
    return out;
}

bool isLeft(const std::string &url, const std::vector<std::string> &leave) {
    return std::any_of(leave.begin(), leave.end(), [&](const std::string &one) {
        if (one.empty() || url.compare(0, one.size(), one) != 0)
            return false;
        return url.size() == one.size() || url[one.size()] == '?' || url[one.size()] == '&' || url[one.size()] == '#';
    });
}

bool hasParameter(std::string_view query, std::string_view name) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const std::string_view one = query.substr(0, end);
        if (one.substr(0, one.find('=')) == name)
            return true;
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return false;
}

// Where the fragment begins; the sign is also part of entities such as "&#38;".
std::size_t fragmentOf(std::string_view value) {
    for (auto at = value.find('#'); at != std::string_view::npos; at = value.find('#', at + 1))
        if (at == 0 || value[at - 1] != '&')
            return at;
    return value.size();
}

// The address as it is written, with what it lacks of the parameters.
std::string withQuery(std::string_view written, const LinkMarks &marks, const std::vector<std::string> &leave, std::string_view ampersand) {
    const std::string url = decoded(trimmed(written));
    std::string out(written);
    if (!isWebAddress(url) || isLeft(url, leave))
        return out;
    const std::string base = url.substr(0, fragmentOf(url));
    const auto question = base.find('?');
    const std::string_view query = question == std::string::npos ? std::string_view() : std::string_view(base).substr(question + 1);
    std::string added;
    bool isFirst = query.empty() || query.back() == '&';
    for (const auto &[name, value] : marks.query) {
        if (hasParameter(query, name))
            continue;
        added += isFirst ? std::string_view() : ampersand;
        isFirst = false;
        added.append(name).append("=").append(encoded(value));
    }
    if (added.empty())
        return out;
    const std::size_t last = written.find_last_not_of(" \t\n\r\f") + 1;
    return out.insert(std::min(fragmentOf(written), last), question == std::string::npos ? "?" + added : added);
}

struct Tag {
    std::string name;              // lower case
    std::size_t nameEnd = 0;
    std::size_t end = 0;           // the byte after it
    std::optional<std::pair<std::size_t, std::size_t>> href;
    bool isUntracked = false;
};

// The start tag at `at`, as browsers read it; nothing where it does not end.
std::optional<Tag> tagAt(std::string_view html, std::size_t at) {
    Tag tag;
    std::size_t i = at + 1;
    while (i < html.size() && !isBlank(html[i]) && html[i] != '>' && html[i] != '/')
        ++i;
    tag.name = toLowerAscii(html.substr(at + 1, i - at - 1));
    tag.nameEnd = i;
    while (i < html.size() && html[i] != '>') {
        if (isBlank(html[i]) || html[i] == '/') {
            ++i;
            continue;
        }
        const std::size_t begin = i;
        while (i < html.size() && !isBlank(html[i]) && html[i] != '>' && html[i] != '/' && (html[i] != '=' || i == begin))
            ++i;
        const std::string name = toLowerAscii(html.substr(begin, i - begin));
        while (i < html.size() && isBlank(html[i]))
            ++i;
        tag.isUntracked = tag.isUntracked || name == "ses:no-track";
        if (i >= html.size() || html[i] != '=')
            continue;
        ++i;
        while (i < html.size() && isBlank(html[i]))
            ++i;
        std::size_t from = i, until = i;
        if (i < html.size() && (html[i] == '"' || html[i] == '\'')) {
            from = i + 1;
            until = html.find(html[i], from);
            if (until == std::string_view::npos)
                return std::nullopt;
            i = until + 1;
        } else {
            while (i < html.size() && !isBlank(html[i]) && html[i] != '>')
                ++i;
            until = i;
        }
        if (name == "href" && !tag.href)
            tag.href = {from, until};
    }
    if (i >= html.size())
        return std::nullopt;
    tag.end = i + 1;
    return tag;
}

std::size_t after(std::string_view html, std::string_view what, std::size_t from) {
    const auto at = html.find(what, from);
    return at == std::string_view::npos ? html.size() : at + what.size();
}

// Behind the text of an element in which nothing is a tag.
std::size_t afterRaw(std::string_view html, const std::string &name, std::size_t from) {
    for (auto at = html.find("</", from); at != std::string_view::npos; at = html.find("</", at + 2))
        if (startsWith(html.substr(at + 2), name))
            return at;
    return html.size();
}

} // namespace

std::string markedHtml(std::string_view html, const LinkMarks &marks, const std::vector<std::string> &leave) {
    std::string out;
    out.reserve(html.size() + 1'024);
    std::size_t copied = 0;
    for (auto at = html.find('<'); at != std::string_view::npos && at + 1 < html.size(); at = html.find('<', at)) {
        if (html.substr(at, 4) == "<!--") {
            at = startsWith(html.substr(at), "<!--[if") ? at + 4 : after(html, "-->", at + 4);
            continue;
        }
        if (!isLetter(html[at + 1])) {
            ++at;
            continue;
        }
        const auto tag = tagAt(html, at);
        if (!tag)
            break;
        at = std::find(kRawElements.begin(), kRawElements.end(), tag->name) != kRawElements.end() ? afterRaw(html, tag->name, tag->end) : tag->end;
        if ((tag->name != "a" && tag->name != "area") || !tag->href)
            continue;
        const auto [from, until] = *tag->href;
        const std::string_view href = html.substr(from, until - from);
        if (!isWebAddress(trimmed(href)))
            continue;
        const bool isMarked = marks.isUntracked && !tag->isUntracked && tag->name == "a";
        out.append(html, copied, tag->nameEnd - copied);
        out += isMarked ? " ses:no-track" : "";
        out.append(html, tag->nameEnd, from - tag->nameEnd);
        out += withQuery(href, marks, leave, "&amp;");
        copied = until;
    }
    return out.append(html, copied, html.size() - copied);
}

std::string markedText(std::string_view text, const LinkMarks &marks, const std::vector<std::string> &leave) {
    std::string out;
    std::size_t copied = 0;
    for (auto at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 3)) {
        std::size_t from = at;
        while (from > copied && isLetter(text[from - 1]))
            --from;
        if (!isWebAddress(text.substr(from)))
            continue;
        std::size_t until = at + 3;
        while (until < text.size() && static_cast<unsigned char>(text[until]) > ' ' && std::string_view("<>\"`").find(text[until]) == std::string_view::npos)
            ++until;
        // What ends a sentence, or the brackets around it, is not of the address.
        const auto isOpen = [&](char open, char close) {
            const std::string_view url = text.substr(from, until - from);
            return std::count(url.begin(), url.end(), open) < std::count(url.begin(), url.end(), close);
        };
        while (until > at + 3 && (std::string_view(".,;:!?'").find(text[until - 1]) != std::string_view::npos || (text[until - 1] == ')' && isOpen('(', ')')) ||
                                  (text[until - 1] == ']' && isOpen('[', ']'))))
            --until;
        out.append(text, copied, from - copied);
        out += withQuery(text.substr(from, until - from), marks, leave, "&");
        copied = until;
        at = std::max(at, until - 1);
    }
    return out.append(text, copied, text.size() - copied);
}

} // namespace audience::email
