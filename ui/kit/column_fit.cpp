#include "ui/kit/column_fit.h"

#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"

#include <QEvent>
#include <QHeaderView>

#include <algorithm>

namespace audience::ui {

static constexpr int kRowsLookedAt = 60, kLeast = 56, kMost = 260, kLeastGrown = 110, kDrawing = 76;

ColumnFit::ColumnFit(TableView *view) : QObject(view), m_view(view) {
    view->horizontalHeader()->setStretchLastSection(false);
    view->viewport()->installEventFilter(this);
}

int ColumnFit::need(int column) const {
    const QAbstractItemModel *model = m_view->model();
    QFont head = Theme::instance().font(TypeRole::Secondary);
    head.setWeight(QFont::Medium);
    const QFontMetrics small(head), metrics(Theme::instance().font(TypeRole::Body));
    int width = small.horizontalAdvance(model->headerData(column, Qt::Horizontal).toString()) + 24;
    if (m_view->itemDelegateForColumn(column)) // a drawing, no words
        return std::max(width, Theme::instance().pixels(kDrawing));
    for (int row = 0; row < std::min(model->rowCount(), kRowsLookedAt); ++row) {
        const QModelIndex index = model->index(row, column);
        const QString text = index.data().toString().left(80);
        const bool isChip = index.data(TableModel::ToneRole).isValid();
        width = std::max(width, isChip ? small.horizontalAdvance(text) + 40 : metrics.horizontalAdvance(text) + 26);
    }
    return std::clamp(width, kLeast, kMost);
}

void ColumnFit::fit(const QVector<int> &grow, const QVector<int> &mayGo, const QVector<int> &hidden) {
    m_grow = grow;
    m_mayGo = mayGo;
    m_hidden = hidden;
    m_needs.clear();
    for (int column = 0; column < m_view->model()->columnCount(); ++column)
        m_needs.append(need(column));
    arrange();
}

void ColumnFit::arrange() {
    m_width = m_view->viewport()->width();
    QVector<int> widths = m_needs;
    int sum = 0;
    for (int column = 0; column < widths.size(); ++column)
        sum += m_hidden.contains(column) ? 0 : widths[column];
    QVector<int> gone = m_hidden;
    for (const int column : std::as_const(m_mayGo))
        if (sum > m_width && column < widths.size() && !gone.contains(column)) {
            sum -= widths[column];
            gone.append(column);
        }
    int sharing = 0;
    for (const int column : std::as_const(m_grow))
        sharing += !gone.contains(column);
    for (const int column : std::as_const(m_grow)) {
        if (gone.contains(column) || sharing == 0)
            continue;
        const int wide = std::max(widths[column] + (m_width - sum) / sharing, std::min(widths[column], kLeastGrown));
        sum += wide - widths[column];
        widths[column] = wide;
        --sharing;
    }
    for (int column = 0; column < widths.size(); ++column) {
        m_view->setColumnHidden(column, gone.contains(column));
        if (!gone.contains(column)) {
            m_view->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Interactive);
            m_view->setColumnWidth(column, widths[column]);
        }
    }
}

bool ColumnFit::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::Resize && !m_needs.isEmpty() && m_view->viewport()->width() != m_width)
        arrange();
    return QObject::eventFilter(watched, event);
}

} // namespace audience::ui
