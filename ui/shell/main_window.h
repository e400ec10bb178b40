// The window: rail, top bar, the stack of pages, command palette, toasts, drops, what it remembers.
// Knows pages only as kit::Page; who made them and what they show is the composition root's business.
#pragma once

#include "ui/kit/page.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/drop_overlay.h"

#include <QHash>
#include <QMainWindow>

class QMenu;
class QStackedWidget;

namespace audience::ui {

class Jobs;
class Rail;
class StandingBar;
class Toast;
class TopBar;

class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(Jobs *jobs, QWidget *parent = nullptr);
    ~MainWindow() override;

    void setWorkspaceName(const QString &name);
    void setWorkspaceMenu(std::function<void(QMenu *)> fill);
    // "Practice mode: no email leaves this computer" on every page while true.
    void setPractice(bool practice);
    // Shown on every page, e.g. an untrusted copy; an empty text hides it.
    void setStanding(const QString &text, const QString &action, const std::function<void()> &act);
    // Something waits, e.g. for a locked file; shown on every page until the text is empty.
    void setWaiting(const QString &text);
    void addPage(Page *page, bool below = false);
    void showPage(const QString &key, const QString &target = {});
    Page *currentPage() const;
    const QList<Page *> &pages() const { return m_pages; }
    void openPalette();
    void setFinder(CommandPalette::Finder finder) { m_palette->setFinder(std::move(finder)); }
    void setDropTarget(DropTarget target) { m_drop->setTarget(std::move(target)); }
    void toast(const QString &message, const std::function<void()> &undo = {});
    // Size, rail and page are remembered under this name; puts back what is known of it.
    void rememberAs(const QString &name);
    void closeWithoutAsking();

Q_SIGNALS:
    void closed();
    void kept(); // somebody wanted it closed and thought better of it

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void refreshHeader();
    QList<PaletteEntry> entries() const;
    void addCommands(QList<PaletteEntry> &entries, const QWidget *owner) const;
    void bindCommands();
    void take(const PaletteEntry &entry);
    void keepState() const;
    void keepOpen();
    void keepPlace(Page *page);

    Jobs *m_jobs;
    Rail *m_rail;
    StandingBar *m_standing, *m_closing, *m_waiting;
    TopBar *m_bar;
    QStackedWidget *m_stack;
    CommandPalette *m_palette;
    Toast *m_toast;
    DropOverlay *m_drop;
    QList<Page *> m_pages, m_above;
    QString m_stateName;
    QHash<QString, QString> m_places; // what was open on pages that were not shown yet
    bool m_mayClose = false;
};

} // namespace audience::ui
