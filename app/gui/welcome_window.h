// Before a workspace is open: three doors, the files of late, where a new workspace is to be kept, and what is being made while
// it is made, with a way to stop it. A workspace or tables dropped on it are taken as if they had been chosen; the palette and
// the keys of the window do here what is possible without a workspace. Main thread.
#pragma once

#include "ui/kit/jobs.h"

#include <QWidget>

class QBoxLayout;
class QFrame;
class QLabel;
class QProgressBar;
class QPushButton;

namespace audience::ui {
class CommandPalette;
class Notice;
}

namespace audience::gui {

class NewWorkspaceCard;

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
    void openPalette();

Q_SIGNALS:
    void demoWanted();
    void bringWanted(const QStringList &paths); // tables to import into a new workspace
    void moveWanted(const QString &path);       // an export of another tool, into a new workspace
    void openWanted(const QString &path);
    // An empty workspace, and where to begin in it: "connections" and what that page opens; "" for both.
    void createWanted(const QString &path, const QString &page, const QString &target);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    // `width`: of its words.
    QFrame *makeDoor(bool isFirst, const char *iconName, const QString &title, const QString &text, const QStringList &points,
                     const QList<QPushButton *> &buttons);
    QWidget *makeDoors(QWidget *parent);
    QWidget *makeProgress(QWidget *parent);
    QWidget *makeFoot(QWidget *parent);
    void bindCommands();
    void askForPlace(const QString &page, const QString &target); // of a new workspace
    bool isWorking() const { return !m_doors->isVisible() && !isAsking(); }
    bool isAsking() const;
    void chooseTables();
    void chooseExport(QPushButton *button);
    void chooseExportFile();
    void chooseExportFolder();
    void chooseWorkspace();
    QWidget *m_doors, *m_progress, *m_foot;
    NewWorkspaceCard *m_card;
    QString m_page, m_target; // where the new workspace begins
    QStringList m_recentFiles;
    ui::CommandPalette *m_palette;
    QPushButton *m_stop, *m_first, *m_connect, *m_new, *m_last;
    QBoxLayout *m_recent;
    QLabel *m_recentTitle, *m_step;
    QProgressBar *m_bar;
    ui::Notice *m_notice;
};

} // namespace audience::gui
