// Sorted, filtered and searched tables say exactly what SQLite says about the same rows.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/rng.h"
#include "base/text.h"
#include "service/data_checks.h"
#include "service/data_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/table_service.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace audience;
using namespace audience::service;
using model::FieldTest;
using model::TestOp;

namespace {

template <class T> T need(Result<T> result) {
    if (!result) {
        std::string args;
        for (const auto &[name, value] : result.error().args)
            args += " " + name + "=" + value;
        qFatal("%s%s: %s", result.error().id.c_str(), args.c_str(), result.error().detail.c_str());
    }
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

const std::vector<std::string> kNames{"anna", "Anna", "ANNA", "Zoë", "zoë", "Ärger", "ärger", "Ünal", "", "  x", "bob", "Bob Smith", "100", "ß", "Straße", "żółw", "李", "😀 smile"};

// Whatever a rule may say about a column, and the same as SQL.
struct Told {
    FieldTest test;
    std::string sql;
};

std::string quoted(const std::string &text) {
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + "'";
}

Told randomTest(Rng &rng) {
    Told told;
    const auto tell = [&](const char *field, TestOp op, std::vector<Json> values, const std::string &positive, bool ignoreCase = false) {
        told.test.field = field;
        told.test.op = op;
        told.test.values = std::move(values);
        told.test.ignoreCase = ignoreCase;
        told.sql = model::isNegative(op) ? "NOT ifnull(" + positive + ", 0)" : "ifnull(" + positive + ", 0)";
    };
    const std::int64_t a = rng.between(-20, 120), b = a + rng.between(0, 40);
    const std::string number = std::to_string(a), other = std::to_string(b);
    const std::string day = toIso(CivilDate{static_cast<std::int32_t>(rng.between(18'000, 20'500))});
    const std::string word = kNames[rng.below(kNames.size())];
    const std::string part = word.empty() ? "a" : word;
    switch (rng.below(16)) {
    case 0: tell("age", TestOp::Equal, {a}, "age = " + number); break;
    case 1: tell("age", TestOp::NotEqual, {a}, "age = " + number); break;
    case 2: tell("age", TestOp::Greater, {a}, "age > " + number); break;
    case 3: tell("age", TestOp::Between, {a, b}, "age BETWEEN " + number + " AND " + other); break;
    case 4: tell("age", TestOp::NotBetween, {a, b}, "age BETWEEN " + number + " AND " + other); break;
    case 5: tell("spent", TestOp::LessOrEqual, {number + ".25"}, "spent <= " + number + ".25"); break;
    case 6: tell("name", TestOp::In, {word, "bob"}, "name IN (" + quoted(word) + ", 'bob')"); break;
    case 7: tell("name", TestOp::NotIn, {word, "bob"}, "name IN (" + quoted(word) + ", 'bob')"); break;
    case 8: tell("name", TestOp::Contains, {part}, "instr(fold(name), fold(" + quoted(part) + ")) > 0", true); break;
    case 9: tell("name", TestOp::NotContains, {part}, "instr(name, " + quoted(part) + ") > 0"); break;
    case 10: tell("name", TestOp::IsEmpty, {}, "(name IS NOT NULL AND name <> '')"); break;
    case 11: tell("age", TestOp::IsNotEmpty, {}, "age IS NOT NULL"); break;
    case 12: tell("joined", TestOp::Before, {day}, "joined < " + quoted(day)); break;
    case 13: tell("joined", TestOp::NotOn, {day}, "joined = " + quoted(day)); break;
    case 14: tell("flag", TestOp::IsTrue, {}, "flag = 1"); break;
    default: tell("score", TestOp::GreaterOrEqual, {number}, "score >= " + number); break;
    }
    return told;
}

} // namespace

class TableServiceTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    std::shared_ptr<Session> m_session;
    static constexpr int kRows = 3000;

