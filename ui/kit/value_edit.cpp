#include "ui/kit/value_edit.h"

#include <QApplication>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace audience::ui {

static constexpr int kKeysRest = 400; // ms: longer than between two repeats of a key that is held

ValueEdit::ValueEdit(const QString &text, QWidget *parent) : QLineEdit(text, parent) {
    m_keys.setSingleShot(true);
    m_keys.setInterval(kKeysRest);
    connect(&m_keys, &QTimer::timeout, this, &ValueEdit::letGo);
}

void ValueEdit::setNumber(double least, double most) {
    m_isNumber = true;
    m_least = least;
    m_most = most;
    setCursor(Qt::SizeHorCursor);
    setToolTip(tr("Type a number, drag it sideways, or use the arrow and page keys"));
}

QSize ValueEdit::sizeHint() const {
    const int wide = fontMetrics().horizontalAdvance(text().isEmpty() ? QStringLiteral("000") : text());
    const bool isInBox = property("role").toString() == QLatin1String("bare"); // its unit follows at once
    return {isInBox ? qMin(wide + 11, 240) : qBound(36, wide + 20, 240), QLineEdit::sizeHint().height()};
}

QSize ValueEdit::minimumSizeHint() const {
    return {qMin(22, sizeHint().width()), QLineEdit::minimumSizeHint().height()};
}

double ValueEdit::stepOf(double number) {
    const double hundredth = std::max(std::abs(number), 1e-9) / 100;
    const double tens = std::pow(10, std::floor(std::log10(hundredth)));
    const double lead = hundredth / tens;
    return tens * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
}

bool ValueEdit::readNumber(double *number, int *decimals) const {
    const QString words = text().isEmpty() ? m_start : text().trimmed();
    bool isFine = false;
    *number = words.toDouble(&isFine);
    const auto point = words.indexOf(QLatin1Char('.'));
    *decimals = point < 0 ? 0 : int(words.size() - point - 1);
    return isFine && std::isfinite(*number) && *decimals <= 6;
}

void ValueEdit::put(double number, int decimals) {
    const QString words = QString::number(std::clamp(number, m_least, m_most), 'f', decimals);
    if (words != text())
        setText(words);
}

void ValueEdit::letGo() {
    m_keys.stop();
    if (std::exchange(m_isHeld, false))
        Q_EMIT released();
}

void ValueEdit::keyPressEvent(QKeyEvent *event) {
    if (m_isDragged && event->key() == Qt::Key_Escape) {
        m_isPressed = m_isDragged = false;
        setText(m_before);
        return letGo();
    }
    const int key = event->key();
    const int times = key == Qt::Key_Up ? 1 : key == Qt::Key_Down ? -1 : key == Qt::Key_PageUp ? 10 : key == Qt::Key_PageDown ? -10 : 0;
    const bool isPlain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
    double number = 0;
    int decimals = 0;
    if (!m_isNumber || times == 0 || !isPlain || !readNumber(&number, &decimals)) {
        setTyping(m_isTyping || !event->text().isEmpty());
        return QLineEdit::keyPressEvent(event);
    }
    if (!std::exchange(m_isHeld, true))
        Q_EMIT held();
    put(number + times * (event->modifiers() & Qt::ShiftModifier ? 10 : 1), decimals);
    m_keys.start();
}

void ValueEdit::mousePressEvent(QMouseEvent *event) {
    if (!m_isNumber || m_isTyping || event->button() != Qt::LeftButton || !readNumber(&m_from, &m_decimals))
        return QLineEdit::mousePressEvent(event);
    m_isPressed = true;
    m_before = text();
    m_pressedAt = qRound(event->globalPosition().x());
}

void ValueEdit::mouseMoveEvent(QMouseEvent *event) {
    if (!m_isPressed)
        return QLineEdit::mouseMoveEvent(event);
    const int by = qRound(event->globalPosition().x()) - m_pressedAt;
    if (!m_isDragged && std::abs(by) < QApplication::startDragDistance())
        return;
    if (!std::exchange(m_isDragged, true)) {
        setFocus(Qt::MouseFocusReason); // for Escape, and for the arrows afterwards
        deselect();
        if (!std::exchange(m_isHeld, true))
            Q_EMIT held();
    }
    // Small numbers take a few points for each step, so that none is jumped over.
    const double perPoint = std::max(std::abs(m_from), 10.0) / 100 * (event->modifiers() & Qt::ShiftModifier ? 10 : 1);
    const double step = std::max(stepOf(m_from), std::pow(10, -m_decimals));
    const int way = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    put(m_from + std::round(way * by * perPoint / step) * step, m_decimals);
}

void ValueEdit::mouseReleaseEvent(QMouseEvent *event) {
    if (!std::exchange(m_isPressed, false))
        return QLineEdit::mouseReleaseEvent(event);
    if (std::exchange(m_isDragged, false))
        return letGo();
    setTyping(true); // a click: to type another number
    setFocus(Qt::MouseFocusReason);
    selectAll();
}

void ValueEdit::setTyping(bool isTyping) {
    m_isTyping = isTyping;
    if (m_isNumber)
        setCursor(isTyping ? Qt::IBeamCursor : Qt::SizeHorCursor);
}

void ValueEdit::focusOutEvent(QFocusEvent *event) {
    m_isPressed = m_isDragged = false;
    letGo();
    QLineEdit::focusOutEvent(event);
    setTyping(false);
}

} // namespace audience::ui
