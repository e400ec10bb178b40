// Charts, bars and the heat map: round ticks, labels that are never cut, the keyboard, the words for
// screen readers.
#ifndef Q_MOC_RUN
#include "ui/kit/bar_rows.h"
#include "ui/kit/chart_plot.h"
#include "ui/kit/chart_view.h"
#include "ui/kit/heat_map.h"
#include "ui/kit/theme.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QLabel>
#include <QFontMetrics>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QSet>
#include <QTest>

using namespace audience;
using namespace audience::ui;

static model::ChartSpec lineOf(const QStringList &labels, const QVector<double> &values) {
    model::ChartSpec spec;
    spec.kind = model::ChartKind::Line;
    spec.title = "Opens";
    spec.series = {{"opened", {}}, {"clicked", {}}};
    for (int i = 0; i < labels.size(); ++i) {
        spec.series[0].points.push_back({labels[i].toStdString(), 0, values[i], {}});
        spec.series[1].points.push_back({labels[i].toStdString(), 0, values[i] / 2, {}});
    }
    return spec;
}

class ChartTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().apply(Scheme::Light); }

    void ticksAreRoundAndStartAtZero_data() {
        QTest::addColumn<double>("highest");
        QTest::addColumn<double>("top");
        QTest::addColumn<double>("step");
        QTest::newRow("nothing") << 0.0 << 1.0 << 1.0;
        QTest::newRow("few") << 3.0 << 3.0 << 1.0;
        QTest::newRow("teens") << 14.0 << 15.0 << 5.0;
        QTest::newRow("thousands") << 1010.0 << 1500.0 << 500.0;
        QTest::newRow("share") << 0.31 << 0.4 << 0.1;
    }
    void ticksAreRoundAndStartAtZero() {
        QFETCH(double, highest);
        QFETCH(double, top);
        QFETCH(double, step);
        const ValueScale scale = valueScale(lineOf({QStringLiteral("a")}, {highest}));
        QCOMPARE(scale.lowest, 0.0);
        QCOMPARE(scale.highest, top);
        QCOMPARE(scale.step, step);
    }

    void timesAreWordsOfTheZone() {
        const QTimeZone berlin("Europe/Berlin");
        QCOMPARE(pointLabels(lineOf({QStringLiteral("2026-10-23"), QStringLiteral("2026-11-21")}, {1, 2}), berlin).axis,
                 (QStringList{QStringLiteral("23 Oct"), QStringLiteral("21 Nov")}));
        QCOMPARE(pointLabels(lineOf({QStringLiteral("2026-07-01T10:00:00Z"), QStringLiteral("2026-07-01T20:00:00Z")}, {1, 2}), berlin).axis,
                 (QStringList{QStringLiteral("12:00"), QStringLiteral("22:00")}));
        QCOMPARE(pointLabels(lineOf({QStringLiteral("<b>x</b>")}, {1}), berlin).axis, QStringList{QStringLiteral("<b>x</b>")});
    }

    void labelsStandAtEqualDistances() {
        const QFontMetrics metrics(Theme::instance().font(TypeRole::Secondary));
        const auto distances = [](const QVector<int> &shown) {
            QSet<int> all;
            for (int i = 1; i < shown.size(); ++i)
                all.insert(shown[i] - shown[i - 1]);
            return all.size();
        };
        QStringList labels;
        for (int i = 0; i < 60; ++i)
            labels << QStringLiteral("10:02:%1").arg(i, 2, 10, QLatin1Char('0'));
        for (const int width : {120, 300, 900}) {
            const QVector<int> shown = shownLabels(labels, metrics, width);
            QCOMPARE(shown.first(), 0);
            QVERIFY(distances(shown) <= 1);
            QVERIFY(shown.size() * metrics.horizontalAdvance(labels.first()) <= width);
        }
        QCOMPARE(shownLabels(labels.mid(0, 31), metrics, 900).last(), 30);
        // Four points a day, but three on the first: each name where its day begins.
        QStringList days;
        for (int i = 0; i < 18; ++i)
            days << QStringLiteral("%1 Sep").arg(20 + (i + 1) / 4);
        QCOMPARE(shownLabels(days, metrics, 900), (QVector<int>{3, 7, 11, 15}));
    }

    void arrowsWalkAndEnterOpens() {
        ChartView view;
        view.setOpens(true);
        view.setSpec(lineOf({QStringLiteral("Mon"), QStringLiteral("Tue"), QStringLiteral("Wed")}, {1, 2, 3}));
        view.resize(400, 220);
        view.show();
        QSignalSpy opened(&view, &ChartView::pointActivated);
        QTest::keyClick(&view, Qt::Key_End);
        QTest::keyClick(&view, Qt::Key_Left);
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first(), (QVariantList{1, 1}));
        auto *accessible = QAccessible::queryAccessibleInterface(&view);
        QCOMPARE(accessible->childCount(), 6);
        QCOMPARE(accessible->child(2)->text(QAccessible::Name), QStringLiteral("opened, Wed: 3"));
    }

    void aPointIsWhereItIsClicked() {
        ChartView view;
        view.setOpens(true);
        view.setSpec(lineOf({QStringLiteral("Mon"), QStringLiteral("Tue"), QStringLiteral("Wed")}, {1, 2, 3}));
        view.resize(400, 220);
        view.show();
        auto *plot = view.findChild<ChartPlot *>();
        QSignalSpy opened(&view, &ChartView::pointActivated);
        QTest::mouseClick(plot->viewport(), Qt::LeftButton, {}, plot->placeOf(0, 2).toPoint() + QPoint(-2, 1));
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first(), (QVariantList{0, 2}));
    }

    void valuesAndPicturesCanBeTaken() {
        ChartView view;
        view.setSpec(lineOf({QStringLiteral("=1+1"), QStringLiteral("a,b")}, {1, 2.5}));
        QCOMPARE(view.csv(), QStringLiteral("label,opened,clicked\n'=1+1,1,0.5\n\"a,b\",2.5,1.25"));
        view.resize(300, 200);
        const QTemporaryDir directory;
        for (const QString &name : {QStringLiteral("/c.png"), QStringLiteral("/c.svg")}) {
            QVERIFY(view.savePicture(directory.path() + name));
            QVERIFY(QFile(directory.path() + name).size() > 500);
        }
        QVERIFY(!view.savePicture(directory.path() + QStringLiteral("/no/such/c.png")));
    }

    void nothingSaysSo() {
        ChartView view;
        view.setEmptyWords(QStringLiteral("Nobody clicked yet."));
        view.setSpec({});
        view.show();
        bool isSaid = false;
        for (const auto *label : view.findChildren<QLabel *>())
            isSaid = isSaid || (label->isVisible() && label->text() == QStringLiteral("Nobody clicked yet."));
        QVERIFY(isSaid);
        QCOMPARE(QAccessible::queryAccessibleInterface(&view)->childCount(), 0);
    }

    void heatMapByKeyboard() {
        HeatMap map(QStringLiteral("clicks"), QStringLiteral("Clicks"));
        map.setCells({QStringLiteral("Mon"), QStringLiteral("Tue")}, {QStringLiteral("00"), QStringLiteral("01"), QStringLiteral("02")}, {0, 1, 2, 3, 4, 5},
                     [](int row, int column, double value) { return QStringLiteral("%1/%2/%3").arg(row).arg(column).arg(value); });
        map.resize(300, 120);
        map.show();
        QSignalSpy activated(&map, &HeatMap::activated);
        QTest::keyClick(&map, Qt::Key_Right);
        QTest::keyClick(&map, Qt::Key_Down);
        QTest::keyClick(&map, Qt::Key_Down); // there is no third day
        QTest::keyClick(&map, Qt::Key_Return);
        QCOMPARE(activated.first(), (QVariantList{1, 1}));
        QTest::keyClick(&map, Qt::Key_End);
        QTest::keyClick(&map, Qt::Key_Right); // and no next row at its end
        QTest::keyClick(&map, Qt::Key_Return);
        QCOMPARE(activated.last(), (QVariantList{1, 2}));
        auto *accessible = QAccessible::queryAccessibleInterface(&map);
        QCOMPARE(accessible->childCount(), 6);
        QCOMPARE(accessible->child(5)->text(QAccessible::Name), QStringLiteral("1/2/5"));
        accessible->child(0)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(activated.last(), (QVariantList{0, 0}));
        QTest::mouseClick(&map, Qt::LeftButton, {}, map.itemRect(4).center());
        QCOMPARE(activated.last(), (QVariantList{1, 1}));
    }

    void barRowsByKeyboard() {
        BarRows rows;
        rows.setShares(200);
        rows.setRows({{QStringLiteral("Sent"), 200, {}, 0}, {QStringLiteral("Opened"), 50, QStringLiteral("by people"), 0}});
        rows.resize(300, 60);
        rows.show();
        QSignalSpy activated(&rows, &BarRows::rowActivated);
        QTest::keyClick(&rows, Qt::Key_Down);
        QTest::keyClick(&rows, Qt::Key_Return);
        QCOMPARE(activated.first().first().toInt(), 1);
        QCOMPARE(QAccessible::queryAccessibleInterface(&rows)->child(1)->text(QAccessible::Name), QStringLiteral("Opened: 50 25 % by people"));
    }
};
AUDIENCE_TEST(ChartTest)

#include "chart_test.moc"
