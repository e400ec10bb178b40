// Puts the window together over one open workspace: pages, practice mode, standing, recent files.
// Main thread.
#pragma once

#include "service/workspace_service.h"
#include "ui/kit/jobs.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace audience::ui {
class MainWindow;
class Page;
}

namespace audience::gui {

class Workbench final : public QObject {
    Q_OBJECT
public:
    explicit Workbench(std::shared_ptr<service::Session> session, QObject *parent = nullptr);
    ~Workbench() override;

    ui::MainWindow *window() { return m_window.get(); }
    service::Session &session() { return *m_session; }
    ui::Jobs *jobs() { return &m_jobs; }

    static QStringList recentFiles();
    static void rememberFile(const QString &path);

private:
    // What the whole window says about the workspace, asked again after every change.
    void refreshState();
    void showStanding(const service::WorkspaceInfo &info);
    // Reads back what became of the emails, and sees what other programs did to the workspace.
    void lookAround();
    void resolveStanding(Result<void> (service::WorkspaceService::*how)());

    std::shared_ptr<service::Session> m_session;
    ui::Jobs m_jobs;
    std::unique_ptr<ui::MainWindow> m_window;
    QList<ui::Page *> m_pages;
    QTimer m_lookTimer;
    bool m_isLooking = false;
    qint64 m_generations = -1; // of all datasets together, as last seen
    CancelSource m_cancel;
};

} // namespace audience::gui
