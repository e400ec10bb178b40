#include "app/gui/workbench.h"

#include "qbase/convert.h"
#include "service/connection_service.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/data/data_page.h"
#include "ui/monitor/monitor_page.h"
#include "ui/segments/segments_page.h"
#include "ui/shell/main_window.h"
#include "ui/templates/templates_page.h"
#include "ui/text/sentences.h"

#include <QFileInfo>
#include <QSettings>
#include <QThreadPool>

namespace audience::gui {

using service::WorkspaceService;

namespace {
constexpr int kRecentKept = 8;
const QLatin1String kRecentKey("workspaces/recent");
}

Workbench::Workbench(std::shared_ptr<service::Session> session, QObject *parent)
    : QObject(parent), m_session(std::move(session)), m_window(std::make_unique<ui::MainWindow>(&m_jobs)) {
    m_window->setWorkspaceName(toQString(m_session->displayName()));
    const QList<ui::Page *> pages{new ui::DataPage(m_session, &m_jobs), new ui::SegmentsPage(m_session), new ui::TemplatesPage(m_session),
                                  new ui::CampaignsPage(m_session, &m_jobs), new ui::MonitorPage(m_session)};
    for (ui::Page *page : pages) {
        m_window->addPage(page);
        connect(page, &ui::Page::touchedWorkspace, this, &Workbench::refreshState);
    }
    m_window->showPage(pages.front()->key());
    refreshState();
}

Workbench::~Workbench() {
    for (ui::Job *job : m_jobs.running())
        job->cancel();
    // Work that holds the session ends before the program does; it was told to.
    QThreadPool::globalInstance()->waitForDone();
}

void Workbench::refreshState() {
    struct State {
        service::WorkspaceInfo info;
        bool isPractice = true;
    };
    ui::inBackground(this, [session = m_session]() -> Result<State> {
        State state;
        TRY_ASSIGN(state.info, WorkspaceService(*session).info());
        TRY_ASSIGN(const auto connections, service::ConnectionService(*session).list());
        for (const auto &connection : connections)
            state.isPractice = state.isPractice && !connection.ses;
        return state;
    }, [this](Result<State> state) {
        if (!state)
            return m_window->setStanding(ui::sentence(state.error()), {}, {});
        m_window->setWorkspaceName(toQString(state->info.name));
        m_window->setPractice(state->isPractice);
        showStanding(state->info);
    });
}

void Workbench::showStanding(const service::WorkspaceInfo &info) {
    if (info.standing == "normal") {
        QString warnings;
        for (const Error &warning : info.warnings)
            warnings += (warnings.isEmpty() ? QString() : QStringLiteral(" ")) + ui::sentence(warning);
        return m_window->setStanding(warnings, {}, {});
    }
    const QString words = ui::sentence(info.standingReason, {{"path", info.path}});
    if (info.standing == "untrusted")
        return m_window->setStanding(words, tr("I trust this file"), [this] { resolveStanding(&WorkspaceService::trust); });
    if (info.standing == "copied")
        return m_window->setStanding(words, tr("Make it a workspace of its own"), [this] { resolveStanding(&WorkspaceService::adopt); });
    m_window->setStanding(words, tr("Go on with this file"), [this] { resolveStanding(&WorkspaceService::acknowledge); });
}

void Workbench::resolveStanding(Result<void> (WorkspaceService::*how)()) {
    ui::inBackground(this, [session = m_session, how]() -> Result<void> {
        WorkspaceService service(*session);
        return (service.*how)();
    }, [this](Result<void> done) {
        if (!done)
            return m_window->toast(ui::sentence(done.error()));
        refreshState();
    });
}

QStringList Workbench::recentFiles() {
    QStringList files;
    for (const QString &path : QSettings().value(kRecentKey).toStringList())
        if (QFileInfo::exists(path))
            files << path;
    return files;
}

void Workbench::rememberFile(const QString &path) {
    QStringList files = QSettings().value(kRecentKey).toStringList();
    const QString absolute = QFileInfo(path).absoluteFilePath();
    files.removeAll(absolute);
    files.prepend(absolute);
    QSettings().setValue(kRecentKey, QStringList(files.mid(0, kRecentKept)));
}

} // namespace audience::gui
