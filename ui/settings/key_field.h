// A button that shows keys and, once clicked, takes the next ones pressed: Esc leaves them as they are,
// Backspace takes them away. Main thread.
#pragma once

#include <QKeySequence>
#include <QPushButton>

namespace audience::ui {

class KeyField final : public QPushButton {
    Q_OBJECT
public:
    explicit KeyField(QWidget *parent = nullptr);
    void setKeys(const QList<QKeySequence> &keys);
    bool isListening() const { return m_isListening; }

Q_SIGNALS:
    void keysPressed(const QKeySequence &keys); // empty: no keys any more

protected:
    bool event(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void listen(bool on);
    QString m_text;
    bool m_isListening = false;
};

} // namespace audience::ui
