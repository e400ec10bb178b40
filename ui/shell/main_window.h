// The window: rail, top bar, the stack of pages, command palette, toasts. Knows pages only as
// kit::Page; who made them and what they show is the composition root's business.
#pragma once

#include "ui/kit/page.h"

#include <QMainWindow>

#include <functional>

class QLabel;
class QStackedWidget;
class QBoxLayout;
class QPushButton;

namespace audience::ui {

class CommandPalette;
class Jobs;
class Rail;
class Toast;

class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(Jobs *jobs, QWidget *parent = nullptr);
    ~MainWindow() override;

    void setWorkspaceName(const QString &name);
    // "Practice mode: no email leaves this computer" on every page while true.
    void setPractice(bool practice);
    // Shown on every page, e.g. an untrusted copy; an empty text hides it.
    void setStanding(const QString &text, const QString &action, const std::function<void()> &act);
    void addPage(Page *page, bool below = false);
    void showPage(const QString &key, const QString &target = {});
    Page *currentPage() const;
    void openPalette();
    void toast(const QString &message, const std::function<void()> &undo = {});

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refreshHeader();
    QList<PaletteEntry> entries() const;
    void installShortcuts();

    Jobs *m_jobs;
    Rail *m_rail;
    QWidget *m_standing;
    QLabel *m_standingText;
    QPushButton *m_standingAction;
    std::function<void()> m_standingAct;
    QPushButton *m_crumb;
    QLabel *m_heading, *m_practice;
    QBoxLayout *m_chips, *m_actions;
    QStackedWidget *m_stack;
    CommandPalette *m_palette;
    Toast *m_toast;
    QList<Page *> m_pages;
};

} // namespace audience::ui
