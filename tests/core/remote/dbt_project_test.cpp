// The dbt project of a workspace: every model's SQL runs on a real PostgreSQL, the segments there have the members they have
// here, the tests of schema.yml hold, and no file that somebody else wrote is touched.
#include "support/live_postgres.h"
#include "support/temp_workspace.h"
#include "support/test_main.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "quality/yaml.h"
#include "service/campaign_service.h"
#include "service/dbt_project.h"
#include "service/quality_service.h"
#include "service/remote_people.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/source_service.h"
#include "service/sync_service.h"
#endif

using namespace audience;
using namespace audience::service;
using namespace audience::test;

class DbtProjectTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QString why = m_server.start();
        if (!why.isEmpty())
            QSKIP(qPrintable(why));
        m_runs = true;
        qputenv(kDatabasePasswordVariable, LivePostgres::kPassword);
        const QString failure = m_server.run(
            "CREATE TABLE people (id int8 PRIMARY KEY, \"the {{city}}\" text, spent numeric(12,2), seen timestamp, tier text, changed timestamptz NOT NULL);"
            "INSERT INTO people SELECT i, 'city ' || i % 7, i * 1.25, timestamp '2026-01-01' + i * interval '1 hour', CASE WHEN i % 3 = 0 THEN 'gold' ELSE 'free' END, "
            "timestamptz '2026-01-01 00:00+00' + i * interval '1 minute' FROM generate_series(1, 500) i;"
            "CREATE TABLE orders (no int8 PRIMARY KEY, person int8, at timestamptz NOT NULL, amount numeric(10,2), what text NOT NULL);"
            "INSERT INTO orders SELECT i, i % 500 + 1, timestamptz '2026-02-01 00:00+00' + i * interval '1 minute', (i % 100) + 0.99, (ARRAY['tea', 'coffee'])[i % 2 + 1] FROM generate_series(1, 3000) i;"
            "CREATE TABLE visits (id int8 PRIMARY KEY, person int8, day date NOT NULL); INSERT INTO visits SELECT i, i % 300 + 1, date '2026-03-01' + i % 20 FROM generate_series(1, 1000) i;"
            "CREATE TABLE cities (name text PRIMARY KEY, country text); INSERT INTO cities SELECT 'city ' || i, 'DE' FROM generate_series(0, 6) i;"
            "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }
    void init() {
        if (!m_runs)
            QSKIP("PostgreSQL does not run");
    }

    void everyModelRunsAndCountsTheSame() {
        const TempPlace place;
        const auto session = openShop(place);
        QVERIFY(session);
        const QString folder = QString::fromStdString(place.file("dbt"));
        const auto done = exportDbt(*session, {folder.toStdString(), {}});
        QVERIFY2(done, done ? "" : done.error().id.c_str());
        QCOMPARE(done->dialect, std::string("postgresql"));
        QCOMPARE(done->left.size(), std::size_t{1}); // the one that asks who is blocked
        QCOMPARE(done->left[0].what, std::string("segment blocked"));
        const auto models = modelsOf(folder);
        for (const char *name : {"stg_people", "dim_people", "fct_orders", "fct_visits", "fct_events", "rel_cities", "seg_gold", "seg_tea_drinkers", "seg_tea_drinkers_2"})
            QVERIFY2(models.count(QString::fromLatin1(name)) == 1, name);
        QVERIFY(m_server.run("DROP SCHEMA IF EXISTS dbt CASCADE; CREATE SCHEMA dbt").isEmpty());
        std::set<QString> made;
        for (const auto &[name, sql] : models)
            make(name, models, made);
        QCOMPARE(made.size(), models.size());
        // What is incremental also runs over what is there already.
        QVERIFY(models.at(QStringLiteral("fct_orders")).contains(QStringLiteral("is_incremental")));
        QCOMPARE(m_server.value("SELECT count(*) FROM (" + compiled(models.at(QStringLiteral("fct_orders")), QStringLiteral("fct_orders"), true).toUtf8() + ") q"), QStringLiteral("0"));
        QCOMPARE(uniqueKey(models.at(QStringLiteral("dim_people"))), QStringLiteral("\"id\""));
        QCOMPARE(m_server.value("SELECT count(*) FROM dbt.dim_people"), QStringLiteral("500"));
        QCOMPARE(m_server.value("SELECT count(*) FROM dbt.fct_events"), QStringLiteral("4000"));
        QCOMPARE(m_server.value("SELECT min(seen) FROM dbt.dim_people WHERE \"the {{city}}\" = 'city 1'"), QStringLiteral("31.12.2025 18:00:00 CST")); // 01:00 in Berlin
        const auto segments = SegmentService(*session).list();
        int compared = 0;
        for (const auto &[model, segment] : std::map<QString, std::string>{{QStringLiteral("seg_gold"), "gold"}, {QStringLiteral("seg_tea_drinkers"), "tea drinkers"},
                                                                         {QStringLiteral("seg_tea_drinkers_2"), "tea-drinkers"}, {QStringLiteral("seg_city"), "city"}}) {
            for (const SegmentView &one : *segments)
                if (one.name == segment) {
                    const auto count = SegmentService(*session).size(one.rule);
                    QVERIFY(count && *count > 0 && *count < 500);
                    QCOMPARE(m_server.value("SELECT count(*) || ' ' || count(DISTINCT person_key) FROM dbt." + model.toUtf8()), QStringLiteral("%1 %1").arg(*count));
                    ++compared;
                }
        }
        QCOMPARE(compared, 4);
    }

    // As dbt builds it: tables and views at first, and in the second run what is new goes into the incremental ones, by their key.
    void theSecondRunTakesWhatIsNew() {
        const TempPlace place;
        const auto session = openShop(place);
        QVERIFY(session);
        const QString folder = QString::fromStdString(place.file("dbt"));
        QVERIFY(exportDbt(*session, {folder.toStdString(), {}}));
        const auto models = modelsOf(folder);
        QVERIFY(m_server.run("DROP SCHEMA IF EXISTS dbt CASCADE; CREATE SCHEMA dbt; CREATE TABLE kept_people AS TABLE people; CREATE TABLE kept_orders AS TABLE orders").isEmpty());
        const auto restore = [this] {
            m_server.run("DROP SCHEMA IF EXISTS dbt CASCADE; TRUNCATE people, orders; INSERT INTO people SELECT * FROM kept_people; INSERT INTO orders SELECT * FROM kept_orders; DROP TABLE kept_people, kept_orders");
        };
        // An empty one takes everything in its first incremental run.
        QString failure = m_server.run(QStringLiteral("CREATE VIEW dbt.stg_people AS %1; CREATE TABLE dbt.dim_people AS SELECT * FROM dbt.stg_people WHERE false").arg(compiled(models.at(QStringLiteral("stg_people")), {}, false)).toUtf8());
        const QString all = m_server.value("SELECT count(*) FROM (" + compiled(models.at(QStringLiteral("dim_people")), QStringLiteral("dim_people"), true).toUtf8() + ") q");
        m_server.run("DROP SCHEMA dbt CASCADE; CREATE SCHEMA dbt");
        QStringList first = build(models, false);
        // One changed, one new; an order more.
        failure += m_server.run("UPDATE people SET tier = 'lost', changed = now() WHERE id = 7; INSERT INTO people SELECT 501, 'city 9', 1, timestamp '2026-05-01', 'gold', now();"
                                "INSERT INTO orders SELECT 3001, 501, now(), 5.99, 'tea'");
        QStringList second = build(models, true);
        const QString people = m_server.value("SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || sum((tier = 'lost')::int) FROM dbt.dim_people");
        const QString orders = m_server.value("SELECT count(*) || ' ' || count(DISTINCT no) FROM dbt.fct_orders");
        const QString events = m_server.value("SELECT count(*) FROM dbt.fct_events");
        const QString gold = m_server.value("SELECT count(*) || ' ' || (SELECT count(*) FROM people WHERE tier = 'gold') FROM dbt.seg_gold");
        const QString faults = testsOf(folder).join(QLatin1Char(' '));
        restore();
        QVERIFY2(failure.isEmpty() && first.isEmpty() && second.isEmpty(), qPrintable(failure + first.join(QLatin1Char('\n')) + second.join(QLatin1Char('\n'))));
        QCOMPARE(all, QStringLiteral("500"));
        QCOMPARE(people, QStringLiteral("501 501 1"));
        QCOMPARE(orders, QStringLiteral("3001 3001"));
        QCOMPARE(events, QStringLiteral("4001"));
        QVERIFY2(gold.section(QLatin1Char(' '), 0, 0) == gold.section(QLatin1Char(' '), 1), qPrintable(gold));
        QCOMPARE(faults, QString());
    }

    // The checks that are kept go out as tests and sources, and come back from those files as they were.
    void theChecksGoThereAndBack() {
        const TempPlace place;
        const auto session = openShop(place);
        QVERIFY(session);
        using Kind = model::QualityKind;
        const auto check = [](Kind kind, const char *dataset, const char *column, model::QualitySeverity severity) {
            model::QualityCheck one;
            one.kind = kind;
            one.dataset = dataset;
            one.columns = {column};
            one.severity = severity;
            return one;
        };
        constexpr auto warn = model::QualitySeverity::Warn, stop = model::QualitySeverity::Stop;
        std::vector<model::QualityCheck> checks{check(Kind::Unique, "people", "id", stop), check(Kind::NotEmpty, "people", "tier", warn), check(Kind::Unique, "orders", "no", warn),
                                                check(Kind::NotEmpty, "orders", "at", stop), check(Kind::Accepted, "people", "tier", warn), check(Kind::Accepted, "orders", "what", stop),
                                                check(Kind::Related, "orders", "person", warn), check(Kind::Fresh, "orders", "at", warn), check(Kind::Fresh, "people", "changed", stop)};
        checks[4].values = {"free", "gold"};
        checks[5].values = {"tea", "coffee"};
        checks[6].toDataset = "people";
        checks[6].toColumn = "id";
        checks[7].limit = 36;
        checks[8].limit = 1.5;
        std::vector<model::QualityCheck> all = checks;
        all.push_back(check(Kind::Tidy, "people", "tier", warn)); // which dbt has no test for
        const auto accepted = QualityService(*session).accept(all);
        QVERIFY2(accepted, accepted ? "" : accepted.error().id.c_str());
        const QString folder = QString::fromStdString(place.file("dbt"));
        const auto done = exportDbt(*session, {folder.toStdString(), {}});
        QVERIFY(done);
        QCOMPARE(std::count_if(done->left.begin(), done->left.end(), [](const auto &one) { return one.why.id == "dbt.no_test"; }), std::ptrdiff_t(1));
        const TempPlace otherPlace;
        const auto other = openShop(otherPlace);
        QVERIFY(other);
        for (const char *name : {"schema.yml", "sources.yml", "staging.yml"}) {
            QFile file(folder + QStringLiteral("/models/") + QLatin1String(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto taken = QualityService(*other).importDbt(file.readAll().toStdString());
            QVERIFY2(taken, taken ? name : taken.error().id.c_str());
        }
        const auto demands = [](const std::vector<model::QualityCheck> &list) {
            std::set<std::string> texts;
            for (model::QualityCheck one : list) {
                one.source = model::QualitySource::Written;
                one.id = 0;
                one.reason.clear();
                one.reasonArgs.clear();
                texts.insert(dumpJson(toJson(one)));
            }
            return texts;
        };
        std::vector<model::QualityCheck> back;
        for (const char *dataset : {"people", "orders", "cities"}) {
            const auto view = QualityService(*other).list(dataset);
            QVERIFY(view);
            for (const QualityCheckView &one : view->checks)
                back.push_back(one.check);
        }
        const auto wanted = demands(checks), found = demands(back);
        std::string differ;
        for (const std::string &one : wanted)
            differ += found.count(one) == 0 ? "gone: " + one + "\n" : "";
        for (const std::string &one : found)
            differ += wanted.count(one) == 0 ? "new: " + one + "\n" : "";
        QVERIFY2(differ.empty(), differ.c_str());
    }

    // Every file is YAML that says what dbt asks of it; a campaign that asks for a segment is an exposure.
    void everyFileIsWhatDbtReads() {
        const TempPlace place;
        const auto session = openShop(place);
        QVERIFY(session);
        CampaignView view;
        view.campaign.name = "Spring, \"now\"";
        view.campaign.segment = SegmentService(*session).findByName("gold")->id;
        const auto saved = CampaignService(*session).save(view);
        QVERIFY2(saved, saved ? "" : saved.error().id.c_str());
        const QString folder = QString::fromStdString(place.file("dbt"));
        QVERIFY(exportDbt(*session, {folder.toStdString(), {}}));
        const auto models = modelsOf(folder);
        std::set<std::string> described;
        for (const char *name : {"dbt_project.yml", "models/schema.yml", "models/sources.yml", "models/staging.yml", "models/exposures.yml"}) {
            QFile file(folder + QLatin1Char('/') + QLatin1String(name));
            QVERIFY2(file.open(QIODevice::ReadOnly), name);
            const auto read = quality::parseYaml(file.readAll().toStdString());
            QVERIFY2(read, read ? "" : (name + (" " + read.error().id)).c_str());
            if (const Json *all = jsonMember(*read, "models"); all && all->is_array())
                for (const Json &one : *all) {
                    QVERIFY(models.count(QString::fromStdString(jsonText(one, "name"))) == 1 && !jsonText(one, "description").empty());
                    QVERIFY(described.insert(jsonText(one, "name")).second); // nothing twice, which dbt refuses
                }
            if (std::string(name) == "models/exposures.yml") {
                const Json &one = (*read)["exposures"][0];
                QCOMPARE(jsonText(one, "label"), view.campaign.name);
                QCOMPARE(one["depends_on"][0].get<std::string>(), std::string("ref('seg_gold')"));
            }
        }
        QCOMPARE(described.size(), models.size());
    }

    void theTestsOfTheSchemaHold() {
        const TempPlace place;
        const auto session = openShop(place);
        QVERIFY(session);
        model::QualityCheck tiers;
        tiers.kind = model::QualityKind::Accepted;
        tiers.dataset = "people";
        tiers.columns = {"tier"};
        tiers.values = {"free", "gold"};
        QVERIFY(QualityService(*session).accept({tiers}));
        const QString folder = QString::fromStdString(place.file("dbt"));
        QVERIFY(exportDbt(*session, {folder.toStdString(), {}}));
        QFile file(folder + QStringLiteral("/models/schema.yml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray yaml = file.readAll();
        for (const char *part : {"name: dim_people", "- unique", "- not_null", "relationships: {to: ref('dim_people'), field: person_key", "accepted_values: {values: [\"free\",\"gold\"]"})
            QVERIFY2(yaml.contains(part), yaml.constData());
        // As YAML, it is what our own reader of such files takes back.
        const auto taken = QualityService(*session).importDbt(yaml.toStdString());
        QVERIFY2(taken, taken ? "" : taken.error().id.c_str());
    }

    // Large letters, blanks, words of SQL, domains, and texts that a template would run: in dbt they are what they are here.
    void oddNamesAndValuesStayWhatTheyAre() {
        const QString failure = m_server.run(
            "CREATE DOMAIN price AS numeric(10,2); CREATE DOMAIN tally AS int4 CHECK (VALUE >= 0);"
            "CREATE TABLE \"Odd Buyers\" (\"Kunden Id\" int8 PRIMARY KEY, \"Price\" price, visits tally, \"Say {{x}}\" text, \"order\" timestamptz NOT NULL);"
            "INSERT INTO \"Odd Buyers\" SELECT i, i * 1.5, i, (ARRAY['x{{ env_var(1) }}', 'O''Brien', '{% raw %}'])[i % 3 + 1], timestamptz '2026-01-01 00:00+00' + i * interval '1 minute' FROM generate_series(1, 30) i;"
            "GRANT SELECT ON \"Odd Buyers\" TO reader");
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        const TempPlace place;
        const auto session = begun(place);
        QVERIFY(session);
        model::SyncPlan plan;
        plan.name = plan.dataset = "people";
        plan.connection = "shop";
        plan.schema = "public";
        plan.table = "Odd Buyers";
        plan.role = "profiles";
        plan.key = "Kunden Id";
        plan.mode = model::SyncMode::Incremental;
        plan.cursor = "order";
        plan.lookBackSeconds = 300;
        const auto planned = SyncService(*session).plan({plan, {}});
        QVERIFY2(planned, planned ? "" : planned.error().id.c_str());
        QVERIFY(SyncService(*session).run("people", {}));
        model::QualityCheck accepted, unique;
        accepted.kind = model::QualityKind::Accepted;
        accepted.dataset = unique.dataset = "people";
        accepted.columns = {"Say {{x}}"};
        accepted.values = {"O'Brien", "x{{ env_var(1) }}", "{% raw %}"};
        accepted.severity = unique.severity = model::QualitySeverity::Warn;
        unique.kind = model::QualityKind::Unique;
        unique.columns = {"Kunden Id"};
        QVERIFY(QualityService(*session).accept({accepted, unique}));
        const QString folder = QString::fromStdString(place.file("dbt"));
        const auto done = exportDbt(*session, {folder.toStdString(), {}});
        QVERIFY2(done, done ? "" : (done.error().id + " " + std::string(done.error().arg("column"))).c_str());

        const auto models = modelsOf(folder);
        QCOMPARE(uniqueKey(models.at(QStringLiteral("dim_people"))), QStringLiteral("\"Kunden Id\""));
        QVERIFY(m_server.run("DROP SCHEMA IF EXISTS dbt CASCADE; CREATE SCHEMA dbt").isEmpty());
        const QStringList first = build(models, false), second = build(models, true);
        QVERIFY2(first.isEmpty() && second.isEmpty(), qPrintable(first.join(QLatin1Char('\n')) + second.join(QLatin1Char('\n'))));
        QCOMPARE(m_server.value("SELECT count(*) || ' ' || sum(\"Price\") || ' ' || sum(visits) FROM dbt.dim_people"), QStringLiteral("30 697.50 465"));

        // No text is a template but to say what a template would take for its own, and rendered it is the name or value.
        std::set<std::string> texts;
        for (const char *name : {"schema.yml", "sources.yml", "staging.yml"}) {
            QFile file(folder + QStringLiteral("/models/") + QLatin1String(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto read = quality::parseYaml(file.readAll().toStdString());
            QVERIFY2(read, name);
            collect(*read, texts);
        }
        static const QRegularExpression literal(QStringLiteral("\\{\\{ '(\\{[{%#])' \\}\\}")), own(QStringLiteral("\\{[{%#]"));
        std::set<QString> rendered;
        for (const std::string &text : texts) {
            QString rest = QString::fromStdString(text), says = rest;
            QVERIFY2(!rest.remove(literal).contains(own), text.c_str());
            rendered.insert(says.replace(literal, QStringLiteral("\\1")));
        }
        for (const char *wanted : {"Say {{x}}", "Kunden Id", "x{{ env_var(1) }}", "{% raw %}", "O''Brien"})
            QVERIFY2(rendered.count(QLatin1String(wanted)) == 1, wanted);

        // The columns that tests are about are quoted, and the checks come back as they were.
        QFile file(folder + QStringLiteral("/models/schema.yml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string schema = file.readAll().toStdString();
        const Json parsed = *quality::parseYaml(schema);
        for (const Json &column : parsed["models"][0]["columns"])
            QVERIFY2(jsonText(column, "name") == "person_key" || jsonText(column, "quote") == "true", dumpJson(column).c_str());
        QVERIFY(m_server.value("SELECT count(*) FROM dbt.dim_people WHERE \"Say {{x}}\" NOT IN ('x{{ env_var(1) }}', 'O''Brien', '{% raw %}')") == QLatin1String("0"));
        const auto kept = QualityService(*session).list("people");
        QVERIFY(kept);
        for (const QualityCheckView &one : kept->checks)
            QVERIFY(QualityService(*session).remove({one.check.id}));
        const auto back = QualityService(*session).importDbt(schema);
        QVERIFY2(back, back ? "" : back.error().id.c_str());
        int found = 0;
        const auto again = QualityService(*session).list("people");
        QVERIFY(again);
        for (const QualityCheckView &one : again->checks) {
            found += one.check.kind == unique.kind && one.check.columns == unique.columns && one.check.severity == unique.severity;
            found += one.check.columns == accepted.columns && one.check.values == accepted.values && one.check.severity == accepted.severity;
        }
        QCOMPARE(found, 2);
    }

    void onlyItsOwnFilesAreReplaced() {
        const TempPlace place;
        const auto session = openShop(place);
        QVERIFY(session);
        const QString folder = QString::fromStdString(place.file("dbt"));
        const auto write = [&] { return exportDbt(*session, {folder.toStdString(), {}}); };
        const auto all = [&] {
            std::map<QString, QByteArray> texts;
            QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                if (file.open(QIODevice::ReadOnly))
                    texts[file.fileName()] = file.readAll();
            }
            return texts;
        };
        QVERIFY(write());
        const auto first = all();
        QVERIFY(first.size() > 12);
        QVERIFY(write());
        QVERIFY(all() == first);
        // A segment that is gone takes its model with it; a file beside ours stays.
        QFile own(folder + QStringLiteral("/models/mine.sql"));
        QVERIFY(own.open(QIODevice::WriteOnly) && own.write("select 1") > 0);
        own.close();
        const auto gold = SegmentService(*session).findByName("gold");
        QVERIFY(gold && SegmentService(*session).remove(gold->id));
        QVERIFY(write());
        QVERIFY(!QFile::exists(folder + QStringLiteral("/models/segments/seg_gold.sql")) && QFile::exists(own.fileName()));
        // One that somebody changed stops the export before anything is written.
        QFile changed(folder + QStringLiteral("/models/marts/dim_people.sql"));
        QVERIFY(changed.open(QIODevice::Append) && changed.write("-- mine\n") > 0);
        changed.close();
        const auto before = all();
        const auto refused = write();
        QVERIFY(!refused && refused.error().id == "dbt.changed_file");
        QVERIFY(all() == before);
        const QString foreign = QString::fromStdString(place.file("foreign"));
        QVERIFY(QDir().mkpath(foreign));
        QFile there(foreign + QStringLiteral("/notes.txt"));
        QVERIFY(there.open(QIODevice::WriteOnly));
        there.close();
        QCOMPARE(exportDbt(*session, {foreign.toStdString(), {}}).error().id, std::string("dbt.foreign_folder"));
        // Nor does a list of files that names one elsewhere lead to it.
        QFile victim(QString::fromStdString(place.file("victim.txt")));
        QVERIFY(victim.open(QIODevice::WriteOnly));
        victim.close();
        QFile list(foreign + QStringLiteral("/.audience-export.json"));
        QVERIFY(list.open(QIODevice::WriteOnly));
        list.write(R"({"../victim.txt":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"})");
        list.close();
        QCOMPARE(exportDbt(*session, {foreign.toStdString(), {}}).error().id, std::string("dbt.foreign_folder"));
        QVERIFY(victim.exists());
        QCOMPARE(exportDbt(*session, {foreign.toStdString(), "nowhere"}).error().id, std::string("dbt.nothing"));
    }

private:
    std::shared_ptr<Session> begun(const TempPlace &place) {
        Session::Options options;
        options.environment = place.options().environment;
        auto session = Session::create(place.path(), options);
        return session && SourceService(**session).save(m_server.connection()) ? *session : nullptr;
    }

    static void collect(const Json &from, std::set<std::string> &texts) {
        if (from.is_string())
            texts.insert(from.get<std::string>());
        else if (from.is_structured())
            for (const Json &one : from)
                collect(one, texts);
    }

    std::shared_ptr<Session> openShop(const TempPlace &place) {
        const auto session = begun(place);
        if (!session)
            return nullptr;
        SyncService syncs(*session);
        const auto bring = [&](model::SyncPlan plan) {
            plan.name = plan.dataset;
            plan.connection = "shop";
            plan.schema = "public";
            plan.table = plan.dataset;
            const auto planned = syncs.plan({plan, {}});
            const auto ran = planned ? syncs.run(plan.name, {}) : Result<sync::SyncReport>(planned.error());
            if (!ran)
                qWarning("%s %s", ran.error().id.c_str(), ran.error().detail.c_str());
            return ran.has_value();
        };
        model::SyncPlan people, orders, cities;
        people.dataset = "people";
        people.role = "profiles";
        people.key = "id";
        people.mode = model::SyncMode::Incremental;
        people.cursor = "changed";
        people.zone = "Europe/Berlin";
        orders.dataset = "orders";
        orders.role = "events";
        orders.profile = "person";
        orders.time = "at";
        orders.nameColumn = "what";
        orders.mode = model::SyncMode::Append;
        orders.cursor = "no";
        cities.dataset = "cities";
        cities.key = "name";
        model::RemoteDataset visits;
        visits.name = visits.table = "visits";
        visits.connection = "shop";
        visits.schema = "public";
        visits.role = "events";
        visits.profile = "person";
        visits.time = "day";
        visits.eventName = "visit";
        if (!bring(people) || !bring(orders) || !bring(cities) || !RemoteService(*session).define(visits))
            return nullptr;
        for (const auto &[name, text] : std::map<std::string, const char *>{{"gold", "tier = gold"}, {"tea drinkers", "did tea with sum of amount > 300"}, {"tea-drinkers", "did tea at least 4 times"}}) {
            SegmentView segment;
            segment.name = name;
            const auto rule = SegmentService(*session).fromText(text);
            if (!rule) {
                qWarning("%s: %s", text, rule.error().id.c_str());
                return nullptr;
            }
            segment.rule = *rule;
            if (!SegmentService(*session).save(segment))
                return nullptr;
        }
        SegmentView city;
        city.name = "city";
        city.rule.root = model::groupNode(model::RuleNode::Kind::All,
                                          {model::conditionNode(Json{{"type", "attribute"}, {"field", "the {{city}}"}, {"op", "in"}, {"values", {"city 1", "city 2"}}}),
                                           model::conditionNode(Json{{"type", "attribute"}, {"field", "seen"}, {"op", "before"}, {"value", "2026-01-10"}})});
        if (!SegmentService(*session).save(city))
            return nullptr;
        SegmentView blocked;
        blocked.name = "blocked";
        blocked.rule.root = model::conditionNode(Json{{"type", "suppressed"}});
        return SegmentService(*session).save(blocked) ? session : nullptr;
    }

    static std::map<QString, QString> modelsOf(const QString &folder) {
        std::map<QString, QString> models;
        QDirIterator files(folder + QStringLiteral("/models"), {QStringLiteral("*.sql")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                models[files.fileInfo().completeBaseName()] = QString::fromUtf8(file.readAll());
        }
        return models;
    }

    // As dbt would, as far as these models go.
    static QString compiled(QString sql, const QString &name, bool incremental) {
        static const QRegularExpression config(QStringLiteral("\\{\\{ config\\([^}]*\\) \\}\\}")), since(QStringLiteral("\\{% if is_incremental\\(\\) %\\}(.*?)\\{% endif %\\}"), QRegularExpression::DotMatchesEverythingOption),
            source(QStringLiteral("\\{\\{ source\\(['\"]([^'\"]*)['\"], ['\"]([^'\"]*)['\"]\\) \\}\\}")), ref(QStringLiteral("\\{\\{ ref\\('([^']*)'\\) \\}\\}")), plain(QStringLiteral("\\{\\{ ['\"](\\{[{%#]?)['\"] \\}\\}"));
        sql.replace(config, QString());
        sql.replace(since, incremental ? QStringLiteral("\\1") : QString());
        sql.replace(QStringLiteral("{{ this }}"), QStringLiteral("dbt.\"%1\"").arg(name));
        sql.replace(source, QStringLiteral("\"\\1\".\"\\2\""));
        sql.replace(ref, QStringLiteral("dbt.\"\\1\""));
        return sql.replace(plain, QStringLiteral("\\1"));
    }

    // As dbt writes it into its SQL.
    static QString uniqueKey(const QString &model) {
        static const QRegularExpression key(QStringLiteral("unique_key=(\"(?:[^\"\\\\]|\\\\.)*\")"));
        const auto text = parseJson(key.match(model).captured(1).toStdString());
        return text && text->is_string() ? QString::fromStdString(text->get<std::string>()) : QString();
    }

    // All models in the order of their refs: views, tables, and by the key what is incremental and there already. What failed.
    QStringList build(const std::map<QString, QString> &models, bool again) {
        static const QRegularExpression ref(QStringLiteral("ref\\('([^']*)'\\)"));
        QStringList failures;
        std::set<QString> made;
        const std::function<void(const QString &)> one = [&](const QString &name) {
            if (!made.insert(name).second || models.count(name) == 0)
                return;
            const QString text = models.at(name);
            for (auto found = ref.globalMatch(text); found.hasNext();)
                one(found.next().captured(1));
            const bool isTable = name.startsWith(QLatin1String("dim_")) || name.startsWith(QLatin1String("fct_")) || name.startsWith(QLatin1String("rel_"));
            QString sql;
            if (again && text.contains(QLatin1String("materialized='incremental'"))) {
                const QString by = uniqueKey(text);
                sql = QStringLiteral("BEGIN; CREATE TEMP TABLE fresh AS %1;").arg(compiled(text, name, true));
                if (!by.isEmpty())
                    sql += QStringLiteral("DELETE FROM dbt.\"%1\" USING fresh WHERE fresh.%2 = dbt.\"%1\".%2;").arg(name, by);
                sql += QStringLiteral("INSERT INTO dbt.\"%1\" SELECT * FROM fresh; COMMIT").arg(name);
            } else if (isTable) {
                sql = again ? QStringLiteral("BEGIN; CREATE TABLE dbt.fresh AS %2; DELETE FROM dbt.\"%1\"; INSERT INTO dbt.\"%1\" SELECT * FROM dbt.fresh; DROP TABLE dbt.fresh; COMMIT").arg(name, compiled(text, name, false))
                            : QStringLiteral("CREATE TABLE dbt.\"%1\" AS %2").arg(name, compiled(text, name, false));
            } else {
                sql = QStringLiteral("CREATE OR REPLACE VIEW dbt.\"%1\" AS %2").arg(name, compiled(text, name, false));
            }
            if (const QString failure = m_server.run(sql.toUtf8()); !failure.isEmpty())
                failures << name + QStringLiteral(": ") + failure;
        };
        for (const auto &[name, text] : models)
            one(name);
        return failures;
    }

    // The tests of schema.yml as dbt runs them, those that fail: unique, not_null and relationships.
    QStringList testsOf(const QString &folder) {
        QFile file(folder + QStringLiteral("/models/schema.yml"));
        if (!file.open(QIODevice::ReadOnly))
            return {QStringLiteral("no file")};
        const auto read = quality::parseYaml(file.readAll().toStdString());
        if (!read)
            return {QStringLiteral("no yaml")};
        QStringList failed;
        int run = 0;
        for (const Json &model : (*read)["models"])
            for (const Json &column : model.contains("columns") ? model["columns"] : Json::array())
                for (const Json &test : column["data_tests"]) {
                    const QString table = QStringLiteral("dbt.\"%1\"").arg(QString::fromStdString(jsonText(model, "name"))), name = QStringLiteral("\"%1\"").arg(QString::fromStdString(jsonText(column, "name")));
                    const std::string kind = test.is_string() ? test.get<std::string>() : test.begin().key();
                    QString sql;
                    if (kind == "unique")
                        sql = QStringLiteral("SELECT count(*) - count(DISTINCT %2) FROM %1 WHERE %2 IS NOT NULL").arg(table, name);
                    else if (kind == "not_null")
                        sql = QStringLiteral("SELECT count(*) FROM %1 WHERE %2 IS NULL").arg(table, name);
                    else
                        continue;
                    ++run;
                    if (m_server.value(sql.toUtf8()) != QLatin1String("0"))
                        failed << table + name + QString::fromStdString(kind);
                }
        return run > 5 ? failed : QStringList{QStringLiteral("only %1 tests").arg(run)};
    }

    void make(const QString &name, const std::map<QString, QString> &models, std::set<QString> &made) {
        if (made.count(name) != 0)
            return;
        static const QRegularExpression ref(QStringLiteral("ref\\('([^']*)'\\)"));
        for (auto found = ref.globalMatch(models.at(name)); found.hasNext();) {
            const QString other = found.next().captured(1);
            QVERIFY2(models.count(other) == 1, qPrintable(other));
            make(other, models, made);
        }
        const QString sql = QStringLiteral("CREATE VIEW dbt.\"%1\" AS %2").arg(name, compiled(models.at(name), name, false));
        const QString failure = m_server.run(sql.toUtf8());
        QVERIFY2(failure.isEmpty(), qPrintable(failure + QLatin1Char('\n') + sql));
        made.insert(name);
    }

    LivePostgres m_server;
    bool m_runs = false;
};

AUDIENCE_TEST(DbtProjectTest)
#include "dbt_project_test.moc"
