#include "ui/shell/job_list.h"

#include "ui/kit/jobs.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHideEvent>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

static constexpr int kWidth = 340;

JobList *JobList::openAbove(QWidget *anchor, Jobs *jobs) {
    auto *list = new JobList(anchor, jobs);
    list->place();
    list->show();
    if (auto *first = list->findChild<QToolButton *>())
        first->setFocus(Qt::PopupFocusReason);
    return list;
}

JobList::JobList(QWidget *anchor, Jobs *jobs) : QFrame(anchor, Qt::Popup | Qt::FramelessWindowHint), m_anchor(anchor), m_jobs(jobs) {
    setObjectName(QStringLiteral("jobList"));
    setAccessibleName(tr("Work in the background"));
    setProperty("role", QStringLiteral("popup"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, space::kMedium);
    layout->setSpacing(space::kMedium);
    layout->addWidget(makeLabel(tr("Work in the background"), "strong", this));
    m_rows = makeColumn(space::kMedium);
    layout->addLayout(m_rows);
    setFixedWidth(kWidth);
    rebuild();
    connect(jobs, &Jobs::changed, this, &JobList::refresh);
}

static QString shownOf(const Jobs &jobs) {
    QString text;
    for (const Job *job : jobs.running())
        text += QString::number(quintptr(job)) + (job->isCancelled() ? QLatin1Char('x') : QLatin1Char(';'));
    for (const JobEnd &end : jobs.ended())
        text += end.name + QLatin1Char(';');
    return text;
}

void JobList::refresh() {
    if (m_jobs->running().isEmpty() && m_jobs->ended().isEmpty()) {
        close();
        return;
    }
    if (m_shown != shownOf(*m_jobs))
        return rebuild();
    for (qsizetype i = 0; i < m_jobs->running().size(); ++i) {
        const Job *job = m_jobs->running()[i];
        const ProgressState state = job->state();
        const auto [bar, words] = m_live[i];
        bar->setRange(0, state.total > 0 ? 1000 : 0);
        if (state.total > 0)
            bar->setValue(int(1000 * qMin(state.done, state.total) / state.total));
        const QString left = job->secondsLeft();
        const QString count = state.total > 0 ? tr("%1 of %2").arg(formatNumber(state.done), formatNumber(state.total)) : formatNumber(state.done);
        //: how far a job is, and the time left
        words->setText(job->isCancelled() ? tr("Stopping") : left.isEmpty() ? count : tr("%1 · %2").arg(count, left));
    }
}

void JobList::rebuild() {
    clearLayout(m_rows);
    m_live.clear();
    m_shown = shownOf(*m_jobs);
    for (qsizetype i = 0; i < m_jobs->running().size(); ++i)
        addRunning(i);
    for (qsizetype i = 0; i < m_jobs->ended().size(); ++i)
        addEnded(i);
    refresh();
    QMetaObject::invokeMethod(this, [this] { place(); }, Qt::QueuedConnection);
}

void JobList::addRunning(qsizetype index) {
    Job *job = m_jobs->running()[index];
    auto *column = makeColumn(space::kTiny);
    auto *head = makeRow();
    auto *name = makeLabel(job->name(), "body", this);
    name->setWordWrap(true);
    head->addWidget(name, 1);
    auto *cancel = makeTool(QStringLiteral("jobListCancel%1").arg(index), tr("Cancel %1").arg(job->name()), "x", this);
    cancel->setFixedSize(24, 24);
    cancel->setEnabled(!job->isCancelled());
    connect(cancel, &QToolButton::clicked, job, [job = QPointer<Job>(job)] {
        if (job)
            job->cancel();
    });
    head->addWidget(cancel, 0, Qt::AlignTop);
    column->addLayout(head);
    auto *bar = new QProgressBar(this);
    bar->setObjectName(QStringLiteral("jobListBar%1").arg(index));
    bar->setTextVisible(false);
    bar->setAccessibleName(job->name());
    column->addWidget(bar);
    auto *words = makeLabel({}, "secondary", this);
    words->setObjectName(QStringLiteral("jobListWords%1").arg(index));
    column->addWidget(words);
    m_rows->addLayout(column);
    m_live.append({bar, words});
}

void JobList::addEnded(qsizetype index) {
    const JobEnd &end = m_jobs->ended()[index];
    auto *row = makeRow();
    const bool isFailed = end.kind == JobEnd::Kind::Failed;
    const bool isDone = end.kind == JobEnd::Kind::Finished;
    row->addWidget(makeIcon(isFailed ? "circle-alert" : isDone ? "circle-check" : end.kind == JobEnd::Kind::Paused ? "pause" : "square",
                            isFailed ? Tone::Bad : isDone ? Tone::Good : Tone::Neutral, 16, this),
                   0, Qt::AlignTop);
    auto *column = makeColumn(2);
    auto *name = makeLabel(end.name, "body", this);
    name->setWordWrap(true);
    column->addWidget(name);
    auto *words = makeLabel(isFailed ? end.reason : endWord(end.kind), "secondary", this);
    words->setObjectName(QStringLiteral("jobListReason%1").arg(index));
    words->setWordWrap(true);
    column->addWidget(words);
    row->addLayout(column, 1);
    auto *away = makeTool(QStringLiteral("jobListAway%1").arg(index), tr("Put away: %1").arg(end.name), "x", this);
    away->setFixedSize(24, 24);
    connect(away, &QToolButton::clicked, m_jobs, [jobs = m_jobs, index] { jobs->putAway(index); });
    row->addWidget(away, 0, Qt::AlignTop);
    m_rows->addLayout(row);
}

void JobList::place() {
    layout()->activate();
    resize(kWidth, layout()->hasHeightForWidth() ? layout()->heightForWidth(kWidth) : sizeHint().height());
    move(m_anchor->mapToGlobal(QPoint(0, -height() - space::kTiny)));
}

void JobList::hideEvent(QHideEvent *event) {
    QFrame::hideEvent(event);
    deleteLater();
}

} // namespace audience::ui
