// Templates that come from elsewhere and go elsewhere: HTML files as they are, with what they are written in. Any thread.
#pragma once

#include "email/template_dialect.h"
#include "service/template_lint.h"

namespace audience::service {

class Session;

struct TemplateImport {
    model::EmailTemplate email; // the HTML byte for byte; name and subject from its title where none is given
    email::TemplateMarks marks;
    std::vector<LintView> findings;
};

// Nothing is saved. Errors: "email.body_not_utf8" {part}, "email.html_too_complex".
Result<TemplateImport> readTemplateHtml(Session *session, const std::string &html, const std::string &name, const std::string &subject);

enum class TemplateFormat { Html, Text, Json };
// `inlined`: with its style sheets in the elements. Errors: "email.html_too_complex".
Result<std::string> writtenTemplate(const model::EmailTemplate &email, TemplateFormat format, bool inlined);

} // namespace audience::service
