#include "email/lint.h"

#include "base/text.h"
#include "email/lint_parts.h"
#include "email/mime.h"
#include "email/plain_text.h"

#include <algorithm>
#include <tuple>

namespace audience::email {
namespace {

constexpr std::size_t kExcerpt = 80;

LintSeverity severityOf(std::string_view id) {
    const auto &rules = lintRules();
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const LintRule &one) { return one.id == id; });
    return found == rules.end() ? LintSeverity::Warning : found->severity;
}

// Cut between two characters.
std::string excerptOf(std::string_view text) {
    std::size_t size = std::min({text.size(), kExcerpt, text.find('\n')});
    while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80)
        --size;
    return std::string(text.substr(0, size));
}

bool mentions(std::string_view text) { return toLowerAscii(text).find("unsubscribe") != std::string::npos; }

// A link that names it, or a variable that will bring the link.
bool mentionsUnsubscribe(const GumboNode *node) {
    if (isElement(node) && node->v.element.tag == GUMBO_TAG_A) {
        const char *href = attributeOf(node, "href");
        if (href && *href && (mentions(href) || mentions(wordsBelow(node, false))))
            return true;
    }
    if (isText(node)) {
        const std::string_view text = node->v.text.text;
        const std::size_t open = text.find("{{");
        if (open != std::string_view::npos && mentions(text.substr(open, text.rfind("}}") - open)))
            return true;
    }
    const auto children = childrenOf(node);
    return std::any_of(children.begin(), children.end(), mentionsUnsubscribe);
}

// A receipt, a password: somebody waits for it, so it says of itself that it needs no way out.
bool isService(const GumboNode *node) {
    if (isElement(node) && node->v.element.tag == GUMBO_TAG_META) {
        const char *name = attributeOf(node, "name"), *content = attributeOf(node, "content");
        if (name && content && equalsAscii(name, "audience-purpose") && equalsAscii(content, "service"))
            return true;
    }
    const auto children = childrenOf(node);
    return std::any_of(children.begin(), children.end(), isService);
}

bool hasPostalAddress(const LintInput &input) {
    if (input.stage == LintStage::Template)
        return input.html.find("postal_address") != std::string_view::npos || input.text.find("postal_address") != std::string_view::npos;
    if (input.postalAddress->empty())
        return false;
    const auto text = plainText(input.html);
    return (text && containsPostalAddress(*text, *input.postalAddress)) || containsPostalAddress(input.text, *input.postalAddress);
}

} // namespace

LintNotes::LintNotes(std::string_view html, bool hasPlaces) : m_html(html), m_hasPlaces(hasPlaces) {
    for (std::size_t at = html.find('\n'); at != std::string_view::npos; at = html.find('\n', at + 1))
        m_lines.push_back(at + 1);
}

bool LintNotes::mayBeSaid(std::string_view id, std::size_t most) {
    const auto known = m_said.find(id);
    return ++(known == m_said.end() ? m_said.emplace(id, 0).first : known)->second <= most;
}

void LintNotes::add(std::string_view id, std::string_view part, Args args, std::string_view excerpt) {
    if (mayBeSaid(id, kMostOfAKind))
        m_findings.push_back({std::string(id), severityOf(id), std::string(part), 0, 0, std::move(args), excerptOf(excerpt), {}});
}

void LintNotes::addAt(std::string_view id, std::size_t offset, Args args, std::optional<SourceEdit> fix) {
    if (!mayBeSaid(id, fix ? kMostFixes : kMostOfAKind))
        return;
    offset = std::min(offset, m_html.size());
    const auto next = std::upper_bound(m_lines.begin(), m_lines.end(), offset); // the first line behind it
    const auto line = static_cast<unsigned>(next - m_lines.begin()), column = static_cast<unsigned>(offset - *(next - 1) + 1);
    m_findings.push_back({std::string(id), severityOf(id), "html", line, column, std::move(args), excerptOf(m_html.substr(offset)),
                          m_hasPlaces ? std::move(fix) : std::nullopt});
}

void LintNotes::addAt(std::string_view id, const GumboNode *node, Args args, std::optional<SourceEdit> fix) {
    addAt(id, isElement(node) ? node->v.element.start_pos.offset : node->v.text.start_pos.offset, std::move(args), std::move(fix));
}

std::vector<LintFinding> LintNotes::take() {
    std::stable_sort(m_findings.begin(), m_findings.end(),
                     [](const LintFinding &a, const LintFinding &b) { return std::tie(a.line, a.column) < std::tie(b.line, b.column); });
    return std::move(m_findings);
}

std::string_view toText(LintSeverity severity) {
    return severity == LintSeverity::Error ? "error" : severity == LintSeverity::Warning ? "warning" : "note";
}

