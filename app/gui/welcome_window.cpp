#include "app/gui/welcome_window.h"

#include "ui/kit/file_dialog.h"
#include "ui/kit/icon.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QProgressBar>
#include <QUrl>
#include <QVBoxLayout>

namespace audience::gui {

using namespace ui;

namespace {

constexpr int kDoorWords = 248; // how wide the words of a door are

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
    content->setFixedWidth(Theme::instance().pixels(912));
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kPage);
    m_notice = new Notice(QStringLiteral("welcomeNotice"), content);
    column->addWidget(m_notice);
    m_doors = new QWidget(content);
    auto *doors = new QHBoxLayout(m_doors);
    doors->setContentsMargins(0, 0, 0, 0);
    doors->setSpacing(space::kPage);
    m_first = makeButton(QStringLiteral("openDemo"), tr("Open the demo shop"), "primary", nullptr, m_doors);
    auto *mine = makeButton(QStringLiteral("bringData"), tr("Bring my data"), "", nullptr, m_doors);
    doors->addWidget(makeDoor(true, "store", tr("Look around"), tr("A shop with 20,000 customers, two years of orders, segments, emails and a practice campaign."),
                              {tr("Ready in a few seconds"), tr("No account")}, m_first), 1);
    doors->addWidget(makeDoor(false, "users", tr("My customers"), tr("Bring a file from your shop or your email tool. You see what was found before anything is kept."),
                              {tr("CSV and other tables in text"), tr("Practise before you send")}, mine), 1);
    auto *move = makeButton(QStringLiteral("moveIn"), tr("Start the move"), "", nullptr, m_doors);
    doors->addWidget(makeDoor(false, "truck", tr("Move from another tool"), tr("People, consent, emails and what became of them, from an export; a report lists what did not come over."),
                              {tr("Braze, Klaviyo, Customer.io, Mailchimp"), tr("Whoever left stays unsubscribed")}, move), 1);
    column->addWidget(m_doors);
    m_progress = new QWidget(content);
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
    column->addWidget(m_progress);
    m_foot = new QWidget(content);
    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(0, space::kMedium, 0, 0);
    foot->setSpacing(space::kSmall);
    m_recentTitle = makeLabel(tr("Recent"), "secondary", content);
    m_recentTitle->hide();
    foot->addStretch(1);
    foot->addWidget(m_recentTitle);
    m_recent = makeRow(6);
    foot->addLayout(m_recent);
    auto *open = makeButton(QStringLiteral("openWorkspace"), tr("Open a workspace"), "quiet", "folder-open", content);
    foot->addWidget(open);
    foot->addStretch(1);
    column->addWidget(m_foot);
    layout->addWidget(content, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    setAcceptDrops(true);
    connect(m_first, &QPushButton::clicked, this, &WelcomeWindow::demoWanted);
    connect(mine, &QPushButton::clicked, this, &WelcomeWindow::chooseTables);
    connect(move, &QPushButton::clicked, this, [this, move] { chooseExport(move); });
    connect(open, &QPushButton::clicked, this, &WelcomeWindow::chooseWorkspace);
    m_first->setFocus();
}

void WelcomeWindow::chooseTables() {
    askForFiles(this, {tr("Choose the files with your customers"), tr("Tables (*.csv *.tsv *.txt *.xlsx *.jsonl *.gz);;All files (*)"), {}, {}, QStringLiteral("bringDialog")},
                [this](const QStringList &paths) { Q_EMIT bringWanted(paths); });
}

void WelcomeWindow::chooseExport(QPushButton *button) {
    Picker::pickOne(button, {{QStringLiteral("file"), tr("A zip or a file"), {}, QStringLiteral("file-text")}, {QStringLiteral("folder"), tr("A folder"), {}, QStringLiteral("folder-open")}}, {},
                    [this](const QStringList &ids) {
                        const auto go = [this](const QString &path) { Q_EMIT moveWanted(path); };
                        if (ids.first() == QLatin1String("folder"))
                            askForFolder(this, {tr("Choose the folder of the export"), {}, {}, {}, QStringLiteral("moveFolderDialog")}, go);
                        else
                            askForFile(this, {tr("Choose the export"), tr("Exports (*.zip *.csv *.json *.jsonl);;All files (*)"), {}, {}, QStringLiteral("moveDialog")}, go);
                    });
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

void WelcomeWindow::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Escape && m_stop->isVisible())
        return m_stop->click();
    QWidget::keyPressEvent(event);
}

QFrame *WelcomeWindow::makeDoor(bool isFirst, const char *iconName, const QString &title, const QString &text, const QStringList &points,
                                QPushButton *button) {
    auto *door = new QFrame(m_doors);
    door->setProperty("role", QLatin1String(isFirst ? "doorFirst" : "door"));
    auto *layout = new QVBoxLayout(door);
    layout->setContentsMargins(20, 20, 20, 20);
    layout->setSpacing(space::kSmall);
    auto *badge = new QFrame(door);
    badge->setProperty("role", QStringLiteral("badge"));
    badge->setFixedSize(36, 36);
    auto *inside = new QHBoxLayout(badge);
    inside->setContentsMargins(9, 9, 9, 9);
    inside->addWidget(makeIcon(iconName, Tone::Accent, 18, badge));
    layout->addWidget(badge);
    layout->addWidget(makeLabel(title, "title", door));
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
    button->setMinimumHeight(Theme::instance().pixels(34));
    layout->addWidget(button);
    return door;
}

void WelcomeWindow::setRecent(const QStringList &paths) {
    clearLayout(m_recent);
    m_recentTitle->setVisible(!paths.isEmpty());
    for (const QString &path : paths.mid(0, 3)) {
        const QString name = fontMetrics().elidedText(QFileInfo(path).fileName(), Qt::ElideMiddle, 180);
        auto *chip = makeButton(QStringLiteral("recentFile"), name, "chip", "file-text", this);
        chip->setAccessibleName(tr("Open %1").arg(QFileInfo(path).fileName()));
        chip->setToolTip(path);
        connect(chip, &QPushButton::clicked, this, [this, path] { Q_EMIT openWanted(path); });
        m_recent->addWidget(chip);
    }
}

void WelcomeWindow::showProgress(ui::Job *job) {
    m_notice->clear();
    m_doors->hide();
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
    m_doors->hide();
    m_foot->hide();
    m_progress->show();
    m_stop->hide();
    m_step->setText(what);
    m_bar->setRange(0, of);
    m_bar->setValue(done);
}

void WelcomeWindow::showDoors() {
    m_progress->hide();
    m_doors->show();
    m_foot->show();
    m_first->setFocus();
}

void WelcomeWindow::showError(const QString &sentence) {
    m_notice->say(Tone::Bad, sentence, {});
}

} // namespace audience::gui
