// The watchdog of the window tests finds a stall, and nothing else.
#ifndef Q_MOC_RUN
#include "ui/kit/stall_watchdog.h"
#endif
#include "support/test_main.h"

#include <QEventLoop>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <ctime>

using audience::ui::StallWatchdog;

namespace {

constexpr int kStallMs = 150;

// Of the processor, not by the clock: this machine may be busy with other things.
void work(int milliseconds) {
    const std::clock_t end = std::clock() + milliseconds * (CLOCKS_PER_SEC / 1000);
    while (std::clock() < end) {
    }
}

} // namespace

class StallTest final : public QObject {
    Q_OBJECT
    StallWatchdog::Alarm m_ofTheTests;
    QVector<StallWatchdog::Stall> m_rung;

private Q_SLOTS:
    void init() {
        m_rung.clear();
        m_ofTheTests = StallWatchdog::setAlarm({100, [this](const auto &stall) { m_rung.append(stall); }});
        StallWatchdog::reset();
    }
    void cleanup() { StallWatchdog::setAlarm(m_ofTheTests); }

    // The window tests run under it.
    void isAtWork() {
        QVERIFY(m_ofTheTests.ring);
        QVERIFY(m_ofTheTests.milliseconds >= 100);
        QVERIFY(qobject_cast<audience::ui::WatchedApplication *>(qApp));
    }

    void aBusyHandlerIsFound() {
        QTimer timer;
        timer.setObjectName(QStringLiteral("busyTimer"));
        timer.setSingleShot(true);
        connect(&timer, &QTimer::timeout, this, [] { work(kStallMs); });
        timer.start(0);
        QTRY_COMPARE(m_rung.size(), 1);
        QVERIFY(m_rung.first().milliseconds >= 100);
        QVERIFY2(m_rung.first().what.contains(QStringLiteral("busyTimer")), qPrintable(m_rung.first().what));
        QCOMPARE(StallWatchdog::above(100).size(), 1);
    }

    // Waiting for a lock or a disk keeps the window as still as work does.
    void aBlockedHandlerIsFound() {
        QTimer::singleShot(0, this, [] { QThread::msleep(kStallMs); });
        QTRY_COMPARE(m_rung.size(), 1);
    }

    // A hundred short events that one handler sends are one stall.
    void whatAHandlerSendsOnBelongsToIt() {
        QObject child;
        child.setObjectName(QStringLiteral("child"));
        QTimer::singleShot(0, this, [&] {
            for (int i = 0; i < kStallMs / 10; ++i) {
                QEvent event(QEvent::User);
                QCoreApplication::sendEvent(&child, &event);
                work(10);
            }
        });
        QTRY_COMPARE(m_rung.size(), 1);
    }

    void waitingForEventsIsNone() {
        QTimer::singleShot(0, this, [] {
            QEventLoop loop;
            QTimer::singleShot(2 * kStallMs, &loop, &QEventLoop::quit);
            loop.exec();
        });
        QTest::qWait(3 * kStallMs);
        QCOMPARE(m_rung.size(), 0);
    }

    void shortHandlersAreNone() {
        int left = 20;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] {
            work(10);
            if (--left == 0)
                timer.stop();
        });
        timer.start(0);
        QTRY_COMPARE(left, 0);
        QCOMPARE(m_rung.size(), 0);
    }
};
AUDIENCE_TEST(StallTest)

#include "stall_test.moc"
