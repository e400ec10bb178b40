#include "ui/kit/segmented_control.h"

#include "ui/kit/icon.h"
#include "ui/kit/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QToolTip>

namespace audience::ui {

static constexpr int kPad = 12, kIcon = 16, kGap = 8;

SegmentedControl::SegmentedControl(const QString &objectName, const QString &accessibleName, QWidget *parent) : QWidget(parent) {
    installPaintedItems();
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

int SegmentedControl::addSegment(const QString &words, const QString &iconName, bool iconOnly) {
    m_segments.append({words, iconName, iconOnly});
    updateGeometry();
    return int(m_segments.size()) - 1;
}

int SegmentedControl::widthOf(const Segment &segment) const {
    const QFontMetrics metrics(Theme::instance().font(TypeRole::Medium));
    return 2 * kPad + (segment.iconName.isEmpty() ? 0 : kIcon) + (segment.iconOnly ? 0 : metrics.horizontalAdvance(segment.words) + (segment.iconName.isEmpty() ? 0 : kGap));
}

QSize SegmentedControl::sizeHint() const {
    int width = 2;
    for (const Segment &segment : m_segments)
        width += widthOf(segment);
    return {width, Theme::instance().controlHeight()};
}

QRect SegmentedControl::rectOf(int index) const {
    int x = 1;
    for (int i = 0; i < index; ++i)
        x += widthOf(m_segments[i]);
    return QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, widthOf(m_segments.value(index)), height()));
}

int SegmentedControl::at(const QPoint &point) const {
    for (int i = 0; i < m_segments.size(); ++i)
        if (rectOf(i).contains(point))
            return i;
    return -1;
}

void SegmentedControl::setCurrent(int index) {
    if (index < 0 || index >= m_segments.size() || index == m_current)
        return;
    m_current = index;
    update();
    announceItem(this, index);
    Q_EMIT currentChanged(index);
}

void SegmentedControl::paintEvent(QPaintEvent *) {
    const Tokens &t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath shape;
    shape.addRoundedRect(frame, 6, 6);
    painter.fillPath(shape, t.surface);
    painter.setFont(Theme::instance().font(TypeRole::Medium));
    for (int i = 0; i < m_segments.size(); ++i) {
        const Segment &segment = m_segments[i];
        const QRect box = rectOf(i);
        const bool isOn = i == m_current;
        if (isOn) {
            painter.save();
            painter.setClipPath(shape);
            painter.fillRect(box, t.accentSoft);
            painter.restore();
        }
        if (i > 0)
            painter.fillRect(QRectF(layoutDirection() == Qt::RightToLeft ? box.right() + 1 : box.left(), 1, 1, height() - 2), t.border);
        const QColor ink = !isEnabled() ? t.tertiary : isOn ? t.accent : t.secondary;
        QRect line = box.adjusted(kPad, 0, -kPad, 0);
        if (!segment.iconName.isEmpty()) {
            const QRect place(line.left(), line.center().y() - kIcon / 2 + 1, kIcon, kIcon);
            icon(segment.iconName, ink).paint(&painter, segment.iconOnly ? place : QStyle::visualRect(layoutDirection(), line, place));
            line = QStyle::visualRect(layoutDirection(), line, line.adjusted(kIcon + kGap, 0, 0, 0));
        }
        if (!segment.iconOnly) {
            painter.setPen(ink);
            painter.drawText(line, Qt::AlignCenter, segment.words);
        }
    }
    painter.setPen(t.strongBorder);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shape);
}

void SegmentedControl::mousePressEvent(QMouseEvent *event) {
    if (event->button() == Qt::LeftButton)
        setCurrent(at(event->pos()));
}

void SegmentedControl::keyPressEvent(QKeyEvent *event) {
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    if (event->key() == Qt::Key_Home)
        setCurrent(0);
    else if (event->key() == Qt::Key_End)
        setCurrent(int(m_segments.size()) - 1);
    else if (event->key() == (isMirrored ? Qt::Key_Left : Qt::Key_Right))
        setCurrent(m_current + 1);
    else if (event->key() == (isMirrored ? Qt::Key_Right : Qt::Key_Left))
        setCurrent(m_current - 1);
    else if (event->key() == Qt::Key_Space && !m_segments.isEmpty())
        setCurrent(int((m_current + 1) % m_segments.size()));
    else
        QWidget::keyPressEvent(event);
}

bool SegmentedControl::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        if (const int index = at(help->pos()); index >= 0 && m_segments[index].iconOnly)
            QToolTip::showText(help->globalPos(), m_segments[index].words, this, rectOf(index));
        return true;
    }
    return QWidget::event(event);
}

} // namespace audience::ui
