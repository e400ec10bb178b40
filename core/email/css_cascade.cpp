#include "email/css_cascade.h"

#include "base/text.h"
#include "email/html_tags.h"

#include <algorithm>
#include <tuple>

namespace audience::email {
namespace {

// One step is about one look at an element, or one byte of style to write: a second at most. An email has some ten thousand.
constexpr std::size_t kMostSteps = 40'000'000;

// A sheet for some screens only is none for all.
bool isForAll(const GumboNode *style) {
    const char *media = attributeOf(style, "media"), *type = attributeOf(style, "type");
    return (!media || equalsAscii(trimmed(media), "all") || equalsAscii(trimmed(media), "screen") || trimmed(media).empty()) &&
           (!type || equalsAscii(trimmed(type), "text/css") || trimmed(type).empty());
}

// Both kinds of quotes can be written in an attribute, but not within a Liquid mark.
bool canBeQuoted(const CssDeclaration &declaration) {
    const std::string &value = declaration.value;
    return value.find("{{") == std::string::npos || value.find('"') == std::string::npos || value.find('\'') == std::string::npos;
}

} // namespace

CssCascade::CssCascade(const HtmlDocument &document, std::string_view source, Readers readers) : m_readers(readers), m_steps(kMostSteps) {
    read(document.document(), source);
    std::size_t order = 0;
    for (Sheet &sheet : m_sheets)
        for (Rule &rule : sheet.rules) {
            std::vector<CssSelector> selectors;
            const auto names = cssSelectorList(rule.rule.selectors);
            for (const std::string_view name : names)
                if (auto selector = CssSelector::parse(name))
                    selectors.push_back(*std::move(selector));
            rule.isMovable = !rule.rule.selectors.empty() && selectors.size() == names.size() &&
                             std::all_of(rule.declarations.begin(), rule.declarations.end(), canBeQuoted);
            ++order;
            if (!std::all_of(rule.declarations.begin(), rule.declarations.end(), canBeQuoted))
                continue;
            for (CssSelector &selector : selectors)
                m_selectors.push_back({std::move(selector), &rule, order});
        }
    keepForOutlook();
    index();
    count(document.document());
    if (isTooComplex())
        m_found.clear();
}

// "[if !mso]><!" and "[if !mso]" open what only some read, "<![endif]" and "[endif]" end it; the others are whole.
void CssCascade::readComment(std::string_view text) {
    text = trimmed(text);
    const bool isOpen = startsWithAscii(text, "[if"), isEnd = startsWithAscii(text, "<![endif]") || startsWithAscii(text, "[endif]");
    const bool isWhole = isOpen && toLowerAscii(text).find("<![endif]") != std::string::npos;
    if (isWhole)
        m_outlook += std::string(text.substr(std::min(text.find('>'), text.size() - 1) + 1)) + '\n';
    else
        m_isForSome = isOpen || (m_isForSome && !isEnd);
}

// What stands in such a comment is no element of the tree: its rules stay in the sheet.
void CssCascade::keepForOutlook() {
    if (m_outlook.empty())
        return;
    scanTags(m_outlook, [&](const HtmlTag &tag) {
        if (tag.isEnd)
            return;
        const TagAttribute *classes = tag.find("class"), *id = tag.find("id");
        const std::string name = toLowerAscii(tag.name);
        for (const Selected &one : m_selectors) {
            if (m_steps == 0)
                return;
            m_steps -= std::min(m_steps, 1 + (classes ? classes->value.size() / 32 : 0));
            if (one.rule->isMovable && one.selector.mayMatch(name, classes ? classes->value : std::string_view(), id ? id->value : std::string_view()))
                one.rule->isMovable = false;
        }
    });
}

void CssCascade::index() {
    for (std::uint32_t i = 0; i < m_selectors.size(); ++i) {
        const CssSelector &one = m_selectors[i].selector;
        (!one.id().empty() ? m_byId[one.id()] : !one.className().empty() ? m_byClass[one.className()] : !one.tag().empty() ? m_byTag[one.tag()] : m_ofAny).push_back(i);
    }
}

void CssCascade::read(const GumboNode *node, std::string_view source) {
    if (isElement(node) && node->v.element.tag == GUMBO_TAG_STYLE && node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML) {
        const GumboElement &element = node->v.element;
        const std::size_t begin = element.start_pos.offset + element.original_tag.length;
        const std::size_t close = element.end_pos.offset;
        if ((m_isForSome && m_readers == Readers::Everybody) || !isForAll(node) || element.original_tag.length == 0 ||
            element.original_end_tag.length == 0 || close < begin || close > source.size())
            return;
        Sheet sheet;
        sheet.at = begin;
        sheet.end = close;
        sheet.elementAt = element.start_pos.offset;
        sheet.elementEnd = close + element.original_end_tag.length;
        sheet.text = source.substr(begin, close - begin);
        for (const CssRule &rule : cssRules(sheet.text))
            sheet.rules.push_back({rule, cssDeclarations(rule.body), false, 0});
        m_sheets.push_back(std::move(sheet));
        return;
    }
    if (node->type == GUMBO_NODE_COMMENT)
        readComment(node->v.text.text);
    for (const GumboNode *child : childrenOf(node))
        read(child, source);
}

bool CssCascade::isWritten(const GumboNode *element) {
    constexpr unsigned kCopied = GUMBO_INSERTION_ADOPTION_AGENCY_CLONED | GUMBO_INSERTION_RECONSTRUCTED_FORMATTING_ELEMENT;
    return element->v.element.original_tag.length > 0 && (static_cast<unsigned>(element->parse_flags) & kCopied) == 0;
}

bool CssCascade::isWritable(const GumboNode *element) {
    const GumboStringPiece &tag = element->v.element.original_tag;
    const std::string_view text(tag.data, tag.length);
    return isWritten(element) && (text.find("{%") == std::string_view::npos || toLowerAscii(text).find("style") == std::string::npos);
}

void CssCascade::count(const GumboNode *node) {
    if (isTooComplex() || (isElement(node) && node->v.element.tag == GUMBO_TAG_HEAD))
        return;
    if (isElement(node) && !m_selectors.empty()) {
        std::vector<const Selected *> found = matching(node);
        for (const Selected *one : found) {
            // So much is written into the element.
            m_steps -= std::min(m_steps, 1 + one->rule->rule.body.size());
            ++one->rule->matches;
            // What is said of a body that is not written down can only stand in the sheet.
            one->rule->isMovable = one->rule->isMovable && (isWritable(node) || (!isWritten(node) && node->v.element.tag != GUMBO_TAG_BODY));
        }
        if (isTooComplex())
            return;
        if (!found.empty())
            m_found.emplace(node, std::move(found));
    }
    for (const GumboNode *child : childrenOf(node))
        count(child);
}

// Of one rule the selector that weighs most.
std::vector<const CssCascade::Selected *> CssCascade::matching(const GumboNode *element) {
    Places places = m_ofAny;
    const auto add = [&](const auto &from, std::string_view name) {
        const auto found = from.find(name);
        if (found == from.end())
            return;
        m_steps -= std::min(m_steps, 4 * found->second.size()); // they are sorted, too
        if (m_steps > 0)
            places.insert(places.end(), found->second.begin(), found->second.end());
    };
    add(m_byTag, tagName(element));
    if (const char *id = attributeOf(element, "id"))
        add(m_byId, id);
    if (const char *classes = attributeOf(element, "class"))
        for (std::string_view rest = classes; !rest.empty() && m_steps > 0;) {
            constexpr std::string_view kBlanks = " \t\r\n\f";
            rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks), rest.size()));
            const std::size_t end = std::min(rest.find_first_of(kBlanks), rest.size());
            add(m_byClass, rest.substr(0, end));
            rest.remove_prefix(end);
        }
    if (isTooComplex())
        return {};
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::vector<const Selected *> found; // those of one rule follow each other
    for (const std::uint32_t place : places) {
        const Selected &one = m_selectors[place];
        if (!one.selector.matches(element, m_steps))
            continue;
        if (found.empty() || found.back()->rule != one.rule)
            found.push_back(&one);
        else if (found.back()->selector.specificity() < one.selector.specificity())
            found.back() = &one;
    }
    return found;
}

