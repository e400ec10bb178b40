// Values of a real PostgreSQL that are easily lost or told apart otherwise: numbers with more digits than a decimal holds, texts that
// the server takes for the same, JSON with a name twice, bytes that are no UTF-8, keys that differ by blanks, and what somebody
// built on a table that is written back.
#include "support/live_postgres.h"
#include "support/temp_workspace.h"
#include "support/test_main.h"

#include <QTest>

#include <algorithm>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/remote_people.h"
#include "service/segment_materialise.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/source_service.h"
#include "service/sync_service.h"
#endif

using namespace audience;
using namespace audience::service;
using namespace audience::test;

namespace {

std::string words(const Error &error) {
    std::string text = error.id;
    for (const auto &[name, value] : error.args)
        text += " " + name + "=" + value;
    return text + " " + error.detail;
}

QString findingsOf(const std::vector<ingest::Finding> &findings, const char *beginning) {
    QString lines;
    for (const ingest::Finding &finding : findings) {
        if (finding.id.rfind(beginning, 0) != 0)
            continue;
        lines += QString::fromStdString(finding.id);
        for (const auto &[name, value] : finding.args)
            lines += QLatin1Char(' ') + QString::fromStdString(name) + QLatin1Char('=') + QString::fromStdString(value);
        lines += QLatin1Char('\n');
    }
    return lines;
}

SyncDraft draftOf(const std::string &table, const char *role, const char *key) {
    SyncDraft draft;
    draft.plan.name = draft.plan.dataset = draft.plan.table = table;
    draft.plan.connection = "shop";
    draft.plan.schema = "public";
    draft.plan.role = role;
    draft.plan.key = key;
    return draft;
}

model::RemoteDataset remotePeople(const char *table, const char *key) {
    model::RemoteDataset dataset;
    dataset.name = dataset.table = table;
    dataset.connection = "shop";
    dataset.schema = "public";
    dataset.role = "profiles";
    dataset.key = key;
    return dataset;
}

} // namespace

class ValueFidelityTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        m_runs = true;
        qputenv(kDatabasePasswordVariable, LivePostgres::kPassword);
        const QString failure = m_server.run(
            "CREATE TABLE amounts (id int8 PRIMARY KEY, n numeric); INSERT INTO amounts SELECT i, i * 1000.25 FROM generate_series(1, 5000) i; INSERT INTO amounts VALUES (5001, 0.123456789012), (5002, NULL);"
            "CREATE TABLE billions (id int8 PRIMARY KEY, n numeric(30,10)); INSERT INTO billions SELECT i, 1000000000 + i FROM generate_series(1, 1000) i;"
            "CREATE TABLE spent (id int8 PRIMARY KEY, amount numeric(12,2)); INSERT INTO spent SELECT i, i * 12.34 FROM generate_series(1, 3000) i;"
            "CREATE VIEW shares AS SELECT id, amount / 3 AS third FROM spent;"
            "CREATE TABLE long_ids (id numeric(25,0) PRIMARY KEY, name text); INSERT INTO long_ids SELECT 12345678901234567890 + i, 'n' || i FROM generate_series(0, 2) i;"
            "CREATE TABLE grows (id int8 PRIMARY KEY, n numeric); INSERT INTO grows SELECT i, CASE WHEN i > 30000 THEN i * 1000000.0 ELSE 1.123456789 END FROM generate_series(1, 60000) i; ANALYZE grows;"
            "CREATE TABLE keys (k text PRIMARY KEY, n int); INSERT INTO keys VALUES ('a', 1), (' a ', 2), ('b', 3), (U&'\\00e9', 4), (U&'e\\0301', 5), ('c', 6);"
            "CREATE SCHEMA out AUTHORIZATION reader; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }
    void init() {
        if (!m_runs)
            QSKIP("PostgreSQL does not run");
    }

    void numbersKeepTheirDigits_data() {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("told");
        QTest::newRow("large ones and one that is fine") << QStringLiteral("amounts") << QStringLiteral("n") << QStringLiteral("double:0")
                                                         << QStringLiteral("sync.digits_nearest column=n before=7 behind=12 count=0 seen=5001\n");
        QTest::newRow("declared and larger") << QStringLiteral("billions") << QStringLiteral("n") << QStringLiteral("decimal:6") << QString();
        QTest::newRow("thirds") << QStringLiteral("shares") << QStringLiteral("third") << QStringLiteral("double:0") << QStringLiteral("sync.digits_nearest column=third");
        QTest::newRow("names of things") << QStringLiteral("long_ids") << QStringLiteral("id") << QStringLiteral("text:0") << QStringLiteral("sync.digits_as_text column=id before=20\n");
        QTest::newRow("behind the first rows") << QStringLiteral("grows") << QStringLiteral("n") << QStringLiteral("double:0") << QStringLiteral("sync.digits_nearest column=n before=11 behind=9");
    }
    void numbersKeepTheirDigits() {
        QFETCH(QString, table);
        QFETCH(QString, column);
        QFETCH(QString, type);
        QFETCH(QString, told);
        const TempPlace place;
        const auto session = open(place);
        QVERIFY(session);
        const std::string name = table.toStdString();
        const auto planned = SyncService(*session).plan(draftOf(name, "table", "id"));
        QVERIFY2(planned, planned ? "" : words(planned.error()).c_str());
        for (const model::SyncColumn &one : planned->saved.plan.columns)
            if (one.source == column.toStdString())
                QCOMPARE(QString::fromStdString(one.type) + QLatin1Char(':') + QString::number(one.scale), type);
        const QString findings = findingsOf(planned->findings, "sync.digits");
        QVERIFY2(told.isEmpty() ? findings.isEmpty() : findings.startsWith(told), qPrintable(findings));
        const auto ran = SyncService(*session).run(name, {});
        QVERIFY2(ran, ran ? "" : words(ran.error()).c_str());
        QCOMPARE(ran->run.rejected, std::int64_t{0});
        QCOMPARE(QString::number(ran->run.kept), m_server.value("SELECT count(*) FROM " + table.toUtf8()));
    }

    // What a person decides stands, and the plan says what it costs.
    void aScaleThatIsTooSmallIsTold() {
        const TempPlace place;
        const auto session = open(place);
        QVERIFY(session);
        SyncDraft draft = draftOf("amounts", "table", "id");
        draft.types["n"] = {"n", engine::ColumnType::Decimal, 2};
        const auto planned = SyncService(*session).plan(draft);
        QVERIFY2(planned, planned ? "" : words(planned.error()).c_str());
        QCOMPARE(findingsOf(planned->findings, "sync.digits"), QStringLiteral("sync.digits_refused column=n count=1 seen=5001\n"));
        const auto ran = SyncService(*session).run("amounts", {});
        QVERIFY2(ran, ran ? "" : words(ran.error()).c_str());
        QCOMPARE(ran->run.rejected, std::int64_t{1});
    }

    // A collation for which x and X are the same, and JSON with a name twice: there as here over the synced rows.
    void textsAreComparedByTheirCharacters() {
        const QString failure = m_server.run(
            "CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);"
            "CREATE TABLE folk (id int8 PRIMARY KEY, nd text COLLATE loose, city varchar(20), js json);"
            "INSERT INTO folk SELECT i, (ARRAY['x', 'X', 'Xylo', 'xYlo', U&'\\00c9a'])[i % 5 + 1], 'city ' || i % 7, CASE WHEN i % 3 = 0 THEN ('{\"a\": 2, \"b\": 1, \"a\": ' || i % 2 || '}')::json "
            "ELSE ('{\"a\": 1, \"c\": {\"d\": \"u\", \"d\": \"v\"}}')::json END FROM generate_series(1, 1500) i; INSERT INTO folk VALUES (2000, NULL, NULL, NULL);"
            "CREATE TABLE codes (code text COLLATE loose PRIMARY KEY, n int); INSERT INTO codes VALUES ('q', 1), ('w', 2);"
            "GRANT SELECT ON folk, codes TO reader;");
        if (failure.contains(QLatin1String("ICU")))
            QSKIP("this PostgreSQL was built without ICU");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        const TempPlace placeHere, placeThere;
        const auto here = open(placeHere), there = open(placeThere);
        QVERIFY(here && there);
        const auto planned = SyncService(*here).plan(draftOf("folk", "profiles", "id"));
        QVERIFY2(planned, planned ? "" : words(planned.error()).c_str());
        const auto ran = SyncService(*here).run("folk", {});
        QVERIFY2(ran, ran ? "" : words(ran.error()).c_str());
        QCOMPARE(ran->run.kept, std::int64_t{1501});
        const auto defined = RemoteService(*there).define(remotePeople("folk", "id"));
        QVERIFY2(defined, defined ? "" : words(defined.error()).c_str());
        for (const char *text : {"nd = x", "nd != x", "nd in (x, Xylo)", "nd contains X", "nd does not contain ylo", "nd starts with x", "nd ends with o", "nd matches \"^X\"", "nd like \"x%\"",
                                 "nd is empty", "nd = x and city = \"city 3\"", "js at a = 0", "js at a = 1", "js at a = 2", "js at c.d = u", "js at c.d = v"}) {
            const auto rule = SegmentService(*here).fromText(text);
            QVERIFY2(rule, (std::string(text) + ": " + (rule ? "" : words(rule.error()))).c_str());
            const auto mine = SegmentService(*here).count(*rule), theirs = SegmentService(*there).count(*rule);
            QVERIFY2(mine && theirs, (std::string(text) + ": " + (theirs ? "" : words(theirs.error()))).c_str());
            QVERIFY(theirs->remote && !mine->remote);
            QVERIFY2(mine->count == theirs->count, (std::string(text) + ": here " + std::to_string(mine->count) + ", there " + std::to_string(theirs->count)).c_str());
        }
        QCOMPARE(SegmentService(*there).count(*SegmentService(*there).fromText("nd = x"))->count, std::int64_t{300});
        QCOMPARE(SegmentService(*there).count(*SegmentService(*there).fromText("js at a = 2"))->count, std::int64_t{0}); // the last one stands
        // A position among such texts would pass by others: there is no such order.
        SyncDraft draft = draftOf("codes", "profiles", "code");
        draft.plan.name = draft.plan.dataset = "codes";
        draft.plan.role = "table";
        draft.plan.mode = model::SyncMode::Incremental;
        draft.plan.cursor = "code";
        QCOMPARE(SyncService(*here).plan(draft).error().id, std::string("source.no_order"));
    }

    // A database without an encoding holds any bytes.
    void bytesThatAreNoTextAreReplacedAndCounted() {
        const QString failure = m_server.run("CREATE DATABASE legacy ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C';\n\\connect legacy\n"
                                             "CREATE TABLE people (id int8 PRIMARY KEY, name text); INSERT INTO people VALUES (1, E'M\\xc3\\xbcller'), (2, E'J\\xe4ger \\xfc'), (3, 'plain');"
                                             "GRANT SELECT ON people TO reader;");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        const TempPlace place;
        const auto session = open(place, "legacy");
        QVERIFY(session);
        const auto planned = SyncService(*session).plan(draftOf("people", "profiles", "id"));
        QVERIFY2(planned, planned ? "" : words(planned.error()).c_str());
        const auto ran = SyncService(*session).run("people", {});
        QVERIFY2(ran, ran ? "" : words(ran.error()).c_str());
        QCOMPARE(ran->run.kept, std::int64_t{3});
        QCOMPARE(findingsOf(ran->findings, "sync.replaced_bytes"), QStringLiteral("sync.replaced_bytes count=2\n"));
        const auto page = SegmentService(*session).members(*SegmentService(*session).fromText("name contains ger"), {"name"}, 0, 10);
        QVERIFY2(page, page ? "" : words(page.error()).c_str());
        QCOMPARE(page->rows.size(), std::size_t{1});
        QCOMPARE(page->rows[0][0], std::string("J\xEF\xBF\xBDger \xEF\xBF\xBD"));
        // What stays there is asked and shown the same way.
        const TempPlace other;
        const auto there = open(other, "legacy");
        QVERIFY(there);
        const auto defined = RemoteService(*there).define(remotePeople("people", "id"));
        QVERIFY2(defined, defined ? "" : words(defined.error()).c_str());
        const auto shown = SegmentService(*there).members(*SegmentService(*there).fromText("name contains ger"), {"name"}, 0, 10);
        QVERIFY2(shown, shown ? "" : words(shown.error()).c_str());
        QCOMPARE(shown->rows, page->rows);
    }

    // Two keys of the source that are one here: the last stands, and the run says how many.
    void keysThatAreOneHereAreTold() {
        const TempPlace place;
        const auto session = open(place);
        QVERIFY(session);
        for (const char *role : {"profiles", "table"}) {
            SyncDraft draft = draftOf("keys", role, "k");
            draft.plan.name = draft.plan.dataset = std::string("keys_") + role;
            const auto planned = SyncService(*session).plan(draft);
            QVERIFY2(planned, planned ? "" : words(planned.error()).c_str());
            const auto ran = SyncService(*session).run(draft.plan.name, {});
            QVERIFY2(ran, ran ? "" : words(ran.error()).c_str());
            QCOMPARE(ran->run.added, std::int64_t{4});
            QCOMPARE(findingsOf(ran->findings, "sync.same_keys"), QStringLiteral("sync.same_keys count=2 column=k\n"));
            QVERIFY(SyncService(*session).find(draft.plan.name)->last->notes.size() == 1);
        }
    }

    // A view on a table that is written from here stays, with the rights and the indexes; other columns are refused while it is there.
    void whatIsBuiltOnATableStays() {
        const TempPlace place;
        const auto session = open(place);
        QVERIFY(session);
        QVERIFY(RemoteService(*session).define(remotePeople("spent", "id")));
        const auto write = [&](const char *rule, const std::vector<std::string> &columns) {
            return materialiseSegment(*session, *SegmentService(*session).fromText(rule), columns, "shop", "out.vip");
        };
        const auto first = write("amount > 100", {"amount"});
        QVERIFY2(first, first ? "" : words(first.error()).c_str());
        QCOMPARE(m_server.run("CREATE VIEW out.vip_count AS SELECT count(*) AS n FROM out.vip; CREATE INDEX vip_amount ON out.vip (amount); CREATE ROLE analyst; GRANT SELECT ON out.vip TO analyst"), QString());
        const QString table = m_server.value("SELECT 'out.vip'::regclass::oid");
        const auto second = write("amount > 30000", {"amount"});
        QVERIFY2(second, second ? "" : words(second.error()).c_str());
        QVERIFY(second->rows > 0 && second->rows < first->rows);
        QCOMPARE(m_server.value("SELECT n FROM out.vip_count"), QString::number(second->rows));
        QCOMPARE(m_server.value("SELECT 'out.vip'::regclass::oid"), table);
        QCOMPARE(m_server.value("SELECT has_table_privilege('analyst', 'out.vip', 'SELECT') AND EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 'vip_amount')"), QStringLiteral("t"));
        QCOMPARE(m_server.value("SELECT count(*) FROM pg_class WHERE relname LIKE '%audience_new'"), QStringLiteral("0"));
        QCOMPARE(write("amount > 100", {}).error().id, std::string("source.built_upon"));
        QCOMPARE(m_server.value("SELECT n FROM out.vip_count"), QString::number(second->rows));
        QVERIFY(m_server.run("DROP VIEW out.vip_count").isEmpty());
        QVERIFY(write("amount > 100", {}));
        QCOMPARE(m_server.value("SELECT count(*) FROM out.vip"), QString::number(first->rows));
    }

private:
    std::shared_ptr<Session> open(const TempPlace &place, const char *database = "shop") {
        Session::Options options;
        options.environment = place.options().environment;
        auto session = Session::create(place.path(), options);
        model::SourceConnection about = m_server.connection();
        about.database = database;
        return session && SourceService(**session).save(about) ? *session : nullptr;
    }
    LivePostgres m_server;
    bool m_runs = false;
};

AUDIENCE_TEST(ValueFidelityTest)
#include "value_fidelity_test.moc"
