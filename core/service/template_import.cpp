#include "service/template_import.h"

#include "base/json.h"
#include "base/text.h"
#include "email/css_inliner.h"
#include "email/html_edit.h"
#include "email/plain_text.h"

#include <algorithm>

namespace audience::service {

Result<TemplateImport> readTemplateHtml(Session *session, const std::string &html, const std::string &name, const std::string &subject) {
    TemplateImport read;
    TRY_ASSIGN(const auto elements, email::htmlElements(html));
    const auto title = std::find_if(elements.begin(), elements.end(), [](const email::HtmlElement &one) { return one.tag == "title" && one.content; });
    std::string words;
    if (title != elements.end()) {
        TRY_ASSIGN(words, email::plainText(title->content->text));
    }
    read.email.name = name.empty() ? words : name;
    read.email.subject = subject.empty() ? words : subject;
    read.email.html = html;
    read.marks = email::templateMarks(html);
    read.findings = lintTemplate(session, read.email);
    return read;
}

Result<std::string> writtenTemplate(const model::EmailTemplate &email, TemplateFormat format, bool inlined) {
    std::string html = email.html;
    if (inlined) {
        TRY_ASSIGN(email::InlinedHtml moved, email::inlineCss(html));
        html = std::move(moved.html);
    }
    switch (format) {
    case TemplateFormat::Html:
        return html;
    case TemplateFormat::Text:
        if (!email.text.empty())
            return email.text;
        return email::plainText(html);
    case TemplateFormat::Json: {
        model::EmailTemplate written = email;
        written.html = std::move(html);
        return dumpJsonPretty(model::toJson(written)) + '\n';
    }
    }
    return std::string();
}

} // namespace audience::service
