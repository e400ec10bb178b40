// Pages and tables on wide and on narrow windows: content keeps a width that can be read, columns share what is left.
#ifndef Q_MOC_RUN
#include "ui/kit/column_fit.h"
#include "ui/kit/measure.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#endif
#include "support/test_main.h"

#include <QLabel>
#include <QTest>

using namespace audience::ui;

class MeasureTest final : public QObject {
    Q_OBJECT
    static int shownWidth(const TableView &view) {
        int width = 0;
        for (int column = 0; column < view.model()->columnCount(); ++column)
            width += view.isColumnHidden(column) ? 0 : view.columnWidth(column);
        return width;
    }

private Q_SLOTS:
    void contentStandsInTheMiddleOfAWideWindow() {
        auto *inside = new QLabel(QStringLiteral("content"));
        const std::unique_ptr<QWidget> page(measured(inside, Measure::Page));
        page->resize(900, 300);
        page->show();
        QCOMPARE(inside->width(), 900);
        page->resize(2500, 300);
        QTRY_COMPARE(inside->width(), inside->maximumWidth());
        QVERIFY(inside->width() < 1600);
        QVERIFY(std::abs(inside->x() - (2500 - inside->geometry().right())) <= 2);
    }

    void columnsShareWhatIsLeftAndGoWhereThereIsNoRoom() {
        TableModel model;
        TableView view(QStringLiteral("table"), QStringLiteral("Table"));
        view.setModel(&model);
        const QVector<TableColumn> columns{{QStringLiteral("Name")}, {QStringLiteral("Segment")}, {QStringLiteral("Email")}, {QStringLiteral("Sent"), true}};
        model.setRows(columns, {{QStringLiteral("Win-back November"), QStringLiteral("German-speaking, gold"), QStringLiteral("Newsletter"), QStringLiteral("11,002")}});
        view.resize(1200, 200);
        view.show();
        ColumnFit fit(&view);
        fit.fit({0, 1}, {2, 1});
        QCOMPARE(shownWidth(view), view.viewport()->width());
        QVERIFY(view.columnWidth(0) > 300 && view.columnWidth(1) > 300 && view.columnWidth(3) < 120);
        const int whole = view.columnWidth(2);
        view.resize(420, 200);
        QTRY_VERIFY(view.isColumnHidden(2));
        QVERIFY(!view.isColumnHidden(0) && !view.isColumnHidden(1));
        view.resize(330, 200);
        QTRY_VERIFY(view.isColumnHidden(1));
        QVERIFY(view.columnWidth(0) >= 110 && !view.isColumnHidden(3));
        view.resize(1200, 200);
        QTRY_VERIFY(!view.isColumnHidden(1) && !view.isColumnHidden(2));
        QCOMPARE(view.columnWidth(2), whole);
    }
};
AUDIENCE_TEST(MeasureTest)

#include "measure_test.moc"
