// People who stay in a real PostgreSQL: random rules are answered there exactly as here over the synced rows, member for member;
// breakdowns row for row; what cannot be said exactly, or is about data elsewhere, is refused.
#include "core/segment/memory_data.h"
#include "core/segment/postgres_server.h"
#include "core/segment/random_rule.h"
#include "support/live_postgres.h"
#include "support/temp_workspace.h"
#include "support/test_main.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <thread>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/people_choice.h"
#include "service/remote_people.h"
#include "service/segment_breakdown.h"
#include "service/segment_materialise.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/source_service.h"
#include "service/sync_service.h"
#include "service/trait_service.h"
#include "workspace/definition_repository.h"
#endif

using namespace audience;
using namespace audience::service;
using namespace audience::test;

namespace {

std::shared_ptr<Session> open(const TempPlace &place, const LivePostgres &server) {
    Session::Options options;
    options.environment = place.options().environment;
    auto session = Session::create(place.path(), options);
    if (!session)
        return nullptr;
    (*session)->setNow(*instantFromIso("2026-04-01T12:00:00Z"));
    return SourceService(**session).save(server.connection()) ? *session : nullptr;
}

model::RemoteDataset remote(const char *name, const char *table, const char *role) {
    model::RemoteDataset dataset;
    dataset.name = name;
    dataset.connection = "shop";
    dataset.schema = "public";
    dataset.table = table;
    dataset.role = role;
    return dataset;
}

std::string words(const Error &error) {
    std::string text = error.id;
    for (const auto &[name, value] : error.args)
        text += " " + name + "=" + value;
    return text + " " + error.detail;
}

model::SegmentRule ruleOf(Session &session, const char *text, const char *people = "") {
    const auto rule = SegmentService(session).fromText(text);
    if (!rule)
        qFatal("%s is no rule: %s", text, words(rule.error()).c_str());
    return aboutPeople(*rule, people);
}

std::multiset<std::string> keysOf(const RowsPage &page) {
    std::multiset<std::string> keys;
    for (const auto &row : page.rows)
        keys.insert(row.front());
    return keys;
}

} // namespace

class RemotePeopleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        m_runs = true;
        qputenv(kDatabasePasswordVariable, LivePostgres::kPassword);
        const QString failure = m_server.run(
            "CREATE TABLE clients (code text PRIMARY KEY, city varchar(40), spent numeric(12,2), visits int4, joined timestamp, born date, ok boolean, extra json, tag uuid);"
            "INSERT INTO clients SELECT '  c' || i || ' ', CASE WHEN i % 11 = 0 THEN NULL ELSE 'city ' || i % 23 END, i * 1.25, i % 40, timestamp '2026-01-01 00:00' + i * interval '1 minute', "
            "CASE i % 50 WHEN 0 THEN 'infinity'::date ELSE date '1960-01-01' + i END, i % 3 = 0, json_build_object('n', i % 5), md5(i::text)::uuid FROM generate_series(1, 4000) i;"
            "CREATE TABLE buys (no int8 PRIMARY KEY, client text, at timestamptz, amount float4, what text);"
            "INSERT INTO buys SELECT i, 'c' || (i % 5000 + 1), timestamptz '2026-02-01 00:00+00' + i * interval '1 minute', (i % 100) + 0.5, (ARRAY['tea', 'coffee', 'milk'])[i % 3 + 1] "
            "FROM generate_series(1, 20000) i;"
            "CREATE TABLE twice (id int8, name text); INSERT INTO twice VALUES (1, 'a'), (1, 'b'), (2, 'c');"
            "CREATE SCHEMA out AUTHORIZATION reader; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader;");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }
    void init() {
        if (!m_runs)
            QSKIP("PostgreSQL does not run");
    }

    void randomRulesThereAndHere_data() {
        QTest::addColumn<quint64>("seed");
        // AUDIENCE_LONG_RULES widens the run.
        const int rows = std::max(2, qEnvironmentVariableIntValue("AUDIENCE_LONG_RULES") / kRules);
        for (int i = 0; i < rows; ++i)
            QTest::addRow("seed %d", i) << static_cast<quint64>(9000 + i);
    }

    void randomRulesThereAndHere() {
        QFETCH(quint64, seed);
        SeededRng rng(seed);
        const Instant now = *instantFromIso("2026-04-01T12:00:00Z");
        MemoryData data = randomData(rng, 400, 2500, now);
        makeTakeable(data);
        QString failure = m_server.run(PostgresServer::tablesOf(data) + renamed(data) + "ALTER TABLE profiles ADD PRIMARY KEY (person); GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        // The same tables twice: synced, and as they are.
        const TempPlace placeHere, placeThere;
        const auto here = open(placeHere, m_server), there = open(placeThere, m_server);
        QVERIFY(here && there);
        for (Session *session : {here.get(), there.get()})
            for (const char *trait : {"orders", "spent", "basket", "kinds", "top_weight", "last_kind", "last_buy", "first_due", "gift", "usual_items", "late_due"})
                QVERIFY(workspace::DefinitionRepository(session->workspace())
                            .save({workspace::DefinitionKind::Trait, 0, trait, 0, *RandomSets().trait(trait), {}}));
        const auto bring = [&](const std::string &table, const char *role) {
            SyncDraft draft;
            draft.plan.name = draft.plan.dataset = draft.plan.table = table;
            draft.plan.connection = "shop";
            draft.plan.schema = "public";
            draft.plan.role = role;
            model::RemoteDataset stays = remote(table.c_str(), table.c_str(), role);
            const bool isEvents = draft.plan.role == "events";
            if (draft.plan.role == "profiles")
                draft.plan.key = stays.key = "person";
            if (isEvents || (draft.plan.role == "table" && std::string(role) == "table"))
                draft.plan.profile = stays.profile = "person";
            if (isEvents) {
                draft.plan.time = stays.time = "at";
                draft.plan.nameColumn = stays.nameColumn = "name";
            }
            const auto planned = SyncService(*here).plan(draft);
            QVERIFY2(planned, planned ? "" : words(planned.error()).c_str());
            const auto ran = SyncService(*here).run(table, {});
            QVERIFY2(ran, ran ? "" : words(ran.error()).c_str());
            const auto rejects = SyncService(*here).rejects(table);
            QVERIFY2(ran->run.rejected == 0, rejects && !rejects->empty() ? (table + ": " + rejects->front().reason + " " + rejects->front().column + " " + rejects->front().raw).c_str() : "");
            const auto defined = RemoteService(*there).define(stays);
            QVERIFY2(defined, defined ? "" : words(defined.error()).c_str());
        };
        bring("profiles", "profiles");
        for (const EventTable &table : data.events)
            bring(table.dataset, "events");
        int compared = 0, refused = 0, unknown = 0, interesting = 0;
        for (int i = 0; i < kRules; ++i) {
            const model::SegmentRule rule = randomRule(rng, now);
            const std::string json = dumpJson(toJson(rule));
            const auto mine = SegmentService(*here).members(rule, {"person"}, 0, 1'000'000);
            const auto theirs = SegmentService(*there).members(rule, {"person"}, 0, 1'000'000);
            if (!mine) { // names a set that is not saved here
                ++unknown;
                QVERIFY2(!theirs, json.c_str());
                continue;
            }
            if (!theirs) {
                QVERIFY2(theirs.error().id == "segment.no_sql_pattern" || theirs.error().id == "remote.mixed", (json + "\n" + words(theirs.error())).c_str());
                ++refused;
                continue;
            }
            QVERIFY2(keysOf(*mine) == keysOf(*theirs), (json + "\nhere " + std::to_string(mine->rows.size()) + ", there " + std::to_string(theirs->rows.size())).c_str());
            const auto counted = SegmentService(*there).count(rule);
            QVERIFY2(counted, counted ? "" : words(counted.error()).c_str());
            QCOMPARE(counted->count, static_cast<std::int64_t>(mine->rows.size()));
            QVERIFY(counted->remote && counted->remote->engine.rfind("PostgreSQL ", 0) == 0 && counted->remote->bytes > 0 && counted->remote->bytes < 200);
            interesting += counted->count > 0 && counted->count < counted->everyone;
            ++compared;
        }
        qInfo("%d rules compared, %d refused, %d name what is not there", compared, refused, unknown);
        QVERIFY(compared > kRules / 3 && interesting > kRules / 10);
        QVERIFY(refused < kRules / 3);
        for (const char *field : {"country", "age", "balance", "score", "born", "last_seen", "consent"}) {
            const model::SegmentRule rule = ruleOf(*here, "age > 30");
            const auto mine = breakDown(*here, rule, field), theirs = breakDown(*there, rule, field);
            QVERIFY2(mine && theirs, theirs ? field : words(theirs.error()).c_str());
            QVERIFY(theirs->remote && theirs->type == mine->type && theirs->inside == mine->inside && theirs->outside == mine->outside);
            QCOMPARE(theirs->rows.size(), mine->rows.size());
            for (std::size_t row = 0; row < mine->rows.size(); ++row) {
                const BreakdownRow &a = mine->rows[row], &b = theirs->rows[row];
                QVERIFY2(a.from == b.from && a.to == b.to && a.inside == b.inside && a.outside == b.outside && a.values == b.values,
                         (std::string(field) + ": " + a.from + "-" + a.to + " " + std::to_string(a.inside) + "+" + std::to_string(a.outside) + ", there " + b.from + "-" + b.to +
                          " " + std::to_string(b.inside) + "+" + std::to_string(b.outside))
                             .c_str());
            }
        }
    }

    void keysOfTextAndTypesOfTheirOwn() {
        const TempPlace place;
        const auto session = openClients(place);
        QVERIFY(session);
        const auto count = [&](const char *text) {
            const auto told = SegmentService(*session).count(ruleOf(*session, text));
            return told ? QString::number(told->count) : QString::fromStdString(words(told.error()));
        };
        QCOMPARE(count("city = \"city 3\""), m_server.value("SELECT count(*) FROM clients WHERE city = 'city 3'"));
        QCOMPARE(count("did buy"), m_server.value("SELECT count(*) FROM clients c WHERE EXISTS (SELECT 1 FROM buys b WHERE b.client = btrim(c.code))"));
        QCOMPARE(count("did buy with sum of amount > 300"),
                 m_server.value("SELECT count(*) FROM clients c JOIN (SELECT client, sum(amount::float8) AS s FROM buys GROUP BY 1) b ON b.client = btrim(c.code) WHERE s > 300"));
        QCOMPARE(count("joined before \"2026-01-02\""), m_server.value("SELECT count(*) FROM clients WHERE joined AT TIME ZONE 'Europe/Berlin' < '2026-01-02 00:00+00'"));
        QCOMPARE(count("born is not empty"), m_server.value("SELECT count(*) FROM clients WHERE isfinite(born)"));
        QCOMPARE(count("spent > 4000 and ok is true"), m_server.value("SELECT count(*) FROM clients WHERE spent > 4000 AND ok"));
        QCOMPARE(count("visits in (3, 4)"), m_server.value("SELECT count(*) FROM clients WHERE visits IN (3, 4)"));
        const auto page = SegmentService(*session).members(ruleOf(*session, "code in (c7, c8)"), {"code", "city"}, 0, 10);
        QVERIFY2(page, page ? "" : words(page.error()).c_str());
        QCOMPARE(page->rows.size(), std::size_t{2});
    }

    // What a rule asks of a column is asked so that an index on it answers, in whatever type the column is read, and values that are
    // none here stay none.
    void anIndexAnswers_data() {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("meant");
        QTest::newRow("text") << QStringLiteral("city") << QStringLiteral("city = \"city 77\"") << QStringLiteral("city = 'city 77'");
        QTest::newRow("int2") << QStringLiteral("rank") << QStringLiteral("rank in (3, 5)") << QStringLiteral("rank IN (3, 5)");
        QTest::newRow("int4") << QStringLiteral("visits") << QStringLiteral("visits between 10 and 20") << QStringLiteral("visits BETWEEN 10 AND 20");
        QTest::newRow("int8") << QStringLiteral("id") << QStringLiteral("id < 50") << QStringLiteral("id < 50");
        QTest::newRow("decimal") << QStringLiteral("spent") << QStringLiteral("spent >= 599") << QStringLiteral("spent >= 599 AND spent <> 'NaN'");
        QTest::newRow("float8") << QStringLiteral("score") << QStringLiteral("score >= 59990") << QStringLiteral("score >= 59990 AND score <> 'NaN'");
        QTest::newRow("date, open") << QStringLiteral("born") << QStringLiteral("born after \"1999-10-31\"") << QStringLiteral("born >= '1999-11-01' AND isfinite(born)");
        QTest::newRow("date, other end") << QStringLiteral("born") << QStringLiteral("born before \"1900-02-01\"") << QStringLiteral("born < '1900-02-01' AND isfinite(born)");
        QTest::newRow("moment") << QStringLiteral("joined") << QStringLiteral("joined after \"2026-02-10\"") << QStringLiteral("joined >= '2026-02-11 00:00+00' AND isfinite(joined)");
    }
    void anIndexAnswers() {
        QFETCH(QString, column);
        QFETCH(QString, rule);
        QFETCH(QString, meant);
        if (m_server.value("SELECT to_regclass('many')::text").isEmpty())
            QCOMPARE(m_server.run("CREATE TABLE many AS SELECT i::int8 AS id, ('city ' || i % 2000)::varchar(40) AS city, (i % 9000)::int2 AS rank, i::int4 AS visits, (i * 0.01)::numeric(12,2) AS spent, "
                                  "i::float8 AS score, timestamptz '2026-01-01 00:00+00' + i * interval '1 minute' AS joined, date '1900-01-01' + i % 36500 AS born FROM generate_series(1, 60000) i;"
                                  "INSERT INTO many VALUES (60001, NULL, NULL, NULL, 'NaN', 'NaN', 'infinity', 'infinity'), (60002, NULL, NULL, NULL, NULL, NULL, '-infinity', '-infinity');"
                                  "ALTER TABLE many ADD PRIMARY KEY (id); CREATE INDEX many_city ON many (city); CREATE INDEX many_rank ON many (rank); CREATE INDEX many_visits ON many (visits);"
                                  "CREATE INDEX many_spent ON many (spent); CREATE INDEX many_score ON many (score); CREATE INDEX many_joined ON many (joined); CREATE INDEX many_born ON many (born);"
                                  "GRANT SELECT ON many TO reader; ANALYZE many;"
                                  "CREATE FUNCTION plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$ DECLARE plan json; BEGIN EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan; "
                                  "RETURN translate(plan::text, E'\\n', ' '); END $$"), QString());
        const TempPlace place;
        const auto session = open(place, m_server);
        QVERIFY(session);
        model::RemoteDataset many = remote("many", "many", "profiles");
        many.key = "id";
        QVERIFY(RemoteService(*session).define(many));
        const model::SegmentRule asked = ruleOf(*session, qPrintable(rule));
        const auto count = SegmentService(*session).count(asked);
        QVERIFY2(count, count ? "" : words(count.error()).c_str());
        QCOMPARE(QString::number(count->count), m_server.value("SELECT count(*) FROM many WHERE " + meant.toUtf8()));
        QVERIFY(count->count > 0 && count->count < 1500);
        const auto there = remotePeopleOf(*session, asked);
        const auto sql = remoteSql(*session, **there, asked);
        QVERIFY(sql);
        const QString plan = m_server.value("SELECT plan_of($q$" + QByteArray::fromStdString(*sql) + "$q$)");
        QVERIFY2(plan.contains(column == QLatin1String("id") ? QStringLiteral("many_pkey") : QStringLiteral("many_") + column), qPrintable(plan + QString::fromStdString(*sql)));
    }

    // What the window asks before there is a rule: whose people, what is known of them, which values they have, the first rows.
    void whatCanBeAskedOfThem() {
        const TempPlace place;
        const auto session = openClients(place);
        QVERIFY(session);
        const auto choices = peopleChoices(*session);
        QVERIFY(choices && choices->size() == 1 && choices->front().name == "clients" && choices->front().connection == "shop");
        const auto vocabulary = vocabularyOf(*session, "clients");
        QVERIFY(vocabulary);
        QCOMPARE(vocabulary->attributes.size(), std::size_t{9});
        QVERIFY(vocabulary->events.size() == 1 && vocabulary->events[0].name == "buy" && vocabulary->lists.empty() && vocabulary->topics.empty());
        QCOMPARE(vocabularyOf(*session, "nobody").error().id, std::string("remote.unknown"));
        QCOMPARE(vocabularyOf(*session, "buys").error().id, std::string("remote.no_people"));
        const auto values = topValuesOf(*session, "clients", "city", 5);
        QVERIFY2(values, values ? "" : words(values.error()).c_str());
        QCOMPARE(values->size(), std::size_t{5});
        QCOMPARE(QString::fromStdString(values->front().label) + QLatin1Char(' ') + QString::number(values->front().count),
                 m_server.value("SELECT city || ' ' || count(*) FROM clients WHERE city IS NOT NULL GROUP BY city ORDER BY count(*) DESC, city LIMIT 1"));
        QCOMPARE(topValuesOf(*session, "clients", "nothing").error().id, std::string("data.unknown_column"));
        const auto rows = remoteRows(*session, "clients", 20);
        QVERIFY2(rows, rows ? "" : words(rows.error()).c_str());
        QCOMPARE(rows->page.rows.size(), std::size_t{20});
        QCOMPARE(rows->page.columns.size(), std::size_t{9});
        QVERIFY(rows->engine.connection == "shop" && rows->engine.bytes > 0);
        QVERIFY(remoteRows(*session, "buys", 3)->page.rows.size() == 3);
        QCOMPARE(remoteRows(*session, "nobody", 3).error().id, std::string("remote.unknown"));
        // Of how much the server reads: the tables of the rule, and nothing where a view hides them.
        const auto one = bytesLookedAt(*session, ruleOf(*session, "visits > 5")), two = bytesLookedAt(*session, ruleOf(*session, "visits > 5 and did buy"));
        QVERIFY(one && two && *one < *two);
        QCOMPARE(QString::number(*one), m_server.value("SELECT pg_relation_size('clients')"));
        QVERIFY(m_server.run("CREATE VIEW seen AS SELECT * FROM clients; GRANT SELECT ON seen TO reader").isEmpty());
        model::RemoteDataset seen = remote("seen", "seen", "profiles");
        seen.key = "code";
        QVERIFY(RemoteService(*session).define(seen));
        QVERIFY(!bytesLookedAt(*session, ruleOf(*session, "visits > 5", "seen")));
        // Breakdowns are offered by columns, the key is none of them.
        const auto fields = breakdownFields(*session, {}, "clients");
        QVERIFY(fields && std::none_of(fields->begin(), fields->end(), [](const BreakdownField &field) { return field.name == "code" || field.name == "extra"; }));
        // Taken off the list and put back it is as it was; under a name that is taken meanwhile it is not.
        const RemoteView before = *RemoteService(*session).find("seen");
        QVERIFY(RemoteService(*session).remove("seen"));
        QVERIFY(RemoteService(*session).putBack(before.dataset));
        QVERIFY(RemoteService(*session).find("seen")->dataset == before.dataset);
    }

    void mixedAndInexactRulesAreRefused() {
        const TempPlace place;
        const auto session = openClients(place);
        QVERIFY(session);
        SegmentService segments(*session);
        const auto refused = [&](const model::SegmentRule &rule) {
            const auto told = segments.count(rule);
            return told ? QStringLiteral("counted") : QString::fromStdString(told.error().id);
        };
        QCOMPARE(refused(ruleOf(*session, "city matches \"\\\\bcity\\\\b\"")), QStringLiteral("segment.no_sql_pattern"));
        QCOMPARE(refused(ruleOf(*session, "nothing = 3")), QStringLiteral("segment.unknown_field"));
        const auto findings = segments.check(ruleOf(*session, "city matches \"\\\\bcity\\\\b\""));
        QVERIFY(findings.size() == 1 && findings[0].isError && findings[0].id == "segment.no_sql_pattern");
        // Once there are people here, too, rules are about these unless they say otherwise.
        SyncDraft draft;
        draft.plan.name = draft.plan.dataset = "own";
        draft.plan.connection = "shop";
        draft.plan.schema = "public";
        draft.plan.table = "clients";
        draft.plan.role = "profiles";
        draft.plan.key = "code";
        draft.plan.ignored = {"spent"};
        QVERIFY(SyncService(*session).plan(draft));
        const auto ran = SyncService(*session).run("own", {});
        QVERIFY2(ran, ran ? "" : words(ran.error()).c_str());
        const auto own = segments.count(ruleOf(*session, "visits > 5"));
        QVERIFY(own && !own->remote);
        const auto there = segments.count(ruleOf(*session, "visits > 5", "clients"));
        QVERIFY2(there && there->remote, there ? "" : words(there.error()).c_str());
        QCOMPARE(refused(ruleOf(*session, "spent > 5")), QStringLiteral("segment.unknown_field"));
        QCOMPARE(refused(ruleOf(*session, "visits > 5", "nobody")), QStringLiteral("remote.unknown"));
        QCOMPARE(refused(ruleOf(*session, "visits > 5", "buys")), QStringLiteral("remote.no_people"));
        // A segment of people who are here, in a rule about people there; a rule about both; and the other way round.
        SegmentView mine;
        mine.name = "mine";
        mine.rule = ruleOf(*session, "visits > 5");
        const auto saved = segments.save(mine);
        QVERIFY(saved);
        model::SegmentRule both;
        both.root = model::conditionNode(Json{{"type", "segment"}, {"id", std::to_string(saved->id.value)}});
        QVERIFY(segments.count(both));
        QCOMPARE(refused(aboutPeople(both, "clients")), QStringLiteral("remote.mixed"));
        SegmentView theirs;
        theirs.name = "theirs";
        theirs.rule = ruleOf(*session, "visits > 5", "clients");
        const auto far = segments.save(theirs);
        QVERIFY(far);
        both.root = model::conditionNode(Json{{"type", "segment"}, {"id", std::to_string(far->id.value)}});
        QVERIFY(segments.count(aboutPeople(both, "clients")));
        QCOMPARE(refused(both), QStringLiteral("segment.unknown_segment"));
        model::SegmentRule emailed = aboutPeople({}, "clients");
        emailed.root = model::conditionNode(Json{{"type", "suppressed"}});
        QCOMPARE(refused(emailed), QStringLiteral("remote.mixed"));
        QCOMPARE(segments.reach(theirs.rule).error().id, std::string("remote.not_here"));
    }

    void tablesThatCannotBeCountedAreRefused() {
        const TempPlace place;
        const auto session = open(place, m_server);
        QVERIFY(session);
        RemoteService remotes(*session);
        const auto refused = [&](const model::RemoteDataset &dataset) {
            const auto told = remotes.define(dataset);
            return told ? QStringLiteral("defined") : QString::fromStdString(told.error().id);
        };
        model::RemoteDataset twice = remote("twice", "twice", "profiles");
        QCOMPARE(refused(twice), QStringLiteral("remote.needs"));
        twice.key = "id";
        QCOMPARE(refused(twice), QStringLiteral("remote.key_not_unique"));
        twice.key = "none";
        QCOMPARE(refused(twice), QStringLiteral("sync.unknown_column"));
        twice.key = "name";
        QCOMPARE(refused(twice), QStringLiteral("defined"));
        twice.table = "nowhere";
        QCOMPARE(refused(twice), QStringLiteral("source.no_table"));
        model::RemoteDataset buys = remote("buys", "buys", "events");
        buys.profile = "client";
        buys.time = "what";
        buys.eventName = "buy";
        QCOMPARE(refused(buys), QStringLiteral("remote.bad_time"));
        QCOMPARE(remotes.list()->size(), std::size_t{1});
        QVERIFY(remotes.remove("twice"));
        QCOMPARE(remotes.remove("twice").error().id, std::string("remote.unknown"));
    }

    void aCountIsCancelledThere() {
        const TempPlace place;
        const auto session = openClients(place);
        QVERIFY(session);
        QVERIFY(m_server.run("CREATE TABLE pace AS SELECT 0.0::float8 AS seconds; CREATE VIEW slow AS SELECT code, pg_sleep((SELECT seconds FROM pace))::text AS nap FROM clients; GRANT SELECT ON slow, pace TO reader").isEmpty());
        defineSlow(*session);
        QVERIFY(m_server.run("UPDATE pace SET seconds = 0.05").isEmpty());
        CancelSource source;
        // As soon as it is at work there, however long it takes to come so far; it would take minutes.
        const char *working = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%nap%' AND pid <> pg_backend_pid()";
        bool wasThere = false;
        std::thread hand([&] {
            for (int i = 0; i < 600 && !wasThere; ++i) {
                wasThere = m_server.value(working) != QLatin1String("0");
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
            source.cancel();
        });
        const auto told = SegmentService(*session).count(ruleOf(*session, "nap = x", "slow"), {}, source.token());
        hand.join();
        QVERIFY(wasThere);
        QVERIFY(!told && told.error().kind == ErrorKind::Cancelled);
        QTRY_COMPARE_WITH_TIMEOUT(m_server.value(working), QStringLiteral("0"), 60'000);
    }

    void aSegmentBecomesATable() {
        const TempPlace place;
        const auto session = openClients(place);
        QVERIFY(session);
        const auto there = materialiseSegment(*session, ruleOf(*session, "visits > 5"), {"city", "spent"}, "shop", "out.vip");
        QVERIFY2(there, there ? "" : words(there.error()).c_str());
        QVERIFY(there->there);
        QCOMPARE(QString::number(there->rows), m_server.value("SELECT count(*) FROM clients WHERE visits > 5"));
        QCOMPARE(m_server.value("SELECT count(*) FROM out.vip v JOIN clients c USING (code) WHERE v.city IS NOT DISTINCT FROM c.city AND v.spent = c.spent"), QString::number(there->rows));
        // Another round takes its place; what somebody else made does not go.
        const auto again = materialiseSegment(*session, ruleOf(*session, "visits > 30"), {}, "shop", "out.vip");
        QVERIFY(again);
        QCOMPARE(m_server.value("SELECT count(*) FROM out.vip"), QString::number(again->rows));
        QVERIFY(m_server.run("SET ROLE reader; CREATE TABLE out.theirs (x int)").isEmpty());
        QCOMPARE(materialiseSegment(*session, ruleOf(*session, "visits > 30"), {}, "shop", "out.theirs").error().id, std::string("source.not_ours"));
        QCOMPARE(materialiseSegment(*session, ruleOf(*session, "visits > 30"), {}, "shop", "public.vip").error().id, std::string("remote.may_not_write"));
        QCOMPARE(materialiseSegment(*session, ruleOf(*session, "visits > 30"), {}, "shop", "nowhere.vip").error().id, std::string("remote.no_schema"));
        QCOMPARE(materialiseSegment(*session, ruleOf(*session, "visits > 30"), {"nothing"}, "shop", "out.vip").error().id, std::string("data.unknown_column"));
        QCOMPARE(m_server.value("SELECT count(*) FROM out.vip"), QString::number(again->rows));
    }

    void anAnswerIsOneStatementThatReads() {
        const auto connector = warehouseOf();
        QVERIFY(connector);
        const auto few = connector->query("SELECT i, 'x' || i AS word, NULL FROM generate_series(1, 100000) i", 3, {});
        QVERIFY(few && few->isCut && few->rows.size() == 3 && few->columns[1] == "word" && few->rows[2][1] == "x3" && !few->rows[0][2]);
        QVERIFY(few->bytes > 0 && few->bytes < 200);
        QCOMPARE(connector->query("SELECT 1; COMMIT; SELECT 2", 3, {}).error().id, std::string("source.refused"));
        QCOMPARE(connector->query("INSERT INTO twice VALUES (9, 'x')", 3, {}).error().id, std::string("source.refused"));
        QCOMPARE(connector->query("SELECT nothing FROM twice", 3, {}).error().id, std::string("source.no_column"));
    }

private:
    static constexpr int kRules = 60;
    // Rows that a sync takes: no NaN, JSON that is JSON, names that are there.
    static void makeTakeable(MemoryData &data) {
        const auto mend = [](const std::vector<engine::Field> &fields, std::vector<engine::Cell> &row) {
            for (std::size_t i = 0; i < fields.size(); ++i) {
                const auto *real = std::get_if<double>(&row[i]);
                const auto *text = std::get_if<std::string>(&row[i]);
                if ((real && !(*real - *real == 0)) || (text && fields[i].type == engine::ColumnType::Json && !parseJson(*text)))
                    row[i] = {};
            }
        };
        for (auto &row : data.profiles)
            mend(data.fields, row);
        for (EventTable &table : data.events)
            for (EventRow &row : table.rows)
                mend(table.fields, row.cells);
    }

    // A name that datasets can have.
    static QByteArray renamed(const MemoryData &data) {
        QByteArray sql = "ALTER TABLE profiles RENAME _ordinal TO person;";
        for (const EventTable &table : data.events)
            sql += "ALTER TABLE " + QByteArray::fromStdString(table.dataset) + " RENAME _ordinal TO person;";
        return sql;
    }

    std::unique_ptr<warehouse::Connector> warehouseOf() {
        const TempPlace place;
        const auto session = open(place, m_server);
        auto connector = SourceService(*session).connector("shop");
        return connector ? std::move(*connector) : nullptr;
    }

    void defineSlow(Session &session) {
        model::RemoteDataset slow = remote("slow", "slow", "profiles");
        slow.key = "code";
        const auto defined = RemoteService(session).define(slow);
        QVERIFY2(defined, defined ? "" : words(defined.error()).c_str());
    }

    std::shared_ptr<Session> openClients(const TempPlace &place) {
        auto session = open(place, m_server);
        if (!session)
            return nullptr;
        model::RemoteDataset clients = remote("clients", "clients", "profiles");
        clients.key = "code";
        clients.zone = "Europe/Berlin";
        model::RemoteDataset buys = remote("buys", "buys", "events");
        buys.profile = "client";
        buys.time = "at";
        buys.eventName = "buy";
        for (const model::RemoteDataset &one : {clients, buys})
            if (const auto defined = RemoteService(*session).define(one); !defined) {
                qWarning("%s", words(defined.error()).c_str());
                return nullptr;
            }
        return session;
    }

    LivePostgres m_server;
    bool m_runs = false;
};

AUDIENCE_TEST(RemotePeopleTest)
#include "remote_people_test.moc"
