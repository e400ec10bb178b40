// The virtual tables against plain SQLite tables with the same rows: the same SQL, the same answer.
#include "dataset_fixture.h"
#include "store/virtual_table.h"
#include "support/test_main.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>

using namespace audience;
using namespace audience::store;
using namespace audience::test;

namespace {

constexpr Instant kNow{1'700'000'000 * kMicrosPerSecond};

DatasetInfo visits() {
    using engine::ColumnType;
    DatasetInfo info;
    info.name = "visits";
    info.role = DatasetRole::Events;
    info.fields = {{"person", ColumnType::Int64, 0},
                   {"what", ColumnType::Text, 0},
                   {"at", ColumnType::Instant, 0},
                   {"amount", ColumnType::Decimal, 2}};
    info.profileField = "person";
    info.nameField = "what";
    info.timeField = "at";
    return info;
}

// A plain table of the rows, named NAME_plain, with the same values as the virtual table shows.
void makePlain(const Connection &connection, const DatasetInfo &info,
               const std::vector<Row> &rows) {
    std::string columns, marks;
    for (const auto &field : info.fields) {
        const bool real = field.type == engine::ColumnType::Double || field.scale != 0;
        const bool text = engine::isTextual(field.type) || field.type == engine::ColumnType::Date ||
                          field.type == engine::ColumnType::Instant;
        columns += (columns.empty() ? "" : ", ") + field.name +
                   (real   ? " REAL"
                    : text ? " TEXT"
                           : " INTEGER");
        marks += marks.empty() ? "?" : ", ?";
    }
    need(connection.execute("CREATE TEMP TABLE " + info.name + "_plain(" + columns + ")"));
    Statement insert =
        need(connection.prepare("INSERT INTO " + info.name + "_plain VALUES (" + marks + ")"));
    for (const Row &row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            const int at = static_cast<int>(i) + 1;
            if (std::holds_alternative<std::monostate>(row[i]))
                insert.bindNull(at);
            else if (const auto *number = std::get_if<std::int64_t>(&row[i]))
                insert.bind(at, *number);
            else if (const auto *truth = std::get_if<bool>(&row[i]))
                insert.bind(at, std::int64_t{*truth});
            else if (const auto *decimal = std::get_if<Decimal>(&row[i]))
                insert.bind(at, toDouble(*decimal));
            else if (const auto *real = std::get_if<double>(&row[i]))
                insert.bind(at, *real);
            else
                insert.bind(at, engine::toText(row[i]));
        }
        need(insert.run());
    }
}

std::vector<std::string> answer(const Connection &connection, const std::string &sql) {
    Statement statement = need(connection.prepare(sql));
    std::vector<std::string> lines;
    while (need(statement.step())) {
        std::string line;
        for (int i = 0; i < statement.columnCount(); ++i)
            line += (statement.isNull(i) ? "NULL" : std::string(statement.text(i))) + "|";
        lines.push_back(std::move(line));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

std::string with(std::string sql, const std::string &suffix) {
    for (const std::string name : {"people", "visits"}) {
        std::size_t at = 0;
        while ((at = sql.find("{" + name + "}", at)) != std::string::npos)
            sql.replace(at, name.size() + 2, name + suffix);
    }
    return sql;
}

} // namespace

class VirtualTableTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        SeededRng rng(1);
        const Connection writing = m_file.open();
        // Half of the people are superseded once, so that dead rows must not show.
        std::vector<Row> first;
        for (int id = 0; id < 3000; ++id)
            first.push_back(person(id, rng));
        import(writing, people(), first, WriteMode::Append, kNow);
        std::vector<Row> second;
        for (int id = 0; id < 3000; id += 2)
            second.push_back(person(id, rng));
        import(writing, people(), second, WriteMode::Upsert, kNow);
        for (std::size_t i = 0; i < second.size(); ++i)
            first[i * 2] = second[i];
        std::vector<Row> events;
        for (int i = 0; i < 8000; ++i)
            events.push_back(
                {rng.chance(0.02) ? engine::Cell() : rng.between(0, 3500),
                 "what " + std::to_string(rng.below(4)),
                 Instant{(1'690'000'000 + rng.between(0, 9'000'000)) * kMicrosPerSecond},
                 Decimal{rng.between(0, 99'999), 2}});
        import(writing, visits(), {events.begin(), events.begin() + 6000}, WriteMode::Append, kNow);
        import(writing, visits(), {events.begin() + 6000, events.end()}, WriteMode::Append, kNow);
        m_connection.emplace(m_file.open());
        makePlain(*m_connection, people(), first);
        makePlain(*m_connection, visits(), events);
        need(registerDatasets(*m_connection));
    }
    void cleanupTestCase() { m_connection.reset(); }

    void sameAnswers_data() {
        QTest::addColumn<QString>("sql");
        const char *queries[] = {
            "SELECT * FROM {people}",
            "SELECT count(*), sum(spent), min(born), max(seen) FROM {people}",
            "SELECT * FROM {people} WHERE id = 77",
            "SELECT * FROM {people} WHERE id IN (1, 2, 99, 2999, 5000, NULL)",
            "SELECT * FROM {people} WHERE id = '77'",
            "SELECT * FROM {people} WHERE id = 77.0",
            "SELECT * FROM {people} WHERE id = 77.5",
            "SELECT * FROM {people} WHERE id = NULL",
            "SELECT * FROM {people} WHERE id > 2990 AND id <= 2995",
            "SELECT * FROM {people} WHERE id > '2990'",
            "SELECT id FROM {people} WHERE city = 'city 3' AND member = 1",
            "SELECT id FROM {people} WHERE city IN ('city 3', 'city 4', 'nowhere')",
            "SELECT id FROM {people} WHERE city = 'CITY 3' COLLATE NOCASE",
            "SELECT id FROM {people} WHERE city >= 'city 5'",
            "SELECT id FROM {people} WHERE city IS NULL",
            "SELECT id FROM {people} WHERE city IS NOT 'city 2'",
            "SELECT id FROM {people} WHERE note LIKE 'note 12%'",
            "SELECT id FROM {people} WHERE spent = 12.34 OR spent > 990",
            "SELECT id FROM {people} WHERE spent >= 500 AND spent < 500.5",
            "SELECT id FROM {people} WHERE rate < 0.01",
            "SELECT id FROM {people} WHERE born >= '2000-01-01' AND born < '2001-06-15'",
            "SELECT id FROM {people} WHERE born = (SELECT max(born) FROM {people})",
            "SELECT id FROM {people} WHERE seen > '2020-01-01' AND seen <= '2020-02-01T00:00:00Z'",
            "SELECT id FROM {people} WHERE seen >= '2020-01-01 10:00:00'",
            "SELECT id FROM {people} WHERE seen = (SELECT min(seen) FROM {people})",
            "SELECT id FROM {people} WHERE seen BETWEEN '2021' AND '2022'",
            "SELECT what, count(*), dec_sum(amount) FROM {visits} GROUP BY what",
            "SELECT what, count(*) FROM {visits} WHERE at >= '2023-09-01' GROUP BY what ORDER BY 2",
            "SELECT p.id, v.at FROM {people} p JOIN {visits} v ON v.person = p.id WHERE p.city = "
            "'city 1'",
            "SELECT count(*) FROM {visits} v LEFT JOIN {people} p ON p.id = v.person WHERE p.id IS "
            "NULL",
            "SELECT id FROM {people} WHERE id NOT IN (SELECT person FROM {visits} WHERE person IS "
            "NOT NULL)",
            "SELECT id FROM {people} p WHERE EXISTS (SELECT 1 FROM {visits} v WHERE v.person = "
            "p.id AND "
            "v.amount > 950)",
            "SELECT id FROM {people} WHERE id IN (SELECT person FROM {visits} WHERE what = 'what "
            "2') AND "
            "spent > 500",
            "SELECT a.id, b.id FROM {people} a JOIN {people} b ON a.spent = b.spent AND a.id < "
            "b.id",
            "SELECT a.id, b.id FROM {people} a JOIN {people} b ON a.note = b.note WHERE a.id < 9",
            "SELECT city, dec_sum(spent) FROM {people} GROUP BY city",
            "SELECT id FROM {people} ORDER BY spent DESC, id LIMIT 10",
            "SELECT fold(city) FROM {people} WHERE id < 5",
            "SELECT max(instant_us(seen)) FROM {people}",
        };
        for (const char *query : queries)
            QTest::newRow(query) << QString::fromLatin1(query);
    }
    void sameAnswers() {
        QFETCH(QString, sql);
        for (int round = 0; round < 3; ++round) // the second and third go through indexes
            QVERIFY(answer(*m_connection, with(sql.toStdString(), "")) ==
                    answer(*m_connection, with(sql.toStdString(), "_plain")));
    }

    void randomConditionsGiveTheSameAnswers() {
        SeededRng rng(2);
        const char *fields[] = {"id", "city", "spent", "rate", "born", "seen", "member", "note"};
        const char *operators[] = {"=", "<", "<=", ">", ">=", "<>"};
        for (int round = 0; round < 400; ++round) {
            std::string sql = "SELECT id FROM {people} p WHERE ";
            for (std::uint64_t i = 0, count = 1 + rng.below(3); i < count; ++i) {
                const std::string field = fields[rng.below(8)];
                const std::string pick =
                    "(SELECT " + std::string(fields[rng.below(20) == 0 ? rng.below(8) : 0]) +
                    " FROM people_plain WHERE id = " + std::to_string(rng.below(3000)) + ")";
                const std::string same = "(SELECT " + field + " FROM people_plain WHERE id = " +
                                         std::to_string(rng.below(3000)) + ")";
                const std::string &value = rng.chance(0.9) ? same : pick;
                sql += (i == 0            ? ""
                        : rng.chance(0.8) ? " AND "
                                          : " OR ") +
                       std::string("p.") + field + " ";
                if (rng.chance(0.2))
                    sql += "IN (" + value + ", " + same + ", 5)";
                else
                    sql += std::string(operators[rng.below(6)]) + " " + value;
            }
            if (answer(*m_connection, with(sql, "")) != answer(*m_connection, with(sql, "_plain")))
                QFAIL(sql.c_str());
        }
    }

    void keyLookupsDoNotScan() {
        const auto steps =
            answer(*m_connection, "EXPLAIN QUERY PLAN SELECT count(*) FROM visits v JOIN people p "
                                  "ON p.id = v.person WHERE v.what = 'what 1'");
        bool inner = false;
        for (const std::string &step : steps)
            inner |= step.find("SCAN p VIRTUAL TABLE INDEX 0:0,0,0;") != std::string::npos;
        QVERIFY(inner);
    }

    void rowIdsAndHiddenColumns() {
        const auto columns =
            answer(*m_connection, "SELECT count(*) FROM pragma_table_info('people')");
        QCOMPARE(columns, std::vector<std::string>{"9|"});
        QCOMPARE(answer(*m_connection, "SELECT count(DISTINCT rowid), count(DISTINCT _ordinal), "
                                       "count(DISTINCT _valid_from) FROM people"),
                 std::vector<std::string>{"3000|3000|1|"});
        QCOMPARE(answer(*m_connection,
                        "SELECT count(*) FROM people p JOIN visits v ON p._ordinal = v._ordinal"),
                 answer(*m_connection,
                        "SELECT count(*) FROM people p JOIN visits v ON p.id = v.person"));
    }

    void theTablesCannotBeWritten() {
        QVERIFY(!m_connection->execute("DELETE FROM people").has_value());
        QVERIFY(!m_connection->execute("INSERT INTO visits(person) VALUES (1)").has_value());
        QCOMPARE(need(m_connection->scalar(
                     "SELECT count(*) FROM main.sqlite_schema WHERE sql LIKE '%VIRTUAL%'")),
                 std::int64_t{0});
    }

    void newGenerationsAndFieldsAreSeen() {
        const DatasetFile file;
        const Connection writing = file.open(), reading = file.open();
        SeededRng rng(3);
        import(writing, people(), {person(1, rng)}, WriteMode::Append, kNow);
        need(registerDatasets(reading));
        QCOMPARE(need(reading.scalar("SELECT count(*) FROM people")), std::int64_t{1});
        import(writing, people(), {person(2, rng)}, WriteMode::Append, kNow);
        QCOMPARE(need(reading.scalar("SELECT count(*) FROM people")), std::int64_t{2});
        DatasetInfo more = people();
        more.fields.push_back({"extra", engine::ColumnType::Text, 0});
        Row row = person(3, rng);
        row.push_back(std::string("x"));
        import(writing, more, {row}, WriteMode::Append, kNow);
        QVERIFY(!reading.prepare("SELECT extra FROM people").has_value());
        need(registerDatasets(reading));
        QCOMPARE(need(reading.scalar("SELECT count(*) FROM people WHERE extra = 'x'")),
                 std::int64_t{1});
        need(dropDataset(writing, "people", kNow));
        need(registerDatasets(reading));
        QVERIFY(!reading.prepare("SELECT * FROM people").has_value());
    }

    void wideDatasetsAreSplit() {
        const DatasetFile file;
        const Connection connection = file.open();
        DatasetInfo wide;
        wide.name = "wide";
        Row row;
        for (int i = 0; i < 4000; ++i) {
            wide.fields.push_back({"f" + std::to_string(i), engine::ColumnType::Int64, 0});
            row.push_back(std::int64_t{i});
        }
        import(connection, wide, {row, row}, WriteMode::Append, kNow);
        need(registerDatasets(connection));
        QCOMPARE(need(connection.scalar("SELECT f1989 FROM wide")), std::int64_t{1989});
        QCOMPARE(need(connection.scalar("SELECT f1990 FROM wide__2")), std::int64_t{1990});
        QCOMPARE(need(connection.scalar(
                     "SELECT sum(a.f0 + c.f3999) FROM wide a JOIN wide__3 c ON a.rowid = c.rowid")),
                 std::int64_t{7998});
    }

    void decimalSumsAreExact() {
        QCOMPARE(
            need(m_connection->scalarText(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
                "SELECT dec_sum(0.1) FROM n")),
            std::string("100.0"));
        QCOMPARE(need(m_connection->scalarText(
                     "SELECT dec_sum(x) FROM (SELECT 0.00001 AS x UNION ALL SELECT "
                     "'12345678901234.25' UNION ALL SELECT 3 UNION ALL SELECT NULL)")),
                 std::string("12345678901237.25001"));
        QVERIFY(need(m_connection->prepare("SELECT dec_sum(1) WHERE 0")).columnCount() == 1);
        QVERIFY(!need(m_connection->prepare("SELECT dec_sum('abc')")).step().has_value());
    }

    void theShellLoadsTheExtension() {
        const QString shell = QStandardPaths::findExecutable(QStringLiteral("sqlite3"));
        const QString extension = QDir::cleanPath(qEnvironmentVariable("AUDIENCE_BIN") +
                                                  QStringLiteral("/../lib/audience_sqlite"));
        if (shell.isEmpty() || !QFile::exists(extension + QStringLiteral(".so")))
            QSKIP("no sqlite3 shell or no extension here");
        QProcess process;
        process.start(shell, {QStringLiteral("-readonly"), QString::fromStdString(m_file.path())});
        QVERIFY(process.waitForStarted());
        process.write(
            (QStringLiteral(".load ") + extension +
             QStringLiteral("\nSELECT count(*) FROM people;\n"
                            "SELECT count(*) FROM people p JOIN visits v ON v.person = p.id;\n"
                            "SELECT fold('ÄB');\n"))
                .toUtf8());
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(20'000));
        const auto joined =
            need(m_connection->scalar("SELECT count(*) FROM people_plain p JOIN visits_plain v ON "
                                      "v.person = p.id"));
        QCOMPARE(QString::fromUtf8(process.readAllStandardError()), QString());
        QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()),
                 QStringLiteral("3000\n%1\näb\n").arg(joined));
    }

private:
    DatasetFile m_file;
    std::optional<Connection> m_connection;
};

AUDIENCE_TEST(VirtualTableTest)
#include "virtual_table_test.moc"
