#include "app/gui/welcome_window.h"

#include "app/gui/new_workspace_card.h"
#include "ui/import/import_view.h"
#include "ui/kit/actions.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/icon.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/shell/command_palette.h"
#include "ui/sources/recipe_words.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QProgressBar>
#include <QShortcut>
#include <QUrl>
#include <QVBoxLayout>

namespace audience::gui {

using namespace ui;

namespace {

constexpr int kDoorWords = 254, kInside = 20; // how wide the words of a door are
constexpr int kWidth = 3 * (kDoorWords + 2 * kInside) + 2 * space::kPage, kCardWidth = 480;
const QString kConnections = QStringLiteral("connections"), kNewSource = QStringLiteral("/new-source");

QStringList localFiles(const QMimeData *data) {
    QStringList files;
    for (const QUrl &url : data->urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    return files;
}

// The product's mark, larger than in the rail.
QLabel *makeMark(QWidget *parent) {
    auto *mark = new QLabel(parent);
    mark->setFixedSize(44, 44);
    const auto paint = [mark] {
        QPixmap pixmap(QSize(88, 88));
        pixmap.setDevicePixelRatio(2);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens().accent);
        painter.drawRoundedRect(0, 0, 44, 44, 10, 10);
        painter.drawPixmap(10, 10, iconPixmap(QStringLiteral("audio-lines"), tokens().onAccent, 24, 2));
        mark->setPixmap(pixmap);
    };
    QObject::connect(&Theme::instance(), &Theme::changed, mark, paint);
    paint();
    return mark;
}

} // namespace

WelcomeWindow::WelcomeWindow(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("welcome"));
    setProperty("role", QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    setWindowTitle(QStringLiteral("Audience-Sync"));
    resize(1280, 800);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(space::kMedium);
    layout->addStretch(2);
    layout->addWidget(makeMark(this), 0, Qt::AlignHCenter);
    layout->addWidget(makeLabel(tr("Know your customers. Write to the right ones."), "headline", this), 0, Qt::AlignHCenter);
    layout->addWidget(makeLabel(tr("Everything stays in one file on this computer. Nothing is sent until you say so."), "quietBody", this), 0, Qt::AlignHCenter);
    layout->addSpacing(space::kPage);
    auto *content = new QWidget(this);
    content->setFixedWidth(Theme::instance().pixels(kWidth));
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kPage);
    m_notice = new Notice(QStringLiteral("welcomeNotice"), content);
    column->addWidget(m_notice);
    column->addWidget(makeDoors(content));
    m_card = new NewWorkspaceCard(content);
    m_card->setFixedWidth(Theme::instance().pixels(kCardWidth));
    m_card->hide();
    auto *middle = makeRow();
    static_cast<QHBoxLayout *>(middle)->addStretch(1);
    middle->addWidget(m_card);
    static_cast<QHBoxLayout *>(middle)->addStretch(1);
    column->addLayout(middle);
    column->addWidget(makeProgress(content));
    column->addWidget(makeFoot(content));
    auto *centre = makeRow(); // by stretches: an alignment would forget how high wrapped words are
    static_cast<QHBoxLayout *>(centre)->addStretch(1);
    centre->addWidget(content);
    static_cast<QHBoxLayout *>(centre)->addStretch(1);
    layout->addLayout(centre);
    layout->addStretch(3);
    m_palette = new CommandPalette(this);
    m_palette->setHint(tr("A workspace, a database, a command"));
    connect(m_palette, &CommandPalette::chosen, this, [](const PaletteEntry &entry) { entry.run(); });
    connect(m_card, &NewWorkspaceCard::wanted, this, [this](const QString &path) { Q_EMIT createWanted(path, m_page, m_target); });
    connect(m_card, &NewWorkspaceCard::left, this, &WelcomeWindow::showDoors);
    setAcceptDrops(true);
    bindCommands();
    m_first->setFocus();
}

