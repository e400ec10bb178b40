#include "ui/data/grid_view.h"

#include "ui/data/grid_header.h"
#include "ui/kit/in_order.h"
#include "ui/kit/table_model.h"
#include "ui/kit/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>

namespace audience::ui {

namespace {

constexpr int kPadding = 10, kMostWide = 320, kFittedRows = 60, kFittedColumns = 200;

// One line of plain text, the current row tinted, the current cell framed, what was looked for marked.
class GridDelegate final : public QStyledItemDelegate {
public:
    GridDelegate(const GridView *grid, QObject *parent) : QStyledItemDelegate(parent), m_grid(grid) {
        takeFonts();
        connect(&Theme::instance(), &Theme::changed, this, &GridDelegate::takeFonts);
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        const QRect &cell = option.rect;
        const QModelIndex current = m_grid->currentIndex();
        const bool isSelected = option.state & QStyle::State_Selected;
        if (isSelected || index.row() == current.row())
            painter->fillRect(cell, tokens().accentSoft);
        painter->setPen(tokens().border);
        painter->drawLine(cell.bottomLeft(), cell.bottomRight());
        const QRect box = cell.adjusted(kPadding, 0, -kPadding, -1);
        QString text = inOrder(index.data().toString().left(400).simplified());
        const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
        QColor ink = index.data(TableModel::QuietRole).toBool() ? tokens().secondary : tokens().text;
        if (text.isEmpty() && index.data(TableModel::EmptyRole).toBool()) {
            text = GridView::tr("empty");
            painter->setFont(m_italic);
            ink = tokens().tertiary;
        } else {
            painter->setFont(m_body);
        }
        const QString shown = painter->fontMetrics().elidedText(text, Qt::ElideRight, box.width());
        if (!m_grid->needle().isEmpty())
            mark(painter, box, shown, alignment);
        painter->setPen(ink);
        painter->drawText(box, int(alignment), shown);
        if (index == current && m_grid->hasFocus()) {
            painter->setPen(tokens().accent);
            painter->setBrush(Qt::NoBrush);
            painter->drawRect(cell.adjusted(0, 0, -1, -1));
        }
    }

private:
    void mark(QPainter *painter, const QRect &box, const QString &text, Qt::Alignment alignment) const {
        const auto at = text.indexOf(m_grid->needle(), 0, Qt::CaseInsensitive);
        if (at < 0)
            return;
        const QFontMetrics metrics = painter->fontMetrics();
        const int start = (alignment & Qt::AlignRight) ? box.right() + 1 - metrics.horizontalAdvance(text) : box.left();
        const QRect found(start + metrics.horizontalAdvance(text.left(at)), box.center().y() - 9, metrics.horizontalAdvance(text.mid(at, m_grid->needle().size())), 19);
        painter->fillRect(found, tokens().warningSoft);
        painter->fillRect(QRect(found.left(), found.bottom(), found.width(), 2), tokens().warning);
    }
    void takeFonts() {
        m_body = m_italic = Theme::instance().font(TypeRole::Body);
        m_italic.setItalic(true);
    }
    const GridView *m_grid;
    QFont m_body, m_italic; // making one costs more than painting a cell
};

void dress(QTableView *view) {
    view->setShowGrid(false);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setWordWrap(false);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setTabKeyNavigation(false);
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view->setSelectionBehavior(QAbstractItemView::SelectItems);
    view->verticalHeader()->hide();
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view->verticalHeader()->setDefaultSectionSize(space::kRow);
    view->setCornerButtonEnabled(false);
}

} // namespace

GridView::GridView(const QString &objectName, const QString &accessibleName, QWidget *parent) : QTableView(parent) {
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    m_head = new GridHeader(this);
    setHorizontalHeader(m_head);
    dress(this);
    setItemDelegate(new GridDelegate(this, this));
    setFocusPolicy(Qt::StrongFocus);
    // Choosing a whole column by its head would hide what a click on it does: sort.
    disconnect(m_head, &QHeaderView::sectionPressed, this, nullptr);
    disconnect(m_head, &QHeaderView::sectionEntered, this, nullptr);
    m_pinned = new QTableView(this);
    m_pinned->setObjectName(objectName + QStringLiteral("Pinned"));
    m_pinnedHead = new GridHeader(m_pinned);
    m_pinned->setHorizontalHeader(m_pinnedHead);
    dress(m_pinned);
    m_pinned->setItemDelegate(new GridDelegate(this, this));
    m_pinned->setFocusPolicy(Qt::NoFocus);
    m_pinned->setFocusProxy(this);
    m_pinned->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pinned->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pinned->setContextMenuPolicy(Qt::NoContextMenu);
    m_pinnedHead->setSectionsMovable(false);
    disconnect(m_pinnedHead, &QHeaderView::sectionPressed, m_pinned, nullptr);
    disconnect(m_pinnedHead, &QHeaderView::sectionEntered, m_pinned, nullptr);
    m_pinned->hide();
    connect(m_pinned->verticalScrollBar(), &QScrollBar::valueChanged, verticalScrollBar(), &QScrollBar::setValue);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, m_pinned->verticalScrollBar(), &QScrollBar::setValue);
    connect(m_head, &QHeaderView::sectionResized, this, &GridView::placePinned);
    connect(m_head, &QHeaderView::sectionMoved, this, &GridView::placePinned);
    connect(m_pinnedHead, &QHeaderView::sectionResized, this, [this](int section, int, int size) {
        if (m_pinned->isVisible() && size > 0)
            m_head->resizeSection(section, size);
    });
}

