#include "ui/kit/value_button.h"

#include "ui/kit/icon.h"
#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QTextDocument>
#include <QToolTip>

namespace audience::ui {

static constexpr int kPad = 10, kIcon = 16, kGap = 8, kChevron = 14;

static QFont fontOf() {
    return Theme::instance().font(TypeRole::Medium);
}

ValueButton::ValueButton(const QString &text, QWidget *parent) : QPushButton(text, parent) {
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("elides", true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ValueButton::setPlaceholder(const QString &text) {
    m_placeholder = text;
    updateGeometry();
    update();
}

void ValueButton::setChevron(bool on) {
    m_hasChevron = on;
    updateGeometry();
    update();
}

int ValueButton::chevronRoom() const {
    return m_hasChevron ? kGap + kChevron : 0;
}

QSize ValueButton::sizeHint() const {
    const QString words = text().isEmpty() ? m_placeholder : text();
    const int room = 2 * kPad + chevronRoom() + (icon().isNull() ? 0 : kIcon + kGap);
    // A value of ten thousand characters is cut, not laid out.
    return {room + QFontMetrics(fontOf()).horizontalAdvance(words.left(200)) + 2, Theme::instance().controlHeight()};
}

QSize ValueButton::minimumSizeHint() const {
    return {qMin(sizeHint().width(), 64), Theme::instance().controlHeight()};
}

// What gave way stands in the tooltip, unless another one was meant for it.
bool ValueButton::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && width() < sizeHint().width()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), Qt::convertFromPlainText(inOrder(text().left(1000))), this);
        return true;
    }
    return QPushButton::event(event);
}

void ValueButton::paintEvent(QPaintEvent *) {
    const Tokens &t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isOpen = isDown() || isChecked();
    painter.setPen(QPen(property("invalid").toBool() ? t.bad : isOpen ? t.accent : isEnabled() ? t.strongBorder : t.border, 1));
    painter.setBrush(!isEnabled() ? t.inset : (underMouse() || isOpen) ? t.inset : t.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const auto mirrored = [this](const QRect &box) { return QStyle::visualRect(layoutDirection(), rect(), box); };
    QRect line = rect().adjusted(kPad, 0, -kPad, 0);
    const int middle = rect().center().y();
    if (!icon().isNull()) {
        icon().paint(&painter, mirrored(QRect(line.left(), middle - kIcon / 2 + 1, kIcon, kIcon)), Qt::AlignCenter,
                     isEnabled() ? QIcon::Normal : QIcon::Disabled);
        line.setLeft(line.left() + kIcon + kGap);
    }
    if (m_hasChevron)
        ui::icon(QStringLiteral("chevron-down"), isEnabled() ? t.secondary : t.tertiary)
            .paint(&painter, mirrored(QRect(line.right() - kChevron + 3, middle - kChevron / 2 + 1, kChevron, kChevron)));
    line.setRight(line.right() - chevronRoom() + 2);
    const bool isEmpty = text().isEmpty();
    painter.setFont(fontOf());
    painter.setPen(!isEnabled() || isEmpty ? t.tertiary : property("role").toString() == QLatin1String("value") ? t.accent : t.text);
    const QString words = inOrder((isEmpty ? m_placeholder : text()).left(200).simplified());
    painter.drawText(mirrored(line), int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | Qt::AlignVCenter),
                     painter.fontMetrics().elidedText(words, Qt::ElideRight, line.width()));
}

void ValueButton::keyPressEvent(QKeyEvent *event) {
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QPushButton::keyPressEvent(event);
}

} // namespace audience::ui
