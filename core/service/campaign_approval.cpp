// Who asks for the approval of a campaign, who gives it and who may not.
#include "base/json.h"
#include "service/approval_rules.h"
#include "service/authors.h"
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/session.h"

namespace audience::service {

using workspace::Definition;
using workspace::DefinitionKind;
using workspace::DefinitionRepository;

namespace {

// As it was looked at; `change` says what becomes of it, and is entered in the audit log as `what`.
template <class Change> Result<void> decide(Session &session, CampaignId id, std::int64_t revision, std::string_view what, const Change &change) {
    return session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(CampaignView view, CampaignService(session).find(id));
        if (revision != 0 && view.revision != revision)
            return Error(ErrorKind::Conflict, "definition.stale")
                .with("kind", "campaign")
                .with("name", view.campaign.name)
                .with("mine", std::to_string(revision))
                .with("theirs", std::to_string(view.revision));
        TRY(change(view));
        TRY_ASSIGN(const Definition stored, storeCampaign(session, view));
        return noteCampaign(session, connection, what, id, Json{{"name", stored.name}, {"revision", stored.revision}});
    });
}

std::string nowOf(const Session &session) { return toIso(session.workspace().clock().now()); }

Result<void> requireDraft(const CampaignView &view) {
    if (!view.campaign.armedAt.empty())
        return Error(ErrorKind::Conflict, armedError(view)).with("name", view.campaign.name);
    return {};
}

// The versions by what they send, the oldest first. Arming it changes nothing of that.
Result<std::vector<Wording>> wordingsOf(Session &session, CampaignId id) {
    TRY_ASSIGN(const auto versions, DefinitionRepository(session.workspace()).history(DefinitionKind::Campaign, id.value));
    std::vector<Wording> wordings;
    model::Campaign before;
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
        auto campaign = model::campaignFromJson(version->body);
        if (!campaign)
            continue; // of a newer program
        const bool isApproved = !campaign->approvedAt.empty();
        campaign->armedAt.clear();
        campaign->templateRevision = 0;
        const bool isKept = isApproved && campaign->approvedAt == before.approvedAt; // another start of what was approved
        if (wordings.empty() || (!isKept && !sendsTheSame(*campaign, before)))
            wordings.push_back({version->revision, version->revision, isApproved});
        wordings.back().last = version->revision;
        wordings.back().isApproved = isApproved;
        before = *std::move(campaign);
    }
    return wordings;
}

} // namespace

Result<std::set<std::string>> authorsOf(Session &session, const CampaignView &view) {
    TRY_ASSIGN(const auto wordings, wordingsOf(session, view.id));
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto savers, saversOf(*reader, "campaign", view.id.value));
    std::set<std::string> authors = authorsOf(wordings, savers);
    if (authors.empty() && !view.campaign.askedBy.empty())
        authors.insert(view.campaign.askedBy);
    return authors;
}

bool CampaignService::isMine(const CampaignView &campaign) const {
    const std::string &me = m_session.workspace().audit().actor();
    if (campaign.campaign.author == me)
        return true;
    const auto authors = authorsOf(m_session, campaign);
    return authors && (authors->empty() || authors->count(me) != 0);
}

Result<void> CampaignService::askApproval(CampaignId id, std::int64_t revision) {
    return decide(m_session, id, revision, "ask_approval", [&](CampaignView &view) -> Result<void> {
        TRY(requireDraft(view));
        TRY_ASSIGN(const auto authors, authorsOf(m_session, view));
        TRY_ASSIGN(const ApprovalRules rules, approvalRulesOf(m_session));
        // What its author approved, before the workspace wanted another, can be asked for still.
        const bool isOwn = rules.campaigns && (authors.empty() || authors.count(view.campaign.approvedBy) != 0);
        if (!view.campaign.approvedAt.empty() && !isOwn)
            return Error(ErrorKind::Conflict, "campaign.already_approved").with("name", view.campaign.name);
        view.campaign.approvedBy.clear();
        view.campaign.approvedAt.clear();
        view.campaign.askedBy = m_session.workspace().audit().actor();
        view.campaign.askedAt = nowOf(m_session);
        return {};
    });
}

Result<void> CampaignService::approve(CampaignId id, std::int64_t revision) {
    return decide(m_session, id, revision, "approve", [&](CampaignView &view) -> Result<void> {
        TRY_ASSIGN(const ApprovalRules rules, approvalRulesOf(m_session));
        const std::string &me = m_session.workspace().audit().actor();
        TRY_ASSIGN(const auto authors, authorsOf(m_session, view));
        if (rules.campaigns && authors.empty())
            return Error(ErrorKind::Refused, "campaign.author_unknown").with("name", view.campaign.name);
        if (rules.campaigns && authors.count(me) != 0)
            return Error(ErrorKind::Refused, "campaign.own_approval").with("name", view.campaign.name).with("by", me);
        view.campaign.approvedBy = me;
        view.campaign.approvedAt = nowOf(m_session);
        return {};
    });
}

Result<void> CampaignService::withdrawApproval(CampaignId id, std::int64_t revision) {
    return decide(m_session, id, revision, "withdraw_approval", [&](CampaignView &view) -> Result<void> {
        TRY(requireDraft(view));
        const bool isApproved = !view.campaign.approvedAt.empty();
        (isApproved ? view.campaign.approvedBy : view.campaign.askedBy).clear();
        (isApproved ? view.campaign.approvedAt : view.campaign.askedAt).clear();
        return {};
    });
}

} // namespace audience::service
