#include "ui/kit/flow_layout.h"

#include <QStyle>
#include <QWidget>

namespace audience::ui {

FlowLayout::FlowLayout(QWidget *parent, int spacing, int lineSpacing) : QLayout(parent), m_lineSpacing(lineSpacing < 0 ? spacing : lineSpacing) {
    setSpacing(spacing);
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() {
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item) {
    const bool hasTail = !m_items.isEmpty() && isTail(m_items.size() - 1);
    m_items.insert(m_items.size() - (hasTail ? 1 : 0), item);
}

void FlowLayout::setTail(QWidget *tail) {
    addWidget(tail);
    m_tail = tail;
    invalidate();
}

void FlowLayout::setFilling(int most) {
    m_most = most;
    invalidate();
}

QSize FlowLayout::sizeOf(const QLayoutItem *item, int width) const {
    const QSize wanted = item->sizeHint();
    if (m_most > 0) {
        int widest = 1;
        for (const QLayoutItem *one : m_items)
            widest = one->isEmpty() ? widest : qMax(widest, one->sizeHint().width());
        const int inLine = qMax(1, (width + spacing()) / (widest + spacing()));
        return {qMax(qMin(widest, width), qMin(m_most, (width - (inLine - 1) * spacing()) / inLine)), wanted.height()};
    }
    if (wanted.width() <= width)
        return wanted;
    return {width, item->hasHeightForWidth() ? item->heightForWidth(width) : wanted.height()};
}

QLayoutItem *FlowLayout::takeAt(int index) {
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

void FlowLayout::insertWidget(int index, QWidget *widget) {
    addWidget(widget);
    const bool hasTail = isTail(m_items.size() - 1);
    m_items.move(m_items.size() - (hasTail ? 2 : 1), index);
    invalidate();
}

QSize FlowLayout::sizeHint() const {
    int width = 0, height = 0;
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        width += item->sizeHint().width() + spacing();
        height = qMax(height, item->sizeHint().height());
    }
    return {qMax(0, width - spacing()), height};
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size;
}

void FlowLayout::setGeometry(const QRect &rect) {
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect &rect, bool apply) const {
    int y = rect.y();
    for (int first = 0; first < m_items.size();) {
        int last = first, wide = 0, tall = 0;
        while (last < m_items.size()) {
            if (m_items[last]->isEmpty()) { // hidden: no place and no gap
                ++last;
                continue;
            }
            const QSize size = sizeOf(m_items[last], rect.width());
            if (wide > 0 && wide + size.width() > rect.width())
                break;
            wide += size.width() + spacing();
            tall = qMax(tall, size.height());
            ++last;
        }
        int x = rect.x();
        for (int i = first; i < last; ++i) {
            if (m_items[i]->isEmpty())
                continue;
            const QSize size = sizeOf(m_items[i], rect.width());
            const int free = tall - size.height();
            const int above = m_items[i]->alignment() & Qt::AlignBottom ? free : free / 2;
            if (isTail(i))
                x = rect.x() + rect.width() - size.width();
            if (apply)
                m_items[i]->setGeometry(QStyle::visualRect(parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight, rect,
                                                           QRect(x, y + above, size.width(), size.height())));
            x += size.width() + spacing();
        }
        y += tall + (last < m_items.size() ? m_lineSpacing : 0);
        first = last;
    }
    return y - rect.y();
}

} // namespace audience::ui
