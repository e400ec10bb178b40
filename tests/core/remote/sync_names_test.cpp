// Where the rows of a sync go and what they are called there: nothing of somebody else is taken away, columns get the names that
// people use, and a run that cannot begin is seen.
#include "support/temp_workspace.h"
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/data_service.h"
#include "service/quality_service.h"
#include "service/session.h"
#include "service/source_service.h"
#include "service/sync_service.h"
#include "store/dataset_reader.h"

#include <filesystem>
#include <fstream>
#endif

using namespace audience;
using namespace audience::service;
using namespace audience::test;

class SyncNamesTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TempPlace> m_place;
    std::shared_ptr<Session> m_session;

    void drop(const char *name, const char *text) const { std::ofstream(m_place->file("drop/") + name, std::ios::binary | std::ios::trunc) << text; }
    static SyncDraft draftOf(const char *name, const char *table, const char *dataset) {
        SyncDraft draft;
        draft.plan.name = name;
        draft.plan.dataset = dataset;
        draft.plan.connection = "drop";
        draft.plan.table = table;
        draft.plan.key = "id";
        return draft;
    }
    std::string planned(SyncDraft draft) {
        const auto kept = SyncService(*m_session).plan(std::move(draft));
        return kept ? std::string() : kept.error().id;
    }
    std::vector<std::string> fieldsOf(const char *dataset) {
        const auto reader = m_session->workspace().reader();
        const auto info = store::DatasetReader::find(**reader, dataset);
        std::vector<std::string> names;
        if (info && *info)
            for (const engine::Field &field : (*info)->fields)
                names.push_back(field.name);
        return names;
    }

private Q_SLOTS:
    void init() {
        m_place = std::make_unique<TempPlace>();
        std::filesystem::create_directory(m_place->file("drop"));
        drop("people.csv", "id,email,cty,born\n1,a@example.org,Bonn,2001-02-03\n2,b@example.org,Jena,2002-03-04\n");
        drop("orders.csv", "id,day\n1,24/12/2025\n2,13/11/2025\n");
        Session::Options options;
        options.environment = m_place->options().environment;
        auto made = Session::create(m_place->path(), options);
        QVERIFY(made);
        m_session = *made;
        model::SourceConnection source;
        source.name = "drop";
        source.kind = "files";
        source.path = m_place->file("drop");
        source.credentials = "none";
        QVERIFY(SourceService(*m_session).save(source));
    }
    void cleanup() {
        m_session.reset();
        m_place.reset();
    }

    void whatAFileBroughtIsTakenOverOnlyWhenSaid() {
        ingest::ImportSpec spec;
        spec.path = m_place->file("drop/people.csv");
        spec.name = "people";
        QVERIFY(DataService(*m_session).importFile(spec));
        QCOMPARE(planned(draftOf("crm", "orders.csv", "People")), std::string("sync.dataset_of_file"));
        SyncDraft said = draftOf("crm", "orders.csv", "People");
        said.takesOver = true;
        QCOMPARE(planned(said), std::string());
        QCOMPARE(planned(draftOf("crm", "orders.csv", "people")), std::string()); // said once
    }
    void twoSyncsNeverShareADataSet() {
        QCOMPARE(planned(draftOf("people", "people.csv", "people")), std::string());
        QCOMPARE(planned(draftOf("orders", "orders.csv", "people")), std::string("sync.dataset_of_sync"));
        SyncDraft said = draftOf("orders", "orders.csv", "PEOPLE");
        said.takesOver = true;
        QCOMPARE(planned(said), std::string("sync.dataset_of_sync"));
        QVERIFY(SyncService(*m_session).run("people", {}));
        QVERIFY(SyncService(*m_session).remove("people"));
        QCOMPARE(planned(draftOf("again", "people.csv", "people")), std::string()); // what a sync left may be gone on with
    }
    void columnsAreCalledAsPeopleSay() {
        SyncDraft draft = draftOf("people", "people.csv", "people");
        draft.plan.role = "profiles";
        draft.plan.email = "email";
        draft.names = {{"cty", "city"}, {"email", "Address"}, {"id", "customer"}};
        QCOMPARE(planned(draft), std::string());
        const auto ran = SyncService(*m_session).run("people", {});
        QVERIFY2(ran, ran ? "" : ran.error().id.c_str());
        QCOMPARE(fieldsOf("people"), (std::vector<std::string>{"customer", "Address", "city", "born"}));
        const auto kept = SyncService(*m_session).find("people");
        QVERIFY(kept);
        QCOMPARE(kept->plan.key, std::string("customer"));
        QCOMPARE(kept->plan.email, std::string("Address"));
        // A plan that is made anew keeps them; one more can be said, and one that is no column is told.
        draft.names = {{"born", "birthday"}};
        QCOMPARE(planned(draft), std::string());
        QVERIFY(SyncService(*m_session).run("people", {}));
        QCOMPARE(fieldsOf("people"), (std::vector<std::string>{"customer", "Address", "city", "birthday"}));
        draft.names = {{"nothing", "x"}};
        QCOMPARE(planned(draft), std::string("sync.unknown_column"));
    }
    void aRunThatCannotBeginIsSeen() {
        SyncDraft draft = draftOf("people", "people.csv", "people");
        QCOMPARE(planned(draft), std::string());
        QVERIFY(SourceService(*m_session).remove("drop"));
        const auto ran = SyncService(*m_session).run("people", {});
        QVERIFY(!ran);
        const auto runs = SyncService(*m_session).runs("people");
        QVERIFY(runs && runs->size() == 1);
        QCOMPARE(runs->front().state, sync::RunState::Failed);
        QVERIFY(runs->front().fault && runs->front().fault->id == ran.error().id);
    }
    void howDaysAreWrittenIsKnownOfFilesThatAreSynced() {
        QCOMPARE(planned(draftOf("people", "people.csv", "people")), std::string());
        QCOMPARE(planned(draftOf("orders", "orders.csv", "orders")), std::string());
        QVERIFY(SyncService(*m_session).run("people", {}));
        QVERIFY(SyncService(*m_session).run("orders", {}));
        const auto suggested = QualityService(*m_session).suggest("orders");
        QVERIFY2(suggested, suggested ? "" : suggested.error().id.c_str());
        QVERIFY(std::any_of(suggested->traps.begin(), suggested->traps.end(), [](const auto &trap) { return trap.finding.id.find("notations") != std::string::npos; }));
    }
};

AUDIENCE_TEST(SyncNamesTest)
#include "sync_names_test.moc"
