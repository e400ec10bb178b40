#include "ui/segments/suggested_list.h"

#include "ui/kit/icon.h"
#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

namespace audience::ui {

SuggestedList::SuggestedList(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("suggestedGroups"));
    setAccessibleName(tr("Suggested from your data"));
    installPaintedItems();
    setProperty("ownFocus", true);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    hide();
}

void SuggestedList::setGroups(const QVector<std::pair<QString, qint64>> &groups) {
    m_groups = groups;
    m_current = qBound(0, m_current, qMax(0, int(groups.size()) - 1));
    m_hovered = -1;
    setVisible(!groups.isEmpty());
    updateGeometry();
    update();
}

void SuggestedList::setChosen(int group) {
    m_chosen = group;
    update();
}

int SuggestedList::headHeight() const {
    return Theme::instance().pixels(34);
}

QSize SuggestedList::sizeHint() const {
    return {180, headHeight() + int(m_groups.size()) * Theme::instance().pixels(34) + space::kSmall};
}

QString SuggestedList::itemName(int item) const {
    const auto group = m_groups.value(item);
    return group.second < 0 ? group.first : tr("%1, %2 people").arg(group.first, formatNumber(group.second));
}

QRect SuggestedList::itemRect(int item) const {
    const int tall = Theme::instance().pixels(34);
    return {space::kSmall, headHeight() + item * tall + 1, width() - 2 * space::kSmall, tall - 2};
}

void SuggestedList::activateItem(int item) {
    if (item >= 0 && item < m_groups.size())
        Q_EMIT opened(item);
}

void SuggestedList::paintEvent(QPaintEvent *) {
    const Tokens &t = tokens();
    QPainter painter(this);
    painter.fillRect(rect(), t.surface);
    painter.setRenderHint(QPainter::Antialiasing);
    const int leading = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter);
    const int trailing = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight) | Qt::AlignVCenter);
    const auto mirrored = [&](const QRect &part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    painter.setPen(t.tertiary);
    const QRect head(space::kPage, 0, width() - 2 * space::kPage, headHeight());
    painter.drawText(mirrored(head), leading, painter.fontMetrics().elidedText(tr("Suggested from your data"), Qt::ElideRight, head.width()));
    for (int i = 0; i < m_groups.size(); ++i) {
        const QRect box = itemRect(i);
        const bool isCurrent = hasFocus() && i == m_current, isChosen = i == m_chosen;
        if (isChosen || i == m_hovered) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(isChosen ? t.accentSoft : t.inset);
            painter.drawRoundedRect(box, 6, 6);
        }
        if (isCurrent) {
            painter.setPen(t.accent);
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        const QRect line = box.adjusted(10, 0, -10, 0);
        icon(QStringLiteral("sparkles"), isChosen ? t.accent : t.tertiary).paint(&painter, mirrored(QRect(line.left(), line.center().y() - 6, 14, 14)));
        painter.setFont(Theme::instance().font(TypeRole::Secondary));
        const QString figure = m_groups[i].second < 0 ? QString() : formatNumber(m_groups[i].second);
        const int wide = painter.fontMetrics().horizontalAdvance(figure) + space::kSmall;
        painter.setPen(t.tertiary);
        painter.drawText(mirrored(line), trailing, figure);
        painter.setFont(Theme::instance().font(TypeRole::Body));
        painter.setPen(isChosen ? t.accent : t.secondary);
        const QRect words = line.adjusted(22, 0, -wide, 0);
        painter.drawText(mirrored(words), leading, painter.fontMetrics().elidedText(inOrder(m_groups[i].first), Qt::ElideRight, words.width()));
    }
}

int SuggestedList::rowAt(const QPoint &at) const {
    for (int i = 0; i < m_groups.size(); ++i)
        if (itemRect(i).contains(at))
            return i;
    return -1;
}

void SuggestedList::mousePressEvent(QMouseEvent *event) {
    if (event->button() == Qt::LeftButton)
        activateItem(rowAt(event->pos()));
}

void SuggestedList::mouseMoveEvent(QMouseEvent *event) {
    m_hovered = rowAt(event->pos());
    setToolTip(m_hovered < 0 ? QString() : itemName(m_hovered));
    if (m_hovered < 0)
        unsetCursor();
    else
        setCursor(Qt::PointingHandCursor);
    update();
}

void SuggestedList::leaveEvent(QEvent *) {
    m_hovered = -1;
    update();
}

void SuggestedList::keyPressEvent(QKeyEvent *event) {
    switch (event->key()) {
    case Qt::Key_Down: m_current = qMin(int(m_groups.size()) - 1, m_current + 1); break;
    case Qt::Key_Up: m_current = qMax(0, m_current - 1); break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: activateItem(m_current); return;
    default: QWidget::keyPressEvent(event); return;
    }
    announceItem(this, m_current);
    update();
}

void SuggestedList::focusInEvent(QFocusEvent *event) {
    QWidget::focusInEvent(event);
    update();
}

void SuggestedList::focusOutEvent(QFocusEvent *event) {
    QWidget::focusOutEvent(event);
    update();
}

} // namespace audience::ui
