// The rail at the left: workspace, pages, job tray; collapses to icons.
#pragma once

#include <QFrame>
#include <QHash>

class QBoxLayout;
class QLabel;
class QPushButton;
class QButtonGroup;

namespace audience::ui {

class Jobs;
class JobTray;

class Rail final : public QFrame {
    Q_OBJECT
public:
    explicit Rail(Jobs *jobs, QWidget *parent = nullptr);
    void setWorkspaceName(const QString &name);
    void addEntry(const QString &key, const QString &title, const char *iconName, bool below);
    void choose(const QString &key);
    void setCollapsed(bool collapsed);
    bool isCollapsed() const { return m_collapsed; }

Q_SIGNALS:
    void chosen(const QString &key);

private:
    QBoxLayout *m_above, *m_below;
    QButtonGroup *m_group;
    QHash<QString, QPushButton *> m_buttons;
    QHash<QString, QString> m_titles;
    QPushButton *m_workspace;
    JobTray *m_tray;
    QString m_name;
    bool m_collapsed = false;
};

} // namespace audience::ui
