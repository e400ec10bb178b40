// What the style sheets of an email and the style attributes say about each element, by the rules of
// the cascade: important, style attribute, specificity, order. Only what holds whatever the screen, the
// time and the reader: @media, @font-face, :hover and the like stay in their sheet. Of one document,
// which must outlive it; immutable, any thread.
#pragma once

#include "email/css_selector.h"
#include "email/css_sheet.h"
#include "email/html_document.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace audience::email {

class CssCascade {
public:
    struct Rule {
        CssRule rule; // its places are those in the sheet's text
        std::vector<CssDeclaration> declarations;
        bool isMovable = false;  // all it says can be written into the elements it is about, and nobody else needs it
        std::size_t matches = 0; // elements
    };
    // One <style>.
    struct Sheet {
        std::size_t at = 0, end = 0;             // of its text in the document
        std::size_t elementAt = 0, elementEnd = 0; // of the element
        std::string_view text;
        std::vector<Rule> rules;
    };
    struct Held {
        CssDeclaration declaration;
        bool isInline = false; // from the style attribute
    };

    // Sheets that Outlook for Windows is not to read stand between "[if !mso]" and "[endif]".
    enum class Readers { Most, Everybody };

    // `source`: the text the document was parsed from. Of `Everybody` such a sheet says nothing.
    CssCascade(const HtmlDocument &document, std::string_view source, Readers readers = Readers::Most);
    CssCascade(const CssCascade &) = delete;
    CssCascade &operator=(const CssCascade &) = delete;

    // To find what holds would take too long (crafted selectors, very many rules); nothing is known then.
    bool isTooComplex() const { return m_steps == 0; }
    const std::vector<Sheet> &sheets() const { return m_sheets; }
    // Whether its tag stands in the text, once, so that a style can be written into it.
    static bool isWritten(const GumboNode *element);
    // And whether one can: where Liquid decides about its own style nothing is put before that.
    static bool isWritable(const GumboNode *element);
    // Those that hold, weakest first. Of one property only the last rule that names it is left.
    std::vector<Held> heldBy(const GumboNode *element) const;
    // The value that holds, "" where none is said about this element itself.
    std::string valueOf(const GumboNode *element, std::string_view property) const;

private:
    struct Selected {
        CssSelector selector;
        Rule *rule = nullptr;
        std::size_t order = 0;
    };
    using Places = std::vector<std::uint32_t>; // of selectors, rising
    void read(const GumboNode *node, std::string_view source);
    void readComment(std::string_view text);
    void keepForOutlook();
    void index();
    void count(const GumboNode *node);
    std::vector<const Selected *> matching(const GumboNode *element);

    Readers m_readers;
    bool m_isForSome = false;        // what is being read
    std::string m_outlook;           // the comments that Outlook reads
    std::vector<Sheet> m_sheets;
    std::vector<Selected> m_selectors;
    std::unordered_map<std::string_view, Places> m_byId, m_byClass, m_byTag; // by what the element itself must have
    Places m_ofAny;
    std::unordered_map<const GumboNode *, std::vector<const Selected *>> m_found;
    std::size_t m_steps;
};

} // namespace audience::email