void GridView::setModel(QAbstractItemModel *model) {
    QTableView::setModel(model);
    m_pinned->setModel(model);
    m_pinned->setSelectionModel(selectionModel());
}

void GridView::setPinned(int count) {
    m_pinnedCount = model() ? qBound(0, count, model()->columnCount()) : 0;
    placePinned();
}

int GridView::pinnedWidth() const {
    int width = 0;
    for (int visual = 0; visual < m_pinnedCount; ++visual)
        width += m_head->sectionSize(m_head->logicalIndex(visual));
    return width;
}

void GridView::placePinned() {
    if (!m_pinned || !model())
        return;
    m_pinned->setVisible(m_pinnedCount > 0);
    if (m_pinnedCount == 0)
        return;
    const QSignalBlocker quiet(m_pinnedHead);
    for (int section = 0; section < m_head->count(); ++section) {
        const bool isPinned = m_head->visualIndex(section) < m_pinnedCount && !m_head->isSectionHidden(section);
        if (m_pinnedHead->isSectionHidden(section) == isPinned)
            m_pinnedHead->setSectionHidden(section, !isPinned);
        if (isPinned && m_pinnedHead->sectionSize(section) != m_head->sectionSize(section))
            m_pinnedHead->resizeSection(section, m_head->sectionSize(section));
    }
    for (int visual = 0; visual < m_pinnedCount; ++visual)
        m_pinnedHead->moveSection(m_pinnedHead->visualIndex(m_head->logicalIndex(visual)), visual);
    m_pinned->setGeometry(frameWidth(), frameWidth(), pinnedWidth(), viewport()->height() + m_head->height());
    m_pinned->verticalScrollBar()->setValue(verticalScrollBar()->value());
    m_pinned->raise();
}

void GridView::setNeedle(const QString &words) {
    m_needle = words;
    viewport()->update();
    m_pinned->viewport()->update();
}

void GridView::fitColumn(int column) {
    QStringList texts;
    const int first = qMax(0, rowAt(0));
    for (int row = first; row < qMin(first + kFittedRows, model()->rowCount()); ++row)
        texts << model()->index(row, column).data().toString().left(120);
    fitColumn(column, texts);
}

