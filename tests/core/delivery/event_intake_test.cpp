#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/digest.h"
#include "base/json.h"
#include "delivery/event_intake.h"
#include "delivery/practice_transport.h"
#include "delivery/reconcile.h"
#include "delivery/run_statistics.h"
#include "email/address.h"
#include "sending_kit.h"
#include "support/long_run.h"
#include "support/shared_data.h"
#include "workspace/suppression_repository.h"
#endif
#include "support/test_main.h"

#include <QDir>

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;

namespace {

std::string eventBody(const char *type, const char *member, const std::string &messageId,
                      const std::string &tag, const std::string &to, Json facts = Json::object(),
                      const char *workspace = kWorkspaceUuid) {
    facts["timestamp"] = "2026-11-21T09:00:05.000Z";
    Json event;
    event["eventType"] = type;
    event["mail"] = Json{{"timestamp", "2026-11-21T09:00:00.000Z"},
                         {"messageId", messageId},
                         {"destination", Json::array({to})}};
    if (!tag.empty())
        event["mail"]["tags"] =
            Json{{"as_ws", Json::array({workspace})}, {"as_attempt", Json::array({tag})}};
    event[member] = std::move(facts);
    return dumpJson(event);
}

std::string bounceBody(const std::string &messageId, const std::string &tag, const std::string &to,
                       const char *type, const char *workspace = kWorkspaceUuid) {
    return eventBody("Bounce", "bounce", messageId, tag, to,
                     Json{{"bounceType", type},
                          {"bounceSubType", "General"},
                          {"bouncedRecipients", Json::array({Json{{"emailAddress", to}}})}},
                     workspace);
}

// A campaign of which nobody knows how it ended: every attempt left, no answer came.
struct Doubtful {
    LedgerFixture f{":memory:"};
    std::vector<std::string> tags;
    RunId run;
    EventIntake intake{f.connection, f.clock, kWorkspaceUuid, nullptr};

    explicit Doubtful(int people) : run(f.start(people)) {
        const auto lease = f.lease();
        if (!f.connection.execute("UPDATE run SET transport = 'ses'"))
            qFatal("no run");
        tags = *f.intend(run, lease->epoch(), people);
        if (!f.ledger.doubtOpenIntents("test"))
            qFatal("no doubts");
    }
    std::string address(std::size_t i) const { return "c" + std::to_string(i) + "@example.com"; }
    bool isSuppressed(const std::string &address) {
        const auto found = workspace::SuppressionRepository::find(
            f.connection, sha256(email::addressKey(address)));
        return found && found->has_value();
    }
    // Send and delivery of everybody.
    std::vector<RawEvent> stream() const {
        std::vector<RawEvent> events;
        for (std::size_t i = 0; i < tags.size(); ++i) {
            const std::string id = "ses-" + std::to_string(i);
            events.push_back({"test", eventBody("Send", "send", id, tags[i], address(i))});
            events.push_back({"test", eventBody("Delivery", "delivery", id, tags[i], address(i),
                                                Json{{"recipients", Json::array({address(i)})}})});
        }
        return events;
    }
};

} // namespace

class EventIntakeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // late, three times, shuffled: the same end.
    void everyOrderEndsTheSame() {
        const int people = shortOrLong(100, 10'000);
        for (std::uint64_t seed = 0; seed < 6; ++seed) {
            Doubtful d(people);
            d.f.clock.advance(std::chrono::hours(1));
            std::vector<RawEvent> events = d.stream();
            const auto once = events;
            if (seed > 0) {
                events.insert(events.end(), once.begin(), once.end());
                events.insert(events.end(), once.begin(), once.end());
                SeededRng rng(seed);
                for (std::size_t i = events.size(); i > 1; --i)
                    std::swap(events[i - 1], events[rng.below(i)]);
            }
            IntakeReport sum;
            for (std::size_t at = 0; at < events.size(); at += 10) {
                const auto part = d.intake.take(
                    std::span(events).subspan(at, std::min<std::size_t>(10, events.size() - at)));
                NEED(part);
                sum.add(*part);
            }
            QCOMPARE(sum.settled, people);
            QCOMPARE(sum.events, 2 * people);
            QCOMPARE(sum.duplicates, static_cast<std::int64_t>(events.size()) - 2 * people);
            QCOMPARE(d.f.ledger.counts(d.run)->at(MessageState::Accepted), people);
            QCOMPARE(runFacts(d.f.connection, d.run)->delivered, people);
            QCOMPARE(d.f.scalar("SELECT count(*) FROM incident WHERE kind LIKE 'dup%'"), 0);
            QCOMPARE(d.f.breaches(), std::string());
        }
    }

    // what is lost becomes unknown, exactly, and is never sent again.
    void lostEventsBecomeUnknown() {
        const int people = shortOrLong(100, 10'000);
        Doubtful d(people);
        for (std::size_t i = 0; i < static_cast<std::size_t>(people); ++i) {
            if (i % 10 == 3)
                continue;
            const RawEvent event{"test", eventBody("Send", "send", "ses-" + std::to_string(i),
                                                   d.tags[i], d.address(i))};
            NEED(d.intake.take({&event, 1}));
        }
        d.f.clock.advance(std::chrono::hours(25));
        NEED(d.f.ledger.expireDoubts());
        const auto counts = d.f.ledger.counts(d.run);
        QCOMPARE(counts->at(MessageState::Unknown), people / 10);
        QCOMPARE(counts->at(MessageState::Accepted), people - people / 10);
        QCOMPARE(d.f.scalar("SELECT count(*) FROM message WHERE state = 'unknown' AND "
                            "ordinal % 10 = 3"),
                 people / 10);
        QVERIFY(d.f.ledger.due(d.run, 100)->empty());
        QCOMPARE(d.f.breaches(), std::string());
    }

    // Readers that are played block nobody and withdraw nothing.
    void practiceBlocksNobody() {
        Doubtful d(2);
        NEED(d.f.connection.execute("UPDATE run SET transport = 'practice'"));
        const std::vector<RawEvent> events{{"t", bounceBody("s0", d.tags[0], d.address(0), "Permanent")}};
        const auto report = d.intake.take(events);
        NEED(report);
        QCOMPARE(report->events, 1);
        QCOMPARE(report->suppressed, 0);
        QVERIFY(!d.isSuppressed(d.address(0)));
    }

    void bouncesAndComplaintsSuppressAtOnce() {
        Doubtful d(5);
        const Json people =
            Json{{"complainedRecipients", Json::array({Json{{"emailAddress", d.address(2)}}})},
                 {"complaintFeedbackType", "abuse"}};
        Json notSpam = people;
        notSpam["complaintFeedbackType"] = "not-spam";
        const std::vector<RawEvent> events{
            {"t", bounceBody("s0", d.tags[0], "C0@EXAMPLE.com", "Permanent")},
            {"t", bounceBody("s1", d.tags[1], d.address(1), "Transient")},
            {"t", eventBody("Complaint", "complaint", "s2", d.tags[2], d.address(2), people)},
            {"t", eventBody("Complaint", "complaint", "s3", d.tags[3], d.address(3), notSpam)},
            {"t", eventBody("Subscription", "subscription", "s4", d.tags[4], d.address(4),
                            Json{{"newTopicPreferences", Json{{"unsubscribeAll", true}}}})}};
        const auto report = d.intake.take(events);
        NEED(report);
        QCOMPARE(report->suppressed, 3);
        for (const auto &[person, isSuppressed] : std::vector<std::pair<std::size_t, bool>>{
                 {0, true}, {1, false}, {2, true}, {3, false}, {4, true}})
            QCOMPARE(d.isSuppressed(d.address(person)), isSuppressed);
        const auto facts = runFacts(d.f.connection, d.run);
        QCOMPARE(facts->bounced, 1);
        QCOMPARE(facts->bouncedSoft, 1);
        QCOMPARE(facts->complained, 1);
        QCOMPARE(facts->unsubscribed, 1);
    }

    void foreignEventsOnlySuppress() {
        Doubtful d(1);
        const RawEvent foreign{
            "t", bounceBody("x", d.tags[0], "stranger@example.com", "Permanent", "ws-other")};
        const auto report = d.intake.take({&foreign, 1});
        NEED(report);
        QCOMPARE(report->foreign, 1);
        QCOMPARE(report->suppressed, 1);
        QVERIFY(d.isSuppressed("stranger@example.com"));
        QVERIFY(!d.isSuppressed(d.address(0)));
        QCOMPARE(d.f.ledger.counts(d.run)->at(MessageState::InDoubt), 1);
        QCOMPARE(d.f.scalar("SELECT count(*) FROM message_event"), 0);
        QCOMPARE(d.intake.foreignSeen().value_or(0), 1);
    }

    // A notification without tags that is quicker than the answer waits for its message.
    void untaggedEventsWaitForTheirMessage() {
        LedgerFixture f;
        const RunId run = f.start(1);
        const auto lease = f.lease();
        const auto tags = f.intend(run, lease->epoch(), 1);
        NEED(tags);
        EventIntake intake(f.connection, f.clock, kWorkspaceUuid, nullptr);
        const RawEvent early{"t", eventBody("Delivery", "delivery", "ses-1", "", "c0@example.com")};
        const auto report = intake.take({&early, 1});
        NEED(report);
        QCOMPARE(report->unmatched, 1);
        const AttemptOutcome accepted{tags->front(), {OutcomeClass::Accepted, "", "", "ses-1"}, {}};
        NEED(f.ledger.recordOutcomes({&accepted, 1}));
        QCOMPARE(runFacts(f.connection, run)->delivered, 1);
        QCOMPARE(f.breaches(), std::string());
    }

    void malformedBodiesAreKeptAsTheyCame() {
        LedgerFixture f(":memory:");
        EventIntake intake(f.connection, f.clock, kWorkspaceUuid, nullptr);
        const std::string odd("not json \xff\x00 at all", 18);
        const std::vector<RawEvent> events{{"t", odd}, {"t", odd}, {"t", "{}"}};
        const auto report = intake.take(events);
        NEED(report);
        QCOMPARE(report->malformed, 2);
        QCOMPARE(report->duplicates, 1);
        QCOMPARE(f.scalar("SELECT length(body) FROM event_malformed ORDER BY id LIMIT 1"), 18);
    }

    void filesInEveryForm() {
        AUDIENCE_NEED_SHARED("data/ses_events");
        QTemporaryDir folder;
        const QDir data(sharedPath(QStringLiteral("data/ses_events")));
        QByteArrayList documents;
        for (const QString &name : data.entryList({QStringLiteral("*.json")})) {
            QFile file(data.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            documents.append(file.readAll());
        }
        QByteArray lines;
        for (const QByteArray &document : documents) {
            const auto parsed = parseJson(document.toStdString());
            QVERIFY(parsed);
            lines += QByteArray::fromStdString(dumpJson(*parsed)) + "\r\n";
        }
        const QByteArray array = '[' + documents.join(',') + ']';
        for (const auto &[text, malformed] : std::vector<std::pair<QByteArray, int>>{
                 {lines, 0}, {array, 0}, {lines + "oops\n", 1}}) {
            LedgerFixture f(":memory:");
            EventIntake intake(f.connection, f.clock, kWorkspaceUuid, nullptr);
            QFile file(folder.filePath(QStringLiteral("events.json")));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
            file.close();
            const auto report = intake.importFile(file.fileName().toStdString());
            NEED(report);
            QCOMPARE(report->unmatched, 15);
            QCOMPARE(report->malformed, malformed);
            QVERIFY(report->suppressed >= 3);
        }
        LedgerFixture f(":memory:");
        EventIntake intake(f.connection, f.clock, kWorkspaceUuid, nullptr);
        QCOMPARE(intake.importFile("/nowhere/at all").error().id,
                 std::string("event.file_unreadable"));
    }

    // Practice mode from the first file to the funnel, on a clock that the test moves.
    void practiceTellsAWholeStory() {
        LedgerFixture f;
        const RunId run = f.start(400);
        const auto lease = f.lease();
        auto journal = SendJournal::open(f.path() + ".journal");
        NEED(journal);
        const std::string folder = f.folder.filePath(QStringLiteral("practice")).toStdString();
        auto practice = PracticeTransport::open(folder, f.clock, {});
        NEED(practice);
        PlainComposer composer;
        net::TokenBucket limiter(f.clock, {1'000, 100, -1, 0, std::chrono::hours(24)});
        auto runner = CampaignRunner::open(
            {f.connection, f.clock, f.rng, *lease, *journal, **practice, composer, limiter}, run,
            senderProfile());
        NEED(runner);
        const auto report = (*runner)->runToEnd({}, {});
        NEED(report);
        QCOMPARE(report->state, RunnerState::Finished);
        QCOMPARE(QDir(QString::fromStdString(folder)).entryList({QStringLiteral("*.eml")}).size(),
                 400);
        QFile first(
            QString::fromStdString(folder + '/' + f.text("SELECT tag FROM attempt") + ".eml"));
        QVERIFY(first.open(QIODevice::ReadOnly));
        QVERIFY(first.readAll().contains("X-Audience-Sync-Mode: practice"));
        f.clock.advance(std::chrono::hours(24 * 3));
        EventIntake intake(f.connection, f.clock, kWorkspaceUuid, nullptr);
        const auto events = (*practice)->takeEvents(f.clock.now());
        const auto taken = intake.take(events);
        NEED(taken);
        QCOMPARE(taken->malformed + taken->foreign + taken->unmatched + taken->duplicates, 0);
        QCOMPARE((*practice)->waitingEvents(), std::size_t(0));
        const auto facts = runFacts(f.connection, run);
        NEED(facts);
        QCOMPARE(facts->delivered + facts->bounced, 400);
        QVERIFY(facts->opened > 80 && facts->opened < 200);
        QVERIFY(facts->clicked > 5 && facts->clicked <= facts->opened);
        std::int64_t accepted = 0;
        const auto points = timeline(f.connection, run);
        NEED(points);
        for (const TimelinePoint &point : *points)
            accepted += point.accepted;
        QCOMPARE(accepted, 400);
        QCOMPARE(f.breaches(), std::string());

        // Another process in the same folder is offered the same events and knows them all.
        auto again = PracticeTransport::open(folder, f.clock, {});
        NEED(again);
        const auto repeated = intake.take((*again)->takeEvents(f.clock.now()));
        NEED(repeated);
        QCOMPARE(repeated->duplicates, static_cast<std::int64_t>(events.size()));
    }

    // yesterday's copy of a workspace whose campaign went on.
    void aRestoredWorkspaceSendsNothingTwice() {
        LedgerFixture f;
        const RunId run = f.start(50);
        const auto lease = f.lease();
        const auto sentBefore = f.intend(run, lease->epoch(), 10);
        NEED(sentBefore);
        NEED(lease->release());
        NEED(f.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
        const std::string copy = f.folder.filePath(QStringLiteral("copy.db")).toStdString();
        NEED(f.connection.execute("VACUUM INTO '" + copy + "'"));

        // The original goes on with 20 more; the journal outside knows of all 30.
        const auto later = f.lease();
        const std::string uid = f.ledger.run(run)->uid;
        auto journal = SendJournal::open(f.path() + ".journal");
        NEED(journal);
        std::vector<JournalEntry> entries;
        const auto add = [&](const std::string &tag, int person) {
            entries.push_back(
                {tag, uid, "",
                 recipientHash(kWorkspaceUuid, "c" + std::to_string(person) + "@example.com")});
        };
        for (int i = 0; i < 10; ++i)
            add((*sentBefore)[static_cast<std::size_t>(i)], i);
        const auto sentAfter = f.intend(run, later->epoch(), 20);
        NEED(sentAfter);
        for (int i = 0; i < 20; ++i)
            add((*sentAfter)[static_cast<std::size_t>(i)], 10 + i);
        NEED(journal->append(entries));

        LedgerFixture restored(copy);
        QCOMPARE(blockRuns(restored.connection, restored.clock, "workspace.restored").value_or(0),
                 1);
        const auto content = SendJournal::read(f.path() + ".journal");
        NEED(content);
        const auto result =
            reconcile(restored.connection, restored.clock, kWorkspaceUuid, *content);
        NEED(result);
        QCOMPARE(result->known, 10);
        QCOMPARE(result->doubted, 20);
        const auto counts = restored.ledger.counts(run);
        QCOMPARE(counts->at(MessageState::InDoubt), 30);
        QCOMPARE(counts->at(MessageState::Planned), 20);
        const auto heir = restored.lease();
        QVERIFY(heir);
        QCOMPARE(restored.intend(run, heir->epoch(), 5).error().id,
                 std::string("delivery.run_not_running"));
        NEED(restored.ledger.resume(run));
        const auto due = restored.ledger.due(run, 100);
        NEED(due);
        QCOMPARE(due->size(), std::size_t(20));
        for (const DueMessage &message : *due)
            QVERIFY(message.ordinal >= 30);
        // A second reconciliation adds nothing.
        QCOMPARE(reconcile(restored.connection, restored.clock, kWorkspaceUuid, *content)->doubted,
                 0);
        QCOMPARE(restored.breaches(), std::string());
    }

    void aTornJournalLineIsSeenAndCostsNoOther() {
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("journal")).toStdString();
        const JournalEntry entry{"tag1", "run1", "a step", "00ff"};
        {
            auto journal = SendJournal::open(path);
            NEED(journal);
            NEED(journal->append({&entry, 1}));
        }
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::Append));
        file.write("tag2 run1 - 00f");
        file.close();
        auto journal = SendJournal::open(path);
        NEED(journal);
        NEED(journal->append({&entry, 1}));
        const auto content = SendJournal::read(path);
        NEED(content);
        QCOMPARE(content->entries.size(), std::size_t(2));
        QVERIFY(content->entries[1] == entry);
        QCOMPARE(content->damagedLines, 1);
    }
};

AUDIENCE_TEST(EventIntakeTest)
#include "event_intake_test.moc"
