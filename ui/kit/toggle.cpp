#include "ui/kit/toggle.h"

#include "ui/kit/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace audience::ui {

static constexpr int kTrack = 32, kTall = 18, kGap = 8;

Toggle::Toggle(const QString &objectName, const QString &words, QWidget *parent) : QAbstractButton(parent) {
    setObjectName(objectName);
    setAccessibleName(words);
    setText(words);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize Toggle::sizeHint() const {
    const QFontMetrics metrics(Theme::instance().font(TypeRole::Body));
    return {kTrack + (text().isEmpty() ? 0 : kGap + metrics.horizontalAdvance(text()) + 2), qMax(24, metrics.height() + 6)};
}

void Toggle::paintEvent(QPaintEvent *) {
    const Tokens &t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto mirrored = [this](const QRect &box) { return QStyle::visualRect(layoutDirection(), rect(), box); };
    const QRect track = mirrored(QRect(0, (height() - kTall) / 2, kTrack, kTall));
    painter.setOpacity(isEnabled() ? 1 : 0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? t.accent : underMouse() ? t.secondary : t.tertiary);
    painter.drawRoundedRect(track, kTall / 2.0, kTall / 2.0);
    const bool isAtEnd = isChecked() != (layoutDirection() == Qt::RightToLeft);
    painter.setBrush(isChecked() ? t.onAccent : t.surface);
    painter.drawEllipse(QRectF(isAtEnd ? track.right() - kTall + 3 : track.left() + 2, track.top() + 2, kTall - 4, kTall - 4));
    painter.setOpacity(1);
    painter.setFont(Theme::instance().font(TypeRole::Body));
    painter.setPen(isEnabled() ? t.text : t.tertiary);
    painter.drawText(mirrored(rect().adjusted(kTrack + kGap, 0, 0, 0)), int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter), text());
}

void Toggle::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace audience::ui
