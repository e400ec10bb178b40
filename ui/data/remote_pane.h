// A dataset whose rows stay in their source: what it is, and its first rows as they are there now, with who answered. Looked at
// again or taken off the list from here. Nothing is kept of the rows. Main thread.
#pragma once

#include "async/latest.h"
#include "service/people_choice.h"
#include "service/remote_people.h"

#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QPushButton;
class QToolButton;

namespace audience::ui {

class Notice;
class StateView;
class TableModel;
class TableView;

class RemotePane final : public QWidget {
    Q_OBJECT
public:
    explicit RemotePane(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void show(const service::RemoteView &view); // asks its source
    void put(const Result<service::RemoteRows> &rows); // what the source would say; for pictures
    void leave(); // what is asked need not be answered
    const service::RemoteView &view() const { return m_view; }
    QList<QWidget *> actions(); // for the header; hidden while the page shows something else
    bool isBusy() const { return m_isAsking || m_isLooking; }

Q_SIGNALS:
    void goTo(const QString &page, const QString &target);
    void said(const QString &words);
    void saidWithUndo(const QString &words, const std::function<void()> &undo);
    void changed(); // the list of datasets is another

private:
    void ask();
    void lookAgain();
    void remove();
    void describe();

    std::shared_ptr<service::Session> m_session;
    service::RemoteView m_view;
    bool m_isAsking = false, m_isLooking = false;
    QLabel *m_place, *m_facts, *m_foot;
    Notice *m_notice;
    StateView *m_state;
    TableModel *m_model;
    TableView *m_table;
    QPushButton *m_segment, *m_again;
    QToolButton *m_remove;
    Latest<service::RemoteRows> m_rows;
    Latest<service::RemoteView> m_look;
};

} // namespace audience::ui
