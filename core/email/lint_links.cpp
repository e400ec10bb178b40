// The links of an email: where they lead, what they are called, how they are counted.
#include "base/text.h"
#include "email/link_faults.h"
#include "email/lint_parts.h"

#include <algorithm>
#include <array>
#include <map>

namespace audience::email {
namespace {

struct Link {
    const GumboNode *node = nullptr;
    std::string url;     // tidied
    std::string words;   // on one line
    std::string picture; // the source of a picture without words
};

std::string onOneLine(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
        if (!blank)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return std::string(trimmed(out));
}

std::string pictureBelow(const GumboNode *node) {
    if (isElement(node) && node->v.element.tag == GUMBO_TAG_IMG) {
        const char *source = attributeOf(node, "src");
        return source ? source : "";
    }
    for (const GumboNode *child : childrenOf(node))
        if (std::string found = pictureBelow(child); !found.empty())
            return found;
    return {};
}

void collect(const GumboNode *node, std::vector<Link> &links) {
    const bool isLink = isElement(node) && (node->v.element.tag == GUMBO_TAG_A || node->v.element.tag == GUMBO_TAG_AREA);
    if (const char *href = isLink ? attributeOf(node, "href") : nullptr) {
        Link link{node, tidyUrl(href), onOneLine(wordsBelow(node, false)), {}};
        if (link.words.empty())
            link.picture = pictureBelow(node);
        links.push_back(std::move(link));
    }
    for (const GumboNode *child : childrenOf(node))
        collect(child, links);
}

// What the address must be, where that is beyond doubt and it is written without entities.
std::optional<SourceEdit> mended(const Link &link, LinkFault fault, std::string_view html) {
    const auto place = attributeValuePlace(link.node, "href", html);
    if (!place || place->text.find('&') != std::string::npos || place->text.find("{{") != std::string::npos || place->text.find("{%") != std::string::npos)
        return std::nullopt;
    std::string url = link.url;
    if (fault == LinkFault::Blank) {
        std::string out;
        for (const char c : url)
            out += c == ' ' ? std::string("%20") : std::string(1, c);
        url = out;
    } else if (fault == LinkFault::NoScheme && startsWithAscii(url, "www.")) {
        url = "https://" + url;
    } else if (fault == LinkFault::NoScheme && url.rfind("//", 0) == 0) {
        url = "https:" + url;
    } else if (fault == LinkFault::Malformed && (startsWithAscii(url, "https//") || startsWithAscii(url, "http//"))) {
        url.insert(url.find('/'), ":");
    } else {
        return std::nullopt;
    }
    return SourceEdit{place->at, place->size, std::move(url)};
}

bool isWeb(std::string_view url) { return startsWithAscii(url, "https://") || startsWithAscii(url, "http://"); }

std::string hostOf(std::string_view url) {
    const std::size_t from = url.find("://") + 3;
    return toLowerAscii(url.substr(from, url.find_first_of("/?#", from) - from));
}

// The value of a parameter of the address; nothing where it has none.
std::optional<std::string> parameterOf(std::string_view url, std::string_view name) {
    const std::size_t query = url.find('?');
    if (query == std::string_view::npos)
        return std::nullopt;
    std::string_view rest = url.substr(query + 1, url.find('#', query) - query - 1);
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        if (pair.substr(0, name.size()) == name && pair.substr(name.size(), 1) == "=")
            return std::string(pair.substr(name.size() + 1));
    }
    return std::nullopt;
}

// Where one link of a site is counted, all are, and by the same names.
void lintUtm(const std::vector<Link> &links, LintNotes &notes) {
    for (const char *name : {"utm_source", "utm_medium", "utm_campaign"}) {
        std::map<std::string, std::string> perHost;
        for (const Link &link : links)
            if (const auto value = isWeb(link.url) ? parameterOf(link.url, name) : std::nullopt)
                perHost.emplace(hostOf(link.url), *value);
        for (const Link &link : links) {
            const auto site = isWeb(link.url) ? perHost.find(hostOf(link.url)) : perHost.end();
            if (site == perHost.end() || toLowerAscii(link.url + link.words).find("unsubscribe") != std::string::npos)
                continue;
            const auto value = parameterOf(link.url, name);
            if (!value)
                notes.addAt("lint.utm_missing", link.node, {{"url", link.url}, {"parameter", name}});
            else if (*value != site->second)
                notes.addAt("lint.utm_differs", link.node, {{"parameter", name}, {"first", site->second}, {"other", *value}, {"url", link.url}});
        }
    }
}

void lintTwins(const std::vector<Link> &links, LintNotes &notes) {
    std::map<std::string, std::vector<const Link *>> byAddress, byWords;
    for (const Link &link : links) {
        if (!isWeb(link.url))
            continue;
        const std::string words = link.words.empty() ? link.picture : foldCase(link.words);
        if (words.empty())
            continue;
        if (!link.words.empty())
            byAddress[link.url].push_back(&link);
        byWords[words].push_back(&link);
    }
    for (const auto &[url, same] : byAddress)
        if (const auto other = std::find_if(same.begin(), same.end(), [&same = same](const Link *one) { return foldCase(one->words) != foldCase(same.front()->words); });
            other != same.end())
            notes.addAt("lint.link_duplicate", (*other)->node, {{"url", url}, {"count", std::to_string(same.size())}});
    for (const auto &[words, same] : byWords)
        if (const auto other = std::find_if(same.begin(), same.end(), [&same = same](const Link *one) { return one->url != same.front()->url; }); other != same.end())
            notes.addAt("lint.link_ambiguous", (*other)->node, {{"text", (*other)->words.empty() ? (*other)->picture : (*other)->words}});
}

} // namespace

void lintLinks(std::string_view html, const GumboNode *document, LintNotes &notes) {
    std::vector<Link> links;
    collect(document, links);
    for (const Link &link : links) {
        const LinkFault fault = linkFault(link.url);
        if (fault == LinkFault::None)
            continue;
        const bool isEmpty = fault == LinkFault::Empty;
        notes.addAt(toLintId(fault), link.node, {{isEmpty ? "text" : "url", isEmpty ? link.words : link.url}}, mended(link, fault, html));
    }
    lintTwins(links, notes);
    lintUtm(links, notes);
}

} // namespace audience::email
