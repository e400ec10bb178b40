#include "ui/shell/main_window.h"

#include "ui/kit/actions.h"
#include "ui/kit/focus_order.h"
#include "ui/kit/in_order.h"
#include "ui/kit/jobs.h"
#include "ui/kit/kept.h"
#include "ui/kit/theme.h"
#include "ui/kit/toast.h"
#include "ui/shell/rail.h"
#include "ui/shell/standing_bar.h"
#include "ui/shell/top_bar.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QPointer>
#include <QSet>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace audience::ui {

// Below this width the page needs the room of the rail's words.
static constexpr int kNarrow = 1120;

MainWindow::MainWindow(Jobs *jobs, QWidget *parent) : QMainWindow(parent), m_jobs(jobs) {
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(960, 600);
    setAcceptDrops(true);
    jobs->serve(this);
    auto *root = new QWidget(this);
    auto *layout = new QHBoxLayout(root);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_rail = new Rail(jobs, root);
    layout->addWidget(m_rail);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    m_bar = new TopBar(root);
    m_standing = new StandingBar(QStringLiteral("standing"), root);
    m_closing = new StandingBar(QStringLiteral("closing"), root);
    m_waiting = new StandingBar(QStringLiteral("waiting"), root);
    m_stack = new QStackedWidget(root);
    right->addWidget(m_bar);
    right->addWidget(m_closing);
    right->addWidget(m_waiting);
    right->addWidget(m_standing);
    right->addWidget(m_stack, 1);
    layout->addLayout(right, 1);
    setCentralWidget(root);
    connect(jobs, &Jobs::changed, m_closing, [this] { // what was asked about has ended by itself
        if (!m_closing->isHidden() && m_jobs->running().isEmpty())
            keepOpen();
    });
    m_palette = new CommandPalette(root);
    m_toast = new Toast(root);
    m_drop = new DropOverlay(root);
    connect(m_bar, &TopBar::upWanted, this, [this] {
        if (Page *page = currentPage())
            page->up();
    });
    connect(m_bar, &TopBar::searchWanted, this, &MainWindow::openPalette);
    connect(m_palette, &CommandPalette::chosen, this, &MainWindow::take);
    connect(m_rail, &Rail::chosen, this, [this](const QString &key) {
        Page *page = currentPage();
        if (page && page->key() == key && page->isInside())
            return page->up(); // who chooses the page they are in wants its beginning
        showPage(key);
    });
    bindCommands();
    resize(1280, 800);
}

MainWindow::~MainWindow() = default;