QWidget *WelcomeWindow::makeDoors(QWidget *parent) {
    m_doors = new QWidget(parent);
    auto *doors = new QHBoxLayout(m_doors);
    doors->setContentsMargins(0, 0, 0, 0);
    doors->setSpacing(space::kPage);
    m_first = makeButton(QStringLiteral("openDemo"), tr("Open the demo shop"), "primary", nullptr, m_doors);
    auto *mine = makeButton(QStringLiteral("bringData"), tr("Choose files"), "", nullptr, m_doors);
    m_connect = makeButton(QStringLiteral("connectData"), tr("Connect a database"), "", nullptr, m_doors);
    auto *move = m_last = makeButton(QStringLiteral("moveIn"), tr("Start the move"), "", nullptr, m_doors);
    doors->addWidget(makeDoor(true, "store", tr("Look around"), tr("A shop with 20,000 customers, two years of orders, segments, emails and a practice campaign."),
                              {tr("Ready in a few seconds"), tr("No account")}, {m_first}));
    doors->addWidget(makeDoor(false, "users", tr("My customers"), tr("Bring a file, or connect the database or the service where they are. You see what was found before anything is kept."),
                              {tr("CSV, Excel, JSON Lines"), tr("PostgreSQL, MySQL, Shopify and more")}, {mine, m_connect}));
    doors->addWidget(makeDoor(false, "truck", tr("Move from another tool"), tr("People, consent, emails and what became of them, from an export; a report lists what did not come over."),
                              {tr("Braze, Klaviyo, Customer.io, Mailchimp"), tr("Whoever left stays unsubscribed")}, {move}));
    connect(m_first, &QPushButton::clicked, this, &WelcomeWindow::demoWanted);
    connect(mine, &QPushButton::clicked, this, &WelcomeWindow::chooseTables);
    connect(m_connect, &QPushButton::clicked, this, [this] { askForPlace(kConnections, kNewSource); });
    connect(move, &QPushButton::clicked, this, [this, move] { chooseExport(move); });
    return m_doors;
}

QWidget *WelcomeWindow::makeProgress(QWidget *parent) {
    m_progress = new QWidget(parent);
    auto *progress = new QVBoxLayout(m_progress);
    progress->setContentsMargins(0, 0, 0, 0);
    progress->setSpacing(space::kSmall);
    m_step = makeLabel({}, "strong", m_progress);
    m_step->setObjectName(QStringLiteral("welcomeStep"));
    m_bar = new QProgressBar(m_progress);
    m_bar->setObjectName(QStringLiteral("welcomeProgress"));
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("How far it is"));
    m_stop = makeButton(QStringLiteral("welcomeStop"), tr("Stop"), "quiet", nullptr, m_progress);
    progress->addWidget(m_step);
    progress->addWidget(m_bar);
    progress->addWidget(m_stop, 0, Qt::AlignTrailing);
    m_progress->hide();
    return m_progress;
}

QWidget *WelcomeWindow::makeFoot(QWidget *parent) {
    m_foot = new QWidget(parent);
    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(0, space::kMedium, 0, 0);
    foot->setSpacing(space::kSmall);
    m_recentTitle = makeLabel(tr("Recent"), "secondary", m_foot);
    m_recentTitle->hide();
    foot->addWidget(m_recentTitle);
    m_recent = makeRow(6);
    foot->addLayout(m_recent);
    foot->addStretch(1);
    m_new = makeButton(QStringLiteral("newEmpty"), tr("New workspace"), "quiet", "plus", m_foot);
    auto *open = makeButton(QStringLiteral("openWorkspace"), tr("Open a workspace"), "quiet", "folder-open", m_foot);
    foot->addWidget(m_new);
    foot->addWidget(open);
    connect(m_new, &QPushButton::clicked, this, [this] { askForPlace({}, {}); });
    connect(open, &QPushButton::clicked, this, &WelcomeWindow::chooseWorkspace);
    return m_foot;
}

void WelcomeWindow::bindCommands() {
    const auto unlessWorking = [this](const std::function<void()> &act) {
        return [this, act] {
            if (!isWorking())
                act();
        };
    };
    const auto makeNew = unlessWorking([this] { askForPlace({}, {}); });
    bindCommand(this, QStringLiteral("window.search"), unlessWorking([this] { openPalette(); }));
    bindCommand(this, QStringLiteral("file.new"), makeNew);
    bindCommand(this, QStringLiteral("file.open"), unlessWorking([this] { chooseWorkspace(); }));
    bindCommand(this, QStringLiteral("window.close"), [this] { close(); });
    bindCommand(this, QStringLiteral("file.quit"), [] { QApplication::closeAllWindows(); });
    // There is nothing else here that could be new.
    connect(new QShortcut(QKeySequence::New, this), &QShortcut::activated, this, makeNew);
}

