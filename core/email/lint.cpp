#include "email/lint.h"

#include "base/text.h"
#include "email/html_document.h"

#include <algorithm>
#include <array>

namespace audience::email {
namespace {

constexpr std::size_t kMaxHtml = 102 * 1024;
constexpr std::array<std::string_view, 3> kFillers{"lorem ipsum", "dolor sit amet",
                                                   "your text here"};

constexpr std::array<std::pair<GumboTag, std::string_view>, 7> kActive{{{GUMBO_TAG_SCRIPT, "script"},
                                                                        {GUMBO_TAG_IFRAME, "iframe"},
                                                                        {GUMBO_TAG_OBJECT, "object"},
                                                                        {GUMBO_TAG_EMBED, "embed"},
                                                                        {GUMBO_TAG_FORM, "form"},
                                                                        {GUMBO_TAG_INPUT, "input"},
                                                                        {GUMBO_TAG_BASE, "base"}}};

class Linter {
public:
    explicit Linter(const LintInput &input) : m_input(input) {}

    std::vector<LintFinding> run() {
        if (trimmed(m_input.subject).empty())
            add("lint.subject_missing", LintSeverity::Error);
        if (trimmed(m_input.text).empty())
            add("lint.text_missing", LintSeverity::Note);
        if (m_input.html.size() > kMaxHtml)
            add("lint.html_too_large", LintSeverity::Warning,
                {{"bytes", std::to_string(m_input.html.size())}});
        const auto document = HtmlDocument::parse(repairUtf8(m_input.html));
        if (!document) {
            add("lint.html_unreadable", LintSeverity::Error);
            return std::move(m_findings);
        }
        if (!mentionsUnsubscribe(document->document()) && !mentions(m_input.text))
            add("lint.unsubscribe_missing", LintSeverity::Error);
        visit(document->document());
        if (m_input.stage == LintStage::Rendered)
            for (const std::string_view part : {m_input.subject, m_input.html, m_input.text})
                placeholders(part, part.data() == m_input.html.data());
        return std::move(m_findings);
    }

private:
    using Args = std::vector<std::pair<std::string, std::string>>;
    void add(std::string_view id, LintSeverity severity, Args args = {},
             GumboSourcePosition at = {0, 0, 0}) {
        m_findings.push_back({std::string(id), severity, at.line, at.column, std::move(args)});
    }

    static bool mentions(std::string_view text) {
        return toLowerAscii(text).find("unsubscribe") != std::string::npos;
    }
    // A link that names it, or a variable that will bring the link.
    static bool mentionsUnsubscribe(const GumboNode *node) {
        if (isElement(node) && node->v.element.tag == GUMBO_TAG_A) {
            const char *href = attributeOf(node, "href");
            if (href && *href && (mentions(href) || mentions(ownText(node))))
                return true;
        }
        if (isText(node)) {
            const std::string_view text = node->v.text.text;
            const std::size_t open = text.find("{{");
            if (open != std::string_view::npos &&
                mentions(text.substr(open, text.rfind("}}") - open)))
                return true;
        }
        const auto children = childrenOf(node);
        return std::any_of(children.begin(), children.end(), mentionsUnsubscribe);
    }
    static void appendText(const GumboNode *node, std::string &out) {
        if (isText(node))
            out += node->v.text.text;
        for (const GumboNode *child : childrenOf(node))
            appendText(child, out);
    }
    static std::string ownText(const GumboNode *node) {
        std::string out;
        appendText(node, out);
        return out;
    }

    void visit(const GumboNode *node) {
        if (isText(node))
            filler(node);
        if (isElement(node))
            element(node);
        for (const GumboNode *child : childrenOf(node))
            visit(child);
    }
    void filler(const GumboNode *node) {
        const std::string lower = toLowerAscii(node->v.text.text);
        for (const std::string_view words : kFillers)
            if (lower.find(words) != std::string::npos)
                return add("lint.filler_text", LintSeverity::Warning,
                           {{"text", std::string(words)}}, node->v.text.start_pos);
    }
    void element(const GumboNode *node) {
        const GumboSourcePosition at = node->v.element.start_pos;
        active(node, at);
        if (node->v.element.tag == GUMBO_TAG_IMG && !attributeOf(node, "alt"))
            add("lint.image_alt_missing", LintSeverity::Warning, {}, at);
        if (node->v.element.tag != GUMBO_TAG_A)
            return;
        const char *href = attributeOf(node, "href");
        const std::string url = href ? tidyUrl(href) : std::string();
        if (startsWithAscii(url, "http://"))
            add("lint.link_insecure", LintSeverity::Note, {{"url", url}}, at);
        else if (href && (url.empty() || url == "#"))
            add("lint.link_empty", LintSeverity::Warning,
                {{"text", std::string(trimmed(ownText(node)))}}, at);
    }
    void active(const GumboNode *node, GumboSourcePosition at) {
        for (const auto &[tag, name] : kActive)
            if (node->v.element.tag == tag)
                return add("lint.active_content", LintSeverity::Error, {{"what", "<" + std::string(name) + ">"}}, at);
        const GumboVector &attributes = node->v.element.attributes;
        for (unsigned i = 0; i < attributes.length; ++i) {
            const auto *attribute = static_cast<const GumboAttribute *>(attributes.data[i]);
            const std::string name = toLowerAscii(attribute->name);
            const std::string value = toLowerAscii(tidyUrl(attribute->value));
            if (name.rfind("on", 0) == 0 || value.rfind("javascript:", 0) == 0)
                return add("lint.active_content", LintSeverity::Error, {{"what", name}}, at);
        }
    }
    // Template marks that nobody filled in; the position is known for the HTML only.
    void placeholders(std::string_view text, bool positioned) {
        GumboSourcePosition at{1, 1, 0};
        for (std::size_t i = 0; i < text.size(); ++i, ++at.column) {
            if (text[i] == '\n') {
                ++at.line;
                at.column = 0;
                continue;
            }
            const std::string_view pair = text.substr(i, 2);
            if (pair != "{{" && pair != "{%")
                continue;
            const std::size_t end = text.find(pair == "{{" ? "}}" : "%}", i + 2);
            if (end == std::string_view::npos || end - i > 200)
                continue;
            const std::string mark = repairUtf8(text.substr(i, end + 2 - i));
            add("lint.placeholder_left", LintSeverity::Error, {{"text", mark}},
                positioned ? at : GumboSourcePosition{0, 0, 0});
        }
    }

    const LintInput &m_input;
    std::vector<LintFinding> m_findings;
};

} // namespace

const std::vector<std::string_view> &lintIds() {
    static const std::vector<std::string_view> ids{"lint.subject_missing",     "lint.text_missing",  "lint.html_too_large", "lint.html_unreadable",
                                                   "lint.unsubscribe_missing", "lint.filler_text",   "lint.image_alt_missing", "lint.link_insecure",
                                                   "lint.link_empty",          "lint.placeholder_left", "lint.active_content"};
    return ids;
}

std::vector<LintFinding> lintEmail(const LintInput &input) {
    return Linter(input).run();
}

} // namespace audience::email
