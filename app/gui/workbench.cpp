#include "app/gui/workbench.h"

#include "qbase/convert.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/data_service.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/kept.h"
#include "ui/kit/turns.h"
#include "ui/kit/zoned.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/checks/checks_page.h"
#include "ui/connections/connections_page.h"
#include "ui/data/data_page.h"
#include "ui/import/imports_section.h"
#include "ui/monitor/monitor_page.h"
#include "ui/segments/segments_page.h"
#include "ui/settings/about_section.h"
#include "ui/settings/appearance_section.h"
#include "ui/settings/blocked_section.h"
#include "ui/settings/event_rules_section.h"
#include "ui/settings/definitions_section.h"
#include "ui/settings/sending_section.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/shortcuts_section.h"
#include "ui/settings/topics_section.h"
#include "ui/settings/workspace_section.h"
#include "ui/shell/main_window.h"
#include "ui/sync/sync_page.h"
#include "ui/templates/templates_page.h"
#include "ui/text/sentences.h"
#include "ui/today/today_page.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <QWindow>

#include <utility>

namespace audience::gui {

using service::WorkspaceService;

namespace {
constexpr int kRecentKept = 8;
constexpr int kLookEvery = 2'500; // ms; a look itself waits for events
constexpr int kLookAgain = 250;   // while they come
constexpr int kFileEvery = 400;    // ms
constexpr auto kWaitsLong = std::chrono::milliseconds(700); // a save takes a moment anyway
const QLatin1String kRecentKey("workspaces/recent");
} // namespace

Workbench::Known Workbench::look(service::Session &session) {
    return {session.displayName(), service::CampaignService(session).zone()};
}

Workbench::Workbench(std::shared_ptr<service::Session> session, Build build, const std::optional<Known> &known)
    : m_session(std::move(session)), m_jobs(std::make_shared<ui::Jobs>()), m_window(std::make_unique<ui::MainWindow>(m_jobs.get())), m_search(this) {
    if (known) { // else it is said as soon as refreshState() has read it
        m_window->setWorkspaceName(toQString(known->name));
        showZone(known->zone);
    }
    // Two workspaces may be open, each with a clock of its own: what is done in the one in front is told by its own.
    connect(qGuiApp, &QGuiApplication::focusWindowChanged, this, [this](const QWindow *focused) {
        if (focused && focused == m_window->windowHandle())
            ui::setWorkspaceZone(m_zone);
    });
    if (build == Build::InTurns) {
        auto makers = pageMakers();
        m_toBuild = int(makers.size());
        makers.append([this] { start(); });
        addInTurns(std::move(makers));
        return;
    }
    for (const auto &make : pageMakers())
        make();
    start();
}

void Workbench::addInTurns(QList<std::function<void()>> makers) {
    QMetaObject::invokeMethod(this, [this, makers = std::move(makers)]() mutable {
        if (makers.isEmpty()) {
            Q_EMIT ready();
            return;
        }
        {
            ui::Turns turns;
            makers.takeFirst()();
            makers = turns.take() + makers;
        }
        Q_EMIT built(int(m_pages.size()), m_toBuild);
        addInTurns(std::move(makers));
    }, Qt::QueuedConnection);
}

void Workbench::start() {
    bindCommands();
    installFinder();
    m_window->setDropTarget([this](const QStringList &paths) { return dropOffer(paths); });
    m_window->setWorkspaceMenu([this](QMenu *menu) { fillWorkspaceMenu(menu); });
    m_window->showPage(m_pages.front()->key());
    refreshState();
    sayWhatWasLeft();
    connect(&m_lookTimer, &QTimer::timeout, this, &Workbench::lookAround);
    m_lookTimer.start(kLookEvery);
    connect(&m_waitTimer, &QTimer::timeout, this, &Workbench::lookAtFile);
    m_waitTimer.start(kFileEvery);
}

// The pages in the order of the rail; a page of its own module is one more line here.
QList<std::function<void()>> Workbench::pageMakers() {
    return {
        [this] { addPage(new ui::TodayPage(m_session, m_window.get())); },
        [this] { addPage(new ui::DataPage(m_session, m_jobs.get(), m_window.get())); },
        [this] { addPage(new ui::SyncPage(m_session, m_jobs.get(), m_window.get())); },
        [this] { addPage(new ui::ChecksPage(m_session, m_window.get())); },
        [this] { addPage(new ui::SegmentsPage(m_session, m_window.get())); },
        [this] { addPage(new ui::TemplatesPage(m_session, m_window.get())); },
        [this] { addPage(new ui::CampaignsPage(m_session, m_jobs.get(), m_window.get())); },
        [this] { addPage(new ui::MonitorPage(m_session, m_window.get())); },
        [this] { addPage(new ui::ConnectionsPage(m_session, m_jobs.get(), m_window.get()), true); },
        [this] { addSettings(); },
    };
}

// Sections in the order of the list; a section of another module is one more line here.
void Workbench::addSettings() {
    auto *settings = new ui::SettingsPage(m_window.get());
    auto *appearance = new ui::AppearanceSection;
    connect(appearance, &ui::AppearanceSection::restartWanted, this, &Workbench::restartWanted);
    settings->addSection(appearance);
    settings->addSection(new ui::ShortcutsSection);
    settings->addSection(new ui::WorkspaceSection(m_session, m_jobs.get()));
    ui::inTurn([this, settings] {
        settings->addSection(new ui::DefinitionsSection(m_session));
        settings->addSection(new ui::SendingSection(m_session));
        settings->addSection(new ui::TopicsSection(m_session));
    });
    ui::inTurn([this, settings] {
        settings->addSection(new ui::BlockedSection(m_session, m_jobs.get()));
        settings->addSection(new ui::EventRulesSection(m_session, m_jobs.get()));
        settings->addSection(new ui::ImportsSection(m_session, m_jobs.get()));
        settings->addSection(new ui::AboutSection);
    });
    addPage(settings, true);
}

// Once it is whole: a page may be built in turns.
void Workbench::addPage(ui::Page *page, bool below) {
    m_unfinished.reset(page);
    page->hide(); // the window may be shown before it is whole
    ui::inTurn([this, below] {
        ui::Page *whole = m_unfinished.release();
        m_pages.append(whole);
        m_window->addPage(whole, below);
        connect(whole, &ui::Page::touchedWorkspace, this, &Workbench::refreshState);
    });
}

Workbench::~Workbench() {
    m_cancel.cancel();
    m_search.drop();
}

void Workbench::lookAtFile() {
    const bool waits = m_session->workspace().waitsForFile() > kWaitsLong;
    if (std::exchange(m_isWaiting, waits) != waits)
        m_window->setWaiting(waits ? tr("Another program is using the workspace file. What you save waits until it lets go; nothing is lost.") : QString());
}

void Workbench::lookAround() {
    struct Seen {
        std::int64_t events = 0;
        qint64 generations = 0;
    };
    if (m_isLooking)
        return;
    m_isLooking = true;
    ui::inBackground(this, [session = m_session, token = m_cancel.token()]() -> Result<Seen> {
        Seen seen;
        TRY_ASSIGN(const auto datasets, service::DataService(*session).datasets());
        for (const auto &dataset : datasets)
            seen.generations += dataset.generation + 1;
        if (session->workspace().mayRunWork()) {
            TRY_ASSIGN(const auto report, service::ConnectionService(*session).pollEvents(false, token));
            seen.events = report.matched;
        }
        return seen;
    }, [this](Result<Seen> seen) {
        m_isLooking = false;
        if (!seen)
            return; // the connection's own test says what is wrong; the next look may find it mended
        if (seen->events > 0)
            QTimer::singleShot(kLookAgain, this, &Workbench::lookAround);
        const bool isOtherData = m_generations >= 0 && seen->generations != m_generations;
        m_generations = seen->generations;
        for (ui::Page *page : std::as_const(m_pages))
            if (isOtherData || (seen->events > 0 && (page->key() == QLatin1String("campaigns") || page->key() == QLatin1String("monitor") || page->key() == QLatin1String("today"))))
                page->lookAgain();
    });
}

void Workbench::refreshState() {
    struct State {
        service::WorkspaceInfo info;
        std::string zone;
        bool isPractice = true;
    };
    ui::inBackground(this, [session = m_session]() -> Result<State> {
        State state;
        TRY_ASSIGN(state.info, WorkspaceService(*session).info());
        state.zone = service::CampaignService(*session).zone();
        TRY_ASSIGN(const auto connections, service::ConnectionService(*session).list());
        for (const auto &connection : connections)
            state.isPractice = state.isPractice && !connection.ses && !connection.smtp;
        return state;
    }, [this](Result<State> state) {
        if (!state)
            return m_window->setStanding(ui::sentence(state.error()), tr("Check this file"), [this] { m_window->showPage(QStringLiteral("settings"), QStringLiteral("workspace")); });
        m_window->setWorkspaceName(toQString(state->info.name));
        m_window->setPractice(state->isPractice);
        if (state->zone != m_zone) {
            showZone(state->zone);
            for (ui::Page *page : std::as_const(m_pages))
                page->lookAgain();
        }
        showStanding(state->info);
    });
}

void Workbench::showZone(const std::string &zone) {
    m_zone = zone;
    ui::setZoneOfWindow(m_window.get(), zone);
    const QWindow *focused = qGuiApp->focusWindow();
    if (!focused || focused == m_window->windowHandle())
        ui::setWorkspaceZone(zone);
}

void Workbench::showStanding(const service::WorkspaceInfo &info) {
    if (info.isReadOnly)
        return m_window->setStanding(tr("This file is read-only: you can look at everything, and nothing is saved or sent."), {}, {});
    if (info.standing == "normal") {
        QString warnings;
        for (const Error &warning : info.warnings)
            warnings += (warnings.isEmpty() ? QString() : QStringLiteral(" ")) + ui::sentence(warning);
        return m_window->setStanding(warnings, {}, {});
    }
    const QString words = info.standingReason ? ui::sentence(*info.standingReason) : QString();
    if (info.standing == "handed_over")
        return m_window->setStanding(words, tr("Who sends"), [this] { m_window->showPage(QStringLiteral("settings"), QStringLiteral("workspace")); });
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
    for (const QString &path : ui::Kept::value(kRecentKey).toStringList())
        if (QFileInfo::exists(path))
            files << path;
    return files;
}

void Workbench::rememberFile(const QString &path) {
    QStringList files = ui::Kept::value(kRecentKey).toStringList();
    const QString absolute = QFileInfo(path).absoluteFilePath();
    files.removeAll(absolute);
    files.prepend(absolute);
    ui::Kept::keep(kRecentKey, QStringList(files.mid(0, kRecentKept)));
}

} // namespace audience::gui
