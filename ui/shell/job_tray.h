// What runs in the background, at the foot of the rail: name, progress, time left, cancel.
#pragma once

#include <QFrame>

class QLabel;
class QProgressBar;
class QToolButton;

namespace audience::ui {

class Jobs;

class JobTray final : public QFrame {
    Q_OBJECT
public:
    explicit JobTray(Jobs *jobs, QWidget *parent = nullptr);
    void setCollapsed(bool collapsed);

private:
    void refresh();
    Jobs *m_jobs;
    QLabel *m_name, *m_count, *m_left;
    QProgressBar *m_bar;
    QToolButton *m_cancel;
    bool m_collapsed = false;
};

} // namespace audience::ui
