// TokenBucket against its promise on a fake clock, and Backoff's bounds.
#include "net/backoff.h"
#include "net/token_bucket.h"
#include "support/test_main.h"

#include <QTest>

#include <set>

using namespace audience;
using namespace audience::net;
using namespace std::chrono_literals;

namespace {

TokenBucket::Limits limits(double perSecond, double burst, std::int64_t quota = -1) {
    TokenBucket::Limits l;
    l.perSecond = perSecond;
    l.burst = burst;
    l.windowQuota = quota;
    return l;
}

} // namespace

class RateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rateIsUsedButNeverExceeded() {
        FakeClock clock({});
        TokenBucket bucket(clock, limits(14, 14));
        std::vector<std::chrono::microseconds> taken;
        while (clock.steady() < 60s) {
            if (bucket.tryTake())
                taken.push_back(clock.steady());
            else
                clock.advance(bucket.waitFor());
        }
        QVERIFY(taken.size() >= 14 * 60);
        QVERIFY(taken.size() <= 14 * 61);
        // In no window of one second more than the burst and one second's worth.
        for (std::size_t i = 0; i + 28 < taken.size(); ++i)
            QVERIFY(taken[i + 28] - taken[i] >= 999ms);
    }

    void quotaPausesAndResumes() {
        FakeClock clock({});
        TokenBucket bucket(clock, limits(1000, 1000, 200));
        int taken = 0;
        while (bucket.tryTake())
            ++taken;
        QCOMPARE(taken, 200);
        QVERIFY(bucket.quotaReached());
        const auto wait = bucket.waitFor();
        QVERIFY(wait >= 24h && wait <= 24h + 1min);
        clock.advance(wait);
        QVERIFY(!bucket.quotaReached());
        QVERIFY(bucket.tryTake());
    }

    void othersUseCounts() {
        FakeClock clock({});
        TokenBucket::Limits l = limits(10, 10, 100);
        l.usedElsewhere = 98;
        TokenBucket bucket(clock, l);
        QVERIFY(!bucket.tryTake(3));
        QVERIFY(bucket.tryTake(2));
        QVERIFY(!bucket.tryTake());
    }

    void newFiguresKeepWhatWasTaken() {
        FakeClock clock({});
        TokenBucket bucket(clock, limits(1000, 1000, 100));
        QVERIFY(bucket.tryTake(60));
        QCOMPARE(bucket.usedInWindow(), std::int64_t{60});
        TokenBucket::Limits l = limits(1000, 1000, 80);
        l.usedElsewhere = 15;
        bucket.setLimits(l);
        QVERIFY(!bucket.tryTake(6));
        QVERIFY(bucket.tryTake(5));
        l.usedElsewhere = 0; // theirs are a day old now
        bucket.setLimits(l);
        QVERIFY(!bucket.tryTake(16));
        QVERIFY(bucket.tryTake(15));
        clock.advance(24h + 1min);
        QCOMPARE(bucket.usedInWindow(), std::int64_t{0});
    }

    void newFiguresKeepASlowedDownRate() {
        FakeClock clock({});
        TokenBucket bucket(clock, limits(10, 1));
        bucket.slowDown(0.5);
        bucket.setLimits(limits(20, 1));
        QCOMPARE(bucket.limits().perSecond, 5.0);
        QVERIFY(!bucket.tryTake()); // nor are there tokens again
        clock.advance(10s);
        QVERIFY(bucket.tryTake());
        QVERIFY(bucket.limits().perSecond > 5.0 && bucket.limits().perSecond < 20.0);
        clock.advance(200s);
        QVERIFY(bucket.tryTake());
        QCOMPARE(bucket.limits().perSecond, 20.0); // it has climbed to the new one
        bucket.slowDown(0.5);
        bucket.setLimits(limits(4, 1));
        QCOMPARE(bucket.limits().perSecond, 4.0);
        bucket.setLimits(limits(8, 1));
        QCOMPARE(bucket.limits().perSecond, 8.0);
    }

    void slowDownHalvesTheRate() {
        FakeClock clock({});
        TokenBucket bucket(clock, limits(10, 1));
        QVERIFY(bucket.tryTake());
        bucket.slowDown(0.5);
        QVERIFY(!bucket.tryTake());
        clock.advance(190ms);
        QVERIFY(!bucket.tryTake());
        clock.advance(10ms);
        QVERIFY(bucket.tryTake());
    }

    void backoffStaysInItsBounds() {
        SeededRng rng(7);
        const Backoff backoff;
        for (int attempt = 0; attempt < 64; ++attempt) {
            std::set<std::int64_t> seen;
            const std::int64_t ceiling =
                std::min<std::int64_t>(600'000, 1'000LL << std::min(attempt, 30));
            for (int i = 0; i < 50; ++i) {
                const auto wait = backoff.wait(attempt, rng);
                QVERIFY(wait >= 0ms);
                QVERIFY(wait.count() <= ceiling);
                seen.insert(wait.count());
            }
            QVERIFY(seen.size() > 10); // full jitter, not one fixed wait
        }
    }
};

AUDIENCE_TEST(RateTest)
#include "rate_test.moc"
