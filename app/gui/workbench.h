// Puts the window together over one open workspace: pages, practice mode, standing, search, drops, the
// workspace menu, recent files. Main thread.
#pragma once

#include "async/latest.h"
#include "service/search_service.h"
#include "service/workspace_service.h"
#include "ui/kit/jobs.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <string>

class QMenu;

namespace audience::service {
}

namespace audience::ui {
class MainWindow;
class Page;
struct DropOffer;
}

namespace audience::gui {

class Workbench final : public QObject {
    Q_OBJECT
public:
    // How the pages are built: all before the constructor ends, or each in a turn of the event loop of its
    // own, so that other windows go on; then ready() comes.
    enum class Build { AtOnce, InTurns };
    // What the window says from its first moment on. Reads the file, so never on the main thread.
    struct Known {
        std::string name, zone;
    };
    static Known look(service::Session &session);
    explicit Workbench(std::shared_ptr<service::Session> session, Build build = Build::AtOnce, const std::optional<Known> &known = {});
    ~Workbench() override;

    ui::MainWindow *window() { return m_window.get(); }
    service::Session &session() { return *m_session; }
    ui::Jobs *jobs() { return m_jobs.get(); }
    // For who closes the window and sees its work to an end.
    std::shared_ptr<ui::Jobs> sharedJobs() const { return m_jobs; }
    std::shared_ptr<service::Session> sharedSession() const { return m_session; }
    // What a drop of these files on the window does.
    ui::DropOffer dropOffer(const QStringList &paths);
    void saveCopy(const QString &path);

    static QStringList recentFiles();
    static void rememberFile(const QString &path);

Q_SIGNALS:
    void built(int pages, int of);
    void ready();
    void openWanted(const QString &path);
    void createWanted(const QString &path);
    void welcomeWanted(); // once the window is closed
    void restartWanted();

private:
    QList<std::function<void()>> pageMakers();
    void addInTurns(QList<std::function<void()>> makers);
    void addSettings();
    void start(); // once all pages are there
    void addPage(ui::Page *page, bool below = false);
    void bindCommands();
    void fillWorkspaceMenu(QMenu *menu);
    void installFinder();
    void sayWhatWasLeft();
    // What the whole window says about the workspace, asked again after every change.
    void refreshState();
    void showZone(const std::string &zone);
    void showStanding(const service::WorkspaceInfo &info);
    // Reads back what became of the emails, and sees what other programs did to the workspace.
    void lookAround();
    // Runs the syncs that are due, one after the other, as a worker does.
    // Says that a save waits for a file that another program holds.
    void lookAtFile();
    void resolveStanding(Result<void> (service::WorkspaceService::*how)());

    std::shared_ptr<service::Session> m_session;
    std::shared_ptr<ui::Jobs> m_jobs;
    std::string m_zone;
    std::unique_ptr<ui::MainWindow> m_window;
    QList<ui::Page *> m_pages;
    std::unique_ptr<ui::Page> m_unfinished; // the page that is being built in turns
    int m_toBuild = 0;
    Latest<service::SearchHits> m_search;
    QTimer m_lookTimer, m_waitTimer;
    bool m_isWaiting = false;
    bool m_isLooking = false;
    qint64 m_generations = -1; // of all datasets together, as last seen
    CancelSource m_cancel;
};

} // namespace audience::gui
