// Before a workspace is open: three doors, the files of late, and what is being made while it is made, with a
// way to stop it. A workspace or tables dropped on it are taken as if they had been chosen. Main thread.
#pragma once

#include "ui/kit/jobs.h"

#include <QWidget>

class QBoxLayout;
class QFrame;
class QLabel;
class QProgressBar;
class QPushButton;

namespace audience::ui {
class Notice;
}

namespace audience::gui {

class WelcomeWindow final : public QWidget {
    Q_OBJECT
public:
    explicit WelcomeWindow(QWidget *parent = nullptr);
    void setRecent(const QStringList &paths);
    // The doors give way to a bar, and stay away until it is stopped or showDoors() is called: nothing is opened twice.
    void showProgress(ui::Job *job);
    void showStep(const QString &what, int done, int of); // what cannot be stopped; 0 of 0: nobody knows how far
    void showDoors();
    void showError(const QString &sentence);

Q_SIGNALS:
    void demoWanted();
    void bringWanted(const QStringList &paths); // tables to import into a new workspace
    void moveWanted(const QString &path);       // an export of another tool, into a new workspace
    void openWanted(const QString &path);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QFrame *makeDoor(bool isFirst, const char *iconName, const QString &title, const QString &text, const QStringList &points,
                     QPushButton *button);
    void chooseTables();
    void chooseExport(QPushButton *button);
    void chooseWorkspace();
    QWidget *m_doors, *m_progress, *m_foot;
    QPushButton *m_stop, *m_first;
    QBoxLayout *m_recent;
    QLabel *m_recentTitle, *m_step;
    QProgressBar *m_bar;
    ui::Notice *m_notice;
};

} // namespace audience::gui
