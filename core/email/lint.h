// What a reader or a mailbox provider would complain about, found before the email is sent.
// Stateless, any thread. It looks at one email; whether sending is allowed is decided elsewhere.
#pragma once

#include "base/result.h"
#include "email/source_edits.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audience::email {

// Gmail shows so much of an email's HTML and cuts the rest off.
inline constexpr std::size_t kClipBytes = 102 * 1024;
// What inboxes show of a line on a desktop, in characters as readers count them.
inline constexpr std::size_t kLongSubject = 60, kLongPreheader = 90;

enum class LintSeverity { Note, Warning, Error };
std::string_view toText(LintSeverity severity); // "note", "warning", "error"
enum class LintStage {
    Template, // variables still in it
    Rendered  // as one person gets it
};

// The id is turned into a sentence elsewhere, with `args`. Line and column (bytes) count from 1; 0
// where the finding is about the whole email or a line of its envelope.
struct LintFinding {
    std::string id;
    LintSeverity severity = LintSeverity::Warning;
    std::string part; // "subject", "preheader", "html", "text"; "": the whole
    unsigned line = 0;
    unsigned column = 0;
    std::vector<std::pair<std::string, std::string>> args;
    std::string excerpt; // what stands there, at most 80 bytes
    // Of the HTML, where what to do is beyond doubt: mailboxes make the same of it or better.
    std::optional<SourceEdit> fix;
};

struct LintInput {
    std::string_view subject;
    std::string_view html;
    std::string_view text; // the text part; empty if there is none of its own
    LintStage stage = LintStage::Template;
    std::optional<std::string_view> preheader = {};     // nothing: not asked about
    std::optional<std::string_view> postalAddress = {}; // to stand in it; "": a template's {{ postal_address }}; nothing: not asked
};

// Findings by place, those about the whole email first, 200 of an id at most. docs/formats/lint.md says when each is one.
std::vector<LintFinding> lintEmail(const LintInput &input);
// Every id there is, and the severity it has.
struct LintRule {
    std::string_view id;
    LintSeverity severity;
};
const std::vector<LintRule> &lintRules();
std::vector<std::string_view> lintIds();
// The HTML with all fixes made, and how many these were; again until there is nothing left to mend.
std::string withFixes(std::string_view html, std::size_t *made = nullptr);

} // namespace audience::email
