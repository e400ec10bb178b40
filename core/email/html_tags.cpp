#include "email/html_tags.h"

#include "base/text.h"

#include <algorithm>

namespace audience::email {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class Scanner {
public:
    Scanner(std::string_view html, const std::function<void(const HtmlTag &)> &visit) : m_html(html), m_visit(visit) {}

    void run() {
        while ((m_at = m_html.find('<', m_at)) != std::string_view::npos) {
            const std::string_view rest = m_html.substr(m_at);
            if (rest.substr(0, 4) == "<!--")
                comment();
            else if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?'))
                skipPast(">", m_at + 2);
            else if (rest.size() > 1 && (isLetter(rest[1]) || (rest[1] == '/' && rest.size() > 2 && isLetter(rest[2]))))
                tag();
            else
                ++m_at;
        }
    }

private:
    void skipPast(std::string_view what, std::size_t from) {
        const std::size_t found = m_html.find(what, std::min(from, m_html.size()));
        m_at = found == std::string_view::npos ? m_html.size() : found + what.size();
    }
    void comment() {
        std::size_t next = m_at + 4;
        while (next < m_html.size() && isBlank(m_html[next]))
            ++next;
        if (m_html.substr(next, 3) == "[if")
            skipPast(">", next); // Outlook reads what follows
        else
            skipPast("-->", m_at + 2);
    }
    // Behind a {{ mark }} or {% mark %} at `at`, else `at`.
    std::size_t behindMark(std::size_t at) {
        const std::string_view two = m_html.substr(at, 2);
        if (two != "{{" && two != "{%")
            return at;
        bool &isNeverClosed = two == "{{" ? m_noOutputEnd : m_noTagEnd;
        if (isNeverClosed) // further on neither
            return at;
        const std::size_t close = m_html.find(two == "{{" ? "}}" : "%}", at + 2);
        isNeverClosed = close == std::string_view::npos;
        return isNeverClosed ? at : close + 2;
    }
    void tag() {
        m_tag.attributes.clear();
        m_tag.at = m_at;
        m_tag.isEnd = m_html[m_at + 1] == '/';
        std::size_t at = m_at + (m_tag.isEnd ? 2 : 1);
        const std::size_t name = at;
        while (at < m_html.size() && !isBlank(m_html[at]) && m_html[at] != '>' && m_html[at] != '/')
            ++at;
        m_tag.name = m_html.substr(name, at - name);
        while (at < m_html.size() && m_html[at] != '>') {
            if (const std::size_t behind = behindMark(at); behind != at)
                at = behind;
            else if (isBlank(m_html[at]) || m_html[at] == '/')
                ++at;
            else
                at = attribute(at);
        }
        m_tag.end = std::min(m_html.size(), at + 1);
        m_at = m_tag.end;
        if (at >= m_html.size())
            return; // never closed: no browser makes a tag of it
        m_visit(m_tag);
        if (!m_tag.isEnd)
            rawText();
    }
    std::size_t attribute(std::size_t at) {
        TagAttribute one;
        one.at = at;
        while (at < m_html.size() && !isBlank(m_html[at]) && m_html[at] != '>' && m_html[at] != '=' && m_html[at] != '/' && behindMark(at) == at)
            ++at;
        if (at == one.at)
            ++at; // a stray "="
        one.name = m_html.substr(one.at, at - one.at);
        std::size_t equals = at;
        while (equals < m_html.size() && isBlank(m_html[equals]))
            ++equals;
        if (equals >= m_html.size() || m_html[equals] != '=') {
            m_tag.attributes.push_back(one);
            return at;
        }
        at = equals + 1;
        while (at < m_html.size() && isBlank(m_html[at]))
            ++at;
        const char quote = at < m_html.size() && (m_html[at] == '"' || m_html[at] == '\'') ? m_html[at] : '\0';
        one.valueAt = quote ? at + 1 : at;
        at = one.valueAt;
        while (at < m_html.size() && (quote ? m_html[at] != quote : !isBlank(m_html[at]) && m_html[at] != '>')) {
            const std::size_t behind = behindMark(at); // {{ name | default: "you" }} in quotes
            at = behind != at ? behind : at + 1;
        }
        at = std::min(at, m_html.size());
        one.value = m_html.substr(std::min(one.valueAt, m_html.size()), at - std::min(one.valueAt, at));
        m_tag.attributes.push_back(one);
        return quote && at < m_html.size() ? at + 1 : at;
    }
    void rawText() {
        for (const std::string_view name : {"style", "script", "title", "textarea", "xmp"})
            if (equalsAscii(m_tag.name, name)) {
                for (std::size_t at = m_html.find("</", m_at); at != std::string_view::npos; at = m_html.find("</", at + 2))
                    if (equalsAscii(m_html.substr(at + 2, name.size()), name)) {
                        m_at = at;
                        return;
                    }
                m_at = m_html.size();
                return;
            }
    }

    std::string_view m_html;
    const std::function<void(const HtmlTag &)> &m_visit;
    std::size_t m_at = 0;
    bool m_noOutputEnd = false, m_noTagEnd = false;
    HtmlTag m_tag;
};

} // namespace

const TagAttribute *HtmlTag::find(std::string_view attribute) const {
    for (const TagAttribute &one : attributes)
        if (equalsAscii(one.name, attribute))
            return &one;
    return nullptr;
}

std::optional<AttributePlace> attributePlace(std::string_view html, std::size_t tagAt, std::size_t tagSize, std::string_view name) {
    std::optional<AttributePlace> place;
    const std::string_view open = html.substr(std::min(tagAt, html.size()), tagSize);
    scanTags(open, [&](const HtmlTag &tag) {
        const TagAttribute *found = tag.at == 0 ? tag.find(name) : nullptr;
        if (!found)
            return;
        place = AttributePlace{tagAt + found->at, found->name.size(), 0, 0, 0};
        if (found->valueAt == 0)
            return;
        const char before = open[found->valueAt - 1];
        const std::size_t end = found->valueAt + found->value.size();
        place->quote = before == '"' || before == '\'' ? before : '\0';
        place->valueAt = tagAt + found->valueAt;
        place->valueSize = found->value.size();
        place->size = std::min(open.size(), end + (place->quote ? 1 : 0)) - found->at;
    });
    return place;
}

void scanTags(std::string_view html, const std::function<void(const HtmlTag &)> &visit) {
    Scanner(html, visit).run();
}

} // namespace audience::email
