#include "app/gui/program.h"

#include "app/bootstrap/bootstrap.h"
#include "app/gui/new_workspace_card.h"
#include "app/gui/welcome_window.h"
#include "qbase/convert.h"
#include "service/demo_service.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/shell/main_window.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace audience::gui {

using OpenedSession = std::shared_ptr<service::Session>;

namespace {

Result<OpenedSession> fillDemo(const std::string &path, DemoSize size, Progress *progress, const CancelToken &cancel) {
    TRY_ASSIGN(OpenedSession session, service::Session::create(path, bootstrap::sessionOptions()));
    service::DemoShopOptions options;
    options.people = size.people;
    options.events = size.events;
    options.lastDay = CivilDate{static_cast<std::int32_t>(session->now().micros / kMicrosPerDay - 1)};
    service::DemoService demo(*session);
    TRY_ASSIGN(const auto filled, demo.fill(options, progress, cancel));
    TRY_ASSIGN(const auto past, demo.history(options, progress, cancel));
    CampaignId made;
    TRY_ASSIGN(const auto sent, demo.campaign(&made, progress, cancel));
    (void)filled, (void)past, (void)sent;
    return session;
}

// A shop that was stopped half-way is no shop: it goes, so that the next one is whole.
Result<OpenedSession> makeDemo(const std::string &path, DemoSize size, Progress *progress, const CancelToken &cancel) {
    Result<OpenedSession> made = fillDemo(path, size, progress, cancel);
    if (!made && made.error().id != "workspace.exists")
        for (const char *end : {"", "-wal", "-shm"})
            QFile::remove(toQString(path + end));
    return made;
}

QString demoPath() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QDir().mkpath(folder);
    return folder + QStringLiteral("/demo shop.audience");
}

// In the words of a window, which has buttons for what helps.
QString wordsOf(const Error &error) {
    if (error.id == "workspace.not_found")
        for (const auto &[name, value] : error.args)
            if (name == "path")
                return Program::tr("There is no workspace %1 any more, or it is called otherwise. Open it from where it is now, or begin a new one.").arg(QDir::toNativeSeparators(toQString(value)));
    return ui::sentence(error);
}

// Links are followed: a file reached by two names is one workspace.
QString sameFile(const QString &path) {
    const QFileInfo info(path);
    const QString canonical = info.canonicalFilePath();
    return canonical.isEmpty() ? info.absoluteFilePath() : canonical;
}

} // namespace

Program::Program(DemoSize size) : m_size(size) {}

Program::~Program() = default;

void Program::welcome(const QString &problem) {
    if (!m_welcome) {
        m_welcome = std::make_unique<WelcomeWindow>();
        connect(m_welcome.get(), &WelcomeWindow::demoWanted, this, [this] { demo(demoPath()); });
        connect(m_welcome.get(), &WelcomeWindow::bringWanted, this, &Program::bring);
        connect(m_welcome.get(), &WelcomeWindow::createWanted, this, &Program::createAt);
        connect(m_welcome.get(), &WelcomeWindow::moveWanted, this, &Program::moveIn);
        connect(m_welcome.get(), &WelcomeWindow::openWanted, this, &Program::open);
    }
    m_welcome->setRecent(Workbench::recentFiles());
    if (!problem.isEmpty())
        m_welcome->showError(problem);
    m_welcome->show();
    m_welcome->raise();
}

void Program::demo(const QString &path) {
    if (QFileInfo::exists(path))
        return open(path);
    run(tr("Making the demo shop"), path, [file = toUtf8(path), size = m_size](Progress *progress, CancelToken cancel) { return makeDemo(file, size, progress, cancel); });
}

void Program::open(const QString &path) {
    if (bringForward(path) || waitForClosing(path))
        return;
    run(tr("Opening %1").arg(QFileInfo(path).fileName()), path, [file = toUtf8(path)](Progress *, CancelToken) { return bootstrap::openSession(file); });
}

void Program::create(const QString &path) {
    run(tr("Making %1").arg(QFileInfo(path).fileName()), path, [file = toUtf8(path)](Progress *, CancelToken) { return service::Session::create(file, bootstrap::sessionOptions()); });
}

// A new workspace among the person's documents, named after the first file, and straight into the import.
void Program::bring(const QStringList &tables) {
    createFor(QFileInfo(tables.first()).completeBaseName(), QStringLiteral("import:") + tables.join(QLatin1Char('\n')));
}

void Program::moveIn(const QString &export_) {
    const QFileInfo info(export_);
    createFor(info.isDir() ? QDir(info.absoluteFilePath()).dirName() : info.completeBaseName(), QStringLiteral("movein:") + export_);
}

void Program::createFor(const QString &name, const QString &target) {
    createAt(freeWorkspaceFile(documentsFolder(), name), QStringLiteral("data"), target);
}

void Program::createAt(const QString &path, const QString &page, const QString &target) {
    m_place = {page, target};
    create(path);
}

bool Program::bringForward(const QString &path) {
    for (const auto &workbench : m_workbenches)
        if (sameFile(toQString(workbench->session().workspace().path())) == sameFile(path)) {
            ui::MainWindow *window = workbench->window();
            window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
            window->show();
            window->raise();
            window->activateWindow();
            m_welcome.reset();
            return true;
        }
    return false;
}

