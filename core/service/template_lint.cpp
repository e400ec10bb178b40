#include "service/template_lint.h"

#include "service/content_lint.h"
#include "service/email_renderer.h"
#include "service/imprint.h"
#include "service/people.h"
#include "service/studio_parts.h"
#include "service/template_words.h"

#include <algorithm>

namespace audience::service {

namespace {

LintView viewOf(email::LintFinding one) {
    LintView view;
    view.finding = {std::move(one.id), std::move(one.args), std::move(one.part), static_cast<int>(one.line), static_cast<int>(one.column),
                    one.severity == email::LintSeverity::Error};
    view.severity = one.severity;
    view.excerpt = std::move(one.excerpt);
    view.canMend = one.fix.has_value();
    return view;
}

// What the template puts on every link to a website is missing on none.
bool isAddedToLinks(const model::EmailTemplate &email, const email::LintFinding &one) {
    return one.id == "lint.utm_missing" &&
           std::any_of(one.args.begin(), one.args.end(), [&](const auto &arg) { return arg.first == "parameter" && email.linkQuery.count(arg.second) > 0; });
}

} // namespace

std::vector<LintView> lintTemplate(Session *session, const model::EmailTemplate &email, bool isFile) {
    std::vector<LintView> views;
    const auto keep = [&](const FindingView &one) {
        views.push_back({one, one.isError ? email::LintSeverity::Error : email::LintSeverity::Warning, {}, false});
    };
    const auto people = session ? People::load(*session) : Result<People>(Error(ErrorKind::NotFound, "data.no_people"));
    for (const FindingView &one : EmailRenderer::checkFields(email, people ? &people->dataset() : nullptr))
        keep(one);
    if (session)
        for (const FindingView &one : blockFindings(*session, email))
            keep(one);
    if (session)
        if (const auto imprint = imprintOf(*session))
            for (const FindingView &one : imprintFindings(email, *imprint))
                keep(one);
    const std::string preheader = preheaderOf(email);
    email::LintInput input{email.subject, email.html, email.text, email::LintStage::Template, {}, std::string_view()};
    if (!isFile)
        input.preheader = preheader;
    for (email::LintFinding &one : email::lintEmail(input)) {
        const bool isMadeFromHtml = one.id == "lint.text_missing" && !email.html.empty();
        if (!(isFile && one.id == "lint.subject_missing") && !isMadeFromHtml && !isAddedToLinks(email, one))
            views.push_back(viewOf(std::move(one)));
    }
    forEachOther(email, [&](const std::string &before, const model::EmailContent &content) {
        for (email::LintFinding &one : lintOf(content, model::contentOf(email))) {
            if (one.id == "lint.text_missing" || isAddedToLinks(email, one))
                continue; // it is made from the HTML, and put on links
            LintView view = viewOf(std::move(one));
            view.finding.path = before + (view.finding.path.empty() ? "html" : view.finding.path);
            view.canMend = false; // only the email itself is mended
            views.push_back(std::move(view));
        }
    });
    if (email.blocks) // what is mended in its HTML would be gone with the next change of a block
        for (LintView &view : views)
            view.canMend = false;
    return views;
}

std::optional<std::string> mendedAt(const std::string &html, const FindingView &finding) {
    email::LintInput input;
    input.html = html;
    for (const email::LintFinding &one : email::lintEmail(input))
        if (one.fix && one.id == finding.id && static_cast<int>(one.line) == finding.line && static_cast<int>(one.column) == finding.column)
            return email::withEdits(html, {*one.fix});
    return std::nullopt;
}

std::string mendedHtml(const std::string &html, std::size_t &made) { return email::withFixes(html, &made); }

} // namespace audience::service
