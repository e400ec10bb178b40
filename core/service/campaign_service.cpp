#include "service/campaign_service.h"

#include "base/decimal.h"
#include "model/sending_rate.h"
#include "service/audience_question.h"
#include "service/campaign_parts.h"
#include "service/session.h"
#include "workspace/consent_repository.h"

#include <algorithm>

namespace audience::service {

using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

// What is for the people who work on it, from one to the other.
static void takeNotes(model::Campaign &into, const model::Campaign &from) {
    into.notes = from.notes;
    into.budget = from.budget;
    into.tags = from.tags;
    into.isArchived = from.isArchived;
}

// Who wrote it and who has looked at it, from one to the other: told by what is kept, never by who saves.
static void takeStanding(model::Campaign &into, const model::Campaign &from) {
    into.author = from.author;
    into.askedBy = from.askedBy;
    into.askedAt = from.askedAt;
    into.approvedBy = from.approvedBy;
    into.approvedAt = from.approvedAt;
}

// Everything a campaign sends may change until it is approved; then a change needs a new approval.
bool sendsTheSame(model::Campaign a, const model::Campaign &b) {
    takeStanding(a, b);
    takeNotes(a, b);
    return a == b;
}

static Result<void> checkNotes(const model::Campaign &campaign) {
    const auto budget = decimalFromText(campaign.budget);
    if (!campaign.budget.empty() && (!budget || budget->mantissa < 0))
        return Error(ErrorKind::Invalid, "campaign.bad_budget").with("text", campaign.budget);
    return {};
}

// What sends, or is to, is seen in the lists until it is over.
static Result<void> checkArchived(const CampaignView &before, const model::Campaign &wanted) {
    using model::CampaignState;
    const bool isOver = before.campaign.armedAt.empty() || before.state == CampaignState::Finished || before.state == CampaignState::Stopped;
    if (wanted.isArchived && !before.campaign.isArchived && !isOver)
        return Error(ErrorKind::Conflict, "campaign.archive_active").with("name", before.campaign.name);
    return {};
}

Result<std::vector<CampaignView>> CampaignService::list() const {
    TRY_ASSIGN(const auto definitions, DefinitionRepository(m_session.workspace()).list(DefinitionKind::Campaign));
    std::vector<CampaignView> views;
    for (const Definition &definition : definitions) {
        TRY_ASSIGN(CampaignView view, campaignView(m_session, definition));
        views.push_back(std::move(view));
    }
    std::stable_sort(views.begin(), views.end(), [](const CampaignView &a, const CampaignView &b) { return b.savedAt < a.savedAt; });
    return views;
}

Result<CampaignView> CampaignService::find(CampaignId id) const {
    TRY_ASSIGN(const Definition found, DefinitionRepository(m_session.workspace()).find(DefinitionKind::Campaign, id.value));
    return campaignView(m_session, found);
}

Result<CampaignView> CampaignService::save(const CampaignView &campaign) {
    TRY(model::checkRate(campaign.campaign.ratePerSecond));
    TRY(model::checkPlan(campaign.campaign.plan));
    TRY(checkNotes(campaign.campaign));
    CampaignView wanted = campaign;
    const bool isNew = !campaign.id.isValid();
    model::Campaign standing;
    standing.author = m_session.workspace().audit().actor();
    wanted.campaign.armedAt.clear();
    if (!isNew) {
        TRY_ASSIGN(const CampaignView before, find(campaign.id));
        TRY(checkArchived(before, campaign.campaign));
        // What is armed stays as it was looked at, but for its notes; the revision tells whoever saves something older.
        model::Campaign noted = before.campaign;
        takeNotes(noted, campaign.campaign);
        if (!before.campaign.armedAt.empty() && before.revision == campaign.revision && noted == campaign.campaign) {
            TRY_ASSIGN(const Definition stored, storeCampaign(m_session, campaign));
            return campaignView(m_session, stored);
        }
        if (!before.campaign.armedAt.empty() && before.revision == campaign.revision)
            return Error(ErrorKind::Conflict, armedError(before))
                .with("name", before.campaign.name);
        // A draft may stand on an email as it was sent before. Whoever chooses another one, or says 0, gets its newest version.
        if (wanted.campaign.emailTemplate != before.campaign.emailTemplate || wanted.campaign.templateRevision != before.campaign.templateRevision)
            wanted.campaign.templateRevision = 0;
        if (sendsTheSame(wanted.campaign, before.campaign))
            standing = before.campaign;
    }
    takeStanding(wanted.campaign, standing);
    TRY_ASSIGN(const Definition saved, m_session.workspace().write([&](const store::Connection &connection) -> Result<Definition> {
        TRY_ASSIGN(Definition stored, storeCampaign(m_session, wanted));
        if (isNew)
            TRY(noteCampaign(m_session, connection, "create", CampaignId{stored.id}, Json{{"name", stored.name}}));
        return stored;
    }));
    return campaignView(m_session, saved);
}

Result<CampaignView> CampaignService::duplicate(CampaignId id, const std::string &name) {
    TRY_ASSIGN(CampaignView copy, find(id));
    copy.id = {};
    copy.revision = 0;
    copy.campaign.startAt = {};
    copy.campaign.templateRevision = 0;
    copy.campaign.isArchived = false;
    copy.campaign.name = name;
    for (int number = 2;; ++number) {
        auto saved = save(copy);
        if (saved || saved.error().id != "definition.name_taken")
            return saved;
        copy.campaign.name = name + " " + std::to_string(number);
    }
}

Result<void> CampaignService::remove(CampaignId id) {
    TRY_ASSIGN(const auto run, newestRun(m_session, id));
    if (run && run->status == delivery::RunStatus::Running)
        return Error(ErrorKind::Refused, "campaign.still_sending");
    return DefinitionRepository(m_session.workspace()).remove(DefinitionKind::Campaign, id.value);
}

Result<void> CampaignService::giveLegalBasis(CampaignId id, const std::string &basis, const std::string &statement) {
    TRY_ASSIGN(const CampaignView view, find(id));
    TRY_ASSIGN(const People people, People::load(m_session));
    return workspace::ConsentRepository(m_session.workspace())
        .recordLegalBasis("dataset " + people.dataset().name, basis, statement.empty() ? "campaign " + view.campaign.name : statement);
}

} // namespace audience::service
