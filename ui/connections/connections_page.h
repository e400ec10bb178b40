// Connections: which services outside this workspace uses, whether they work, and the form to add or
// change one. Keys typed here go to the keychain, never into the file. Main thread.
#pragma once

#include "service/connection_service.h"
#include "ui/kit/page.h"

#include <map>
#include <memory>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class ConnectionForm;
class EmptyState;
class Jobs;
class Notice;
class SideList;
class StalePanel;
class StateView;

class ConnectionsPage final : public Page {
    Q_OBJECT
public:
    ConnectionsPage(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    QString key() const override { return QStringLiteral("connections"); }
    QString title() const override { return tr("Connections"); }
    const char *iconName() const override { return "plug"; }
    QString heading() const override;
    QList<QWidget *> stateChips() override;
    QList<QWidget *> actions() override;
    QList<PaletteEntry> paletteEntries() const override;
    void open(const QString &target) override; // "new", "new-queue" or a name
    bool isSettled() const override { return m_busy == 0; }
    void workspaceChanged() override { reload(); }

private:
    enum class State { NotTested, NeedsKeys, Works, Failed };
    struct Known {
        State state = State::NotTested;
        QStringList words; // what the test found, or why it failed
    };
    void reload();
    void show(const service::ConnectionView &connection);
    void save();
    void keep(const service::ConnectionView &wanted, bool asCopy, bool mayUndo);
    void kept(const service::ConnectionView &saved, const service::ConnectionView &before, bool mayUndo);
    void showStale(const service::ConnectionView &mine);
    void test(const std::string &name);
    void remove();
    void forgetKeys();
    void refresh();
    void say(const Error &error);

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    SideList *m_list;
    QStackedWidget *m_stack;
    StateView *m_state; // while there is no connection to show
    Notice *m_notice, *m_result;
    ConnectionForm *m_form;
    StalePanel *m_stale;
    QPushButton *m_new, *m_newQueue, *m_save, *m_test, *m_forget;
    QToolButton *m_remove;
    QLabel *m_chip;
    std::vector<service::ConnectionView> m_all;
    service::ConnectionView m_current;
    service::ConnectionView m_mine, m_theirs; // of a save that came too late
    std::map<std::string, Known> m_known;
    bool m_isEditing = false, m_isLoaded = false, m_isTouched = false;
    QString m_wanted;
    int m_busy = 0;
};

} // namespace audience::ui
