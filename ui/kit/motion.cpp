#include "ui/kit/motion.h"

#include "ui/kit/theme.h"

#include <QGraphicsOpacityEffect>
#include <QPropertyAnimation>
#include <QWidget>

namespace audience::ui {

static constexpr int kAppearMs = 120;

void appear(QWidget *widget) {
    if (Theme::instance().reducedMotion() || !widget->isVisible())
        return;
    QObject *target = widget;
    QByteArray property = "windowOpacity";
    if (!widget->isWindow()) {
        // The effect goes with the animation: it costs a picture of the widget with every repaint.
        auto *effect = new QGraphicsOpacityEffect(widget);
        widget->setGraphicsEffect(effect);
        target = effect;
        property = "opacity";
    }
    auto *animation = new QPropertyAnimation(target, property, widget);
    animation->setDuration(kAppearMs);
    animation->setEasingCurve(QEasingCurve::OutCubic);
    animation->setStartValue(0.0);
    animation->setEndValue(1.0);
    QObject::connect(animation, &QPropertyAnimation::finished, widget, [widget, target] {
        if (widget->graphicsEffect() == target)
            widget->setGraphicsEffect(nullptr);
    });
    animation->start(QAbstractAnimation::DeleteWhenStopped);
}

} // namespace audience::ui
