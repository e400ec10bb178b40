// Campaigns that follow neither openings nor clicks, and those that send only so many in any stretch of time.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "delivery/event_intake.h"
#include "delivery/pace.h"
#include "scripted_transport.h"
#include "sending_kit.h"
#endif
#include "support/test_main.h"

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;
using namespace std::chrono_literals;

namespace {

RawEvent came(const char *type, const char *member, const std::string &messageId, const std::string &tag, int number) {
    Json facts{{"timestamp", "2026-11-21T09:00:0" + std::to_string(number) + ".000Z"}, {"ipAddress", "192.0.2.1"}, {"userAgent", "Mozilla/5.0"}, {"link", "https://s.example.com/"}};
    Json event{{"eventType", type},
               {"mail", Json{{"timestamp", "2026-11-21T09:00:00.000Z"}, {"messageId", messageId}, {"destination", Json::array({"c0@example.com"})}}}};
    if (!tag.empty())
        event["mail"]["tags"] = Json{{"as_ws", Json::array({kWorkspaceUuid})}, {"as_attempt", Json::array({tag})}};
    event[member] = std::move(facts);
    return {"test", dumpJson(event)};
}

struct Sent {
    LedgerFixture f{":memory:"};
    RunId run;
    std::string tag;
    std::unique_ptr<RunnerLease> lease = f.lease();

    Sent(bool opens, bool clicks) {
        RunSpec spec = LedgerFixture::spec();
        spec.transport = "ses";
        spec.plan.followOpens = opens;
        spec.plan.followClicks = clicks;
        run = *f.ledger.startRun(spec, LedgerFixture::people(1), f.rng);
        tag = f.intend(run, lease->epoch(), 1)->front();
    }
    Result<void> answer() {
        const std::vector<AttemptOutcome> outcomes{{tag, {OutcomeClass::Accepted, {}, {}, "ses-1"}, {}}};
        return f.ledger.recordOutcomes(outcomes);
    }
    std::int64_t facts(const char *kind) { return f.scalar("SELECT count(*) FROM message_event WHERE kind = '" + std::string(kind) + "'"); }
};

} // namespace

class FollowTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsNotFollowedIsNotKept() {
        Sent s(false, true);
        NEED(s.answer());
        EventIntake intake(s.f.connection, s.f.clock, kWorkspaceUuid, nullptr);
        const std::vector<RawEvent> events{came("Open", "open", "ses-1", s.tag, 1), came("Click", "click", "ses-1", s.tag, 2), came("Delivery", "delivery", "ses-1", s.tag, 3)};
        const auto report = intake.take(events);
        NEED(report);
        QCOMPARE(report->unfollowed, 1);
        QCOMPARE(report->events, 2);
        QCOMPARE(s.facts("open"), 0);
        QCOMPARE(s.facts("click"), 1);
        QCOMPARE(s.facts("delivery"), 1);
    }
    // That somebody opened it says that it was sent.
    void aDoubtIsSettledAllTheSame() {
        Sent s(false, false);
        NEED(s.f.ledger.doubtOpenIntents("test"));
        EventIntake intake(s.f.connection, s.f.clock, kWorkspaceUuid, nullptr);
        const std::vector<RawEvent> events{came("Open", "open", "ses-1", s.tag, 1)};
        const auto report = intake.take(events);
        NEED(report);
        QCOMPARE(report->settled, 1);
        QCOMPARE(s.f.ledger.counts(s.run)->at(MessageState::Accepted), 1);
        QCOMPARE(s.facts("open"), 0);
        QCOMPARE(s.f.breaches(), std::string());
    }
    // An opening without our mark can come before the answer that says whose it is.
    void whatCameBeforeIsForgotten() {
        for (const bool follows : {false, true}) {
            Sent s(follows, follows);
            EventIntake intake(s.f.connection, s.f.clock, kWorkspaceUuid, nullptr);
            const std::vector<RawEvent> events{came("Open", "open", "ses-1", {}, 1), came("Click", "click", "ses-1", {}, 2)};
            const auto report = intake.take(events);
            NEED(report);
            QCOMPARE(report->unmatched, 2);
            NEED(s.answer());
            QCOMPARE(s.facts("open") + s.facts("click"), follows ? 2 : 0);
            QCOMPARE(s.f.breaches(), std::string());
        }
    }

    void neverMoreInAnyStretch() {
        model::DeliveryPlan plan;
        plan.mostInPeriod = 10;
        plan.periodMinutes = 60;
        PeriodPace pace(plan);
        FakeClock clock(Instant{1'790'000'000'000'000});
        std::vector<Instant> taken;
        for (int i = 0; i < 6 * 60 * 4; ++i) { // four hours in steps of 10 seconds, greedy
            for (std::int64_t left = pace.left(clock.now()); left > 0; --left) {
                pace.took(clock.now());
                taken.push_back(clock.now());
            }
            if (pace.left(clock.now()) == 0)
                QVERIFY(clock.now() < pace.nextLeft() && pace.nextLeft() - clock.now() <= 61min);
            clock.advance(10s);
        }
        QCOMPARE(taken.size(), std::size_t{40});
        for (std::size_t i = 10; i < taken.size(); ++i)
            QVERIFY(taken[i] - taken[i - 10] >= 60min);
    }

    // Who begins again, by a restart or with the next start of a series, knows what was sent before.
    void aRestartForgetsNothing() {
        LedgerFixture f(":memory:");
        model::DeliveryPlan plan;
        plan.mostInPeriod = 10;
        plan.periodMinutes = 60;
        RunSpec spec = LedgerFixture::spec();
        spec.plan = plan;
        const RunId run = *f.ledger.startRun(spec, LedgerFixture::people(35), f.rng);
        const auto lease = f.lease();
        SendJournal journal = *SendJournal::open(f.path() + ".journal");
        ScriptedTransport transport(f.clock, f.rng, ScriptedTransport::accepted);
        PlainComposer composer;
        net::TokenBucket limiter(f.clock, {100'000, 1'000, -1, 0, 24h});
        std::vector<Instant> left;
        transport.onSubmit = [&](const Parcel &) { left.push_back(f.clock.now()); };
        const Instant start = f.clock.now();
        std::string reason;
        while (f.clock.now() < start + 5h) {
            // A new one every few minutes.
            auto runner = CampaignRunner::open({f.connection, f.clock, f.rng, *lease, journal, transport, composer, limiter}, run, senderProfile());
            NEED(runner);
            for (const Instant end = f.clock.now() + 7min; f.clock.now() < end;) {
                const auto report = (*runner)->tick(10ms);
                NEED(report);
                if (report->state == RunnerState::Finished)
                    break;
                if (report->state == RunnerState::Waiting) {
                    reason = report->reason;
                    QVERIFY(!report->holdsPlace);
                    f.clock.sleepFor(std::clamp<std::chrono::microseconds>(report->waitFor, 1ms, 1min));
                }
            }
            NEED((*runner)->drain());
            if (f.ledger.run(run)->status == RunStatus::Finished)
                break;
            f.clock.advance(1s);
        }
        QCOMPARE(left.size(), std::size_t{35});
        QCOMPARE(reason, std::string("period_full"));
        for (std::size_t i = 10; i < left.size(); ++i)
            QVERIFY(left[i] - left[i - 10] >= 60min);
        QVERIFY(left.back() - start < 3h + 20min);
        QCOMPARE(f.breaches(), std::string());
    }
};
AUDIENCE_TEST(FollowTest)

#include "follow_test.moc"
