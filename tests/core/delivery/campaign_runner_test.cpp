#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/digest.h"
#include "delivery/event_intake.h"
#include "delivery/feed.h"
#include "email/address.h"
#include "scripted_transport.h"
#include "sending_kit.h"
#include "workspace/suppression_repository.h"

#include <atomic>
#endif
#include "support/test_main.h"

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;
using std::chrono::milliseconds;

namespace {

// A run on a fake clock, with a transport that the test scripts.
struct Stage {
    LedgerFixture f;
    ScriptedTransport transport;
    PlainComposer plain;
    net::TokenBucket limiter;
    std::unique_ptr<RunnerLease> lease;
    SendJournal journal;
    RunId run;
    std::unique_ptr<CampaignRunner> runner;

    explicit Stage(int recipients, ScriptedTransport::Script script,
                   const std::string &database = {})
        : f(database), transport(f.clock, f.rng, std::move(script)),
          limiter(f.clock, {100'000, 1'000, -1, 0, std::chrono::hours(24)}), lease(f.lease()),
          journal(*SendJournal::open(f.path() + ".journal")), run(f.start(recipients)) {
        open(plain);
    }
    void open(MessageComposer &composer) {
        runner = *CampaignRunner::open(
            {f.connection, f.clock, f.rng, *lease, journal, transport, composer, limiter}, run,
            senderProfile());
    }
    TickReport toEnd() {
        auto report = runner->runToEnd({}, {});
        if (!report)
            qWarning("%s", report.error().id.c_str());
        return report ? *report : TickReport{RunnerState::Working, 0, 0, 0, "error", {}};
    }
    std::int64_t count(MessageState state) { return f.ledger.counts(run)->at(state); }
};

// Bounces or complaints of messages that were accepted, as the intake would have stored them.
void addEvents(LedgerFixture &f, const char *kind, const char *subtype, int count) {
    for (int i = 0; i < count; ++i) {
        const std::string sql =
            "INSERT INTO message_event (dedupe_key, kind, subtype, run, message, message_id, tag, "
            "recipient_key, link, machine, at, received_at, body) SELECT '" +
            std::string(kind) + std::to_string(i) + "', '" + kind + "', '" + subtype +
            "', run, id, message_id, '', '', '', 0, 0, 0, '' FROM message WHERE "
            "state = 'accepted' ORDER BY id LIMIT 1 OFFSET " +
            std::to_string(i);
        if (!f.connection.execute(sql))
            qFatal("no event");
    }
}

} // namespace

class CampaignRunnerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sendsEverybodyOnce() {
        Stage s(300, ScriptedTransport::accepted);
        QCOMPARE(s.toEnd().state, RunnerState::Finished);
        QCOMPARE(s.count(MessageState::Accepted), 300);
        QCOMPARE(s.transport.requests, 300);
        for (const auto &[address, count] : s.transport.requestsTo)
            QCOMPARE(count, 1);
        QCOMPARE(s.f.breaches(), std::string());
        const auto journal = SendJournal::read(s.f.path() + ".journal");
        NEED(journal);
        QCOMPARE(journal->entries.size(), std::size_t(300));
        QCOMPARE(journal->damagedLines, 0);
    }

    void everyOutcomeLandsInItsState() {
        int n = 0;
        Stage s(60, [&n](const Parcel &parcel) {
            switch (n++ % 4) {
            case 0:
                return ScriptedTransport::of(OutcomeClass::RefusedFinal, "MessageRejected");
            case 1:
                return ScriptedTransport::of(OutcomeClass::InDoubt, "net.timeout");
            case 2:
                return ScriptedTransport::of(OutcomeClass::Throttled, "TooManyRequestsException");
            default:
                return ScriptedTransport::accepted(parcel);
            }
        });
        QCOMPARE(s.toEnd().state, RunnerState::Finished);
        QCOMPARE(s.count(MessageState::Accepted) + s.count(MessageState::Refused) +
                     s.count(MessageState::InDoubt),
                 60);
        for (const auto &[address, count] : s.transport.arrivedAt)
            QCOMPARE(count, 1);
        QCOMPARE(s.f.breaches(), std::string());
    }

    void pausesWithItsReason_data() {
        QTest::addColumn<int>("outcome");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<int>("mostRequests");
        const auto row = [](const char *name, OutcomeClass outcome, const char *code,
                            const char *reason, int most) {
            QTest::newRow(name) << static_cast<int>(outcome) << QString::fromLatin1(code)
                                << QString::fromLatin1(reason) << most;
        };
        row("keys", OutcomeClass::AuthPause, "SignatureDoesNotMatch", "credentials", 16);
        row("quota", OutcomeClass::RefusedPause, "TooManyRequestsException", "daily_quota", 16);
        row("account", OutcomeClass::RefusedPause, "AccountSuspendedException", "sending_disabled",
            16);
        row("down", OutcomeClass::NotSent, "net.connect_failed", "unreachable", 20);
        row("unclear", OutcomeClass::InDoubt, "http.503", "unclear_answers", 20);
        row("refusals", OutcomeClass::RefusedFinal, "NotFoundException", "refused_in_a_row", 32);
    }
    void pausesWithItsReason() {
        QFETCH(int, outcome);
        QFETCH(QString, code);
        QFETCH(QString, reason);
        QFETCH(int, mostRequests);
        const auto kind = static_cast<OutcomeClass>(outcome);
        Stage s(200,
                [&](const Parcel &) { return ScriptedTransport::of(kind, code.toStdString()); });
        const TickReport report = s.toEnd();
        QCOMPARE(report.state, RunnerState::Paused);
        QCOMPARE(QString::fromStdString(report.reason), reason);
        QVERIFY2(s.transport.requests <= mostRequests,
                 qPrintable(QString::number(s.transport.requests)));
        QCOMPARE(total(*s.f.ledger.counts(s.run)), 200);
        QCOMPARE(s.count(MessageState::Intent), 0);
        if (isCertainlyUnsent(kind) && kind != OutcomeClass::RefusedFinal)
            QCOMPARE(s.count(MessageState::Planned) + s.count(MessageState::RetryAt), 200);
        QCOMPARE(s.f.breaches(), std::string());
    }

    // both breakers pause within 50 further sends, and a person may go on.
    void breakersPauseInTime_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("events");
        QTest::addColumn<QString>("reason");
        QTest::newRow("bounces") << QStringLiteral("bounce") << 30 << QStringLiteral("bounce_rate");
        QTest::newRow("complaints")
            << QStringLiteral("complaint") << 1 << QStringLiteral("complaint_rate");
        QTest::newRow("few bounces") << QStringLiteral("bounce") << 20 << QString();
    }
    void breakersPauseInTime() {
        QFETCH(QString, kind);
        QFETCH(int, events);
        QFETCH(QString, reason);
        bool isBad = false;
        int after = 0;
        Stage s(900, [&](const Parcel &parcel) {
            after += isBad ? 1 : 0;
            return ScriptedTransport::accepted(parcel);
        });
        while (s.count(MessageState::Accepted) < 500)
            NEED(s.runner->tick(milliseconds(1)));
        addEvents(s.f, kind.toLatin1(), kind == QStringLiteral("bounce") ? "Permanent/General" : "",
                  events);
        isBad = true;
        const TickReport report = s.toEnd();
        if (reason.isEmpty()) {
            QCOMPARE(report.state, RunnerState::Finished);
            return;
        }
        QCOMPARE(report.state, RunnerState::Paused);
        QCOMPARE(QString::fromStdString(report.reason), reason);
        QVERIFY2(after <= 50, qPrintable(QString::number(after)));
        NEED(s.f.ledger.resume(s.run));
        QCOMPARE(s.toEnd().state, RunnerState::Finished);
        QCOMPARE(s.count(MessageState::Accepted), 900);
    }

    // R-09 on a small scale: whatever people press, everybody gets it once.
    void randomPausesAndRestarts() {
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            SeededRng rng(seed);
            Stage s(
                60,
                [&rng](const Parcel &parcel) {
                    return rng.chance(0.2)
                               ? ScriptedTransport::of(OutcomeClass::Throttled, "Throttling")
                               : ScriptedTransport::accepted(parcel);
                },
                ":memory:");
            for (int step = 0; step < 25; ++step) {
                if (rng.chance(0.3))
                    NEED(s.f.ledger.pause(s.run, "user"));
                if (rng.chance(0.1))
                    s.limiter.setLimits({rng.real() * 50 + 1, 5, -1, 0, std::chrono::hours(24)});
                NEED(s.runner->tick(milliseconds(1)));
                NEED(s.f.ledger.resume(s.run));
                if (rng.chance(0.2) && s.transport.inFlight() == 0) {
                    NEED(s.runner->tick(milliseconds(1)));
                    if (s.transport.inFlight() == 0)
                        s.open(s.plain);
                }
                if (s.f.ledger.run(s.run)->status == RunStatus::Finished)
                    break;
            }
            s.limiter.setLimits({100'000, 1'000, -1, 0, std::chrono::hours(24)});
            QCOMPARE(s.toEnd().state, RunnerState::Finished);
            QCOMPARE(s.count(MessageState::Accepted), 60);
            for (const auto &[address, count] : s.transport.arrivedAt)
                QCOMPARE(count, 1);
        }
    }

    // a suppression that is committed first always wins, in 10,000 interleavings.
    void suppressionWinsEveryRace() {
        LedgerFixture f(":memory:");
        const auto lease = f.lease();
        SendJournal journal = *SendJournal::open(f.path() + ".journal", JournalFlush::ToSystem);
        PlainComposer composer;
        SeededRng rng(6);
        int sent = 0, skipped = 0;
        for (int round = 0; round < 10'000; ++round) {
            const std::string address = "p" + std::to_string(round) + "@example.com";
            const std::vector<Recipient> people{{0, address, {}}, {1, "x" + address, {}}};
            const auto run = f.ledger.startRun(LedgerFixture::spec(), people, f.rng);
            NEED(run);
            bool isSuppressed = false;
            int lateSends = 0;
            ScriptedTransport transport(f.clock, rng, ScriptedTransport::accepted);
            transport.onSubmit = [&](const Parcel &parcel) {
                if (parcel.email.to.address == address && isSuppressed)
                    ++lateSends;
            };
            net::TokenBucket limiter(
                f.clock, {100, 1.0 + double(rng.below(3)), -1, 0, std::chrono::hours(24)});
            auto runner = CampaignRunner::open(
                {f.connection, f.clock, f.rng, *lease, journal, transport, composer, limiter}, *run,
                senderProfile());
            NEED(runner);
            const auto suppressAt = rng.below(6);
            for (std::uint64_t step = 0; step < 40; ++step) {
                if (step == suppressAt) {
                    NEED(workspace::SuppressionRepository::add(
                        f.connection,
                        {sha256(email::addressKey(address)), workspace::SuppressionReason::Manual,
                         f.clock.now(), "test"}));
                    isSuppressed = true;
                }
                const auto report = (*runner)->tick(milliseconds(1));
                NEED(report);
                if (report->state == RunnerState::Finished)
                    break;
            }
            QCOMPARE(lateSends, 0);
            const auto counts = f.ledger.counts(*run);
            sent += static_cast<int>(counts->at(MessageState::Accepted));
            skipped += static_cast<int>(counts->at(MessageState::Skipped));
        }
        QVERIFY2(sent > 10'000 && skipped > 1'000, "the race was not run from both sides");
    }

    // a stale, failed or never completed feed forbids starting.
    void staleFeedForbidsStarting() {
        LedgerFixture f(":memory:");
        const Instant now = f.clock.now();
        const auto verdict = [&](Instant at) {
            const auto fresh = requireFreshFeed(f.connection, "suppression:ses", at);
            return fresh ? std::string() : fresh.error().id;
        };
        const std::string stale = "delivery.feed_stale";
        QCOMPARE(verdict(now), stale);
        NEED(markFeedComplete(f.connection, "suppression:ses", now));
        QCOMPARE(verdict(now), std::string());
        QCOMPARE(verdict(now + std::chrono::minutes(60)), std::string());
        QCOMPARE(verdict(now + std::chrono::minutes(61)), stale);
        QCOMPARE(verdict(now - std::chrono::minutes(1)), stale);
        NEED(markFeedFailed(f.connection, "suppression:ses", "net.timeout", now));
        QCOMPARE(verdict(now), stale);
        NEED(markFeedComplete(f.connection, "suppression:ses", now));
        QCOMPARE(verdict(now), std::string());
    }

    void aTemplateErrorPausesAndLosesNothing() {
        struct Broken final : MessageComposer {
            Result<ComposedContent> compose(const DueMessage &, const std::string &) override {
                return Error(ErrorKind::Invalid, "liquid.syntax");
            }
        } broken;
        Stage s(20, ScriptedTransport::accepted);
        s.open(broken);
        const TickReport report = s.toEnd();
        QCOMPARE(report.state, RunnerState::Paused);
        QCOMPARE(report.reason, std::string("liquid.syntax"));
        QCOMPARE(s.transport.requests, 0);
        QCOMPARE(s.count(MessageState::Planned), 20);
    }

    // A tick ends while requests are on the wire: whatever ended it, their answers are waited for.
    void anErrorInMidSendLeavesNoDoubt_data() {
        QTest::addColumn<bool>("isTemplate");
        QTest::newRow("template") << true;
        QTest::newRow("store") << false;
    }
    void anErrorInMidSendLeavesNoDoubt() {
        QFETCH(bool, isTemplate);
        struct Breaking final : MessageComposer {
            PlainComposer plain;
            std::function<bool()> breaks;
            Result<ComposedContent> compose(const DueMessage &message,
                                            const std::string &url) override {
                if (breaks())
                    return Error(ErrorKind::Invalid, "liquid.syntax");
                return plain.compose(message, url);
            }
        } composer;
        Stage s(100, ScriptedTransport::accepted);
        std::atomic<int> composed{0};
        composer.breaks = [&] {
            if (++composed != 41)
                return false;
            if (!isTemplate && !s.f.connection.execute("UPDATE runner SET epoch = epoch + 1"))
                qFatal("no epoch");
            return isTemplate;
        };
        s.open(composer);
        const auto report = s.runner->runToEnd({}, {});
        QCOMPARE(report.has_value(), isTemplate);
        if (isTemplate) {
            QCOMPARE(report->state, RunnerState::Paused);
            QCOMPARE(report->reason, std::string("liquid.syntax"));
        } else {
            QCOMPARE(report.error().id, std::string("delivery.epoch_lost"));
        }
        QVERIFY(s.transport.requests > 0);
        QCOMPARE(s.transport.inFlight(), 0);
        QCOMPARE(s.count(MessageState::Intent), 0);
        QCOMPARE(s.count(MessageState::Accepted), s.transport.requests);
        QCOMPARE(s.f.breaches(), std::string());
    }

    void theDailyQuotaWaitsAndGoesOn() {
        Stage s(30, ScriptedTransport::accepted);
        s.limiter.setLimits({100, 100, 12, 0, std::chrono::hours(24)});
        TickReport report;
        do {
            const auto tick = s.runner->tick(milliseconds(1));
            NEED(tick);
            report = *tick;
        } while (report.state != RunnerState::Waiting || report.waitFor < std::chrono::hours(1));
        QCOMPARE(report.reason, std::string("daily_quota"));
        QCOMPARE(s.count(MessageState::Accepted), 12);
        s.f.clock.advance(std::chrono::hours(25));
        while (s.count(MessageState::Accepted) == 12)
            NEED(s.runner->tick(milliseconds(1)));
    }

    void losingTheLeaseStopsNewIntentsAtOnce() {
        Stage s(200, ScriptedTransport::accepted);
        NEED(s.runner->tick(milliseconds(1)));
        const int before = s.transport.requests;
        s.f.clock.advance(std::chrono::seconds(16)); // silent for too long
        auto successor = RunnerLease::acquire(s.f.connection, s.f.clock, s.f.rng,
                                              {"other", s.f.lockPath() + "2"});
        NEED(successor);
        QCOMPARE((*successor)->epoch(), s.lease->epoch() + 1);
        QVERIFY((*successor)->doubts() <= 16);
        const auto tick = s.runner->tick(milliseconds(1));
        QVERIFY(!tick);
        QCOMPARE(tick.error().id, std::string("delivery.epoch_lost"));
        QCOMPARE(s.transport.requests, before);
        QCOMPARE(s.f.breaches(), std::string());
    }

    void aLiveOwnerIsNotReplaced() {
        LedgerFixture f;
        auto lease = f.lease();
        QVERIFY(lease);
        f.clock.advance(std::chrono::seconds(5));
        const auto other =
            RunnerLease::acquire(f.connection, f.clock, f.rng, {"other", f.lockPath()});
        QVERIFY(!other);
        QCOMPARE(other.error().id, std::string("delivery.runner_busy"));
        QCOMPARE(std::string(other.error().arg("host")), std::string("here"));
        NEED(lease->release());
        NEED(RunnerLease::acquire(f.connection, f.clock, f.rng, {"other", f.lockPath()}));
    }
};

AUDIENCE_TEST(CampaignRunnerTest)
#include "campaign_runner_test.moc"
