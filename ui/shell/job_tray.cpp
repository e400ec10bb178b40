#include "ui/shell/job_tray.h"

#include "ui/kit/icon.h"
#include "ui/kit/jobs.h"
#include "ui/kit/widgets.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

JobTray::JobTray(Jobs *jobs, QWidget *parent) : QFrame(parent), m_jobs(jobs) {
    setObjectName(QStringLiteral("jobTray"));
    setAccessibleName(tr("Work in the background"));
    setProperty("role", QStringLiteral("card"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 8);
    layout->setSpacing(6);
    auto *head = makeRow(4);
    m_name = makeLabel({}, "secondary", this);
    m_name->setObjectName(QStringLiteral("jobName"));
    m_cancel = new QToolButton(this);
    m_cancel->setObjectName(QStringLiteral("jobCancel"));
    m_cancel->setIcon(icon("x"));
    m_cancel->setIconSize(QSize(12, 12));
    m_cancel->setToolTip(tr("Cancel"));
    m_cancel->setAccessibleName(tr("Cancel"));
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (!m_jobs->running().isEmpty())
            m_jobs->running().first()->cancel();
    });
    head->addWidget(m_name, 1);
    head->addWidget(m_cancel);
    layout->addLayout(head);
    m_bar = new QProgressBar(this);
    m_bar->setTextVisible(false);
    layout->addWidget(m_bar);
    auto *foot = makeRow(4);
    m_count = makeLabel({}, "tertiary", this);
    m_left = makeLabel({}, "tertiary", this);
    foot->addWidget(m_count, 1);
    foot->addWidget(m_left);
    layout->addLayout(foot);
    connect(jobs, &Jobs::changed, this, &JobTray::refresh);
    refresh();
}

void JobTray::setCollapsed(bool collapsed) {
    m_collapsed = collapsed;
    refresh();
}

void JobTray::refresh() {
    const auto &running = m_jobs->running();
    setVisible(!running.isEmpty() && !m_collapsed);
    if (running.isEmpty())
        return;
    const Job *job = running.first();
    const ProgressState state = job->state();
    QString name = job->isCancelled() ? tr("Stopping…") : job->name();
    if (running.size() > 1)
        name += tr(" and %1 more").arg(running.size() - 1);
    m_name->setText(fontMetrics().elidedText(name, Qt::ElideRight, 124));
    m_name->setToolTip(name);
    m_bar->setRange(0, state.total > 0 ? 1000 : 0);
    if (state.total > 0)
        m_bar->setValue(int(1000 * qMin(state.done, state.total) / state.total));
    m_count->setText(state.total > 0
                         ? tr("%1 of %2").arg(formatNumber(state.done), formatNumber(state.total))
                     : state.done > 0 ? formatNumber(state.done)
                                      : QString());
    m_left->setText(job->secondsLeft());
}

} // namespace audience::ui
