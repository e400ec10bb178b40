// The popover over the job tray: every running job with its bar and cancel, then how the last ones ended
// and why they failed. Deletes itself when it closes. Main thread.
#pragma once

#include <QFrame>

class QBoxLayout;
class QLabel;
class QProgressBar;

namespace audience::ui {

class Jobs;

class JobList final : public QFrame {
    Q_OBJECT
public:
    static JobList *openAbove(QWidget *anchor, Jobs *jobs);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    JobList(QWidget *anchor, Jobs *jobs);
    void rebuild();
    void refresh();
    void addRunning(qsizetype index);
    void addEnded(qsizetype index);
    void place();
    QWidget *m_anchor;
    Jobs *m_jobs;
    QBoxLayout *m_rows;
    QString m_shown; // which jobs the rows are of
    QList<std::pair<QProgressBar *, QLabel *>> m_live; // of the running jobs, in their order
};

} // namespace audience::ui
