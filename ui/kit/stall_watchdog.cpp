#include "ui/kit/stall_watchdog.h"

#include <QAbstractEventDispatcher>
#include <QEvent>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <utility>

#ifdef Q_OS_LINUX
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace audience::ui {

namespace {

constexpr qint64 kWorthKeepingMs = 16;
constexpr int kMostKept = 32;
constexpr qint64 kMicrosPerMs = 1000;

// Microseconds that the main thread stood ready while the machine ran something else.
qint64 heldUp() {
#ifdef Q_OS_LINUX
    static const int file = ::open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    char text[96] = {};
    if (file < 0 || ::pread(file, text, sizeof text - 1, 0) <= 0)
        return 0;
    char *rest = nullptr;
    std::strtoll(text, &rest, 10); // the time it ran
    return std::strtoll(rest, nullptr, 10) / 1000;
#else
    return 0;
#endif
}

qint64 clockMicros() {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

qint64 now() {
    return clockMicros() - heldUp();
}

std::atomic<qint64> stretchBegan{0};

struct Handler {
    const char *className;
    QString objectName;
    int type;
    qint64 began;
    QString name() const { return QStringLiteral("%1 %2, event %3").arg(QLatin1String(className), objectName).arg(type); }
};

struct Inner {
    qsizetype depth;
    qint64 micros;
    QString name;
};

struct Record {
    QVector<Handler> stack; // outermost first
    qint64 began = 0;       // the stretch
    bool isWaiting = false;
    int pauses = 0;
    QVector<Inner> inner; // handlers within the stretch that took a while
    QVector<StallWatchdog::Stall> worst;
    StallWatchdog::Alarm alarm;
};

Record &record() {
    static Record one;
    return one;
}

// The innermost handler that took at least half of it.
QString culprit(const Record &r, qint64 micros) {
    const Inner *found = nullptr;
    for (const Inner &one : r.inner)
        if (one.micros * 2 >= micros && (!found || one.depth > found->depth))
            found = &one;
    return found ? QStringLiteral(", mostly %1 (%2 ms)").arg(found->name).arg(found->micros / kMicrosPerMs) : QString();
}

void keep(Record &r, const StallWatchdog::Stall &stall) {
    const auto at = std::upper_bound(r.worst.begin(), r.worst.end(), stall,
                                     [](const auto &a, const auto &b) { return a.milliseconds > b.milliseconds; });
    r.worst.insert(at, stall);
    if (r.worst.size() > kMostKept)
        r.worst.removeLast();
}

void endStretch() {
    Record &r = record();
    const qint64 time = now(), micros = time - r.began;
    if (!r.stack.isEmpty() && !r.isWaiting && r.pauses == 0 && micros >= kWorthKeepingMs * kMicrosPerMs) {
        const StallWatchdog::Stall stall{micros / kMicrosPerMs, r.stack.first().name() + culprit(r, micros)};
        keep(r, stall);
        if (r.alarm.ring && stall.milliseconds >= r.alarm.milliseconds)
            r.alarm.ring(stall);
    }
    r.inner.clear();
    r.began = time;
    stretchBegan = r.stack.isEmpty() || r.pauses > 0 ? 0 : clockMicros();
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
    Record &r = record();
    r.worst.clear();
    r.inner.clear();
    r.began = now();
}

qint64 StallWatchdog::runningSince() {
    return stretchBegan;
}

StallWatchdog::Alarm StallWatchdog::setAlarm(Alarm alarm) {
    return std::exchange(record().alarm, std::move(alarm));
}

StallWatchdog::Pause::Pause() {
    endStretch();
    ++record().pauses;
    stretchBegan = 0;
}

StallWatchdog::Pause::~Pause() {
    endStretch();
    --record().pauses;
    stretchBegan = record().stack.isEmpty() ? 0 : clockMicros();
}

WatchedApplication::WatchedApplication(int &argc, char **argv) : QApplication(argc, argv) {
    heldUp(); // opens the file of this thread
    auto *dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [] {
        endStretch();
        record().isWaiting = true;
        stretchBegan = 0;
    });
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, [] {
        endStretch();
        record().isWaiting = false;
    });
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event) {
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    Record &r = record();
    if (r.stack.isEmpty() || r.isWaiting) {
        r.began = now();
        r.inner.clear();
        stretchBegan = r.pauses > 0 ? 0 : clockMicros();
    }
    r.isWaiting = false;
    // Taken down before the event: the receiver may be gone after it.
    r.stack.append({receiver->metaObject()->className(), receiver->objectName(), int(event->type()), clockMicros()});
    const bool isTaken = QApplication::notify(receiver, event);
    if (r.stack.size() == 1) {
        endStretch();
    } else if (const qint64 micros = clockMicros() - r.stack.last().began; micros >= kWorthKeepingMs * kMicrosPerMs) {
        r.inner.append({r.stack.size(), micros, r.stack.last().name()});
    }
    r.stack.removeLast();
    if (r.stack.isEmpty())
        stretchBegan = 0;
    return isTaken;
}

} // namespace audience::ui
