#include "ui/kit/cell_delegate.h"

#include "ui/kit/table_model.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

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
    if (option.state & QStyle::State_Selected)
        painter->fillRect(cell, tokens().accentSoft);
    painter->setPen(tokens().border);
    painter->drawLine(cell.bottomLeft(), cell.bottomRight());
    const QRect box = cell.adjusted(kPadding, 0, -kPadding, -1);
    QString text = index.data().toString();
    // A cell shows one line; a name of ten thousand characters must not cost more than it shows.
    text = text.left(400).simplified();
    const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    const QVariant tone = index.data(TableModel::ToneRole);
    if (tone.isValid() && !text.isEmpty()) {
        QFont small = Theme::instance().font(TypeRole::Secondary);
        small.setWeight(QFont::Medium);
        painter->setFont(small);
        const auto [back, ink] = chipColours(static_cast<Tone>(tone.toInt()));
        const int wide = qMin(box.width(), painter->fontMetrics().horizontalAdvance(text) + 16);
        const QRect chip(box.left() - 2, box.center().y() - 9, wide, 20);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(back);
        painter->drawRoundedRect(chip, 10, 10);
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
    painter->drawText(box, int(alignment), painter->fontMetrics().elidedText(text, Qt::ElideRight, box.width()));
    painter->restore();
}

} // namespace audience::ui
