// When emails leave: hours and days over changes of the clock in several zones, each person's own time, batches,
// warm-up, held-out and drawn people, and the starts of a campaign that repeats.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/occurrences.h"
#include "delivery/send_plan.h"
#endif
#include "support/test_main.h"

#include <QTest>

#include <map>
#include <set>

using namespace audience;
using namespace audience::delivery;
using namespace std::chrono_literals;

namespace {

constexpr std::uint8_t kWorkdays = 0x1f;

Instant at(const char *text) {
    const auto instant = instantFromIso(text);
    if (!instant)
        qFatal("%s", text);
    return *instant;
}
CivilDate day(const char *text) { return *civilFromIso(text); }
model::SendHours hours(int from, int to, std::uint8_t weekdays = model::kEveryWeekday) { return {from * 60, to * 60, weekdays}; }

QString opens(const OpenTimes &times, const char *from, const char *zone) { return QString::fromStdString(toIso(times.opening(at(from), zone))); }

std::vector<Recipient> people(int count) {
    std::vector<Recipient> people;
    for (int i = 0; i < count; ++i)
        people.push_back({static_cast<Ordinal>(i), "c" + std::to_string(i) + "@example.com", {}});
    return people;
}

std::map<std::string, int> reasons(const std::vector<Recipient> &people) {
    std::map<std::string, int> counts;
    for (const Recipient &person : people)
        ++counts[person.keptBack];
    return counts;
}

std::map<std::int64_t, int> byHour(const std::vector<Recipient> &people, Instant start) {
    std::map<std::int64_t, int> counts;
    for (const Recipient &person : people)
        if (person.keptBack.empty())
            ++counts[person.dueAt.micros == 0 ? 0 : (person.dueAt - start) / std::chrono::hours(1)];
    return counts;
}

} // namespace

class SendTimesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensAtItsHours_data() {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("opens");
        const auto row = [](const char *name, const char *zone, int from, int to, const char *asked, const char *opens) {
            QTest::newRow(name) << QString::fromLatin1(zone) << from << to << QString::fromLatin1(asked) << QString::fromLatin1(opens);
        };
        row("open", "Europe/Berlin", 8, 20, "2026-06-01T10:00:00Z", "2026-06-01T10:00:00Z");
        row("before", "Europe/Berlin", 8, 20, "2026-06-01T05:00:00Z", "2026-06-01T06:00:00Z");
        row("after", "Europe/Berlin", 8, 20, "2026-06-01T18:00:00Z", "2026-06-02T06:00:00Z");
        row("the clock goes forward in the night", "Europe/Berlin", 8, 20, "2026-03-28T19:30:00Z", "2026-03-29T06:00:00Z");
        row("the clock goes back in the night", "Europe/Berlin", 8, 20, "2026-10-24T18:30:00Z", "2026-10-25T07:00:00Z");
        row("an hour that is skipped", "Europe/Berlin", 2, 4, "2026-03-28T23:30:00Z", "2026-03-29T01:00:00Z");
        row("an hour that there is twice", "Europe/Berlin", 2, 3, "2026-10-25T01:30:00Z", "2026-10-25T01:30:00Z");
        row("New York forward", "America/New_York", 9, 17, "2026-03-08T04:00:00Z", "2026-03-08T13:00:00Z");
        row("Sydney back", "Australia/Sydney", 9, 17, "2026-04-04T10:00:00Z", "2026-04-04T23:00:00Z");
        row("Lord Howe, half an hour", "Australia/Lord_Howe", 9, 17, "2026-10-03T10:00:00Z", "2026-10-03T22:00:00Z");
        row("Kathmandu", "Asia/Kathmandu", 9, 17, "2026-06-01T00:00:00Z", "2026-06-01T03:15:00Z");
        row("Samoa, over the date line", "Pacific/Apia", 9, 17, "2026-06-01T06:00:00Z", "2026-06-01T20:00:00Z");
        row("over midnight, before", "Europe/Berlin", 22, 6, "2026-06-01T19:00:00Z", "2026-06-01T20:00:00Z");
        row("over midnight, within", "Europe/Berlin", 22, 6, "2026-06-02T03:00:00Z", "2026-06-02T03:00:00Z");
        row("over midnight, after", "Europe/Berlin", 22, 6, "2026-06-02T04:00:00Z", "2026-06-02T20:00:00Z");
        row("to the end of the day", "UTC", 20, 24, "2026-06-01T23:59:59Z", "2026-06-01T23:59:59Z");
    }
    void opensAtItsHours() {
        QFETCH(const QString, zone);
        QFETCH(const int, from);
        QFETCH(const int, to);
        QFETCH(const QString, asked);
        QFETCH(const QString, opens);
        const OpenTimes times{hours(from, to)};
        QCOMPARE(QString::fromStdString(toIso(times.opening(at(asked.toLatin1().constData()), zone.toStdString()))), opens);
    }

    void weekdaysAndBlackouts() {
        const OpenTimes workdays{hours(9, 17, kWorkdays)};
        QCOMPARE(opens(workdays, "2026-11-20T18:00:00Z", "UTC"), QStringLiteral("2026-11-23T09:00:00Z")); // a Friday evening
        const OpenTimes holiday{hours(9, 17, kWorkdays), {day("2026-11-23"), day("2026-11-24")}};
        QCOMPARE(opens(holiday, "2026-11-20T18:00:00Z", "UTC"), QStringLiteral("2026-11-25T09:00:00Z"));
        const OpenTimes wholeDays{{}, {day("2026-12-25"), day("2026-12-26")}};
        QCOMPARE(opens(wholeDays, "2026-12-25T10:00:00Z", "UTC"), QStringLiteral("2026-12-27T00:00:00Z"));
        QCOMPARE(opens(wholeDays, "2026-12-24T22:30:00Z", "Europe/Berlin"), QStringLiteral("2026-12-24T22:30:00Z")); // 23:30 there
        QCOMPARE(opens(wholeDays, "2026-12-24T23:30:00Z", "Europe/Berlin"), QStringLiteral("2026-12-26T23:00:00Z"));
        // The night of an open Friday is open to its end, the one of a closed Saturday is not.
        const OpenTimes nights{hours(22, 6, kWorkdays)};
        QCOMPARE(opens(nights, "2026-11-21T03:00:00Z", "UTC"), QStringLiteral("2026-11-21T03:00:00Z"));
        QCOMPARE(opens(nights, "2026-11-22T03:00:00Z", "UTC"), QStringLiteral("2026-11-23T22:00:00Z"));
        // What never opens is told by how far it is.
        const OpenTimes never{{600, 600, model::kEveryWeekday}};
        QVERIFY(never.opening(at("2026-11-21T00:00:00Z"), "UTC") - at("2026-11-21T00:00:00Z") >= SendTimes::kNever);
    }

    void theCampaignAndThePersonBothAgree() {
        model::DeliveryPlan plan;
        plan.hours = hours(9, 12);
        const SendTimes times(plan, {hours(8, 20)}, "Europe/Berlin");
        QVERIFY(times.dependsOnPerson());
        // 9 to 12 in Berlin is 3 to 6 in New York in winter: too early there, on every day.
        const Instant asked = at("2026-11-23T00:00:00Z");
        QCOMPARE(QString::fromStdString(toIso(times.opening(asked, "Europe/Berlin"))), QStringLiteral("2026-11-23T08:00:00Z"));
        QVERIFY(times.opening(asked, "America/New_York") - asked >= SendTimes::kNever);
        QCOMPARE(QString::fromStdString(toIso(times.opening(asked, "Asia/Dubai"))), QStringLiteral("2026-11-23T08:00:00Z"));
        plan.stream = model::Stream::Transactional; // what somebody waits for comes at night as well
        QCOMPARE(QString::fromStdString(toIso(SendTimes(plan, {hours(8, 20)}, "Europe/Berlin").opening(asked, "America/New_York"))), QStringLiteral("2026-11-23T08:00:00Z"));
    }

    // Nine in the morning is nine in the morning, whatever the clocks did since; who has passed it gets it tomorrow.
    void eachAtTheirOwnTime() {
        model::DeliveryPlan plan;
        plan.inLocalTime = true;
        const Instant meant = at("2026-03-29T07:00:00Z"); // 9:00 in Berlin, on the day the clock goes forward
        const Instant begins = beginsAt(plan, meant, "Europe/Berlin");
        QCOMPARE(QString::fromStdString(toIso(begins)), QStringLiteral("2026-03-28T19:00:00Z")); // 9:00 on Kiritimati
        const std::map<std::string, QString> expected{{"Europe/Berlin", QStringLiteral("2026-03-29T07:00:00Z")},      {"America/New_York", QStringLiteral("2026-03-29T13:00:00Z")},
                                                      {"Asia/Tokyo", QStringLiteral("2026-03-29T00:00:00Z")},         {"Pacific/Auckland", QStringLiteral("2026-03-28T20:00:00Z")},
                                                      {"Pacific/Kiritimati", QStringLiteral("2026-03-28T19:00:00Z")}, {"Pacific/Pago_Pago", QStringLiteral("2026-03-29T20:00:00Z")}};
        for (const auto &[zone, wanted] : expected)
            QCOMPARE(QString::fromStdString(toIso(localStart(meant, "Europe/Berlin", zone, begins, 2h))), wanted);
        // Begun only at nine in Berlin: Tokyo's nine is seven hours ago.
        QCOMPARE(QString::fromStdString(toIso(localStart(meant, "Europe/Berlin", "Asia/Tokyo", meant, 2h))), QStringLiteral("2026-03-30T00:00:00Z"));
        QCOMPARE(QString::fromStdString(toIso(localStart(meant, "Europe/Berlin", "Europe/Berlin", meant + 1h, 2h))), QStringLiteral("2026-03-29T07:00:00Z"));
        auto all = people(6);
        const std::vector<std::string> zones{"Europe/Berlin", "America/New_York", "", "Not/AZone", "Asia/Tokyo", "Europe/London"};
        planRecipients(plan, SendTimes(plan, {}, "Europe/Berlin"), {begins, meant, "Europe/Berlin", 0s}, "run", all, [&](Ordinal person) { return zones[person]; });
        QCOMPARE(all[0].dueAt, meant);
        QCOMPARE(all[1].dueAt, at("2026-03-29T13:00:00Z"));
        QCOMPARE(all[2].dueAt, meant); // no zone known: the campaign's
        QCOMPARE(all[3].dueAt, meant);
        QCOMPARE(all[4].dueAt, at("2026-03-29T00:00:00Z"));
        QCOMPARE(all[5].dueAt, at("2026-03-29T08:00:00Z"));
    }

    void someAreHeldOutAndSomeAreDrawn() {
        model::DeliveryPlan plan;
        plan.holdoutShare = 0.1;
        plan.maxPeople = 500;
        auto all = people(10'000);
        for (int i = 0; i < 1'000; ++i)
            all[static_cast<std::size_t>(i)].keptBack = "no_consent";
        const Instant now = at("2026-11-21T12:00:00Z");
        planRecipients(plan, {}, {now, {}, "UTC", 0s}, "run-1", all);
        auto counts = reasons(all);
        QCOMPARE(counts[""], 500);
        QCOMPARE(counts["no_consent"], 1'000);
        QVERIFY2(counts["holdout"] > 800 && counts["holdout"] < 1'000, qPrintable(QString::number(counts["holdout"])));
        QCOMPARE(counts[""] + counts["no_consent"] + counts["holdout"] + counts["over_limit"], 10'000);
        auto again = people(10'000), other = people(10'000);
        for (int i = 0; i < 1'000; ++i)
            again[static_cast<std::size_t>(i)].keptBack = other[static_cast<std::size_t>(i)].keptBack = "no_consent";
        planRecipients(plan, {}, {now, {}, "UTC", 0s}, "run-1", again);
        planRecipients(plan, {}, {now, {}, "UTC", 0s}, "run-2", other);
        int same = 0, alike = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            same += all[i].keptBack == again[i].keptBack ? 1 : 0;
            alike += all[i].keptBack.empty() && other[i].keptBack.empty() ? 1 : 0;
        }
        QCOMPARE(same, 10'000); // the same run, the same people
        QVERIFY2(alike < 100, qPrintable(QString::number(alike)));
    }

    void batchesAndWarmUp() {
        const Instant now = at("2026-11-21T12:00:00Z");
        model::DeliveryPlan plan;
        plan.batchSize = 300;
        plan.batchEveryMinutes = 120;
        plan.expireAfterMinutes = 60;
        auto all = people(1'000);
        planRecipients(plan, {}, {now, {}, "UTC", 60s}, "run", all);
        QCOMPARE(byHour(all, now), (std::map<std::int64_t, int>{{0, 300}, {2, 300}, {4, 300}, {6, 100}}));
        QCOMPARE(all.front().dueAt, now + 60s); // to be taken back
        QCOMPARE(all.front().expiresAt, now + 61min);
        QCOMPARE(all.back().expiresAt, now + 7h);
        plan = {};
        plan.warmUp = {50, 100, 200};
        all = people(1'000);
        planRecipients(plan, {}, {now, {}, "UTC", 0s}, "run", all);
        QCOMPARE(byHour(all, now), (std::map<std::int64_t, int>{{0, 50}, {24, 100}, {48, 200}, {72, 650}}));
        QCOMPARE(all.front().dueAt, Instant{}); // at once, whatever the clock says later
        QCOMPARE(all.front().expiresAt, Instant{});
        plan.hours = hours(9, 12);
        all = people(60);
        planRecipients(plan, SendTimes(plan, {}, "UTC"), {now, {}, "UTC", 0s}, "run", all);
        QCOMPARE(all.front().dueAt, at("2026-11-22T09:00:00Z"));
        QCOMPARE(all.back().dueAt, at("2026-11-23T09:00:00Z"));
        plan = {};
        plan.hours = hours(8, 20);
        plan.expireAfterMinutes = 120;
        all = people(1);
        planRecipients(plan, SendTimes(plan, {}, "UTC"), {at("2026-11-21T21:00:00Z"), {}, "UTC", 0s}, "run", all);
        QCOMPARE(all.front().dueAt, at("2026-11-22T08:00:00Z"));
        QCOMPARE(all.front().expiresAt, at("2026-11-22T10:00:00Z")); // not over before it may leave
    }

    // Whatever hour each of them has: no batch has more than its size.
    void batchesOfBestHours() {
        const Instant now = at("2026-11-21T12:00:00Z");
        model::DeliveryPlan plan;
        plan.atBestHour = true;
        plan.batchSize = 100;
        plan.batchEveryMinutes = 60;
        PeopleFacts facts;
        facts.hourOf = [](Ordinal person) { return person % 2 == 0 ? 18 : -1; };
        auto all = people(500);
        planRecipients(plan, {}, {now, {}, "UTC", 0s}, "run", all, {}, facts);
        QCOMPARE(byHour(all, now), (std::map<std::int64_t, int>{{0, 100}, {1, 100}, {2, 50}, {6, 100}, {7, 100}, {8, 50}}));
        QCOMPARE(all[0].dueAt, at("2026-11-21T18:00:00Z"));
        facts.hourOf = [](Ordinal person) { return person % 2 == 0 ? 14 : -1; };
        all = people(500);
        planRecipients(plan, {}, {now, {}, "UTC", 0s}, "run", all, {}, facts);
        QCOMPARE(byHour(all, now), (std::map<std::int64_t, int>{{0, 100}, {1, 100}, {2, 100}, {3, 100}, {4, 100}}));
    }

    void everyStartOfASeries_data() {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<int>("repeat");
        QTest::addColumn<int>("every");
        QTest::addColumn<int>("weekdays");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("starts");
        const auto row = [](const char *name, const char *zone, model::Repeat repeat, int every, int weekdays, const char *first, const char *starts) {
            QTest::newRow(name) << QString::fromLatin1(zone) << static_cast<int>(repeat) << every << weekdays << QString::fromLatin1(first) << QString::fromLatin1(starts);
        };
        using model::Repeat;
        row("daily, forward", "Europe/Berlin", Repeat::Daily, 1, 0, "2026-03-28T08:00:00Z", "2026-03-28T08:00:00Z 2026-03-29T07:00:00Z 2026-03-30T07:00:00Z");
        row("daily, back", "America/New_York", Repeat::Daily, 1, 0, "2026-10-31T13:00:00Z", "2026-10-31T13:00:00Z 2026-11-01T14:00:00Z 2026-11-02T14:00:00Z");
        row("in the hour that is skipped", "Europe/Berlin", Repeat::Daily, 1, 0, "2026-03-28T01:30:00Z", "2026-03-28T01:30:00Z 2026-03-29T01:30:00Z 2026-03-30T00:30:00Z");
        row("every third day", "UTC", Repeat::Daily, 3, 0, "2026-02-27T09:00:00Z", "2026-02-27T09:00:00Z 2026-03-02T09:00:00Z 2026-03-05T09:00:00Z");
        row("weekly on its day", "Europe/Berlin", Repeat::Weekly, 1, 0, "2026-10-21T07:00:00Z", "2026-10-21T07:00:00Z 2026-10-28T08:00:00Z 2026-11-04T08:00:00Z");
        row("Tuesdays and Thursdays", "UTC", Repeat::Weekly, 1, 0x0a, "2026-11-24T09:00:00Z", "2026-11-24T09:00:00Z 2026-11-26T09:00:00Z 2026-12-01T09:00:00Z");
        row("every second week", "UTC", Repeat::Weekly, 2, 0x01, "2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z 2026-12-07T09:00:00Z 2026-12-21T09:00:00Z");
        row("the last of the month", "UTC", Repeat::Monthly, 1, 0, "2027-01-31T09:00:00Z", "2027-01-31T09:00:00Z 2027-02-28T09:00:00Z 2027-03-31T09:00:00Z");
        row("every quarter", "Australia/Sydney", Repeat::Monthly, 3, 0, "2026-09-14T23:00:00Z", "2026-09-14T23:00:00Z 2026-12-14T22:00:00Z 2027-03-14T22:00:00Z");
    }
    void everyStartOfASeries() {
        QFETCH(const QString, zone);
        QFETCH(const int, repeat);
        QFETCH(const int, every);
        QFETCH(const int, weekdays);
        QFETCH(const QString, first);
        QFETCH(const QString, starts);
        model::Recurrence recurrence;
        recurrence.repeat = static_cast<model::Repeat>(repeat);
        recurrence.every = every;
        recurrence.weekdays = static_cast<std::uint8_t>(weekdays);
        const Occurrences series(recurrence, at(first.toLatin1().constData()), zone.toStdString());
        QStringList found;
        for (const Instant one : series.between({0}, {INT64_MAX}, 3))
            found << QString::fromStdString(toIso(one));
        QCOMPARE(found.join(QLatin1Char(' ')), starts);
        // Asked one by one it is the same series.
        Instant now = at(first.toLatin1().constData()) - 1h;
        for (const QString &one : found) {
            const auto next = series.after(now);
            QVERIFY(next);
            QCOMPARE(QString::fromStdString(toIso(*next)), one);
            QCOMPARE(series.lastUntil(*next), next);
            QCOMPARE(series.lastUntil(*next + 1s), next);
            now = *next;
        }
        QVERIFY(!series.lastUntil(at(first.toLatin1().constData()) - 1s));
    }

    void aSeriesEnds() {
        const Instant first = at("2026-11-21T09:00:00Z");
        model::Recurrence recurrence;
        recurrence.repeat = model::Repeat::Daily;
        recurrence.times = 3;
        QCOMPARE(Occurrences(recurrence, first, "UTC").between({0}, {INT64_MAX}, 10).size(), std::size_t{3});
        QVERIFY(!Occurrences(recurrence, first, "UTC").after(first + 48h));
        QCOMPARE(Occurrences(recurrence, first, "UTC").lastUntil(first + 24h * 365), std::optional(first + 48h));
        recurrence.times = 0;
        recurrence.until = first + 72h;
        QCOMPARE(Occurrences(recurrence, first, "UTC").between({0}, {INT64_MAX}, 10).size(), std::size_t{4});
        QVERIFY(!Occurrences(recurrence, first, "UTC").after(first + 72h));
        QCOMPARE(Occurrences({}, first, "UTC").between({0}, {INT64_MAX}, 10).size(), std::size_t{1});
        QCOMPARE(Occurrences({}, first, "UTC").after(first - 1s), std::optional(first));
    }
};

AUDIENCE_TEST(SendTimesTest)
#include "send_times_test.moc"
