// Measures how long the main thread was kept from the next event. A stretch begins with an event handler
// that nothing else called and ends with it, or where a loop inside it waits for the next event; what the
// handler sends on to others belongs to its stretch. Time in which the thread was ready and the machine
// ran something else is not counted (Linux says how much that was), waiting for a lock or a disk is: so a
// loaded machine is no stall and a blocked window is one. Use WatchedApplication instead of QApplication.
// Main thread only.
#pragma once

#include <QApplication>

#include <functional>

namespace audience::ui {

class StallWatchdog final {
public:
    struct Stall {
        qint64 milliseconds = 0;
        QString what; // "QPushButton save, event 3", and the handler inside it that took most of the time
    };
    static Stall longest();                           // since the start or the last reset
    static QVector<Stall> above(qint64 milliseconds); // the worst 32 since then, worst first
    static void reset();
    // When the stretch that runs began, in microseconds of the steady clock; 0 where none does. Any thread; it is still the
    // same while the alarm of its end rings.
    static qint64 runningSince();
    // Called at the end of every stretch of so many milliseconds or more; gives the alarm it replaces.
    struct Alarm {
        qint64 milliseconds = 0;
        std::function<void(const Stall &)> ring;
    };
    static Alarm setAlarm(Alarm alarm);
    // Time spent on purpose (a test waiting in its own way) is not a stall while one of these lives.
    class Pause {
    public:
        Pause();
        ~Pause();
        Pause(const Pause &) = delete;
        Pause &operator=(const Pause &) = delete;
    };
};

class WatchedApplication final : public QApplication {
    Q_OBJECT
public:
    WatchedApplication(int &argc, char **argv);
    bool notify(QObject *receiver, QEvent *event) override;
};

} // namespace audience::ui