void WelcomeWindow::openPalette() {
    const Commands &commands = Commands::instance();
    QList<PaletteEntry> entries;
    const QString command = tr("command");
    const auto add = [&](const QString &text, const QString &hint, const QString &icon, const QString &id, std::function<void()> act) {
        entries.append({text, hint, {}, {}, id.isEmpty() ? QString() : commands.keysText(id), icon, std::move(act)});
    };
    for (const QString &path : std::as_const(m_recentFiles))
        add(QFileInfo(path).completeBaseName(), tr("workspace"), QStringLiteral("file-text"), {}, [this, path] { Q_EMIT openWanted(path); });
    add(tr("Open the demo shop"), command, QStringLiteral("store"), {}, [this] { Q_EMIT demoWanted(); });
    add(tr("Bring files"), command, QStringLiteral("users"), {}, [this] { chooseTables(); });
    add(tr("Connect a database"), command, QStringLiteral("database"), {}, [this] { askForPlace(kConnections, kNewSource); });
    add(tr("New workspace"), command, QStringLiteral("plus"), QStringLiteral("file.new"), [this] { askForPlace({}, {}); });
    add(tr("Open a workspace"), command, QStringLiteral("folder-open"), QStringLiteral("file.open"), [this] { chooseWorkspace(); });
    add(tr("Move from another tool: a zip or a file"), command, QStringLiteral("truck"), {}, [this] { chooseExportFile(); });
    add(tr("Move from another tool: a folder"), command, QStringLiteral("truck"), {}, [this] { chooseExportFolder(); });
    for (const SourceChoice &choice : sourceChoices())
        add(tr("Connect %1").arg(choice.words.title), choice.heading, choice.words.iconName, {}, [this, id = choice.id] { askForPlace(kConnections, kNewSource + QLatin1Char('/') + id); });
    m_palette->open(entries);
}

bool WelcomeWindow::isAsking() const { return m_card->isVisible(); }

void WelcomeWindow::askForPlace(const QString &page, const QString &target) {
    m_page = page;
    m_target = target;
    m_notice->clear();
    m_doors->hide();
    m_foot->hide();
    m_card->show();
    if (page.isEmpty())
        m_card->begin(tr("New workspace"), tr("An empty one: people, segments and emails are kept in one file on this computer."), tr("Make it"), tr("My shop"));
    else
        m_card->begin(tr("Connect a database"), tr("What comes over is kept in a file on this computer. Next you say where the database is, and choose a table."), tr("Go on"), tr("My shop"));
}

void WelcomeWindow::chooseTables() {
    askForFiles(this, {tr("Choose the files with your customers"), ImportView::kinds(), {}, {}, QStringLiteral("bringDialog")},
                [this](const QStringList &paths) { Q_EMIT bringWanted(paths); });
}

void WelcomeWindow::chooseExport(QPushButton *button) {
    Picker::pickOne(button, {{QStringLiteral("file"), tr("A zip or a file"), {}, QStringLiteral("file-text")}, {QStringLiteral("folder"), tr("A folder"), {}, QStringLiteral("folder-open")}}, {},
                    [this](const QStringList &ids) {
                        if (ids.first() == QLatin1String("folder"))
                            chooseExportFolder();
                        else
                            chooseExportFile();
                    });
}

void WelcomeWindow::chooseExportFile() {
    askForFile(this, {tr("Choose the export"), tr("Exports (*.zip *.csv *.json *.jsonl);;All files (*)"), {}, {}, QStringLiteral("moveDialog")}, [this](const QString &path) { Q_EMIT moveWanted(path); });
}

void WelcomeWindow::chooseExportFolder() {
    askForFolder(this, {tr("Choose the folder of the export"), {}, {}, {}, QStringLiteral("moveFolderDialog")}, [this](const QString &path) { Q_EMIT moveWanted(path); });
}

void WelcomeWindow::chooseWorkspace() {
    askForFile(this, {tr("Open a workspace"), tr("Workspaces (*.audience)"), {}, {}, QStringLiteral("openDialog")},
               [this](const QString &path) { Q_EMIT openWanted(path); });
}

void WelcomeWindow::dragEnterEvent(QDragEnterEvent *event) {
    if (m_doors->isVisible() && !localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void WelcomeWindow::dropEvent(QDropEvent *event) {
    if (!m_doors->isVisible())
        return;
    const QStringList files = localFiles(event->mimeData());
    event->acceptProposedAction();
    if (files.size() == 1 && files.first().endsWith(QLatin1String(".audience"), Qt::CaseInsensitive))
        Q_EMIT openWanted(files.first());
    else if (files.size() == 1 && (files.first().endsWith(QLatin1String(".zip"), Qt::CaseInsensitive) || QFileInfo(files.first()).isDir()))
        Q_EMIT moveWanted(files.first());
    else if (!files.isEmpty())
        Q_EMIT bringWanted(files);
}

void WelcomeWindow::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    m_palette->place();
}

void WelcomeWindow::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Escape && m_stop->isVisible())
        return m_stop->click();
    QWidget::keyPressEvent(event);
}

