#include "email_rules.h"

#include "email/html_document.h"

#include <cstdlib>
#include <vector>

namespace audience::test {
namespace {

using namespace audience::email;

std::string brokenElement(const GumboNode *node) {
    if (!isElement(node))
        return {};
    const std::string name = tagName(node);
    for (const std::string_view banned : {"script", "iframe", "object", "embed", "form", "input", "svg", "link", "base"})
        if (name == banned)
            return "an element " + name;
    const char *classes = attributeOf(node, "class"), *role = attributeOf(node, "role");
    const bool data = classes && std::string_view(classes).find("as-data") != std::string_view::npos;
    if (name == "table" && !data && (!role || std::string_view(role) != "presentation"))
        return "a table without role=presentation";
    if (name == "img" && !attributeOf(node, "alt"))
        return "a picture without alt";
    if (name == "img" && !attributeOf(node, "width"))
        return "a picture without a width";
    const GumboVector &attributes = node->v.element.attributes;
    for (unsigned i = 0; i < attributes.length; ++i) {
        const auto *one = static_cast<const GumboAttribute *>(attributes.data[i]);
        const std::string_view key = one->name, value = one->value;
        if (key.substr(0, 2) == "on")
            return "an attribute " + std::string(key);
        if ((key == "href" || key == "src" || key == "background") && tidyUrl(value).substr(0, 11) == "javascript:")
            return "a script as an address";
        if (key == "href" && value.substr(0, 5) == "data:")
            return "data as a link";
    }
    return {};
}

std::string brokenTree(const GumboNode *root) {
    std::vector<const GumboNode *> open{root};
    while (!open.empty()) {
        const GumboNode *node = open.back();
        open.pop_back();
        if (std::string broken = brokenElement(node); !broken.empty())
            return broken;
        for (const GumboNode *child : childrenOf(node))
            open.push_back(child);
    }
    return {};
}

constexpr std::string_view kMso = "<!--[if mso]>", kEnd = "<![endif]-->", kNot = "<!--[if !mso]><!-->", kNotEnd = "<!--<![endif]-->";

// What Outlook sees of it: its own comments open, what is for the others gone. Fills `broken` on a nest or an open end.
std::string asOutlook(std::string_view html, std::string &broken) {
    std::string out;
    bool inside = false, skipping = false;
    for (std::size_t i = 0; i < html.size();) {
        const std::string_view rest = html.substr(i);
        const auto at = [&](std::string_view mark) { return rest.substr(0, mark.size()) == mark; };
        if (at(kMso) || at(kNot)) {
            if (inside || skipping)
                broken = "conditional comments nest";
            (at(kMso) ? inside : skipping) = true;
            i += at(kMso) ? kMso.size() : kNot.size();
        } else if (at(kNotEnd) || at(kEnd)) {
            const bool others = at(kNotEnd);
            if (others ? !skipping : !inside)
                broken = "a conditional comment ends that did not begin";
            inside = skipping = false;
            i += others ? kNotEnd.size() : kEnd.size();
        } else {
            if (inside && at("-->"))
                broken = "a comment ends inside a conditional one";
            if (!skipping)
                out += html[i];
            ++i;
        }
    }
    if (inside || skipping)
        broken = "a conditional comment is not ended";
    return out;
}

int number(std::string_view tag, std::string_view name) {
    const std::size_t at = tag.find(' ' + std::string(name) + "=\"");
    if (at == std::string_view::npos)
        return -1;
    const std::string_view value = tag.substr(at + name.size() + 3);
    const std::size_t digits = value.find_first_not_of("0123456789");
    return digits == 0 || digits == std::string_view::npos || value[digits] != '"' ? -1 : std::atoi(value.data());
}

// Tags balance as written, without a parser that mends; rows of cells with widths in pixels fill their table.
std::string brokenTables(std::string_view html) {
    struct Open {
        std::string name;
        int width = -1, cells = 0;
        bool allSet = true;
    };
    std::vector<Open> open;
    for (std::size_t i = 0; (i = html.find('<', i)) != std::string_view::npos; ++i) {
        std::size_t end = i;
        for (char quote = 0; end < html.size() && (quote != 0 || html[end] != '>'); ++end)
            quote = html[end] != '"' ? quote : quote == 0 ? '"' : '\0';
        if (end == html.size())
            return "a tag is not closed";
        const std::string_view tag = html.substr(i, end - i + 1);
        const bool closes = tag.size() > 1 && tag[1] == '/';
        std::string name(tag.substr(closes ? 2 : 1, tag.find_first_of(" >", 1) - (closes ? 2 : 1)));
        if (name != "table" && name != "tr" && name != "td" && name != "div" && name != "v:rect" && name != "v:textbox" && name != "v:roundrect")
            continue;
        if (!closes) {
            if (name == "td" && open.size() >= 2) {
                Open &table = open[open.size() - 2];
                const int width = number(tag, "width");
                width < 0 ? table.allSet = false : table.cells += width;
            }
            open.push_back({name, name == "table" ? number(tag, "width") : -1, 0, true});
            continue;
        }
        if (open.empty() || open.back().name != name)
            return "</" + name + "> closes " + (open.empty() ? "nothing" : open.back().name);
        const Open last = open.back();
        open.pop_back();
        if (name == "tr" && !open.empty()) {
            Open &table = open.back();
            if (table.width > 0 && table.allSet && table.cells > 0 && table.cells > table.width)
                return "cells of " + std::to_string(table.cells) + " in a table of " + std::to_string(table.width);
            table.cells = 0;
            table.allSet = true;
        }
    }
    return open.empty() ? std::string() : "<" + open.back().name + "> stays open";
}

} // namespace

std::string brokenRule(std::string_view html) {
    const auto document = HtmlDocument::parse(html);
    if (!document)
        return "it cannot be parsed";
    if (std::string broken = brokenTree(document->document()); !broken.empty())
        return broken;
    std::string broken;
    const std::string outlook = asOutlook(html, broken);
    if (!broken.empty())
        return broken;
    if (broken = brokenTables(outlook); !broken.empty())
        return "in Outlook: " + broken;
    const auto again = HtmlDocument::parse(outlook);
    return again ? brokenTree(again->document()) : "Outlook's view cannot be parsed";
}

} // namespace audience::test
