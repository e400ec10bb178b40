// Random rules over random data: the engine, SQLite and a real PostgreSQL must name the same members.
#include "memory_data.h"
#include "postgres_server.h"
#include "random_rule.h"
#include "segment/compile.h"
#include "segment/query.h"
#include "support/test_main.h"

#include <QTest>

namespace audience::test {

class SegmentPostgresTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_server = std::make_unique<PostgresServer>();
        if (const QString problem = m_server->start(); !problem.isEmpty()) {
            m_server.reset();
            QSKIP(qPrintable(problem));
        }
    }
    void cleanupTestCase() {
        m_server.reset();
        qInfo("%d rules compared, %d refused", m_compared, m_refused);
    }

    void engineEqualsPostgres_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<QString>("zone");
        const char *zones[] = {"UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata"};
        // AUDIENCE_LONG_RULES widens the run.
        const int rows = std::max(6, qEnvironmentVariableIntValue("AUDIENCE_LONG_RULES") / kRules);
        for (int i = 0; i < rows; ++i)
            QTest::addRow("seed %d", i) << static_cast<quint64>(5000 + i) << QString::fromLatin1(zones[i % 4]);
    }

    void engineEqualsPostgres() {
        QFETCH(quint64, seed);
        QFETCH(QString, zone);
        SeededRng rng(seed);
        const Instant now = *instantFromIso("2026-04-01T12:00:00Z"); // windows span changes of the clock
        MemoryData data = randomData(rng, 500, 3000, now);
        onlyJson(data);
        const engine::Snapshot snapshot = makeSnapshot(data);
        const SqliteData sqlite(data);
        const QString problem = m_server->load(data);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        engine::Evaluator evaluator;
        segment::CompileOptions options;
        options.now = now;
        options.zone = zone.toStdString();
        const RandomSets sets;
        options.sets = &sets;
        int interesting = 0, unwritten = 0;
        for (int i = 0; i < kRules; ++i) {
            const model::SegmentRule rule = randomRule(rng, now);
            const std::string json = dumpJson(toJson(rule));
            const auto compiled = segment::compile(rule, snapshot.schema(), options);
            QVERIFY2(compiled.plan, json.c_str());
            const auto members = segment::members(evaluator, *compiled.plan, snapshot);
            QVERIFY2(members, json.c_str());
            const auto sql = segment::toSql(*compiled.plan, snapshot.schema(), data.sqlNames(), sql::Dialect::Postgresql, {i % 2 == 1});
            if (!sql) { // patterns of RE2 alone
                QVERIFY2(sql.error().id == "segment.no_sql_pattern", json.c_str());
                ++unwritten;
                continue;
            }
            std::string error;
            const std::vector<Ordinal> found = m_server->keys(*sql, error);
            QVERIFY2(error.empty(), (error + "\n" + json + "\n" + sql->text).c_str());
            const auto inSqlite = segment::toSql(*compiled.plan, snapshot.schema(), data.sqlNames(), sql::Dialect::Sqlite);
            const std::vector<Ordinal> third = sqlite.keys(*inSqlite, error);
            QVERIFY2(error.empty(), (error + "\n" + inSqlite->text).c_str());
            QVERIFY2(*members == found && third == found,
                     (json + "\n" + sql->text + "\nengine " + std::to_string(members->size()) + ", PostgreSQL " +
                      std::to_string(found.size()) + ", SQLite " + std::to_string(third.size()))
                         .c_str());
            ++m_compared;
            interesting += !found.empty() && found.size() < snapshot.members().count();
        }
        QVERIFY2(interesting > 5, "the random rules hardly select anything");
        QVERIFY(unwritten < kRules / 3);
        m_refused += unwritten;
    }

private:
    static constexpr int kRules = 100;
    // JSONB holds nothing else.
    static void onlyJson(MemoryData &data) {
        for (std::size_t field = 0; field < data.fields.size(); ++field)
            for (auto &row : data.profiles)
                if (const auto *text = std::get_if<std::string>(&row[field]);
                    text && data.fields[field].type == engine::ColumnType::Json && !parseJson(*text))
                    row[field] = {};
    }
    std::unique_ptr<PostgresServer> m_server;
    int m_compared = 0, m_refused = 0;
};

} // namespace audience::test

using audience::test::SegmentPostgresTest;
AUDIENCE_TEST(SegmentPostgresTest)
#include "segment_postgres_test.moc"
