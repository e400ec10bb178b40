#include "ui/shell/palette_model.h"

#include "ui/kit/icon.h"
#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"

#include <QPainter>
#include <QTextLayout>

namespace audience::ui {

void PaletteModel::setEntries(const QList<RankedEntry> &entries) {
    beginResetModel();
    m_entries = entries;
    m_rows.clear();
    for (int i = 0; i < m_entries.size(); ++i) {
        if (i == 0 || m_entries[i].entry.hint != m_entries[i - 1].entry.hint)
            m_rows.append({m_entries[i].entry.hint, -1});
        m_rows.append({{}, i});
    }
    endResetModel();
}

const RankedEntry *PaletteModel::entryAt(int row) const {
    return row >= 0 && row < m_rows.size() && m_rows[row].entry >= 0 ? &m_entries[m_rows[row].entry] : nullptr;
}

int PaletteModel::nextEntry(int row, int step) const {
    for (int next = row + step; next >= 0 && next < m_rows.size(); next += step)
        if (m_rows[next].entry >= 0)
            return next;
    return row;
}

int PaletteModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid())
        return {};
    const Row &row = m_rows[index.row()];
    if (role == HeadingRole)
        return row.entry < 0;
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        if (row.entry < 0)
            return row.heading.left(1).toUpper() + row.heading.mid(1);
        const PaletteEntry &entry = m_entries[row.entry].entry;
        return role == Qt::DisplayRole || entry.hint.isEmpty() ? entry.text : tr("%1, %2").arg(entry.text, entry.hint);
    }
    if (role == KeysRole && row.entry >= 0)
        return m_entries[row.entry].entry.keys;
    return {};
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    return m_rows[index.row()].entry >= 0 ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::ItemNeverHasChildren;
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const {
    return {100, index.data(PaletteModel::HeadingRole).toBool() ? (index.row() == 0 ? 26 : 32) : 32};
}

// Keys in a box at the trailing end; gives the room they take.
static int paintKeys(QPainter *painter, const QRect &area, const QString &keys, Qt::LayoutDirection direction) {
    if (keys.isEmpty())
        return 0;
    painter->setFont(Theme::instance().font(TypeRole::Secondary));
    const int width = painter->fontMetrics().horizontalAdvance(keys) + 12;
    const QRect box = QStyle::alignedRect(direction, Qt::AlignRight | Qt::AlignVCenter, QSize(width, 18), area);
    painter->setPen(tokens().strongBorder);
    painter->setBrush(tokens().surface);
    painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter->setPen(tokens().secondary);
    painter->drawText(box, Qt::AlignCenter, keys);
    return width + 12;
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    const auto *model = qobject_cast<const PaletteModel *>(index.model());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const RankedEntry *ranked = model ? model->entryAt(index.row()) : nullptr;
    if (!ranked) {
        painter->setFont(Theme::instance().font(TypeRole::Secondary));
        painter->setPen(tokens().secondary);
        painter->drawText(option.rect.adjusted(10, 0, -10, -5), Qt::AlignBottom | Qt::AlignLeading, index.data().toString());
        return painter->restore();
    }
    if (option.state & QStyle::State_Selected) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens().accentSoft);
        painter->drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 6, 6);
    }
    QRect area = option.rect.adjusted(10, 0, -10, 0);
    const bool isLeft = option.direction == Qt::LeftToRight;
    const QRect iconArea = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter, QSize(16, 16), area);
    if (!ranked->entry.icon.isEmpty())
        painter->drawPixmap(iconArea, iconPixmap(ranked->entry.icon, tokens().secondary, 16, painter->device()->devicePixelRatioF()));
    area.adjust(isLeft ? 26 : 0, 0, isLeft ? 0 : -26, 0);
    const int taken = paintKeys(painter, area, ranked->entry.keys, option.direction);
    area.adjust(isLeft ? 0 : taken, 0, isLeft ? -taken : 0, 0);
    const QFont font = Theme::instance().font(TypeRole::Body);
    const QString text = QFontMetrics(font).elidedText(inOrder(ranked->entry.text.left(500).simplified()), Qt::ElideRight, area.width());
    QTextLayout layout(text, font);
    QList<QTextLayout::FormatRange> formats;
    QTextCharFormat marked;
    marked.setForeground(tokens().accent);
    marked.setFontWeight(QFont::DemiBold);
    for (const auto &[begin, length] : ranked->match.marks)
        if (begin < text.size())
            formats.append({begin, qMin<int>(length, int(text.size()) - begin), marked});
    layout.setFormats(formats);
    layout.setTextOption(QTextOption(Qt::AlignLeading | Qt::AlignVCenter));
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(area.width());
    layout.endLayout();
    painter->setPen(tokens().text);
    layout.draw(painter, QPointF(area.left(), area.center().y() - line.height() / 2 + 0.5));
    painter->restore();
}

} // namespace audience::ui
