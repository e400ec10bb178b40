#include "ui/kit/table_view.h"

#include "ui/kit/cell_delegate.h"
#include "ui/kit/in_order.h"
#include "ui/kit/page.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMetaMethod>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace audience::ui {

TableView::TableView(const QString &objectName, const QString &accessibleName, QWidget *parent)
    : QTableView(parent), m_copy(this) {
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

void TableView::setModel(QAbstractItemModel *model) {
    if (this->model())
        disconnect(this->model(), nullptr, viewport(), nullptr);
    QTableView::setModel(model);
    if (auto *table = qobject_cast<TableModel *>(model)) {
        connect(table, &TableModel::failed, viewport(), [this](const QString &problem) {
            setAccessibleDescription(problem);
            viewport()->update();
        });
        connect(table, &TableModel::modelReset, viewport(), [this] { setAccessibleDescription({}); });
    }
}

void TableView::fitColumns(int most, int wide) {
    if (!model())
        return;
    // Words are measured as far as they could show, and of very many columns fewer rows.
    constexpr int kMostMeasured = 3'000, kFewest = 1;
    const int rows = std::min({model()->rowCount(), 60, std::max(kFewest, kMostMeasured / std::max(1, model()->columnCount()))});
    const int letters = most / 3;
    horizontalHeader()->setStretchLastSection(wide < 0);
    QFont headFont = Theme::instance().font(TypeRole::Secondary);
    headFont.setWeight(QFont::Medium);
    const QFontMetrics metrics(Theme::instance().font(TypeRole::Body)), headMetrics(headFont);
    // A header that is seen finds out where all the others stand with each that changes: with thousands that takes long.
    horizontalHeader()->setUpdatesEnabled(false);
    for (int column = 0; column < model()->columnCount(); ++column) {
        int width =
            headMetrics.horizontalAdvance(model()->headerData(column, Qt::Horizontal).toString().left(letters));
        for (int row = 0; row < rows; ++row)
            width = std::max(
                width, metrics.horizontalAdvance(model()->index(row, column).data().toString().left(letters)));
        horizontalHeader()->setSectionResizeMode(column, column == wide ? QHeaderView::Stretch : QHeaderView::Interactive);
        if (column != wide)
            setColumnWidth(column, std::min(width + 32, most));
    }
    horizontalHeader()->setUpdatesEnabled(true);
}

int TableView::firstShownSection() const {
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual)
        if (!isColumnHidden(horizontalHeader()->logicalIndex(visual)))
            return visual;
    return -1;
}

void TableView::copyChosen(bool withHeader) {
    const auto *table = qobject_cast<TableModel *>(model());
    if (!table || !selectionModel() || !selectionModel()->hasSelection())
        return;
    QVector<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual)
        if (const int column = horizontalHeader()->logicalIndex(visual); !isColumnHidden(column))
            columns.append(column);
    QVector<std::pair<int, int>> ranges;
    qint64 wanted = 0;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        ranges.append({range.top(), range.bottom()});
        wanted += range.height();
    }
    std::sort(ranges.begin(), ranges.end());
    m_isCopying = true;
    m_copy.request(table->copier(ranges, columns, withHeader), [this, wanted](Result<TableModel::Text> text) {
        m_isCopying = false;
        if (!text)
            return say(sentence(text.error()));
        QGuiApplication::clipboard()->setText(text->text);
        say(text->rows == wanted ? tr("%Ln rows copied.", nullptr, int(text->rows))
                                 : tr("Copied the first %1 of %2 rows. Save them as a file to have them all.").arg(formatNumber(text->rows), formatNumber(wanted)));
    });
}

void TableView::say(const QString &words) {
    if (isSignalConnected(QMetaMethod::fromSignal(&TableView::copied)))
        return Q_EMIT copied(words);
    for (QWidget *above = parentWidget(); above; above = above->parentWidget())
        if (auto *page = qobject_cast<Page *>(above))
            return Q_EMIT page->said(words);
}

void TableView::paintEvent(QPaintEvent *event) {
    const auto *table = qobject_cast<TableModel *>(model());
    if (!table || table->problem().isEmpty())
        return QTableView::paintEvent(event);
    QPainter painter(viewport());
    painter.setFont(Theme::instance().font(TypeRole::Body));
    painter.setPen(tokens().secondary);
    painter.drawText(viewport()->rect().adjusted(space::kPage, space::kMedium, -space::kPage, -space::kMedium), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     inOrder(table->problem()));
}

void TableView::keyPressEvent(QKeyEvent *event) {
    if (event->matches(QKeySequence::Copy)) {
        return copyChosen(false);
    }
    // What a click on the name of the column does.
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::AltModifier && currentIndex().isValid() && horizontalHeader()->sectionsClickable())
        return Q_EMIT horizontalHeader()->sectionClicked(currentIndex().column());
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
    connect(copy, &QAction::triggered, this, [this] { copyChosen(false); });
    connect(menu->addAction(tr("Copy with column names")), &QAction::triggered, this, [this] { copyChosen(true); });
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
