#include "ui/kit/handover_panel.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/jobs.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/text/sentences.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace audience::ui {

using service::WorkspaceService;

static constexpr int kMostOfName = 60;

static QLabel *addWords(QBoxLayout *to, const char *name, const char *role, QWidget *parent) {
    auto *words = makeLabel({}, role, parent);
    words->setObjectName(QLatin1String(name));
    words->setWordWrap(true);
    words->setTextFormat(Qt::PlainText);
    to->addWidget(words);
    return words;
}

HandoverPanel::HandoverPanel(std::shared_ptr<service::Session> session, QWidget *parent) : QWidget(parent), m_session(std::move(session)) {
    setObjectName(QStringLiteral("handoverPanel"));
    setAccessibleName(tr("Who sends"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    m_title = addWords(column, "handoverTitle", "strong", this);
    m_text = addWords(column, "handoverText", "secondary", this);
    makeAsking();
    makeCommand();
    m_more = addWords(column, "handoverMore", "secondary", this);
    m_error = addWords(column, "handoverError", "bad", this);
    makeButtons();
    m_error->hide();
    show(View::None);
}

void HandoverPanel::makeAsking() {
    m_asking = new QWidget(this);
    auto *row = new QHBoxLayout(m_asking);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    m_name = new QLineEdit(m_asking);
    m_name->setObjectName(QStringLiteral("handoverName"));
    m_name->setAccessibleName(tr("Name of that computer"));
    m_name->setPlaceholderText(tr("Name of that computer"));
    m_name->setMaxLength(kMostOfName);
    m_name->setMaximumWidth(320);
    m_save = makeButton(QStringLiteral("handoverSave"), tr("Save its copy…"), "", "save", m_asking);
    row->addWidget(m_name, 1);
    row->addWidget(m_save);
    row->addStretch(1);
    layout()->addWidget(m_asking);
    connect(m_name, &QLineEdit::textChanged, this, [this] { m_save->setEnabled(!m_name->text().simplified().isEmpty()); });
    connect(m_name, &QLineEdit::returnPressed, this, [this] {
        if (m_save->isEnabled())
            askWhere();
    });
    connect(m_save, &QPushButton::clicked, this, &HandoverPanel::askWhere);
    m_save->setEnabled(false);
}

void HandoverPanel::makeCommand() {
    m_commandTitle = addWords(static_cast<QBoxLayout *>(layout()), "handoverCommandTitle", "body", this);
    m_commandRow = new QWidget(this);
    auto *row = new QHBoxLayout(m_commandRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    m_command = new QLineEdit(m_commandRow);
    m_command->setObjectName(QStringLiteral("handoverCommand"));
    m_command->setAccessibleName(tr("The command to run there"));
    m_command->setReadOnly(true);
    auto *copy = makeTool(QStringLiteral("handoverCopy"), tr("Copy the command"), "copy", m_commandRow);
    connect(copy, &QToolButton::clicked, this, &HandoverPanel::copyCommand);
    row->addWidget(m_command, 1);
    row->addWidget(copy);
    layout()->addWidget(m_commandRow);
}

void HandoverPanel::makeButtons() {
    m_buttons = new QWidget(this);
    auto *row = new FlowLayout(m_buttons, space::kSmall);
    m_begin = makeButton(QStringLiteral("handoverBegin"), tr("Hand over sending…"), "", "server", m_buttons);
    m_finish = makeButton(QStringLiteral("handoverFinish"), tr("Finish it"), "", "check", m_buttons);
    m_takeBack = makeButton(QStringLiteral("handoverTakeBack"), tr("Take it back"), "", "undo-2", m_buttons);
    m_sure = makeButton(QStringLiteral("handoverSure"), tr("Take it back here"), "danger", nullptr, m_buttons);
    m_leave = makeButton(QStringLiteral("handoverLeave"), tr("Leave it"), "quiet", nullptr, m_buttons);
    m_close = makeButton(QStringLiteral("handoverClose"), tr("Close"), "quiet", nullptr, m_buttons);
    for (QPushButton *button : {m_begin, m_finish, m_takeBack, m_sure, m_leave, m_close})
        row->addWidget(button);
    layout()->addWidget(m_buttons);
    connect(m_begin, &QPushButton::clicked, this, [this] { show(View::Ask); });
    connect(m_finish, &QPushButton::clicked, this, [this] { handOver(toQString(m_right.copy)); });
    connect(m_takeBack, &QPushButton::clicked, this, [this] {
        if (m_right.isUnused)
            return takeBack();
        show(View::Sure);
    });
    connect(m_sure, &QPushButton::clicked, this, &HandoverPanel::takeBack);
    connect(m_leave, &QPushButton::clicked, this, [this] {
        if (m_view == View::Ask && m_mayClose)
            return Q_EMIT closeWanted();
        show(m_view == View::Ask ? View::Here : m_right.isUnfinished ? View::Unfinished : View::Given);
    });
    connect(m_close, &QPushButton::clicked, this, &HandoverPanel::closeWanted);
}

static bool isSame(const service::SendingRight &a, const service::SendingRight &b) {
    return a.isHere == b.isHere && a.isUnfinished == b.isUnfinished && a.isUnused == b.isUnused && a.machine == b.machine && a.from == b.from && a.copy == b.copy &&
           a.at.micros == b.at.micros && (a.problem ? a.problem->id : std::string()) == (b.problem ? b.problem->id : std::string());
}

void HandoverPanel::ask(bool isAsked, const std::optional<Error> &problem) {
    ++m_busy;
    inBackground(this, [session = m_session] { return WorkspaceService(*session).sendingRight(); }, [this, isAsked, problem](Result<service::SendingRight> right) {
        --m_busy;
        if (!right) {
            failed(problem.value_or(right.error()));
            m_isUnread = !problem;
            return;
        }
        const bool isOther = !isSame(m_right, *right);
        m_right = *right;
        if (m_view == View::Copying)
            return; // says itself how it ends
        if (std::exchange(m_isUnread, false) || isAsked)
            m_error->hide();
        if (isOther || (m_view != View::Ask && m_view != View::Sure)) // a question is not closed under the hands
            show(m_right.isUnfinished ? View::Unfinished : !m_right.isHere ? View::Given : isAsked && !m_right.problem ? View::Ask : View::Here);
        if (isAsked && m_view == View::Ask)
            m_name->setFocus();
        if (problem)
            failed(*problem);
    });
}

void HandoverPanel::show(View view) {
    if (std::exchange(m_view, view) != view)
        m_error->hide();
    showWords(view);
    m_asking->setVisible(view == View::Ask);
    m_begin->setVisible(view == View::Here && !m_right.problem && !m_session->workspace().isReadOnly());
    m_finish->setVisible(view == View::Unfinished);
    m_takeBack->setVisible(view == View::Given || view == View::Unfinished);
    m_sure->setVisible(view == View::Sure);
    m_leave->setVisible(view == View::Ask || view == View::Sure);
    m_close->setVisible(m_mayClose && (view == View::None || view == View::Here || view == View::Given || view == View::Unfinished));
    m_buttons->setVisible(view != View::Copying);
}

// A file name as a shell wants it.
static QString quoted(QString file) {
    const bool isPlain = std::all_of(file.cbegin(), file.cend(), [](QChar c) {
        return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'.' || c == u'_' || c == u'/' || c == u'-';
    });
    return isPlain ? file : QLatin1Char('\'') + file.replace(QLatin1String("'"), QLatin1String("'\\''")) + QLatin1Char('\'');
}

void HandoverPanel::showWords(View view) {
    const ZoneScope here(this);
    const QString machine = toQString(m_right.machine), file = QFileInfo(toQString(m_right.copy)).fileName(), at = formatMoment(zoned(m_right.at));
    QString title, text, command, commandTitle, more;
    switch (view) {
    case View::None:
        break;
    case View::Here:
        title = m_right.problem ? tr("Nothing is sent from this file") : machine.isEmpty() ? tr("This computer sends") : tr("%1 sends").arg(machine);
        text = m_right.problem ? sentence(*m_right.problem)
               : m_right.from.empty() ? tr("This computer: the window or a worker has to be running when a campaign starts.")
                                      : tr("%1 handed sending over to this computer on %2.").arg(toQString(m_right.from), at);
        break;
    case View::Ask:
        title = tr("Let a computer that is always on send");
        text = tr("It gets a copy of this workspace and alone sends from then on: what is scheduled, what runs, and the reports that come back. "
                  "Nothing goes out from here until you take sending back.");
        break;
    case View::Copying:
        title = tr("Making the copy for %1…").arg(m_goesTo);
        text = tr("Nothing is sent meanwhile.");
        break;
    case View::Given:
        title = tr("Sending was handed over to %1").arg(machine);
        text = tr("Since %1. What you change here does not reach it.").arg(at);
        commandTitle = tr("Take the file %1 there and run:").arg(toQString(m_right.copy));
        command = QStringLiteral("audiencectl worker --workspace ") + quoted(file);
        more = tr("The first computer that opens that file is the one that sends: open it nowhere else. Keys are not in it; set them there.");
        break;
    case View::Unfinished:
        title = tr("Handing over to %1 was interrupted").arg(machine);
        text = tr("Nobody sends until you finish it or take it back.");
        break;
    case View::Sure:
        title = tr("Take sending back from %1?").arg(machine);
        text = tr("Where that computer still works, run this there instead and open the file it makes here: what was sent comes home with it.");
        command = QStringLiteral("audiencectl handover --workspace %1 --to home.audience").arg(quoted(file));
        more = tr("If it is lost, take sending back here: what is scheduled becomes a draft, and what may have gone out meanwhile waits for you. "
                  "%1 must not run any more, or people get emails twice.").arg(machine);
        break;
    }
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_command->setText(command);
    m_command->setCursorPosition(0);
    m_commandRow->setVisible(!command.isEmpty());
    m_commandTitle->setText(commandTitle);
    m_commandTitle->setVisible(!commandTitle.isEmpty());
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
}

void HandoverPanel::askWhere() {
    const QString name = m_name->text().simplified();
    const FileQuestion question{tr("Where to put the copy for %1").arg(name), tr("Workspaces (*.audience)"),
                                fileNameFrom(toQString(m_session->displayName()) + QLatin1Char(' ') + name, QStringLiteral(".audience")), QStringLiteral("audience")};
    askWhereToSave(this, question, [this](const QString &path) { handOver(path); });
}

void HandoverPanel::handOver(const QString &path) {
    m_goesTo = m_view == View::Unfinished ? toQString(m_right.machine) : m_name->text().simplified();
    show(View::Copying);
    ++m_busy;
    Jobs::around(this)->start(tr("Handing over sending"), this, [session = m_session, path = toUtf8(path), name = toUtf8(m_goesTo)](Progress *, const CancelToken &cancel) {
        return WorkspaceService(*session).handOver(path, name, cancel);
    }, [this](Result<void> done) {
        --m_busy;
        m_view = View::None; // until it is asked
        const bool isProblem = !done && done.error().kind != ErrorKind::Cancelled; // who stopped it knows
        ask(!done, isProblem ? std::optional(done.error()) : std::nullopt);
        Q_EMIT changed();
    });
}

void HandoverPanel::takeBack() {
    m_error->hide();
    ++m_busy;
    inBackground(this, [session = m_session] { return WorkspaceService(*session).takeBackSending(); }, [this](Result<int> drafts) {
        --m_busy;
        if (!drafts)
            return failed(drafts.error());
        Q_EMIT said(*drafts > 0 ? tr("Sending is back here. %Ln campaigns are drafts again.", nullptr, *drafts) : tr("Sending is back here."));
        m_view = View::None; // until it is asked
        reload();
        Q_EMIT changed();
    });
}

void HandoverPanel::failed(const Error &error) {
    m_isUnread = false;
    if (m_view == View::None)
        show(View::None); // what was shown is not so any more
    m_error->setText(sentence(error));
    m_error->show();
}

void HandoverPanel::copyCommand() {
    QGuiApplication::clipboard()->setText(m_command->text());
    Q_EMIT said(tr("The command is in the clipboard"));
}

} // namespace audience::ui