    std::string file(const char *name) const { return m_dir.filePath(QLatin1String(name)).toStdString(); }
    void write(const char *name, const std::string &text) const {
        QFile out(m_dir.filePath(QLatin1String(name)));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(text.data(), static_cast<qint64>(text.size()));
    }
    static std::string line(int id, Rng &rng) {
        const auto maybe = [&](std::string text) { return rng.chance(0.15) ? std::string() : text; };
        std::string text = std::to_string(id) + ",\"" + kNames[rng.below(kNames.size())] + "\",";
        text += maybe(std::to_string(rng.between(-10, 110))) + ",";
        text += maybe(std::to_string(rng.between(-30, 90)) + "." + std::to_string(rng.between(10, 99))) + ",";
        text += maybe(toIso(CivilDate{static_cast<std::int32_t>(rng.between(18'000, 20'500))})) + ",";
        text += maybe(toIso(Instant{rng.between(1'500'000'000, 1'700'000'000) * kMicrosPerSecond})) + ",";
        text += maybe(rng.chance(0.5) ? "true" : "false") + std::string(",");
        text += maybe(std::to_string(rng.between(-50, 50)) + "e0") + "\n";
        return text;
    }
    void load(const std::string &path, store::WriteMode mode) {
        using engine::ColumnType;
        ingest::ImportSpec spec;
        spec.path = path;
        spec.name = "people";
        spec.role = store::DatasetRole::Profiles;
        spec.mode = mode;
        spec.key = "id";
        const std::pair<const char *, ColumnType> types[] = {{"name", ColumnType::Text},   {"age", ColumnType::Int64},     {"joined", ColumnType::Date},
                                                             {"seen", ColumnType::Instant}, {"flag", ColumnType::Bool}, {"score", ColumnType::Double}};
        for (const auto &[name, type] : types)
            spec.types[name] = {name, type, 0};
        spec.types["spent"] = {"spent", ColumnType::Decimal, 2};
        const auto report = need(DataService(*m_session).importFile(spec));
        QCOMPARE(report.rejected, 0);
    }
    std::vector<std::string> ids(const Table &table) const {
        std::vector<std::string> ids;
        const auto page = need(TableService(*m_session).rows(table, 0, static_cast<int>(table->rows()), {0}));
        for (const auto &row : page.rows)
            ids.push_back(row[0]);
        return ids;
    }
    std::vector<std::string> sqlIds(const std::string &tail) const {
        std::vector<std::string> ids;
        const auto page = need(DataService(*m_session).query("SELECT id FROM people " + tail, 1'000'000));
        for (const auto &row : page.rows)
            ids.push_back(row[0]);
        return ids;
    }

private Q_SLOTS:
    void initTestCase() {
        Session::Options options;
        options.environment.stateDirectory = file("state");
        options.environment.actor = "tester";
        m_session = need(Session::create(file("t.audience"), options));
        Rng &&rng = SeededRng(11);
        std::string csv = "id,name,age,spent,joined,seen,flag,score\n";
        for (int id = 1; id <= kRows; ++id)
            csv += line(id, rng);
        write("a.csv", csv);
        load(file("a.csv"), store::WriteMode::Replace);
        // Some rows superseded, so that stored positions and row numbers differ.
        csv = "id,name,age,spent,joined,seen,flag,score\n";
        for (int id = 5; id <= kRows; id += 7)
            csv += line(id, rng);
        write("b.csv", csv);
        load(file("b.csv"), store::WriteMode::Upsert);
    }

    void sortsAndFiltersLikeSql() {
        SeededRng rng(20261121);
        const char *columns[] = {"id", "name", "age", "spent", "joined", "seen", "flag", "score"};
        for (int round = 0; round < 250; ++round) {
            TableQuery query;
            query.dataset = "people";
            std::string where, order;
            for (int i = 0, n = static_cast<int>(rng.below(4)); i < n; ++i) {
                const Told told = randomTest(rng);
                where += (where.empty() ? "WHERE " : " AND ") + told.sql;
                query.filters.push_back(told.test);
            }
            for (int i = 0, n = static_cast<int>(rng.below(4)); i < n; ++i) {
                const std::string column = columns[rng.below(std::size(columns))];
                const std::string down = rng.chance(0.5) ? " DESC" : "";
                query.sort.push_back({column, !down.empty()});
                order += column + " IS NULL OR " + column + " = '', ";
                order += (column == "name" ? "fold(name)" + down + ", " : std::string()) + column + down + ", ";
            }
            const std::string tail = where + " ORDER BY " + order + "rowid";
            const auto table = need(TableService(*m_session).prepare(query));
            const auto mine = ids(table), theirs = sqlIds(tail);
            QVERIFY2(mine == theirs, (tail + "\n" + std::to_string(mine.size()) + " and " + std::to_string(theirs.size())).c_str());
            QCOMPARE(table->allRows(), kRows);
        }
    }

    void windowsAreSlices() {
        TableQuery query{"people", {{"name", true}, {"age", false}}, {}, {}, {}};
        const TableService tables(*m_session);
        const auto table = need(tables.prepare(query));
        const auto all = need(tables.rows(table, 0, kRows, {0, 1, 3}));
        SeededRng rng(5);
        for (int i = 0; i < 50; ++i) {
            const std::int64_t first = rng.between(0, kRows);
            const auto some = need(tables.rows(table, first, 100, {0, 1, 3}));
            QCOMPARE(some.rows.size(), static_cast<std::size_t>(std::min<std::int64_t>(100, kRows - first)));
            for (std::size_t row = 0; row < some.rows.size(); ++row)
                QVERIFY(some.rows[row] == all.rows[static_cast<std::size_t>(first) + row]);
        }
        for (const std::int64_t place : {0, 17, kRows - 1})
            QCOMPARE(table->placeOf(table->rowAt(place)), place);
    }

