// Every answer is delivered once, however soon it is there, and only while somebody wants it.
#ifndef Q_MOC_RUN
#include "async/latest.h"
#include "async/newest.h"
#include "base/result.h"
#endif
#include "support/test_main.h"

#include <QImage>
#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <atomic>
#include <memory>
#include <vector>

using namespace audience;

class DeliverTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyAnswerOnceOnTheMainThread() {
        constexpr int kTasks = 20'000;
        std::vector<int> delivered(kTasks);
        std::atomic<int> done{0};
        for (int i = 0; i < kTasks; ++i)
            runAndDeliver(&workers(), [i] { return i; }, [&, i](int answer) {
                QCOMPARE(answer, i);
                QCOMPARE(QThread::currentThread(), qApp->thread());
                ++delivered[std::size_t(i)];
                ++done;
            });
        QTRY_COMPARE_WITH_TIMEOUT(done.load(), kTasks, 60'000);
        QVERIFY(std::all_of(delivered.begin(), delivered.end(), [](int times) { return times == 1; }));
    }

    void whatTheWorkHoldsIsLetGoWithIt() {
        auto held = std::make_shared<int>(1);
        const std::weak_ptr<int> seen = held;
        runAndDeliver(&workers(), [held = std::move(held)] { return *held; }, [](int) {});
        workers().waitForDone();
        QVERIFY(seen.expired()); // before the answer was delivered
    }

    // Qt converts and fills large pictures in its own pool and waits for that.
    void whoPaintsWaitsForNoWork() {
        QSemaphore gate;
        const int all = workers().maxThreadCount();
        for (int i = 0; i < 3 * all; ++i)
            workers().start([&gate] { gate.acquire(); });
        QImage picture(3000, 3000, QImage::Format_ARGB32);
        picture.fill(Qt::red);
        QVERIFY(!picture.convertToFormat(QImage::Format_RGBA64).isNull());
        gate.release(3 * all);
        workers().waitForDone();
    }

    void onlyTheNewestOfManyIsWanted() {
        QObject owner;
        std::vector<int> answers;
        Latest<int> latest(&owner);
        for (int i = 0; i < 2'000; ++i)
            latest.request([i](CancelToken) -> Result<int> { return i; }, [&](Result<int> answer) { answers.push_back(*answer); });
        QTRY_VERIFY(!answers.empty() && answers.back() == 1'999);
        QCOMPARE(answers.size(), std::size_t{1});
    }

    void oneAtATimeAndThenTheNewest() {
        QObject owner;
        std::vector<int> answers;
        std::atomic<int> started{0}, atOnce{0}, most{0};
        QThreadPool pool;
        Newest<int> newest(&owner, &pool);
        const auto ask = [&](int i) {
            newest.request(
                [&, i](CancelToken) -> Result<int> {
                    ++started;
                    most = std::max(most.load(), ++atOnce);
                    QThread::msleep(5);
                    --atOnce;
                    return i;
                },
                [&](Result<int> answer) { answers.push_back(*answer); });
        };
        for (int i = 0; i < 100; ++i) {
            ask(i);
            QTest::qWait(1);
        }
        QTRY_VERIFY(!answers.empty() && answers.back() == 99);
        QVERIFY2(answers.size() > 3, "a hand that does not rest was left without an answer");
        QVERIFY(answers.size() < 100);
        QVERIFY(std::is_sorted(answers.begin(), answers.end()));
        QCOMPARE(int(answers.size()), started.load()); // every one that was worked on was shown
        QCOMPARE(most.load(), 1);
    }

    void whatIsDroppedAnswersNobody() {
        QObject owner;
        QThreadPool pool;
        pool.setMaxThreadCount(1);
        Newest<int> newest(&owner, &pool);
        int delivered = 0;
        std::atomic<bool> wasCancelled{false};
        const auto wait = [&](CancelToken cancel) -> Result<int> {
            while (!cancel.isCancelled())
                QThread::msleep(1);
            wasCancelled = true;
            return 1;
        };
        newest.request(wait, [&](Result<int>) { ++delivered; });
        newest.request(wait, [&](Result<int>) { ++delivered; });
        newest.drop();
        newest.request([](CancelToken) -> Result<int> { return 7; }, [&](Result<int> answer) { delivered += *answer; });
        QTRY_COMPARE(delivered, 7);
        QVERIFY(wasCancelled);
    }

    void anOwnerThatIsGoneGetsNothing() {
        int delivered = 0;
        {
            QObject owner;
            Latest<int> latest(&owner);
            latest.request([](CancelToken) -> Result<int> { return 1; }, [&](Result<int>) { ++delivered; });
        }
        workers().waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(delivered, 0);
    }
};
AUDIENCE_TEST(DeliverTest)

#include "deliver_test.moc"
