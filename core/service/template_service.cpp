#include "service/template_service.h"

#include "email/html_sanitiser.h"
#include "email/lint.h"
#include "service/asset_service.h"
#include "service/audience_question.h"
#include "service/email_renderer.h"
#include "service/imprint.h"
#include "service/session.h"
#include "service/studio_parts.h"
#include "service/studio_service.h"
#include "service/template_parts.h"
#include "workspace/definition_repository.h"

namespace audience::service {

using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

static Result<TemplateView> viewOf(const Definition &definition) {
    TemplateView view;
    auto read = model::emailTemplateFromJson(definition.body);
    if (!read && (read.error().id == "template.newer_version" || read.error().id == "blocks.newer_version"))
        return read.error();
    if (!read)
        return Error(ErrorKind::Invalid, "template.damaged")
            .with("name", definition.name)
            .with("reason", read.error().id)
            .with("path", read.error().arg("path"));
    view.email = *std::move(read);
    view.id = TemplateId{definition.id};
    view.revision = definition.revision;
    view.email.name = definition.name;
    return view;
}

Result<std::vector<TemplateView>> TemplateService::list(std::vector<DamagedTemplate> *damaged) const {
    TRY_ASSIGN(const auto definitions, DefinitionRepository(m_session.workspace()).list(DefinitionKind::Template));
    std::vector<TemplateView> views;
    for (const Definition &definition : definitions) {
        auto view = viewOf(definition);
        if (view)
            views.push_back(*std::move(view));
        else if (damaged)
            damaged->push_back({TemplateId{definition.id}, definition.revision, definition.name, view.error()});
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
    TRY_ASSIGN(const model::EmailTemplate made, readyToStore(m_session, value.email, value.id.value));
    definition.body = model::toJson(made);
    TRY_ASSIGN(const Definition saved, DefinitionRepository(m_session.workspace()).save(definition));
    return viewOf(saved);
}

Result<TemplateView> TemplateService::forName(const std::string &name) const {
    TemplateView view;
    const auto found = DefinitionRepository(m_session.workspace()).find(DefinitionKind::Template, name);
    if (!found && found.error().kind != ErrorKind::NotFound)
        return found.error();
    if (found) {
        if (auto there = viewOf(*found); there || there.error().id != "template.damaged")
            return there;
        view.id = TemplateId{found->id};
        view.revision = found->revision;
    }
    view.email.name = found ? found->name : name;
    return view;
}

Result<void> TemplateService::remove(TemplateId id) {
    return DefinitionRepository(m_session.workspace()).remove(DefinitionKind::Template, id.value);
}

// Where its blocks cannot be compiled, what check() says of them is all there is to say.
static model::EmailTemplate compiledOr(Session &session, const model::EmailTemplate &email) {
    auto made = StudioService(session).compiled(email);
    return made ? *std::move(made) : email;
}

std::vector<FindingView> checkOf(Session &session, const model::EmailTemplate &email) {
    const auto people = People::load(session);
    std::vector<FindingView> findings = blockFindings(session, email);
    for (FindingView &finding : EmailRenderer::check(email, people ? &people->dataset() : nullptr))
        findings.push_back(std::move(finding));
    if (const auto imprint = imprintOf(session))
        for (FindingView &finding : imprintFindings(email, *imprint))
            findings.push_back(std::move(finding));
    return findings;
}

std::vector<FindingView> TemplateService::check(const model::EmailTemplate &email) const {
    std::vector<FindingView> findings = checkOf(m_session, compiledOr(m_session, email));
    const auto people = People::load(m_session);
    for (FindingView &finding : EmailRenderer::checkLinks({email.linkQuery}, people ? &people->dataset() : nullptr))
        findings.push_back(std::move(finding));
    return findings;
}

std::vector<std::string> TemplateService::usedFields(const model::EmailTemplate &email) const {
    return EmailRenderer::usedFields(compiledOr(m_session, email));
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
    TRY_ASSIGN(const model::EmailTemplate made, StudioService(m_session).compiled(email));
    TRY_ASSIGN(const auto renderer, EmailRenderer::forAnybody(made, m_session.now(), workspaceZone(m_session)));
    TRY_ASSIGN(const ExtraValues extra, previewValues(m_session, {}));
    TRY_ASSIGN(const RenderedEmail rendered, renderer->render({}, extra));
    TRY_ASSIGN(const std::string pictured, withPicturesInside(m_session, rendered.html));
    TRY_ASSIGN(const email::SanitisedHtml safe, email::sanitiseHtml(pictured));
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
    TRY_ASSIGN(const std::string pictured, withPicturesInside(session, rendered.html));
    TRY_ASSIGN(const email::SanitisedHtml safe, email::sanitiseHtml(pictured));
    preview.html = safe.html;
    for (const email::LintFinding &one : email::lintEmail({rendered.subject, rendered.html, rendered.text, email::LintStage::Rendered, {}, {}}))
        if (one.severity != email::LintSeverity::Note)
            preview.findings.push_back({one.id, one.args, one.line > 0 ? "html" : "", static_cast<int>(one.line),
                                        static_cast<int>(one.column), one.severity == email::LintSeverity::Error});
    return preview;
}

Result<EmailPreview> TemplateService::preview(const model::EmailTemplate &email, const std::string &personKey, const Imprint &instead) const {
    TRY_ASSIGN(const model::EmailTemplate made, StudioService(m_session).compiled(email));
    return previewOf(m_session, made, {made.linkQuery}, {}, personKey, instead);
}

} // namespace audience::service