    void findsEverywhere() {
        const TableService tables(*m_session);
        const auto table = need(tables.prepare({"people", {{"age", true}}, {}, {}, {}}));
        const std::vector<int> columns{0, 1, 2, 3, 4};
        for (const char *text : {"anna", "ÄRGER", "2024-0", "17", "😀", "nothing like it"}) {
            const auto places = need(tables.find(table, text, columns));
            std::vector<std::int64_t> wanted;
            const auto all = need(tables.rows(table, 0, kRows, columns));
            for (std::size_t row = 0; row < all.rows.size(); ++row)
                for (const std::string &cell : all.rows[row])
                    if (foldCase(cell).find(foldCase(text)) != std::string::npos) {
                        wanted.push_back(static_cast<std::int64_t>(row));
                        break;
                    }
            QVERIFY2(places == wanted, text);
        }
    }

    void valuesSumsAndProfileAgreeWithSql() {
        const TableService tables(*m_session);
        const auto table = need(tables.prepare({"people", {}, {}, {}, {}}));
        const auto values = need(tables.values(table, "name", "", 500));
        const auto rows = need(DataService(*m_session).query("SELECT name, count(*) n FROM people WHERE name <> '' GROUP BY name ORDER BY n DESC, name"));
        QCOMPARE(values.size(), rows.rows.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            QCOMPARE(values[i].label, rows.rows[i][0]);
            QCOMPARE(std::to_string(values[i].count), rows.rows[i][1]);
        }
        const auto sum = need(tables.sum(table, 0, kRows, 2));
        const auto wanted = need(DataService(*m_session).query("SELECT sum(age), count(age), printf('%.2f', avg(age)), max(age), count(DISTINCT age), sum(age IS NULL) FROM people"));
        QCOMPARE(sum.sum, wanted.rows[0][0]);
        QCOMPARE(std::to_string(sum.count), wanted.rows[0][1]);
        QCOMPARE(sum.mean, wanted.rows[0][2]);
        const auto profile = need(tables.profile(table, 2));
        QCOMPARE(profile->highest, wanted.rows[0][3]);
        QCOMPARE(std::to_string(profile->distinct), wanted.rows[0][4]);
        QCOMPARE(std::to_string(profile->empty), wanted.rows[0][5]);
        // The bars share out every value, and each says which ones.
        for (const int column : {2, 3, 4, 5, 7}) {
            const auto one = need(tables.profile(table, column));
            std::int64_t total = one->below + one->above;
            for (const ProfileBar &bar : one->histogram) {
                total += bar.count;
                if (column == 7)
                    continue; // ends of real numbers are shared
                FieldTest inside;
                inside.field = one->field.name;
                inside.op = TestOp::Between;
                inside.values = {bar.from, bar.to};
                QCOMPARE(need(tables.prepare({"people", {}, {inside}, {}, {}}))->rows(), bar.count);
            }
            QCOMPARE(total, one->rows - one->empty);
        }
    }

    void filtersBecomeTheSameSegment() {
        SeededRng rng(3);
        for (int round = 0; round < 60; ++round) {
            TableQuery query;
            query.dataset = "people";
            for (int i = 0; i < 2; ++i)
                query.filters.push_back(randomTest(rng).test);
            const auto table = need(TableService(*m_session).prepare(query));
            const auto rule = need(ruleOf(table->dataset(), query));
            QCOMPARE(need(SegmentService(*m_session).count(rule)).count, table->rows());
            const TableQuery back = tableQueryFromJson(toJson(query));
            QCOMPARE(dumpJson(toJson(back)), dumpJson(toJson(query)));
        }
        const auto table = need(TableService(*m_session).prepare({"people", {}, {}, {}, {}}));
        QCOMPARE(ruleOf(table->dataset(), table->query()).error().id, std::string("data.rule_no_filter"));
        QCOMPARE(need(SegmentService(*m_session).count(ruleOfKeys(table->dataset(), {"1", "2", "99999"}))).count, 2);
    }

