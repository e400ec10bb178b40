#include "ui/kit/heat_map.h"

#include "ui/kit/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QTextDocument>
#include <QToolTip>

#include <algorithm>

namespace audience::ui {

static constexpr int kGap = 1, kRow = 20, kMostCell = 34;

HeatMap::HeatMap(const QString &objectName, const QString &accessibleName, QWidget *parent) : QWidget(parent) {
    installPaintedItems();
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownFocus", true);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        measureHead();
        updateGeometry();
        update();
    });
}

void HeatMap::setCells(const QStringList &rows, const QStringList &columns, const QVector<double> &values, Words words) {
    m_rows = rows;
    m_columns = columns;
    m_values = values;
    m_values.resize(rows.size() * columns.size());
    m_words = std::move(words);
    m_highest = m_values.isEmpty() ? 0 : *std::max_element(m_values.begin(), m_values.end());
    m_current = qBound(0, m_current, qMax(0, int(m_values.size()) - 1));
    measureHead();
    updateGeometry();
    update();
}

// Once for all cells: every place of one is asked for at every painting.
void HeatMap::measureHead() {
    const QFontMetrics metrics(Theme::instance().font(TypeRole::Secondary));
    m_head = 12;
    for (const QString &row : m_rows)
        m_head = qMax(m_head, metrics.horizontalAdvance(row) + 12);
}

QSize HeatMap::sizeHint() const {
    return {m_head + int(m_columns.size()) * 17, int(m_rows.size() + 1) * Theme::instance().pixels(kRow) + 4};
}

QSize HeatMap::minimumSizeHint() const {
    return {m_head + int(m_columns.size()) * 9, int(m_rows.size() + 1) * Theme::instance().pixels(16)};
}

QRect HeatMap::itemRect(int item) const {
    if (m_columns.isEmpty() || m_rows.isEmpty())
        return {};
    const int columns = int(m_columns.size()), head = m_head;
    const double wide = qMin<double>(kMostCell, double(width() - head) / columns);
    const double tall = qMin<double>(Theme::instance().pixels(26), double(height()) / double(m_rows.size() + 1));
    const int row = item / columns, column = item % columns;
    const int left = head + int(column * wide), right = head + int((column + 1) * wide);
    const int top = int(row * tall), bottom = int((row + 1) * tall);
    return QStyle::visualRect(layoutDirection(), rect(), QRect(left, top, right - left, bottom - top)).adjusted(kGap, kGap, -kGap, -kGap);
}

int HeatMap::at(const QPoint &point) const {
    for (int item = 0; item < m_values.size(); ++item)
        if (itemRect(item).adjusted(-kGap, -kGap, kGap, kGap).contains(point))
            return item;
    return -1;
}

QString HeatMap::itemName(int item) const {
    if (item < 0 || item >= m_values.size())
        return {};
    const int columns = int(m_columns.size());
    return m_words ? m_words(item / columns, item % columns, m_values[item]) : QString();
}

void HeatMap::activateItem(int item) {
    if (item >= 0 && item < m_values.size())
        Q_EMIT activated(item / int(m_columns.size()), item % int(m_columns.size()));
}

void HeatMap::paintEvent(QPaintEvent *) {
    if (m_values.isEmpty())
        return;
    const Tokens &t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    const int columns = int(m_columns.size()), head = m_head;
    for (int item = 0; item < m_values.size(); ++item) {
        const QRect cell = itemRect(item);
        const double share = m_highest > 0 ? m_values[item] / m_highest : 0;
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.inset);
        painter.drawRoundedRect(cell, 2, 2);
        if (share > 0) {
            QColor ink = t.data[0];
            ink.setAlphaF(float(0.12 + 0.88 * share));
            painter.setBrush(ink);
            painter.drawRoundedRect(cell, 2, 2);
        }
        if (item == m_hovered || (hasFocus() && item == m_current)) {
            painter.setPen(QPen(hasFocus() && item == m_current ? t.text : t.secondary, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(cell, 3, 3);
        }
    }
    painter.setPen(t.secondary);
    const int side = int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter);
    for (int row = 0; row < m_rows.size(); ++row) {
        const QRect cell = itemRect(row * columns);
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), QRect(0, cell.top() - kGap, head - 8, cell.height() + 2 * kGap)), side, m_rows[row]);
    }
    // As many of the names below as have room.
    const QFontMetrics metrics = painter.fontMetrics();
    int widest = 0;
    for (const QString &name : m_columns)
        widest = qMax(widest, metrics.horizontalAdvance(name) + 8);
    const QRect first = itemRect(0), last = itemRect(int(m_values.size()) - 1);
    const int step = qMax(1, (widest + first.width() + 1) / qMax(1, first.width() + 2 * kGap));
    for (int column = 0; column < columns; column += step) {
        const QRect cell = itemRect(column);
        painter.drawText(QRect(cell.center().x() - widest / 2, last.bottom() + 4, widest, metrics.height() + 2), Qt::AlignCenter, m_columns[column]);
    }
}

void HeatMap::mousePressEvent(QMouseEvent *event) {
    if (const int item = at(event->pos()); item >= 0 && event->button() == Qt::LeftButton) {
        m_current = item;
        update();
        activateItem(item);
    }
}

void HeatMap::mouseMoveEvent(QMouseEvent *event) {
    if (const int item = at(event->pos()); item != m_hovered) {
        m_hovered = item;
        if (item >= 0)
            setCursor(Qt::PointingHandCursor);
        else
            unsetCursor();
        update();
    }
}

void HeatMap::leaveEvent(QEvent *) {
    m_hovered = -1;
    update();
}

void HeatMap::keyPressEvent(QKeyEvent *event) {
    const int columns = int(m_columns.size());
    if (m_values.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const int ahead = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    int next = m_current;
    switch (event->key()) {
    case Qt::Key_Right: next += ahead; break;
    case Qt::Key_Left: next -= ahead; break;
    case Qt::Key_Down: next += columns; break;
    case Qt::Key_Up: next -= columns; break;
    case Qt::Key_Home: next -= next % columns; break;
    case Qt::Key_End: next += columns - 1 - next % columns; break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: activateItem(m_current); return;
    default: QWidget::keyPressEvent(event); return;
    }
    const bool staysInRow = event->key() != Qt::Key_Right && event->key() != Qt::Key_Left ? true : next / columns == m_current / columns && next >= 0;
    if (next >= 0 && next < m_values.size() && staysInRow) {
        m_current = next;
        update();
        announceItem(this, next);
        QToolTip::showText(mapToGlobal(itemRect(next).bottomLeft()), Qt::convertFromPlainText(itemName(next)), this);
    }
}

bool HeatMap::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        if (const int item = at(help->pos()); item >= 0)
            QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(itemName(item)), this, itemRect(item));
        else
            QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

} // namespace audience::ui
