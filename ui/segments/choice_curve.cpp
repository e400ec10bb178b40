#include "ui/segments/choice_curve.h"

#include "ui/kit/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QTextDocument>
#include <QToolTip>

#include <algorithm>

namespace audience::ui {

ChoiceCurve::ChoiceCurve(const QString &objectName, const QString &title, const QString &about, QWidget *parent)
    : QWidget(parent), m_title(title), m_about(about) {
    setObjectName(objectName);
    setAccessibleName(title);
    setAccessibleDescription(about);
    installPaintedItems();
    setProperty("ownFocus", true);
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ChoiceCurve::setPoints(const QVector<Point> &points, int chosen) {
    m_points = points;
    m_chosen = chosen;
    m_hovered = -1;
    for (int i = 0; i < points.size(); ++i)
        if (points[i].groups == chosen)
            m_current = i;
    m_current = qBound(0, m_current, qMax(0, int(points.size()) - 1));
    update();
}

QSize ChoiceCurve::sizeHint() const {
    return {220, Theme::instance().pixels(132)};
}

QString ChoiceCurve::itemName(int item) const {
    const Point point = m_points.value(item);
    return point.groups == m_chosen ? tr("%1 of %n groups: %2, shown", nullptr, point.groups).arg(m_title, point.text)
                                    : tr("%1 of %n groups: %2", nullptr, point.groups).arg(m_title, point.text);
}

QRectF ChoiceCurve::plot() const {
    const int line = Theme::instance().pixels(22);
    return QRectF(rect()).adjusted(14, line + 12, -14, -line);
}

QPointF ChoiceCurve::place(int item) const {
    const QRectF box = plot();
    const auto [low, high] = std::minmax_element(m_points.begin(), m_points.end(), [](const Point &a, const Point &b) { return a.value < b.value; });
    const double span = high->value - low->value, across = m_points.size() > 1 ? double(item) / double(m_points.size() - 1) : 0.5;
    const double x = layoutDirection() == Qt::RightToLeft ? box.right() - across * box.width() : box.left() + across * box.width();
    return {x, box.bottom() - (span > 0 ? (m_points[item].value - low->value) / span : 0.5) * box.height()};
}

QRect ChoiceCurve::itemRect(int item) const {
    const double wide = plot().width() / qMax(1, int(m_points.size()) - 1);
    return QRectF(place(item).x() - wide / 2, plot().top() - 8, wide, height() - plot().top() + 8).toRect();
}

int ChoiceCurve::itemAt(const QPoint &at) const {
    for (int i = 0; i < m_points.size(); ++i)
        if (itemRect(i).contains(at))
            return i;
    return -1;
}

void ChoiceCurve::activateItem(int item) {
    if (item >= 0 && item < m_points.size())
        Q_EMIT picked(m_points[item].groups);
}

void ChoiceCurve::paintEvent(QPaintEvent *) {
    const Tokens &t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::instance().font(TypeRole::SecondaryStrong));
    const QRect head(0, 0, width(), Theme::instance().pixels(22));
    painter.setPen(t.text);
    painter.drawText(head, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter), m_title);
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    if (m_points.isEmpty())
        return;
    const int told = m_hovered >= 0 ? m_hovered : hasFocus() ? m_current : -1;
    QPolygonF line;
    for (int i = 0; i < m_points.size(); ++i)
        line.append(place(i));
    painter.setPen(QPen(t.data[0], 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    for (int i = 0; i < m_points.size(); ++i) {
        const bool isChosen = m_points[i].groups == m_chosen;
        const QPointF at = place(i);
        painter.setPen(QPen(hasFocus() && i == m_current ? t.text : t.data[0], 1.5));
        painter.setBrush(isChosen ? t.data[0] : t.surface);
        painter.drawEllipse(at, isChosen ? 5.0 : 3.5, isChosen ? 5.0 : 3.5);
        painter.setPen(isChosen || i == told ? t.text : t.tertiary);
        painter.drawText(QRectF(at.x() - 20, height() - head.height(), 40, head.height()), Qt::AlignCenter, QString::number(m_points[i].groups));
        if (told < 0 ? isChosen : i == told) {
            painter.setPen(t.secondary);
            painter.drawText(head, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignRight) | Qt::AlignVCenter), m_points[i].text);
        }
    }
}

void ChoiceCurve::mousePressEvent(QMouseEvent *event) {
    if (event->button() == Qt::LeftButton)
        activateItem(itemAt(event->pos()));
}

void ChoiceCurve::mouseMoveEvent(QMouseEvent *event) {
    m_hovered = itemAt(event->pos());
    update();
}

void ChoiceCurve::leaveEvent(QEvent *) {
    m_hovered = -1;
    update();
}

void ChoiceCurve::keyPressEvent(QKeyEvent *event) {
    const int step = layoutDirection() == Qt::RightToLeft ? -1 : 1, last = int(m_points.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Right: m_current = qBound(0, m_current + step, qMax(0, last)); break;
    case Qt::Key_Left: m_current = qBound(0, m_current - step, qMax(0, last)); break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: activateItem(m_current); return;
    default: QWidget::keyPressEvent(event); return;
    }
    announceItem(this, m_current);
    update();
}

bool ChoiceCurve::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int item = itemAt(help->pos());
        QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(item < 0 ? m_about : itemName(item)), this);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

} // namespace audience::ui
