// Subject, preheader, and the words of the email.
#include "base/text.h"
#include "email/leftovers.h"
#include "email/lint_parts.h"
#include "email/text_length.h"

#include <algorithm>
#include <array>
#include <set>

namespace audience::email {
namespace {

constexpr std::array<std::string_view, 13> kFillers{
    "lorem ipsum", "dolor sit amet", "your text here", "insert text here", "add your text", "text goes here", "placeholder text",
    "write something here", "blindtext", "mustertext", "platzhaltertext", "ihr text hier", "hier steht ihr"};
// Only as they are, and as words of their own. "TODO" alone is Spanish and Portuguese for all.
constexpr std::array<std::string_view, 5> kMarks{"TODO:", "FIXME", "TBD", "XXX", "XXXX"};

// Ours, from what marketing emails of the last years had in the folder for spam; lower case.
constexpr std::array<std::string_view, 56> kPhrases{
    "100% free", "100% satisfied", "act now", "amazing deal", "apply now", "as seen on", "be your own boss", "best price guaranteed",
    "buy now", "cash bonus", "click here", "click below", "congratulations, you", "double your income", "earn extra cash", "earn money",
    "fast cash", "for just $", "free gift", "free money", "get paid", "get rich", "guaranteed results", "increase sales now",
    "limited time only", "lose weight", "lowest price", "make money", "million dollars", "no cost to you", "no obligation", "no risk",
    "once in a lifetime", "order now", "risk-free", "special promotion", "this is not spam", "urgent reply", "while supplies last",
    "why pay more", "winner", "you have been selected", "100 % gratis", "garantierter gewinn", "geld verdienen", "geschenkt!",
    "hier klicken", "jetzt zugreifen", "kein risiko", "klicken sie hier", "kostenlos testen!", "nur heute!", "sie haben gewonnen",
    "schnelles geld", "solange der vorrat reicht", "unverbindlich und kostenlos"};

bool isWordByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// "XXXX XXXX XXXX 1234": a number of which most is hidden.
bool isMasked(std::string_view text, std::size_t at, std::size_t end) {
    constexpr std::string_view kBetween = " -./X\xc2\xa0";
    constexpr std::size_t kLongest = 40; // of such a number
    const std::string_view before = text.substr(at - std::min(at, kLongest), std::min(at, kLongest)), after = text.substr(end, kLongest);
    const auto isDigit = [](std::string_view side, std::size_t place) { return place != std::string_view::npos && side[place] >= '0' && side[place] <= '9'; };
    return isDigit(before, before.find_last_not_of(kBetween)) || isDigit(after, after.find_first_not_of(kBetween));
}

// Where the words stand with no letter on either side; npos where they do not.
std::size_t findWords(std::string_view text, std::string_view words) {
    for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
        const std::size_t end = at + words.size();
        const bool before = at > 0 && isWordByte(text[at - 1]) && isWordByte(words.front());
        const bool after = end < text.size() && isWordByte(text[end]) && isWordByte(words.back());
        if (!before && !after)
            return at;
    }
    return std::string_view::npos;
}

// Whether a mark is left that somebody made for themselves.
bool hasMark(std::string_view text, std::string_view mark) {
    for (std::size_t from = 0;;) {
        const std::size_t at = findWords(text.substr(from), mark);
        if (at == std::string_view::npos)
            return false;
        if (mark.front() != 'X' || !isMasked(text, from + at, from + at + mark.size()))
            return true;
        from += at + mark.size();
    }
}

// Words on one line, whatever their letters: small ones, one blank between them; and where each came from.
class FoldedLine {
public:
    void add(std::string_view text, const GumboNode *from = nullptr) {
        std::string words;
        bool isBlank = m_line.empty() || m_line.back() == ' ';
        for (const char c : text) {
            const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
            if (!blank)
                words += c;
            else if (!isBlank)
                words += ' ';
            isBlank = blank;
        }
        if (!words.empty())
            m_begins.emplace_back(m_line.size(), from);
        m_line += foldCase(words);
    }
    const std::string &line() const { return m_line; }
    const GumboNode *nodeAt(std::size_t at) const {
        const auto behind = std::upper_bound(m_begins.begin(), m_begins.end(), at, [](std::size_t place, const auto &one) { return place < one.first; });
        return behind == m_begins.begin() ? nullptr : (behind - 1)->second;
    }

private:
    std::string m_line;
    std::vector<std::pair<std::size_t, const GumboNode *>> m_begins;
};

// Most of its letters are capitals, and there are some.
bool isShouted(std::string_view line) {
    std::size_t letters = 0, capitals = 0;
    for (std::size_t at = 0; at < line.size();) {
        std::size_t end = at + 1;
        while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80)
            ++end;
        const std::string_view character = line.substr(at, end - at);
        const bool isCapital = foldCase(character) != character;
        const bool isLetter = isCapital || (line[at] >= 'a' && line[at] <= 'z') || character.size() == 2;
        letters += isLetter ? 1 : 0;
        capitals += isCapital ? 1 : 0;
        at = end;
    }
    return letters >= 8 && capitals * 10 >= letters * 8;
}

// From one tag of a style sheet to the next: beginning and end.
std::vector<std::pair<std::size_t, std::size_t>> sheetsOf(std::string_view html) {
    const std::string lower = toLowerAscii(html);
    std::vector<std::pair<std::size_t, std::size_t>> sheets;
    for (std::size_t at = lower.find("<style"); at != std::string::npos;) {
        const std::size_t end = std::min(lower.find("</style", at), lower.size());
        sheets.emplace_back(at, end);
        at = lower.find("<style", end);
    }
    return sheets;
}

