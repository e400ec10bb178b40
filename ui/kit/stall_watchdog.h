// Measures how long the main thread was kept from the next event: every stretch of one event handler
// is timed, nested event loops and waiting are not counted. Use WatchedApplication instead of
// QApplication. Main thread only; it names the culprit but holds no call stack.
#pragma once

#include <QApplication>

namespace audience::ui {

class StallWatchdog final {
public:
    struct Stall {
        qint64 milliseconds = 0;
        QString what; // "PageClass page_data, event 12"
    };
    static Stall longest();                     // since the start or the last reset
    static QVector<Stall> above(qint64 milliseconds); // the worst 32 since then, worst first
    static void reset();
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
