// Which topic of the workspace is which topic of Amazon's contact list, in Settings > Topics. Not there while nobody leaves
// through such a list. Reads the list in the background once it is shown; adds to it only when told to. Main thread.
#pragma once

#include "service/topic_links.h"
#include "service/workspace_service.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace audience::ui {

class Notice;

class AmazonTopicsCard final : public QWidget {
    Q_OBJECT
public:
    explicit AmazonTopicsCard(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void show(const std::vector<service::TopicView> &topics);
    void put(const delivery::TopicMap &ties, const std::vector<service::ContactListView> &lists); // as if they had been read
    bool isSettled() const { return m_busy == 0; }

Q_SIGNALS:
    void saidWithUndo(const QString &message, const std::function<void()> &undo);
    void touchedWorkspace();

private:
    struct Loaded {
        delivery::TopicMap ties;
        std::vector<service::ContactListView> lists;
    };
    void read();
    void look(bool isDry); // at every list; else adds what is tied and lacks there
    void refresh();
    QWidget *makeRowOf(const service::TopicView &topic);
    void choose(const service::TopicView &topic, QPushButton *under);
    void tie(const std::string &key, const std::string &name, const QString &words);
    QString tieWords(const service::TopicView &topic) const;
    QString lookWords(const service::ContactListView &list) const;

    std::shared_ptr<service::Session> m_session;
    std::vector<service::TopicView> m_topics;
    Loaded m_loaded;
    Notice *m_notice;
    QBoxLayout *m_rows, *m_looks;
    QPushButton *m_sync;
    std::optional<Error> m_failed; // of the last look, until it is known whether a list says it
    bool m_hasLooked = false;
    bool m_isUnread = false; // the notice says that it could not be read
    int m_busy = 0;
};

} // namespace audience::ui
