// What a reader or a mailbox provider would complain about, found before the email is sent.
// Stateless, any thread. It looks at one email; whether sending is allowed is decided elsewhere.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audience::email {

enum class LintSeverity { Note, Warning, Error };
enum class LintStage {
    Template, // variables still in it
    Rendered  // as one person gets it
};

// The id is turned into a sentence elsewhere, with `args`. Line and column (bytes) count from 1; 0
// where the finding is about the whole email.
struct LintFinding {
    std::string id;
    LintSeverity severity = LintSeverity::Warning;
    unsigned line = 0;
    unsigned column = 0;
    std::vector<std::pair<std::string, std::string>> args;
};

struct LintInput {
    std::string_view subject;
    std::string_view html;
    std::string_view text; // the text part; empty if there is none of its own
    LintStage stage = LintStage::Template;
};

// Findings in the order of the email:
//   lint.subject_missing, lint.text_missing, lint.html_too_large{bytes} (mailboxes cut at 102 KB),
//   lint.unsubscribe_missing, lint.image_alt_missing, lint.link_insecure{url},
//   lint.link_empty{text}, lint.filler_text{text}, lint.placeholder_left{text} (Rendered only),
//   lint.html_unreadable, lint.active_content{what} (a script, a form, an onclick: no mailbox runs it and
//   some refuse the email).
// lintIds() names all of them.
std::vector<LintFinding> lintEmail(const LintInput &input);
const std::vector<std::string_view> &lintIds();

} // namespace audience::email
