#include "base/text.h"
#include "support/temp_workspace.h"
#include "support/test_main.h"
#include "workspace/consent_repository.h"
#include "workspace/definition_repository.h"
#include "workspace/suppression_repository.h"

#include <QElapsedTimer>
#include <QTest>

using namespace audience;
using namespace audience::workspace;
using audience::test::TempWorkspace;

namespace {

engine::Bitmap peopleUpTo(std::size_t size) {
    engine::Bitmap people(size);
    for (Ordinal person = 0; person < size; ++person)
        people.add(person);
    return people;
}

Consent consent(ConsentState state, const char *source = "form") {
    return {state, TempWorkspace::kStart, source, "Yes, write to me"};
}

std::string lowerKey(std::string_view address) {
    return toLowerAscii(trimmed(address));
}

} // namespace

class RepositoryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRemovedDefinitionComesBackWithItsId() {
        TempWorkspace files;
        DefinitionRepository definitions(*files);
        const Definition made = *definitions.save({DefinitionKind::Segment, 0, "Big", 0, Json{{"v", 1}}, {}});
        QVERIFY(definitions.remove(DefinitionKind::Segment, made.id).has_value());
        QVERIFY(!definitions.find(DefinitionKind::Segment, made.id).has_value());
        const Definition again = *definitions.restore(DefinitionKind::Segment, made.id);
        QCOMPARE(again.id, made.id);
        QCOMPARE(again.name, std::string("Big"));
        QVERIFY(again.revision > made.revision);
        QVERIFY(definitions.find(DefinitionKind::Segment, made.id)->body == made.body);
        QCOMPARE(definitions.restore(DefinitionKind::Segment, made.id)->revision, again.revision);
        QCOMPARE(definitions.restore(DefinitionKind::Template, made.id).error().id, std::string("definition.not_found"));
        // Somebody took the name meanwhile.
        QVERIFY(definitions.remove(DefinitionKind::Segment, made.id).has_value());
        QVERIFY(definitions.save({DefinitionKind::Segment, 0, "big", 0, Json::object(), {}}).has_value());
        QCOMPARE(definitions.restore(DefinitionKind::Segment, made.id).error().id, std::string("definition.name_taken"));
    }

    void definitionsHaveRevisions() {
        TempWorkspace files;
        DefinitionRepository definitions(*files);
        Definition mine = *definitions.save(
            {DefinitionKind::Segment, 0, " Big spenders ", 0, Json{{"v", 1}}, {}});
        QCOMPARE(mine.name, std::string("Big spenders"));
        QCOMPARE(mine.revision, std::int64_t{1});
        const Definition theirs = *definitions.find(DefinitionKind::Segment, "big SPENDERS");
        mine.body["v"] = 2;
        mine = *definitions.save(mine);
        const auto stale = definitions.save(theirs);
        QCOMPARE(stale.error().id, std::string("definition.stale"));
        QCOMPARE(stale.error().arg("mine"), std::string_view("1"));
        QCOMPARE(stale.error().arg("theirs"), std::string_view("2"));
        QCOMPARE(jsonInt(definitions.find(DefinitionKind::Segment, mine.id)->body, "v"),
                 std::int64_t{2});
        QCOMPARE(
            definitions.save({DefinitionKind::Segment, 0, "BIG spenders", 0, {}, {}}).error().id,
            std::string("definition.name_taken"));
        QVERIFY(
            definitions.save({DefinitionKind::Template, 0, "Big spenders", 0, {}, {}}).has_value());
        QCOMPARE(definitions.save({DefinitionKind::Segment, 0, "  ", 0, {}, {}}).error().id,
                 std::string("definition.no_name"));
        QCOMPARE(definitions.save({DefinitionKind::Template, 0, "Hi\r\nBcc: x", 0, {}, {}})->name,
                 std::string("Hi  Bcc: x"));
        QCOMPARE(definitions.find(DefinitionKind::Campaign, mine.id).error().id,
                 std::string("definition.not_found"));
        QCOMPARE(definitions.list(DefinitionKind::Segment)->size(), std::size_t{1});
        QVERIFY(definitions.remove(DefinitionKind::Segment, mine.id).has_value());
        QVERIFY(!definitions.remove(DefinitionKind::Segment, mine.id).has_value());
        QCOMPARE(definitions.save(mine).error().id, std::string("definition.not_found"));
        const std::vector<Definition> history =
            *definitions.history(DefinitionKind::Segment, mine.id);
        QCOMPARE(history.size(), std::size_t{2});
        QCOMPARE(jsonInt(history[0].body, "v") * 10 + jsonInt(history[1].body, "v"),
                 std::int64_t{21});
        const Definition next =
            *definitions.save({DefinitionKind::Segment, 0, "Big spenders", 0, {}, {}});
        QVERIFY(next.id > mine.id);
    }
    void topicRulesDecideWithoutAStatement() {
        TempWorkspace files;
        ConsentRepository consents(*files);
        QVERIFY(!*consents.hasAny());
        QCOMPARE(consents.saveTopic({{}, "no blank", "", TopicKind::OptIn}).error().id,
                 std::string("topic.bad_key"));
        const Topic in = *consents.saveTopic({{}, "news", "News", TopicKind::OptIn});
        const Topic out = *consents.saveTopic({{}, "tips", "", TopicKind::OptOut});
        const Topic must = *consents.saveTopic({{}, "receipts", "Receipts", TopicKind::Required});
        QCOMPARE(consents.saveTopic({{}, "news", "Newsletter", TopicKind::OptIn})->id, in.id);
        QCOMPARE(consents.findTopic("news")->value().name, std::string("Newsletter"));
        QVERIFY(!consents.findTopic("none")->has_value());
        for (const Topic &topic : {in, out, must})
            for (const Ordinal person : {1u, 70u})
                QVERIFY(
                    consents
                        .set(topic.id, person,
                             consent(person == 1 ? ConsentState::Granted : ConsentState::Withdrawn))
                        .has_value());
        const Reader reader = *files->reader();
        struct Expected {
            Topic topic;
            std::uint64_t count;
            bool granted, withdrawn, unknown;
        };
        for (const Expected &e :
             {Expected{in, 1, true, false, false}, Expected{out, 129, true, false, true},
              Expected{must, 130, true, true, true}}) {
            const engine::Bitmap allowed = *ConsentRepository::allowed(*reader, e.topic, 130);
            QCOMPARE(allowed.count(), e.count);
            const std::pair<Ordinal, bool> people[] = {
                {1, e.granted}, {70, e.withdrawn}, {129, e.unknown}};
            for (const auto &[person, expected] : people) {
                QCOMPARE(allowed.contains(person), expected);
                QCOMPARE(*ConsentRepository::isAllowed(*reader, e.topic, person), expected);
            }
        }
        QCOMPARE(consents.consentOf(in.id, 70)->source, std::string("form"));
        QCOMPARE(consents.consentOf(in.id, 5)->state, ConsentState::Unknown);
        QVERIFY(*consents.hasAny());
        QVERIFY(!consents.set(in.id, 1, {}).has_value());
    }
    void bulkStatementsNeverBringBackWhoLeft() {
        TempWorkspace files;
        ConsentRepository consents(*files);
        const Topic topic = *consents.saveTopic({{}, "news", "News", TopicKind::OptIn});
        QVERIFY(consents.set(topic.id, 3, consent(ConsentState::Withdrawn, "unsubscribe link"))
                    .has_value());
        QCOMPARE(
            *consents.setMany(topic.id, peopleUpTo(1000), consent(ConsentState::Granted, "import")),
            std::uint64_t{999});
        engine::Bitmap leavers(64);
        leavers.add(10);
        leavers.add(11);
        QCOMPARE(*consents.setMany(topic.id, leavers, consent(ConsentState::Withdrawn, "list")),
                 std::uint64_t{2});
        QCOMPARE(*consents.setMany(topic.id, peopleUpTo(1200),
                                   consent(ConsentState::Granted, "import 2")),
                 std::uint64_t{1197});
        QVERIFY(
            consents.set(topic.id, 11, consent(ConsentState::Granted, "came back")).has_value());
        const Reader reader = *files->reader();
        const engine::Bitmap allowed = *ConsentRepository::allowed(*reader, topic, 2000);
        QCOMPARE(allowed.count(), std::uint64_t{1198});
        for (Ordinal person = 0; person < 1300; ++person)
            QCOMPARE(*ConsentRepository::isAllowed(*reader, topic, person),
                     allowed.contains(person));
        QVERIFY(!allowed.contains(3) && !allowed.contains(10) && allowed.contains(11));
        QCOMPARE(consents.consentOf(topic.id, 10)->source, std::string("list"));
        QCOMPARE(consents.consentOf(topic.id, 500)->source, std::string("import 2"));
        // A person who granted singly leaves with a later list.
        engine::Bitmap back(64);
        back.add(11);
        QVERIFY(consents.setMany(topic.id, back, consent(ConsentState::Withdrawn, "list 2"))
                    .has_value());
        QCOMPARE(consents.consentOf(topic.id, 11)->source, std::string("list 2"));
        QCOMPARE(ConsentRepository::allowed(*reader, topic, 100)->count(), std::uint64_t{97});
    }
    void aMillionConsentsAreQuick() {
        TempWorkspace files;
        ConsentRepository consents(*files);
        const Topic topic = *consents.saveTopic({{}, "news", "News", TopicKind::OptIn});
        const engine::Bitmap people = peopleUpTo(1'000'000);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(*consents.setMany(topic.id, people, consent(ConsentState::Granted)),
                 std::uint64_t{1'000'000});
        const Reader reader = *files->reader();
        QCOMPARE(ConsentRepository::allowed(*reader, topic, 1'000'000)->count(),
                 std::uint64_t{1'000'000});
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        qInfo("1,000,000 consents set and read in %lld ms", timer.elapsed());
    }
    void legalBasisIsKept() {
        TempWorkspace files;
        ConsentRepository consents(*files);
        QVERIFY(!consents.legalBasis("campaign 1")->has_value());
        QVERIFY(
            consents.recordLegalBasis("campaign 1", "contract", "They bought from us").has_value());
        QCOMPARE(consents.legalBasis("campaign 1")->value(), std::string("contract"));
        const Reader reader = *files->reader();
        QCOMPARE(
            *reader->scalar("SELECT count(*) FROM audit_entry WHERE entry LIKE '%They bought%'"),
            std::int64_t{1});
    }
    void suppressionsTravelAsHashes() {
        TempWorkspace files, others;
        SuppressionRepository mine(*files, lowerKey), theirs(*others, lowerKey);
        QVERIFY(*mine.add("Ada@Example.com", SuppressionReason::Complaint, "SES, by event"));
        QVERIFY(!*mine.add(" ada@example.com ", SuppressionReason::Manual, "again"));
        QCOMPARE(mine.importLines("bob@example.com\r\n\n" + toHex(mine.hashOf("eve@example.com")) +
                                       "\n",
                                   "list")->size(),
                 std::size_t{2});
        QCOMPARE(mine.importLines("carl@example.com\nnot an address\n", "list").error().arg("line"),
                 std::string_view("2"));
        QCOMPARE(*mine.count(), std::int64_t{3});
        const std::string exported = *mine.exportLines();
        QVERIFY(exported.find("example") == std::string::npos);
        QCOMPARE(theirs.importLines(exported, "x")->size(), std::size_t{3});
        QCOMPARE(theirs.importLines(exported, "x")->size(), std::size_t{0});
        QCOMPARE(*theirs.exportLines(), exported);
        const Reader reader = *others->reader();
        const auto found = *SuppressionRepository::find(*reader, theirs.hashOf("ADA@example.com"));
        QCOMPARE(found->reason, SuppressionReason::Complaint);
        QCOMPARE(found->source, std::string("SES, by event"));
        QVERIFY(
            !SuppressionRepository::find(*reader, theirs.hashOf("zoe@example.com"))->has_value());
        const std::vector<Sha256> hashes = *SuppressionRepository::hashes(*reader);
        QVERIFY(hashes.size() == 3 && std::is_sorted(hashes.begin(), hashes.end()));
        QVERIFY(*theirs.remove("ada@example.com"));
        QVERIFY(!*theirs.remove("ada@example.com"));
    }
    // Taken off and put back, an address keeps why and since when it is blocked.
    void suppressionsAreTakenBackAsTheyWere() {
        TempWorkspace file;
        SuppressionRepository list(*file, lowerKey);
        QVERIFY(*list.add("ada@example.com", SuppressionReason::Complaint, "campaign 7"));
        QVERIFY(*list.add("bob@example.com", SuppressionReason::Manual, "by phone"));
        const std::string before = *list.exportLines();
        const auto taken = list.remove("ADA@example.com");
        QVERIFY(taken && *taken);
        QCOMPARE((*taken)->reason, SuppressionReason::Complaint);
        QVERIFY(list.restore(**taken));
        QVERIFY(list.restore(**taken)); // twice is once
        QCOMPARE(*list.exportLines(), before);

        const auto added = list.importLines("bob@example.com\neve@example.com\nzoe@example.com\n", "list.csv");
        QCOMPARE(added->size(), std::size_t{2});
        QVERIFY(*list.remove("zoe@example.com"));
        QVERIFY(*list.add("zoe@example.com", SuppressionReason::Complaint, "since then"));
        QVERIFY(list.undoImport(*added));
        QCOMPARE(*list.count(), std::int64_t{3}); // what came later stays
        const Reader reader = *file->reader();
        QVERIFY(!SuppressionRepository::find(*reader, list.hashOf("eve@example.com"))->has_value());
        QVERIFY(SuppressionRepository::find(*reader, list.hashOf("zoe@example.com"))->has_value());
    }
    // A confirmed sign-up lifts an unsubscribe alone: a later complaint or bounce must not hide behind one.
    void aGraverReasonTakesThePlaceOfALighterOne() {
        using enum SuppressionReason;
        struct Case {
            SuppressionReason first, later, kept;
        };
        for (const Case &one : {Case{Unsubscribe, Bounce, Bounce}, Case{Unsubscribe, Complaint, Complaint},
                                Case{Unsubscribe, Manual, Manual}, Case{Bounce, Complaint, Complaint},
                                Case{Manual, Complaint, Complaint}, Case{Complaint, Bounce, Complaint},
                                Case{Complaint, Unsubscribe, Complaint}, Case{Bounce, Manual, Bounce},
                                Case{Bounce, Unsubscribe, Bounce}, Case{Manual, Bounce, Manual},
                                Case{Manual, Unsubscribe, Manual}, Case{Import, Unsubscribe, Import}}) {
            TempWorkspace file;
            SuppressionRepository list(*file, lowerKey);
            QVERIFY(*list.add("ada@example.com", one.first, "first"));
            QVERIFY(!*list.add("Ada@example.com", one.later, "later")); // raised is not new
            QCOMPARE(*list.count(), std::int64_t{1});
            const Reader reader = *file->reader();
            const auto found = *SuppressionRepository::find(*reader, list.hashOf("ada@example.com"));
            QVERIFY(found);
            QCOMPARE(found->reason, one.kept);
            QCOMPARE(found->source, std::string(one.kept == one.first ? "first" : "later"));
        }
    }
    void aTopicIsTakenBackWhileNobodyAnsweredIt() {
        TempWorkspace file;
        ConsentRepository consents(*file);
        const auto news = consents.saveTopic({{}, "news", "News", TopicKind::OptIn});
        QVERIFY(news && consents.saveTopic({{}, "tips", "Tips", TopicKind::OptIn}));
        QVERIFY(consents.set(news->id, 3, {ConsentState::Granted, {1}, "form", "yes"}));
        QCOMPARE(consents.removeTopic("news").error().id, std::string("topic.in_use"));
        QVERIFY(consents.removeTopic("tips"));
        QVERIFY(consents.removeTopic("tips")); // what is gone is gone
        QCOMPARE(consents.topics()->size(), std::size_t{1});
    }
};

AUDIENCE_TEST(RepositoryTest)
#include "repository_test.moc"
