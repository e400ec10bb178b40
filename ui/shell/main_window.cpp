#include "ui/shell/main_window.h"

#include "ui/kit/icon.h"
#include "ui/kit/jobs.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/rail.h"
#include "ui/shell/toast.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

// Looks like a field, opens the palette; the shortcut stands at its end where there is room.
class SearchButton final : public QPushButton {
public:
    using QPushButton::QPushButton;
    QSize sizeHint() const override { return {260, QPushButton::sizeHint().height()}; }
    QSize minimumSizeHint() const override { return {120, QPushButton::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override {
        QPushButton::paintEvent(event);
        if (width() < 240)
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(Theme::instance().font(TypeRole::Secondary));
        const QRectF key(width() - 49.5, height() / 2.0 - 8.5, 40, 17);
        painter.setPen(tokens().strongBorder);
        painter.setBrush(tokens().surface);
        painter.drawRoundedRect(key, 4, 4);
        painter.setPen(tokens().secondary);
        painter.drawText(key, Qt::AlignCenter, QStringLiteral("Ctrl K"));
    }
};

} // namespace

MainWindow::MainWindow(Jobs *jobs, QWidget *parent) : QMainWindow(parent), m_jobs(jobs) {
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(960, 600);
    auto *root = new QWidget(this);
    auto *layout = new QHBoxLayout(root);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_rail = new Rail(jobs, root);
    layout->addWidget(m_rail);

    auto *right = makeColumn(0);
    auto *bar = new QFrame(root);
    bar->setObjectName(QStringLiteral("topBar"));
    bar->setProperty("role", QStringLiteral("topBar"));
    bar->setFixedHeight(space::kTopBar);
    auto *barRow = new QHBoxLayout(bar);
    barRow->setContentsMargins(16, 0, 16, 0);
    barRow->setSpacing(space::kSmall);
    m_crumb = makeButton(QStringLiteral("crumb"), {}, "crumb", nullptr, bar);
    connect(m_crumb, &QPushButton::clicked, this, [this] {
        if (Page *page = currentPage())
            page->up();
    });
    m_heading = makeLabel({}, "title", bar);
    m_heading->setObjectName(QStringLiteral("heading"));
    m_practice = makeChip(tr("Practice mode: no email leaves this computer"), Tone::Warning, bar);
    m_practice->setObjectName(QStringLiteral("practiceChip"));
    m_practice->hide();
    m_chips = makeRow();
    m_actions = makeRow();
    barRow->addWidget(m_crumb);
    barRow->addWidget(m_heading);
    barRow->addLayout(m_chips);
    barRow->addWidget(m_practice);
    barRow->addStretch(1);
    barRow->addLayout(m_actions);
    auto *search = new SearchButton(tr("Search or run a command"), bar);
    search->setObjectName(QStringLiteral("searchButton"));
    search->setAccessibleName(tr("Search or run a command"));
    search->setProperty("role", QStringLiteral("search"));
    search->setIconSize(QSize(20, 16));
    const auto paintSearch = [search] { search->setIcon(icon(QStringLiteral("search"), tokens().tertiary)); };
    connect(&Theme::instance(), &Theme::changed, search, paintSearch);
    paintSearch();
    search->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(search, &QPushButton::clicked, this, &MainWindow::openPalette);
    barRow->addWidget(search);
    right->addWidget(bar);

    m_standing = new QFrame(root);
    m_standing->setObjectName(QStringLiteral("standing"));
    m_standing->setProperty("role", QStringLiteral("notice"));
    auto *standingRow = new QHBoxLayout(m_standing);
    standingRow->setContentsMargins(16, 6, 16, 6);
    m_standingText = makeLabel({}, "warning", m_standing);
    m_standingText->setWordWrap(true);
    m_standingAction = makeButton(QStringLiteral("standingAction"), {}, "", nullptr, m_standing);
    connect(m_standingAction, &QPushButton::clicked, this, [this] {
        if (m_standingAct)
            m_standingAct();
    });
    standingRow->addWidget(m_standingText, 1);
    standingRow->addWidget(m_standingAction);
    m_standing->hide();
    right->addWidget(m_standing);

    m_stack = new QStackedWidget(root);
    right->addWidget(m_stack, 1);
    layout->addLayout(right, 1);
    setCentralWidget(root);

    m_palette = new CommandPalette(root);
    m_toast = new Toast(root);
    connect(m_palette, &CommandPalette::chosen, this,
            [this](const PaletteEntry &entry) { showPage(entry.page, entry.target); });
    connect(m_rail, &Rail::chosen, this, [this](const QString &key) { showPage(key); });
    installShortcuts();

    QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    if (!settings.contains(QStringLiteral("window/geometry")))
        resize(1280, 800);
    m_rail->setCollapsed(settings.value(QStringLiteral("window/railCollapsed")).toBool());
}

MainWindow::~MainWindow() = default;

void MainWindow::installShortcuts() {
    connect(new QShortcut(QKeySequence(QStringLiteral("Ctrl+K")), this), &QShortcut::activated,
            this, &MainWindow::openPalette);
    connect(new QShortcut(QKeySequence(QStringLiteral("Ctrl+B")), this), &QShortcut::activated,
            this, [this] { m_rail->setCollapsed(!m_rail->isCollapsed()); });
    for (int i = 0; i < 9; ++i)
        connect(new QShortcut(QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + i)), this),
                &QShortcut::activated, this, [this, i] {
                    if (i < m_pages.size())
                        showPage(m_pages[i]->key());
                });
}

