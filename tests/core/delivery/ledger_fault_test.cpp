#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "ledger_fixture.h"
#include "scripted_transport.h"
#include "sending_kit.h"
#include "store/fault_vfs.h"
#endif
#include "support/test_main.h"

#include <QFile>

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;
using store::FaultVfs;
using store::VfsCall;
using store::VfsFault;

namespace {

constexpr int kPeople = 24;

// One whole campaign on a disk that fails; the process goes on as the program does: an error stops
// the step, the next one tries again.
struct Outcomes {
    int requests = 0;
    bool finished = false;
    std::string firstError;
};

Outcomes sendOn(const std::string &path, const std::string &vfs, ScriptedTransport &transport,
                FakeClock &clock, SeededRng &rng) {
    Outcomes result;
    const auto note = [&result](const Error &error) {
        if (result.firstError.empty())
            result.firstError = error.id;
    };
    PlainComposer composer;
    auto journal = SendJournal::open(path + ".journal", JournalFlush::ToSystem);
    if (!journal) {
        note(journal.error());
        return result;
    }
    net::TokenBucket limiter(clock, {100'000, 1'000, -1, 0, std::chrono::hours(24)});
    auto connection = store::Connection::open(path, {store::OpenMode::ReadWrite, vfs, {}});
    if (!connection) {
        note(connection.error());
        return result;
    }
    auto lease = RunnerLease::acquire(*connection, clock, rng, {"here", runnerLockPath(path)});
    if (!lease) {
        note(lease.error());
        return result;
    }
    auto runner = CampaignRunner::open(
        {*connection, clock, rng, **lease, *journal, transport, composer, limiter}, RunId(1),
        senderProfile());
    if (!runner) {
        note(runner.error());
        return result;
    }
    for (int step = 0; step < 60 && !result.finished; ++step) {
        const auto tick = (*runner)->tick(std::chrono::milliseconds(1));
        if (!tick)
            note(tick.error());
        result.finished = tick && tick->state == RunnerState::Finished;
    }
    result.requests = transport.requests;
    return result;
}

void prepare(const std::string &path) {
    FakeClock clock{Instant{1'790'000'000'000'000}};
    SeededRng rng(7);
    const store::Connection connection = openLedger(path);
    Ledger ledger(connection, clock);
    if (!ledger.startRun(LedgerFixture::spec(), LedgerFixture::people(kPeople), rng))
        qFatal("no run");
}

} // namespace

class LedgerFaultTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // every write, sync and lock of a campaign fails once, in every way that it can.
    void everyCallFailsOnce_data() {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("fault");
        const auto row = [](const char *name, VfsCall call, VfsFault fault) {
            QTest::newRow(name) << static_cast<int>(call) << static_cast<int>(fault);
        };
        row("write, I/O error", VfsCall::Write, VfsFault::IoError);
        row("write, disk full", VfsCall::Write, VfsFault::DiskFull);
        row("write, half of it", VfsCall::Write, VfsFault::ShortWrite);
        row("sync, I/O error", VfsCall::Sync, VfsFault::IoError);
        row("lock, busy", VfsCall::Lock, VfsFault::Busy);
    }
    void everyCallFailsOnce() {
        QFETCH(int, call);
        QFETCH(int, fault);
        FaultVfs vfs("ledger-fault");
        QTemporaryDir folder;
        const std::string master = folder.filePath(QStringLiteral("master.db")).toStdString();
        prepare(master);
        int fired = 0;
        // Beyond the last call nothing fires any more; a stride keeps the long sweeps short.
        std::int64_t stride = 1;
        for (std::int64_t nth = 1; nth < 2'000; nth += stride) {
            if (nth > 40)
                stride = 7;
            const std::string path =
                folder.filePath(QStringLiteral("run%1.db").arg(nth)).toStdString();
            QVERIFY(QFile::copy(QString::fromStdString(master), QString::fromStdString(path)));
            FakeClock clock{Instant{1'790'000'000'000'000}};
            SeededRng rng(11);
            ScriptedTransport transport(clock, rng, ScriptedTransport::accepted);
            vfs.failAt(static_cast<VfsCall>(call), nth, static_cast<VfsFault>(fault));
            const Outcomes broken = sendOn(path, vfs.name(), transport, clock, rng);
            const bool hasFired = vfs.hasFired();
            vfs.disarm();
            // The disk is well again: a new process takes over and ends the work.
            clock.advance(std::chrono::seconds(20));
            ScriptedTransport after(clock, rng, ScriptedTransport::accepted);
            const Outcomes healed = sendOn(path, vfs.name(), after, clock, rng);
            QVERIFY2(healed.finished || broken.finished,
                     (broken.firstError + " / " + healed.firstError).c_str());
            std::map<std::string, int> arrived = transport.arrivedAt;
            for (const auto &[address, count] : after.arrivedAt)
                arrived[address] += count;
            for (const auto &[address, count] : arrived)
                QVERIFY2(count == 1, address.c_str());
            const store::Connection connection = openLedger(path);
            const auto counts = Ledger(connection, clock).counts(RunId(1));
            NEED(counts);
            QCOMPARE(total(*counts), kPeople);
            QCOMPARE(counts->at(MessageState::Accepted) + counts->at(MessageState::InDoubt),
                     kPeople);
            const auto breaches = checkInvariants(connection);
            NEED(breaches);
            QVERIFY2(breaches->empty(), breaches->empty() ? "" : breaches->front().id.c_str());
            if (!hasFired)
                break;
            ++fired;
            for (const char *suffix : {"", "-wal", "-shm", ".journal", ".runner"})
                QFile::remove(QString::fromStdString(path + suffix));
        }
        qInfo() << fired << "faults";
        QVERIFY(fired > 0);
    }

    // Every invariant is really looked at: each kind of damage is found, and named.
    void theDoctorFindsEveryKindOfDamage_data() {
        QTest::addColumn<QString>("damage");
        QTest::addColumn<QString>("finding");
        const auto row = [](const char *damage, const char *finding) {
            QTest::newRow(finding) << QString::fromLatin1(damage) << QString::fromLatin1(finding);
        };
        row("UPDATE run SET audience = 9", "doctor.snapshot_sum");
        row("UPDATE message SET state = 'lost' WHERE id = 4", "doctor.bad_state");
        row("UPDATE attempt SET epoch = 5 WHERE id = 1; UPDATE runner SET epoch = 5",
            "doctor.epoch_order");
        row("UPDATE attempt SET epoch = 9 WHERE id = 3", "doctor.epoch_ahead");
        row("UPDATE message SET message_id = '' WHERE id = 1", "doctor.accepted_without_id");
        row("UPDATE message SET message_id = 'other' WHERE id = 1",
            "doctor.accepted_without_attempt");
        row("INSERT INTO attempt (tag, message, number, epoch, content_hash, intent_at, outcome, "
            "code, detail, message_id) VALUES ('z', 1, 2, 1, '', 0, 'accepted', '', '', 'z')",
            "doctor.two_accepted");
        row("UPDATE message SET state = 'accepted', message_id = 'x', "
            "address_key = 'c0@example.com' WHERE id = 4",
            "doctor.address_twice");
        row("UPDATE attempt SET doubt = NULL WHERE message = 2", "doctor.doubt_without_cause");
        row("UPDATE attempt SET outcome = NULL WHERE id = 1", "doctor.open_attempt");
        row("UPDATE message SET attempts = 3 WHERE id = 4", "doctor.attempt_count");
        row("INSERT INTO message_event (dedupe_key, kind, subtype, run, message, message_id, tag, "
            "recipient_key, link, machine, at, received_at, body) VALUES ('k', 'send', '', NULL, "
            "1, '', '', '', '', 0, 0, 0, '')",
            "doctor.event_mismatch");
        row("PRAGMA foreign_keys = OFF; UPDATE attempt SET message = 77 WHERE id = 3",
            "doctor.foreign_key");
    }
    void theDoctorFindsEveryKindOfDamage() {
        QFETCH(QString, damage);
        QFETCH(QString, finding);
        LedgerFixture f(":memory:");
        const RunId run = f.start(4);
        const auto lease = f.lease();
        const auto tags = f.intend(run, lease->epoch(), 3);
        NEED(tags);
        const std::vector<AttemptOutcome> outcomes{
            {(*tags)[0], {OutcomeClass::Accepted, "", "", "ses-1"}, {}},
            {(*tags)[1], {OutcomeClass::InDoubt, "net.timeout", "", ""}, {}},
            {(*tags)[2], {OutcomeClass::RefusedFinal, "MessageRejected", "", ""}, {}}};
        NEED(f.ledger.recordOutcomes(outcomes));
        QCOMPARE(f.breaches(), std::string());
        NEED(f.connection.execute("PRAGMA ignore_check_constraints = ON"));
        NEED(f.connection.execute(damage.toStdString()));
        QVERIFY2(f.breaches().find(finding.toStdString()) != std::string::npos,
                 f.breaches().c_str());
    }
};

AUDIENCE_TEST(LedgerFaultTest)
#include "ledger_fault_test.moc"
