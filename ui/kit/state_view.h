// One place for a page's content and what stands there instead: loading (a quiet skeleton, only after
// 200 ms), empty (what it is for and the next step), error (what happened, what it means, what to do).
#pragma once

#include "ui/kit/widgets.h"

#include <QStackedWidget>
#include <QTimer>

namespace audience::ui {

// The words of an empty or failed page: in lines of about the same length, none with a single word.
void balance(QLabel *words);

class StateView final : public QStackedWidget {
    Q_OBJECT
public:
    enum class State { Content, Loading, Empty, Error };
    explicit StateView(const QString &objectName, QWidget *content, QWidget *parent = nullptr);
    State state() const { return m_state; }
    void showContent();
    void showLoading(const QString &words); // words are for screen readers and long waits
    void showEmpty(const QString &iconName, const QString &title, const QString &text, const QString &action = {}, const QString &other = {});
    void showError(const QString &title, const QString &text, const QString &action = {});
    QWidget *content() const { return m_content; }

Q_SIGNALS:
    void actionWanted(); // the button of the empty or error state
    void otherWanted();  // the other one of the empty state

private:
    void showMessage(State state, const QString &iconName, Tone tone, const QString &title, const QString &text, const QString &action);
    State m_state = State::Content;
    QWidget *m_content, *m_skeleton, *m_message;
    QLabel *m_icon, *m_title, *m_text;
    QPushButton *m_action, *m_other;
    QTimer m_late;
};

} // namespace audience::ui
