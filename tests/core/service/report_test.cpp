// Figures of campaigns and periods against plain SQL over the same file, and the people behind each.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/rng.h"
#include "insight/attribution.h"
#include "qbase/time_zone.h"
#include "service/campaign_service.h"
#include "service/definition_service.h"
#include "service/demo_service.h"
#include "service/report_service.h"
#include "service/session.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <numeric>

using namespace audience;
using namespace audience::service;

namespace {

// Every purchase with the email of the last click at or before it within a week, by window functions and
// the texts of the data: nothing of the attribution's own code.
constexpr const char *kCredited =
    "WITH click AS (SELECT e.id, e.at, e.message, e.run, m.address FROM message_event e JOIN message m ON m.id = e.message "
    "  WHERE e.kind = 'click' AND e.machine = 0), "
    "bought AS (SELECT row_number() OVER () AS id, customer_id, amount, unixepoch(happened_at) * 1000000 AS at FROM events WHERE event = 'purchase'), "
    "pair AS (SELECT b.id, b.customer_id, b.amount, b.at, k.run, k.message, "
    "  row_number() OVER (PARTITION BY b.id ORDER BY k.at DESC, k.id DESC) AS place "
    "  FROM bought b JOIN customers c ON c.customer_id = b.customer_id JOIN click k ON k.address = c.email "
    "  WHERE k.at <= b.at AND b.at - k.at <= 7 * 86400000000) "
    "SELECT %1 FROM pair WHERE place = 1 AND at >= %2 AND at < %3 %4";

std::string only(const std::vector<std::string> &row) { return row.empty() ? std::string() : row.front(); }

// SQL says 97 where a sum of prices is 97.00.
bool isSame(const Decimal &sum, const std::string &text) {
    const auto other = decimalFromText(text);
    return other && compare(sum, *other) == std::strong_ordering::equal;
}

} // namespace

class ReportTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_shop;

    std::vector<std::string> row(const QString &sql) const {
        std::vector<std::string> cells;
        const auto reader = m_shop->workspace().reader();
        auto statement = (*reader)->prepare(sql.toStdString());
        if (!statement) {
            qWarning("%s", statement.error().detail.c_str());
            return cells;
        }
        const auto has = statement->step();
        for (int i = 0; has && *has && i < statement->columnCount(); ++i)
            cells.emplace_back(statement->text(i));
        return cells;
    }
    QString credited(const char *what, Span span, const QString &also = {}) const {
        return QString::fromLatin1(kCredited).arg(QString::fromLatin1(what)).arg(span.from.micros).arg(span.until.micros).arg(also);
    }
    Period days(int count) const { return *ReportService(*m_shop).lastDays(count); }
    std::int64_t peopleOf(const PeopleQuestion &question) const {
        const auto list = ReportService(*m_shop).people(question);
        if (!list)
            return -1;
        // Windows of an odd size give every row once.
        std::int64_t seen = 0;
        for (std::int64_t first = 0; first < (*list)->total(); first += 37) {
            const auto rows = (*list)->rows(first, 37);
            if (!rows)
                return -1;
            for (const PersonRow &one : *rows)
                if (one.email.empty() || one.key.empty() || one.name.empty() || one.at.micros == 0)
                    return -1;
            seen += static_cast<std::int64_t>(rows->size());
        }
        return seen == (*list)->total() ? seen : -1;
    }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(20261121);
        options.environment.actor = "tester";
        auto session = Session::create(m_dir.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        m_shop = *session;
        DemoShopOptions shop;
        shop.people = 3'000;
        shop.events = 60'000;
        shop.lastDay = CivilDate{static_cast<std::int32_t>(m_shop->now().micros / kMicrosPerDay - 1)};
        DemoService demo(*m_shop);
        QVERIFY(demo.fill(shop));
        QVERIFY(demo.history(shop));
        // Not the zone of the machine, and not UTC: days begin elsewhere.
        auto view = DefinitionService(*m_shop).definition();
        QVERIFY(view);
        view->definition.purchaseEvent = "purchase";
        view->definition.valueField = "amount";
        view->definition.currency = "EUR";
        view->definition.zone = "America/New_York";
        const auto saved = DefinitionService(*m_shop).save(*view);
        QVERIFY2(saved, saved ? "" : saved.error().id.c_str());
    }

    void attributionIsTheLastTouchInTheWindow() {
        SeededRng rng(7);
        for (int round = 0; round < 200; ++round) {
            std::vector<insight::Touch> touches;
            std::vector<insight::Purchase> purchases;
            for (std::uint64_t i = rng.below(30); i > 0; --i)
                touches.push_back({static_cast<Ordinal>(rng.below(4)), static_cast<std::int64_t>(i), 1, Instant{rng.between(0, 40)}});
            for (std::uint64_t i = rng.below(30); i > 0; --i)
                purchases.push_back({static_cast<Ordinal>(rng.below(4)), Instant{rng.between(0, 40)}, {}});
            const std::int64_t window = rng.between(0, 15);
            const auto credits = insight::attribute(touches, purchases, std::chrono::microseconds(window));
            std::size_t next = 0;
            for (std::size_t p = 0; p < purchases.size(); ++p) {
                std::optional<std::size_t> best;
                for (std::size_t t = 0; t < touches.size(); ++t)
                    if (touches[t].person == purchases[p].person && touches[t].at <= purchases[p].at &&
                        purchases[p].at.micros - touches[t].at.micros <= window && (!best || touches[*best].at <= touches[t].at))
                        best = t;
                if (!best)
                    continue;
                QVERIFY(next < credits.size());
                QCOMPARE(credits[next].purchase, p);
                QCOMPARE(credits[next].touch, *best);
                ++next;
            }
            QCOMPARE(next, credits.size());
        }
    }

    void sumsAreExact() {
        insight::DecimalSum sum;
        for (int i = 0; i < 1000; ++i)
            sum.add({1, 1}); // 0.1
        sum.add({-5, 3});
        QCOMPARE(QString::fromStdString(toText(sum.total())), QStringLiteral("99.995"));
        insight::DecimalSum refunds;
        refunds.add({1999, 2});
        refunds.add({-2999, 2});
        QCOMPARE(QString::fromStdString(toText(refunds.total())), QStringLiteral("-10.00"));
    }

    void everyCampaignEarnsWhatPlainSqlSays() {
        const Span ever{Instant{0}, Instant{INT64_MAX / 2}};
        const auto campaigns = CampaignService(*m_shop).list();
        QVERIFY(campaigns);
        int compared = 0;
        std::int64_t purchases = 0;
        for (const CampaignView &view : *campaigns) {
            const auto earned = ReportService(*m_shop).earnings(view.id);
            QVERIFY(earned);
            QCOMPARE(earned->has_value(), view.audience > 0);
            if (!*earned)
                continue;
            const QString mine = QStringLiteral("AND run = (SELECT id FROM run WHERE campaign = %1)").arg(view.id.value);
            const auto wanted = row(credited("count(*), count(DISTINCT customer_id), coalesce(dec_sum(amount), '0')", ever, mine));
            QCOMPARE(wanted.size(), std::size_t{3});
            QCOMPARE(std::to_string((*earned)->purchases), wanted[0]);
            QCOMPARE(std::to_string((*earned)->buyers), wanted[1]);
            QVERIFY2(isSame((*earned)->revenue, wanted[2]), (toText((*earned)->revenue) + " and " + wanted[2]).c_str());
            PeopleQuestion question;
            question.campaign = view.id;
            question.fact = "purchase";
            QCOMPARE(peopleOf(question), (*earned)->purchases);
            purchases += (*earned)->purchases;
            ++compared;
        }
        QCOMPARE(compared, 6);
        QVERIFY(purchases > 20);
        // Every purchase counts for one campaign only.
        QCOMPARE(std::to_string(purchases), only(row(credited("count(*)", ever))));
    }

    void aPeriodIsWhatPlainSqlSays_data() {
        QTest::addColumn<int>("count");
        for (const int count : {7, 30, 90})
            QTest::addRow("%d days", count) << count;
    }
    void aPeriodIsWhatPlainSqlSays() {
        QFETCH(int, count);
        const Period period = days(count);
        const auto report = ReportService(*m_shop).period(period);
        QVERIFY2(report, report ? "" : report.error().id.c_str());
        const ZoneDays zone("America/New_York");
        const auto spans = zone.compare(period, report->asOf);
        QVERIFY(spans && spans->isSoFar && report->isSoFar);
        const auto facts = [&](const char *condition, Span span) {
            return only(row(QStringLiteral("SELECT count(*) FROM (SELECT message, min(at) AS first FROM message_event WHERE %1 GROUP BY message) "
                                           "WHERE first >= %2 AND first < %3").arg(QString::fromLatin1(condition)).arg(span.from.micros).arg(span.until.micros)));
        };
        for (const auto &[id, condition] : {std::pair("delivered", "kind = 'delivery'"), {"opened", "kind = 'open' AND machine = 0"},
                                            {"clicked", "kind = 'click' AND machine = 0"}, {"bounced", "kind = 'bounce'"},
                                            {"unsubscribed", "kind = 'subscription'"}, {"complained", "kind = 'complaint'"}}) {
            const PeriodFigure *figure = report->figure(id);
            QVERIFY(figure);
            QCOMPARE(std::to_string(figure->count), facts(condition, spans->current));
            QCOMPARE(std::to_string(figure->before), facts(condition, spans->before));
        }
        QVERIFY(isSame(report->earned->revenue, only(row(credited("coalesce(dec_sum(amount), '0')", spans->current)))));
        QVERIFY(isSame(report->earnedBefore->revenue, only(row(credited("coalesce(dec_sum(amount), '0')", spans->before)))));
        insight::DecimalSum sum;
        for (const Decimal day : report->revenuePerDay)
            sum.add(day);
        QCOMPARE(compare(sum.total(), report->earned->revenue), std::strong_ordering::equal);
        for (std::size_t step = 1; step < report->funnel.size(); ++step)
            QVERIFY(report->funnel[step].count <= report->funnel[0].count);
    }

    void sharesAreOfTheEmailsSentInThePeriod() {
        // Days of which each begins after most sends: readers of earlier emails are no part of what these days sent.
        bool anyWithout = false, anyWith = false;
        const CivilDate last = days(30).last;
        for (int ago = 0; ago < 15; ++ago) {
            const auto report = ReportService(*m_shop).period({CivilDate{last.days - ago}, CivilDate{last.days - ago}});
            QVERIFY(report);
            for (const char *id : {"delivered", "opened", "clicked", "bounced", "complained", "unsubscribed", "bought"}) {
                const PeriodFigure *figure = report->figure(id);
                QVERIFY2(figure, id);
                QVERIFY(figure->share.part <= figure->share.base && figure->share.part <= figure->count);
                QCOMPARE(figure->share.hasBase(), report->funnel[std::string(id) == "delivered" || std::string(id) == "bounced" ? 0 : 1].count > 0);
                anyWith = anyWith || figure->share.part > 0;
                anyWithout = anyWithout || (figure->count > 0 && !figure->share.hasBase());
            }
        }
        QVERIFY(anyWith && anyWithout);
    }

    void everyFigureOpensAsManyPeopleAsItSays() {
        const Period period = days(30);
        const auto report = ReportService(*m_shop).period(period);
        QVERIFY(report);
        QVERIFY(report->figure("clicked")->count > 50);
        for (const PeriodFigure &figure : report->figures) {
            PeopleQuestion question;
            question.period = period;
            question.fact = figure.id;
            QCOMPARE(peopleOf(question), figure.count);
            QCOMPARE(std::accumulate(figure.perDay.begin(), figure.perDay.end(), std::int64_t{0}), figure.count);
            for (int day = 0; day < period.days(); day += 9) {
                question.day = CivilDate{period.first.days + day};
                QCOMPARE(peopleOf(question), figure.perDay[static_cast<std::size_t>(day)]);
            }
        }
        for (const Bucket &step : report->funnel) {
            PeopleQuestion question;
            question.period = period;
            question.fact = step.label;
            question.sentInPeriod = true;
            QCOMPARE(peopleOf(question), step.count);
        }
        std::int64_t clicks = 0;
        for (int weekday = 0; weekday < 7; ++weekday)
            for (int hour = 0; hour < 24; ++hour) {
                const std::int64_t count = report->clicksByHour[static_cast<std::size_t>(weekday)][static_cast<std::size_t>(hour)];
                clicks += count;
                if (count < 2)
                    continue;
                PeopleQuestion question;
                question.period = period;
                question.fact = "click";
                question.weekday = weekday;
                question.hour = hour;
                QCOMPARE(peopleOf(question), count);
            }
        QVERIFY(clicks >= report->figure("clicked")->count);
        for (const CampaignLine &line : report->campaigns) {
            PeopleQuestion question;
            question.campaign = line.id;
            question.period = period;
            question.sentInPeriod = true;
            question.fact = "clicked";
            QCOMPARE(peopleOf(question), line.clicked);
            QCOMPARE(std::accumulate(line.clicksPerDay.begin(), line.clicksPerDay.end(), std::int64_t{0}) <= line.clicked, true);
        }
    }

    void statesAndLinksOpenTheirPeople() {
        const auto campaigns = CampaignService(*m_shop).list();
        for (const CampaignView &view : *campaigns) {
            if (view.audience == 0)
                continue;
            const auto status = CampaignService(*m_shop).status(view.id);
            QVERIFY(status);
            PeopleQuestion question;
            question.campaign = view.id;
            question.fact = "audience";
            const auto all = ReportService(*m_shop).people(question);
            QVERIFY(all);
            QCOMPARE((*all)->total(), status->audience);
            question.fact = "skipped";
            const auto kept = ReportService(*m_shop).people(question);
            QCOMPARE((*kept)->total(), status->states.at("skipped"));
            for (const Bucket &link : status->clicks) {
                question.fact = "click";
                question.link = link.label;
                QCOMPARE(peopleOf(question), link.count);
            }
        }
        PeopleQuestion nonsense;
        nonsense.fact = "enchanted";
        const auto refused = ReportService(*m_shop).people(nonsense);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("report.unknown_fact"));
    }

    void daysFollowTheZone() {
        const ZoneDays berlin("Europe/Berlin");
        const CivilDate springForward = *civilFromIso("2026-03-29"), fallBack = *civilFromIso("2026-10-25");
        QCOMPARE((berlin.spanOf({springForward, springForward})->until - berlin.spanOf({springForward, springForward})->from).count() / kMicrosPerSecond, 23 * 3600);
        QCOMPARE((berlin.spanOf({fallBack, fallBack})->until - berlin.spanOf({fallBack, fallBack})->from).count() / kMicrosPerSecond, 25 * 3600);
        QCOMPARE(berlin.dayOf(*instantFromIso("2026-10-24T22:00:00Z")), fallBack);
        QCOMPARE(berlin.hourOf(*instantFromIso("2026-10-24T22:00:00Z")), 0);
        QCOMPARE(ZoneDays::weekdayOf(fallBack), 6);
        // A week with a clock change in it, at three in the afternoon of its fourth day.
        const Period week{CivilDate{fallBack.days - 1}, CivilDate{fallBack.days + 5}};
        const auto compared = berlin.compare(week, *instantFromIso("2026-10-27T14:00:00Z"));
        QVERIFY(compared && compared->isSoFar);
        QCOMPARE(toIso(compared->before.from), std::string("2026-10-16T22:00:00Z"));
        QCOMPARE(toIso(compared->before.until), std::string("2026-10-20T13:00:00Z"));
        const auto over = berlin.compare(week, *instantFromIso("2026-11-27T14:00:00Z"));
        QVERIFY(over && !over->isSoFar);
        QCOMPARE(over->before.until, over->current.from);
    }

    // Everybody who opened or clicked is a point of the time line, and its steps begin with hours of the zone.
    void theTimeLineHoldsEveryOpen() {
        const auto campaigns = CampaignService(*m_shop).list();
        QVERIFY(campaigns);
        int asked = 0;
        for (const CampaignView &one : *campaigns) {
            if (one.state != model::CampaignState::Finished)
                continue;
            const auto report = ReportService(*m_shop).campaign(one.id);
            QVERIFY(report);
            double opens = 0;
            std::string before;
            for (const auto &point : report->timeline.series.front().points) {
                opens += point.y;
                QVERIFY(before < point.label);
                before = point.label;
                if (const auto at = instantFromIso(point.label); point.label.size() > 10)
                    QVERIFY2(at && (at->micros + offsetSecondsAt(*at, "America/New_York") * kMicrosPerSecond) % (600 * kMicrosPerSecond) == 0, point.label.c_str());
            }
            QVERIFY(report->timeline.series.front().points.size() < 60);
            QCOMPARE(opens, double(report->status.facts.at("opened"))); // each email once, so that its people can be opened
            QVERIFY(opens > 0);
            QCOMPARE(report->steps.size(), report->timeline.series.front().points.size() + 1);
            PeopleQuestion step;
            step.campaign = one.id;
            step.fact = "opened";
            for (std::size_t i = 0; i < 3 && i + 1 < report->steps.size(); ++i) {
                step.span = Span{report->steps[i], report->steps[i + 1]};
                const auto people = ReportService(*m_shop).people(step);
                QVERIFY(people);
                QCOMPARE(double((*people)->total()), report->timeline.series.front().points[i].y);
            }
            ++asked;
        }
        QVERIFY(asked > 3);
    }

    void reportsStandAlone() {
        const std::string page = m_dir.filePath(QStringLiteral("report.html")).toStdString();
        QVERIFY(ReportService(*m_shop).writeHtml(days(30), page));
        QFile file(QString::fromStdString(page));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray html = file.readAll();
        QVERIFY(html.contains("Autumn sale") && html.contains("EUR") && html.contains("Practice mode") && html.contains("last click"));
        QVERIFY(!html.contains("<script") && !html.contains("http-equiv"));
        PeopleQuestion question;
        question.period = days(30);
        question.fact = "clicked";
        const auto rows = ReportService(*m_shop).exportPeople(question, page);
        QVERIFY(rows);
        QFile list(QString::fromStdString(page));
        QVERIFY(list.open(QIODevice::ReadOnly));
        QCOMPARE(std::int64_t(list.readAll().count('\n')), *rows + 1);
        QVERIFY(!ReportService(*m_shop).exportPeople(question, m_shop->workspace().path()));
    }
};

AUDIENCE_TEST(ReportTest)
#include "report_test.moc"
