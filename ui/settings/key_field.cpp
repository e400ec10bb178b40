#include "ui/settings/key_field.h"

#include "ui/kit/widgets.h"

#include <QKeyEvent>

namespace audience::ui {

KeyField::KeyField(QWidget *parent) : QPushButton(parent) {
    setProperty("role", QStringLiteral("field"));
    setCursor(Qt::PointingHandCursor);
    connect(this, &QPushButton::clicked, this, [this] { listen(true); });
}

void KeyField::setKeys(const QList<QKeySequence> &keys) {
    QStringList texts;
    for (const QKeySequence &sequence : keys)
        texts << sequence.toString(QKeySequence::NativeText);
    m_text = texts.isEmpty() ? tr("no keys") : texts.join(QStringLiteral("  "));
    if (!m_isListening)
        setText(m_text);
}

void KeyField::listen(bool on) {
    m_isListening = on;
    setText(on ? tr("Press the keys") : m_text);
}

bool KeyField::event(QEvent *event) {
    if (!m_isListening || (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress))
        return QPushButton::event(event);
    if (event->type() == QEvent::ShortcutOverride) { // these keys are meant for here, whatever they do elsewhere
        event->accept();
        return true;
    }
    const auto *press = static_cast<QKeyEvent *>(event);
    switch (press->key()) {
    case Qt::Key_Control:
    case Qt::Key_Shift:
    case Qt::Key_Alt:
    case Qt::Key_Meta:
    case Qt::Key_AltGr:
    case Qt::Key_unknown:
        return true; // the rest is still to come
    case Qt::Key_Escape:
        listen(false);
        return true;
    default:
        break;
    }
    listen(false);
    const bool isPlain = press->modifiers() == Qt::NoModifier;
    if (isPlain && (press->key() == Qt::Key_Backspace || press->key() == Qt::Key_Delete))
        Q_EMIT keysPressed(QKeySequence());
    else
        Q_EMIT keysPressed(QKeySequence(press->keyCombination()));
    return true;
}

void KeyField::focusOutEvent(QFocusEvent *event) {
    listen(false);
    QPushButton::focusOutEvent(event);
}

} // namespace audience::ui
