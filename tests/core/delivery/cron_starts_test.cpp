// A campaign that starts by a crontab line, on the clock of its zone and over the nights that change it.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/occurrences.h"
#endif
#include "support/test_main.h"

#include <QStringList>
#include <QTest>

#include <chrono>

using namespace audience;
using namespace audience::delivery;

namespace {

Instant at(const char *text) { return instantFromIso(text).value_or(Instant{}); }

Occurrences starts(const char *cron, const char *first, const char *zone, std::int64_t times = 0, const char *until = nullptr) {
    model::Recurrence recurrence;
    recurrence.repeat = model::Repeat::Cron;
    recurrence.cron = cron;
    recurrence.times = times;
    if (until)
        recurrence.until = at(until);
    return {recurrence, at(first), zone};
}

QStringList between(const Occurrences &all, const char *from, const char *to, std::size_t most = 100) {
    QStringList list;
    for (const Instant one : all.between(at(from), at(to), most))
        list << QString::fromStdString(toIso(one)).left(16);
    return list;
}

} // namespace

class CronStartsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theClockOfTheZone() {
        const auto all = starts("30 9 * * mon", "2026-10-12T00:00:00Z", "Europe/Berlin");
        QCOMPARE(between(all, "2026-10-01", "2026-11-05"), (QStringList{QStringLiteral("2026-10-12T07:30"), QStringLiteral("2026-10-19T07:30"),
                                                                          QStringLiteral("2026-10-26T08:30"), QStringLiteral("2026-11-02T08:30")}));
        QCOMPARE(all.after(at("2026-10-12T07:30:00Z")), std::optional(at("2026-10-19T07:30:00Z")));
        QCOMPARE(all.lastUntil(at("2026-10-26T08:29:00Z")), std::optional(at("2026-10-19T07:30:00Z")));
        QVERIFY(!all.lastUntil(at("2026-10-12T07:29:00Z")));
    }
    void aTimeThatTheClockSkipsComesRightAfter() {
        // 2026-03-29 in Berlin: 02:00 is 03:00.
        QCOMPARE(between(starts("30 2 * * *", "2026-03-27T00:00:00Z", "Europe/Berlin"), "2026-03-28", "2026-03-31"),
                 (QStringList{QStringLiteral("2026-03-28T01:30"), QStringLiteral("2026-03-29T01:30"), QStringLiteral("2026-03-30T00:30")}));
        // What is named within the hour and after it comes once.
        QCOMPARE(between(starts("0 2,3 * * *", "2026-03-27T00:00:00Z", "Europe/Berlin"), "2026-03-29", "2026-03-30"), QStringList{QStringLiteral("2026-03-29T01:00")});
    }
    void aTimeThatTheClockRepeatsComesOnce() {
        // 2026-10-25 in Berlin: 03:00 is 02:00 again.
        QCOMPARE(between(starts("30 2 * * *", "2026-10-24T00:00:00Z", "Europe/Berlin"), "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"),
                 (QStringList{QStringLiteral("2026-10-25T00:30"), QStringLiteral("2026-10-26T01:30")}));
    }
    void theStartIsOnlyWhereItBegins() {
        const auto all = starts("0 12 * * *", "2026-11-21T12:30:00Z", "UTC", 2);
        QCOMPARE(between(all, "2026-11-01", "2026-12-31"), (QStringList{QStringLiteral("2026-11-22T12:00"), QStringLiteral("2026-11-23T12:00")}));
        QCOMPARE(all.after(at("2026-11-22T12:00:00Z")), std::optional(at("2026-11-23T12:00:00Z")));
        QVERIFY(!all.after(at("2026-11-23T12:00:00Z")));
        QCOMPARE(all.lastUntil(at("2028-01-01T00:00:00Z")), std::optional(at("2026-11-23T12:00:00Z")));
        QCOMPARE(between(starts("0 12 * * *", "2026-11-21T12:00:00Z", "UTC"), "2026-11-21", "2026-11-22"), QStringList{QStringLiteral("2026-11-21T12:00")});
    }
    // 2026-03-29 in Berlin: 02:00 is 03:00, so two times of that night are one.
    void aNightWithOneOfTwoTimesIsCountedAsItIs() {
        const auto all = starts("0 2,3 * * *", "2026-03-28T00:00:00Z", "Europe/Berlin", 10);
        QCOMPARE(between(all, "2026-03-01", "2026-12-01").size(), 10);
        QCOMPARE(between(all, "2026-04-01", "2026-12-01"),
                 (QStringList{QStringLiteral("2026-04-01T00:00"), QStringLiteral("2026-04-01T01:00"), QStringLiteral("2026-04-02T00:00")}));
    }
    void itEnds() {
        QCOMPARE(between(starts("0 0 1 * *", "2026-01-01T00:00:00Z", "UTC", 0, "2026-03-01T00:00:00Z"), "2025-01-01", "2027-01-01").size(), 3);
        QVERIFY(!starts("0 0 30 2 *", "2026-01-01T00:00:00Z", "UTC").after(at("2026-01-01T00:00:00Z"))); // there is no such day
        QCOMPARE(starts("0 0 29 2 *", "2026-01-01T00:00:00Z", "UTC").after(at("2026-01-01T00:00:00Z")), std::optional(at("2028-02-29T00:00:00Z")));
    }
    // Asked every few seconds: years of starts every minute cost nothing.
    void aStartEveryMinuteForYears() {
        const auto all = starts("* * * * *", "2016-01-01T00:00:00Z", "Europe/Berlin");
        const auto begin = std::chrono::steady_clock::now();
        for (int i = 0; i < 10; ++i)
            QCOMPARE(all.lastUntil(at("2026-11-21T12:00:30Z")), std::optional(at("2026-11-21T12:00:00Z")));
        QVERIFY(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
    }
};
AUDIENCE_TEST(CronStartsTest)

#include "cron_starts_test.moc"
