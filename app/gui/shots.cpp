#include "app/gui/shots.h"

#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "service/session.h"
#include "service/template_service.h"
#include "service/segment_service.h"
#include "ui/kit/page.h"
#include "ui/kit/table_model.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"
#include "app/gui/welcome_window.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QThread>

namespace audience::gui {

using namespace service;

namespace {

constexpr qint64 kLongestMs = 60'000;

// Lets the window work until the page has shown everything it asked for, and stays so for a moment.
bool settle(ui::Page *page) {
    QElapsedTimer clock, quiet;
    clock.start();
    quiet.start();
    while (clock.elapsed() < kLongestMs) {
        QApplication::processEvents(QEventLoop::AllEvents, 50);
        if (!page->isSettled())
            quiet.restart();
        else if (quiet.elapsed() > 250)
            break;
        QThread::msleep(5);
    }
    page->grab(); // painting asks for the rows in sight
    for (auto *model : page->findChildren<ui::TableModel *>())
        model->settle();
    QApplication::processEvents();
    return clock.elapsed() < kLongestMs;
}

class Camera {
public:
    explicit Camera(QString directory) : m_directory(std::move(directory)) {}
    Result<void> take(QWidget *window, const QString &name) {
        const QString scheme = ui::Theme::instance().scheme() == ui::Scheme::Light ? QStringLiteral("light") : QStringLiteral("dark");
        const QString path = QStringLiteral("%1/%2-%3.png").arg(m_directory, name, scheme);
        if (!window->grab().save(path))
            return Error(ErrorKind::Io, "data.cannot_write").with("path", toUtf8(path));
        ++m_count;
        return {};
    }
    int count() const { return m_count; }

private:
    QString m_directory;
    int m_count = 0;
};

// A draft that can be shown and a practice campaign that takes some minutes.
Result<std::pair<CampaignId, CampaignId>> makeCampaigns(Session &session) {
    CampaignService campaigns(session);
    TRY_ASSIGN(const auto segments, SegmentService(session).list());
    TRY_ASSIGN(const auto templates, TemplateService(session).list());
    if (segments.empty() || templates.empty())
        return Error(ErrorKind::NotFound, "data.no_people");
    CampaignView view;
    view.campaign.name = "Newsletter 47";
    view.campaign.segment = segments.front().id;
    view.campaign.emailTemplate = templates.front().id;
    view.campaign.topics = {"newsletter"};
    view.campaign.fromName = "Nordwind";
    TRY_ASSIGN(const CampaignView draft, campaigns.save(view));
    view.campaign.name = "Win-back November";
    view.campaign.emailTemplate = templates.back().id;
    view.campaign.segment = segments.back().id;
    view.campaign.topics = {"offers"};
    view.campaign.ratePerSecond = 14;
    TRY_ASSIGN(const CampaignView sending, campaigns.save(view));
    TRY(campaigns.arm(sending.id));
    return std::pair(draft.id, sending.id);
}

} // namespace

Result<int> takeShots(Workbench &workbench, const QString &directory) {
    // A message of something else has no place in a picture.
    if (auto *toast = workbench.window()->findChild<QFrame *>(QStringLiteral("toast")))
        toast->setMaximumSize(0, 0);
    if (!QDir().mkpath(directory))
        return Error(ErrorKind::Io, "data.cannot_write").with("path", toUtf8(directory));
    TRY_ASSIGN(const auto campaigns, makeCampaigns(workbench.session()));
    TRY_ASSIGN(const auto all, CampaignService(workbench.session()).list());
    CampaignId finished;
    for (const CampaignView &one : all)
        if (one.state == model::CampaignState::Finished)
            finished = one.id;
    ui::MainWindow *window = workbench.window();
    window->resize(1280, 800);
    window->show();
    Camera camera(directory);
    const auto shoot = [&](const QString &page, const QString &target, const QString &name) -> Result<void> {
        window->showPage(page, target);
        if (!settle(window->currentPage()))
            return Error(ErrorKind::Internal, "shots.not_settled").with("page", toUtf8(page));
        return camera.take(window, name);
    };
    for (auto *page : window->findChildren<ui::Page *>())
        page->workspaceChanged();
    for (const ui::Scheme scheme : {ui::Scheme::Light, ui::Scheme::Dark}) {
        ui::Theme::instance().apply(scheme);
        WelcomeWindow welcome;
        welcome.show();
        QApplication::processEvents();
        TRY(camera.take(&welcome, QStringLiteral("welcome")));
        TRY(shoot(QStringLiteral("data"), QStringLiteral("customers"), QStringLiteral("data")));
        TRY(shoot(QStringLiteral("segments"), {}, QStringLiteral("segments")));
        TRY(shoot(QStringLiteral("templates"), {}, QStringLiteral("templates")));
        const auto tab = [&](int index) {
            window->currentPage()->findChild<ui::TabRow *>(QStringLiteral("templateTabs"))->setCurrent(index);
        };
        tab(1);
        TRY(shoot(QStringLiteral("templates"), {}, QStringLiteral("templates-source")));
        tab(0);
        TRY(shoot(QStringLiteral("campaigns"), {}, QStringLiteral("campaigns-list")));
        TRY(shoot(QStringLiteral("campaigns"), QString::number(campaigns.first.value), QStringLiteral("composer")));
        if (finished.isValid())
            TRY(shoot(QStringLiteral("campaigns"), QString::number(finished.value), QStringLiteral("campaigns-finished")));
        TRY(shoot(QStringLiteral("campaigns"), QString::number(campaigns.second.value), QStringLiteral("campaigns")));
        // The send of the second picture goes on while the others are taken.
        if (scheme == ui::Scheme::Light) {
            if (auto *go = window->findChild<QPushButton *>(QStringLiteral("campaignResume")))
                go->click();
            QElapsedTimer clock;
            clock.start();
            while (clock.elapsed() < 8'000) {
                QApplication::processEvents(QEventLoop::AllEvents, 50);
                QThread::msleep(10);
            }
            TRY(shoot(QStringLiteral("campaigns"), QString::number(campaigns.second.value), QStringLiteral("campaigns")));
        }
        window->currentPage()->up();
        TRY(shoot(QStringLiteral("monitor"), {}, QStringLiteral("monitor")));
    }
    return camera.count();
}

} // namespace audience::gui
