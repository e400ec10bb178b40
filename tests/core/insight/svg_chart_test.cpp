#include "insight/svg_chart.h"
#include "support/test_main.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace audience;
using namespace audience::insight;

class SvgChartTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ticksAreRoundAndCoverTheData() {
        QCOMPARE(roundTicks(13.8), (std::vector<double>{0, 5, 10, 15}));
        QCOMPARE(roundTicks(1000), (std::vector<double>{0, 250, 500, 750, 1000}));
        QCOMPARE(roundTicks(0), (std::vector<double>{0, 1}));
        for (double highest = 0.001; highest < 1e9; highest *= 1.7) {
            const auto ticks = roundTicks(highest);
            QVERIFY(ticks.back() >= highest * 0.999999);
            QVERIFY(ticks.size() <= 6);
        }
    }
    void numbersAreGrouped() {
        QCOMPARE(groupedNumber(1234567), std::string("1,234,567"));
        QCOMPARE(groupedNumber(-1234.5), std::string("-1,234.5"));
        QCOMPARE(groupedNumber(999), std::string("999"));
        QCOMPARE(groupedNumber(0), std::string("0"));
    }
    // A short send has one minute at many points; a label at the edge stays inside.
    void labelsStandOnceAndInside() {
        model::ChartSpec spec;
        spec.kind = model::ChartKind::Line;
        spec.series = {{"opened", {{"18:08", 0, 2, ""}, {"18:09", 0, 3, ""}, {"18:09", 0, 1, ""}, {"18:10", 0, 1, ""}}}};
        const QByteArray svg = QByteArray::fromStdString(toSvg(spec));
        QCOMPARE(svg.count(">18:08</text>"), 1);
        QCOMPARE(svg.count(">18:09</text>"), 1);
        const qsizetype label = svg.indexOf(">18:10</text>");
        QVERIFY(label > 0);
        QVERIFY(svg.lastIndexOf("text-anchor=\"end\"", label) > svg.lastIndexOf("<text", label));
    }
    void everyKindIsWellFormedXml() {
        using model::ChartKind;
        for (const ChartKind kind :
             {ChartKind::Line, ChartKind::Bar, ChartKind::HorizontalBar, ChartKind::Funnel}) {
            model::ChartSpec spec;
            spec.kind = kind;
            spec.title = "Opened & <clicked> \"so far\"\x01";
            spec.series = {{"opened", {{"Mon", 0, 10, "1 %"}, {"Tue", 0, 20, ""}}},
                           {"clicked", {{"Mon", 0, 1, ""}, {"Tue", 0, 0, ""}}}};
            const std::string svg = toSvg(spec);
            QXmlStreamReader reader(QByteArray::fromStdString(svg));
            while (!reader.atEnd())
                reader.readNext();
            QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
            spec.series.clear();
            QVERIFY(!toSvg(spec).empty());
        }
    }
};

AUDIENCE_TEST(SvgChartTest)
#include "svg_chart_test.moc"