    void exportIsWholeOrNotAtAll() {
        const TableService tables(*m_session);
        FieldTest test;
        test.field = "age";
        test.op = TestOp::Greater;
        test.values = {50};
        const auto table = need(tables.prepare({"people", {{"id", true}}, {test}, {}, {}}));
        const std::string path = file("out.csv");
        QCOMPARE(need(tables.exportCsv(table, {0, 2}, path)), table->rows());
        QFile out(QString::fromStdString(path));
        QVERIFY(out.open(QIODevice::ReadOnly));
        QCOMPARE(out.readAll().count("\r\n"), table->rows() + 1);
        CancelSource cancel;
        cancel.cancel();
        QCOMPARE(tables.exportCsv(table, {0}, path, nullptr, cancel.token()).error().id, std::string("cancelled"));
        QVERIFY(!QFile::exists(QString::fromStdString(path + ".part")));
        QVERIFY(out.seek(0) && out.readAll().count("\r\n") == table->rows() + 1); // the old one still stands
        QCOMPARE(tables.exportCsv(table, {0}, file("no such folder/x.csv")).error().id, std::string("data.cannot_write"));
        QCOMPARE(tables.exportCsv(table, {0}, file("t.audience")).error().id, std::string("data.is_the_workspace"));
    }

    void wrongQueriesSayWhy() {
        const TableService tables(*m_session);
        QCOMPARE(tables.prepare({"nobody", {}, {}, {}, {}}).error().id, std::string("dataset.unknown"));
        QCOMPARE(tables.prepare({"people", {{"no", false}}, {}, {}, {}}).error().id, std::string("data.unknown_column"));
        FieldTest test;
        test.field = "age";
        test.op = TestOp::Contains;
        test.values = {"x"};
        QVERIFY(tables.prepare({"people", {}, {test}, {}, {}}).error().id.starts_with("segment."));
        QCOMPARE(tables.prepare({"people", {}, {}, "no_such", "age"}).error().id, std::string("data.unknown_check"));
    }

    void checksFindWhatTheySay() {
        write("dirty.csv", "id,email,age,country,joined,phone,note\n"
                           "1,a@example.org,34,DE,2024-01-01,100,x\n2,A@Example.org,1985,DE,2024-01-02,101,x\n3,not an address,41,de,2024-01-03,102,x\n"
                           "4,d@example.org,28,DE,2031-01-01,103,x\n5,,33,DE ,2024-01-05,104,x\n6,f@example.org,-3,AT,2024-01-06,105,x\n"
                           "7,g@example.org,40,AT,2024-01-07,106,x\n8,h@example.org,41,AT,2024-01-08,107,x\n9,i@example.org,42,AT,2024-01-09,n/a,x\n"
                           "10,j@example.org,43,FR,2024-01-10,109,x\n");
        ingest::ImportSpec spec;
        spec.path = file("dirty.csv");
        spec.name = "dirty";
        spec.role = store::DatasetRole::Table;
        spec.mode = store::WriteMode::Replace;
        spec.key = "id";
        spec.email = "email";
        spec.types["country"] = {"country", engine::ColumnType::Text, 0};
        spec.types["phone"] = {"phone", engine::ColumnType::Text, 0};
        m_session->setNow(Instant{1'795'251'600'000'000}); // 2026-11-21T09:00:00Z
        need(DataService(*m_session).importFile(spec));
        DataChecks checks(*m_session);
        const auto countOf = [](const std::vector<DataCheck> &all, const std::string &id, const std::string &column) {
            for (const DataCheck &check : all)
                if (check.id == id && check.column == column)
                    return check.isOff ? -2 : check.count;
            return std::int64_t{-1};
        };
        const auto all = need(checks.run("dirty"));
        QCOMPARE(countOf(all, "age_high", "age"), 1);
        QCOMPARE(countOf(all, "below_zero", "age"), 1);
        QCOMPARE(countOf(all, "email_invalid", "email"), 1);
        QCOMPARE(countOf(all, "email_twice", "email"), 2);
        QCOMPARE(countOf(all, "email_missing", "email"), 1);
        QCOMPARE(countOf(all, "future", "joined"), 1);
        QCOMPARE(countOf(all, "mixed", "phone"), 1);
        QCOMPARE(countOf(all, "constant", "note"), 10);
        QCOMPARE(countOf(all, "constant", "country"), 0);
        QVERIFY(countOf(all, "spelling", "country") >= 1);
        QCOMPARE(countOf(all, "below_zero", "country"), -1);
        QVERIFY(all.front().count > 0 && all.back().count == 0);
        const auto table = need(TableService(*m_session).prepare({"dirty", {}, {}, "age_high", "age"}));
        QCOMPARE(table->rows(), 1);
        QCOMPARE(ruleOf(table->dataset(), table->query()).error().id, std::string("data.rule_no_people"));
        need(checks.turn("dirty", "age_high", "age", false));
        QCOMPARE(countOf(need(checks.run("dirty")), "age_high", "age"), -2);
        need(checks.turn("dirty", "age_high", "age", true));
        QCOMPARE(countOf(need(checks.run("dirty", "age")), "age_high", "age"), 1);
    }
};
AUDIENCE_TEST(TableServiceTest)

#include "table_service_test.moc"
