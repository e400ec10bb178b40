// Where pictures are taken: the window over the demo shop, over an empty workspace, over a copy of the shop whose
// file was damaged or over one that sends through Amazon, and the few moves a list of pictures needs to bring a page into a state. Main thread.
#pragma once

#include "app/gui/shots/small_account.h"
#include "app/gui/workbench.h"
#include "base/strong_id.h"

#include <QSize>
#include <QTemporaryDir>
#include <QWidget>

#include <functional>
#include <memory>

class QSemaphore;

namespace audience::ui {
class MainWindow;
class Page;
}

namespace audience::gui {

class Stage final {
public:
    // Live: a copy of the shop that sends through Amazon; HandedOver: one whose sending another computer has.
    enum class Place { Demo, Empty, Damaged, Live, HandedOver };

    explicit Stage(Workbench &demo);
    ~Stage();

    // Chooses the workspace the next moves are about and gives its window this size.
    Result<void> enter(Place place, QSize size);
    Workbench &bench() { return *m_bench; }
    ui::MainWindow *window();
    service::Session &session() { return m_bench->session(); }

    // Moves. Each waits until the page has shown what it asked for; the error names what was not there.
    Result<void> show(const QString &page, const QString &target = {});
    Result<void> click(const char *button);
    Result<void> tab(const char *row, int index);
    Result<void> type(const char *field, const QString &text);
    Result<void> write(const char *editor, const QString &text); // in a source editor, in place of what is there
    Result<void> settle();
    void wait(int milliseconds);
    // A file to bring, e.g. to import; gives its path.
    Result<QString> file(const QString &name, const QByteArray &text);

    // Nothing asked for from here on is answered before the picture is taken: the page while it loads.
    void holdAnswers();
    // The page in a window that was opened this moment: it waits for its first answers.
    Result<void> showUnanswered(const QString &page);
    // The page as it says why it has nothing to show; an error of its own when it does not say so.
    Result<void> showUnread(const QString &page, const QString &target = {});
    // A picture of another window than the workbench, e.g. the welcome.
    void put(std::unique_ptr<QWidget> other);

    // Of the place that is live: the other end of its connections "Nordwind", "Nordwind small" and "Nordwind trial", and
    // what came of the emails that it took, read as events.
    SmallAccount &account() { return *m_account; }
    Result<void> takeEvents();

    // What is in the hand while the picture is taken is put down afterwards.
    void afterwards(std::function<void()> act) { m_afterwards = std::move(act); }

    // For the camera.
    QWidget *subject();
    void leave(); // answers come again, other windows and open lists go

    // Campaigns of the demo shop to look at: made once.
    Result<QString> draft();
    Result<QString> sending();
    Result<QString> finished();
    Result<void> startSending(); // the practice send goes on while pictures are taken

private:
    Result<void> makeCampaigns();
    Result<void> makeDamaged();
    Result<void> makeLive();
    Result<void> makeHandedOver();
    std::unique_ptr<Workbench> benchOver(std::shared_ptr<service::Session> session);

    Workbench &m_demo;
    std::unique_ptr<Workbench> m_empty, m_damaged, m_live, m_handedOver, m_unanswered;
    Workbench *m_bench;
    QTemporaryDir m_folder;
    std::unique_ptr<SmallAccount> m_account;
    QSize m_size;
    std::unique_ptr<QWidget> m_other;
    std::shared_ptr<QSemaphore> m_gate;
    int m_held = 0;
    std::function<void()> m_afterwards;
    CampaignId m_draft, m_sending, m_finished;
    bool m_isStarted = false;
};

} // namespace audience::gui
