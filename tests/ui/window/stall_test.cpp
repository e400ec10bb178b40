// The watchdog of the window tests finds a stall, and nothing else.
#ifndef Q_MOC_RUN
#include "ui/kit/stall_watchdog.h"
#endif
#include "support/stall_limit.h"
#include "support/stall_stack.h"
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QStandardPaths>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <ctime>
#include <thread>
#include <vector>

#ifdef Q_OS_LINUX
#include <sched.h>
#endif

using audience::ui::StallWatchdog;
namespace test = audience::test;

namespace {

constexpr int kStallMs = 150;

qint64 workedMicros() {
#ifdef Q_OS_UNIX
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return qint64(spent.tv_sec) * 1'000'000 + spent.tv_nsec / 1000;
#else
    return qint64(std::clock()) * 1'000'000 / CLOCKS_PER_SEC;
#endif
}

// Of the processor and of this thread, not by the clock: this machine may be busy with other things.
void work(int milliseconds) {
    const qint64 end = workedMicros() + milliseconds * qint64{1000};
    while (workedMicros() < end) {
    }
}

#ifdef Q_OS_LINUX
// The main thread shares one processor with others that never rest, as on a machine that is far too busy.
class Crowd {
public:
    Crowd() {
        sched_getaffinity(0, sizeof m_before, &m_before);
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(sched_getcpu(), &one);
        sched_setaffinity(0, sizeof one, &one);
        for (int i = 0; i < 4; ++i)
            m_others.emplace_back([this] { // starts on the processor of its maker
                while (!m_isOver.load(std::memory_order_relaxed)) {
                }
            });
    }
    ~Crowd() {
        m_isOver = true;
        for (std::thread &other : m_others)
            other.join();
        sched_setaffinity(0, sizeof m_before, &m_before);
    }
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

private:
    cpu_set_t m_before{};
    std::atomic<bool> m_isOver{false};
    std::vector<std::thread> m_others;
};
#endif

} // namespace

class StallTest final : public QObject {
    Q_OBJECT
    StallWatchdog::Alarm m_ofTheTests;
    QVector<StallWatchdog::Stall> m_rung;
    QByteArray m_stack;
    bool m_wantsStack = false; // to name the lines takes a while

private Q_SLOTS:
    void init() {
        m_rung.clear();
        m_wantsStack = false;
        m_ofTheTests = StallWatchdog::setAlarm({100, [this](const auto &stall) {
            m_rung.append(stall);
            if (m_wantsStack)
                m_stack = test::stackOfStall();
        }});
        StallWatchdog::reset();
    }
    void cleanup() { StallWatchdog::setAlarm(m_ofTheTests); }

    // The window tests run under it, at the limit and no other.
    void isAtWork() {
        QVERIFY(m_ofTheTests.ring);
        QCOMPARE(m_ofTheTests.milliseconds, qint64{test::kStallLimit});
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

#if defined(Q_OS_LINUX) && !defined(AUDIENCE_SANITIZED)
    // What fails says the line, and whether it was at work there or waited.
    void whereItStalledIsSaid() {
        m_wantsStack = true;
        QTimer::singleShot(0, this, [] { work(kStallMs); });
        QTRY_COMPARE_WITH_TIMEOUT(m_rung.size(), 1, 60'000);
        QVERIFY2(m_stack.contains("ms, running:"), m_stack.constData());
        if (!QStandardPaths::findExecutable(QStringLiteral("addr2line")).isEmpty())
            QVERIFY2(m_stack.contains("stall_test.cpp"), m_stack.constData());
        QTimer::singleShot(0, this, [] { QThread::msleep(kStallMs); });
        QTRY_COMPARE_WITH_TIMEOUT(m_rung.size(), 2, 60'000);
        QVERIFY2(m_stack.contains("ms, waiting in a call of the system:"), m_stack.constData());
    }
#endif

    // Waiting for a lock or a disk keeps the window as still as work does.
    void aBlockedHandlerIsFound() {
        QTimer::singleShot(0, this, [] { QThread::msleep(kStallMs); });
        QTRY_COMPARE(m_rung.size(), 1);
    }

    // The limit itself is too long already, and what is well below it is not.
    void theLimitIsSharp() {
        QTimer::singleShot(0, this, [] { work(100); });
        QTRY_COMPARE(m_rung.size(), 1);
        m_rung.clear();
        bool isDone = false;
        QTimer::singleShot(0, this, [&] {
            work(80);
            isDone = true;
        });
        QTRY_VERIFY(isDone);
        QTest::qWait(1);
        QCOMPARE(m_rung.size(), 0);
    }

#ifdef Q_OS_LINUX
    // Half of the limit takes several times the limit by the clock when the machine has other things to do.
    void aBusyMachineIsNone() {
        const Crowd crowd;
        QElapsedTimer clock;
        qint64 took = 0;
        QTimer::singleShot(0, this, [&] {
            clock.start();
            work(50);
            took = clock.elapsed();
        });
        QTRY_VERIFY(took > 0);
        QTest::qWait(1);
        QVERIFY2(took >= 100, qPrintable(QStringLiteral("the crowd is no crowd: %1 ms").arg(took)));
        QCOMPARE(m_rung.size(), 0);
    }

    // And on such a machine work and waiting are found all the same, at their own length.
    void stallsOfABusyMachineAreFound() {
        const Crowd crowd;
        QTimer::singleShot(0, this, [] { work(kStallMs); });
        QTRY_COMPARE(m_rung.size(), 1);
        QVERIFY2(m_rung.first().milliseconds < 2 * kStallMs, qPrintable(QString::number(m_rung.first().milliseconds)));
        QTimer::singleShot(0, this, [] { QThread::msleep(kStallMs); });
        QTRY_COMPARE(m_rung.size(), 2);
    }
#endif

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
