// How fast a run goes: per domain, over the days of a warm-up, within the hours, below a share of errors, and as fast
// as a service with a limit of its own lets it.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
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

// A run with a plan, on a fake clock.
struct Stage {
    LedgerFixture f;
    ScriptedTransport transport;
    PlainComposer composer;
    net::TokenBucket limiter;
    std::unique_ptr<RunnerLease> lease;
    SendJournal journal;
    RunId run;
    std::unique_ptr<CampaignRunner> runner;
    std::vector<std::pair<std::string, Instant>> left; // address and when it left

    explicit Stage(const model::DeliveryPlan &plan, std::vector<Recipient> people, ScriptedTransport::Script script = ScriptedTransport::accepted,
                   net::TokenBucket::Limits limits = {100'000, 1'000, -1, 0, std::chrono::hours(24)}, const ZoneOf &zoneOf = {}, const OpenTimes &workspace = {})
        : f(":memory:"), transport(f.clock, f.rng, std::move(script)), limiter(f.clock, limits), lease(f.lease()),
          journal(*SendJournal::open(f.path() + ".journal")) {
        RunSpec spec = LedgerFixture::spec();
        spec.plan = plan;
        const SendTimes times(plan, workspace, "UTC");
        planRecipients(plan, times, {f.clock.now(), {}, "UTC", 0s}, "uid", people, zoneOf);
        run = *f.ledger.startRun(spec, people, f.rng);
        transport.onSubmit = [this](const Parcel &parcel) { left.emplace_back(parcel.email.to.address, f.clock.now()); };
        runner = *CampaignRunner::open({f.connection, f.clock, f.rng, *lease, journal, transport, composer, limiter}, run, senderProfile(), {}, {times, zoneOf});
    }
    TickReport toEnd() {
        auto report = runner->runToEnd({}, {});
        if (!report)
            qWarning("%s", report.error().id.c_str());
        return report ? *report : TickReport{RunnerState::Working, 0, 0, 0, "error", {}};
    }
    // Until that moment or the end, whichever comes first.
    void until(Instant end) {
        while (f.clock.now() < end) {
            const auto report = runner->tick(100ms);
            if (!report || report->state == RunnerState::Finished || report->state == RunnerState::Paused)
                return;
            if (report->state == RunnerState::Waiting)
                f.clock.sleepFor(std::clamp<std::chrono::microseconds>(report->waitFor, 1ms, std::max<std::chrono::microseconds>(end - f.clock.now(), 1ms)));
        }
    }
    std::int64_t count(MessageState state) { return f.ledger.counts(run)->at(state); }
    int leftBefore(Instant at, const std::string &domain = {}) const {
        int count = 0;
        for (const auto &[address, when] : left)
            count += when < at && address.size() >= domain.size() && address.compare(address.size() - domain.size(), domain.size(), domain) == 0 ? 1 : 0;
        return count;
    }
};

std::vector<Recipient> people(int count, const char *domain, int from = 0) {
    std::vector<Recipient> people;
    for (int i = 0; i < count; ++i)
        people.push_back({static_cast<Ordinal>(from + i), "c" + std::to_string(from + i) + "@" + domain, {}});
    return people;
}

// A service that allows so many a second, saved up for one second, and refuses what is more.
class StrictService {
public:
    StrictService(const Clock &clock, double perSecond) : m_clock(clock), m_rate(perSecond), m_tokens(perSecond) {}
    Outcome operator()(const Parcel &parcel) {
        const double seconds = std::chrono::duration<double>(m_clock.steady() - m_at).count();
        m_tokens = std::min(m_rate, m_tokens + seconds * m_rate);
        m_at = m_clock.steady();
        if (m_tokens + 1e-9 < 1) {
            ++throttled;
            return ScriptedTransport::of(OutcomeClass::Throttled, "TooManyRequestsException");
        }
        m_tokens -= 1;
        ++accepted;
        return ScriptedTransport::accepted(parcel);
    }
    int accepted = 0, throttled = 0;

private:
    const Clock &m_clock;
    double m_rate, m_tokens;
    std::chrono::microseconds m_at{0};
};

