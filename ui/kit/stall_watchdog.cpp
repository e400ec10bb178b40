#include "ui/kit/stall_watchdog.h"

#include <QAbstractEventDispatcher>
#include <QEvent>
#include <QThread>

#include <algorithm>
#include <chrono>

namespace audience::ui {

namespace {

using Clock = std::chrono::steady_clock;
constexpr qint64 kWorthKeepingMs = 16;
constexpr int kMostKept = 32;

struct Running {
    const char *className;
    QString objectName;
    int type;
};

struct Record {
    QVector<Running> stack; // the event handlers the main thread is in, outermost first
    Clock::time_point mark;
    bool isWaiting = false;
    int pauses = 0;
    QVector<StallWatchdog::Stall> worst;
};

Record &record() {
    static Record one;
    return one;
}

// Ends the stretch that ran since the last mark and puts it on the account of the innermost handler.
void mark() {
    Record &r = record();
    const Clock::time_point now = Clock::now();
    if (!r.stack.isEmpty() && !r.isWaiting && r.pauses == 0) {
        const qint64 ms = std::chrono::duration_cast<std::chrono::milliseconds>(now - r.mark).count();
        if (ms >= kWorthKeepingMs && (r.worst.size() < kMostKept || r.worst.last().milliseconds < ms)) {
            const Running &one = r.stack.last();
            const StallWatchdog::Stall stall{ms, QStringLiteral("%1 %2, event %3")
                                                     .arg(QLatin1String(one.className), one.objectName)
                                                     .arg(one.type)};
            const auto at = std::upper_bound(r.worst.begin(), r.worst.end(), stall,
                                             [](const auto &a, const auto &b) { return a.milliseconds > b.milliseconds; });
            r.worst.insert(at, stall);
            if (r.worst.size() > kMostKept)
                r.worst.removeLast();
        }
    }
    r.mark = now;
}

} // namespace

StallWatchdog::Stall StallWatchdog::longest() {
    return record().worst.isEmpty() ? Stall{} : record().worst.first();
}

QVector<StallWatchdog::Stall> StallWatchdog::above(qint64 milliseconds) {
    QVector<Stall> found;
    for (const Stall &stall : std::as_const(record().worst))
        if (stall.milliseconds > milliseconds)
            found.append(stall);
    return found;
}

void StallWatchdog::reset() {
    record().worst.clear();
    mark();
    record().worst.clear();
}

StallWatchdog::Pause::Pause() {
    mark();
    ++record().pauses;
}

StallWatchdog::Pause::~Pause() {
    mark();
    --record().pauses;
}

WatchedApplication::WatchedApplication(int &argc, char **argv) : QApplication(argc, argv) {
    auto *dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [] {
        mark();
        record().isWaiting = true;
    });
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, [] {
        mark();
        record().isWaiting = false;
    });
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event) {
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    mark();
    Record &r = record();
    r.isWaiting = false;
    // Taken down before the event: the receiver may be gone after it.
    r.stack.append({receiver->metaObject()->className(), receiver->objectName(), int(event->type())});
    const bool isTaken = QApplication::notify(receiver, event);
    mark();
    r.stack.removeLast();
    return isTaken;
}

} // namespace audience::ui
