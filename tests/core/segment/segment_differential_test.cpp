// Random rules over random data: the engine and SQLite must name the same members.
#include "memory_data.h"
#include "random_rule.h"
#include "segment/compile.h"
#include "segment/query.h"
#include "support/test_main.h"

#include <QTest>

namespace audience::test {

class SegmentDifferentialTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void engineEqualsSql_data() {
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<QString>("zone");
        const char *zones[] = {"UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata"};
        // AUDIENCE_LONG_RULES widens the run: each row holds 60 rules.
        const int rows = std::max(12, qEnvironmentVariableIntValue("AUDIENCE_LONG_RULES") / 60);
        for (int i = 0; i < rows; ++i)
            QTest::addRow("seed %d", i) << static_cast<quint64>(1000 + i) << QString::fromLatin1(zones[i % 4]);
    }

    void engineEqualsSql() {
        QFETCH(quint64, seed);
        QFETCH(QString, zone);
        SeededRng rng(seed);
        const Instant now = *instantFromIso("2026-04-01T12:00:00Z"); // windows span changes of the clock
        const MemoryData data = randomData(rng, 700, 6000, now);
        const engine::Snapshot snapshot = makeSnapshot(data);
        const auto times = seed % 3 == 0 ? segment::SqlNames::Times::IsoText : segment::SqlNames::Times::Micros;
        const SqliteData sqlite(data, times);
        engine::Evaluator evaluator;
        segment::CompileOptions options;
        options.now = now;
        options.zone = zone.toStdString();
        const RandomSets sets;
        options.sets = &sets;
        int interesting = 0;
        for (int i = 0; i < 60; ++i) {
            const model::SegmentRule rule = randomRule(rng, now);
            const std::string json = dumpJson(toJson(rule));
            const auto compiled = segment::compile(rule, snapshot.schema(), options);
            QVERIFY2(compiled.plan, (json + segment::asError(compiled.findings).id +
                                     std::string(segment::asError(compiled.findings).arg("path"))).c_str());
            const auto members = segment::members(evaluator, *compiled.plan, snapshot);
            QVERIFY2(members, json.c_str());
            const auto sql = segment::toSql(*compiled.plan, snapshot.schema(), data.sqlNames(times), sql::Dialect::Sqlite);
            QVERIFY2(sql, json.c_str());
            std::string error;
            const std::vector<Ordinal> expected = sqlite.keys(*sql, error);
            QVERIFY2(error.empty(), (error + "\n" + sql->text).c_str());
            const auto differs = std::mismatch(members->begin(), members->end(), expected.begin(), expected.end());
            QVERIFY2(*members == expected,
                     (json + "\n" + sql->text + "\nengine " + std::to_string(members->size()) + ", sql " +
                      std::to_string(expected.size()) + ", first difference at position " +
                      std::to_string(differs.first - members->begin()))
                         .c_str());
            interesting += !expected.empty() && expected.size() < snapshot.members().count();
        }
        QVERIFY2(interesting > 5, "the random rules hardly select anything");
    }
};

} // namespace audience::test

using audience::test::SegmentDifferentialTest;
AUDIENCE_TEST(SegmentDifferentialTest)
#include "segment_differential_test.moc"
