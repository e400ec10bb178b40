#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "delivery/run_log.h"
#include "ledger_fixture.h"
#endif
#include "support/test_main.h"

#include <ctime>

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;

namespace {

// Puts one row and its latest attempt into a state as the ledger itself would leave them.
void putIn(LedgerFixture &f, MessageState state) {
    const std::string sql =
        "UPDATE message SET state = '" + std::string(toText(state)) +
        "', message_id = " + (state == MessageState::Accepted ? "'ses-1'" : "NULL") +
        " WHERE id = 1;";
    const char *outcome = "NULL";
    switch (state) {
    case MessageState::Accepted:
        outcome = "'accepted', message_id = 'ses-1'";
        break;
    case MessageState::Refused:
        outcome = "'refused'";
        break;
    case MessageState::RetryAt:
    case MessageState::Skipped:
        outcome = "'throttled'";
        break;
    case MessageState::InDoubt:
    case MessageState::Unknown:
    case MessageState::NotSent:
        outcome = "'in_doubt', doubt = 'takeover'";
        break;
    default:
        break;
    }
    const auto done =
        f.connection.execute(sql + "UPDATE attempt SET outcome = " + outcome + " WHERE id = 1");
    if (!done)
        qFatal("%s", done.error().detail.c_str());
}

Outcome outcomeOf(OutcomeClass kind) {
    return {kind, kind == OutcomeClass::Accepted ? "" : "code", "",
            kind == OutcomeClass::Accepted ? "ses-1" : ""};
}

} // namespace

class LedgerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void freezesEveryRecipientOnce() {
        LedgerFixture f;
        std::vector<Recipient> people = LedgerFixture::people(3);
        people.push_back({3, "C1@Example.com", {}}); // the same mailbox in other letters
        people.push_back({4, "", {}});
        people.push_back({5, "nobody", {}});
        const auto run = f.ledger.startRun(LedgerFixture::spec(), people, f.rng);
        NEED(run);
        const auto counts = f.ledger.counts(*run);
        NEED(counts);
        QCOMPARE(total(*counts), 6);
        QCOMPARE(counts->at(MessageState::Planned), 3);
        QCOMPARE(counts->at(MessageState::Skipped), 3);
        QCOMPARE(f.text("SELECT group_concat(reason) FROM (SELECT reason FROM message WHERE "
                        "state = 'skipped' ORDER BY id)"),
                 std::string("duplicate_address,no_address,invalid_address"));
        QCOMPARE(f.breaches(), std::string());
    }

    // One mailbox, however it is written; what comes after a plus is another one.
    void oneMailboxIsOneEmail() {
        LedgerFixture f;
        const std::vector<Recipient> people{{7, "Ada@B\u00fccher.example", {}},
                                            {8, "ada@b\u00fccher.example", {}},
                                            {9, "ADA@XN--BCHER-KVA.example", {}},
                                            {10, "ada+news@b\u00fccher.example", {}},
                                            {11, "a.da@b\u00fccher.example", {}}};
        const auto run = f.ledger.startRun(LedgerFixture::spec(), people, f.rng);
        NEED(run);
        const auto planned = runLog(f.connection, *run, {"planned", {}}, 0, 10);
        NEED(planned);
        QCOMPARE(planned->size(), std::size_t{3});
        for (const RunLogEntry &entry : *planned)
            QVERIFY((entry.ordinal == 7 || entry.ordinal == 10 || entry.ordinal == 11) && !entry.twin);
        const auto kept = runLog(f.connection, *run, {"reason:duplicate_address", {}}, 0, 10);
        NEED(kept);
        QCOMPARE(kept->size(), std::size_t{2});
        for (const RunLogEntry &entry : *kept) // and who gets it instead
            QCOMPARE(entry.twin, std::optional<Ordinal>(7));
    }

    void sharedAddressesWhereTheCampaignSaysSo() {
        LedgerFixture f;
        RunSpec spec = LedgerFixture::spec();
        spec.sameAddressTwice = true;
        const std::vector<Recipient> people{{1, "a@example.com", {}}, {2, "a@example.com", {}}};
        const auto run = f.ledger.startRun(spec, people, f.rng);
        NEED(run);
        QCOMPARE(f.ledger.counts(*run)->at(MessageState::Planned), 2);
    }

    void refusesAnOrdinalTwiceAndNobodyAtAll() {
        LedgerFixture f;
        const std::vector<Recipient> twice{{1, "a@example.com", {}}, {1, "b@example.com", {}}};
        const auto run = f.ledger.startRun(LedgerFixture::spec(), twice, f.rng);
        QVERIFY(!run);
        QCOMPARE(run.error().id, std::string("delivery.duplicate_ordinal"));
        QCOMPARE(f.ledger.startRun(LedgerFixture::spec(), {}, f.rng).error().id,
                 std::string("delivery.no_recipients"));
        QCOMPARE(f.scalar("SELECT count(*) FROM run"), 0);
    }

    void freezesAHundredThousandInTwoSeconds() {
        LedgerFixture f;
        const auto people = LedgerFixture::people(100'000);
        const std::clock_t begin = std::clock(); // processor time: other tests may run beside
        NEED(f.ledger.startRun(LedgerFixture::spec(), people, f.rng));
        const auto elapsed = 1'000 * (std::clock() - begin) / CLOCKS_PER_SEC;
        qInfo() << "100,000 recipients frozen in" << elapsed << "ms of one processor";
        QVERIFY2(elapsed < 2'000, "too slow");
    }

    // Every transition from every state: where it leads, or "-" where it must change nothing.
    void transitions_data() {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QStringList>("to");
        const auto row = [](const char *operation, const QStringList &to) {
            QTest::newRow(operation) << QString::fromLatin1(operation) << to;
        };
        const QString no = QStringLiteral("-");
        const auto s = [](const char *text) { return QString::fromLatin1(text); };
        // planned, intent, accepted, refused, retry_at, skipped, in_doubt, not_sent, unknown
        row("intent", {s("intent"), no, no, no, s("intent"), no, no, no, no});
        row("skip", {s("skipped"), no, no, no, s("skipped"), no, no, no, no});
        row("accepted",
            {no, s("accepted"), no, no, no, no, s("accepted"), s("accepted"), s("accepted")});
        row("refused", {no, s("refused"), no, no, no, no, s("not_sent"), no, s("not_sent")});
        row("not_sent", {no, s("retry_at"), no, no, no, no, s("not_sent"), no, s("not_sent")});
        row("throttled", {no, s("retry_at"), no, no, no, no, s("not_sent"), no, s("not_sent")});
        row("refused_pause", {no, s("retry_at"), no, no, no, no, s("not_sent"), no, s("not_sent")});
        row("auth_pause", {no, s("retry_at"), no, no, no, no, s("not_sent"), no, s("not_sent")});
        row("in_doubt", {no, s("in_doubt"), no, no, no, no, no, no, no});
        row("takeover", {no, s("in_doubt"), no, no, no, no, no, no, no});
        row("event", {no, s("accepted"), no, no, s("accepted"), no, s("accepted"), s("accepted"),
                      s("accepted")});
        row("expire", {no, no, no, no, no, no, s("unknown"), no, no});
        row("decide", {no, no, no, no, no, no, s("not_sent"), no, s("not_sent")});
        row("journal", {s("in_doubt"), no, no, no, s("in_doubt"), no, no, no, no});
        row("stop", {s("skipped"), no, no, no, s("skipped"), no, no, no, no});
        row("unanswerable", {s("unknown"), no, no, no, s("unknown"), no, no, no, no});
    }
    void transitions() {
        QFETCH(QString, operation);
        QFETCH(QStringList, to);
        for (int i = 0; i < to.size(); ++i) {
            const MessageState from = kMessageStates[static_cast<std::size_t>(i)];
            LedgerFixture f(":memory:");
            const RunId run = f.start(1);
            const auto lease = f.lease();
            QVERIFY(lease);
            std::string tag = "none";
            if (from != MessageState::Planned) {
                auto tags = f.intend(run, lease->epoch(), 1);
                NEED(tags);
                tag = tags->front();
                putIn(f, from);
            }
            f.clock.advance(std::chrono::hours(48));
            apply(f, run, lease->epoch(), operation, tag);
            const QString expected =
                to[i] == QStringLiteral("-") ? QString::fromUtf8(toText(from).data()) : to[i];
            QCOMPARE(QString::fromStdString(f.text("SELECT state FROM message")), expected);
            QCOMPARE(f.scalar("SELECT count(*) FROM message WHERE (state = 'accepted') <> "
                              "(message_id IS NOT NULL)"),
                     0);
        }
    }

    void anOutcomeTwiceIsAnError() {
        LedgerFixture f;
        const RunId run = f.start(1);
        const auto lease = f.lease();
        const auto tags = f.intend(run, lease->epoch(), 1);
        NEED(tags);
        const AttemptOutcome refused{tags->front(), outcomeOf(OutcomeClass::RefusedFinal), {}};
        NEED(f.ledger.recordOutcomes({&refused, 1}));
        const auto again = f.ledger.recordOutcomes({&refused, 1});
        QVERIFY(!again);
        QCOMPARE(again.error().id, std::string("delivery.illegal_transition"));
        const AttemptOutcome stranger{"nobody", outcomeOf(OutcomeClass::Accepted), {}};
        QCOMPARE(f.ledger.recordOutcomes({&stranger, 1}).error().id,
                 std::string("delivery.attempt_not_found"));
    }

    void intentsCheckTheEpochAndTheRun() {
        LedgerFixture f;
        const RunId run = f.start(4);
        const auto lease = f.lease();
        QCOMPARE(f.intend(run, lease->epoch() + 1, 1).error().id,
                 std::string("delivery.epoch_lost"));
        QCOMPARE(f.intend(run, lease->epoch() - 1, 1).error().id,
                 std::string("delivery.epoch_lost"));
        NEED(f.ledger.pause(run, "user"));
        QCOMPARE(f.intend(run, lease->epoch(), 1).error().id,
                 std::string("delivery.run_not_running"));
        NEED(f.ledger.resume(run));
        NEED(f.intend(run, lease->epoch(), 1));
        QCOMPARE(f.ledger.counts(run)->at(MessageState::Intent), 1);
        QCOMPARE(f.breaches(), std::string());
    }

    void aFailingPolicyLeavesNoIntent() {
        LedgerFixture f;
        const RunId run = f.start(3);
        const auto lease = f.lease();
        const auto due = f.ledger.due(run, 3);
        NEED(due);
        std::vector<IntentRequest> requests;
        for (const auto &message : *due)
            requests.push_back({message.id, makeAttemptTag(f.rng), "", {}});
        int asked = 0;
        const auto intents = f.ledger.commitIntents(run, lease->epoch(), requests,
                                                    [&](const DueMessage &) -> Result<std::string> {
                                                        if (++asked == 2)
                                                            return Error(ErrorKind::Io, "store.io");
                                                        return std::string();
                                                    });
        QVERIFY(!intents);
        QCOMPARE(f.ledger.counts(run)->at(MessageState::Planned), 3);
        QCOMPARE(f.scalar("SELECT count(*) FROM attempt"), 0);
    }

    void aSecondMessageIdIsAnIncident() {
        LedgerFixture f;
        const RunId run = f.start(1);
        const auto lease = f.lease();
        const auto tags = f.intend(run, lease->epoch(), 1);
        NEED(tags);
        QCOMPARE(f.ledger.acceptByEvent(tags->front(), "ses-1").value_or(false), true);
        QCOMPARE(f.ledger.acceptByEvent(tags->front(), "ses-2").value_or(false), true);
        QCOMPARE(f.ledger.acceptByEvent(tags->front(), "ses-2").value_or(false), true);
        QCOMPARE(f.text("SELECT message_id FROM message"), std::string("ses-1"));
        QCOMPARE(f.scalar("SELECT count(*) FROM incident WHERE kind = 'duplicate_accepted'"), 1);
        QCOMPARE(f.ledger.acceptByEvent("unheard-of", "ses-3").value_or(true), false);
    }

    void atLeastOnceResendsMarked() {
        LedgerFixture f;
        RunSpec spec = LedgerFixture::spec();
        spec.resend = Resend::AfterWait;
        const auto run = f.ledger.startRun(spec, LedgerFixture::people(1), f.rng);
        NEED(run);
        const auto lease = f.lease();
        const auto tags = f.intend(*run, lease->epoch(), 1);
        NEED(tags);
        const AttemptOutcome doubt{tags->front(), outcomeOf(OutcomeClass::InDoubt), {}};
        NEED(f.ledger.recordOutcomes({&doubt, 1}));
        QCOMPARE(f.ledger.expireDoubts().value_or(-1), 0); // not yet
        f.clock.advance(std::chrono::hours(25));
        QCOMPARE(f.ledger.expireDoubts().value_or(-1), 1);
        QCOMPARE(f.text("SELECT state FROM message"), std::string("retry_at"));
        QCOMPARE(f.scalar("SELECT resends FROM message"), 1);
        const auto second = f.intend(*run, lease->epoch(), 1);
        NEED(second);
        // The first one got through after all: known before the second has an answer.
        QCOMPARE(f.ledger.acceptByEvent(tags->front(), "ses-1").value_or(false), true);
        const AttemptOutcome late{second->front(), {OutcomeClass::Accepted, "", "", "ses-2"}, {}};
        NEED(f.ledger.recordOutcomes({&late, 1}));
        QCOMPARE(f.text("SELECT message_id FROM message"), std::string("ses-1"));
        QCOMPARE(f.scalar("SELECT count(*) FROM incident WHERE kind = 'duplicate_accepted'"), 1);
        QCOMPARE(f.breaches(), std::string());
    }

private:
    static void apply(LedgerFixture &f, RunId run, std::int64_t epoch, const QString &operation,
                      const std::string &tag) {
        const auto id = MessageId(1);
        const auto record = [&](OutcomeClass kind) {
            const AttemptOutcome outcome{tag, outcomeOf(kind), f.clock.now()};
            (void)f.ledger.recordOutcomes({&outcome, 1});
        };
        const std::string name = operation.toStdString();
        if (name == "intent" || name == "skip") {
            const IntentRequest request{id, "fresh", "", name == "skip" ? "no_content" : ""};
            (void)f.ledger.commitIntents(run, epoch, {&request, 1}, [](const DueMessage &) {
                return Result<std::string>(std::string());
            });
        } else if (name == "takeover") {
            (void)f.ledger.doubtOpenIntents("test");
        } else if (name == "event") {
            (void)f.ledger.acceptByEvent(tag, "ses-1");
        } else if (name == "expire") {
            (void)f.ledger.expireDoubts();
        } else if (name == "decide") {
            (void)f.ledger.settleAsNotSent(id);
        } else if (name == "journal") {
            (void)f.ledger.doubtByJournal(id, "of-a-copy");
        } else if (name == "stop") {
            (void)f.ledger.stop(run);
        } else if (name == "unanswerable") {
            (void)f.ledger.markUnanswerable(run);
        } else {
            for (const OutcomeClass kind :
                 {OutcomeClass::NotSent, OutcomeClass::Throttled, OutcomeClass::RefusedFinal,
                  OutcomeClass::RefusedPause, OutcomeClass::AuthPause, OutcomeClass::InDoubt,
                  OutcomeClass::Accepted})
                if (toText(kind) == name)
                    record(kind);
        }
    }

    void aPersonsWordSettlesDoubts() {
        LedgerFixture f(":memory:");
        const RunId run = f.start(4);
        const auto lease = f.lease();
        QVERIFY(lease);
        const auto tags = f.intend(run, lease->epoch(), 3);
        NEED(tags);
        NEED(f.ledger.doubtOpenIntents("test"));
        NEED(f.ledger.markUnanswerable(run)); // the fourth: nobody can tell whether another copy sent it
        const auto idOf = [&](int ordinal) { return MessageId(f.scalar("SELECT id FROM message WHERE ordinal = " + std::to_string(ordinal))); };
        QCOMPARE(f.ledger.settleAsSent(run, idOf(0)).value(), 1);
        QCOMPARE(f.ledger.settleAsSent(run, idOf(3)).value(), 1);
        QCOMPARE(f.ledger.settleAsSent(run, idOf(0)).error().id, std::string("delivery.nothing_in_doubt"));
        QCOMPARE(f.ledger.planAgain(run, idOf(0)).error().id, std::string("delivery.nothing_in_doubt"));
        QCOMPARE(f.breaches(), std::string());
        // The service's own name for it replaces ours, and nothing counts as sent twice.
        QVERIFY(f.ledger.acceptByEvent((*tags)[0], "ses-1").value());
        QCOMPARE(f.text("SELECT message_id FROM message WHERE ordinal = 0"), std::string("ses-1"));
        QCOMPARE(f.scalar("SELECT count(*) FROM incident WHERE kind = 'duplicate_accepted'"), 0);
        // The other two go out again, also when the run was over.
        QVERIFY(f.ledger.finishIfDone(run).value());
        QCOMPARE(f.ledger.planAgain(run, {}).value(), 2);
        QCOMPARE(f.ledger.run(run)->status, RunStatus::Running);
        QCOMPARE(f.ledger.due(run, 10)->size(), std::size_t{2});
        QCOMPARE(f.breaches(), std::string());
        QCOMPARE(total(*f.ledger.counts(run)), 4);
    }

    void whatWasStoppedIsNotSentAgain() {
        LedgerFixture f(":memory:");
        const RunId run = f.start(2);
        const auto lease = f.lease();
        QVERIFY(lease);
        NEED(f.intend(run, lease->epoch(), 1));
        NEED(f.ledger.doubtOpenIntents("test"));
        NEED(f.ledger.stop(run));
        QCOMPARE(f.ledger.planAgain(run, {}).error().id, std::string("delivery.run_state"));
        QCOMPARE(f.ledger.counts(run)->at(MessageState::InDoubt), 1);
        QCOMPARE(f.ledger.settleAsSent(run, {}).value(), 1);
        QCOMPARE(f.breaches(), std::string());
    }
};

AUDIENCE_TEST(LedgerTest)
#include "ledger_test.moc"
