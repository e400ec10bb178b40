#include "ui/kit/motion.h"

#include "ui/kit/theme.h"

#include <QPainter>
#include <QVariantAnimation>
#include <QWidget>

namespace audience::ui {

static constexpr int kAppearMs = 120;

namespace {

// Lies over a widget in the colour of its paper and becomes thinner. An effect of Qt's would paint the widget by way of a
// picture, and for that lay out everything in the window, also the pages that are not shown.
class Veil final : public QWidget {
public:
    Veil(QWidget *over, const QColor &paper) : QWidget(over), m_paper(paper) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        resize(over->size());
        show();
        raise();
    }
    void lift(double by) {
        m_paper.setAlphaF(float(1 - by));
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override {
        constexpr int kEdge = 1, kCorner = 8;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_paper);
        painter.drawRoundedRect(rect().adjusted(kEdge, kEdge, -kEdge, -kEdge), kCorner, kCorner);
    }

private:
    QColor m_paper;
};

} // namespace

void appear(QWidget *widget, const std::function<void(double)> &step) {
    if (Theme::instance().reducedMotion() || !widget->isVisible())
        return;
    auto *animation = new QVariantAnimation(widget);
    animation->setDuration(kAppearMs);
    animation->setEasingCurve(QEasingCurve::OutCubic);
    animation->setStartValue(0.0);
    animation->setEndValue(1.0);
    QObject::connect(animation, &QVariantAnimation::valueChanged, widget, [step](const QVariant &value) { step(value.toDouble()); });
    step(0);
    animation->start(QAbstractAnimation::DeleteWhenStopped);
}

void appear(QWidget *window) {
    appear(window, [window](double share) { window->setWindowOpacity(share); });
}

void appear(QWidget *widget, const QColor &paper) {
    if (Theme::instance().reducedMotion() || !widget->isVisible())
        return;
    auto *veil = new Veil(widget, paper);
    // Its own, so that it ends with the veil and not later.
    appear(veil, [veil](double share) {
        veil->lift(share);
        if (share >= 1)
            veil->deleteLater();
    });
}

} // namespace audience::ui