void lintMarks(std::string_view part, std::string_view text, LintStage stage, LintNotes &notes) {
    const auto sheets = part == "html" ? sheetsOf(text) : std::vector<std::pair<std::size_t, std::size_t>>();
    auto sheet = sheets.begin();
    for (const Leftover &one : leftovers(text, stage == LintStage::Rendered)) { // in the order of the text
        while (sheet != sheets.end() && sheet->second <= one.at)
            ++sheet;
        if (sheet != sheets.end() && sheet->first < one.at)
            continue;
        const std::string mark = repairUtf8(text.substr(one.at, one.size));
        const char *id = one.kind == Leftover::Kind::Liquid       ? "lint.placeholder_left"
                         : one.kind == Leftover::Kind::Handlebars ? "lint.not_liquid"
                                                                  : "lint.merge_tag_foreign";
        if (part != "html")
            notes.add(id, part, {{"text", mark}}, text.substr(one.at));
        else
            notes.addAt(id, one.at, {{"text", mark}});
    }
}

void visitFillers(const GumboNode *node, LintNotes &notes) {
    if (isText(node)) {
        const std::string_view text = node->v.text.text;
        const std::string lower = toLowerAscii(text);
        const auto filler = std::find_if(kFillers.begin(), kFillers.end(), [&](std::string_view words) { return lower.find(words) != std::string::npos; });
        const auto mark = std::find_if(kMarks.begin(), kMarks.end(), [&](std::string_view word) { return hasMark(text, word); });
        if (filler != kFillers.end() || mark != kMarks.end())
            notes.addAt("lint.filler_text", node, {{"text", std::string(filler != kFillers.end() ? *filler : *mark)}});
    }
    if (isElement(node) && (node->v.element.tag == GUMBO_TAG_STYLE || node->v.element.tag == GUMBO_TAG_SCRIPT))
        return;
    for (const GumboNode *child : childrenOf(node))
        visitFillers(child, notes);
}

// Each phrase once in all.
void lintPhrases(std::string_view part, const FoldedLine &words, std::string_view excerpt, std::set<std::string_view> &said, LintNotes &notes) {
    for (const std::string_view phrase : kPhrases) {
        const std::size_t at = findWords(words.line(), phrase);
        if (at == std::string_view::npos || !said.insert(phrase).second)
            continue;
        if (const GumboNode *node = words.nodeAt(at))
            notes.addAt("lint.spam_phrase", node, {{"phrase", std::string(phrase)}});
        else
            notes.add("lint.spam_phrase", part, {{"phrase", std::string(phrase)}}, excerpt);
    }
}

} // namespace

std::string withoutLiquid(std::string_view text) {
    const std::size_t lastOutput = text.rfind("}}"), lastTag = text.rfind("%}"); // no search behind them
    const auto closeOf = [&](std::string_view mark, std::size_t last, std::size_t at) {
        return last == std::string_view::npos || last < at ? std::string_view::npos : text.find(mark, at);
    };
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view two = text.substr(at, 2);
        const std::size_t close = two == "{{" ? closeOf("}}", lastOutput, at) : two == "{%" ? closeOf("%}", lastTag, at) : std::string_view::npos;
        if (close == std::string_view::npos)
            out += text[at++];
        else
            at = close + 2;
    }
    return out;
}

void lintLine(const LintInput &input, LintNotes &notes) {
    const std::string subject = withoutLiquid(input.subject);
    if (subject.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
        notes.add("lint.subject_line_break", "subject", {}, input.subject);
    if (const std::size_t count = graphemes(trimmed(subject)); count > kLongSubject)
        notes.add("lint.subject_long", "subject", {{"count", std::to_string(count)}, {"most", std::to_string(kLongSubject)}}, input.subject);
    if (isShouted(subject))
        notes.add("lint.subject_capitals", "subject", {}, input.subject);
    const auto marks = std::count_if(subject.begin(), subject.end(), [](char c) { return c == '!' || c == '?'; });
    if (marks > 2 || subject.find("!!") != std::string::npos || subject.find("??") != std::string::npos)
        notes.add("lint.subject_marks", "subject", {{"count", std::to_string(marks)}}, input.subject);
    if (!input.preheader)
        return;
    const std::size_t count = graphemes(trimmed(withoutLiquid(*input.preheader)));
    if (trimmed(*input.preheader).empty())
        notes.add("lint.preheader_missing", "preheader");
    else if (count > kLongPreheader)
        notes.add("lint.preheader_long", "preheader", {{"count", std::to_string(count)}, {"most", std::to_string(kLongPreheader)}}, *input.preheader);
}

void lintWords(const LintInput &input, const GumboNode *document, LintNotes &notes) {
    visitFillers(document, notes);
    const std::string html = repairUtf8(input.html), preheader(input.preheader.value_or(std::string_view()));
    lintMarks("subject", input.subject, input.stage, notes);
    lintMarks("preheader", preheader, input.stage, notes);
    lintMarks("html", html, input.stage, notes);
    lintMarks("text", input.text, input.stage, notes);
    FoldedLine subjectLine, preheaderLine, body;
    subjectLine.add(input.subject);
    preheaderLine.add(preheader);
    visitWords(document, true, [&](const GumboNode *node, std::string_view words) { body.add(words, node); });
    std::set<std::string_view> said;
    lintPhrases("subject", subjectLine, input.subject, said, notes);
    lintPhrases("preheader", preheaderLine, preheader, said, notes);
    lintPhrases("html", body, {}, said, notes);
}

} // namespace audience::email
