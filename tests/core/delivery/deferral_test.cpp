// "Not now": a mailbox that cannot take an email yet waits on its own and not for ever, and holds up nobody.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/next_try.h"
#include "delivery/run_log.h"
#include "scripted_transport.h"
#include "sending_kit.h"
#include "support/fake_smtp.h"
#endif
#include "support/test_main.h"

#include <mutex>

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;
using namespace std::chrono_literals;

namespace {

constexpr const char *kBusy = "c7@example.com";

// A run on a fake clock; `answer` is what the busy mailbox says, everybody else's is taken.
struct Stage {
    LedgerFixture f{":memory:"};
    ScriptedTransport transport;
    PlainComposer composer;
    net::TokenBucket limiter;
    std::unique_ptr<RunnerLease> lease = f.lease();
    SendJournal journal = *SendJournal::open(f.path() + ".journal");
    RunId run;
    std::unique_ptr<CampaignRunner> runner;
    std::vector<Instant> tries; // of the busy one
    Instant lastOther;

    Stage(int count, const std::function<Outcome(const Parcel &, int)> &answer, std::int64_t expireAfterMinutes = 0)
        : transport(f.clock, f.rng,
                    [this, answer](const Parcel &parcel) {
                        if (parcel.email.to.address != kBusy) {
                            lastOther = f.clock.now();
                            return ScriptedTransport::accepted(parcel);
                        }
                        tries.push_back(f.clock.now());
                        return answer(parcel, static_cast<int>(tries.size()));
                    }),
          limiter(f.clock, {14, 14, -1, 0, 24h}) {
        RunSpec spec = LedgerFixture::spec();
        spec.plan.expireAfterMinutes = expireAfterMinutes;
        auto people = LedgerFixture::people(count);
        planRecipients(spec.plan, {}, {f.clock.now(), {}, "UTC", 0s}, "uid", people);
        run = *f.ledger.startRun(spec, people, f.rng);
        runner = *CampaignRunner::open({f.connection, f.clock, f.rng, *lease, journal, transport, composer, limiter}, run, senderProfile());
    }
    RunnerState toEnd() {
        const auto report = runner->runToEnd({}, {});
        return report ? report->state : RunnerState::Working;
    }
    std::string row(const char *column) { return f.text("SELECT " + std::string(column) + " FROM message WHERE address = '" + kBusy + "'"); }
    std::vector<std::int64_t> distances() const { // in minutes
        std::vector<std::int64_t> minutes;
        for (std::size_t i = 1; i < tries.size(); ++i)
            minutes.push_back((tries[i] - tries[i - 1]) / 1min);
        return minutes;
    }
};

Outcome greylisted() {
    return {OutcomeClass::Deferred, "smtp.450", "4.7.1 Greylisted, come back later", {}};
}

} // namespace

class DeferralTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theDistancesGrow() {
        const Instant start{1'790'000'000'000'000};
        Instant now = start;
        std::vector<std::int64_t> minutes;
        std::int64_t tries = 1;
        for (;; ++tries) {
            const auto next = nextTry({tries, start, {}}, now);
            if (!next)
                break;
            minutes.push_back((*next - now) / 1min);
            now = *next;
        }
        QCOMPARE(minutes, (std::vector<std::int64_t>{5, 15, 60, 120, 240, 240, 240, 240, 240}));
        QVERIFY(now - start <= 24h);
        // Away for three days: what a mailbox gets are five tries, not five hours.
        QVERIFY(nextTry({4, start, {}}, start + 72h).has_value());
        QVERIFY(!nextTry({5, start, {}}, start + 72h).has_value());
        // What expires is tried once more right before, unless that is now.
        QCOMPARE(nextTry({2, start, start + 30min}, start + 5min), std::optional(start + 20min));
        QCOMPARE(nextTry({3, start, start + 30min}, start + 20min), std::optional(start + 29min));
        QVERIFY(!nextTry({4, start, start + 30min}, start + 29min).has_value());
        QVERIFY(!nextTry({1, start, start + 3min}, start).has_value());
        // Who throttles everybody may do so for days; only what expires is over.
        QCOMPARE(nextTry({9, start, {}}, start + 72h, start + 73h), std::optional(start + 73h));
        QCOMPARE(nextTry({9, start, {}}, start + 72h, start), std::optional(start + 72h));
        QVERIFY(!nextTry({9, start, start + 73h}, start + 72h, start + 73h + 1us).has_value());
    }

