// A short message over the page, with Undo where something can be undone; goes by itself.
#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;

namespace audience::ui {

class Toast final : public QFrame {
    Q_OBJECT
public:
    explicit Toast(QWidget *parent);
    void say(const QString &message, const std::function<void()> &undo);
    void place();

private:
    QLabel *m_text;
    QPushButton *m_undo;
    QTimer m_timer;
    std::function<void()> m_act;
};

} // namespace audience::ui
