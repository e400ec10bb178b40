// Crontab lines: which minutes of which days they name, against a plain reading of each, and what is refused.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/cron.h"
#include <functional>
#include <set>
#endif
#include "support/test_main.h"

#include <QTest>

using namespace audience;

namespace {

struct Minute {
    int minute, hour, day, month, weekday; // 0: Sunday
};
using Plain = std::function<bool(const Minute &)>;

struct Case {
    const char *text;
    Plain isOn;
};

const std::vector<Case> &cases() {
    static const std::vector<Case> all{
        {"0 9 * * *", [](const Minute &m) { return m.minute == 0 && m.hour == 9; }},
        {"*/15 8-18/2 * * mon-fri", [](const Minute &m) { return m.minute % 15 == 0 && m.hour >= 8 && m.hour <= 18 && m.hour % 2 == 0 && m.weekday >= 1 && m.weekday <= 5; }},
        {"30 7,19 1,15 * *", [](const Minute &m) { return m.minute == 30 && (m.hour == 7 || m.hour == 19) && (m.day == 1 || m.day == 15); }},
        {"5 0 13 * fri", [](const Minute &m) { return m.minute == 5 && m.hour == 0 && (m.day == 13 || m.weekday == 5); }}, // either will do
        {"5 0 */2 * fri", [](const Minute &m) { return m.minute == 5 && m.hour == 0 && m.day % 2 == 1 && m.weekday == 5; }}, // begins with "*": both
        {"0 12 * JAN,jul 7", [](const Minute &m) { return m.minute == 0 && m.hour == 12 && (m.month == 1 || m.month == 7) && m.weekday == 0; }},
        {"0 12 * * 0", [](const Minute &m) { return m.minute == 0 && m.hour == 12 && m.weekday == 0; }},
        {"0 6 * * 5-7", [](const Minute &m) { return m.minute == 0 && m.hour == 6 && (m.weekday == 5 || m.weekday == 6 || m.weekday == 0); }},
        {"59 23 29 2 *", [](const Minute &m) { return m.minute == 59 && m.hour == 23 && m.day == 29 && m.month == 2; }},
        {"10-20/5,40 3 31 4-12 *", [](const Minute &m) { return (m.minute == 10 || m.minute == 15 || m.minute == 20 || m.minute == 40) && m.hour == 3 && m.day == 31 && m.month >= 4; }}};
    return all;
}

} // namespace

class CronTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyMinuteOfTwoYears_data() {
        QTest::addColumn<int>("which");
        for (std::size_t i = 0; i < cases().size(); ++i)
            QTest::newRow(cases()[i].text) << static_cast<int>(i);
    }
    void everyMinuteOfTwoYears() {
        QFETCH(const int, which);
        const Case &one = cases()[static_cast<std::size_t>(which)];
        const auto times = CronTimes::parse(one.text);
        QVERIFY2(times.has_value(), one.text);
        int found = 0, weekday = 1; // 2024-01-01 was a Monday
        for (CivilDate date = civilFromYmd({2024, 1, 1}); date < civilFromYmd({2026, 1, 1}); ++date.days, weekday = (weekday + 1) % 7) {
            const YearMonthDay ymd = ymdFromCivil(date);
            const std::set<int> named(times->minutes().begin(), times->minutes().end());
            for (int minute = 0; minute < 24 * 60; ++minute) {
                const bool expected = one.isOn({minute % 60, minute / 60, ymd.day, ymd.month, weekday});
                found += expected ? 1 : 0;
                if (expected != (times->isOn(date) && named.contains(minute)))
                    QFAIL((toIso(date) + " " + std::to_string(minute)).c_str());
            }
        }
        QVERIFY(found > 0);
    }

    void whatCannotBeReadIsNamed_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("at");
        const auto row = [](const char *text, const char *at) { QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text) << QString::fromLatin1(at); };
        row("", "");
        row("0 9 * *", "");
        row("0 9 * * * *", "*");
        row("60 9 * * *", "60");
        row("0 24 * * *", "24");
        row("0 9 0 * *", "0");
        row("0 9 * 13 *", "13");
        row("0 9 * * 8", "8");
        row("0 9 * * monday", "monday");
        row("0 9 * mon *", "mon");
        row("*/0 9 * * *", "*/0");
        row("5/10 9 * * *", "5/10");
        row("20-10 9 * * *", "20-10");
        row("1,,2 9 * * *", "1,,2");
        row("0 9 * * fri-", "fri-");
        row("-5 9 * * *", "-5");
        row("@daily", "");
        row("0 9 * * *-5", "*-5");
    }
    void whatCannotBeReadIsNamed() {
        QFETCH(const QString, text);
        QFETCH(const QString, at);
        const auto times = CronTimes::parse(text.toStdString());
        QVERIFY(!times);
        QCOMPARE(times.error().id, std::string("campaign.bad_cron"));
        QCOMPARE(times.error().arg("at"), at.toStdString());
        QCOMPARE(times.error().arg("text"), text.toStdString());
    }
};
AUDIENCE_TEST(CronTest)

#include "cron_test.moc"
