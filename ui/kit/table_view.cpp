#include "ui/kit/table_view.h"

#include "ui/kit/cell_delegate.h"
#include "ui/kit/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace audience::ui {

TableView::TableView(const QString &objectName, const QString &accessibleName, QWidget *parent)
    : QTableView(parent) {
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setShowGrid(false);
    setItemDelegate(new CellDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(space::kRow);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setMinimumSectionSize(48);
    setFocusPolicy(Qt::StrongFocus);
}

void TableView::fitColumns(int most, int wide) {
    if (!model())
        return;
    const int rows = std::min(model()->rowCount(), 60);
    horizontalHeader()->setStretchLastSection(wide < 0);
    QFont headFont = Theme::instance().font(TypeRole::Secondary);
    headFont.setWeight(QFont::Medium);
    const QFontMetrics metrics(Theme::instance().font(TypeRole::Body)), headMetrics(headFont);
    for (int column = 0; column < model()->columnCount(); ++column) {
        int width =
            headMetrics.horizontalAdvance(model()->headerData(column, Qt::Horizontal).toString());
        for (int row = 0; row < rows; ++row)
            width = std::max(
                width, metrics.horizontalAdvance(model()->index(row, column).data().toString()));
        horizontalHeader()->setSectionResizeMode(column, column == wide ? QHeaderView::Stretch : QHeaderView::Interactive);
        if (column != wide)
            setColumnWidth(column, std::min(width + 32, most));
    }
}

void TableView::keyPressEvent(QKeyEvent *event) {
    if (!event->matches(QKeySequence::Copy) || !selectionModel()) {
        QTableView::keyPressEvent(event);
        return;
    }
    QStringList lines;
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (int column = 0; column < model()->columnCount(); ++column)
            if (!isColumnHidden(column))
                cells << model()->index(row.row(), column).data().toString();
        lines << cells.join(QLatin1Char('\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace audience::ui