QFrame *WelcomeWindow::makeDoor(bool isFirst, const char *iconName, const QString &title, const QString &text, const QStringList &points,
                                const QList<QPushButton *> &buttons) {
    auto *door = new QFrame(m_doors);
    door->setFixedWidth(Theme::instance().pixels(kDoorWords + 2 * kInside));
    door->setProperty("role", QLatin1String(isFirst ? "doorFirst" : "door"));
    auto *layout = new QVBoxLayout(door);
    layout->setContentsMargins(kInside, kInside, kInside, kInside);
    layout->setSpacing(space::kSmall);
    auto *badge = new QFrame(door);
    badge->setProperty("role", QStringLiteral("badge"));
    badge->setFixedSize(36, 36);
    auto *inside = new QHBoxLayout(badge);
    inside->setContentsMargins(9, 9, 9, 9);
    inside->addWidget(makeIcon(iconName, Tone::Accent, 18, badge));
    layout->addWidget(badge);
    auto *name = makeLabel(title, "title", door);
    name->setWordWrap(true);
    name->setMinimumHeight(name->heightForWidth(Theme::instance().pixels(kDoorWords)));
    layout->addWidget(name);
    auto *words = makeLabel(text, "quietBody", door);
    words->setWordWrap(true);
    words->setMinimumHeight(qMax(Theme::instance().pixels(58), words->heightForWidth(Theme::instance().pixels(kDoorWords))));
    words->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    layout->addWidget(words);
    for (const QString &point : points) {
        auto *row = makeRow();
        row->addWidget(makeIcon("check", Tone::Neutral, 14, door));
        auto *said = makeLabel(point, "secondary", door);
        said->setWordWrap(true);
        said->setMinimumHeight(said->heightForWidth(Theme::instance().pixels(kDoorWords - 24)));
        row->addWidget(said, 1);
        layout->addLayout(row);
    }
    layout->addSpacing(space::kTiny);
    layout->addStretch(1);
    for (QPushButton *button : buttons) {
        button->setMinimumHeight(Theme::instance().pixels(34));
        layout->addWidget(button);
    }
    return door;
}

void WelcomeWindow::setRecent(const QStringList &paths) {
    m_recentFiles = paths;
    clearLayout(m_recent);
    m_recentTitle->setVisible(!paths.isEmpty());
    QWidget *before = m_last;
    for (const QString &path : paths.mid(0, 3)) {
        const QString name = fontMetrics().elidedText(QFileInfo(path).fileName(), Qt::ElideMiddle, 180);
        auto *chip = makeButton(QStringLiteral("recentFile"), name, "chip", "file-text", this);
        chip->setAccessibleName(tr("Open %1").arg(QFileInfo(path).fileName()));
        chip->setToolTip(path);
        connect(chip, &QPushButton::clicked, this, [this, path] { Q_EMIT openWanted(path); });
        m_recent->addWidget(chip);
        setTabOrder(before, chip);
        before = chip;
    }
}

void WelcomeWindow::showProgress(ui::Job *job) {
    m_notice->clear();
    m_palette->hide();
    m_doors->hide();
    m_card->hide();
    m_foot->hide();
    m_progress->show();
    m_stop->show();
    m_stop->setEnabled(true);
    m_stop->setFocus();
    m_step->setText(job->name());
    m_bar->setRange(0, 0);
    connect(job, &ui::Job::changed, this, [this, job] {
        const auto state = job->state();
        m_bar->setRange(0, int(state.total));
        m_bar->setValue(int(state.done));
    });
    connect(m_stop, &QPushButton::clicked, job, [this, job] {
        job->cancel();
        m_stop->setEnabled(false);
        m_step->setText(tr("Stopping…"));
    });
    connect(job, &ui::Job::finished, this, [this, job] {
        if (job->isCancelled())
            showDoors();
    });
}

void WelcomeWindow::showStep(const QString &what, int done, int of) {
    m_notice->clear();
    m_palette->hide();
    m_doors->hide();
    m_card->hide();
    m_foot->hide();
    m_progress->show();
    m_stop->hide();
    m_step->setText(what);
    m_bar->setRange(0, of);
    m_bar->setValue(done);
}

void WelcomeWindow::showDoors() {
    const bool wasAsking = isAsking();
    m_progress->hide();
    m_card->hide();
    m_doors->show();
    m_foot->show();
    (!wasAsking ? m_first : m_page.isEmpty() ? m_new : m_connect)->setFocus();
}

void WelcomeWindow::showError(const QString &sentence) {
    m_notice->say(Tone::Bad, sentence, {});
}

} // namespace audience::gui
