#include "ui/kit/day_lines.h"

#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <cmath>

namespace audience::ui {

namespace {

constexpr int kFoot = 22, kTop = 8, kMostTicks = 4;

// 1, 2, 2.5 or 5 times a power of ten, and a whole number: people are counted.
double roundStep(double highest) {
    const double rough = highest / kMostTicks, power = std::pow(10.0, std::floor(std::log10(std::max(rough, 1e-9))));
    for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0})
        if (factor * power >= rough * (1 - 1e-12))
            return std::max(1.0, std::ceil(factor * power));
    return 1;
}

} // namespace

DayLines::DayLines(const QString &objectName, const QString &accessibleName, QWidget *parent) : QWidget(parent) {
    installPaintedItems();
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void DayLines::setLines(const QStringList &days, const QVector<DayLine> &lines) {
    m_days = days;
    m_lines = lines;
    double highest = 0;
    QStringList words;
    for (const DayLine &line : lines) {
        double total = 0;
        for (const double value : line.values) {
            highest = std::max(highest, value);
            total += value;
        }
        words << QStringLiteral("%1 %2").arg(line.name, formatNumber(qint64(total)));
    }
    m_step = roundStep(highest);
    m_highest = std::max(1.0, std::ceil(highest / m_step - 1e-9)) * m_step;
    m_day = qBound(0, m_day, std::max(0, int(days.size()) - 1));
    m_line = qBound(0, m_line, std::max(0, int(lines.size()) - 1));
    m_hovered = -1;
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

QRectF DayLines::plot() const {
    const QFontMetrics metrics(Theme::instance().font(TypeRole::Secondary));
    const int scale = metrics.horizontalAdvance(formatNumber(qint64(m_highest))) + 8;
    QRectF box = QRectF(rect()).adjusted(scale, kTop, -6, -kFoot);
    if (layoutDirection() == Qt::RightToLeft)
        box = QRectF(rect()).adjusted(6, kTop, -scale, -kFoot);
    return box;
}

QPointF DayLines::at(int line, int day) const {
    const QRectF box = plot();
    double x = m_days.size() < 2 ? 0.5 : double(day) / double(m_days.size() - 1);
    if (layoutDirection() == Qt::RightToLeft)
        x = 1 - x;
    return {box.left() + x * box.width(), box.bottom() - box.height() * m_lines[line].values.value(day) / m_highest};
}

QString DayLines::itemName(int item) const {
    const int line = item % int(m_lines.size()), day = item / int(m_lines.size());
    return QStringLiteral("%1, %2: %3").arg(m_days.value(day), m_lines[line].name, formatNumber(qint64(m_lines[line].values.value(day))));
}

QRect DayLines::itemRect(int item) const {
    const QPointF point = at(item % int(m_lines.size()), item / int(m_lines.size()));
    return QRectF(point.x() - 5, point.y() - 5, 10, 10).toRect();
}

void DayLines::activateItem(int item) {
    m_line = item % int(m_lines.size());
    m_day = item / int(m_lines.size());
    update();
    Q_EMIT pointActivated(m_line, m_day);
}

void DayLines::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::instance().font(TypeRole::Secondary));
    const QFontMetrics metrics(painter.font());
    const QRectF box = plot();
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    for (double value = 0; value <= m_highest + m_step / 2; value += m_step) {
        const double y = std::round(box.bottom() - box.height() * value / m_highest) + 0.5;
        painter.setPen(tokens().border);
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
        painter.setPen(tokens().secondary);
        const QRectF words = isMirrored ? QRectF(box.right() + 8, y - 10, width() - box.right() - 8, 20) : QRectF(0, y - 10, box.left() - 8, 20);
        painter.drawText(words, (isMirrored ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, formatNumber(qint64(value)));
    }
    const int count = int(m_days.size());
    const int widest = metrics.horizontalAdvance(QStringLiteral("30 Wwww")) + 24;
    const int labels = qBound(1, int(box.width()) / widest, qMax(1, qMin(4, count)));
    painter.setPen(tokens().secondary);
    for (int i = 0; i < labels && count > 0; ++i) {
        const int day = labels == 1 ? count / 2 : i * (count - 1) / (labels - 1);
        const double x = at(0, day).x();
        const int wide = metrics.horizontalAdvance(m_days[day]);
        const double left = qBound(box.left(), x - wide / 2.0, std::max(box.left(), box.right() - wide));
        painter.drawText(QPointF(left, height() - 5), m_days[day]);
    }
    for (int line = 0; line < m_lines.size(); ++line) {
        const QColor colour = tokens().data[std::size_t(line) % tokens().data.size()];
        QPainterPath path;
        for (int day = 0; day < count; ++day)
            day == 0 ? path.moveTo(at(line, day)) : path.lineTo(at(line, day));
        painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
    const int shown = m_hovered >= 0 ? m_hovered : hasFocus() && count > 0 && !m_lines.isEmpty() ? currentItem() : -1;
    if (shown >= 0 && shown < itemCount()) {
        const int line = shown % int(m_lines.size());
        painter.setPen(QPen(tokens().surface, 2));
        painter.setBrush(tokens().data[std::size_t(line) % tokens().data.size()]);
        painter.drawEllipse(at(line, shown / int(m_lines.size())), 5, 5);
    }
}

int DayLines::nearest(const QPointF &point) const {
    int best = -1;
    double least = 0;
    for (int item = 0; item < itemCount(); ++item) {
        const QPointF apart = at(item % int(m_lines.size()), item / int(m_lines.size())) - point;
        const double distance = std::abs(apart.x()) * 4 + std::abs(apart.y());
        if (best < 0 || distance < least) {
            best = item;
            least = distance;
        }
    }
    return best;
}

void DayLines::mouseMoveEvent(QMouseEvent *event) {
    const int item = nearest(event->position());
    if (item != m_hovered) {
        m_hovered = item;
        update();
    }
    if (item >= 0)
        QToolTip::showText(event->globalPosition().toPoint(), itemName(item), this);
}

void DayLines::mousePressEvent(QMouseEvent *event) {
    if (const int item = nearest(event->position()); item >= 0 && event->button() == Qt::LeftButton)
        activateItem(item);
}

void DayLines::leaveEvent(QEvent *) {
    m_hovered = -1;
    update();
}

void DayLines::keyPressEvent(QKeyEvent *event) {
    const int forward = layoutDirection() == Qt::RightToLeft ? Qt::Key_Left : Qt::Key_Right;
    if (m_days.isEmpty() || m_lines.isEmpty())
        return QWidget::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: m_day = qBound(0, m_day + (event->key() == forward ? 1 : -1), int(m_days.size()) - 1); break;
    case Qt::Key_Home: m_day = 0; break;
    case Qt::Key_End: m_day = int(m_days.size()) - 1; break;
    case Qt::Key_Up:
    case Qt::Key_Down: m_line = (m_line + 1) % int(m_lines.size()); break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: return activateItem(currentItem());
    default: return QWidget::keyPressEvent(event);
    }
    announceItem(this, currentItem());
    update();
}

} // namespace audience::ui
