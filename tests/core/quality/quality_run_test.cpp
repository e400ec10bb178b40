// Every kind of check on rows that pass and rows that do not, and on rows that hardly are any.
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "core/quality/quality_kit.h"
#include "quality/drift.h"

#include <cmath>
#endif

using namespace audience;
using namespace audience::quality;
using model::QualityCheck;
using model::QualityKind;
using test::checkOf;
using test::QualityPlace;
using Rows = std::vector<std::uint32_t>;

class QualityRunTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void kindsSurviveJson() {
        QualityCheck check = checkOf(QualityKind::Range, {"a"});
        check.id = 7;
        check.low = "0";
        check.openLow = true;
        check.severity = model::QualitySeverity::Stop;
        check.source = model::QualitySource::Suggested;
        check.reason = "quality.why.range";
        check.reasonArgs = {{"rows", "3"}};
        auto back = model::qualityCheckFromJson(model::toJson(check));
        QVERIFY(back);
        back->id = 7;
        QVERIFY(*back == check);
        QCOMPARE(model::fingerprint(check), model::fingerprint(*back));
        for (const char *bad : {R"({"kind":"odd","dataset":"t","columns":["a"]})", R"({"kind":"unique","columns":["a"]})", R"({"kind":"unique","dataset":"t","columns":[]})",
                                R"({"kind":"range","dataset":"t","columns":["a"]})", R"({"kind":"accepted","dataset":"t","columns":["a"]})",
                                R"({"kind":"one_per","dataset":"t","columns":["a"]})", R"({"kind":"related","dataset":"t","columns":["a"],"to_dataset":"x"})",
                                R"({"kind":"fresh","dataset":"t","columns":["a"],"limit":-1})", R"({"kind":"row_count","dataset":"t","columns":["a"],"low":"1"})",
                                R"({"kind":"unique","dataset":"t","columns":["a"],"severity":"loud"})", R"([])", R"("text")"})
            QVERIFY2(!model::qualityCheckFromJson(*parseJson(bad)), bad);
    }

    void rowsThatFail_data() {
        QTest::addColumn<QString>("check");
        QTest::addColumn<QString>("failing");
        const auto row = [](const char *name, const char *check, const char *failing) { QTest::newRow(name) << QString::fromUtf8(check) << QString::fromLatin1(failing); };
        // no, name, price, day, email, ref: six rows, see data() below.
        row("not empty", R"({"kind":"not_empty","columns":["name"]})", "2,3");
        row("not empty in most", R"({"kind":"not_empty","columns":["name"],"limit":40})", "2,3");
        row("unique", R"({"kind":"unique","columns":["no"]})", "0,4");
        row("unique texts without blanks", R"({"kind":"unique","columns":["name"]})", "0,4");
        row("unique together", R"({"kind":"unique","columns":["no","price"]})", "");
        row("unique together with a missing value", R"({"kind":"unique","columns":["no","name"]})", "0,4");
        row("accepted", R"({"kind":"accepted","columns":["name"],"values":["anna","Bob"]})", "4,5");
        row("accepted in any case", R"({"kind":"accepted","columns":["name"],"values":["ANNA","bob"],"ignore_case":true})", "4");
        row("accepted numbers", R"({"kind":"accepted","columns":["no"],"values":["1","2","3","x"]})", "3,5");
        row("accepted decimals", R"({"kind":"accepted","columns":["price"],"values":["1.5","2.0","-1","10.25"]})", "3,4");
        row("not accepted", R"({"kind":"accepted","columns":["name"],"values":["anna"],"negated":true})", "0");
        row("range", R"({"kind":"range","columns":["price"],"low":"0","high":"10"})", "2,5");
        row("range with finer ends", R"({"kind":"range","columns":["price"],"low":"1.499","high":"10.2501"})", "2,3");
        row("range without its ends", R"({"kind":"range","columns":["price"],"low":"1.5","high":"10.25","open_low":true,"open_high":true})", "0,2,3,5");
        row("range of days", R"({"kind":"range","columns":["day"],"low":"2026-01-02","high":"now"})", "0,5");
        row("range without end", R"({"kind":"range","columns":["no"],"low":"3"})", "0,1,4");
        row("range far away", R"({"kind":"range","columns":["no"],"low":"-999999999999999999","high":"999999999999999999"})", "");
        row("length", R"({"kind":"length","columns":["name"],"low":"4","high":"4"})", "1,4,5");
        row("pattern", R"({"kind":"pattern","columns":["name"],"pattern":"^[a-z]+$"})", "1,4,5");
        row("no pattern", R"({"kind":"pattern","columns":["name"],"pattern":"o","negated":true})", "1");
        row("email", R"({"kind":"email","columns":["email"]})", "1,5");
        row("tidy", R"({"kind":"tidy","columns":["name"]})", "4");
        row("related", R"({"kind":"related","columns":["ref"],"to_dataset":"t","to_column":"no"})", "5");
        row("one per", R"({"kind":"one_per","columns":["ref","no"]})", "0,4");
        row("one per without contradiction", R"({"kind":"one_per","columns":["day","no","price"]})", "");
    }
    void rowsThatFail() {
        QFETCH(QString, check);
        QFETCH(QString, failing);
        QualityPlace place;
        QCOMPARE(place.load(data(), "t", {}, {{"name", {"name", engine::ColumnType::Text, 0}}}), std::string());
        Json json = *parseJson(check.toStdString());
        json["dataset"] = "t";
        const auto read = model::qualityCheckFromJson(json);
        QVERIFY(read);
        Rows wanted;
        for (const QString &row : failing.split(QLatin1Char(','), Qt::SkipEmptyParts))
            wanted.push_back(row.toUInt());
        QVERIFY2(place.rows(*read) == wanted, qPrintable([&] {
                     QStringList found;
                     for (const std::uint32_t row : place.rows(*read))
                         found << QString::number(row);
                     return found.join(QLatin1Char(','));
                 }()));
        const CheckResult result = place.run(*read);
        QCOMPARE(result.failed, static_cast<std::int64_t>(wanted.size()));
        QVERIFY(!result.fault);
        const bool isLenient = read->kind == QualityKind::NotEmpty && read->limit > 0;
        QCOMPARE(result.state, wanted.empty() || isLenient ? CheckResult::State::Passed : CheckResult::State::Failed);
        QCOMPARE(result.sample.size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i)
            QCOMPARE(result.sample[i].row, std::int64_t{wanted[i]});
    }

    void onHardlyAnyRows() {
        const std::vector<QualityCheck> checks = [] {
            std::vector<QualityCheck> all{checkOf(QualityKind::NotEmpty, {"a"}), checkOf(QualityKind::Unique, {"a"}), checkOf(QualityKind::Tidy, {"a"}), checkOf(QualityKind::Email, {"a"}),
                                          checkOf(QualityKind::OnePer, {"a", "b"}), checkOf(QualityKind::Unique, {"a", "b"})};
            all.push_back(checkOf(QualityKind::Pattern, {"a"}));
            all.back().pattern = "^$";
            all.push_back(checkOf(QualityKind::Accepted, {"a"}));
            all.back().values = {"x"};
            all.push_back(checkOf(QualityKind::Drift, {"a"}));
            all.back().limit = 0.25;
            return all;
        }();
        // Without a value nothing but the demand for one fails.
        QualityPlace empty;
        QCOMPARE(empty.load("a,b\n,1\n  ,2\n,3\n", "t", {}, {{"a", {"a", engine::ColumnType::Text, 0}}}), std::string());
        for (const QualityCheck &check : checks) {
            const CheckResult result = empty.run(check);
            QCOMPARE(result.failed, check.kind == QualityKind::NotEmpty ? std::int64_t{3} : std::int64_t{0});
            QVERIFY(check.kind == QualityKind::Drift ? result.isWaiting() : !result.fault);
        }
        QualityPlace one;
        QCOMPARE(one.load("a,b\nx,1\n"), std::string());
        for (const QualityCheck &check : checks)
            if (check.kind != QualityKind::Email && check.kind != QualityKind::Pattern)
                QCOMPARE(one.run(check).failed, std::int64_t{0});
        QualityPlace none;
        QCOMPARE(none.load("a,b\nx,1\n"), std::string());
        {
            auto wanted = [&] {
                const auto connection = none.session().workspace().reader();
                return *store::DatasetReader::find(**connection, "t");
            }();
            QVERIFY(none.session().workspace().write([&](const store::Connection &connection) -> Result<void> {
                TRY_ASSIGN(auto writer, store::DatasetWriter::begin(connection, *wanted, store::WriteMode::Replace, none.place().clock().now()));
                TRY_ASSIGN(const auto done, writer.commit());
                return done.rows == 0 ? Result<void>() : Error(ErrorKind::Internal, "rows");
            }));
        }
        for (const QualityCheck &check : checks) {
            const CheckResult result = none.run(check);
            QCOMPARE(result.checked, std::int64_t{0});
            QVERIFY(!result.isBad());
        }
        const auto suggested = none.quality().suggest("t");
        QVERIFY(suggested && suggested->checks.empty() && suggested->traps.empty());
    }

    void whatCannotBeRunSaysWhy() {
        QualityPlace place;
        QCOMPARE(place.load(data()), std::string());
        const auto why = [&](const QualityCheck &check) {
            const CheckResult result = place.run(check);
            return result.isBad() && result.fault ? result.fault->id : std::string();
        };
        QCOMPARE(why(checkOf(QualityKind::Unique, {"gone"})), std::string("data.unknown_column"));
        QCOMPARE(why(checkOf(QualityKind::Email, {"no"})), std::string("quality.wrong_type"));
        QualityCheck check = checkOf(QualityKind::Pattern, {"email"});
        check.pattern = "(";
        QCOMPARE(why(check), std::string("pattern.invalid"));
        check = checkOf(QualityKind::Range, {"email"});
        check.low = "1";
        QCOMPARE(why(check), std::string("quality.wrong_type"));
        check.columns = {"price"};
        check.low = "a few";
        QCOMPARE(why(check), std::string("quality.bad_value.number"));
        check = checkOf(QualityKind::Related, {"ref"});
        check.toDataset = "nowhere";
        check.toColumn = "id";
        QCOMPARE(why(check), std::string("dataset.unknown"));
        check.toDataset = "t";
        check.toColumn = "email";
        QCOMPARE(why(check), std::string("quality.wrong_type"));
        check = checkOf(QualityKind::Fresh, {"no"});
        check.limit = 1;
        QCOMPARE(why(check), std::string("quality.wrong_type"));
    }

    void freshnessKnowsTheHour() {
        QualityPlace place; // it is 2026-11-21 09:00
        QCOMPARE(place.load("at,day\n2026-11-20T08:00:00Z,2026-11-18\n2026-11-20T21:00:00Z,2026-11-19\n"), std::string());
        QualityCheck check = checkOf(QualityKind::Fresh, {"at"});
        check.limit = 12;
        QCOMPARE(place.run(check).state, CheckResult::State::Passed);
        QCOMPARE(place.run(check).measure, 12.0);
        check.limit = 11.5;
        QCOMPARE(place.run(check).state, CheckResult::State::Failed);
        check.columns = {"day"}; // until its end: 33 hours ago
        check.limit = 33;
        QCOMPARE(place.run(check).state, CheckResult::State::Passed);
        check.limit = 32.9;
        QCOMPARE(place.run(check).state, CheckResult::State::Failed);
    }

    // One row of a wrong year would keep the check passing for ever.
    void momentsAheadAreNotFresh() {
        QualityPlace place; // it is 2026-11-21 09:00
        QCOMPARE(place.load("at,day\n2026-11-20T08:00:00Z,2026-11-18\n2026-11-20T21:00:00Z,2026-11-19\n2099-01-01T00:00:00Z,2099-01-01\n2026-11-21T09:00:01Z,2026-11-23\n"), std::string());
        for (const char *column : {"at", "day"}) {
            QualityCheck check = checkOf(QualityKind::Fresh, {column});
            check.limit = 40;
            CheckResult result = place.run(check);
            QCOMPARE(result.state, CheckResult::State::Passed);
            QCOMPARE(result.measure, std::string(column) == "at" ? 12.0 : 33.0);
            QCOMPARE(result.failed, std::int64_t{2});
            QCOMPARE(result.sample.front().row, std::int64_t{2});
            check.limit = 11;
            QCOMPARE(place.run(check).state, CheckResult::State::Failed);
        }
        QCOMPARE(place.load("at,no\n2099-01-01T00:00:00Z,1\n2098-01-01T00:00:00Z,2\n"), std::string());
        QualityCheck check = checkOf(QualityKind::Fresh, {"at"});
        check.limit = 1000;
        QCOMPARE(place.run(check).state, CheckResult::State::Failed); // nothing but what lies ahead
        // It is told at each import, too.
        QVERIFY(place.quality().accept({check}));
        QCOMPARE(place.load("at,no\n2026-11-21T08:00:00Z,1\n2099-01-01T00:00:00Z,2\n"), std::string());
        QVERIFY(!place.findings().empty() && place.findings().back().id == "quality.ahead");
        // Where the day has begun already it is tomorrow.
        QCOMPARE(place.load("day,no\n2026-11-20,1\n2026-11-21,2\n", "d"), std::string());
        check = checkOf(QualityKind::Fresh, {"day"});
        check.dataset = "d";
        check.limit = 1;
        QCOMPARE(place.run(check).failed, std::int64_t{0});
    }

    void theIndexOfDrift() {
        // By hand: (0.5-0.4)ln(0.5/0.4) + (0.5-0.6)ln(0.5/0.6).
        Shape before, now;
        before.labels = now.labels = {"a", "b"};
        before.counts = {400, 600};
        now.counts = {500, 500};
        QVERIFY(std::abs(stabilityIndex(before, now) - (0.1 * std::log(0.5 / 0.4) - 0.1 * std::log(0.5 / 0.6))) < 1e-12);
        QVERIFY(stabilityIndex(before, before) == 0);
        QVERIFY(chanceIndex(before, now) > 0.01 && chanceIndex(before, now) < 0.03); // (1/1000+1/1000)*10.8
        ShapeCounter counter(engine::ColumnType::Int64, nullptr);
        for (int i = 0; i < 1000; ++i)
            counter.addNumber(i);
        counter.addNumber(std::nan(""));
        const Shape tenths = counter.finish();
        QCOMPARE(tenths.edges.size(), std::size_t{9});
        for (const std::int64_t count : tenths.counts)
            QCOMPARE(count, std::int64_t{100});
        QCOMPARE(tenths.empty, std::int64_t{1});
        const auto back = shapeFromJson(toJson(tenths));
        QVERIFY(back && back->counts == tenths.counts && back->edges == tenths.edges);
        QVERIFY(!shapeFromJson(*parseJson(R"({"labels":["a"],"counts":[1,2]})")));
        ShapeCounter moved(engine::ColumnType::Int64, &tenths);
        for (int i = 0; i < 1000; ++i)
            moved.addNumber(i + 500);
        (void)moved.finish();
        QVERIFY(stabilityIndex(tenths, moved.asFormer()) > kDriftLimit);
    }

    // Samples of one distribution pass nearly always, also small ones.
    void chanceIsNoDrift() {
        SeededRng rng(5);
        int false1 = 0;
        for (int trial = 0; trial < 300; ++trial) {
            ShapeCounter first(engine::ColumnType::Int64, nullptr);
            for (int i = 0; i < 200; ++i)
                first.addNumber(static_cast<double>(rng.between(0, 1'000'000)));
            const Shape before = first.finish();
            ShapeCounter second(engine::ColumnType::Int64, &before);
            for (int i = 0; i < 60; ++i)
                second.addNumber(static_cast<double>(rng.between(0, 1'000'000)));
            (void)second.finish();
            const double index = stabilityIndex(before, second.asFormer());
            false1 += index > kDriftLimit && index > chanceIndex(before, second.asFormer()) ? 1 : 0;
        }
        QVERIFY2(false1 <= 9, qPrintable(QString::number(false1)));
    }

private:
    static std::string data() {
        return "no,name,price,day,email,ref\n"
               "1,anna,1.50,2026-01-01,a@example.org,1\n"
               "2,Bob,2.00,2026-01-02,nobody,2\n"
               "3,,-1.00,2026-01-03,c@example.org,3\n"
               "4,\"   \",0.00,2026-01-04,d@example.org,4\n"
               "1,anna ,1.75,2026-01-05,e@example.org,2\n"
               "5,BOB,10.25,2031-01-05,f@,9\n";
    }
};

AUDIENCE_TEST(QualityRunTest)
#include "quality_run_test.moc"
