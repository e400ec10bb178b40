#include "ui/kit/jobs.h"

#include "ui/text/sentences.h"

#include <QCoreApplication>
#include <QThreadPool>
#include <QVariant>
#include <QWidget>

namespace audience::ui {

Job::Job(const QString &name, QObject *parent) : QObject(parent), m_name(name) {
    m_clock.start();
    // The listener runs on the worker's thread and only hands over; a burst of steps is one change.
    m_progress = std::make_unique<Progress>([this](ProgressState) {
        if (!m_told.exchange(true))
            QMetaObject::invokeMethod(
                this,
                [this] {
                    m_told = false;
                    setState(m_progress->state());
                },
                Qt::QueuedConnection);
    });
}

// The time left is reckoned here and nowhere later: whoever asks gets the same answer until the next step.
void Job::setState(ProgressState state) {
    m_state = state;
    if (state.secondsLeft < 0 && state.total > 0 && state.done > 0 && m_clock.elapsed() >= 500)
        m_state.secondsLeft = double(m_clock.elapsed()) / 1000.0 / double(state.done) * double(state.total - state.done);
    Q_EMIT changed();
}

void Job::cancel() {
    m_cancel.cancel();
    Q_EMIT changed();
}

int Job::secondsToGo() const {
    return m_state.secondsLeft > 0 ? int(m_state.secondsLeft) + 1 : -1; // 0: the last ones are on their way
}

QString Job::secondsLeft() const {
    const int seconds = secondsToGo();
    if (seconds < 0)
        return {};
    return seconds < 90 ? tr("%1 s left").arg(seconds) : tr("%1 min left").arg((seconds + 59) / 60);
}

QString endWord(JobEnd::Kind kind) {
    switch (kind) {
    case JobEnd::Kind::Finished: return QCoreApplication::translate("Jobs", "Finished");
    case JobEnd::Kind::Failed: return QCoreApplication::translate("Jobs", "Failed");
    case JobEnd::Kind::Stopped: return QCoreApplication::translate("Jobs", "Stopped");
    case JobEnd::Kind::Paused: return QCoreApplication::translate("Jobs", "Paused");
    }
    return {};
}

Jobs::Jobs(QObject *parent) : QObject(parent) {
    constexpr int kAtOnce = 8; // they wait for the disk and the network most of the time
    m_pool.setMaxThreadCount(kAtOnce);
}

static constexpr const char *kOfWindow = "jobsOfWindow";

void Jobs::serve(QWidget *window) {
    window->setProperty(kOfWindow, QVariant::fromValue<QObject *>(this));
}

Jobs *Jobs::around(const QWidget *part) {
    QWidget *window = part->window();
    if (auto *jobs = qobject_cast<Jobs *>(window->property(kOfWindow).value<QObject *>()))
        return jobs;
    auto *own = new Jobs(window);
    own->serve(window);
    return own;
}

Jobs::~Jobs() {
    for (Job *job : m_running)
        job->cancel();
    m_pool.waitForDone();
}

void Jobs::add(Job *job) {
    m_running.append(job);
    connect(job, &Job::changed, this, &Jobs::changed);
    Q_EMIT changed();
}

void Jobs::putAway(qsizetype index) {
    if (index >= 0 && index < m_ended.size())
        m_ended.removeAt(index);
    Q_EMIT changed();
}

JobEnd Jobs::endOf(const Job &job, const Error *failure) {
    const bool isStopped = failure ? failure->kind == ErrorKind::Cancelled : job.isCancelled();
    const auto kind = isStopped ? JobEnd::Kind::Stopped : failure ? JobEnd::Kind::Failed : JobEnd::Kind::Finished;
    return {kind, job.name(), kind == JobEnd::Kind::Failed ? sentence(*failure) : QString()};
}

void Jobs::remove(Job *job, std::optional<JobEnd> end) {
    constexpr qsizetype kKept = 8;
    m_running.removeAll(job);
    if (end) { // how the same work ended before is no news any more
        m_ended.removeIf([&](const JobEnd &one) { return one.name == end->name; });
        m_ended.prepend(*end);
    }
    m_ended.resize(qMin(m_ended.size(), kKept));
    Q_EMIT job->finished();
    job->deleteLater();
    Q_EMIT changed();
}

} // namespace audience::ui
