#include "ui/shell/job_tray.h"

#include "ui/kit/icon.h"
#include "ui/kit/jobs.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/shell/job_list.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QTextLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

namespace {
constexpr int kInside = space::kRail - 34, kFinishedShown = 8000;

// The text on at most two lines of that width, the second ending in dots where it must.
QString onTwoLines(const QString &text, const QFont &font, int width) {
    QTextLayout layout(text, font);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (!line.isValid()) {
        layout.endLayout();
        return text;
    }
    line.setLineWidth(width);
    const int first = line.textLength();
    layout.endLayout();
    if (first >= text.size())
        return text;
    return text.left(first).trimmed() + QLatin1Char('\n') + QFontMetrics(font).elidedText(text.mid(first).trimmed(), Qt::ElideRight, width);
}
} // namespace

JobTray::JobTray(Jobs *jobs, QWidget *parent) : QFrame(parent), m_jobs(jobs) {
    setObjectName(QStringLiteral("jobTray"));
    setAccessibleName(tr("Work in the background"));
    setProperty("role", QStringLiteral("card"));
    auto *layout = new QVBoxLayout(this);
    m_layout = layout;
    layout->setContentsMargins(8, 6, 8, 8);
    layout->setSpacing(6);
    auto *head = makeRow(4);
    m_name = makeLabel({}, "secondary", this);
    m_name->setObjectName(QStringLiteral("jobName"));
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_cancel = makeTool(QStringLiteral("jobCancel"), tr("Cancel"), "x", this);
    m_cancel->setIconSize(QSize(12, 12));
    m_cancel->setFixedSize(20, 20);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (!m_jobs->running().isEmpty())
            m_jobs->running().first()->cancel();
        else
            m_jobs->putAway(0);
    });
    head->addWidget(m_name, 1);
    head->addWidget(m_cancel, 0, Qt::AlignTop);
    layout->addLayout(head);
    m_bar = new QProgressBar(this);
    m_bar->setObjectName(QStringLiteral("jobBar"));
    m_bar->setTextVisible(false);
    layout->addWidget(m_bar);
    m_foot = makeRow(4);
    m_count = makeLabel({}, "secondary", this);
    m_count->setObjectName(QStringLiteral("jobCount"));
    m_count->setWordWrap(true);
    m_left = makeLabel({}, "secondary", this);
    m_left->setObjectName(QStringLiteral("jobLeft"));
    m_foot->addWidget(m_count, 1);
    m_foot->addWidget(m_left);
    layout->addLayout(m_foot);
    m_more = makeButton(QStringLiteral("jobMore"), {}, "word", nullptr, this);
    connect(m_more, &QPushButton::clicked, this, &JobTray::openList);
    layout->addWidget(m_more, 0, Qt::AlignLeading);
    m_gone.setSingleShot(true);
    m_gone.setInterval(kFinishedShown);
    connect(&m_gone, &QTimer::timeout, this, [this] {
        while (m_jobs->running().isEmpty() && !m_jobs->ended().isEmpty() && m_jobs->ended().first().kind != JobEnd::Kind::Failed)
            m_jobs->putAway(0);
    });
    connect(jobs, &Jobs::changed, this, &JobTray::refresh);
    refresh();
}

void JobTray::setCollapsed(bool collapsed) {
    m_collapsed = collapsed;
    refresh();
}

void JobTray::openList() {
    JobList::openAbove(this, m_jobs);
}

void JobTray::setName(const QString &name) {
    m_name->setText(onTwoLines(name, Theme::instance().font(TypeRole::Secondary), kInside - 24));
    m_name->setToolTip(m_name->text().endsWith(QChar(0x2026)) ? name : QString());
    m_name->setAccessibleName(name);
}

void JobTray::showRunning(const Job &job) {
    const ProgressState state = job.state();
    setName(job.isCancelled() ? tr("Stopping: %1").arg(job.name()) : job.name());
    m_bar->show();
    m_bar->setRange(0, state.total > 0 ? 1000 : 0);
    if (state.total > 0)
        m_bar->setValue(int(1000 * qMin(state.done, state.total) / state.total));
    setRole(m_count, "secondary");
    m_count->setText(state.total > 0   ? tr("%1 of %2").arg(formatNumber(state.done), formatNumber(state.total))
                     : state.done > 0 ? formatNumber(state.done)
                                      : QString());
    m_left->setText(job.secondsLeft());
    // Large figures and the time left stand one under the other.
    const QFontMetrics metrics(Theme::instance().font(TypeRole::Secondary));
    const bool isWide = metrics.horizontalAdvance(m_count->text()) + metrics.horizontalAdvance(m_left->text()) + 12 > kInside;
    m_foot->setDirection(isWide ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_cancel->setToolTip(tr("Cancel"));
    m_cancel->setAccessibleName(tr("Cancel %1").arg(job.name()));
    m_cancel->setEnabled(!job.isCancelled());
    m_bar->setAccessibleName(job.name());
}

void JobTray::showEnded() {
    const JobEnd &end = m_jobs->ended().first();
    setName(end.name);
    m_bar->hide();
    const bool isFailed = end.kind == JobEnd::Kind::Failed;
    setRole(m_count, isFailed ? "bad" : "secondary");
    m_count->setText(endWord(end.kind));
    m_count->setToolTip(end.reason);
    m_count->setAccessibleName(end.reason.isEmpty() ? m_count->text() : end.reason);
    m_left->clear();
    m_foot->setDirection(QBoxLayout::LeftToRight);
    m_cancel->setEnabled(true);
    m_cancel->setToolTip(tr("Put away"));
    m_cancel->setAccessibleName(tr("Put away: %1").arg(end.name));
    if (!isFailed && !m_gone.isActive())
        m_gone.start();
}

void JobTray::refresh() {
    const auto &running = m_jobs->running();
    const bool hasAny = !running.isEmpty() || !m_jobs->ended().isEmpty();
    setVisible(hasAny);
    if (!hasAny)
        return;
    if (running.isEmpty())
        showEnded();
    else
        showRunning(*running.first());
    const auto others = running.size() + m_jobs->ended().size() - 1;
    const bool hasReason = running.isEmpty() && m_jobs->ended().first().kind == JobEnd::Kind::Failed;
    m_more->setText(hasReason ? tr("Why?") : running.size() > 1 ? tr("and %n more", nullptr, int(running.size()) - 1) : tr("Show all"));
    m_more->setAccessibleName(m_more->text());
    m_more->setVisible(!m_collapsed && (hasReason || running.size() > 1 || (others > 0 && !running.isEmpty())));
    for (QWidget *part : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_count), static_cast<QWidget *>(m_left)})
        part->setVisible(!m_collapsed);
    m_layout->setContentsMargins(m_collapsed ? 4 : 8, 6, m_collapsed ? 4 : 8, 8);
    setToolTip(m_collapsed ? tr("%1: %2").arg(m_name->accessibleName(), m_count->text()) : QString());
}

} // namespace audience::ui