void MainWindow::setWorkspaceName(const QString &name) {
    m_rail->setWorkspaceName(name);
    setWindowTitle(QStringLiteral("%1 – Audience-Sync").arg(name));
}

void MainWindow::setPractice(bool practice) {
    m_practice->setVisible(practice);
}

void MainWindow::setStanding(const QString &text, const QString &action,
                             const std::function<void()> &act) {
    m_standingText->setText(text);
    m_standingAction->setText(action);
    m_standingAction->setVisible(!action.isEmpty());
    m_standingAct = act;
    m_standing->setVisible(!text.isEmpty());
}

void MainWindow::addPage(Page *page, bool below) {
    m_pages.append(page);
    m_stack->addWidget(page);
    page->setObjectName(QStringLiteral("page_") + page->key());
    m_rail->addEntry(page->key(), page->title(), page->iconName(), below);
    connect(page, &Page::headerChanged, this, [this, page] {
        if (page == currentPage())
            refreshHeader();
    });
    connect(page, &Page::goTo, this, &MainWindow::showPage);
    connect(page, &Page::said, this, [this](const QString &message) { toast(message); });
    connect(page, &Page::saidWithUndo, this, &MainWindow::toast);
    connect(page, &Page::touchedWorkspace, this, [this, page] {
        for (Page *other : std::as_const(m_pages))
            if (other != page)
                other->workspaceChanged();
    });
}

Page *MainWindow::currentPage() const {
    return qobject_cast<Page *>(m_stack->currentWidget());
}

void MainWindow::showPage(const QString &key, const QString &target) {
    for (Page *page : std::as_const(m_pages))
        if (page->key() == key) {
            m_stack->setCurrentWidget(page);
            m_rail->choose(key);
            page->open(target);
            refreshHeader();
            return;
        }
}

static void takeWidgets(QBoxLayout *layout) {
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->hide();
        delete item;
    }
}

void MainWindow::refreshHeader() {
    Page *page = currentPage();
    if (!page)
        return;
    const QString heading = page->heading();
    m_crumb->setText(heading == page->title() ? QString() : page->title() + QStringLiteral(" /"));
    m_crumb->setVisible(heading != page->title());
    m_heading->setText(m_heading->fontMetrics().elidedText(heading, Qt::ElideRight, 320));
    takeWidgets(m_chips);
    takeWidgets(m_actions);
    for (QWidget *chip : page->stateChips()) {
        m_chips->addWidget(chip);
        if (auto *label = qobject_cast<QLabel *>(chip))
            chip->setVisible(!label->text().isEmpty());
        else
            chip->show();
    }
    for (QWidget *action : page->actions()) {
        m_actions->addWidget(action);
        action->setVisible(!action->property("absent").toBool());
    }
}

QList<PaletteEntry> MainWindow::entries() const {
    QList<PaletteEntry> entries;
    for (const Page *page : m_pages)
        entries.append({page->title(), tr("page"), page->key(), {}});
    for (const Page *page : m_pages)
        entries.append(page->paletteEntries());
    return entries;
}

void MainWindow::openPalette() {
    m_palette->open(entries());
}

void MainWindow::toast(const QString &message, const std::function<void()> &undo) {
    m_toast->say(message, undo);
}

void MainWindow::resizeEvent(QResizeEvent *event) {
    QMainWindow::resizeEvent(event);
    m_toast->place();
}

void MainWindow::closeEvent(QCloseEvent *event) {
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/railCollapsed"), m_rail->isCollapsed());
    QMainWindow::closeEvent(event);
}

} // namespace audience::ui
