#include "ui/kit/cell_delegate.h"

#include "ui/kit/figures.h"
#include "ui/kit/in_order.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHeaderView>
#include <QPainter>

namespace audience::ui {

static constexpr int kPadding = 10;

static std::pair<QColor, QColor> chipColours(Tone tone) {
    const Tokens &t = tokens();
    switch (tone) {
    case Tone::Neutral: return {t.inset, t.secondary};
    case Tone::Accent: return {t.accentSoft, t.accent};
    case Tone::Good: return {t.goodSoft, t.good};
    case Tone::Warning: return {t.warningSoft, t.warning};
    case Tone::Bad: return {t.badSoft, t.bad};
    }
    return {t.inset, t.secondary};
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    painter->save();
    const QRect &cell = option.rect;
    const bool isSelected = option.state & QStyle::State_Selected;
    const auto *view = qobject_cast<const TableView *>(option.widget);
    if (isSelected || (view && view->hoveredRow() == index.row()))
        painter->fillRect(cell, isSelected ? tokens().accentSoft : tokens().inset);
    painter->setPen(tokens().border);
    painter->drawLine(cell.bottomLeft(), cell.bottomRight());
    // The row with the keyboard has a line along its leading edge.
    if (isSelected && view && view->hasFocus() && view->currentIndex().row() == index.row() && view->horizontalHeader()->visualIndex(index.column()) == view->firstShownSection())
        painter->fillRect(QStyle::visualRect(option.direction, cell, QRect(cell.left(), cell.top(), 3, cell.height() - 1)), tokens().accent);
    // In a narrow column the words come before the air around them.
    const int padding = cell.width() < 60 ? 4 : kPadding;
    const QRect box = cell.adjusted(padding, 0, -padding, -1);
    QString text = index.data().toString();
    // A cell shows one line; a name of ten thousand characters must not cost more than it shows.
    text = inOrder(text.left(400).simplified());
    const Qt::Alignment own(index.data(Qt::TextAlignmentRole).toInt());
    const Qt::Alignment alignment = QStyle::visualAlignment(option.direction, own & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter;
    const QVariant tone = index.data(TableModel::ToneRole);
    if (tone.isValid() && !text.isEmpty()) {
        QFont small = Theme::instance().font(TypeRole::Secondary);
        small.setWeight(QFont::Medium);
        painter->setFont(small);
        const auto [back, ink] = chipColours(static_cast<Tone>(tone.toInt()));
        const int wide = qMin(box.width(), painter->fontMetrics().horizontalAdvance(text) + 16);
        const int tall = painter->fontMetrics().height() + 5;
        const QRect chip = QStyle::visualRect(option.direction, box, QRect(box.left() - 2, box.center().y() - tall / 2 + 1, wide, tall));
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(back);
        painter->drawRoundedRect(chip, tall / 2.0, tall / 2.0);
        painter->setPen(ink);
        painter->drawText(chip, Qt::AlignCenter, painter->fontMetrics().elidedText(text, Qt::ElideRight, wide - 12));
        painter->restore();
        return;
    }
    QFont font = Theme::instance().font(TypeRole::Body);
    QColor ink = index.data(TableModel::QuietRole).toBool() ? tokens().secondary : tokens().text;
    if (text.isEmpty() && index.data(TableModel::EmptyRole).toBool()) {
        text = tr("empty");
        font.setItalic(true);
        ink = tokens().tertiary;
    }
    painter->setFont(font);
    painter->setPen(ink);
    if (own & Qt::AlignRight)
        drawFigures(painter, box, alignment, text);
    else
        painter->drawText(box, int(alignment), painter->fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
    painter->restore();
}

} // namespace audience::ui
