// An Amazon SES connection in five steps: keys, sender, account, reports, proof; and the rights its keys need. Asks Amazon
// when told to, in the background, and shows each step as it ends. Its cards are made one in a turn of the event loop:
// all at once they would hold the window. It does not change the connection itself. Main thread.
#pragma once

#include "service/connection_service.h"
#include "ui/connections/amazon_facts.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <array>
#include <functional>
#include <map>
#include <memory>

namespace audience::service {
class Session;
}

namespace audience::ui {

class AccountCard;
class Card;
class EventsCard;
class FindingRow;
class Job;
class Jobs;
class RightsCard;
class SenderCard;

class ConnectionGuide final : public QWidget {
    Q_OBJECT
public:
    ConnectionGuide(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    // `mayAct`: it is saved as it stands, and its keys are there.
    void show(const service::ConnectionView &connection, bool mayAct, bool showsKeys);
    void check() { run(AmazonFacts::Task::Check, false); }
    // What is known of a connection of that name; nothing: forget it.
    void put(const std::string &name, const AmazonFacts &facts);
    const AmazonFacts *facts() const;
    bool isSettled() const;
    void setAsksDns(bool asks) { m_asksDns = asks; } // else the domain's own records stay unknown

Q_SIGNALS:
    void changeWanted(); // of what is filled in
    void changed();      // of what is known
    void said(const QString &message);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);
    void touchedWorkspace();

private:
    void makeKeys();
    void run(AmazonFacts::Task task, bool adopt);
    void runFor(const std::string &name, AmazonFacts::Task task, bool adopt, const std::string &profile);
    void take(const std::string &name, const std::vector<aws::Step> &steps, AmazonFacts::Task task);
    void ended(const std::string &name, AmazonFacts::Task task, const service::SetupReport &report);
    void refresh();     // the cards there are; those that lack are due
    void refreshNext(); // makes the next that is due
    void refreshCard(int card, const AmazonFacts &facts);
    void refreshKeys(const AmazonFacts &facts);
    void refreshEvents(const AmazonFacts &facts);
    RightsCard *makeRights();
    void add(QWidget *card, int place);

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    service::ConnectionView m_current;
    std::map<std::string, AmazonFacts> m_facts;
    std::map<std::string, QPointer<Job>> m_running;
    bool m_mayAct = false, m_showsKeys = true, m_asksDns = true;
    static constexpr int kCards = 5;
    std::array<bool, kCards> m_isDue{};
    QTimer m_turn;
    std::int64_t m_rightsOf = -1; // the version of the connection whose rights are asked for
    Card *m_keys = nullptr;
    FindingRow *m_account, *m_place, *m_from, *m_leave;
    SenderCard *m_sender = nullptr;
    AccountCard *m_limits = nullptr;
    EventsCard *m_events = nullptr;
    RightsCard *m_rights = nullptr;
};

} // namespace audience::ui
