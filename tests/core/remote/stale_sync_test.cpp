// Plans and sources that two programs change at once: what the other one saved meanwhile is never taken away without a word.
#include "support/temp_workspace.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/session.h"
#include "service/source_service.h"
#include "service/sync_service.h"

#include <filesystem>
#include <fstream>
#endif

using namespace audience;
using namespace audience::service;
using namespace audience::test;

class StaleSyncTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TempPlace> m_place;
    std::shared_ptr<Session> m_first, m_second; // the window and the command line

    Session::Options options() const {
        Session::Options options;
        options.environment = m_place->options().environment;
        return options;
    }
    void drop(const char *name, const char *text) const { std::ofstream(m_place->file("drop/") + name, std::ios::binary | std::ios::trunc) << text; }
    static model::SyncPlan people() {
        model::SyncPlan plan;
        plan.name = plan.dataset = "people";
        plan.connection = "drop";
        plan.table = "people.csv";
        plan.key = "id";
        return plan;
    }
    SyncView there() { return *SyncService(*m_second).find("people"); }
    static SyncDraft on(const SyncView &view) { return {view.plan, {}, view.id, view.revision}; }

private Q_SLOTS:
    void init() {
        m_place = std::make_unique<TempPlace>();
        std::filesystem::create_directory(m_place->file("drop"));
        drop("people.csv", "id,email,city\n1,a@example.org,Bonn\n2,b@example.org,Jena\n");
        auto made = Session::create(m_place->path(), options());
        QVERIFY(made);
        m_first = *made;
        auto again = Session::open(m_place->path(), options());
        QVERIFY2(again, again ? "" : again.error().id.c_str());
        m_second = *again;
        model::SourceConnection source;
        source.name = "drop";
        source.kind = "files";
        source.path = m_place->file("drop");
        source.credentials = "none";
        QVERIFY(SourceService(*m_first).save(source));
        SyncDraft draft{people()};
        draft.id = 0;
        const auto planned = SyncService(*m_first).plan(draft);
        QVERIFY2(planned, planned ? "" : (planned.error().id + planned.error().detail).c_str());
    }
    void cleanup() {
        m_first.reset();
        m_second.reset();
        m_place.reset();
    }

    void aPlanIsKeptOnTopOfItsOwnVersionOnly() {
        const SyncView opened = there();
        SyncDraft theirs = on(opened), mine = on(opened);
        theirs.plan.maxBytes = 5'000'000;
        QVERIFY(SyncService(*m_second).plan(theirs));
        mine.plan.maxRemovedPercent = 7;
        const auto refused = SyncService(*m_first).plan(mine);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("definition.stale"));
        using Args = std::vector<std::pair<std::string, std::string>>;
        QVERIFY(refused.error().args == (Args{{"kind", "sync"}, {"name", "people"}, {"mine", "1"}, {"theirs", "2"}}));
        QCOMPARE(there().plan.maxBytes, std::int64_t(5'000'000));
        QCOMPARE(there().plan.maxRemovedPercent, 50);
        mine.revision = there().revision; // having seen both
        QVERIFY(SyncService(*m_first).plan(mine));
        QCOMPARE(there().plan.maxRemovedPercent, 7);
        QCOMPARE(there().plan.maxBytes, std::int64_t(0));
        QVERIFY(SyncService(*m_first).plan({people()})); // who asks for it takes the place of whatever is there
        QCOMPARE(there().revision, std::int64_t(4));
    }

    void aPlanThatIsGoneOrMadeAnewIsNotTheOneThatWasOpened() {
        const SyncView opened = there();
        QVERIFY(SyncService(*m_second).remove("people"));
        QCOMPARE(SyncService(*m_first).plan(on(opened)).error().id, std::string("sync.unknown"));
        SyncDraft fresh{people()};
        fresh.id = 0;
        QVERIFY(SyncService(*m_second).plan(fresh));
        QCOMPARE(there().revision, opened.revision); // the same number of another plan
        QCOMPARE(SyncService(*m_first).plan(on(opened)).error().id, std::string("definition.stale"));
        QCOMPARE(SyncService(*m_first).plan(fresh).error().id, std::string("sync.name_taken"));
    }

    // What is decided of a card is not decided of another plan; what adds to a plan needs no version of it.
    void decisionsAreOfThePlanThatWasShown() {
        const SyncView shown = there();
        drop("people.csv", "id,email,city,age\n1,a@example.org,Bonn,41\n2,b@example.org,Jena,29\n");
        SyncDraft theirs = on(shown);
        theirs.plan.ignored = {"age"};
        QVERIFY(SyncService(*m_second).plan(theirs));
        const auto late = SyncService(*m_first).look("people", true, {}, shown.revision);
        QVERIFY(!late);
        QCOMPARE(late.error().id, std::string("definition.stale"));
        QVERIFY(there().plan.ignored == std::vector<std::string>{"age"});
        QVERIFY(SyncService(*m_first).look("people", true, {}, there().revision));

        drop("people.csv", "id,email,city,age,shoes\n1,a@example.org,Bonn,41,40\n2,b@example.org,Jena,29,43\n");
        SyncDraft limit = on(there());
        limit.plan.monthBytes = 9;
        QVERIFY(SyncService(*m_second).plan(limit));
        QVERIFY(SyncService(*m_first).leaveOut("people", {"shoes", "age", "city"}));
        QCOMPARE(there().plan.monthBytes, std::int64_t(9));
        QVERIFY(there().plan.ignored == (std::vector<std::string>{"age", "shoes"})); // the city comes over
        QCOMPARE(SyncService(*m_first).leaveOut("nobody", {}).error().id, std::string("sync.unknown"));
    }

    void aScheduleIsKeptBesideWhatOthersChange() {
        const SyncView opened = there();
        SyncDraft theirs = on(opened);
        theirs.plan.maxBytes = 1;
        QVERIFY(SyncService(*m_second).plan(theirs));
        QVERIFY(SyncService(*m_first).schedule("people", *SyncService::scheduleFromText("1h", {}, {}, "UTC")));
        QCOMPARE(there().plan.maxBytes, std::int64_t(1));
        QCOMPARE(there().plan.schedule.minutes, 60);
        SyncDraft both = on(there()); // a plan and when it runs, at once
        both.plan.schedule = *SyncService::scheduleFromText({}, "06:30", {}, "UTC");
        both.plan.maxBytes = 2;
        both.reschedules = true;
        QVERIFY(SyncService(*m_first).plan(both));
        QCOMPARE(there().plan.schedule.at, std::string("06:30"));
        QCOMPARE(there().plan.schedule.since.micros, m_place->clock().now().micros);
        SyncDraft unscheduled = on(there());
        unscheduled.plan.schedule = {};
        QVERIFY(SyncService(*m_first).plan(unscheduled)); // not meant
        QCOMPARE(there().plan.schedule.at, std::string("06:30"));
        unscheduled = on(there());
        unscheduled.plan.schedule = {};
        unscheduled.reschedules = true;
        QVERIFY(SyncService(*m_first).plan(unscheduled));
        QVERIFY(!there().next);
    }

    void aSourceIsSavedOnTopOfItsOwnVersionOnly() {
        const SourceView opened = SourceService(*m_first).views()->front();
        SourceView theirs = opened, mine = opened;
        theirs.connection.options["delimiter"] = ";";
        const auto saved = SourceService(*m_second).save(theirs);
        QVERIFY(saved);
        QCOMPARE(saved->revision, opened.revision + 1);
        mine.connection.options["dates"] = "dmy";
        const auto refused = SourceService(*m_first).save(mine);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("definition.stale"));
        QCOMPARE(SourceService(*m_first).find("drop")->value().option("delimiter"), std::string(";"));
        mine.revision = saved->revision;
        QVERIFY(SourceService(*m_first).save(mine));
        QCOMPARE(SourceService(*m_second).find("drop")->value().option("dates"), std::string("dmy"));

        SourceView fresh = opened;
        fresh.id = fresh.revision = 0;
        QCOMPARE(SourceService(*m_first).save(fresh).error().id, std::string("connection.name_taken"));
        QVERIFY(SourceService(*m_second).remove("drop"));
        QCOMPARE(SourceService(*m_first).save(mine).error().id, std::string("definition.not_found"));
        QVERIFY(SourceService(*m_first).save(fresh));
    }
};

AUDIENCE_TEST(StaleSyncTest)
#include "stale_sync_test.moc"
