// What cannot be checked is refused when it is to be kept, with what fits instead; nothing of a list is kept then.
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "core/quality/quality_kit.h"
#include "quality/check_fit.h"
#endif

using namespace audience;
using namespace audience::quality;
using model::QualityCheck;
using model::QualityKind;
using test::checkOf;
using test::QualityPlace;

namespace {

std::vector<store::DatasetInfo> data() {
    using engine::ColumnType;
    store::DatasetInfo orders, people;
    orders.name = "orders";
    orders.fields = {{"no", ColumnType::Int64, 0},  {"amount", ColumnType::Decimal, 2}, {"weight", ColumnType::Double, 0}, {"day", ColumnType::Date, 0},
                     {"at", ColumnType::Instant, 0}, {"paid", ColumnType::Bool, 0},      {"status", ColumnType::Text, 0},   {"person", ColumnType::Int64, 0}};
    people.name = "people";
    people.fields = {{"id", ColumnType::Int64, 0}, {"mail", ColumnType::Text, 0}};
    return {orders, people};
}

} // namespace

class CheckFitTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatFits_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("error"); // empty: it fits
        const auto row = [](const char *error, const char *json) { QTest::newRow(json) << QString::fromUtf8(json) << QString::fromLatin1(error); };
        row("", "'kind':'range','columns':['amount'],'low':'0','high':'10.5'");
        row("", "'kind':'range','columns':['amount'],'low':0,'high':10.5"); // numbers as JSON has them
        row("", "'kind':'range','columns':'weight','low':'-1e3'");
        row("", "'kind':'range','columns':['day'],'low':'2020-01-01','high':'now'");
        row("", "'kind':'range','columns':['at'],'low':'2020-01-01T10:00:00Z'");
        row("", "'kind':'accepted','columns':['no'],'values':[1,2,'3']");
        row("", "'kind':'accepted','columns':['paid'],'values':[true]");
        row("", "'kind':'related','columns':['person'],'to_dataset':'people','to_column':'id'");
        row("", "'kind':'fresh','columns':['day'],'limit':24");
        row("", "'kind':'row_count','low':1");
        row("", "'kind':'unique','columns':['no','day']");
        row("", "'kind':'pattern','columns':['status'],'pattern':'^[a-z]+$'");
        row("quality.bad.no_kind", "'columns':['no']");
        row("quality.bad.kind", "'kind':'uniqe','columns':['no']");
        row("quality.bad.severity", "'kind':'unique','columns':['no'],'severity':'error'");
        row("quality.bad.column", "'kind':'unique'");
        row("quality.bad.column", "'kind':'unique','columns':['']");
        row("quality.bad.text", "'kind':'unique','columns':[{}]");
        row("quality.bad.flag", "'kind':'pattern','columns':['status'],'pattern':'a','negated':'yes'");
        row("quality.bad.no_columns", "'kind':'row_count','columns':['no'],'low':'1'");
        row("quality.bad.one_column", "'kind':'range','columns':['no','amount'],'low':'1'");
        row("quality.bad.two_columns", "'kind':'one_per','columns':['no']");
        row("quality.bad.columns_twice", "'kind':'unique','columns':['no','no']");
        row("quality.bad.columns_twice", "'kind':'one_per','columns':['no','no']");
        row("data.unknown_column", "'kind':'unique','columns':['number']");
        row("data.unknown_column", "'kind':'unique','columns':['no','number']");
        row("quality.bad.ends", "'kind':'range','columns':['no']");
        row("quality.bad_value.turned", "'kind':'range','columns':['amount'],'low':100,'high':1");
        row("quality.bad_value.turned", "'kind':'range','columns':['weight'],'low':'5','high':'5','open_high':true");
        row("quality.bad_value.turned", "'kind':'range','columns':['no'],'low':'0.2','high':'0.8'");
        row("quality.bad_value.turned", "'kind':'range','columns':['day'],'low':'2026-02-01','high':'2026-01-01'");
        row("quality.bad_value.turned", "'kind':'row_count','low':10,'high':5");
        row("quality.bad_value.number", "'kind':'range','columns':['amount'],'low':'abc'");
        row("quality.bad_value.number", "'kind':'range','columns':['weight'],'high':'abc'");
        row("quality.bad_value.number", "'kind':'range','columns':['no'],'high':'now'");
        row("quality.bad_value.day", "'kind':'range','columns':['day'],'low':'yesterday'");
        row("quality.bad_value.day", "'kind':'range','columns':['at'],'low':'5'");
        row("quality.bad_value.count", "'kind':'row_count','low':'many'");
        row("quality.bad_value.count", "'kind':'row_count','low':2.5");
        row("quality.bad_value.count", "'kind':'length','columns':['status'],'high':'-1'");
        row("quality.bad.values", "'kind':'accepted','columns':['status']");
        row("quality.bad_value.whole", "'kind':'accepted','columns':['no'],'values':['1','two']");
        row("quality.bad_value.number", "'kind':'accepted','columns':['amount'],'values':['a']");
        row("quality.bad_value.truth", "'kind':'accepted','columns':['paid'],'values':['maybe']");
        row("quality.bad.pattern", "'kind':'pattern','columns':['status']");
        row("pattern.invalid", "'kind':'pattern','columns':['status'],'pattern':'(((('");
        row("quality.needs.sizes", "'kind':'range','columns':['status'],'low':'1'");
        row("quality.needs.text", "'kind':'email','columns':['no']");
        row("quality.needs.text", "'kind':'length','columns':['no'],'low':'1'");
        row("quality.needs.time", "'kind':'fresh','columns':['status'],'limit':24");
        row("quality.bad.hours", "'kind':'fresh','columns':['day']");
        row("quality.bad.number", "'kind':'fresh','columns':['day'],'limit':'soon'");
        row("quality.bad.number", "'kind':'fresh','columns':['day'],'limit':-1");
        row("quality.bad.percent", "'kind':'not_empty','columns':['no'],'limit':101");
        row("quality.bad.index", "'kind':'drift','columns':['no']");
        row("quality.bad.growth", "'kind':'row_drift'");
        row("quality.bad.related", "'kind':'related','columns':['person'],'to_dataset':'people'");
        row("dataset.unknown", "'kind':'related','columns':['person'],'to_dataset':'persons','to_column':'id'");
        row("data.unknown_column", "'kind':'related','columns':['person'],'to_dataset':'people','to_column':'no'");
        row("quality.needs.same_type", "'kind':'related','columns':['person'],'to_dataset':'people','to_column':'mail'");
    }
    void whatFits() {
        QFETCH(QString, json);
        QFETCH(QString, error);
        const auto parsed = parseJson(QStringLiteral("{'dataset':'orders',%1}").arg(json).replace(QLatin1Char('\''), QLatin1Char('"')).toStdString());
        QVERIFY(parsed);
        const auto check = model::qualityCheckFromJson(*parsed);
        const Result<void> fits = check ? fitsData(*check, data()) : Result<void>(check.error());
        QCOMPARE(QString::fromStdString(fits ? std::string() : fits.error().id), error);
    }

    void anotherDataset() {
        QualityCheck check = checkOf(QualityKind::Unique, {"no"});
        check.dataset = "gone";
        const auto fits = fitsData(check, data());
        QVERIFY(!fits && fits.error().id == "dataset.unknown");
        QVERIFY(!fitsData(check, {}));
    }

    void nothingOfAListIsKept() {
        QualityPlace place;
        QCOMPARE(place.load("no,word\n1,a\n2,b\n"), std::string());
        const QualityCheck good = checkOf(QualityKind::Unique, {"no"});
        QualityCheck bad = checkOf(QualityKind::Fresh, {"word"});
        bad.limit = 5;
        const auto kept = place.quality().accept({good, bad});
        QVERIFY(!kept);
        QCOMPARE(kept.error().id, std::string("quality.needs.time"));
        QCOMPARE(std::string(kept.error().arg("check")), std::string("2"));
        QVERIFY(place.quality().list("t")->checks.empty());
        // One that is taken back comes back, although its column is gone by now.
        const auto one = place.quality().accept({good});
        QVERIFY(one && place.quality().remove({one->front().id}));
        QCOMPARE(place.load("word\na\n"), std::string());
        const auto back = place.quality().accept(*one);
        QVERIFY(back && back->front().id == one->front().id);
        QVERIFY(!place.quality().accept({checkOf(QualityKind::NotEmpty, {"no"})}));
    }
};

AUDIENCE_TEST(CheckFitTest)
#include "check_fit_test.moc"
