// A quiet block that says something about the work: a finding, an error with what to do next, an
// empty page.
#pragma once

#include "ui/kit/widgets.h"

class QLabel;
class QPushButton;

namespace audience::ui {

// Inline message with an optional button; hidden while it has nothing to say.
class Notice final : public QFrame {
    Q_OBJECT
public:
    explicit Notice(const QString &objectName, QWidget *parent = nullptr);
    void say(Tone tone, const QString &title, const QString &text, const QString &action = {});
    void clear();

Q_SIGNALS:
    void actionWanted();

private:
    void paintIcon();
    Tone m_tone = Tone::Warning;
    QLabel *m_icon, *m_title, *m_text;
    QPushButton *m_action;
};

// What an empty page is for and the next step.
class EmptyState final : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QString &iconName, const QString &title, const QString &text,
               const QString &action, QWidget *parent = nullptr);
    QPushButton *button() const { return m_action; }

private:
    QPushButton *m_action;
};

} // namespace audience::ui
