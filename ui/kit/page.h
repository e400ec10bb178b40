// What the shell knows of a page: its name, its actions for the top bar and how to open something
// in it. No page knows another page; they ask the shell through `goTo`.
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <functional>
#include <utility>

namespace audience::ui {

// A thing the command palette can do or open.
struct PaletteEntry {
    QString text, hint, page, target;
    QString keys = {};                // its shortcut, shown at the right
    QString icon = {};                // "" : that of its page
    std::function<void()> run = {};   // instead of opening page and target
};

class Page : public QWidget {
    Q_OBJECT
public:
    explicit Page(QWidget *parent = nullptr) : QWidget(parent) {
        setProperty("role", QStringLiteral("page"));
    }

    virtual QString key() const = 0;   // stable, e.g. "segments"
    virtual QString title() const = 0; // in the rail
    virtual const char *iconName() const = 0;
    virtual QString heading() const { return title(); }  // where I am, e.g. the open segment
    virtual bool isInside() const { return heading() != title(); } // something is open, and there is a way up from it
    virtual QList<QWidget *> stateChips() { return {}; } // beside the heading
    virtual QList<QWidget *> actions() { return {}; }    // right of it; at most one primary
    virtual QList<PaletteEntry> paletteEntries() const { return {}; }
    virtual void open(const QString &target) { Q_UNUSED(target) } // "" = just show the page
    virtual void up() {}               // back to the list from what is open
    virtual bool isSettled() const { return true; } // everything asked for is shown; for tests and pictures
    virtual void workspaceChanged() {} // data were imported, definitions saved...
    // The same for a page that may be out of sight: it looks again when it is shown the next time, not before.
    void lookAgain() {
        m_isStale = !isVisible();
        if (!m_isStale)
            workspaceChanged();
    }
    // What is open, as a target for open(), so that a window comes back to it; "" for nothing.
    virtual QString place() const { return {}; }

Q_SIGNALS:
    void headerChanged();
    void goTo(const QString &page, const QString &target);
    void said(const QString &message); // a toast
    void saidWithUndo(const QString &message, const std::function<void()> &undo);
    void touchedWorkspace(); // other pages should look again

protected:
    void showEvent(QShowEvent *event) override {
        QWidget::showEvent(event);
        if (std::exchange(m_isStale, false))
            workspaceChanged();
    }

private:
    bool m_isStale = false;
};

} // namespace audience::ui