// In the tray of a window that is there, else in the welcome.
template <class Work> void Program::run(const QString &what, const QString &path, Work work) {
    const QString file = sameFile(path);
    if (m_opening.contains(file))
        return; // a second click
    m_opening.insert(file);
    if (m_workbenches.empty() && !m_welcome)
        welcome();
    ui::Jobs &jobs = m_welcome ? m_jobs : *m_workbenches.back()->jobs();
    struct Opened {
        OpenedSession session;
        Workbench::Known known;
    };
    auto reading = [work = std::move(work)](Progress *progress, CancelToken cancel) mutable -> Result<Opened> {
        TRY_ASSIGN(OpenedSession session, work(progress, std::move(cancel)));
        const Workbench::Known known = Workbench::look(*session);
        return Opened{std::move(session), known};
    };
    ui::Job *job = jobs.start(what, this, std::move(reading), [this, path, file](Result<Opened> opened) {
        if (opened)
            return add(std::move(opened->session), opened->known, path);
        m_opening.remove(file);
        fail(opened.error());
    });
    if (m_welcome)
        m_welcome->showProgress(job);
}

void Program::fail(const Error &error) {
    const QString words = wordsOf(error);
    std::fprintf(stderr, "%s\n", toUtf8(words).c_str());
    m_place = {};
    if (whenOpen)
        return QCoreApplication::exit(1);
    if (m_welcome)
        m_welcome->showDoors();
    if (error.kind == ErrorKind::Cancelled)
        return; // who stopped it knows
    if (m_welcome)
        m_welcome->showError(words);
    else if (!m_workbenches.empty())
        m_workbenches.back()->window()->toast(words);
}

void Program::add(std::shared_ptr<service::Session> session, const Workbench::Known &known, const QString &path) {
    const auto build = whenOpen ? Workbench::Build::AtOnce : Workbench::Build::InTurns;
    m_workbenches.push_back(std::make_unique<Workbench>(std::move(session), build, known));
    Workbench *workbench = m_workbenches.back().get();
    if (whenOpen)
        return QCoreApplication::exit(whenOpen(*workbench));
    Workbench::rememberFile(path);
    connectWorkbench(workbench);
    const auto tell = [this, name = QFileInfo(path).fileName()](int pages, int of) {
        if (m_welcome)
            m_welcome->showStep(tr("Opening %1").arg(name), pages, of);
    };
    tell(0, 0);
    connect(workbench, &Workbench::built, this, tell);
    connect(workbench, &Workbench::ready, this, [this, workbench, path] {
        m_opening.remove(sameFile(path));
        workbench->window()->rememberAs(toQString(workbench->session().workspace().uuid()));
        workbench->window()->show();
        if (const Place place = std::exchange(m_place, {}); !place.page.isEmpty())
            workbench->window()->showPage(place.page, place.target);
        m_welcome.reset();
        Q_EMIT opened(workbench);
    });
}

void Program::connectWorkbench(Workbench *workbench) {
    connect(workbench, &Workbench::openWanted, this, &Program::open);
    connect(workbench, &Workbench::createWanted, this, &Program::create);
    connect(workbench, &Workbench::restartWanted, this, &Program::restart);
    connect(workbench, &Workbench::welcomeWanted, this, [this, workbench] {
        m_leaving = workbench; // work may still be going on, and whoever hears that may keep the window
        workbench->window()->close();
    });
    connect(workbench->window(), &ui::MainWindow::kept, this, [this] { m_leaving = nullptr; });
    connect(workbench->window(), &ui::MainWindow::closed, this, [this, workbench] {
        if (std::exchange(m_leaving, nullptr) == workbench)
            welcome(); // before the last window is gone
        const auto gone = std::find_if(m_workbenches.begin(), m_workbenches.end(), [&](const auto &one) { return one.get() == workbench; });
        if (gone == m_workbenches.end())
            return;
        auto closed = std::move(*gone);
        m_workbenches.erase(gone);
        m_opening.remove(sameFile(toQString(closed->session().workspace().path()))); // closed before it was whole
        letGo(std::move(closed));
    });
}

// A send that stops and a file that is closed take their time; other windows do not wait for them.
void Program::letGo(std::unique_ptr<Workbench> workbench) {
    const QString path = sameFile(toQString(workbench->session().workspace().path()));
    const std::shared_ptr<ui::Jobs> jobs = workbench->sharedJobs();
    m_closing.insert(path, {jobs, workbench->sharedSession()});
    const QList<ui::Job *> running = jobs->running();
    for (ui::Job *job : running)
        job->cancel();
    connect(workbench.get(), &QObject::destroyed, this, [this, path, jobs] {
        if (jobs->running().isEmpty())
            return closeFile(path);
        connect(jobs.get(), &ui::Jobs::changed, this, [this, path, all = jobs.get()] {
            if (all->running().isEmpty())
                closeFile(path);
        });
    });
    workbench.release()->deleteLater(); // its window is still handling the close event
}

void Program::closeFile(const QString &path) {
    const auto closing = m_closing.find(path);
    if (closing == m_closing.end() || !closing->session)
        return;
    ui::inBackground(this, [session = std::move(closing->session)]() mutable {
        session.reset();
        return true;
    }, [this, path](bool) {
        if (m_closing.take(path).isWanted)
            open(path);
    });
}

bool Program::waitForClosing(const QString &path) {
    const auto closing = m_closing.find(sameFile(path));
    if (closing == m_closing.end())
        return false;
    closing->isWanted = true;
    if (m_workbenches.empty() && !m_welcome)
        welcome();
    if (m_welcome)
        m_welcome->showStep(tr("%1 is still being closed and opens by itself after that").arg(QFileInfo(path).fileName()), 0, 0);
    return true;
}

} // namespace audience::gui
