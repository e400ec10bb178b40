// Campaigns: the list, the composer of a draft, the page of a send. Drafts are saved while they are
// written; the send is a job, watched twice a second.
#pragma once

#include "async/latest.h"
#include "service/campaign_service.h"
#include "ui/campaigns/composer_view.h"
#include "ui/kit/page.h"

#include <QTimer>

#include <memory>
#include <set>

class QStackedWidget;
class QToolButton;

namespace audience::ui {

class Jobs;
class Notice;
class SendingView;
class TableModel;
class TableView;

class CampaignsPage final : public Page {
    Q_OBJECT
public:
    CampaignsPage(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    ~CampaignsPage() override;

    QString key() const override { return QStringLiteral("campaigns"); }
    QString title() const override { return tr("Campaigns"); }
    const char *iconName() const override { return "send"; }
    QString heading() const override;
    QList<QWidget *> stateChips() override;
    QList<QWidget *> actions() override;
    QList<PaletteEntry> paletteEntries() const override;
    void open(const QString &target) override; // a campaign's id, "new"
    void up() override;
    void workspaceChanged() override;
    bool isSettled() const override { return !m_isLoading && !m_isChecking && !m_isSaving && !m_isAsking && !m_saveSoon.isActive(); }

private:
    struct Everything {
        std::vector<service::CampaignView> campaigns;
        ComposerView::Choices choices;
    };
    struct Readiness {
        std::optional<service::CountView> count;
        std::vector<service::CheckView> checks;
    };
    struct Watched {
        service::CampaignView campaign;
        service::CampaignStatus status;
    };
    enum class View { List, Empty, Composer, Sending };
    QWidget *makeList();
    void reload();
    void showList();
    void show(const service::CampaignView &campaign);
    void addNew();
    void saveDraft();
    void check();
    void send(bool isConfirmed);
    void startRun(const service::CampaignView &campaign);
    void poll();
    void steer(Result<void> (service::CampaignService::*what)(CampaignId), const QString &done);
    void removeCurrent();
    void refreshActions();
    void say(const Error &error);
    View view() const;

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    std::vector<service::CampaignView> m_campaigns;
    ComposerView::Choices m_choices;
    service::CampaignView m_current;
    Readiness m_readiness;
    std::set<std::int64_t> m_running; // campaigns that a job of this window sends
    QString m_wanted;
    bool m_isLoading = false, m_isChecking = false, m_isSaving = false, m_isAsking = false, m_saveAgain = false;
    QStackedWidget *m_stack;
    Notice *m_notice;
    TableModel *m_table;
    TableView *m_tableView;
    ComposerView *m_composer;
    SendingView *m_sending;
    QLabel *m_state;
    QPushButton *m_new, *m_send, *m_pause, *m_resume, *m_stop;
    QToolButton *m_remove;
    QTimer m_saveSoon, m_poll;
    Latest<Everything> m_everything;
    Latest<Readiness> m_ready;
    Latest<Watched> m_watched;
};

} // namespace audience::ui
