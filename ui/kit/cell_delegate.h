// Paints the cells of a table: text, figures, state chips, "empty" where there is nothing.
#pragma once

#include <QStyledItemDelegate>

namespace audience::ui {

class CellDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace audience::ui
