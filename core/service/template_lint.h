// Everything there is to say about a template: syntax, fields, imprint and the linter's findings with their severity, what
// stands there, and what can be mended beyond doubt. Any thread.
#pragma once

#include "email/lint.h"
#include "service/views.h"

#include <optional>
#include <string>
#include <vector>

namespace audience::service {

class Session;

struct LintView {
    FindingView finding;
    email::LintSeverity severity = email::LintSeverity::Warning;
    std::string excerpt;
    bool canMend = false;
};

// `session`: none where there is no workspace; fields and imprint are not asked about then. `isFile`: HTML alone, whose subject and
// preheader are not known.
std::vector<LintView> lintTemplate(Session *session, const model::EmailTemplate &email, bool isFile = false);
// The HTML with this one finding mended; nothing where it is not there (any more) or cannot be.
std::optional<std::string> mendedAt(const std::string &html, const FindingView &finding);
// The HTML with all that can be mended; `made`: how many places.
std::string mendedHtml(const std::string &html, std::size_t &made);

} // namespace audience::service
