#include "support/test_main.h"

#include "async/parallel.h"
#include "qbase/time_zone.h"

#include <QTest>

#include <atomic>

using namespace audience;

class TimeZoneTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void gapsMoveForwardAndFoldsTakeTheFirst() {
        const auto at = [](int y, int m, int d, int h, int min) {
            return toIso(*instantAt({civilFromYmd({y, m, d}), h * 3600 + min * 60}, "Europe/Berlin"));
        };
        QCOMPARE(at(2026, 3, 29, 2, 30), std::string("2026-03-29T01:30:00Z"));  // 02:30 does not exist: 03:30 CEST
        QCOMPARE(at(2026, 10, 25, 2, 30), std::string("2026-10-25T00:30:00Z")); // twice: the first
        QCOMPARE(at(2026, 7, 1, 12, 0), std::string("2026-07-01T10:00:00Z"));
        QCOMPARE(at(2026, 1, 1, 12, 0), std::string("2026-01-01T11:00:00Z"));
        QVERIFY(!instantAt({}, "Nowhere/Land"));
        QVERIFY(isKnownZone("Europe/Berlin") && isKnownZone("UTC") && isKnownZone("UTC+02:00") && isKnownZone("Etc/UTC") && isKnownZone(systemZone()));
        QVERIFY(!isKnownZone("Berlin") && !isKnownZone(""));
    }
    void civilTimeBeforeTheEpoch() {
        const auto civil = civilAt(Instant{-1}, "UTC");
        QCOMPARE(civil->date.days, -1);
        QCOMPARE(civil->secondOfDay, 86399);
    }
    void parallelForVisitsEveryIndexOnce() {
        std::atomic<int> sum{0};
        parallelFor(100, 3, [&](std::size_t i, int) { sum += static_cast<int>(i); });
        QCOMPARE(sum.load(), 4950);
    }
};

AUDIENCE_TEST(TimeZoneTest)
#include "time_zone_test.moc"
