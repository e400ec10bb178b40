// What runs in the background, at the foot of the rail: name, progress, time left, cancel; how the last
// work ended; a list when there is more than one. Narrow in a collapsed rail. Main thread.
#pragma once

#include <QFrame>
#include <QTimer>

class QBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace audience::ui {

class Job;
class Jobs;

class JobTray final : public QFrame {
    Q_OBJECT
public:
    explicit JobTray(Jobs *jobs, QWidget *parent = nullptr);
    void setCollapsed(bool collapsed);
    void openList(); // all jobs, above the tray

private:
    void refresh();
    void showRunning(const Job &job);
    void showEnded();
    void setName(const QString &name);
    Jobs *m_jobs;
    QLabel *m_name, *m_count, *m_left;
    QBoxLayout *m_layout, *m_foot;
    QProgressBar *m_bar;
    QToolButton *m_cancel;
    QPushButton *m_more;
    QTimer m_gone; // finished work leaves by itself
    bool m_collapsed = false;
};

} // namespace audience::ui
