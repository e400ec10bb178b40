// A card of the page: title with an optional icon, a count and a quiet note, actions at the end of the
// header, the content below. Put the content into body().
#pragma once

#include "ui/kit/widgets.h"

namespace audience::ui {

class Card final : public QFrame {
    Q_OBJECT
public:
    explicit Card(const QString &title = {}, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setNote(const QString &note); // beside the title, gives way when there is no room
    void setCount(const QString &count, Tone tone = Tone::Accent); // a round chip after the title
    void setIcon(const char *iconName, Tone tone = Tone::Neutral);
    void addAction(QWidget *widget); // at the end of the header, in order
    void showLine(bool shown);       // a line between header and content
    void setFlush();                 // no padding around the body: for tables
    QBoxLayout *body() { return m_body; }

private:
    void refreshHead();
    QWidget *m_head;
    QBoxLayout *m_headRow, *m_actions, *m_body;
    QLabel *m_icon = nullptr, *m_title, *m_count, *m_note;
    QFrame *m_line;
};

} // namespace audience::ui
