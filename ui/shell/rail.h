// The rail at the left: the workspace and its menu, pages, job tray; collapses to icons with tooltips.
#pragma once

#include <QFrame>
#include <QHash>

#include <functional>

class QBoxLayout;
class QButtonGroup;
class QMenu;
class QPushButton;

namespace audience::ui {

class Jobs;
class JobTray;

class Rail final : public QFrame {
    Q_OBJECT
public:
    explicit Rail(Jobs *jobs, QWidget *parent = nullptr);
    void setWorkspaceName(const QString &name);
    // Fills the menu of the workspace each time it opens.
    void setWorkspaceMenu(std::function<void(QMenu *)> fill) { m_fillMenu = std::move(fill); }
    void openWorkspaceMenu();
    void addEntry(const QString &key, const QString &title, const char *iconName, bool below);
    void choose(const QString &key);
    // What the person wishes; in a narrow window the rail is collapsed all the same until it is asked for.
    void setCollapsed(bool collapsed);
    void setNarrow(bool narrow);
    void toggle();
    bool isCollapsed() const { return m_collapsed; }
    bool wantsCollapsed() const { return m_wantsCollapsed; }

Q_SIGNALS:
    void chosen(const QString &key);

private:
    struct Entry {
        QString key, title;
        QPushButton *button;
        bool below;
    };
    void showCollapsed(bool collapsed);
    void showTooltips();
    QBoxLayout *m_above, *m_below;
    QButtonGroup *m_group;
    QList<Entry> m_entries;
    QPushButton *m_workspace;
    JobTray *m_tray;
    std::function<void(QMenu *)> m_fillMenu;
    QString m_name;
    bool m_collapsed = false, m_wantsCollapsed = false, m_isNarrow = false;
};

} // namespace audience::ui
