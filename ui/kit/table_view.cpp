#include "ui/kit/table_view.h"

#include "ui/kit/cell_delegate.h"
#include "ui/kit/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

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
    verticalHeader()->setDefaultSectionSize(Theme::instance().rowHeight());
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setMinimumSectionSize(48);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAlternatingRowColors(false);
    setSortingEnabled(false);
    connect(this, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) { Q_EMIT rowOpened(index.row()); });
    connect(&Theme::instance(), &Theme::changed, this, [this] { verticalHeader()->setDefaultSectionSize(Theme::instance().rowHeight()); });
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

int TableView::firstShownSection() const {
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual)
        if (!isColumnHidden(horizontalHeader()->logicalIndex(visual)))
            return visual;
    return -1;
}

QString TableView::chosenText(bool withHeader) const {
    if (!model() || !selectionModel())
        return {};
    QVector<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual)
        if (const int column = horizontalHeader()->logicalIndex(visual); !isColumnHidden(column))
            columns.append(column);
    QStringList lines, head;
    for (const int column : std::as_const(columns))
        head << model()->headerData(column, Qt::Horizontal).toString();
    if (withHeader)
        lines << head.join(QLatin1Char('\t'));
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (const int column : std::as_const(columns))
            cells << model()->index(row.row(), column).data().toString();
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

void TableView::keyPressEvent(QKeyEvent *event) {
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(chosenText(false));
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid() && event->modifiers() == Qt::NoModifier)
        Q_EMIT rowOpened(currentIndex().row());
    QTableView::keyPressEvent(event);
}

void TableView::contextMenuEvent(QContextMenuEvent *event) {
    if (!selectionModel() || !selectionModel()->hasSelection() || contextMenuPolicy() != Qt::DefaultContextMenu)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(tr("Copy"));
    copy->setShortcut(QKeySequence::Copy);
    connect(copy, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(chosenText(false)); });
    connect(menu->addAction(tr("Copy with column names")), &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(chosenText(true)); });
    menu->popup(event->globalPos());
}

void TableView::setHovered(int row) {
    if (row == m_hovered)
        return;
    for (const int changed : {m_hovered, row})
        if (changed >= 0)
            viewport()->update(0, rowViewportPosition(changed), viewport()->width(), rowHeight(changed));
    m_hovered = row;
}

bool TableView::viewportEvent(QEvent *event) {
    if (event->type() == QEvent::MouseMove)
        setHovered(rowAt(static_cast<QMouseEvent *>(event)->pos().y()));
    else if (event->type() == QEvent::Leave || event->type() == QEvent::Wheel)
        setHovered(-1);
    return QTableView::viewportEvent(event);
}

} // namespace audience::ui
