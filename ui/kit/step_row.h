// The check strip over a campaign: Audience, Content, Test, Timing, each with a line of what is set and
// whether it is ready. A step that can be opened is a button.
#pragma once

#include "ui/kit/widgets.h"

namespace audience::ui {

struct Step {
    enum class State { Open, Done, Warning, Bad };
    QString id, title, note;
    State state = State::Open;
};

class StepRow final : public QFrame {
    Q_OBJECT
public:
    explicit StepRow(const QString &objectName, QWidget *parent = nullptr);
    void setSteps(const QList<Step> &steps);

Q_SIGNALS:
    void opened(const QString &id);

private:
    QList<Step> m_steps;
    QList<QAbstractButton *> m_cells;
    QBoxLayout *m_layout;
};

} // namespace audience::ui
