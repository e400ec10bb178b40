#include "service/template_import.h"

#include "base/json.h"
#include "base/text.h"
#include "email/css_inliner.h"
#include "email/html_edit.h"
#include "email/plain_text.h"
#include "service/studio_parts.h"
#include "service/studio_service.h"

#include <algorithm>

namespace audience::service {

namespace {

bool endsWith(const std::string &fileName, std::string_view ending) {
    const std::string folded = toLowerAscii(fileName);
    return folded.size() >= ending.size() && folded.compare(folded.size() - ending.size(), ending.size(), ending) == 0;
}

// The first tag says it; a comment or the line of XML may come before.
bool isMjml(const std::string &text) {
    const std::size_t tag = text.find("<mjml");
    return tag != std::string::npos && text.find("<html") > tag && text.find("<body") > tag && text.find("<p") > tag && text.find("<table") > tag;
}

// Liquid begins with braces, too: nothing but an object with one of these members is a template.
std::optional<Json> jsonOf(const std::string &text) {
    const std::string_view words = trimmed(text);
    if (words.empty() || words.front() != '{')
        return std::nullopt;
    auto json = parseJson(words);
    if (!json || !json->is_object() || !(json->contains("audience_template") || json->contains("audience_blocks")))
        return std::nullopt;
    return *std::move(json);
}

LintView viewOf(const model::Finding &finding) {
    LintView view;
    const bool isError = finding.severity == model::Finding::Severity::Error;
    int line = 0;
    for (const auto &[name, value] : finding.args)
        if (name == "line")
            line = std::atoi(value.c_str());
    view.finding = {finding.id, finding.args, "mjml", line, line > 0 ? 1 : 0, isError};
    view.severity = isError ? email::LintSeverity::Error : email::LintSeverity::Warning;
    return view;
}

Result<TemplateImport> finished(Session *session, TemplateImport read, const std::string &name, const std::string &subject) {
    if (!name.empty())
        read.email.name = name;
    if (!subject.empty())
        read.email.subject = subject;
    else if (read.email.subject.empty() && read.email.blocks)
        read.email.subject = jsonText(read.email.blocks->page(), "title");
    if (session) {
        TRY_ASSIGN(read.email, StudioService(*session).compiled(read.email));
    } else {
        TRY_ASSIGN(read.email, compiledWith(read.email, model::defaultBrandKit(), {}));
    }
    read.marks = email::templateMarks(read.email.html);
    for (LintView &one : lintTemplate(session, read.email))
        read.findings.push_back(std::move(one));
    return read;
}

} // namespace

std::string_view toText(TemplateFormat format) {
    switch (format) {
    case TemplateFormat::Html:
        return "html";
    case TemplateFormat::Text:
        return "text";
    case TemplateFormat::Json:
        return "json";
    case TemplateFormat::Mjml:
        return "mjml";
    case TemplateFormat::Blocks:
        return "blocks";
    }
    return "html";
}

Result<TemplateImport> readTemplateFile(Session *session, const std::string &text, const std::string &fileName, const std::string &name,
                                        const std::string &subject) {
    TemplateImport read;
    if (text.rfind("PK\x03\x04", 0) == 0)
        return Error(ErrorKind::Invalid, "template.is_archive").with("name", fileName);
    if (endsWith(fileName, ".mjml") || isMjml(text)) {
        blocks::MjmlImport mjml = blocks::fromMjml(text);
        if (!mjml.document)
            return firstError(mjml.findings);
        read.format = TemplateFormat::Mjml;
        read.email.blocks = std::move(mjml.document);
        // It stands with the subject, where people look for it.
        if (read.email.preheader = jsonText(read.email.blocks->page(), "preheader"); !read.email.preheader.empty()) {
            TRY_ASSIGN(read.email.blocks, model::setPartProperty(*read.email.blocks, "page", "preheader", Json()));
        }
        for (const model::Finding &finding : mjml.findings)
            read.findings.push_back(viewOf(finding));
        return finished(session, std::move(read), name, subject);
    }
    std::optional<Json> json = jsonOf(text);
    if (!json && endsWith(fileName, ".json")) {
        TRY_ASSIGN(json, parseJson(text));
    }
    if (!json)
        return readTemplateHtml(session, text, name, subject);
    if (json->is_object() && json->contains("audience_blocks")) {
        model::Findings findings;
        read.format = TemplateFormat::Blocks;
        read.email.blocks = model::blockDocumentFromJson(*json, findings);
        if (!read.email.blocks)
            return firstError(findings);
    } else {
        if (!json->is_object() || !json->contains("audience_template"))
            return Error(ErrorKind::Invalid, "template.not_a_file").with("name", fileName);
        read.format = TemplateFormat::Json;
        TRY_ASSIGN(read.email, model::emailTemplateFromJson(*json));
    }
    return finished(session, std::move(read), name, subject);
}

Result<std::string> renderableText(const std::string &text) {
    if (!jsonOf(text))
        return text;
    TRY_ASSIGN(const TemplateImport read, readTemplateFile(nullptr, text, {}, {}, {}));
    return read.email.html;
}

Result<TemplateImport> readTemplateHtml(Session *session, const std::string &html, const std::string &name, const std::string &subject) {
    TemplateImport read;
    TRY_ASSIGN(const auto elements, email::htmlElements(html));
    const auto title = std::find_if(elements.begin(), elements.end(), [](const email::HtmlElement &one) { return one.tag == "title" && one.content; });
    std::string words;
    if (title != elements.end()) {
        TRY_ASSIGN(words, email::plainText(title->content->text));
    }
    read.email.name = name.empty() ? words : name;
    for (const char c : {'\r', '\n'})
        std::replace(words.begin(), words.end(), c, ' '); // a title may be broken, a subject may not
    read.email.subject = subject.empty() ? words : subject;
    read.email.html = html;
    read.marks = email::templateMarks(html);
    read.findings = lintTemplate(session, read.email);
    return read;
}

Result<blocks::MjmlExport> templateMjml(Session &session, const model::EmailTemplate &email) {
    if (!email.blocks)
        return Error(ErrorKind::Invalid, "template.no_blocks").with("name", email.name);
    TRY_ASSIGN(const BrandView own, StudioService(session).brand());
    model::BlockDocument document = *email.blocks;
    if (!email.preheader.empty()) {
        TRY_ASSIGN(document, model::setPartProperty(document, "page", "preheader", email.preheader));
    }
    return blocks::toMjml(document, own.kit);
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
    case TemplateFormat::Mjml:
    case TemplateFormat::Blocks:
        if (!email.blocks)
            return Error(ErrorKind::Invalid, "template.no_blocks").with("name", email.name);
        return dumpJsonPretty(email.blocks->json()) + '\n';
    }
    return std::string();
}

} // namespace audience::service
