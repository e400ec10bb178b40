#include "ui/templates/studio/property_colour_plane.h"

#include "ui/kit/theme.h"

#include <QKeyEvent>
#include <QLinearGradient>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace audience::ui {

static constexpr int kTall = 96, kBar = 14, kGap = 8, kPad = 4;

ColourPlane::ColourPlane(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("colourPlane"));
    setAccessibleName(tr("Colour"));
    setAccessibleDescription(tr("Arrow keys change how light and how strong it is, with Shift the hue"));
    setToolTip(accessibleDescription());
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize ColourPlane::sizeHint() const {
    return {180, kTall + kGap + kBar + 2 * kPad};
}

QRect ColourPlane::plane() const {
    return {kPad, kPad, width() - 2 * kPad, kTall};
}

QRect ColourPlane::bar() const {
    return {kPad, kPad + kTall + kGap, width() - 2 * kPad, kBar};
}

void ColourPlane::setColour(const QColor &colour) {
    if (!colour.isValid())
        return;
    if (colour.hsvHueF() >= 0) // grey has no hue: the plane stays where it was
        m_hue = double(colour.hsvHueF());
    m_depth = double(colour.hsvSaturationF());
    m_light = double(colour.valueF());
    update();
}

void ColourPlane::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect area = plane(), hues = bar();
    QLinearGradient depth(area.topLeft(), area.topRight());
    depth.setColorAt(0, Qt::white);
    depth.setColorAt(1, QColor::fromHsvF(float(m_hue), 1, 1));
    QLinearGradient light(area.topLeft(), area.bottomLeft());
    light.setColorAt(0, Qt::transparent);
    light.setColorAt(1, Qt::black);
    painter.setPen(Qt::NoPen);
    painter.setBrush(depth);
    painter.drawRoundedRect(area, 4, 4);
    painter.setBrush(light);
    painter.drawRoundedRect(area, 4, 4);
    QLinearGradient rainbow(hues.topLeft(), hues.topRight());
    for (int step = 0; step <= 6; ++step)
        rainbow.setColorAt(step / 6.0, QColor::fromHsvF(step == 6 ? 0.0F : float(step) / 6.0F, 1, 1));
    painter.setBrush(rainbow);
    painter.drawRoundedRect(hues, 4, 4);
    const QPointF knob(area.left() + m_depth * area.width(), area.top() + (1 - m_light) * area.height());
    const QPointF hue(hues.left() + m_hue * hues.width(), hues.center().y() + 0.5);
    for (const auto &[at, fill] : {std::pair(knob, colour()), std::pair(hue, QColor::fromHsvF(float(m_hue), 1, 1))}) {
        painter.setBrush(fill);
        painter.setPen(QPen(Qt::black, 3));
        painter.drawEllipse(at, 5, 5);
        painter.setPen(QPen(Qt::white, 1.5));
        painter.drawEllipse(at, 5, 5);
    }
}

void ColourPlane::pick(const QPoint &point) {
    const QRect area = m_isOnBar ? bar() : plane();
    const double across = std::clamp(double(point.x() - area.left()) / area.width(), 0.0, 1.0);
    if (m_isOnBar) {
        m_hue = std::min(across, 0.999);
    } else {
        m_depth = across;
        m_light = 1 - std::clamp(double(point.y() - area.top()) / area.height(), 0.0, 1.0);
    }
    update();
    Q_EMIT picked(colour());
}

void ColourPlane::mousePressEvent(QMouseEvent *event) {
    m_isOnBar = event->position().toPoint().y() >= bar().top() - kGap / 2;
    pick(event->position().toPoint());
}

void ColourPlane::mouseMoveEvent(QMouseEvent *event) {
    if (event->buttons() & Qt::LeftButton)
        pick(event->position().toPoint());
}

void ColourPlane::keyPressEvent(QKeyEvent *event) {
    const int across = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0, up = event->key() == Qt::Key_Up ? 1 : event->key() == Qt::Key_Down ? -1 : 0;
    if (across == 0 && up == 0)
        return QWidget::keyPressEvent(event);
    if (event->modifiers() & Qt::ShiftModifier) {
        m_hue = std::clamp(m_hue + 0.02 * (across + up), 0.0, 0.999);
    } else {
        m_depth = std::clamp(m_depth + 0.02 * across, 0.0, 1.0);
        m_light = std::clamp(m_light + 0.02 * up, 0.0, 1.0);
    }
    update();
    Q_EMIT picked(colour());
}

} // namespace audience::ui
