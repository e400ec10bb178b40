// Before a workspace is open: two doors, the files of late, and what is being made while it is made.
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
    void showProgress(ui::Job *job); // doors give way to a bar until the job ends
    void showError(const QString &sentence);

Q_SIGNALS:
    void demoWanted();
    void newWanted(const QString &path);
    void openWanted(const QString &path);

private:
    QFrame *makeDoor(bool isFirst, const char *iconName, const QString &title, const QString &text, const QStringList &points,
                     QPushButton *button);
    QWidget *m_doors, *m_progress;
    QBoxLayout *m_recent;
    QLabel *m_recentTitle, *m_step;
    QProgressBar *m_bar;
    ui::Notice *m_notice;
};

} // namespace audience::gui
