// whatever a person does while it sends - hold it, let it go on, change how fast it goes, end the program or pull
// its plug - each recipient is acknowledged at most once and nobody is forgotten.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "scripted_transport.h"
#include "sending_kit.h"
#endif
#include "support/test_main.h"

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;
using namespace std::chrono_literals;

namespace {

constexpr int kEdits = 1'000;
constexpr int kPeople = 500;

// A run that is edited at random; everything follows from the seed.
class Edited {
public:
    explicit Edited(std::uint64_t seed) : m_dice(seed), m_f(":memory:"), m_limiter(m_f.clock, limits()) {
        RunSpec spec = LedgerFixture::spec();
        spec.plan.perDomainPerSecond = 400;
        spec.plan.hours = {6 * 60, 23 * 60, model::kEveryWeekday};
        m_times = SendTimes(spec.plan, {}, "UTC");
        m_run = *m_f.ledger.startRun(spec, LedgerFixture::people(kPeople), m_f.rng);
        open();
    }

    void edit() {
        switch (m_dice.below(6)) {
        case 0:
            (void)m_f.ledger.pause(m_run, "paused_by_user").has_value();
            ++pauses;
            break;
        case 1:
        case 2:
            (void)m_f.ledger.resume(m_run).has_value();
            ++resumes;
            break;
        case 3:
            m_limiter.setLimits(limits());
            ++rates;
            break;
        case 4: // ended politely
            (void)m_runner->drain().has_value();
            open();
            ++restarts;
            break;
        case 5: // its plug is pulled: what is on the wire has no answer for ever
            open();
            ++restarts;
            break;
        }
        for (std::uint64_t ticks = m_dice.below(4); ticks > 0; --ticks)
            tick();
    }

    RunnerState finish() {
        for (int guard = 0; guard < 200'000; ++guard) {
            (void)m_f.ledger.resume(m_run).has_value(); // a bad row of answers pauses it
            if (tick() == RunnerState::Finished)
                return RunnerState::Finished;
        }
        return RunnerState::Working;
    }

    LedgerFixture &fixture() { return m_f; }
    RunId run() const { return m_run; }

    std::map<std::string, int> acknowledged, requested;
    int pauses = 0, resumes = 0, rates = 0, restarts = 0;

private:
    net::TokenBucket::Limits limits() { return {1.0 + static_cast<double>(m_dice.below(100)), 16, -1, 0, std::chrono::hours(24)}; }

    void open() {
        m_runner.reset();
        m_transport = std::make_unique<ScriptedTransport>(m_f.clock, m_f.rng, [this](const Parcel &parcel) {
            ++requested[parcel.email.to.address];
            const std::uint64_t luck = m_dice.below(100);
            if (luck < 3)
                return ScriptedTransport::of(OutcomeClass::Throttled, "TooManyRequestsException");
            if (luck < 5)
                return ScriptedTransport::of(OutcomeClass::NotSent, "net.connect");
            if (luck == 50)
                return ScriptedTransport::of(OutcomeClass::Deferred, "smtp.450");
            if (luck < 6)
                return ScriptedTransport::of(OutcomeClass::RefusedFinal, "MessageRejected");
            ++acknowledged[parcel.email.to.address];
            return luck < 8 ? ScriptedTransport::of(OutcomeClass::InDoubt, "net.timeout") : ScriptedTransport::accepted(parcel);
        });
        m_lease.reset();
        m_lease = m_f.lease();
        m_journal = std::make_unique<SendJournal>(*SendJournal::open(m_f.path() + ".journal"));
        m_runner = *CampaignRunner::open({m_f.connection, m_f.clock, m_f.rng, *m_lease, *m_journal, *m_transport, m_composer, m_limiter}, m_run,
                                         senderProfile(), {}, {m_times, {}});
    }

    RunnerState tick() {
        const auto report = m_runner->tick(10ms);
        if (!report)
            qFatal("%s", report.error().id.c_str());
        if (report->state == RunnerState::Waiting)
            m_f.clock.sleepFor(std::max<std::chrono::microseconds>(report->waitFor, 1ms));
        return report->state;
    }

    SeededRng m_dice;
    LedgerFixture m_f;
    net::TokenBucket m_limiter;
    SendTimes m_times;
    RunId m_run;
    PlainComposer m_composer;
    std::unique_ptr<ScriptedTransport> m_transport;
    std::unique_ptr<RunnerLease> m_lease;
    std::unique_ptr<SendJournal> m_journal;
    std::unique_ptr<CampaignRunner> m_runner;
};

} // namespace

class EditsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachOnceAndNobodyForgotten_data() {
        QTest::addColumn<int>("seed");
        const int seeds = qEnvironmentVariableIsSet("AUDIENCE_LONG") ? 100 : 3;
        for (int seed = 1; seed <= seeds; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void eachOnceAndNobodyForgotten() {
        QFETCH(const int, seed);
        Edited campaign(static_cast<std::uint64_t>(seed));
        for (int i = 0; i < kEdits; ++i)
            campaign.edit();
        QCOMPARE(campaign.finish(), RunnerState::Finished);
        int most = 0;
        for (const auto &[address, count] : campaign.acknowledged)
            most = std::max(most, count);
        QCOMPARE(most, 1);
        LedgerFixture &f = campaign.fixture();
        const auto counts = f.ledger.counts(campaign.run());
        NEED(counts);
        QCOMPARE(total(*counts), kPeople);
        const std::int64_t accepted = counts->at(MessageState::Accepted), doubts = counts->at(MessageState::InDoubt), refused = counts->at(MessageState::Refused);
        QCOMPARE(accepted + doubts + refused, kPeople); // everybody got an answer or is in doubt
        QVERIFY(accepted <= static_cast<std::int64_t>(campaign.acknowledged.size()));
        QCOMPARE(campaign.requested.size(), std::size_t{kPeople});
        QCOMPARE(f.breaches(), std::string());
        qInfo("R-09: %d pauses, %d resumes, %d rates, %d restarts: %lld accepted, %lld in doubt, %lld refused of %d", campaign.pauses, campaign.resumes,
              campaign.rates, campaign.restarts, static_cast<long long>(accepted), static_cast<long long>(doubts), static_cast<long long>(refused), kPeople);
    }
};

AUDIENCE_TEST(EditsTest)
#include "edits_test.moc"