    void oneMailboxWaitsAndTheOthersDoNot() {
        Stage s(280, [](const Parcel &parcel, int tries) { return tries < 4 ? greylisted() : ScriptedTransport::accepted(parcel); });
        const Instant start = s.f.clock.now();
        QCOMPARE(s.toEnd(), RunnerState::Finished);
        QVERIFY2(s.lastOther - start < 21s, "at 14 a second 280 take 19 s, whatever one mailbox says");
        QCOMPARE(s.distances(), (std::vector<std::int64_t>{5, 15, 60}));
        QCOMPARE(s.row("state"), std::string("accepted"));
        QCOMPARE(s.f.ledger.counts(s.run)->at(MessageState::Accepted), 280);
        QCOMPARE(s.transport.requests, 283);
        QCOMPARE(s.limiter.limits().perSecond, 14.0);
        QCOMPARE(s.f.breaches(), std::string());
    }

    // How often the service asked everybody for slower sending is none of a mailbox's own tries.
    void slowingDownIsNotTheMailboxes() {
        Stage s(20, [](const Parcel &parcel, int tries) {
            return tries < 4   ? Outcome{OutcomeClass::Throttled, "smtp.421", "4.7.0 Too many connections", {}}
                   : tries < 6 ? greylisted()
                               : ScriptedTransport::accepted(parcel);
        });
        QCOMPARE(s.toEnd(), RunnerState::Finished);
        const auto all = s.distances();
        QCOMPARE(all.size(), std::size_t{5});
        QCOMPARE((std::vector<std::int64_t>{all[3], all[4]}), (std::vector<std::int64_t>{5, 15}));
        QCOMPARE(s.f.scalar("SELECT count(*) FROM attempt WHERE outcome = 'throttled'"), 3);
        QCOMPARE(s.f.scalar("SELECT count(*) FROM attempt WHERE outcome = 'not_sent' AND code = 'smtp.450'"), 2);
    }

    void whoWaitsIsSeen() {
        Stage s(20, [](const Parcel &, int) { return greylisted(); });
        while (s.f.ledger.counts(s.run)->at(MessageState::Accepted) < 19)
            NEED(s.runner->tick(10ms));
        for (int i = 0; i < 20; ++i)
            NEED(s.runner->tick(10ms));
        QCOMPARE(s.runner->tick(10ms)->reason, std::string("retry_due"));
        const auto log = runLog(s.f.connection, s.run, {"retry_at", {}}, 0, 10);
        NEED(log);
        QCOMPARE(log->size(), std::size_t{1});
        QCOMPARE(log->front().address, std::string(kBusy));
        QCOMPARE(log->front().reason, std::string("smtp.450"));
        QVERIFY(log->front().nextTry - s.tries.front() >= 5min && log->front().nextTry - s.tries.front() < 6min);
        const auto history = messageHistory(s.f.connection, s.run, MessageId(log->front().message));
        NEED(history);
        QCOMPARE(history->size(), std::size_t{2});
        QCOMPARE(history->front().what, std::string("not_sent"));
        QCOMPARE(history->front().detail, std::string("smtp.450 4.7.1 Greylisted, come back later"));
        QCOMPARE(history->back().what, std::string("next_try"));
        QCOMPARE(history->back().at, log->front().nextTry);
        const auto others = runLog(s.f.connection, s.run, {"accepted", {}}, 0, 1);
        QCOMPARE(others->front().nextTry, Instant{});
    }

    void notForEver_data() {
        QTest::addColumn<int>("outcome");
        QTest::addColumn<int>("expires"); // minutes; 0: never
        QTest::newRow("the mailbox is busy for days") << static_cast<int>(OutcomeClass::Deferred) << 0;
        QTest::newRow("the mailbox is busy until it is too late") << static_cast<int>(OutcomeClass::Deferred) << 90;
        QTest::newRow("throttled until it is too late") << static_cast<int>(OutcomeClass::Throttled) << 90;
    }
    void notForEver() {
        QFETCH(const int, outcome);
        QFETCH(const int, expires);
        const auto kind = static_cast<OutcomeClass>(outcome);
        Stage s(20, [&](const Parcel &, int) { return Outcome{kind, "the-code", "its words", {}}; }, expires);
        const Instant start = s.f.clock.now();
        QCOMPARE(s.toEnd(), RunnerState::Finished);
        QCOMPARE(s.f.ledger.counts(s.run)->at(MessageState::Accepted), 19);
        if (kind == OutcomeClass::Deferred) {
            QCOMPARE(s.row("state"), std::string("refused"));
            QCOMPARE(s.row("reason"), std::string("not_accepted_in_time"));
        } else { // the last wait of a throttled connection may end after its time
            QVERIFY(s.row("reason") == "expired" || s.row("reason") == "not_accepted_in_time");
        }
        QVERIFY(s.tries.size() >= 5 || expires > 0);
        QVERIFY(s.tries.back() - start <= (expires > 0 ? std::chrono::minutes(expires) : 24h + 1min));
        QVERIFY(s.tries.back() - start >= (expires > 0 ? 80min : 19h)); // and not given up early
        // Its own last words are kept.
        QCOMPARE(s.f.text("SELECT code || ' ' || detail FROM attempt a JOIN message m ON m.id = a.message WHERE m.address = '" + std::string(kBusy) +
                          "' ORDER BY number DESC LIMIT 1"),
                 std::string("the-code its words"));
        QCOMPARE(s.f.breaches(), std::string());
    }