std::vector<CssCascade::Held> CssCascade::heldBy(const GumboNode *element) const {
    struct Weighed {
        Held held;
        std::uint32_t specificity = 0;
        std::size_t order = 0;
    };
    std::vector<Weighed> all;
    const auto matched = m_found.find(element);
    for (const Selected *one : matched == m_found.end() ? std::vector<const Selected *>() : matched->second)
        for (const CssDeclaration &declaration : one->rule->declarations)
            all.push_back({{declaration, false}, one->selector.specificity(), one->order});
    if (const char *style = attributeOf(element, "style"))
        for (CssDeclaration &declaration : cssDeclarations(style))
            all.push_back({{std::move(declaration), true}, 0, 0});
    std::stable_sort(all.begin(), all.end(), [](const Weighed &a, const Weighed &b) {
        const auto weight = [](const Weighed &one) {
            return std::make_tuple(one.held.declaration.isImportant, one.held.isInline, one.specificity, one.order);
        };
        return weight(a) < weight(b);
    });
    std::vector<Held> out;
    std::unordered_map<std::string_view, const Weighed *> last; // of each property; nullptr: more than one rule names it
    for (auto one = all.rbegin(); one != all.rend(); ++one) {
        // A rule may say a property twice, the second time for those who understand more.
        const auto [known, isNew] = last.try_emplace(one->held.declaration.property, &*one);
        if (!isNew && known->second && std::tie(known->second->order, known->second->held.isInline) != std::tie(one->order, one->held.isInline))
            known->second = nullptr;
        if (known->second)
            out.push_back(one->held);
    }
    std::reverse(out.begin(), out.end());
    return out;
}

std::string CssCascade::valueOf(const GumboNode *element, std::string_view property) const {
    const auto held = heldBy(element);
    const auto found = std::find_if(held.rbegin(), held.rend(), [&](const Held &one) { return one.declaration.property == property; });
    return found == held.rend() ? std::string() : found->declaration.value;
}

} // namespace audience::email
