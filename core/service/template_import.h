// Templates that come from elsewhere and go elsewhere: HTML files as they are, with what they are written in; MJML, block
// documents and templates as JSON. Any thread.
#pragma once

#include "blocks/mjml.h"
#include "email/template_dialect.h"
#include "service/template_lint.h"

namespace audience::service {

class Session;

enum class TemplateFormat { Html, Text, Json, Mjml, Blocks };
std::string_view toText(TemplateFormat format); // "html", "text", "json", "mjml", "blocks"

struct TemplateImport {
    TemplateFormat format = TemplateFormat::Html; // what it was read as
    model::EmailTemplate email; // the HTML byte for byte; name and subject from its title where none is given
    email::TemplateMarks marks;
    std::vector<LintView> findings;
};

// Nothing is saved. Errors: "email.body_not_utf8" {part}, "email.html_too_complex".
Result<TemplateImport> readTemplateHtml(Session *session, const std::string &html, const std::string &name, const std::string &subject);

// Any of them, by what the text is and what the file is called: MJML, a block document and a template as JSON come as blocks,
// compiled. Errors: also "template.is_archive" {name}, "json.syntax", those of MJML (with {line}), of documents and of templates.
Result<TemplateImport> readTemplateFile(Session *session, const std::string &text, const std::string &fileName, const std::string &name,
                                        const std::string &subject);

// What Liquid is to render: the HTML of a template or of blocks as JSON, anything else as it is. Errors: those of the documents.
Result<std::string> renderableText(const std::string &text);

// `inlined`: with its style sheets in the elements. Blocks: the document of the email itself; MJML is templateMjml()'s business.
// Errors: "email.html_too_complex", "template.no_blocks" {name}.
Result<std::string> writtenTemplate(const model::EmailTemplate &email, TemplateFormat format, bool inlined);
// By the brand of the workspace, with the preheader of the email. Errors: "template.no_blocks" {name}, those of the brand.
Result<blocks::MjmlExport> templateMjml(Session &session, const model::EmailTemplate &email);

} // namespace audience::service
