// The page over the approval of a draft: who asks for it, who gives it, and the way back.
#include "qbase/convert.h"
#include "service/session.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/kit/background.h"
#include "ui/kit/draft_keeper.h"
#include "ui/kit/widgets.h"

namespace audience::ui {

using service::CampaignService;
using service::CampaignView;

static constexpr int kAgain = 100; // while what was written is still being saved

bool CampaignsPage::isMine() const { return m_readiness.isMine; }

void CampaignsPage::refreshApproval() {
    const model::Campaign &campaign = m_current.campaign;
    const bool isOpen = view() == View::Composer && campaign.armedAt.empty() && campaign.approvedAt.empty();
    const bool isAsked = !campaign.askedAt.empty(), mine = isMine();
    m_approve->setProperty("absent", !isOpen || !m_needsApproval || m_readiness.checks.empty() || (mine && isAsked));
    m_approve->setText(mine ? tr("Ask for approval") : tr("Approve"));
    m_approve->setToolTip(mine ? tr("You wrote in it, so a colleague approves it: it stands on their Today page") : QString());
    m_return->setProperty("absent", !isOpen || !isAsked);
    m_return->setText(mine ? tr("Take it back") : tr("Send back"));
    m_return->setToolTip(mine ? tr("It is a draft again, and nobody is asked to approve it") : tr("It is a draft again, for whoever wrote it"));
    for (QPushButton *button : {m_approve, m_return})
        button->setAccessibleName(button->text());
}

void CampaignsPage::approve() {
    if (m_saveSoon.isActive() || m_isSaving || m_isChecking) // about what stands here, not about what stood here before
        return QTimer::singleShot(kAgain, this, [this, id = m_current.id] {
            if (m_current.id == id)
                approve();
        });
    if (m_current.id.isValid() && !m_isStale)
        decideApproval(m_current.id, isMine() ? Approval::Ask : Approval::Approve, m_current.revision);
}

void CampaignsPage::withdrawApproval() { decideApproval(m_current.id, Approval::Withdraw, m_current.revision); }

void CampaignsPage::decideApproval(CampaignId id, Approval what, std::int64_t revision) {
    m_isSaving = true; // what is written meanwhile is saved on top of it
    inBackground(this, [session = m_session, id, what, revision]() -> Result<CampaignView> {
        CampaignService campaigns(*session);
        TRY(what == Approval::Ask       ? campaigns.askApproval(id, revision)
            : what == Approval::Approve ? campaigns.approve(id, revision)
                                        : campaigns.withdrawApproval(id, revision));
        return campaigns.find(id);
    }, [this, what](Result<CampaignView> done) {
        m_isSaving = false;
        if (!done) {
            refreshActions();
            // What was written meanwhile is saved; where somebody else was faster, both stand side by side.
            if (std::exchange(m_saveAgain, false) || m_saveSoon.isActive())
                m_saveSoon.start();
            else
                reload(); // it is shown as it is now
            return say(done.error());
        }
        const QString name = toQString(done->campaign.name).left(80);
        const bool isApproved = what == Approval::Approve;
        if (what == Approval::Withdraw)
            Q_EMIT said(done->campaign.askedAt.empty() ? tr("\"%1\" is a draft again").arg(name) : tr("\"%1\" is not approved any more").arg(name));
        else
            Q_EMIT saidWithUndo(isApproved ? tr("\"%1\" is approved by %2").arg(name, toQString(done->campaign.approvedBy)) : tr("Asked for approval: a colleague sees \"%1\" on their Today page").arg(name),
                                [this, id = done->id] { decideApproval(id, Approval::Withdraw, 0); });
        Q_EMIT touchedWorkspace();
        if (!(done->id == m_current.id))
            return reload();
        m_current = *done;
        m_keeper->setRevision(m_current.revision);
        if (std::exchange(m_saveAgain, false))
            m_saveSoon.start();
        check();
        refreshActions();
    });
}

} // namespace audience::ui