// Bounces of the first `count` emails, as they would have come back now.
void bounce(LedgerFixture &f, int count) {
    const std::string sql = "INSERT INTO message_event (dedupe_key, kind, subtype, run, message, message_id, tag, recipient_key, link, machine, at, received_at, body) "
                            "SELECT 'b' || id, 'bounce', 'Permanent/General', run, id, message_id, '', '', '', 0, " +
                            std::to_string(f.clock.now().micros) + ", 0, '' FROM message WHERE state = 'accepted' ORDER BY id LIMIT " + std::to_string(count);
    if (!f.connection.execute(sql))
        qFatal("no events");
}

} // namespace

class PaceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // A slow domain gets its emails one by one; all others are through in no time.
    void aSlowDomainHoldsUpNobody() {
        model::DeliveryPlan plan;
        plan.domains["slow.example"] = 2;
        auto all = people(700, "slow.example");
        const auto others = people(300, "fast.example", 700);
        all.insert(all.end(), others.begin(), others.end());
        Stage s(plan, all);
        const Instant start = s.f.clock.now();
        QCOMPARE(s.toEnd().state, RunnerState::Finished);
        QCOMPARE(s.count(MessageState::Accepted), 1'000);
        QCOMPARE(s.leftBefore(start + 15s, "fast.example"), 300);
        for (const int second : {10, 60, 200, 340}) {
            const int gone = s.leftBefore(start + std::chrono::seconds(second), "slow.example");
            QVERIFY2(gone <= 2 * second + 2 && gone >= 2 * second * 9 / 10, qPrintable(QStringLiteral("%1 after %2 s").arg(gone).arg(second)));
        }
        QCOMPARE(s.f.breaches(), std::string());
    }

    void everyDomainHasItsPace() {
        model::DeliveryPlan plan;
        plan.perDomainPerSecond = 1;
        plan.domains["big.example"] = 10;
        auto all = people(100, "big.example");
        const auto others = people(10, "small.example", 100);
        all.insert(all.end(), others.begin(), others.end());
        Stage s(plan, all);
        const Instant start = s.f.clock.now();
        QCOMPARE(s.toEnd().state, RunnerState::Finished);
        QVERIFY(s.leftBefore(start + 5s, "small.example") <= 6);
        QVERIFY(s.leftBefore(start + 5s, "big.example") <= 51);
        QVERIFY(s.f.clock.now() - start < 15s);
    }

    void warmUpGrowsByTheDayAndIsHeldByBounces() {
        model::DeliveryPlan plan;
        plan.warmUp = {100, 200, 400};
        Stage s(plan, people(900, "example.com"));
        const Instant start = s.f.clock.now();
        s.until(start + 23h);
        QCOMPARE(s.count(MessageState::Accepted), 100);
        bounce(s.f, 3); // 3 % of the first day
        s.until(start + 47h);
        QCOMPARE(s.count(MessageState::Accepted), 200); // the limit of the first day once more
        s.until(start + 71h);
        QCOMPARE(s.count(MessageState::Accepted), 400);
        s.until(start + 95h);
        QCOMPARE(s.count(MessageState::Accepted), 800);
        QCOMPARE(s.toEnd().state, RunnerState::Finished);
        QCOMPARE(s.count(MessageState::Accepted), 900);
        QCOMPARE(s.f.breaches(), std::string());
    }

    // What another campaign sent through the connection is of the same day; practice is none of the real sends.
    void theWarmUpIsOneOfTheConnection() {
        model::DeliveryPlan plan;
        plan.warmUp = {100, 200};
        Stage s(plan, people(60, "example.com"));
        const Instant start = s.f.clock.now();
        QCOMPARE(s.toEnd().state, RunnerState::Finished);
        const auto left = [&](const char *transport, const char *connection, Instant now) -> std::int64_t {
            RunSpec spec = LedgerFixture::spec();
            spec.transport = transport;
            spec.connection = connection;
            spec.plan = plan;
            const auto run = s.f.ledger.startRun(spec, LedgerFixture::people(10), s.f.rng);
            const auto day = run ? warmUpDay(s.f.connection, *run, plan.warmUp, now) : Result<WarmUpDay>(run.error());
            return day ? day->left : -2;
        };
        QCOMPARE(left("practice", "", start + 1h), 40);
        QCOMPARE(left("practice", "", start + 25h), 200);
        QCOMPARE(left("practice", "other", start + 1h), 100);
        QCOMPARE(left("ses", "", start + 1h), 100);
        bounce(s.f, 3);
        QCOMPARE(left("practice", "", start + 25h), 100); // held by what came back of the other one
    }

    // Paused at eight in the evening, whatever is still to go leaves in the morning; nothing is lost or skipped.
    void theHoursAreAskedAgain() {
        model::DeliveryPlan plan;
        plan.hours = {8 * 60, 20 * 60, model::kEveryWeekday};
        Stage s(plan, people(200, "example.com"), ScriptedTransport::accepted, {0.001, 1, -1, 0, std::chrono::hours(24)});
        s.limiter.setLimits({0.01, 1, -1, 0, std::chrono::hours(24)}); // 36 an hour
        QCOMPARE(s.toEnd().state, RunnerState::Finished);
        QCOMPARE(s.count(MessageState::Accepted), 200);
        for (const auto &[address, when] : s.left) {
            const std::int64_t hour = when.micros / kMicrosPerSecond % 86'400 / 3'600;
            QVERIFY2(hour >= 8 && hour < 20, toIso(when).c_str());
        }
    }

    void eachPersonsHoursAreAsked() {
        model::DeliveryPlan plan;
        const OpenTimes quiet{{8 * 60, 20 * 60, model::kEveryWeekday}};
        const ZoneOf zones = [](Ordinal person) { return std::string(person % 2 == 0 ? "Asia/Tokyo" : "America/Los_Angeles"); };
        Stage s(plan, people(100, "example.com"), ScriptedTransport::accepted, {0.02, 1, -1, 0, std::chrono::hours(24)}, zones, quiet);
        QCOMPARE(s.toEnd().state, RunnerState::Finished);
        QCOMPARE(s.count(MessageState::Accepted), 100);
        for (const auto &[address, when] : s.left) {
            const bool isTokyo = (address[1] - '0' + (address[2] == '@' ? 0 : address[2] - '0' - (address[1] - '0'))) % 2 == 0;
            const auto local = civilAt(when, isTokyo ? "Asia/Tokyo" : "America/Los_Angeles");
            QVERIFY2(local->secondOfDay >= 8 * 3'600 && local->secondOfDay < 20 * 3'600, (address + " " + toIso(when)).c_str());
        }
    }

    void whatIsTooLateIsSkipped() {
        model::DeliveryPlan plan;
        plan.expireAfterMinutes = 10;
        Stage s(plan, people(100, "example.com"), ScriptedTransport::accepted, {0.1, 1, -1, 0, std::chrono::hours(24)});
        QCOMPARE(s.toEnd().state, RunnerState::Finished);
        QVERIFY(s.count(MessageState::Accepted) >= 60 && s.count(MessageState::Accepted) <= 62);
        QCOMPARE(s.count(MessageState::Accepted) + s.count(MessageState::Skipped), 100);
        QCOMPARE(s.f.scalar("SELECT count(*) FROM message WHERE reason = 'expired'"), s.count(MessageState::Skipped));
        QCOMPARE(s.f.breaches(), std::string());
    }

    // So many first; whoever resumes it means the rest, whatever process goes on with it.
    void aFirstPartAndThenTheRest_data() {
        QTest::addColumn<bool>("isAnotherProcess");
        QTest::addColumn<bool>("isHeldBefore");
        QTest::newRow("here") << false << false;
        QTest::newRow("another process") << true << false;
        QTest::newRow("paused by hand before") << true << true;
    }
    void aFirstPartAndThenTheRest() {
        QFETCH(const bool, isAnotherProcess);
        QFETCH(const bool, isHeldBefore);
        model::DeliveryPlan plan;
        plan.pauseAfter = 120;
        Stage s(plan, people(500, "example.com"));
        const auto reopen = [&] {
            s.runner = *CampaignRunner::open({s.f.connection, s.f.clock, s.f.rng, *s.lease, s.journal, s.transport, s.composer, s.limiter}, s.run, senderProfile());
        };
        if (isHeldBefore) {
            while (s.transport.requests < 50)
                NEED(s.runner->tick(10ms));
            NEED(s.f.ledger.pause(s.run, "paused_by_user"));
            NEED(s.runner->drain());
            s.f.clock.advance(1min);
            NEED(s.f.ledger.resume(s.run));
            reopen();
        }
        const TickReport report = s.toEnd();
        QCOMPARE(report.state, RunnerState::Paused);
        QCOMPARE(report.reason, std::string("first_part"));
        QCOMPARE(s.transport.requests, 120);
        QCOMPARE(s.count(MessageState::Accepted), 120);
        QCOMPARE(s.count(MessageState::Planned), 380);
        s.f.clock.advance(1h);
        NEED(s.f.ledger.resume(s.run));
        if (isAnotherProcess)
            reopen();
        QCOMPARE(s.toEnd().state, RunnerState::Finished);
        QCOMPARE(s.count(MessageState::Accepted), 500);
        QCOMPARE(s.f.breaches(), std::string());
    }

    // Nobody is asked where nobody is left.
    void aFirstPartThatIsAll() {
        model::DeliveryPlan plan;
        plan.pauseAfter = 120;
        Stage s(plan, people(120, "example.com"));
        QCOMPARE(s.toEnd().state, RunnerState::Finished);
    }

    void aShareOfErrorsPauses() {
        model::DeliveryPlan plan;
        plan.stopErrorShare = 0.2;
        int n = 0;
        Stage s(plan, people(1'000, "example.com"), [&n](const Parcel &parcel) {
            return n++ % 4 == 0 ? ScriptedTransport::of(OutcomeClass::RefusedFinal, "MessageRejected") : ScriptedTransport::accepted(parcel);
        });
        const TickReport report = s.toEnd();
        QCOMPARE(report.state, RunnerState::Paused);
        QCOMPARE(report.reason, std::string("error_share"));
        QVERIFY(s.transport.requests >= 100 && s.transport.requests <= 132);
        NEED(s.f.ledger.resume(s.run)); // another hundred
        QCOMPARE(s.toEnd().reason, std::string("error_share"));
        QVERIFY(s.transport.requests >= 200 && s.transport.requests <= 264);
    }

    // R-05. At the quota of the account, and where the service turns out to be slower than it said.
    void usesTheQuotaAndIsNotThrottled_data() {
        QTest::addColumn<double>("allowed");
        QTest::newRow("as it says") << 14.0;
        QTest::newRow("slower than it says") << 11.0;
    }
    void usesTheQuotaAndIsNotThrottled() {
        QFETCH(const double, allowed);
        const int kPeople = 14 * 60 * (qEnvironmentVariableIsSet("AUDIENCE_LONG") ? 15 : 3);
        FakeClock *clock = nullptr;
        std::unique_ptr<StrictService> service;
        Stage s({}, people(kPeople, "example.com"), [&](const Parcel &parcel) { return (*service)(parcel); }, {14, 14, -1, 0, std::chrono::hours(24)});
        clock = &s.f.clock;
        service = std::make_unique<StrictService>(*clock, allowed);
        const auto start = clock->steady();
        QCOMPARE(s.toEnd().state, RunnerState::Finished);
        const double seconds = std::chrono::duration<double>(clock->steady() - start).count();
        const double share = kPeople / seconds / allowed, throttled = 100.0 * service->throttled / (service->accepted + service->throttled);
        qInfo("R-05: %.1f %% of %.0f/s used, %.2f %% throttled, %lld accepted", 100 * share, allowed, throttled, static_cast<long long>(s.count(MessageState::Accepted)));
        QCOMPARE(s.count(MessageState::Accepted), kPeople);
        QVERIFY(throttled <= (allowed < 14 ? 1.5 : 1.0));
        QVERIFY(share >= (allowed < 14 ? 0.8 : 0.95));
    }

    // Two campaigns with a rate of their own and one without share what the account allows; none is faster than it may be.
    void severalCampaignsShareTheAccount() {
        constexpr double kAccount = 14;
        constexpr int kSeconds = 120;
        LedgerFixture f(":memory:");
        StrictService service(f.clock, kAccount);
        PlainComposer composer;
        net::TokenBucket account(f.clock, {kAccount, 14, -1, 0, 24h});
        const auto lease = f.lease();
        SendJournal journal = *SendJournal::open(f.path() + ".journal");
        struct One {
            double rate;
            std::unique_ptr<net::TokenBucket> own;
            std::unique_ptr<ScriptedTransport> transport;
            RunId run;
            std::unique_ptr<CampaignRunner> runner;
            std::vector<Instant> left;
        };
        One all[3] = {{10, {}, {}, {}, {}, {}}, {3, {}, {}, {}, {}, {}}, {0, {}, {}, {}, {}, {}}};
        for (One &one : all) {
            if (one.rate > 0)
                one.own = std::make_unique<net::TokenBucket>(f.clock, net::TokenBucket::Limits{one.rate, 1});
            one.transport = std::make_unique<ScriptedTransport>(f.clock, f.rng, [&](const Parcel &parcel) {
                one.left.push_back(f.clock.now());
                return service(parcel);
            });
            one.run = f.start(5'000);
            one.runner = *CampaignRunner::open({f.connection, f.clock, f.rng, *lease, journal, *one.transport, composer, account, one.own.get()}, one.run, senderProfile());
        }
        const Instant start = f.clock.now();
        const auto gone = [](const One &one, Instant until) { return std::count_if(one.left.begin(), one.left.end(), [&](Instant at) { return at < until; }); };
        for (std::size_t turn = 0; f.clock.now() - start < std::chrono::seconds(kSeconds); ++turn)
            NEED(all[turn % 3].runner->tick(1ms));
        std::int64_t sum = 0;
        for (const One &one : all)
            sum += gone(one, start + std::chrono::seconds(kSeconds));
        qInfo("R-05: three campaigns, %lld in %d s of an account's %.0f/s: %zu, %zu (at most 3/s), %zu; %d throttled", static_cast<long long>(sum), kSeconds, kAccount,
              all[0].left.size(), all[1].left.size(), all[2].left.size(), service.throttled);
        QVERIFY(static_cast<double>(sum) <= kAccount * kSeconds + 14);
        QVERIFY(static_cast<double>(sum) >= 0.95 * kAccount * kSeconds);
        QCOMPARE(service.throttled, 0);
        for (const One &one : all)
            if (one.rate > 0)
                for (int second = 10; second <= kSeconds; second += 10)
                    QVERIFY(static_cast<double>(gone(one, start + std::chrono::seconds(second)) - gone(one, start + std::chrono::seconds(second - 10))) <= one.rate * 10 + 1);
        QVERIFY(all[2].left.size() > 100); // nobody is starved
        QCOMPARE(f.breaches(), std::string());
    }

    void theDailyQuotaWaitsForTomorrow() {
        Stage s({}, people(250, "example.com"), ScriptedTransport::accepted, {1'000, 16, 200, 0, std::chrono::hours(24)});
        const Instant start = s.f.clock.now();
        s.until(start + 20h);
        QCOMPARE(s.count(MessageState::Accepted), 200);
        QCOMPARE(s.runner->tick(1ms)->reason, std::string("daily_quota"));
        QCOMPARE(s.toEnd().state, RunnerState::Finished);
        QVERIFY(s.f.clock.now() - start >= 24h);
    }
};

AUDIENCE_TEST(PaceTest)
#include "pace_test.moc"
