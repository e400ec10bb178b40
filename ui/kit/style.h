// The part of the look that style sheets are too weak for: check marks, combo boxes, number and date
// fields, arrows, the focus ring and the pictures of message boxes, drawn from the tokens over Fusion.
#pragma once

#include <QProxyStyle>

namespace audience::ui {

class Style final : public QProxyStyle {
    Q_OBJECT
public:
    Style();
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawItemText(QPainter *painter, const QRect &rect, int flags, const QPalette &palette, bool enabled, const QString &text, QPalette::ColorRole role) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const override;
    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const override;
    QIcon standardIcon(StandardPixmap picture, const QStyleOption *option, const QWidget *widget) const override;
    QPixmap standardPixmap(StandardPixmap picture, const QStyleOption *option, const QWidget *widget) const override;
};

// Shows the ring around the control that has the keyboard, whenever the keyboard was used to get there.
// A widget with the dynamic property "ownFocus" shows it by itself. One for the application.
void installFocusRing();
// Every tooltip is plain text, whatever it looks like. Once for the application.
void installPlainToolTips();

} // namespace audience::ui