void MainWindow::bindCommands() {
    const auto bind = [this](const char *id, auto act) { bindCommand(this, QLatin1String(id), act); };
    bind("window.search", [this] { openPalette(); });
    bind("window.rail", [this] { m_rail->toggle(); });
    bind("window.theme", [] {
        Theme &theme = Theme::instance();
        theme.apply(theme.scheme() == Scheme::Light ? Scheme::Dark : Scheme::Light);
        Kept::keep(QStringLiteral("appearance/theme"), theme.scheme() == Scheme::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    });
    bind("window.settings", [this] { showPage(QStringLiteral("settings")); });
    bind("window.shortcuts", [this] { showPage(QStringLiteral("settings"), QStringLiteral("shortcuts")); });
    bind("window.close", [this] { close(); });
    bind("file.quit", [] { QApplication::closeAllWindows(); });
    bind("page.refresh", [this] {
        if (Page *page = currentPage())
            page->workspaceChanged();
    });
    bind("page.up", [this] {
        if (Page *page = currentPage())
            page->up();
    });
}

void MainWindow::setWorkspaceName(const QString &name) {
    m_rail->setWorkspaceName(name);
    //: title of a window: workspace, program
    setWindowTitle(tr("%1 – Audience-Sync").arg(inOrder(name)));
}

void MainWindow::setWorkspaceMenu(std::function<void(QMenu *)> fill) {
    m_rail->setWorkspaceMenu(std::move(fill));
}

void MainWindow::setPractice(bool practice) {
    m_bar->setPractice(practice);
}

void MainWindow::setStanding(const QString &text, const QString &action, const std::function<void()> &act) {
    m_standing->say(text, action, act);
}

void MainWindow::setWaiting(const QString &text) {
    m_waiting->say(text);
}

void MainWindow::addPage(Page *page, bool below) {
    m_pages.append(page);
    constexpr qsizetype kMostNumbered = 9;
    if (!below && m_above.size() < kMostNumbered) {
        m_above.append(page);
        const int number = int(m_above.size());
        Commands::instance().declarePage(number, page->title());
        bindCommand(this, QStringLiteral("page.%1").arg(number), [this, key = page->key()] { showPage(key); });
    }
    m_stack->addWidget(page);
    page->setObjectName(QStringLiteral("page_") + page->key());
    m_rail->addEntry(page->key(), page->title(), page->iconName(), below);
    connect(page, &Page::headerChanged, this, [this, page] {
        if (page == currentPage())
            refreshHeader();
        keepPlace(page);
    });
    connect(page, &Page::goTo, this, &MainWindow::showPage);
    connect(page, &Page::said, this, [this](const QString &message) { toast(message); });
    connect(page, &Page::saidWithUndo, this, &MainWindow::toast);
    connect(page, &Page::touchedWorkspace, this, [this, page] {
        for (Page *other : std::as_const(m_pages))
            if (other != page)
                other->lookAgain();
    });
}

Page *MainWindow::currentPage() const {
    return qobject_cast<Page *>(m_stack->currentWidget());
}

void MainWindow::showPage(const QString &key, const QString &target) {
    for (Page *page : std::as_const(m_pages))
        if (page->key() == key) {
            m_palette->hide();
            m_stack->setCurrentWidget(page);
            m_rail->choose(key);
            const QString before = m_places.take(key);
            page->open(target.isEmpty() ? before : target);
            refreshHeader();
            // Written down now: a window that is killed comes back to where it was.
            if (!m_stateName.isEmpty())
                Kept::keep(QStringLiteral("windows/%1/page").arg(m_stateName), key);
            return;
        }
}

// Of pages that were shown: before that, what was open the last time still waits to be opened.
void MainWindow::keepPlace(Page *page) {
    if (m_stateName.isEmpty() || m_places.contains(page->key()))
        return;
    const QString entry = QStringLiteral("windows/%1/place_%2").arg(m_stateName, page->key());
    if (const QString place = page->place(); place != Kept::value(entry).toString())
        Kept::keep(entry, place);
}

void MainWindow::refreshHeader() {
    if (Page *page = currentPage())
        m_bar->showPage(page);
}

void MainWindow::addCommands(QList<PaletteEntry> &entries, const QWidget *owner) const {
    for (QAction *action : owner->actions()) {
        const QString id = commandOf(action);
        // Pages stand in the list by their names, with these keys.
        if (id.isEmpty() || !action->isEnabled() || id == QLatin1String("window.search") || (id.startsWith(QLatin1String("page.")) && id.back().isDigit()))
            continue;
        entries.append({action->text(), tr("command"), {}, id, Commands::instance().keysText(id), QStringLiteral("zap"), [action] { action->trigger(); }});
    }
}

QList<PaletteEntry> MainWindow::entries() const {
    QList<PaletteEntry> entries;
    for (Page *page : m_pages) {
        const auto place = m_above.indexOf(page);
        const QString keys = place >= 0 && place < 9 ? Commands::instance().keysText(QStringLiteral("page.%1").arg(place + 1)) : QString();
        entries.append({page->title(), tr("page"), page->key(), {}, keys, QLatin1String(page->iconName())});
    }
    if (Page *page = currentPage()) {
        for (QWidget *widget : page->actions())
            if (auto *button = qobject_cast<QAbstractButton *>(widget); button && !button->property("absent").toBool() && !button->property("stays").toBool() && button->isEnabled()) // a menu is no command
                entries.append({button->accessibleName().isEmpty() ? button->text() : button->accessibleName(), tr("on this page"), page->key(), button->objectName(), {},
                                QLatin1String(page->iconName()), [button = QPointer<QAbstractButton>(button)] {
                                    if (button)
                                        button->click();
                                }});
        addCommands(entries, page);
        for (const QWidget *part : page->findChildren<QWidget *>())
            if (part->isVisible())
                addCommands(entries, part);
    }
    addCommands(entries, this);
    QSet<QString> named;
    for (const PaletteEntry &entry : std::as_const(entries))
        named.insert(entry.text + QLatin1Char('\n') + entry.hint);
    for (const Page *page : m_pages)
        for (PaletteEntry entry : page->paletteEntries()) {
            if (entry.icon.isEmpty())
                entry.icon = QLatin1String(page->iconName());
            // What has a command of its own stands there already, with its keys.
            if (!named.contains(entry.text + QLatin1Char('\n') + entry.hint))
                entries.append(entry);
        }
    return entries;
}

void MainWindow::openPalette() {
    m_palette->open(entries());
}

void MainWindow::take(const PaletteEntry &entry) {
    if (entry.run)
        return entry.run();
    showPage(entry.page, entry.target);
}

void MainWindow::toast(const QString &message, const std::function<void()> &undo) {
    m_toast->say(message, undo);
}

void MainWindow::resizeEvent(QResizeEvent *event) {
    QMainWindow::resizeEvent(event);
    m_rail->setNarrow(width() < kNarrow);
    m_toast->place();
    m_palette->place();
    m_bar->arrange();
}

void MainWindow::keyPressEvent(QKeyEvent *event) {
    // Nobody closer had a use for it: out of what is open, back to the list.
    if (event->key() == Qt::Key_Escape && currentPage() && currentPage()->isInside())
        return currentPage()->up();
    if (isOfCommand(event, "edit.undo") && m_toast->undo()) // nothing on the page to undo: what was said last
        return;
    QMainWindow::keyPressEvent(event);
}

bool MainWindow::focusNextPrevChild(bool next) {
    return moveFocus(this, next);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event) {
    m_drop->enter(event);
}

void MainWindow::dropEvent(QDropEvent *event) {
    m_drop->drop(event);
}

void MainWindow::rememberAs(const QString &name) {
    m_stateName = name;
    // A workspace seen for the first time opens like the window used last.
    const QString group = Kept::contains(QStringLiteral("windows/%1/geometry").arg(name)) ? QStringLiteral("windows/") + name : QStringLiteral("window");
    const QString page = Kept::value(QStringLiteral("windows/%1/page").arg(name)).toString();
    restoreGeometry(Kept::value(group + QStringLiteral("/geometry")).toByteArray());
    m_rail->setCollapsed(Kept::value(group + QStringLiteral("/railCollapsed")).toBool());
    for (const Page *one : std::as_const(m_pages))
        if (const QString place = Kept::value(QStringLiteral("windows/%1/place_%2").arg(name, one->key())).toString(); !place.isEmpty())
            m_places.insert(one->key(), place);
    showPage(page);
}

void MainWindow::keepState() const {
    const auto keep = [&](const QString &group) {
        Kept::keep(group + QStringLiteral("/geometry"), saveGeometry());
        Kept::keep(group + QStringLiteral("/railCollapsed"), m_rail->wantsCollapsed());
    };
    keep(QStringLiteral("window"));
    if (!m_stateName.isEmpty())
        keep(QStringLiteral("windows/") + m_stateName);
}

void MainWindow::closeWithoutAsking() {
    m_mayClose = true;
    close();
}

void MainWindow::keepOpen() {
    m_closing->say({});
    Q_EMIT kept();
}

void MainWindow::closeEvent(QCloseEvent *event) {
    if (!m_jobs->running().isEmpty() && !m_mayClose) {
        event->ignore();
        return m_closing->say(tr("Work is still going on. If you close the window it stops: a campaign can go on when you open this workspace again, an import keeps nothing."),
                              tr("Close the window"), [this] { closeWithoutAsking(); }, tr("Keep it open"), [this] { keepOpen(); });
    }
    keepState();
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

} // namespace audience::ui
