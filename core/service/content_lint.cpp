#include "service/content_lint.h"

#include <algorithm>

namespace audience::service {

static bool says(const model::EmailContent &content, std::string_view part) {
    if (part == "subject")
        return !content.subject.empty();
    if (part == "preheader")
        return !content.preheader.empty();
    if (part == "text")
        return !content.text.empty();
    return !content.html.empty();
}

std::vector<email::LintFinding> lintOf(const model::EmailContent &content, const model::EmailContent &email) {
    const model::EmailContent whole = model::filledFrom(content, email);
    email::LintInput input{whole.subject, whole.html, whole.text, email::LintStage::Template, {}, {}};
    if (!content.preheader.empty())
        input.preheader = content.preheader;
    auto findings = email::lintEmail(input);
    findings.erase(std::remove_if(findings.begin(), findings.end(), [&](const email::LintFinding &one) { return !says(content, one.part); }), findings.end());
    return findings;
}

void forEachOther(const model::EmailTemplate &email, const std::function<void(const std::string &, const model::EmailContent &)> &look) {
    for (const auto &[locale, content] : email.translations)
        look("translations/" + locale + "/", content);
    for (const auto &[name, content] : email.variants)
        look("variants/" + name + "/", content);
}

} // namespace audience::service
