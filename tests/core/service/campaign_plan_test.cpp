// A campaign's plan at work: taking it back, quiet hours, caps and priorities over campaigns, streams, series of starts,
// and several campaigns side by side.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/campaign_service.h"
#include "service/data_service.h"
#include "service/pressure_map.h"
#include "service/sample_templates.h"
#include "service/segment_service.h"
#include "service/sending_loop.h"
#include "service/sending_rules.h"
#include "service/session.h"
#include "service/sleep_risk.h"
#include "service/start_span.h"
#include "service/template_service.h"
#include "service/workspace_service.h"
#endif
#include "support/test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace audience;
using namespace audience::service;
using namespace std::chrono_literals;
using model::CampaignState;

namespace {

#define NEED(expression)                                                                           \
    do {                                                                                           \
        const auto &needed = (expression);                                                         \
        if (!needed)                                                                               \
            QFAIL((needed.error().id + " " + needed.error().detail).c_str());                      \
    } while (false)

const Instant kNoon{1'795'262'400'000'000}; // 2026-11-21 12:00 UTC, a Saturday

class Shop {
public:
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>(kNoon);
    std::shared_ptr<Session> session;
    SegmentId everybody;
    TemplateId email;

    explicit Shop(int people = 20) {
        Session::Options options;
        options.environment.stateDirectory = m_folder.filePath(QStringLiteral("state")).toStdString();
        options.environment.actor = "tester";
        options.environment.clock = clock;
        session = *Session::create(m_folder.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QFile csv(m_folder.filePath(QStringLiteral("people.csv")));
        if (!csv.open(QIODevice::WriteOnly))
            qFatal("no file");
        csv.write("id,email,newsletter,time_zone\n");
        static const char *const kZones[] = {"Europe/Berlin", "Asia/Tokyo", "America/New_York", ""};
        for (int i = 0; i < people; ++i)
            csv.write(QStringLiteral("%1,c%1@example.com,yes,%2\n").arg(i).arg(QString::fromLatin1(kZones[i % 4])).toUtf8());
        csv.close();
        ingest::ImportSpec import;
        import.path = csv.fileName().toStdString();
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        import.consent = "newsletter";
        SegmentView all;
        all.name = "Everybody";
        TemplateView hello;
        hello.email.name = "Hello";
        hello.email.subject = "Hello";
        hello.email.html = "<p>{{ postal_address }}</p><a href=\"{{ unsubscribe_url }}\">Unsubscribe</a>";
        if (!DataService(*session).importFile(import))
            qFatal("no people");
        all.rule = *SegmentService(*session).fromText("email is not empty");
        everybody = SegmentService(*session).save(all)->id;
        email = TemplateService(*session).save(hello)->id;
    }

    CampaignService campaigns() const { return CampaignService(*session); }
    CampaignId make(const std::string &name, const model::DeliveryPlan &plan) const {
        CampaignView view;
        view.campaign.name = name;
        view.campaign.segment = everybody;
        view.campaign.emailTemplate = email;
        view.campaign.plan = plan;
        const auto saved = campaigns().save(view);
        return saved ? saved->id : CampaignId{};
    }
    std::int64_t reason(CampaignId id, const char *reason) const {
        const auto status = campaigns().status(id);
        for (const ReasonCount &one : status->keptBack)
            if (one.reason == reason)
                return one.count;
        return 0;
    }
    // Turns of the loop until that moment, on the shop's own clock.
    QStringList work(SendingLoop &loop, Instant until) const {
        QStringList ended;
        while (clock->now() < until) {
            const auto turn = loop.turn();
            if (!turn) {
                ended << QString::fromStdString(turn.error().id);
                break;
            }
            for (const auto &one : turn->ended)
                ended << QString::fromStdString(one.name + (one.problem ? " " + one.problem->id : std::string()));
            clock->advance(std::clamp<std::chrono::microseconds>(turn->wait, 20ms, 10min));
        }
        return ended;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace

class CampaignPlanTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMinuteToTakeItBack() {
        Shop shop;
        const CampaignId id = shop.make("Spring", {});
        auto campaigns = shop.campaigns();
        NEED(campaigns.arm(id, 60s));
        QCOMPARE(campaigns.find(id)->state, CampaignState::Sending);
        QCOMPARE(campaigns.status(id)->takeBackUntil, kNoon + 60s);
        shop.clock->advance(59s);
        NEED(campaigns.takeBack(id));
        QCOMPARE(campaigns.find(id)->state, CampaignState::Draft);
        QCOMPARE(campaigns.status(id)->audience, 0);
        auto view = campaigns.find(id);
        view->campaign.name = "Summer"; // it can be changed again
        NEED(campaigns.save(*view));
        NEED(campaigns.arm(id, 60s));
        const Instant armed = shop.clock->now();
        const auto ended = campaigns.run(id);
        NEED(ended);
        QCOMPARE(ended->states.at("accepted"), 20);
        QVERIFY(shop.clock->now() - armed >= 60s);
        QCOMPARE(ended->takeBackUntil, Instant{});
        QCOMPARE(campaigns.takeBack(id).error().id, std::string("delivery.already_sending"));
        QVERIFY(WorkspaceService(*shop.session).doctor()->empty());
    }

    void heldOutAndDrawn() {
        Shop shop(400);
        model::DeliveryPlan plan;
        plan.holdoutShare = 0.25;
        plan.maxPeople = 200;
        const CampaignId id = shop.make("Spring", plan);
        auto campaigns = shop.campaigns();
        NEED(campaigns.arm(id));
        const auto ended = campaigns.run(id);
        NEED(ended);
        QCOMPARE(ended->states.at("accepted"), 200);
        QVERIFY(shop.reason(id, "holdout") > 60 && shop.reason(id, "holdout") < 140);
        QCOMPARE(shop.reason(id, "holdout") + shop.reason(id, "over_limit"), 200);
    }

    // Quiet hours of the workspace on each person's own clock, where the data tell it.
    void quietHoursOfEachPerson() {
        Shop shop;
        SendingRules rules;
        rules.hours = {8 * 60, 20 * 60, model::kEveryWeekday};
        NEED(saveSendingRules(*shop.session, rules));
        NEED(shop.session->workspace().setSetting("zone", Json("Europe/Berlin")));
        const CampaignId id = shop.make("Spring", {});
        auto campaigns = shop.campaigns();
        NEED(campaigns.arm(id));
        SendingLoop loop(*shop.session);
        shop.work(loop, kNoon + 10min); // 13:00 in Berlin, 21:00 in Tokyo, 7:00 in New York
        QCOMPARE(campaigns.status(id)->states.at("accepted"), 10);
        shop.work(loop, kNoon + 1h + 10min); // 8:00 in New York
        QCOMPARE(campaigns.status(id)->states.at("accepted"), 15);
        QCOMPARE(shop.work(loop, kNoon + 11h + 10min), QStringList{QStringLiteral("Spring")}); // 8:00 in Tokyo
        QCOMPARE(campaigns.status(id)->states.at("accepted"), 20);
    }

    void oneCapOverAllCampaigns() {
        Shop shop;
        SendingRules rules;
        rules.cap = {1, 7 * 86'400};
        NEED(saveSendingRules(*shop.session, rules));
        QCOMPARE(sendingRulesOf(*shop.session)->cap.seconds, 7 * 86'400);
        auto campaigns = shop.campaigns();
        const CampaignId first = shop.make("First", {}), second = shop.make("Second", {});
        NEED(campaigns.arm(first));
        NEED(campaigns.run(first));
        QCOMPARE(campaigns.arm(second).error().id, std::string("check.nobody_reachable"));
        // What somebody waits for has no cap, and goes to required topics only.
        NEED(WorkspaceService(*shop.session).saveTopic({"receipts", "Receipts", "required"}));
        model::DeliveryPlan plan;
        plan.stream = model::Stream::Transactional;
        const CampaignId receipt = shop.make("Receipt", plan);
        auto view = campaigns.find(receipt);
        const auto refused = campaigns.check(receipt);
        QVERIFY(std::any_of(refused->begin(), refused->end(), [](const CheckView &one) { return one.id == "check.transactional_topic"; }));
        view->campaign.topics = {"receipts"};
        NEED(campaigns.save(*view));
        shop.clock->advance(24h * 8);
        NEED(campaigns.arm(second));
        QCOMPARE(campaigns.run(second)->states.at("accepted"), 20);
        NEED(campaigns.arm(receipt));
        QCOMPARE(campaigns.run(receipt)->states.at("accepted"), 20);
    }

    // A receipt has no way out, so it may only go where somebody waits for it.
    void aServiceEmailIsNoMarketing() {
        Shop shop;
        NEED(WorkspaceService(*shop.session).saveTopic({"receipts", "Receipts", "required"}));
        TemplateView receipt;
        for (const model::EmailTemplate &one : sampleTemplates())
            if (one.name == "Receipt")
                receipt.email = one;
        const auto email = TemplateService(*shop.session).save(receipt);
        NEED(email);
        auto campaigns = shop.campaigns();
        const CampaignId id = shop.make("Receipt", {});
        auto view = campaigns.find(id);
        view->campaign.emailTemplate = email->id;
        NEED(campaigns.save(*view));
        const auto says = [&](const char *finding) {
            const auto checks = campaigns.check(id);
            return checks && std::any_of(checks->begin(), checks->end(), [&](const CheckView &one) { return one.id == finding; });
        };
        QVERIFY(says("check.service_email"));
        QVERIFY(!campaigns.arm(id));
        view = campaigns.find(id);
        view->campaign.topics = {"receipts"};
        view->campaign.plan.stream = model::Stream::Transactional;
        NEED(campaigns.save(*view));
        QVERIFY(!says("check.service_email") && !says("lint.unsubscribe_missing"));
        NEED(campaigns.arm(id));
        QCOMPARE(campaigns.run(id)->states.at("accepted"), 20);
    }

    void theFirstPriorityTakesThePeople() {
        Shop shop;
        SendingRules rules;
        rules.cap = {1, 86'400};
        NEED(saveSendingRules(*shop.session, rules));
        auto campaigns = shop.campaigns();
        model::DeliveryPlan first, last;
        first.priority = 1;
        last.priority = 5;
        const CampaignId important = shop.make("Important", first), other = shop.make("Other", last), later = shop.make("Later", first);
        NEED(campaigns.schedule(important, kNoon + 6h, "UTC"));
        NEED(campaigns.schedule(later, kNoon + 48h, "UTC"));
        NEED(campaigns.arm(other));
        QCOMPARE(shop.reason(other, "higher_priority"), 20);
        NEED(campaigns.run(other));
        shop.clock->advance(6h);
        NEED(campaigns.startDue());
        QCOMPARE(campaigns.run(important)->states.at("accepted"), 20);
    }

    void thePeopleOfNow() {
        Shop shop;
        model::DeliveryPlan plan;
        plan.audienceWhenArmed = true;
        const CampaignId id = shop.make("Spring", plan);
        auto campaigns = shop.campaigns();
        NEED(campaigns.schedule(id, kNoon + 6h, "UTC"));
        QCOMPARE(campaigns.find(id)->state, CampaignState::Scheduled);
        QCOMPARE(campaigns.find(id)->audience, 20);
        QCOMPARE(campaigns.calendar()->size(), std::size_t{1});
        NEED(campaigns.unschedule(id));
        QCOMPARE(campaigns.find(id)->state, CampaignState::Draft);
        NEED(campaigns.schedule(id, kNoon + 6h, "UTC"));
        SendingLoop loop(*shop.session);
        QVERIFY(campaigns.startDue()->empty());
        shop.work(loop, kNoon + 5h);
        QCOMPARE(campaigns.status(id)->states.at("accepted"), 0);
        QCOMPARE(shop.work(loop, kNoon + 7h), QStringList{QStringLiteral("Spring")});
        QCOMPARE(campaigns.status(id)->states.at("accepted"), 20);
    }

    void thePeopleOfThenAreAskedForWhenItIsLate() {
        Shop shop;
        model::DeliveryPlan plan;
        plan.audienceWhenArmed = true;
        const CampaignId id = shop.make("Spring", plan);
        auto campaigns = shop.campaigns();
        NEED(campaigns.schedule(id, kNoon + 6h, "UTC"));
        shop.clock->advance(9h);
        QCOMPARE(campaigns.find(id)->reason, std::string("missed_start"));
        QVERIFY(campaigns.leftBehind(CampaignService::Left::Fresh)->empty());
        NEED(campaigns.resume(id));
        QCOMPARE(campaigns.find(id)->state, CampaignState::Sending);
        QCOMPARE(campaigns.run(id)->states.at("accepted"), 20);
    }

    void eachStartIsARunOfItsOwn() {
        Shop shop;
        model::DeliveryPlan plan;
        plan.recurrence.repeat = model::Repeat::Daily;
        plan.recurrence.times = 4;
        const CampaignId id = shop.make("Daily", plan);
        auto campaigns = shop.campaigns();
        NEED(campaigns.schedule(id, kNoon + 1h, "Europe/Berlin"));
        QCOMPARE(campaigns.starts(*campaigns.find(id), 10).size(), std::size_t{4});
        for (int day = 0; day < 2; ++day) {
            QCOMPARE(campaigns.find(id)->nextStart, kNoon + 1h + 24h * day);
            QVERIFY(campaigns.startDue()->empty());
            shop.clock->set(kNoon + 1h + 24h * day);
            QVERIFY(campaigns.startDue()->front().isStarted);
            QVERIFY(campaigns.startDue()->empty()); // once
            QCOMPARE(campaigns.find(id)->state, CampaignState::Sending);
            NEED(campaigns.run(id));
            QCOMPARE(campaigns.find(id)->state, CampaignState::Scheduled);
        }
        const auto runs = campaigns.runs(id);
        QCOMPARE(runs->size(), std::size_t{2});
        QVERIFY(runs->back().startedAt < runs->front().startedAt);
        QCOMPARE(campaigns.status(id)->run, runs->front().id);
        const auto earlier = campaigns.status(id, runs->back().id);
        NEED(earlier);
        QCOMPARE(earlier->state, CampaignState::Finished);
        QCOMPARE(earlier->startedAt, kNoon + 1h);
        QCOMPARE(campaigns.logCount(id, {}, {}, runs->back().id).value(), 20);
        QCOMPARE(campaigns.status(id, RunId{99}).error().id, std::string("campaign.no_such_run"));
        // Asleep for the third and past the fourth: one question, not two campaigns.
        shop.clock->set(kNoon + 1h + 24h * 3 + 3h);
        QVERIFY(campaigns.startDue()->empty());
        QCOMPARE(campaigns.find(id)->reason, std::string("missed_start"));
        QCOMPARE(campaigns.find(id)->nextStart, kNoon + 1h + 24h * 3);
        NEED(campaigns.resume(id));
        QCOMPARE(campaigns.run(id)->states.at("accepted"), 20);
        QCOMPARE(campaigns.find(id)->state, CampaignState::Finished);
        QVERIFY(campaigns.calendar()->empty());
        QVERIFY(WorkspaceService(*shop.session).doctor()->empty());
    }

    void missedStartsAreNotMadeUpFor() {
        Shop shop;
        model::DeliveryPlan plan;
        plan.recurrence.repeat = model::Repeat::Daily;
        const CampaignId id = shop.make("Daily", plan);
        auto campaigns = shop.campaigns();
        NEED(campaigns.schedule(id, kNoon + 1h, "UTC"));
        shop.clock->set(kNoon + 1h + 24h * 5 + 30min); // asleep for five of them, half an hour late for the sixth
        QCOMPARE(campaigns.startDue()->size(), std::size_t{1});
        NEED(campaigns.run(id));
        QCOMPARE(campaigns.runs(id)->size(), std::size_t{1});
        QCOMPARE(campaigns.find(id)->nextStart, kNoon + 1h + 24h * 6);
        NEED(campaigns.unschedule(id)); // the series ends
        QCOMPARE(campaigns.find(id)->state, CampaignState::Finished);
        QVERIFY(campaigns.calendar()->empty());
    }

    // Who goes first but slowly, by a rate of its own, leaves the rest of what the account allows to the others.
    void anOwnRateHoldsUpNobody() {
        Shop shop(40);
        model::DeliveryPlan first, last;
        first.priority = 1;
        last.priority = 5;
        const CampaignId low = shop.make("Low", last), high = shop.make("High", first);
        auto campaigns = shop.campaigns();
        auto slow = campaigns.find(high);
        NEED(slow);
        slow->campaign.ratePerSecond = 5;
        NEED(campaigns.save(*slow));
        NEED(campaigns.arm(low));
        NEED(campaigns.arm(high));
        SendingLoop loop(*shop.session);
        QCOMPARE(shop.work(loop, kNoon + 5s), QStringList{QStringLiteral("Low")});
        const auto sent = campaigns.status(high)->states.at("accepted");
        QVERIFY2(sent >= 20 && sent < 40, std::to_string(sent).c_str());
        QCOMPARE(shop.work(loop, kNoon + 20s), QStringList{QStringLiteral("High")});
    }

    // A campaign that waits holds up nobody, and the first priority goes first.
    void sideBySide() {
        Shop shop(40);
        model::DeliveryPlan drip, first, last;
        drip.batchSize = 10;
        drip.batchEveryMinutes = 60;
        first.priority = 1;
        last.priority = 5;
        const CampaignId slow = shop.make("Drip", drip), low = shop.make("Low", last), high = shop.make("High", first);
        auto campaigns = shop.campaigns();
        NEED(campaigns.arm(slow));
        NEED(campaigns.arm(low));
        NEED(campaigns.arm(high));
        SendingLoop loop(*shop.session);
        QCOMPARE(shop.work(loop, kNoon + 30min), (QStringList{QStringLiteral("High"), QStringLiteral("Low")}));
        QCOMPARE(campaigns.status(slow)->states.at("accepted"), 10);
        QCOMPARE(shop.work(loop, kNoon + 4h), QStringList{QStringLiteral("Drip")});
        QCOMPARE(campaigns.status(slow)->states.at("accepted"), 40);
        QVERIFY(WorkspaceService(*shop.session).doctor()->empty());
    }

    // What waits for its next portion gives the right to send back, and is named again when that is due.
    void whatWaitsLetsOthersSend() {
        Shop shop(20);
        model::DeliveryPlan drip;
        drip.batchSize = 10;
        drip.batchEveryMinutes = 60;
        const CampaignId slow = shop.make("Drip", drip), other = shop.make("Other", {});
        auto campaigns = shop.campaigns();
        const auto named = [&] { return campaigns.leftBehind(CampaignService::Left::Fresh)->size() + campaigns.leftBehind(CampaignService::Left::Old)->size(); };
        NEED(campaigns.arm(slow));
        const auto waiting = campaigns.run(slow, nullptr, {}, CampaignService::Until::NothingIsDue);
        NEED(waiting);
        QCOMPARE(waiting->states.at("accepted"), 10);
        QCOMPARE(waiting->state, CampaignState::Sending);
        NEED(campaigns.arm(other));
        QCOMPARE(campaigns.run(other)->state, CampaignState::Finished);
        shop.clock->advance(30min);
        QCOMPARE(*campaigns.workOn(slow), SendingWork::Elsewhere); // nobody is missed
        QCOMPARE(named(), std::size_t{0});
        shop.clock->advance(30min + 20s);
        QCOMPARE(campaigns.leftBehind(CampaignService::Left::Fresh)->size(), std::size_t{1});
        QCOMPARE(campaigns.run(slow, nullptr, {}, CampaignService::Until::NothingIsDue)->state, CampaignState::Finished);
    }

    // A computer that slept for hours asks first, and the portions it missed do not go all at once afterwards.
    void whoSleptAsksAndThenKeepsPortionsApart() {
        Shop shop(40);
        model::DeliveryPlan drip;
        drip.batchSize = 10;
        drip.batchEveryMinutes = 60;
        const CampaignId id = shop.make("Drip", drip);
        auto campaigns = shop.campaigns();
        NEED(campaigns.arm(id));
        SendingLoop loop(*shop.session);
        QCOMPARE(shop.work(loop, kNoon + 30min), QStringList{});
        QCOMPARE(campaigns.status(id)->states.at("accepted"), 10);
        shop.clock->advance(10h);
        QCOMPARE(shop.work(loop, kNoon + 11h), QStringList{QStringLiteral("Drip")});
        QCOMPARE(campaigns.status(id)->states.at("accepted"), 10);
        QCOMPARE(campaigns.find(id)->reason, std::string("long_silence"));
        NEED(campaigns.resume(id));
        const Instant resumed = shop.clock->now();
        QCOMPARE(shop.work(loop, resumed + 65min), QStringList{});
        QVERIFY(campaigns.status(id)->states.at("accepted") <= 30);
        QCOMPARE(shop.work(loop, resumed + 4h), QStringList{QStringLiteral("Drip")});
        QCOMPARE(campaigns.status(id)->states.at("accepted"), 40);
    }

    // A worker that begins to work finds a send that nobody moved on for hours: it asks as well.
    void whatWasLeftForHoursIsAskedAbout() {
        Shop shop(20);
        const CampaignId id = shop.make("Left", {});
        auto campaigns = shop.campaigns();
        NEED(campaigns.arm(id));
        shop.clock->advance(3h);
        SendingLoop loop(*shop.session);
        QCOMPARE(shop.work(loop, shop.clock->now() + 1min), QStringList{QStringLiteral("Left")});
        QCOMPARE(campaigns.find(id)->reason, std::string("long_silence"));
        QCOMPARE(campaigns.status(id)->states.at("accepted"), 0);
        NEED(campaigns.resume(id)); // a person's word counts from now
        QCOMPARE(shop.work(loop, shop.clock->now() + 1min), QStringList{QStringLiteral("Left")});
        QCOMPARE(campaigns.find(id)->state, CampaignState::Finished);
    }

    // Before it is sent: who is left of what goes on, batch by batch, and the next starts of a series whose last one is not over.
    void whatIsLeftIsPartOfTheForecast() {
        Shop shop;
        NEED(shop.session->workspace().setSetting("zone", Json("Europe/Berlin")));
        model::DeliveryPlan drip, daily;
        drip.batchSize = 5;
        drip.batchEveryMinutes = 24 * 60;
        daily.batchSize = 19;
        daily.batchEveryMinutes = 12 * 60;
        daily.recurrence.repeat = model::Repeat::Daily;
        const CampaignId slow = shop.make("Drip", drip), series = shop.make("Daily", daily);
        auto campaigns = shop.campaigns();
        NEED(campaigns.arm(slow));
        NEED(campaigns.schedule(series, kNoon + 24h, "UTC"));
        const auto sendsOf = [&](CampaignId id) {
            std::vector<std::pair<std::int64_t, std::int64_t>> sends; // hours from now, people
            const auto map = PressureMap::make(*shop.session, 4);
            for (const auto &send : map ? (*map)->sends() : std::vector<PressureMap::Send>())
                if (send.campaign == id)
                    sends.emplace_back((send.at - shop.clock->now()) / 1h, send.reach);
            return sends;
        };
        using Sends = std::vector<std::pair<std::int64_t, std::int64_t>>;
        QCOMPARE(sendsOf(slow), (Sends{{0, 5}, {24, 5}, {48, 5}, {72, 5}}));
        SendingLoop loop(*shop.session);
        shop.work(loop, kNoon + 30min);
        shop.clock->set(kNoon + 1h);
        QCOMPARE(sendsOf(slow), (Sends{{23, 5}, {47, 5}, {71, 5}})); // five have it
        QCOMPARE(sendsOf(series), (Sends{{23, 19}, {35, 1}, {47, 19}, {59, 1}, {71, 19}}));
        const auto map = PressureMap::make(*shop.session, 4);
        QVERIFY((*map)->isPractice());
        QCOMPARE((*map)->people(), 20);
        shop.clock->set(kNoon + 24h);
        QVERIFY(campaigns.startDue()->front().isStarted);
        shop.work(loop, kNoon + 24h + 30min);
        QCOMPARE(campaigns.find(series)->state, CampaignState::Sending); // one is left for the night
        shop.clock->set(kNoon + 25h);
        QCOMPARE(sendsOf(series), (Sends{{11, 1}, {23, 19}, {35, 1}, {47, 19}, {59, 1}, {71, 19}}));
        NEED(campaigns.pause(slow));
        QVERIFY(sendsOf(slow).empty()); // nobody gets it as things are
    }

    // Nine in the morning is another moment in Tokyo than in New York, before the send and in its forecast.
    void localTimeIsForecastOnEachClock() {
        Shop shop;
        NEED(shop.session->workspace().setSetting("zone", Json("Europe/Berlin")));
        model::DeliveryPlan plan;
        plan.inLocalTime = true;
        const CampaignId id = shop.make("Everywhere", plan);
        auto campaigns = shop.campaigns();
        const Instant two = kNoon + 37h; // Monday 2:00 in Berlin, where those without a zone of their own are
        NEED(campaigns.schedule(id, two, "Europe/Berlin"));
        const auto map = PressureMap::make(*shop.session, 7);
        NEED(map);
        QCOMPARE((*map)->sends().size(), std::size_t{2});
        const auto &tokyo = (*map)->sends().front(), &others = (*map)->sends().back();
        QCOMPARE(tokyo.at, two - 8h); // still Sunday in Berlin
        QCOMPARE(tokyo.reach, 5);
        QCOMPARE(others.at, two);
        QCOMPARE(others.reach, 15);
        QCOMPARE(tokyo.start, others.start);
        QCOMPARE((*map)->withEmails(1), 20);
        QVERIFY((*map)->clashes().empty());
        const auto span = startSpan(*shop.session, campaigns.find(id)->campaign, two);
        NEED(span);
        QCOMPARE(span->from, two - 8h);
        QCOMPARE(span->until, two + 6h);
        // Frozen, and on its way: the same.
        shop.clock->set(two - 12h);
        const auto due = campaigns.startDue(); // as soon as the first zone of the world is so far
        NEED(due);
        QCOMPARE(due->size(), std::size_t{1});
        const auto frozen = PressureMap::make(*shop.session, 7);
        NEED(frozen);
        QCOMPARE((*frozen)->sends().size(), std::size_t{2});
        QCOMPARE((*frozen)->sends().front().at, two - 8h);
        QCOMPARE((*frozen)->sends().back().reach, 15);
    }

    // Whoever gets it again gets what was sent, unless somebody wants the newest.
    void theSameEmailIsSentAgain() {
        Shop shop;
        const CampaignId id = shop.make("Spring", {});
        auto campaigns = shop.campaigns();
        NEED(campaigns.arm(id));
        NEED(campaigns.run(id));
        auto email = TemplateService(*shop.session).find(shop.email);
        const std::int64_t sent = email->revision;
        email->email.subject = "Changed since";
        NEED(TemplateService(*shop.session).save(*email));
        auto again = campaigns.resend(id, CampaignService::ResendTo::NonClickers, "Spring, again", "Missed it");
        NEED(again);
        CampaignView draft = again->campaign;
        const auto subject = [&] { return campaigns.preview(draft.campaign)->subject; };
        QCOMPARE(draft.campaign.templateRevision, sent);
        QCOMPARE(subject(), std::string("Hello"));
        draft.campaign.ratePerSecond = 5; // other changes leave it as it is
        draft = *campaigns.save(draft);
        QCOMPARE(subject(), std::string("Hello"));
        NEED(campaigns.schedule(draft.id, kNoon + 48h, "UTC"));
        NEED(campaigns.unschedule(draft.id));
        draft = *campaigns.find(draft.id);
        draft.campaign.startAt = {};
        NEED(campaigns.save(draft));
        NEED(campaigns.arm(draft.id, 60s));
        NEED(campaigns.takeBack(draft.id));
        draft = *campaigns.find(draft.id);
        QCOMPARE(draft.campaign.templateRevision, sent);
        const auto copy = campaigns.duplicate(draft.id, "A copy"); // begins anew
        QCOMPARE(campaigns.preview(copy->campaign)->subject, std::string("Changed since"));
        NEED(campaigns.arm(draft.id));
        QCOMPARE(campaigns.preview(campaigns.find(draft.id)->campaign)->subject, std::string("Hello"));
        QCOMPARE(campaigns.preview(campaigns.find(id)->campaign)->subject, std::string("Hello")); // what was sent stays
        again = campaigns.resend(id, CampaignService::ResendTo::NonClickers, "Spring, as it is now", "Missed it");
        NEED(again);
        draft = again->campaign;
        draft.campaign.templateRevision = 0;
        draft = *campaigns.save(draft);
        QCOMPARE(subject(), std::string("Changed since"));
    }

    // A draft of its own is the newest version when it is armed, also after it was taken back.
    void aDraftTakenBackIsTheNewestAgain() {
        Shop shop;
        const CampaignId id = shop.make("Spring", {});
        auto campaigns = shop.campaigns();
        NEED(campaigns.arm(id, 60s));
        NEED(campaigns.takeBack(id));
        auto email = TemplateService(*shop.session).find(shop.email);
        email->email.subject = "Changed since";
        NEED(TemplateService(*shop.session).save(*email));
        QCOMPARE(campaigns.find(id)->campaign.templateRevision, 0);
        QCOMPARE(campaigns.preview(campaigns.find(id)->campaign)->subject, std::string("Changed since"));
    }

    // Asked every few seconds: it must not read what was sent before.
    void whatIsDueIsCheapToAsk() {
        Shop shop;
        auto campaigns = shop.campaigns();
        constexpr int kCampaigns = 200, kPeople = 500;
        for (int i = 0; i < kCampaigns; ++i)
            if (!shop.make("Over " + std::to_string(i), {}).isValid())
                QFAIL("no campaign");
        NEED(shop.session->workspace().write([&](const store::Connection &c) -> Result<void> {
            TRY(c.execute("UPDATE definition SET body = json_set(body, '$.armed_at', '2026-11-01T08:00:00Z') WHERE kind = 3;"
                          "INSERT INTO run (uid, campaign, name, transport, connection, status, reason, topics, permission, legal_basis, resend, wait_seconds, "
                          "cap_messages, cap_seconds, audience, created_at, changed_at) SELECT 'u' || id, id, name, 'practice', 'practice', 'finished', '', '[]', "
                          "'consent', '', 'never', 1, 0, 0, " + std::to_string(kPeople) + ", id, id FROM definition WHERE kind = 3;"));
            return c.execute("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(kPeople - 1) + ") "
                             "INSERT INTO message (run, step, ordinal, address, address_key, variant, state, reason, due_at, attempts, resends, message_id, changed_at) "
                             "SELECT r.id, '', i, 'p' || i, 'p' || i, '', 'accepted', '', 0, 1, 0, 'm' || r.id || '-' || i, 1 FROM run r, n");
        }));
        const CampaignId next = shop.make("Next", {});
        NEED(campaigns.schedule(next, kNoon + 1h, "UTC"));
        const auto milliseconds = [](auto &&what) {
            const auto start = std::chrono::steady_clock::now();
            what();
            return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        };
        const double all = milliseconds([&] { QCOMPARE(campaigns.calendar()->size(), std::size_t{1}); });
        double due = 1e9, left = 1e9;
        for (int i = 0; i < 5; ++i) {
            due = std::min(due, milliseconds([&] { QVERIFY(campaigns.startDue()->empty()); }));
            left = std::min(left, milliseconds([&] { QVERIFY(campaigns.leftBehind(CampaignService::Left::Fresh)->empty()); }));
        }
        qInfo("%d campaigns, %d emails: all campaigns %.1f ms, what is due %.2f ms, what was left %.2f ms", kCampaigns, kCampaigns * kPeople, all, due, left);
        QVERIFY(due * 5 < all && left * 5 < all);
        shop.clock->advance(1h);
        QVERIFY(campaigns.startDue()->front().isStarted);
    }

    void aBatteryIsALaptop() {
#ifdef __linux__
        QTemporaryDir supplies;
        const auto add = [&](const char *name, const char *type, const char *scope) {
            QDir(supplies.path()).mkpath(QString::fromLatin1(name));
            for (const auto &[what, text] : {std::pair{"type", type}, {"scope", scope}}) {
                QFile file(supplies.filePath(QString::fromLatin1(name) + QLatin1Char('/') + QString::fromLatin1(what)));
                QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) > 0);
            }
        };
        QCOMPARE(sleepRisk(supplies.path().toStdString()), SleepRisk::Low);
        add("AC", "Mains\n", "System\n");
        add("hid-mouse", "Battery\n", "Device\n");
        QCOMPARE(sleepRisk(supplies.path().toStdString()), SleepRisk::Low);
        add("BAT0", "Battery\n", "System\n");
        QCOMPARE(sleepRisk(supplies.path().toStdString()), SleepRisk::Laptop);
        QCOMPARE(sleepRisk("/no/such/folder"), SleepRisk::Low);
#endif
    }

    void whatCannotWorkIsSaid() {
        Shop shop;
        auto campaigns = shop.campaigns();
        const auto has = [&](CampaignId id, const char *wanted) {
            const auto checks = campaigns.check(id);
            return std::any_of(checks->begin(), checks->end(), [&](const CheckView &one) { return one.id == wanted; });
        };
        model::DeliveryPlan plan;
        plan.batchSize = 5;
        plan.batchEveryMinutes = 60;
        plan.expireAfterMinutes = 30;
        QVERIFY(has(shop.make("Late", plan), "check.expires_early"));
        plan = {};
        plan.hours = {600, 600, model::kEveryWeekday};
        QVERIFY(!shop.make("Never", plan).isValid()); // is not even kept
        SendingRules rules;
        rules.hours = {8 * 60, 20 * 60, model::kEveryWeekday};
        NEED(saveSendingRules(*shop.session, rules));
        plan.hours = {21 * 60, 22 * 60, model::kEveryWeekday};
        QVERIFY(has(shop.make("Night", plan), "check.never_open"));
        plan = {};
        plan.recurrence.repeat = model::Repeat::Weekly;
        plan.audienceWhenArmed = true;
        QVERIFY(has(shop.make("Frozen", plan), "check.frozen_repeat"));
        rules.zoneField = "no such field";
        NEED(saveSendingRules(*shop.session, rules));
        plan = {};
        plan.inLocalTime = true;
        QVERIFY(has(shop.make("Local", plan), "check.no_zones"));
    }
};

AUDIENCE_TEST(CampaignPlanTest)
#include "campaign_plan_test.moc"
