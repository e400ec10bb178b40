// A bar over the page that stays until its reason is gone: what is the matter with the file, or what
// closing the window would do. Main thread.
#pragma once

#include <QFrame>

#include <functional>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace audience::ui {

class StandingBar final : public QFrame {
    Q_OBJECT
public:
    explicit StandingBar(const QString &objectName, QWidget *parent = nullptr);
    // An empty text hides it; an empty action shows no button. `other` stands beside it, quiet.
    void say(const QString &text, const QString &action = {}, const std::function<void()> &act = {}, const QString &other = {},
             const std::function<void()> &otherAct = {});
    void setQuiet(bool quiet); // tells rather than warns

private:
    QLabel *m_icon, *m_quietIcon, *m_text;
    QPushButton *m_action, *m_other;
    std::function<void()> m_act, m_otherAct;
};

} // namespace audience::ui