    // A campaign that stood still for days does not take it out on those who were told "later" before.
    void aLongPauseCostsNoTry() {
        Stage s(20, [](const Parcel &parcel, int tries) { return tries < 3 ? greylisted() : ScriptedTransport::accepted(parcel); });
        while (s.f.ledger.counts(s.run)->at(MessageState::RetryAt) == 0)
            NEED(s.runner->tick(10ms));
        NEED(s.f.ledger.pause(s.run, "paused_by_user"));
        NEED(s.runner->drain());
        s.f.clock.advance(72h);
        NEED(s.f.ledger.resume(s.run));
        QCOMPARE(s.toEnd(), RunnerState::Finished);
        QCOMPARE(s.row("state"), std::string("accepted"));
    }

    // Nor is it taken out on those whom the service itself has slowed down, however often that was before the pause.
    void aServiceThatThrottlesRefusesNobody() {
        const Outcome tooFast{OutcomeClass::Throttled, "TooManyRequestsException", "Maximum sending rate exceeded.", {}};
        Stage s(20, [&](const Parcel &parcel, int tries) { return tries < 9 ? tooFast : ScriptedTransport::accepted(parcel); });
        while (s.tries.size() < 6) {
            const auto report = s.runner->tick(10ms);
            NEED(report);
            if (report->state == RunnerState::Waiting)
                s.f.clock.sleepFor(std::max<std::chrono::microseconds>(report->waitFor, 1ms));
        }
        NEED(s.f.ledger.pause(s.run, "paused_by_user"));
        NEED(s.runner->drain());
        s.f.clock.advance(72h);
        NEED(s.f.ledger.resume(s.run));
        QCOMPARE(s.toEnd(), RunnerState::Finished);
        QCOMPARE(s.row("state"), std::string("accepted"));
        QCOMPARE(s.tries.size(), std::size_t{9});
        QCOMPARE(s.f.breaches(), std::string());
    }

    // A server that says it to everybody is in trouble itself, and is not asked by everybody at full speed.
    void aServerThatTakesNothingIsLeftAlone() {
        LedgerFixture f(":memory:");
        const RunId run = f.start(5'000);
        ScriptedTransport transport(f.clock, f.rng, [](const Parcel &) { return greylisted(); });
        PlainComposer composer;
        net::TokenBucket limiter(f.clock, {100, 16, -1, 0, 24h});
        const auto lease = f.lease();
        SendJournal journal = *SendJournal::open(f.path() + ".journal");
        const auto runner = *CampaignRunner::open({f.connection, f.clock, f.rng, *lease, journal, transport, composer, limiter}, run, senderProfile());
        const Instant start = f.clock.now();
        while (f.clock.now() - start < 1h) {
            const auto report = runner->tick(10ms);
            NEED(report);
            if (report->state == RunnerState::Waiting)
                f.clock.sleepFor(std::max<std::chrono::microseconds>(report->waitFor, 1ms));
        }
        QVERIFY2(transport.requests < 500, std::to_string(transport.requests).c_str());
        QCOMPARE(f.breaches(), std::string());
    }

    // The whole way, with a server that greylists: refused at first, taken five minutes later.
    void aGreylistingServerGetsItAll() {
        std::mutex mutex;
        std::map<std::string, int> asked;
        FakeSmtpConfig config;
        config.script = [&](SmtpAt at, int, const std::string &line) -> std::optional<SmtpFault> {
            const std::scoped_lock lock(mutex);
            return at == SmtpAt::Rcpt && ++asked[line] == 1 ? std::optional(SmtpFault{450, SmtpFault::Then::Go, 0ms}) : std::nullopt;
        };
        FakeSmtp server(config);
        LedgerFixture f;
        const RunId run = f.start(40);
        SendingKit kit(f.path(), "smtp://127.0.0.1:" + std::to_string(server.port()), f.clock, f.rng);
        const Instant start = f.clock.now();
        const auto report = kit.run(run);
        NEED(report);
        QCOMPARE(report->state, RunnerState::Finished);
        QVERIFY(f.clock.now() - start >= 5min && f.clock.now() - start < 7min);
        QCOMPARE(f.ledger.counts(run)->at(MessageState::Accepted), 40);
        QCOMPARE(f.scalar("SELECT count(*) FROM attempt WHERE outcome = 'not_sent' AND code = 'smtp.450'"), 40);
        QCOMPARE(server.mails().size(), std::size_t{40});
        QCOMPARE(f.breaches(), std::string());
    }
};

AUDIENCE_TEST(DeferralTest)
#include "deferral_test.moc"
