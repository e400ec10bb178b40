#include "service/template_versions.h"

#include "model/campaign.h"
#include "service/session.h"
#include "workspace/definition_repository.h"

#include <algorithm>
#include <set>

namespace audience::service {

using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

Result<model::EmailTemplate> emailOf(const Definition &definition) {
    TRY_ASSIGN(model::EmailTemplate email, model::emailTemplateFromJson(definition.body));
    email.name = definition.name;
    return email;
}

// The versions that campaigns were armed with.
Result<std::set<std::int64_t>> sentVersions(workspace::Workspace &file, std::int64_t id) {
    std::set<std::int64_t> sent;
    TRY_ASSIGN(const auto campaigns, DefinitionRepository(file).list(DefinitionKind::Campaign));
    for (const Definition &one : campaigns)
        if (const auto campaign = model::campaignFromJson(one.body); campaign && campaign->emailTemplate.value == id && !campaign->armedAt.empty())
            sent.insert(campaign->templateRevision);
    return sent;
}

// In a list only what was changed is told, not from what to what.
std::vector<TemplateChange> withoutTexts(std::vector<TemplateChange> changes) {
    for (TemplateChange &one : changes) {
        one.before.clear();
        one.after.clear();
        one.lines.clear();
    }
    return changes;
}

// The newest decision that was about this version.
void addReview(TemplateVersion &version, const std::vector<ReviewStep> &steps) {
    for (const ReviewStep &one : steps) { // the newest first
        if (one.revision != version.revision)
            continue;
        const bool isSave = one.what == ReviewStep::What::Saved || one.what == ReviewStep::What::Restored;
        if (isSave) {
            version.by = one.by;
            version.isRestored = one.what == ReviewStep::What::Restored;
        }
    }
}

} // namespace

Result<std::vector<TemplateVersion>> TemplateVersionService::list(TemplateId id) const {
    TRY_ASSIGN(const auto history, DefinitionRepository(m_session.workspace()).history(DefinitionKind::Template, id.value));
    if (history.empty())
        return Error(ErrorKind::NotFound, "definition.not_found").with("kind", "template").with("name", std::to_string(id.value));
    const TemplateReviewService reviews(m_session);
    TRY_ASSIGN(const TemplateReview review, reviews.of(id, history.front().revision));
    TRY_ASSIGN(const auto sent, sentVersions(m_session.workspace(), id.value));
    std::set<std::int64_t> decided; // on these something was asked or decided
    for (const ReviewStep &step : review.steps)
        if (step.what != ReviewStep::What::Saved && step.what != ReviewStep::What::Restored)
            decided.insert(step.revision);
    std::vector<TemplateVersion> versions;
    std::optional<model::EmailTemplate> after; // of the one before in the list
    for (const Definition &one : history) {
        auto email = emailOf(one); // one of another version of the program is listed all the same
        if (after && email)
            versions.back().changes = withoutTexts(templateChanges(*email, *after));
        TemplateVersion version;
        version.revision = one.revision;
        version.name = one.name;
        version.savedAt = one.savedAt;
        version.isSent = sent.count(one.revision) != 0;
        addReview(version, review.steps);
        if (decided.count(one.revision) != 0 || one.revision == review.revision) {
            TRY_ASSIGN(const TemplateReview own, reviews.of(id, one.revision));
            version.state = own.state;
            version.approvedBy = own.state == ReviewState::Approved ? own.last.by : std::string();
        }
        versions.push_back(std::move(version));
        after = email ? std::optional(*std::move(email)) : std::nullopt;
    }
    return versions;
}

Result<model::EmailTemplate> TemplateVersionService::find(TemplateId id, std::int64_t revision) const {
    TRY_ASSIGN(const auto history, DefinitionRepository(m_session.workspace()).history(DefinitionKind::Template, id.value));
    for (const Definition &one : history)
        if (one.revision == revision)
            return emailOf(one);
    if (history.empty())
        return Error(ErrorKind::NotFound, "definition.not_found").with("kind", "template").with("name", std::to_string(id.value));
    return Error(ErrorKind::NotFound, "template.no_such_version").with("name", history.front().name).with("revision", std::to_string(revision));
}

Result<std::vector<TemplateChange>> TemplateVersionService::changes(TemplateId id, std::int64_t before, std::int64_t after) const {
    TRY_ASSIGN(const model::EmailTemplate left, find(id, before));
    TRY_ASSIGN(const model::EmailTemplate right, find(id, after));
    return templateChanges(left, right);
}

} // namespace audience::service