// Nearly all of the values fit; the one that is far longer than the others does not widen the column.
void GridView::fitColumn(int column, const QStringList &texts) {
    QFont headFont = Theme::instance().font(TypeRole::Secondary);
    headFont.setWeight(QFont::Medium);
    const int head = QFontMetrics(headFont).horizontalAdvance(model()->headerData(column, Qt::Horizontal).toString().left(60)) + 26;
    const QFontMetrics metrics(Theme::instance().font(TypeRole::Body));
    std::vector<int> widths;
    for (const QString &text : texts)
        widths.push_back(metrics.horizontalAdvance(text.simplified()));
    std::sort(widths.begin(), widths.end());
    const int values = widths.empty() ? 0 : widths[widths.size() - 1 - widths.size() / 40];
    m_head->resizeSection(column, qBound(64, qMax(head, values) + 2 * kPadding + 2, kMostWide));
}

void GridView::fitColumns() {
    int fitted = 0;
    for (int visual = 0; visual < m_head->count() && fitted < kFittedColumns; ++visual)
        if (const int column = m_head->logicalIndex(visual); !isColumnHidden(column)) {
            fitColumn(column);
            ++fitted;
        }
}

void GridView::showColumn(int column) {
    if (column < 0 || !model() || column >= model()->columnCount())
        return;
    setColumnHidden(column, false);
    const int row = currentIndex().isValid() ? currentIndex().row() : qMax(0, rowAt(0));
    if (model()->rowCount() > 0)
        scrollTo(model()->index(row, column));
    else
        horizontalScrollBar()->setValue(m_head->sectionPosition(column));
}

// The columns under the pinned ones are in sight only beside them.
void GridView::scrollTo(const QModelIndex &index, ScrollHint hint) {
    QTableView::scrollTo(index, hint);
    if (m_pinnedCount == 0 || !index.isValid() || m_head->visualIndex(index.column()) < m_pinnedCount)
        return;
    const int hidden = pinnedWidth() - columnViewportPosition(index.column());
    if (hidden > 0)
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - hidden);
}

void GridView::updateGeometries() {
    QTableView::updateGeometries();
    placePinned();
}

void GridView::resizeEvent(QResizeEvent *event) {
    QTableView::resizeEvent(event);
    placePinned();
}

void GridView::currentChanged(const QModelIndex &now, const QModelIndex &before) {
    QTableView::currentChanged(now, before);
    if (now.row() == before.row())
        return;
    // The tint of the row follows.
    viewport()->update();
    m_pinned->viewport()->update();
}

GridSelection GridView::selectedCells() const {
    GridSelection cells;
    if (selectionModel())
        for (const QItemSelectionRange &range : selectionModel()->selection())
            cells.ranges.push_back({range.top(), range.bottom(), range.left(), range.right()});
    return cells;
}

void GridView::keyPressEvent(QKeyEvent *event) {
    const int column = currentIndex().column(), row = currentIndex().row();
    const auto with = event->modifiers() & ~Qt::KeypadModifier;
    if (event->matches(QKeySequence::Copy))
        return Q_EMIT copyWanted(false);
    if (event->key() == Qt::Key_C && with == (Qt::ControlModifier | Qt::ShiftModifier))
        return Q_EMIT copyWanted(true);
    if (column >= 0 && with == (Qt::ControlModifier | Qt::ShiftModifier) && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right))
        return Q_EMIT moveWanted(column, event->key() == Qt::Key_Left ? -1 : 1);
    if (column >= 0 && event->key() == Qt::Key_Down && with == Qt::AltModifier)
        return Q_EMIT filterWanted(column);
    if (row >= 0 && with == Qt::NoModifier && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space))
        return Q_EMIT rowWanted(row);
    if (model() && model()->rowCount() > 0 && with == Qt::ControlModifier && (event->key() == Qt::Key_Home || event->key() == Qt::Key_End))
        return setCurrentIndex(model()->index(event->key() == Qt::Key_Home ? 0 : model()->rowCount() - 1, qMax(0, column)));
    QTableView::keyPressEvent(event);
}

} // namespace audience::ui
