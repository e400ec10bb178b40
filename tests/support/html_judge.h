// Whether HTML that was made safe is safe, by a judge that shares nothing with who made it so.
#pragma once

#include "base/text.h"
#include "email/html_document.h"

#include <set>
#include <string>

namespace audience::test {

using namespace audience::email;

// What must never be in a result, looked for in the tree an HTML5 parser makes of it. Kept apart
// from the sanitiser's own lists on purpose: this one names what is dangerous, that one what is
// harmless.
class HtmlJudge {
public:
    explicit HtmlJudge(bool remoteAllowed) : m_remoteAllowed(remoteAllowed) {}

    std::string verdict(const std::string &html) {
        m_faults.clear();
        const auto document = HtmlDocument::parse(html);
        if (!document)
            return "not readable";
        visit(document->document());
        return m_faults;
    }

private:
    void fault(const std::string &what) { m_faults += what + "; "; }
    void visit(const GumboNode *node) {
        if (node->type == GUMBO_NODE_COMMENT)
            fault("comment");
        if (isElement(node))
            element(node);
        for (const GumboNode *child : childrenOf(node))
            visit(child);
    }
    void element(const GumboNode *node) {
        static const std::set<std::string> bad{
            "script",   "iframe", "object",    "embed",    "applet",   "svg",    "math",
            "form",     "input",  "button",    "textarea", "select",   "base",   "link",
            "template", "video",  "audio",     "source",   "track",    "frame",  "frameset",
            "noscript", "xmp",    "plaintext", "noembed",  "noframes", "canvas", "bgsound",
            "isindex",  "keygen", "portal",    "dialog"};
        const std::string name = tagName(node);
        if (bad.count(name) || node->v.element.tag_namespace != GUMBO_NAMESPACE_HTML)
            fault("element " + name);
        const GumboVector &attributes = node->v.element.attributes;
        for (unsigned i = 0; i < attributes.length; ++i) {
            const auto *each = static_cast<const GumboAttribute *>(attributes.data[i]);
            attribute(toLowerAscii(each->name), each->value);
        }
        if (name == "style")
            for (const GumboNode *child : childrenOf(node))
                if (isText(child))
                    css(child->v.text.text);
    }
    void attribute(const std::string &name, const std::string &value) {
        static const std::set<std::string> bad{
            "srcdoc",    "srcset",          "action",   "formaction", "data",   "poster",
            "ping",      "http-equiv",      "manifest", "xlink:href", "dynsrc", "lowsrc",
            "codebase",  "archive",         "longdesc", "profile",    "cite",   "target",
            "autofocus", "contenteditable", "is",       "slot"};
        if (name.rfind("on", 0) == 0 || bad.count(name))
            fault("attribute " + name);
        if (name == "href")
            url(value, true);
        if (name == "src" || name == "background")
            url(value, false);
        if (name == "style")
            css(value);
    }
    void url(const std::string &value, bool link) {
        std::string tidy;
        for (char c : toLowerAscii(value))
            if (static_cast<unsigned char>(c) > 0x20)
                tidy += c;
        const bool web = tidy.rfind("http://", 0) == 0 || tidy.rfind("https://", 0) == 0;
        if (link ? web || tidy.rfind("mailto:", 0) == 0 || tidy.rfind("tel:", 0) == 0 ||
                       tidy.rfind("sms:", 0) == 0 || tidy[0] == '#'
                 : (web && m_remoteAllowed) || tidy.rfind("cid:", 0) == 0)
            return;
        for (const char *type : {"png", "jpeg", "jpg", "gif", "webp"})
            if (!link && tidy.rfind(std::string("data:image/") + type + ";base64,", 0) == 0)
                return;
        fault("url " + value);
    }
    void css(const std::string &text) {
        checkEscapes(text);
        const std::string lower = toLowerAscii(text);
        for (const char *word : {"expression(", "behavior", "-moz-binding", "@import", "@font-face",
                                 "@charset", "@namespace", "javascript:", "vbscript:", "progid",
                                 "image-set(", "src:", "file:", "</style", "<!--"})
            if (lower.find(word) != std::string::npos)
                fault(std::string("css ") + word);
        for (std::size_t at = lower.find("url("); at != std::string::npos;
             at = lower.find("url(", at + 1)) {
            std::size_t from = at + 4;
            while (from < text.size() &&
                   (text[from] == '\'' || text[from] == '"' || text[from] == ' '))
                ++from;
            url(text.substr(from, text.find_first_of("'\")", from) - from), false);
        }
    }
    // Outside quoted strings an escape could spell a keyword that the plain search misses.
    void checkEscapes(const std::string &text) {
        bool quoted = false;
        for (char c : text) {
            quoted = quoted != (c == '\'');
            if (c == '<' || (c == '\\' && !quoted))
                fault("css escape in " + text);
        }
    }
    bool m_remoteAllowed;
    std::string m_faults;
};

} // namespace audience::test
