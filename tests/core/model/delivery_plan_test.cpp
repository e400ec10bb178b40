#include "base/json.h"
#include "model/campaign.h"
#include "support/test_main.h"

#include <QTest>

#include <limits>

using namespace audience;
using namespace audience::model;

namespace {

DeliveryPlan everything() {
    DeliveryPlan plan;
    plan.stream = Stream::Transactional;
    plan.priority = 1;
    plan.holdoutShare = 0.1;
    plan.maxPeople = 5'000;
    plan.audienceWhenArmed = plan.inLocalTime = plan.viewInBrowser = true;
    plan.hours = {8 * 60, 20 * 60, 0x1f};
    plan.notOn = {CivilDate{20'812}, CivilDate{20'813}};
    plan.recurrence = {Repeat::Weekly, 2, 0x01, Instant{1'800'000'000'000'000}, 10, {}};
    plan.batchSize = 1'000;
    plan.batchEveryMinutes = 60;
    plan.expireAfterMinutes = 24 * 60;
    plan.perDomainPerSecond = 2.5;
    plan.domains = {{"example.com", 1}, {"example.org", 0.5}};
    plan.warmUp = {50, 100, 200};
    plan.pauseAfter = 500;
    plan.stopErrorShare = 0.2;
    return plan;
}

} // namespace

class DeliveryPlanTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goesThroughJson() {
        QCOMPARE(deliveryPlanFromJson(toJson(everything())) == everything(), true);
        QCOMPARE(dumpJson(toJson(DeliveryPlan{})), std::string("{}"));
        Campaign campaign;
        campaign.plan = everything();
        QVERIFY(*campaignFromJson(toJson(campaign)) == campaign);
        // Of a version that had no plan.
        QVERIFY(campaignFromJson(Json{{"audience_campaign", 2}, {"name", "Old"}})->plan == DeliveryPlan{});
    }

    void whatCannotBeReadIsTheDefault() {
        for (const char *text : {R"([])", R"({"priority": "high", "hours": 7, "not_on": ["soon", 3], "warm_up": ["many"]})",
                                 R"({"stream": "carrier pigeon", "recurrence": {"repeat": "hourly"}, "domains": {"example.com": "fast"}})"})
            QVERIFY(deliveryPlanFromJson(*parseJson(text)) == DeliveryPlan{});
    }

    void refusesWhatMakesNoSense() {
        QVERIFY(checkPlan({}));
        QVERIFY(checkPlan(everything()));
        const auto refused = [](auto change) {
            DeliveryPlan plan;
            change(plan);
            const auto checked = checkPlan(plan);
            return checked ? std::string() : checked.error().id + " " + std::string(checked.error().arg("field"));
        };
        const std::string bad = "campaign.bad_plan ";
        QCOMPARE(refused([](auto &p) { p.priority = 6; }), bad + "priority");
        QCOMPARE(refused([](auto &p) { p.holdoutShare = 0.6; }), bad + "holdout_share");
        QCOMPARE(refused([](auto &p) { p.holdoutShare = std::numeric_limits<double>::quiet_NaN(); }), bad + "holdout_share");
        QCOMPARE(refused([](auto &p) { p.hours = {600, 600, kEveryWeekday}; }), bad + "hours");
        QCOMPARE(refused([](auto &p) { p.hours.weekdays = 0; }), bad + "hours.weekdays");
        QCOMPARE(refused([](auto &p) { p.batchSize = 10; }), bad + "batch_every_minutes");
        QCOMPARE(refused([](auto &p) { p.expireAfterMinutes = -1; }), bad + "expire_after_minutes");
        QCOMPARE(refused([](auto &p) { p.domains = {{"Not a domain", 1}}; }), bad + "domains");
        QCOMPARE(refused([](auto &p) { p.domains = {{"example.com", 0}}; }), bad + "domains");
        QCOMPARE(refused([](auto &p) { p.warmUp = {100, 0}; }), bad + "warm_up");
        QCOMPARE(refused([](auto &p) { p.pauseAfter = -1; }), bad + "pause_after");
        QCOMPARE(refused([](auto &p) { p.stopErrorShare = 1.5; }), bad + "stop_error_share");
    }
};

AUDIENCE_TEST(DeliveryPlanTest)
#include "delivery_plan_test.moc"
