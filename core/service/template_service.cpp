#include "service/template_service.h"

#include "email/html_sanitiser.h"
#include "email/lint.h"
#include "service/audience_question.h"
#include "service/email_renderer.h"
#include "service/imprint.h"
#include "service/session.h"
#include "service/template_parts.h"
#include "workspace/definition_repository.h"

namespace audience::service {

using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

static Result<TemplateView> viewOf(const Definition &definition) {
    TemplateView view;
    TRY_ASSIGN(view.email, model::emailTemplateFromJson(definition.body));
    view.id = TemplateId{definition.id};
    view.revision = definition.revision;
    view.email.name = definition.name;
    return view;
}

Result<std::vector<TemplateView>> TemplateService::list() const {
    TRY_ASSIGN(const auto definitions, DefinitionRepository(m_session.workspace()).list(DefinitionKind::Template));
    std::vector<TemplateView> views;
    for (const Definition &definition : definitions) {
        TRY_ASSIGN(TemplateView view, viewOf(definition));
        views.push_back(std::move(view));
    }
    return views;
}

Result<TemplateView> TemplateService::find(TemplateId id) const {
    TRY_ASSIGN(const Definition found, DefinitionRepository(m_session.workspace()).find(DefinitionKind::Template, id.value));
    return viewOf(found);
}

Result<TemplateView> TemplateService::findByName(const std::string &name) const {
    TRY_ASSIGN(const Definition found, DefinitionRepository(m_session.workspace()).find(DefinitionKind::Template, name));
    return viewOf(found);
}

Result<TemplateView> TemplateService::save(const TemplateView &value) {
    Definition definition;
    definition.kind = DefinitionKind::Template;
    definition.id = value.id.value;
    definition.name = value.email.name;
    definition.revision = value.revision;
    definition.body = model::toJson(value.email);
    TRY_ASSIGN(const Definition saved, DefinitionRepository(m_session.workspace()).save(definition));
    return viewOf(saved);
}

Result<void> TemplateService::remove(TemplateId id) {
    return DefinitionRepository(m_session.workspace()).remove(DefinitionKind::Template, id.value);
}

std::vector<FindingView> TemplateService::check(const model::EmailTemplate &email) const {
    const auto people = People::load(m_session);
    std::vector<FindingView> findings = EmailRenderer::check(email, people ? &people->dataset() : nullptr);
    if (const auto imprint = imprintOf(m_session))
        for (FindingView &finding : imprintFindings(email, *imprint))
            findings.push_back(std::move(finding));
    return findings;
}

std::vector<std::string> TemplateService::usedFields(const model::EmailTemplate &email) const {
    return EmailRenderer::usedFields(email);
}

static Result<ExtraValues> previewValues(Session &session, const Imprint &instead) {
    TRY_ASSIGN(const Imprint imprint, imprintOf(session));
    return ExtraValues{{"unsubscribe_url", "https://unsubscribe.example.com/preview"},
                       {"preferences_url", "https://unsubscribe.example.com/preview"},
                       {"view_in_browser_url", "https://unsubscribe.example.com/preview"},
                       {"sender_name", imprint.name.empty() ? instead.name : imprint.name},
                       {"postal_address", imprint.postalAddress.empty() ? instead.postalAddress : imprint.postalAddress},
                       {"campaign_name", "Preview"}};
}

Result<std::string> TemplateService::forAnybody(const model::EmailTemplate &email) const {
    TRY_ASSIGN(const auto renderer, EmailRenderer::forAnybody(email, m_session.now(), workspaceZone(m_session)));
    TRY_ASSIGN(const ExtraValues extra, previewValues(m_session, {}));
    TRY_ASSIGN(const RenderedEmail rendered, renderer->render({}, extra));
    TRY_ASSIGN(const email::SanitisedHtml safe, email::sanitiseHtml(rendered.html));
    return safe.html;
}

Result<EmailPreview> previewOf(Session &session, const model::EmailTemplate &email, const LinkSettings &links, const std::string &campaign,
                               const std::string &personKey, const Imprint &instead) {
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const Ordinal person, personKey.empty() ? people.first() : people.find(personKey));
    TRY_ASSIGN(const auto renderer, EmailRenderer::make(email, people, session.now(), workspaceZone(session), links));
    TRY_ASSIGN(ExtraValues extra, previewValues(session, instead));
    if (!campaign.empty())
        extra["campaign_name"] = campaign;
    TRY_ASSIGN(const RenderedEmail rendered, renderer->render(person, extra));
    EmailPreview preview;
    TRY_ASSIGN(preview.personKey, people.keyOf(person));
    TRY_ASSIGN(preview.to, people.addressOf(person));
    preview.subject = rendered.subject;
    preview.preheader = rendered.preheader;
    preview.text = rendered.text;
    preview.bytes = rendered.html.size();
    TRY_ASSIGN(const email::SanitisedHtml safe, email::sanitiseHtml(rendered.html));
    preview.html = safe.html;
    for (const email::LintFinding &one : email::lintEmail({rendered.subject, rendered.html, rendered.text, email::LintStage::Rendered, {}, {}}))
        if (one.severity != email::LintSeverity::Note)
            preview.findings.push_back({one.id, one.args, one.line > 0 ? "html" : "", static_cast<int>(one.line),
                                        static_cast<int>(one.column), one.severity == email::LintSeverity::Error});
    return preview;
}

Result<EmailPreview> TemplateService::preview(const model::EmailTemplate &email, const std::string &personKey, const Imprint &instead) const {
    return previewOf(m_session, email, {}, {}, personKey, instead);
}

} // namespace audience::service
