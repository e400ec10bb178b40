// Decides which windows there are: the welcome until a workspace is open, then one workbench for each
// open file; a file is never open twice. Main thread.
#pragma once

#include "app/gui/workbench.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace audience::gui {

class WelcomeWindow;

struct DemoSize {
    int people = 20'000, events = 400'000;
};

class Program final : public QObject {
    Q_OBJECT
public:
    explicit Program(DemoSize size);
    ~Program() override;

    void welcome(const QString &problem = {});
    void demo(const QString &path); // made if it is not there
    void open(const QString &path); // brings its window to the front when it is open already
    void create(const QString &path);
    void createAt(const QString &path, const QString &page, const QString &target); // and where to begin in it
    void bring(const QStringList &tables); // into a new workspace, after what was found has been seen
    void moveIn(const QString &export_);   // likewise, an export of another tool
    const std::vector<std::unique_ptr<Workbench>> &workbenches() const { return m_workbenches; }
    // Tells all work to stop and waits for it, no longer than this; a small window says what is waited for.
    // False: something does not stop, and the program ends without it.
    bool finish(std::chrono::milliseconds patience);
    // The workspaces that a new process of the program shall open, once this one has ended.
    const QStringList &toReopen() const { return m_toReopen; }

    // After a session is there, e.g. pictures; gives the program's exit code.
    std::function<int(Workbench &)> whenOpen;

Q_SIGNALS:
    void opened(audience::gui::Workbench *workbench);

private:
    template <class Work> void run(const QString &what, const QString &path, Work work);
    void createFor(const QString &name, const QString &target); // a place in the data
    bool bringForward(const QString &path);
    void restart();
    void add(std::shared_ptr<service::Session> session, const Workbench::Known &known, const QString &path);
    void letGo(std::unique_ptr<Workbench> workbench);
    void closeFile(const QString &path);
    bool waitForClosing(const QString &path);
    void connectWorkbench(Workbench *workbench);
    void fail(const Error &error);

    DemoSize m_size;
    QSet<QString> m_opening; // on their way to a window
    QStringList m_toReopen;
    Workbench *m_leaving = nullptr; // its window gives way to the welcome, when it is closed
    struct Place {
        QString page, target;
    };
    Place m_place; // where to go once the new workspace is open
    ui::Jobs m_jobs;
    // Of windows that are closed: their work is told to stop, and then the file is closed on a pool thread.
    struct Closing {
        std::shared_ptr<ui::Jobs> jobs;
        std::shared_ptr<service::Session> session;
        bool isWanted = false; // opened again as soon as it is closed
    };
    QHash<QString, Closing> m_closing;
    std::unique_ptr<WelcomeWindow> m_welcome;
    std::vector<std::unique_ptr<Workbench>> m_workbenches;
};

} // namespace audience::gui
