#include "app/gui/new_workspace_card.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/form_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace audience::gui {

using namespace ui;

static const QLatin1String kEnding(".audience");

QString documentsFolder() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    QDir().mkpath(folder);
    return folder;
}

QString freeWorkspaceFile(const QString &folder, const QString &name) {
    QString path = QStringLiteral("%1/%2%3").arg(folder, name, kEnding);
    for (int n = 2; QFileInfo::exists(path); ++n)
        path = QStringLiteral("%1/%2 %3%4").arg(folder, name).arg(n).arg(kEnding);
    return path;
}

NewWorkspaceCard::NewWorkspaceCard(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("newWorkspace"));
    setProperty("role", QStringLiteral("door"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 20);
    layout->setSpacing(space::kSmall);
    m_title = makeLabel({}, "title", this);
    m_words = makeLabel({}, "quietBody", this);
    m_words->setWordWrap(true);
    layout->addWidget(m_title);
    layout->addWidget(m_words);
    layout->addSpacing(space::kSmall);
    auto *grid = new FormGrid(this);
    m_name = new QLineEdit(grid);
    m_name->setObjectName(QStringLiteral("newWorkspaceName"));
    m_name->setMaxLength(120);
    grid->addRow(tr("Name"), m_name);
    auto *place = new QWidget(grid);
    place->setAccessibleName(tr("Kept in"));
    auto *row = new QHBoxLayout(place);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    m_place = new ElidedLabel({}, "body", place);
    m_place->setObjectName(QStringLiteral("newWorkspacePlace"));
    auto *elsewhere = makeButton(QStringLiteral("newWorkspaceElsewhere"), tr("Elsewhere …"), "", "folder-open", place);
    elsewhere->setAccessibleName(tr("Keep it in another folder"));
    row->addWidget(m_place, 1);
    row->addWidget(elsewhere);
    grid->addRow(tr("Kept in"), place);
    layout->addWidget(grid);
    m_complaint = makeLabel({}, "bad", this);
    m_complaint->setObjectName(QStringLiteral("newWorkspaceComplaint"));
    m_complaint->setWordWrap(true);
    m_complaint->hide();
    layout->addWidget(m_complaint);
    layout->addSpacing(space::kSmall);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(space::kSmall);
    auto *cancel = makeButton(QStringLiteral("newWorkspaceCancel"), tr("Cancel"), "", nullptr, this);
    m_make = makeButton(QStringLiteral("newWorkspaceMake"), {}, "primary", nullptr, this);
    foot->addStretch(1);
    foot->addWidget(cancel);
    foot->addWidget(m_make);
    layout->addLayout(foot);
    connect(m_name, &QLineEdit::returnPressed, this, &NewWorkspaceCard::submit);
    connect(m_name, &QLineEdit::textEdited, this, [this] { complain({}); });
    connect(m_make, &QPushButton::clicked, this, &NewWorkspaceCard::submit);
    connect(cancel, &QPushButton::clicked, this, &NewWorkspaceCard::left);
    connect(elsewhere, &QPushButton::clicked, this, [this] {
        askForFolder(this, {tr("Where to keep the workspace"), {}, {}, {}, QStringLiteral("newWorkspaceDialog")}, [this](const QString &folder) {
            m_folder = folder;
            complain({});
            showFolder();
        });
    });
}

void NewWorkspaceCard::begin(const QString &title, const QString &words, const QString &button, const QString &name) {
    m_title->setText(title);
    setAccessibleName(title);
    m_words->setText(words);
    m_words->ensurePolished();
    const QMargins around = layout()->contentsMargins();
    m_words->setMinimumHeight(m_words->fontMetrics().boundingRect(QRect(0, 0, width() - around.left() - around.right(), QWIDGETSIZE_MAX), Qt::TextWordWrap, words).height());
    m_make->setText(button);
    m_folder = documentsFolder();
    m_name->setText(QFileInfo(freeWorkspaceFile(m_folder, name)).completeBaseName());
    complain({});
    showFolder();
    m_name->setFocus();
    m_name->selectAll();
}

void NewWorkspaceCard::showFolder() { m_place->setText(QDir::toNativeSeparators(m_folder)); }

void NewWorkspaceCard::submit() {
    QString name = m_name->text().simplified();
    if (name.endsWith(kEnding, Qt::CaseInsensitive))
        name.chop(kEnding.size());
    if (name.isEmpty())
        return complain(tr("Type a name for it."));
    if (fileNameFrom(name, {}) != name)
        return complain(tr("A file cannot be called that; leave out signs such as / and :."));
    const QString path = QStringLiteral("%1/%2%3").arg(m_folder, name, kEnding);
    if (QFileInfo::exists(path))
        return complain(tr("There is a workspace of this name in this folder already; choose another name, or open it."));
    Q_EMIT wanted(path);
}

void NewWorkspaceCard::complain(const QString &words) {
    m_complaint->setText(words);
    m_complaint->setVisible(!words.isEmpty());
    ui::setProperty(m_name, "invalid", !words.isEmpty());
    if (!words.isEmpty())
        m_name->setFocus();
}

void NewWorkspaceCard::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT left();
    QFrame::keyPressEvent(event);
}

} // namespace audience::gui