const std::vector<LintRule> &lintRules() {
    using S = LintSeverity;
    static const std::vector<LintRule> rules{{"lint.subject_missing", S::Error},
                                             {"lint.subject_line_break", S::Error},
                                             {"lint.text_missing", S::Note},
                                             {"lint.html_too_large", S::Warning},
                                             {"lint.html_unreadable", S::Error},
                                             {"lint.unsubscribe_missing", S::Error},
                                             {"lint.postal_address_missing", S::Warning},
                                             {"lint.filler_text", S::Warning},
                                             {"lint.placeholder_left", S::Error},
                                             {"lint.not_liquid", S::Error},
                                             {"lint.merge_tag_foreign", S::Warning},
                                             {"lint.active_content", S::Error},
                                             {"lint.image_alt_missing", S::Warning},
                                             {"lint.image_width_missing", S::Warning},
                                             {"lint.images_heavy", S::Warning},
                                             {"lint.contrast_low", S::Warning},
                                             {"lint.too_wide", S::Warning},
                                             {"lint.link_empty", S::Warning},
                                             {"lint.link_malformed", S::Warning},
                                             {"lint.link_no_scheme", S::Warning},
                                             {"lint.link_blank", S::Warning},
                                             {"lint.link_example", S::Warning},
                                             {"lint.link_insecure", S::Warning},
                                             {"lint.link_duplicate", S::Note},
                                             {"lint.link_ambiguous", S::Note},
                                             {"lint.utm_missing", S::Note},
                                             {"lint.utm_differs", S::Note},
                                             {"lint.subject_long", S::Note},
                                             {"lint.subject_capitals", S::Note},
                                             {"lint.subject_marks", S::Note},
                                             {"lint.preheader_missing", S::Note},
                                             {"lint.preheader_long", S::Note},
                                             {"lint.spam_phrase", S::Note},
                                             {"lint.lang_missing", S::Note},
                                             {"lint.title_missing", S::Note},
                                             {"lint.heading_order", S::Note}};
    return rules;
}

std::vector<std::string_view> lintIds() {
    std::vector<std::string_view> ids;
    for (const LintRule &one : lintRules())
        ids.push_back(one.id);
    return ids;
}

// With every fix, more than anybody reads.
static std::vector<LintFinding> findingsOf(const LintInput &input) {
    const std::string html = repairUtf8(input.html);
    LintNotes notes(html, html == input.html);
    if (trimmed(input.subject).empty())
        notes.add("lint.subject_missing", "subject");
    lintLine(input, notes);
    if (trimmed(input.text).empty())
        notes.add("lint.text_missing", "text");
    if (input.html.size() > kClipBytes)
        notes.add("lint.html_too_large", "html", {{"bytes", std::to_string(input.html.size())}});
    const auto document = HtmlDocument::parse(html);
    if (!document) {
        notes.add("lint.html_unreadable", "html");
        return notes.take();
    }
    const GumboNode *tree = document->document();
    if (!mentionsUnsubscribe(tree) && !mentions(input.text) && !isService(tree))
        notes.add("lint.unsubscribe_missing", {});
    if (input.postalAddress && !hasPostalAddress(input))
        notes.add("lint.postal_address_missing", {});
    lintWords(input, tree, notes);
    lintStructure(html, tree, notes);
    lintPictures(tree, notes);
    lintLinks(html, tree, notes);
    const CssCascade cascade(*document, html);
    if (cascade.isTooComplex())
        notes.add("lint.html_unreadable", "html");
    else
        lintLook(tree, cascade, notes);
    return notes.take();
}

std::vector<LintFinding> lintEmail(const LintInput &input) {
    std::vector<LintFinding> findings = findingsOf(input);
    std::map<std::string, std::size_t, std::less<>> said;
    findings.erase(std::remove_if(findings.begin(), findings.end(), [&](const LintFinding &one) { return ++said[one.id] > LintNotes::kMostOfAKind; }), findings.end());
    return findings;
}

std::string withFixes(std::string_view html, std::size_t *made) {
    std::string text(html);
    std::size_t count = 0;
    for (int pass = 0; pass < 8; ++pass) { // one fix may lie within what another takes out
        std::vector<SourceEdit> edits;
        for (LintFinding &one : findingsOf({"-", text, "-", LintStage::Template, {}, {}}))
            if (one.fix)
                edits.push_back(*std::move(one.fix));
        if (edits.empty())
            break;
        std::string next = withEdits(text, edits);
        if (next == text)
            break;
        count += edits.size();
        text = std::move(next);
    }
    if (made)
        *made = count;
    return text;
}

} // namespace audience::email
