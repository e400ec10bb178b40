// What is made of a send that is over: who gets it again, against plain SQL over the same file.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/campaign_service.h"
#include "service/click_map.h"
#include "service/control_result.h"
#include "service/demo_service.h"
#include "service/forecast.h"
#include "service/pressure_map.h"
#include "service/report_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#endif
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace audience;
using namespace audience::service;

class CampaignAfterTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_shop;

    CampaignView named(const char *name) const {
        const auto all = CampaignService(*m_shop).list();
        for (const CampaignView &one : all ? *all : std::vector<CampaignView>())
            if (one.campaign.name == name)
                return one;
        return {};
    }
    std::int64_t number(const std::string &sql) const {
        const auto reader = m_shop->workspace().reader();
        const auto found = reader ? (*reader)->scalar(sql) : Result<std::int64_t>(reader.error());
        return found ? *found : -1;
    }
    static std::string runOf(const CampaignView &campaign) { return "(SELECT max(id) FROM run WHERE campaign = " + std::to_string(campaign.id.value) + ")"; }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.rng = std::make_shared<SeededRng>(20261122);
        options.environment.actor = "tester";
        auto session = Session::create(m_dir.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session);
        m_shop = *session;
        DemoShopOptions shop;
        shop.people = 4'000;
        shop.events = 40'000;
        shop.lastDay = CivilDate{static_cast<std::int32_t>(m_shop->now().micros / kMicrosPerDay - 1)};
        DemoService demo(*m_shop);
        QVERIFY(demo.fill(shop));
        QVERIFY(demo.history(shop));
    }

    void whoMissedItGetsItAgain() {
        CampaignService campaigns(*m_shop);
        const CampaignView over = named("Newsletter 45");
        QVERIFY(over.id.isValid());
        const auto missed = [&](const char *did) {
            return number("SELECT count(DISTINCT ordinal) FROM message m WHERE run = " + runOf(over) +
                          " AND state = 'accepted' AND NOT EXISTS (SELECT 1 FROM message_event e WHERE e.message = m.id AND (kind IN ('bounce', 'complaint', "
                          "'subscription') OR (machine = 0 AND kind IN (" + did + "))))");
        };
        const auto openers = campaigns.resend(over.id, CampaignService::ResendTo::NonOpeners, "Newsletter 45, again", "Did not open Newsletter 45");
        QVERIFY2(openers, openers ? "" : openers.error().id.c_str());
        QCOMPARE(openers->campaign.state, model::CampaignState::Draft);
        QCOMPARE(openers->campaign.campaign.emailTemplate, over.campaign.emailTemplate);
        QCOMPARE(openers->campaign.campaign.topics, over.campaign.topics);
        const auto count = campaigns.count(openers->campaign.campaign);
        QVERIFY(count);
        QVERIFY(count->count > 100);
        QCOMPARE(count->count, missed("'open', 'click'"));
        // Programs that open by themselves are not people.
        QVERIFY(count->count > number("SELECT count(*) FROM message m WHERE run = " + runOf(over) +
                                      " AND state = 'accepted' AND NOT EXISTS (SELECT 1 FROM message_event e WHERE e.message = m.id AND kind IN ('open', 'click', 'bounce', "
                                      "'complaint', 'subscription'))"));
        // Asked again when it starts: who opens it meanwhile is not in it.
        const std::int64_t one = number("SELECT max(id) FROM message m WHERE run = " + runOf(over) +
                                        " AND state = 'accepted' AND NOT EXISTS (SELECT 1 FROM message_event e WHERE e.message = m.id AND kind <> 'delivery')");
        QVERIFY(m_shop->workspace().write([&](const store::Connection &c) {
            return c.execute("INSERT INTO message_event(dedupe_key, kind, subtype, run, message, message_id, tag, recipient_key, link, machine, at, received_at, body) "
                             "SELECT 'late', 'open', '', run, id, '', '', '', '', 0, changed_at + 1, 0, '{}' FROM message WHERE id = " + std::to_string(one));
        }));
        const auto later = campaigns.count(openers->campaign.campaign);
        QVERIFY(later);
        QCOMPARE(later->count, count->count - 1);
        // A second time: the same segment, another name.
        const auto again = campaigns.resend(over.id, CampaignService::ResendTo::NonOpeners, "Newsletter 45, again", "Did not open Newsletter 45");
        QVERIFY(again);
        QVERIFY(!again->made.isValid());
        QCOMPARE(again->campaign.campaign.segment, openers->made);
        QCOMPARE(again->campaign.campaign.name, std::string("Newsletter 45, again 2"));
        const auto clickers = campaigns.resend(over.id, CampaignService::ResendTo::NonClickers, "Once more", "Did not click");
        QVERIFY(clickers);
        const auto clicked = campaigns.count(clickers->campaign.campaign);
        QVERIFY(clicked);
        QCOMPARE(clicked->count, missed("'click'"));
        QVERIFY(clicked->count > later->count);
    }

    void clicksAreWhereTheLinksAre() {
        const CampaignView over = named("Newsletter 46");
        const auto map = clickMap(*m_shop, over.id);
        QVERIFY2(map, map ? "" : map.error().id.c_str());
        QVERIFY(map->html.find("<script") == std::string::npos);
        QVERIFY(map->places.size() >= 2);
        std::int64_t last = -1;
        for (const auto &place : map->places) {
            QVERIFY(static_cast<std::int64_t>(place.offset) > last);
            last = static_cast<std::int64_t>(place.offset);
            QVERIFY(map->html[place.offset - 1] == '>'); // within the link, before its words
            const auto tag = map->html.rfind('<', place.offset);
            QVERIFY(map->html.compare(tag, 2, "<a") == 0);
            QVERIFY(map->html.substr(tag, place.offset - tag).find("href") != std::string::npos);
        }
        std::size_t next = 0; // links in the order in which they are met
        for (const auto &place : map->places)
            if (place.link == next)
                ++next;
            else
                QVERIFY(place.link < next);
        std::int64_t people = 0;
        for (const auto &link : map->links) {
            people = link.people;
            QCOMPARE(people, number("SELECT count(DISTINCT message) FROM message_event WHERE run = " + runOf(over) + " AND kind = 'click' AND machine = 0 AND link = '" + link.label + "'"));
            QVERIFY(link.label.find("unsubscribe.example.com") == std::string::npos);
        }
        QCOMPARE(map->clickers, number("SELECT count(DISTINCT message) FROM message_event WHERE run = " + runOf(over) + " AND kind = 'click' AND machine = 0"));
        QVERIFY(map->clickers > 0);
        // A scanner that follows a link is told apart, one that was a person's as well is the person's.
        QVERIFY(m_shop->workspace().write([&](const store::Connection &c) {
            return c.execute("INSERT INTO message_event(dedupe_key, kind, subtype, run, message, message_id, tag, recipient_key, link, machine, at, received_at, body) "
                             "SELECT 'bot' || m.id, 'click', '', run, m.id, '', '', '', '" + map->links.front().label + "', 1, changed_at + 1, 0, '{}' FROM message m "
                             "WHERE run = " + runOf(over) + " AND state = 'accepted'");
        }));
        const auto scanned = clickMap(*m_shop, over.id);
        QVERIFY(scanned);
        QCOMPARE(scanned->clickers, map->clickers);
        QCOMPARE(scanned->programs, number("SELECT count(*) FROM message WHERE run = " + runOf(over) + " AND state = 'accepted'") - map->clickers);
        QCOMPARE(scanned->links.front().people, map->links.front().people);
    }

    void whatTheEmailCaused() {
        QVERIFY(!*controlResult(*m_shop, named("Newsletter 45").id)); // everybody got that one
        const CampaignView over = named("Newsletter 46");
        const auto found = controlResult(*m_shop, over.id);
        QVERIFY2(found, found ? "" : found.error().id.c_str());
        QVERIFY(*found);
        const ControlResult &result = **found;
        const auto bought = [&](const char *what, const char *group) {
            return number(std::string("SELECT ") + what + " FROM message m JOIN run r ON r.id = m.run JOIN customers c ON c.email = m.address JOIN events e ON e.customer_id = c.customer_id "
                          "WHERE m.run = " + runOf(over) + " AND " + group + " AND e.event = 'purchase' AND unixepoch(e.happened_at) * 1000000 >= r.created_at AND "
                          "unixepoch(e.happened_at) * 1000000 < " + std::to_string(result.span.until.micros));
        };
        const char *sent = "m.state <> 'skipped'", *held = "m.state = 'skipped' AND m.reason = 'holdout'";
        QCOMPARE(result.control.people, number("SELECT count(*) FROM message m WHERE run = " + runOf(over) + " AND " + held));
        QCOMPARE(result.sent.people, number("SELECT count(*) FROM message m WHERE run = " + runOf(over) + " AND " + sent));
        QCOMPARE(result.sent.orders, bought("count(*)", sent));
        QCOMPARE(result.control.orders, bought("count(*)", held));
        QCOMPARE(result.sent.buyers, bought("count(DISTINCT c.customer_id)", sent));
        QCOMPARE(result.control.ordersEach.count(), result.control.people);
        QVERIFY(std::abs(result.sent.ordersEach.mean() * double(result.sent.people) - double(result.sent.orders)) < 1e-6);
        QVERIFY(std::abs(result.sent.revenueEach.mean() * double(result.sent.people) - toDouble(result.sent.revenue)) < 1e-3);
        QCOMPARE(result.isTooSmall, result.control.people < kLeastGroup);
        QVERIFY(!result.isTooSmall);
        QVERIFY(result.orders && result.revenue);
        QVERIFY(result.orders->low < result.orders->mean && result.orders->mean < result.orders->high);
        QVERIFY(result.isSoFar); // it went out five days ago
    }

    void whatCameBackByCodeAndDomain() {
        const CampaignView over = named("Newsletter 45");
        QVERIFY(m_shop->workspace().write([&](const store::Connection &c) {
            return c.execute("UPDATE message_event SET body = '{\"bounce\":{\"bouncedRecipients\":[{\"status\":\"5.1.1\"}]}}' WHERE kind = 'bounce' AND run = " + runOf(over) +
                             " AND id % 2 = 0");
        }));
        const auto report = ReportService(*m_shop).campaign(over.id);
        QVERIFY(report);
        QVERIFY(report->bouncedByCode.size() >= 2);
        for (const bool isCode : {true, false}) {
            std::int64_t all = 0;
            for (const auto &one : isCode ? report->bouncedByCode : report->bouncedByDomain) {
                all += one.emails;
                const auto behind = CampaignService(*m_shop).logCount(over.id, (isCode ? "bounce:" : "bounced_at:") + one.name, {});
                QVERIFY(behind);
                QCOMPARE(*behind, one.emails);
                QVERIFY(one.isPermanent);
            }
            QCOMPARE(all, report->status.facts.at("bounced"));
        }
        const auto programs = CampaignService(*m_shop).logCount(over.id, "opened_by_machine", {});
        QVERIFY(programs);
        QCOMPARE(*programs, report->status.facts.at("opened_by_machine"));
    }

    void expectedFromWhatWasLikeIt() {
        const Instant now{100 * kMicrosPerDay};
        const auto send = [&](int daysAgo, std::int64_t opened, bool topic, bool segment) {
            return PastSend{Instant{(100 - daysAgo) * kMicrosPerDay}, 1000, opened, opened / 10, 2, topic, segment};
        };
        QVERIFY(!forecast({}, 1000, now));
        QVERIFY(!forecast({send(5, 300, true, true), send(9, 310, true, true)}, 1000, now)); // two say nothing
        QVERIFY(!forecast({send(5, 300, true, true), send(9, 310, true, true), send(12, 310, false, false)}, 1000, now));
        QVERIFY(!forecast({send(5, 300, true, true), send(9, 310, true, true), PastSend{now, 19, 5, 1, 0, true, true}}, 1000, now));
        const auto steady = forecast({send(5, 300, true, true), send(20, 310, true, true), send(40, 290, true, true)}, 10'000, now);
        QVERIFY(steady);
        QCOMPARE(steady->sends, 3);
        QVERIFY(steady->opened.low > 0.25 && steady->opened.low < 0.3 && steady->opened.high > 0.3 && steady->opened.high < 0.35);
        // Sends that differ, and few people: a wider range. It stays a share.
        const auto apart = forecast({send(5, 100, true, true), send(20, 500, true, true), send(40, 290, true, true)}, 10'000, now);
        QVERIFY(apart && apart->opened.high - apart->opened.low > 3 * (steady->opened.high - steady->opened.low));
        QVERIFY(apart->unsubscribed.low >= 0 && apart->opened.high <= 1);
        const auto few = forecast({send(5, 300, true, true), send(20, 310, true, true), send(40, 290, true, true)}, 10, now);
        QVERIFY(few && few->opened.high - few->opened.low > 2 * (steady->opened.high - steady->opened.low));
        // What is new counts more than what is old, and what is alike in both more than in one.
        const auto rising = forecast({send(1, 500, true, true), send(400, 300, true, true), send(410, 300, true, true), send(420, 300, true, true)}, 10'000, now);
        QVERIFY(rising && (rising->opened.low + rising->opened.high) / 2 > 0.45);
        const auto alike = forecast({send(5, 500, true, true), send(5, 300, true, false), send(5, 300, false, true)}, 10'000, now);
        QVERIFY(alike && (alike->opened.low + alike->opened.high) / 2 > 0.39);
        const auto found = similarSends(*m_shop, named("Newsletter 47"));
        QVERIFY(found);
        QCOMPARE(static_cast<int>(found->size()), 3); // the newsletters; what was about offers is not like it
        QVERIFY(std::is_sorted(found->begin(), found->end(), [](const PastSend &a, const PastSend &b) { return b.at < a.at; }));
    }

    // Against people counted one by one.
    void pressureAsCountedByHand() {
        SeededRng rng(12);
        for (int round = 0; round < 60; ++round) {
            constexpr std::size_t kPeople = 200;
            const std::int64_t start = 20'000 * kMicrosPerDay;
            PressureMap::Question question;
            question.span = {Instant{start}, Instant{start + 10 * kMicrosPerDay}};
            question.ordinals = kPeople;
            question.cap = {static_cast<std::int64_t>(rng.below(4)), static_cast<std::int64_t>(1 + rng.below(4)) * 86'400};
            std::vector<PressureMap::Send> sends;
            for (std::uint64_t i = rng.below(7); i > 0; --i) {
                PressureMap::Send send{CampaignId{static_cast<std::int64_t>(i)}, "c", Instant{start + static_cast<std::int64_t>(rng.below(12 * 24)) * 3600 * kMicrosPerSecond}};
                send.priority = static_cast<int>(1 + rng.below(3));
                send.isCapped = rng.below(5) > 0;
                send.reserves = rng.below(3) > 0;
                send.people = engine::Bitmap(kPeople);
                for (Ordinal person = 0; person < kPeople; ++person)
                    if (rng.below(3) == 0)
                        send.people.add(person);
                sends.push_back(std::move(send));
            }
            for (int i = 0; i < 40; ++i)
                question.past.push_back({Instant{start - static_cast<std::int64_t>(rng.below(96)) * 3600 * kMicrosPerSecond}, static_cast<Ordinal>(rng.below(kPeople))});
            const PressureMap map(sends, question);
            std::map<Ordinal, std::vector<std::int64_t>> had; // when
            if (question.cap.messages > 0)
                for (const auto &past : question.past)
                    had[past.person].push_back(past.at.micros);
            std::map<Ordinal, int> gets;
            std::set<Ordinal> over;
            std::map<std::int64_t, std::int64_t> perDay;
            for (const auto &send : map.sends()) {
                std::int64_t kept = 0;
                // Those that start later and go first.
                const auto taken = [&](Ordinal person) {
                    return std::count_if(&send + 1, map.sends().data() + map.sends().size(), [&](const PressureMap::Send &other) {
                        return other.reserves && other.isCapped && other.priority < send.priority && other.people.contains(person) &&
                               other.at.micros < send.at.micros + question.cap.seconds * kMicrosPerSecond;
                    });
                };
                for (Ordinal person = 0; person < kPeople; ++person) {
                    if (!send.people.contains(person))
                        continue;
                    const auto recent = std::count_if(had[person].begin(), had[person].end(), [&](std::int64_t at) {
                        return at > send.at.micros - question.cap.seconds * kMicrosPerSecond && at <= send.at.micros;
                    });
                    if (question.cap.messages > 0 && send.isCapped && recent + taken(person) >= question.cap.messages) {
                        ++kept;
                        over.insert(person);
                        continue;
                    }
                    had[person].push_back(send.at.micros);
                    ++gets[person];
                    ++perDay[send.at.micros / kMicrosPerDay];
                }
                QCOMPARE(send.keptBack, kept);
            }
            for (const int count : {1, 2, 3}) {
                const auto wanted = std::count_if(gets.begin(), gets.end(), [&](const auto &one) { return std::min(one.second, 3) == count; });
                QCOMPARE(map.withEmails(count), static_cast<std::int64_t>(wanted));
                QCOMPARE(static_cast<std::int64_t>(map.peopleWith(count).people.size()), static_cast<std::int64_t>(wanted));
            }
            QCOMPARE(map.people(), static_cast<std::int64_t>(gets.size()));
            QCOMPARE(map.overCap(), static_cast<std::int64_t>(over.size()));
            QCOMPARE(map.peopleOver().people, std::vector<Ordinal>(over.begin(), over.end()));
            QCOMPARE(map.days().size(), std::size_t(10));
            for (const auto &day : map.days()) {
                QCOMPARE(day.emails, perDay[day.day.days]);
                QCOMPARE(static_cast<std::int64_t>(map.peopleOn(day.day).people.size()), day.people);
            }
            for (const auto &clash : map.clashes()) {
                QVERIFY(map.sends()[clash.second].at - map.sends()[clash.first].at < map.clashWindow());
                QCOMPARE(static_cast<std::int64_t>(map.peopleOf(clash).people.size()), clash.people);
                QVERIFY(clash.keptBack <= clash.people);
            }
        }
    }

    void scheduledSendsOfTheShop() {
        CampaignService campaigns(*m_shop);
        const CampaignView planned = named("Newsletter 47");
        auto twin = campaigns.duplicate(planned.id, "Newsletter 47, twin");
        QVERIFY(twin);
        QVERIFY(campaigns.schedule(twin->id, planned.campaign.startAt + std::chrono::hours(3), "Europe/Berlin"));
        const auto map = PressureMap::make(*m_shop, 7);
        QVERIFY2(map, map ? "" : map.error().id.c_str());
        QCOMPARE((*map)->sends().size(), std::size_t(2));
        const auto count = campaigns.count(planned.campaign);
        QVERIFY(count && count->reachable > 100);
        std::int64_t twins = 0; // share an address: each is counted, one gets it
        for (const ReasonCount &reason : count->keptBack)
            twins += reason.reason == "duplicate_address" ? reason.count : 0;
        QCOMPARE((*map)->sends().front().reach, count->reachable + twins);
        QCOMPARE((*map)->withEmails(2), count->reachable + twins);
        QCOMPARE((*map)->clashes().size(), std::size_t(1));
        QCOMPARE((*map)->clashes().front().people, count->reachable + twins);
        // As if it were moved: nothing is saved.
        const auto moved = PressureMap::make(*m_shop, 7, PressureMap::Moved{twin->id, planned.campaign.startAt + std::chrono::hours(48)});
        QVERIFY(moved);
        QVERIFY((*moved)->clashes().empty());
        QCOMPARE(campaigns.find(twin->id)->campaign.startAt, planned.campaign.startAt + std::chrono::hours(3));
        // Moved for good: the rest stays as it was looked at.
        QVERIFY(campaigns.reschedule(twin->id, planned.campaign.startAt + std::chrono::hours(72)));
        const auto later = campaigns.find(twin->id);
        QCOMPARE(later->campaign.startAt, planned.campaign.startAt + std::chrono::hours(72));
        QCOMPARE(later->state, model::CampaignState::Scheduled);
        QVERIFY(later->campaign.templateRevision > 0);
        QCOMPARE(campaigns.reschedule(twin->id, Instant{1}).error().id, "check.start_passed");
        QVERIFY(campaigns.unschedule(twin->id));
        QCOMPARE(campaigns.reschedule(twin->id, planned.campaign.startAt).error().id, "campaign.not_scheduled");
        QVERIFY(campaigns.remove(twin->id));
    }

    // Every start of what repeats, without those who are drawn by lot to get nothing; under a cap, whoever goes first.
    void aSeriesAndItsLotsAreForecast() {
        CampaignService campaigns(*m_shop);
        const CampaignView planned = named("Newsletter 47");
        auto series = campaigns.duplicate(planned.id, "Every day");
        QVERIFY(series);
        series->campaign.plan.recurrence.repeat = model::Repeat::Daily;
        series->campaign.plan.holdoutShare = 0.25;
        series->campaign.plan.priority = 1;
        QVERIFY(campaigns.save(*series));
        QVERIFY(campaigns.schedule(series->id, planned.campaign.startAt + std::chrono::hours(1), "Europe/Berlin"));
        const auto map = PressureMap::make(*m_shop, 7);
        QVERIFY2(map, map ? "" : map.error().id.c_str());
        std::vector<const PressureMap::Send *> starts;
        std::int64_t all = 0;
        for (const auto &send : (*map)->sends())
            if (send.campaign == series->id)
                starts.push_back(&send);
            else
                all = send.reach;
        QVERIFY(starts.size() >= 5 && all > 100);
        for (std::size_t i = 0; i < starts.size(); ++i) {
            QVERIFY(i == 0 || starts[i]->at - starts[i - 1]->at == std::chrono::hours(24));
            QVERIFY(std::abs(static_cast<double>(starts[i]->reach) - 0.75 * static_cast<double>(all)) < 0.1 * static_cast<double>(all));
        }
        QVERIFY(!(starts[0]->people == starts[1]->people)); // another lot every day
        // One email a week: the series goes first and takes its people from the one before it.
        QVERIFY(m_shop->workspace().setSetting("sending_rules", Json{{"cap", {{"messages", 1}, {"days", 7}}}}));
        const auto capped = PressureMap::make(*m_shop, 7);
        QVERIFY(capped);
        QCOMPARE((*capped)->cap().messages, std::int64_t(1));
        const auto &first = (*capped)->sends().front();
        QCOMPARE(first.campaign, planned.id);
        QVERIFY(first.keptBack > 0);
        QCOMPARE((*capped)->withEmails(2) + (*capped)->withEmails(3), std::int64_t(0));
        QVERIFY(m_shop->workspace().setSetting("sending_rules", Json()));
        QVERIFY(campaigns.unschedule(series->id));
        QVERIFY(campaigns.remove(series->id));
    }

    void whatIsNotOverIsNotSentAgain() {
        const CampaignView planned = named("Newsletter 47");
        QVERIFY(planned.id.isValid());
        const auto refused = CampaignService(*m_shop).resend(planned.id, CampaignService::ResendTo::NonOpeners, "x", "y");
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, "campaign.not_over");
        QVERIFY(!SegmentService(*m_shop).findByName("y"));
    }
};

AUDIENCE_TEST(CampaignAfterTest)
#include "campaign_after_test.moc"
