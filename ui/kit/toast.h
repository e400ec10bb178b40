// Short messages over the page, one after the other, with Undo where something can be undone. A message
// goes by itself, but stays while the pointer or the keyboard is on it; screen readers say it at once.
#pragma once

#include <QFrame>
#include <QQueue>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;

namespace audience::ui {

class Toast final : public QFrame {
    Q_OBJECT
public:
    explicit Toast(QWidget *parent);
    // What was said before and can be undone is kept until it was seen; plain messages give way at once.
    void say(const QString &message, const std::function<void()> &undo = {});
    void place();
    int waiting() const { return int(m_waiting.size()); }
    bool undo(); // what is shown now; false when it has nothing to undo

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Message {
        QString text;
        std::function<void()> undo;
    };
    void showNext();
    void startClock();
    bool isHeld() const;

    QLabel *m_text;
    QPushButton *m_undo, *m_close;
    QTimer m_timer;
    QQueue<Message> m_waiting;
    std::function<void()> m_act;
};

} // namespace audience::ui
