// The list of blocked addresses that Amazon keeps for the account, in Settings > Blocked addresses: brought here, and told
// what is known here only. Not there without a connection that reads it. Both run in the background. Main thread.
#pragma once

#include "service/suppression_sync.h"

#include <QPointer>
#include <QWidget>

#include <memory>
#include <utility>
#include <vector>

class QBoxLayout;
class QCheckBox;
class QLabel;
class QPushButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class Job;
class Jobs;
class Notice;

class AmazonBlockedCard final : public QWidget {
    Q_OBJECT
public:
    AmazonBlockedCard(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    void read();
    void put(const std::vector<service::SyncedAccount> &accounts); // as if they had been read
    bool isSettled() const { return m_busy == 0; }

Q_SIGNALS:
    void changed(); // the list of this workspace

private:
    void makeReasons(QBoxLayout *rows);
    void run(const std::set<workspace::SuppressionReason> &told);
    void ended(const Result<std::vector<service::SuppressionSyncView>> &views, bool told);
    void refresh();
    QString lastWords(const service::SyncedAccount &account) const;

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    std::vector<service::SyncedAccount> m_accounts;
    QPointer<Job> m_job;
    Notice *m_notice;
    QBoxLayout *m_rows;
    QWidget *m_reasons;
    std::vector<std::pair<workspace::SuppressionReason, QCheckBox *>> m_chosen;
    QLabel *m_running;
    QPushButton *m_bring, *m_tell, *m_tellNow, *m_stop;
    std::optional<Error> m_failed; // of the last run, until it is known whether an account says it
    bool m_isUnread = false; // the notice says that it could not be read
    int m_busy = 0;
};

} // namespace audience::ui
