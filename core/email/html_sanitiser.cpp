#include "email/html_sanitiser.h"

#include "base/text.h"
#include "email/html_document.h"

#include <algorithm>
#include <array>

namespace audience::email {
namespace {

template <std::size_t N>
bool oneOf(const std::array<std::string_view, N> &words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 74> kKept{
    "html",   "head",    "title",      "style",  "meta",    "body",     "div",        "span",
    "p",      "br",      "hr",         "h1",     "h2",      "h3",       "h4",         "h5",
    "h6",     "a",       "img",        "table",  "caption", "colgroup", "col",        "thead",
    "tbody",  "tfoot",   "tr",         "td",     "th",      "ul",       "ol",         "li",
    "dl",     "dt",      "dd",         "b",      "strong",  "i",        "em",         "u",
    "s",      "strike",  "del",        "ins",    "small",   "big",      "sub",        "sup",
    "code",   "pre",     "kbd",        "samp",   "var",     "tt",       "q",          "cite",
    "abbr",   "address", "blockquote", "center", "font",    "wbr",      "section",    "article",
    "header", "footer",  "main",       "nav",    "aside",   "figure",   "figcaption", "map",
    "area",   "mark"};
// Left out with all they contain; every other unknown element leaves its content behind.
constexpr std::array<std::string_view, 25> kDropped{
    "script",   "style",  "iframe", "object", "embed", "applet", "svg",      "math",    "template",
    "textarea", "select", "option", "video",  "audio", "canvas", "noframes", "noembed", "frameset",
    "frame",    "base",   "link",   "meta",   "title", "input",  "param"};
constexpr std::array<std::string_view, 9> kVoid{"br",  "hr",   "img",   "meta", "col",
                                                "wbr", "area", "input", "param"};
constexpr std::array<std::string_view, 40> kAttributes{
    "class",       "id",          "dir",         "lang",    "title",   "align",  "valign",
    "width",       "height",      "bgcolor",     "border",  "color",   "face",   "size",
    "alt",         "cellpadding", "cellspacing", "colspan", "rowspan", "role",   "summary",
    "scope",       "nowrap",      "start",       "type",    "hspace",  "vspace", "clear",
    "text",        "link",        "vlink",       "alink",   "span",    "rules",  "frame",
    "bordercolor", "reversed",    "shape",       "coords",  "abbr"};
constexpr std::array<std::string_view, 7> kMetaNames{"viewport",
                                                     "color-scheme",
                                                     "supported-color-schemes",
                                                     "x-apple-disable-message-reformatting",
                                                     "format-detection",
                                                     "author",
                                                     "description"};

std::string escaped(std::string_view text, bool attribute) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (attribute && c == '"')
            out += "&quot;";
        else if (attribute && c == '`')
            out += "&#96;";
        else if (text.substr(i, 2) == "\xc2\xa0")
            out += "&nbsp;", ++i;
        else
            out += c;
    }
    return out;
}

// Where a click may lead: other schemes, relative addresses and files are refused.
bool isAllowedLink(std::string_view url) {
    for (const std::string_view scheme : {"https://", "http://", "mailto:", "tel:", "sms:"})
        if (startsWithAscii(url, scheme))
            return true;
    return !url.empty() && url.front() == '#';
}

bool isPlainName(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

// "/items/0/title"
bool isPlainPlace(std::string_view place) {
    std::string names(place);
    names.erase(std::remove(names.begin(), names.end(), '/'), names.end());
    return isPlainName(names);
}

class Serialiser {
public:
    explicit Serialiser(SanitiserOptions options) : m_keepsParts(options.keepsParts) { m_css.remoteImages = options.remoteImages; }

    std::string document(const GumboNode *node) {
        // Pictures in table cells sit differently in each of the three modes.
        switch (node->v.document.doc_type_quirks_mode) {
        case GUMBO_DOCTYPE_NO_QUIRKS:
            m_out = "<!DOCTYPE html>\n";
            break;
        case GUMBO_DOCTYPE_LIMITED_QUIRKS:
            m_out = "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" "
                    "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n";
            break;
        default:
            m_out.clear();
        }
        children(node, {});
        return std::move(m_out);
    }
    std::size_t removed() const { return m_removed + m_css.removed; }
    std::size_t blockedRemote() const { return m_css.blockedRemote; }

private:
    void children(const GumboNode *node, std::string_view parent) {
        for (const GumboNode *child : childrenOf(node)) {
            if (isText(child))
                m_out += escaped(child->v.text.text, false);
            else if (isElement(child))
                element(child, parent);
        }
    }
    void element(const GumboNode *node, std::string_view parent) {
        const std::string name = tagName(node);
        const bool foreign = node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML;
        const bool titleInBody = name == "title" && parent != "head";
        const bool kept = !foreign && !titleInBody && oneOf(kKept, name);
        if (kept && name == "style")
            return style(node);
        if (kept && name == "meta")
            return meta(node);
        if (!kept) {
            ++m_removed;
            if (!foreign && !oneOf(kDropped, name))
                children(node, parent);
            return;
        }
        m_out += '<' + name;
        attributes(node, name);
        m_out += '>';
        if (oneOf(kVoid, name))
            return;
        if (name == "pre" && startsWithLineEnd(node))
            m_out += '\n'; // a parser takes the first line end of a pre away
        children(node, name);
        m_out += "</" + name + '>';
    }
    static bool startsWithLineEnd(const GumboNode *node) {
        const auto content = childrenOf(node);
        return !content.empty() && isText(content.front()) &&
               content.front()->v.text.text[0] == '\n';
    }

    void attribute(std::string_view name, std::string_view value) {
        m_out += ' ';
        m_out += name;
        m_out += "=\"" + escaped(value, true) + '"';
    }
    void attributes(const GumboNode *node, std::string_view element) {
        const GumboVector &all = node->v.element.attributes;
        for (unsigned i = 0; i < all.length; ++i) {
            const auto *each = static_cast<const GumboAttribute *>(all.data[i]);
            if (!knownAttribute(element, each->name, each->value))
                ++m_removed;
        }
    }
    bool knownAttribute(std::string_view element, std::string_view name, std::string_view value) {
        const bool link = element == "a" || element == "area";
        if (name == "style") {
            const std::string css = m_css.declarations(value);
            if (!css.empty())
                attribute(name, css);
            return true; // what was left out of it has been counted there
        }
        if ((name == "src" && element == "img") || name == "background") {
            bool remote = false;
            const std::string url = tidyUrl(value);
            const bool allowed = isAllowedImage(url, m_css.remoteImages, &remote);
            if (allowed)
                attribute(name, url);
            else if (remote)
                ++m_css.blockedRemote;
            return allowed || remote;
        }
        if (name == "href" && link) {
            const std::string url = tidyUrl(value);
            const bool allowed = isAllowedLink(url);
            attribute(name, allowed ? url : "#"); // it leads nowhere, and looks like the link it is
            return allowed;
        }
        if (m_keepsParts && ((name == "data-part" && isPlainName(value)) || (name == "data-words" && isPlainPlace(value)))) {
            attribute(name, value);
            return true;
        }
        const bool anchor = name == "name" && (element == "a" || element == "map");
        const bool usesMap =
            name == "usemap" && element == "img" && !value.empty() && value.front() == '#';
        if (!anchor && !usesMap && !oneOf(kAttributes, name) && name.substr(0, 5) != "aria-")
            return false;
        if (!std::all_of(name.begin(), name.end(),
                         [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; }))
            return false;
        attribute(name, value);
        return true;
    }

    void style(const GumboNode *node) {
        std::string source;
        for (const GumboNode *child : childrenOf(node))
            if (isText(child))
                source += child->v.text.text;
        const std::string css = m_css.styleSheet(source);
        if (css.empty())
            return;
        const char *media = attributeOf(node, "media");
        m_out += "<style";
        if (media && std::string_view(media).find_first_of("<>\\;{}\"'") == std::string_view::npos)
            attribute("media", media);
        m_out += ">\n" + css + "</style>";
    }
    void meta(const GumboNode *node) {
        const char *name = attributeOf(node, "name"), *content = attributeOf(node, "content");
        const char *equivalent = attributeOf(node, "http-equiv");
        if (attributeOf(node, "charset") ||
            (equivalent && equalsAscii(equivalent, "content-type"))) {
            m_out += "<meta charset=\"utf-8\">";
        } else if (!equivalent && name && content && oneOf(kMetaNames, toLowerAscii(name))) {
            m_out += "<meta";
            attribute("name", toLowerAscii(name));
            attribute("content", content);
            m_out += '>';
        } else {
            ++m_removed;
        }
    }

    const bool m_keepsParts;
    std::string m_out;
    CssFilter m_css;
    std::size_t m_removed = 0;
};

} // namespace

Result<SanitisedHtml> sanitiseHtml(std::string_view html, SanitiserOptions options) {
    // A tree with elements left out may read as another tree; it is written and read until it does
    // not.
    constexpr int kMaxPasses = 8;
    SanitisedHtml result;
    std::string source = repairUtf8(html);
    for (int pass = 0; pass < kMaxPasses; ++pass) {
        TRY_ASSIGN(const HtmlDocument document, HtmlDocument::parse(source));
        Serialiser serialiser(options);
        std::string written = serialiser.document(document.document());
        if (pass == 0) {
            result.removed = serialiser.removed();
            result.blockedRemote = serialiser.blockedRemote();
        }
        if (written == source) {
            result.html = std::move(written);
            return result;
        }
        source = std::move(written);
    }
    return Error(ErrorKind::Limit, "email.html_too_complex");
}

} // namespace audience::email
