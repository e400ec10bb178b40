// The pane at the right that says what the chosen thing means: a heading, its figure first, then reasons,
// then next steps. Scrolls when it must; a quiet line stays at the foot.
#pragma once

#include "ui/kit/widgets.h"

namespace audience::ui {

class ExplainPane final : public QFrame {
    Q_OBJECT
public:
    explicit ExplainPane(const QString &objectName, int width = 256, QWidget *parent = nullptr);
    void setHeading(const QString &heading, const QString &chip = {});
    void setFigure(const QString &name, const QString &figure, const QString &note = {}); // "" name: none
    // A part with its own small heading; its content goes into the layout that comes back.
    QBoxLayout *addSection(const QString &heading);
    QBoxLayout *body() { return m_body; }
    void setFoot(const QString &words, const char *iconName = nullptr); // e.g. "Data from 09:41"
    void showClose(bool shown); // a button that closes the pane

Q_SIGNALS:
    void closeWanted();

private:
    QLabel *m_heading, *m_chip, *m_name, *m_figure, *m_note, *m_footIcon = nullptr, *m_foot;
    QToolButton *m_close;
    QWidget *m_head;
    QBoxLayout *m_body, *m_footRow;
};

} // namespace audience::ui
