// The work going on in the background, for the tray at the foot of the rail: what, how far, and a
// way to stop it. Main thread; progress may come from any thread.
#pragma once

#include "async/cancel.h"
#include "async/deliver.h"
#include "async/progress.h"
#include "base/result.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

class QWidget;

namespace audience::ui {

class Job final : public QObject {
    Q_OBJECT
public:
    explicit Job(const QString &name, QObject *parent = nullptr);
    QString name() const { return m_name; }
    ProgressState state() const { return m_state; }
    int secondsToGo() const;     // as the work knows it, else from its speed so far; -1 while unknown
    QString secondsLeft() const; // "28 s left", "" while unknown
    CancelToken token() const { return m_cancel.token(); }
    bool isCancelled() const { return m_cancel.token().isCancelled(); }
    Progress *progress() { return m_progress.get(); }
    void cancel();
    void setState(ProgressState state);

Q_SIGNALS:
    void changed();
    void finished();

private:
    QString m_name;
    ProgressState m_state;
    CancelSource m_cancel;
    std::unique_ptr<Progress> m_progress;
    std::atomic<bool> m_told{false}; // a change is on its way to the main thread
    QElapsedTimer m_clock;
};

// What has ended and not been put away yet.
struct JobEnd {
    enum class Kind { Finished, Failed, Stopped, Paused } kind = Kind::Finished;
    QString name;
    QString reason; // why it failed
};

QString endWord(JobEnd::Kind kind); // "Finished"

// How a job tells that it has ended otherwise than its answer says; none: nothing is kept of it.
template <class Answer> using JobEnding = std::function<std::optional<JobEnd>(const Answer &)>;

class Jobs final : public QObject {
    Q_OBJECT
public:
    explicit Jobs(QObject *parent = nullptr);
    ~Jobs() override; // tells what still runs to stop and waits for it
    // Those of the window a part stands in; a part that stands alone gets some of its own.
    static Jobs *around(const QWidget *part);
    void serve(QWidget *window);
    const QList<Job *> &running() const { return m_running; }
    const QList<JobEnd> &ended() const { return m_ended; } // newest first, the last few
    void putAway(qsizetype index);

    // Runs work(job) on a pool thread and delivers its answer on the owner's thread.
    template <class Work, class Deliver>
    Job *start(const QString &name, QObject *owner, Work work, Deliver deliver, JobEnding<std::invoke_result_t<Work, Progress *, CancelToken>> ending = {}) {
        using Answer = std::invoke_result_t<Work, Progress *, CancelToken>;
        auto *job = new Job(name, this);
        add(job);
        runAndDeliver(&m_pool, [work = std::move(work), job]() mutable { return work(job->progress(), job->token()); },
                      [jobs = QPointer<Jobs>(this), job = QPointer<Job>(job), owner = QPointer<QObject>(owner), deliver = std::move(deliver),
                       ending = std::move(ending)](Answer answer) mutable {
                          if (jobs && job)
                              jobs->remove(job, ending ? ending(answer) : endOf(*job, failureOf(answer)));
                          if (owner)
                              deliver(std::move(answer));
                      });
        return job;
    }

Q_SIGNALS:
    void changed();

private:
    template <class T> static const Error *failureOf(const Result<T> &answer) { return answer ? nullptr : &answer.error(); }
    template <class T> static const Error *failureOf(const T &) { return nullptr; }
    void add(Job *job);
    static JobEnd endOf(const Job &job, const Error *failure);
    void remove(Job *job, std::optional<JobEnd> end);
    // Its own: a long send never takes the threads of the counts, and one window never waits for another's work.
    QThreadPool m_pool;
    QList<Job *> m_running;
    QList<JobEnd> m_ended;
};

} // namespace audience::ui
