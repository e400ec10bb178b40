// Who asks for the approval of a campaign, who gives it and who may not.
#include "base/json.h"
#include "service/approval_rules.h"
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/session.h"

namespace audience::service {

using workspace::Definition;

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

} // namespace

bool CampaignService::isMine(const CampaignView &campaign) const { return campaign.campaign.author == m_session.workspace().audit().actor(); }

Result<void> CampaignService::askApproval(CampaignId id, std::int64_t revision) {
    return decide(m_session, id, revision, "ask_approval", [&](CampaignView &view) -> Result<void> {
        TRY(requireDraft(view));
        if (!view.campaign.approvedAt.empty())
            return Error(ErrorKind::Conflict, "campaign.already_approved").with("name", view.campaign.name);
        view.campaign.askedBy = m_session.workspace().audit().actor();
        view.campaign.askedAt = nowOf(m_session);
        return {};
    });
}

Result<void> CampaignService::approve(CampaignId id, std::int64_t revision) {
    return decide(m_session, id, revision, "approve", [&](CampaignView &view) -> Result<void> {
        TRY_ASSIGN(const ApprovalRules rules, approvalRulesOf(m_session));
        const std::string &me = m_session.workspace().audit().actor();
        if (rules.campaigns && isMine(view))
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
