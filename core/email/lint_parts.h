// What the parts of the linter share. Private to email; one thread, one email.
#pragma once

#include "email/css_cascade.h"
#include "email/html_document.h"
#include "email/lint.h"

#include <functional>
#include <map>

namespace audience::email {

class LintNotes {
public:
    using Args = std::vector<std::pair<std::string, std::string>>;

    static constexpr std::size_t kMostOfAKind = 200, kMostFixes = 20'000; // more tell nothing new

    LintNotes(std::string_view html, bool hasPlaces);

    // About the whole, or a line of the envelope.
    void add(std::string_view id, std::string_view part, Args args = {}, std::string_view excerpt = {});
    // At a place of the HTML.
    void addAt(std::string_view id, std::size_t offset, Args args = {}, std::optional<SourceEdit> fix = {});
    void addAt(std::string_view id, const GumboNode *node, Args args = {}, std::optional<SourceEdit> fix = {});
    std::vector<LintFinding> take();

private:
    bool mayBeSaid(std::string_view id, std::size_t most);
    std::string_view m_html;
    bool m_hasPlaces;                       // offsets of the tree are those of the text
    std::vector<std::size_t> m_lines{0};    // where each begins
    std::map<std::string, std::size_t, std::less<>> m_said;
    std::vector<LintFinding> m_findings;
};

// The value of an attribute as it is written, without quotes, and its place; nothing where there is none.
std::optional<SourceEdit> attributeValuePlace(const GumboNode *element, const char *name, std::string_view html);
// The words below the node piece by piece, with the node that each comes from.
void visitWords(const GumboNode *node, bool withPictures, const std::function<void(const GumboNode *node, std::string_view words)> &visit);
// All words below the node, with the alternative text of pictures where it is wanted; blanks as they are.
std::string wordsBelow(const GumboNode *node, bool withPictures);
std::string withoutLiquid(std::string_view text); // marks left out

void lintLine(const LintInput &input, LintNotes &notes);                               // subject and preheader
void lintWords(const LintInput &input, const GumboNode *document, LintNotes &notes);   // fillers, phrases, marks
void lintLinks(std::string_view html, const GumboNode *document, LintNotes &notes);    // addresses, words, UTM
void lintPictures(const GumboNode *document, LintNotes &notes);                         // alt, width, share of words
void lintStructure(std::string_view html, const GumboNode *document, LintNotes &notes); // active content, language, headings
void lintLook(const GumboNode *document, const CssCascade &cascade, LintNotes &notes); // contrast, width

} // namespace audience::email
