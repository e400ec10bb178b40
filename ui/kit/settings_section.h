// One part of the settings page, e.g. "Appearance": a name in the list at the left and a widget at the
// right. Whoever has something to set derives from it and hands it to SettingsPage::addSection(), so
// that settings of all parts stand on one page. Main thread.
#pragma once

#include <QList>
#include <QWidget>

#include <functional>

namespace audience::ui {

class Notice;

class SettingsSection : public QWidget {
    Q_OBJECT
public:
    explicit SettingsSection(QWidget *parent = nullptr) : QWidget(parent) {}

    virtual QString key() const = 0; // stable, e.g. "appearance"; SettingsPage::open() takes it
    virtual QString title() const = 0;
    virtual const char *iconName() const = 0;
    virtual QStringList words() const { return {}; } // what the search finds it by, e.g. "Language"
    virtual void opened() {}                         // shown: load what may have changed
    virtual bool isSettled() const { return true; }
    // There is nothing to set before it was read: the page shows that it reads, or why it cannot.
    virtual bool isReadFirst() const { return false; }

Q_SIGNALS:
    void wasRead();
    void couldNotRead(const QString &why);
    void said(const QString &message);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);
    void touchedWorkspace();

protected:
    void noteRead();
    // The notice says it once something is shown.
    void sayUnread(Notice *notice, const QString &why);

private:
    bool m_isRead = false;
};

} // namespace audience::ui
