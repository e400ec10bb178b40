// What a survey tells about events: whom they belong to, dates that cannot be read, several lines of one order; and the
// history of imports with the last one taken back by another session.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/data_service.h"
#include "service/definition_service.h"
#include "service/import_history.h"
#include "service/segment_service.h"
#include "service/session.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;

class ImportFindingsTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_session;
    int m_made = 0;

    Session::Options options() const {
        Session::Options options;
        options.environment.stateDirectory = m_dir.filePath(QStringLiteral("state")).toStdString();
        options.environment.actor = "tester";
        return options;
    }
    std::string path() const { return m_dir.filePath(QStringLiteral("w%1.audience").arg(m_made)).toStdString(); }
    std::string file(const char *name, const QByteArray &text) {
        QFile file(m_dir.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
            qFatal("cannot write %s", name);
        return file.fileName().toStdString();
    }
    ingest::ImportSpec people(const QByteArray &text) {
        ingest::ImportSpec spec;
        spec.path = file("people.csv", text);
        spec.name = "customers";
        spec.role = store::DatasetRole::Profiles;
        spec.key = "id";
        return spec;
    }
    ingest::ImportSpec orders(const QByteArray &text) {
        ingest::ImportSpec spec;
        spec.path = file("orders.csv", text);
        spec.name = "orders";
        spec.role = store::DatasetRole::Events;
        spec.profile = "customer";
        spec.time = "at";
        spec.eventName = "purchase";
        spec.order = "order";
        return spec;
    }
    const ImportFinding *find(const ImportFindings &found, const char *id) {
        for (const ImportFinding &finding : found.findings)
            if (finding.id == id)
                return &finding;
        return nullptr;
    }
    static std::string arg(const ImportFinding &finding, std::string_view name) {
        for (const auto &[key, value] : finding.args)
            if (key == name)
                return value;
        return {};
    }

private Q_SLOTS:
    void init() {
        ++m_made;
        auto session = Session::create(path(), options());
        QVERIFY(session);
        m_session = *session;
    }

    void ordersOfNobody() {
        const auto spec = orders("order,customer,at,total\n1,a,2026-01-01,5.00\n2,x,2026-01-02,6.00\n3,y,2026-01-03,7.00\n");
        auto found = DataService(*m_session).survey(spec);
        QVERIFY(found);
        const ImportFinding *none = find(*found, "ingest.no_people_yet");
        QVERIFY(none && none->count == 3);
        QVERIFY(DataService(*m_session).importFile(people("id,name\na,Ada\nb,Bob\n")));
        found = DataService(*m_session).survey(spec);
        QVERIFY(found && !find(*found, "ingest.no_people_yet"));
        const ImportFinding *unknown = find(*found, "ingest.unknown_people");
        QVERIFY(unknown);
        QCOMPARE(unknown->count, std::int64_t{2});
        QCOMPARE(unknown->example, std::string("x"));
        QCOMPARE(arg(*unknown, "column"), std::string("customer"));
        QVERIFY(!find(*found, "ingest.lines_of_orders")); // every row is an order of its own
        const auto known = DataService(*m_session).survey(orders("order,customer,at\n1,a,2026-01-01\n2,b,2026-01-02\n"));
        QVERIFY(known && !find(*known, "ingest.unknown_people"));
    }

    void linesOfOrders() {
        const auto found = DataService(*m_session).survey(orders("order,customer,at\n1,a,2026-01-01\n1,a,2026-01-01\n2,b,2026-01-02\n,b,2026-01-03\n2,b,2026-01-02\n"));
        QVERIFY(found);
        const ImportFinding *lines = find(*found, "ingest.lines_of_orders");
        QVERIFY(lines);
        QCOMPARE(arg(*lines, "rows"), std::string("4")); // a row without an order is none of its lines
        QCOMPARE(arg(*lines, "orders"), std::string("2"));
    }

    void datesThatCannotBeRead() {
        QByteArray text = "id,born\n";
        for (int i = 0; i < 40; ++i)
            text += QByteArray::number(i) + (i % 10 == 3 ? ",31.02.2024\n" : ",21.03.1990\n");
        auto spec = people(text);
        const auto found = DataService(*m_session).survey(spec);
        QVERIFY(found);
        const ImportFinding *dates = find(*found, "ingest.dates_unread");
        QVERIFY(dates);
        QCOMPARE(dates->count, std::int64_t{4});
        QCOMPARE(arg(*dates, "rows"), std::string("40"));
        QCOMPARE(arg(*dates, "example"), std::string("31.02.2024"));
        QCOMPARE(found->columns[1].field.type, std::string("text"));
        spec.types["born"] = {"born", engine::ColumnType::Date, 0};
        const auto forced = DataService(*m_session).survey(spec);
        QVERIFY(forced && !find(*forced, "ingest.dates_unread"));
        QCOMPARE(forced->rejected, std::int64_t{4});
        // A column of words is no column of dates, whatever stands in a few of its cells.
        const auto words = DataService(*m_session).survey(people("id,note\n1,hello\n2,2026-01-01\n3,there\n"));
        QVERIFY(words && !find(*words, "ingest.dates_unread"));
    }

    void timesThatCannotBeRead() {
        QByteArray text = "order,customer,at\n";
        for (int i = 0; i < 40; ++i)
            text += QByteArray::number(i) + (i % 10 == 3 ? ",a,2024-02-31\n" : ",a,2024-02-11\n");
        auto spec = orders(text);
        const auto refused = DataService(*m_session).survey(spec);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, std::string("ingest.times_unread"));
        QCOMPARE(refused.error().arg("count"), std::string_view("4"));
        QCOMPARE(refused.error().arg("example"), std::string_view("2024-02-31"));
        spec.types["at"] = {"at", engine::ColumnType::Date, 0};
        const auto found = DataService(*m_session).survey(spec);
        QVERIFY(found);
        QCOMPARE(found->rejected, std::int64_t{4});
    }

    void theLastImportIsTakenBackAfterARestart() {
        auto first = people("id,name,ok\na,Ada,yes\nb,Bob,yes\n");
        first.consent = "ok";
        QVERIFY(DataService(*m_session).importFile(first));
        auto second = people("id,name,ok\nb,Bobby,no\nc,Cy,yes\n");
        second.consent = "ok";
        second.mode = store::WriteMode::Upsert;
        const auto report = DataService(*m_session).importFile(second);
        QVERIFY(report);
        auto definition = *DefinitionService(*m_session).definition();
        const auto before = definition.definition;
        definition.definition.windowDays = 30;
        const auto saved = DefinitionService(*m_session).save(definition);
        QVERIFY(saved && ImportHistory(*m_session).noteMeaning(report->run, before, saved->revision));
        model::SegmentRule rule;
        QVERIFY(SegmentService(*m_session).save({{}, "Everybody", 0, rule})); // what people define hinders nothing

        m_session.reset();
        auto again = Session::open(path(), options());
        QVERIFY(again);
        ImportHistory history(**again);
        const auto list = history.list(10);
        QVERIFY(list);
        QCOMPARE(list->size(), std::size_t{2});
        QCOMPARE(list->front().file, std::string("people.csv"));
        QCOMPARE(list->front().kept, std::int64_t{2});
        QVERIFY(list->front().canUndo && !list->back().canUndo);
        QCOMPARE(history.takeBack(list->back().run).error().id, std::string("import.undo_late"));
        const auto dataset = history.takeBack(list->front().run);
        QVERIFY(dataset);
        QCOMPARE(*dataset, std::string("customers"));
        QCOMPARE(DataService(**again).dataset("customers")->rows, std::int64_t{2});
        QCOMPARE(DefinitionService(**again).definition()->definition.windowDays, before.windowDays);
        const auto after = history.list(10);
        QCOMPARE(after->size(), std::size_t{1});
        QVERIFY(!after->front().canUndo); // only the last step can be taken back
    }

    void whatCameSinceHindersIt() {
        const auto report = DataService(*m_session).importFile(people("id\na\nb\n"));
        QVERIFY(report);
        QVERIFY(ImportHistory(*m_session).list(1)->front().canUndo);
        workspace::ConsentRepository consents(m_session->workspace());
        const auto topic = consents.saveTopic({{}, "news", "News", workspace::TopicKind::OptIn});
        QVERIFY(topic && consents.set(topic->id, 0, {workspace::ConsentState::Withdrawn, {1}, "link", ""}));
        QVERIFY(!ImportHistory(*m_session).list(1)->front().canUndo);
        QCOMPARE(ImportHistory(*m_session).takeBack(report->run).error().id, std::string("import.undo_late"));
    }
};

AUDIENCE_TEST(ImportFindingsTest)
#include "import_findings_test.moc"
