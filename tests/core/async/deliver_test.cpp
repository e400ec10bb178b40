// Every answer is delivered once, however soon it is there, and only while somebody wants it.
#ifndef Q_MOC_RUN
#include "async/latest.h"
#include "base/result.h"
#endif
#include "support/test_main.h"

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
            runAndDeliver(QThreadPool::globalInstance(), [i] { return i; }, [&, i](int answer) {
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
        runAndDeliver(QThreadPool::globalInstance(), [held = std::move(held)] { return *held; }, [](int) {});
        QThreadPool::globalInstance()->waitForDone();
        QVERIFY(seen.expired()); // before the answer was delivered
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

    void anOwnerThatIsGoneGetsNothing() {
        int delivered = 0;
        {
            QObject owner;
            Latest<int> latest(&owner);
            latest.request([](CancelToken) -> Result<int> { return 1; }, [&](Result<int>) { ++delivered; });
        }
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QCOMPARE(delivered, 0);
    }
};
AUDIENCE_TEST(DeliverTest)

#include "deliver_test.moc"
