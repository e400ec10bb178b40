// A mail server of one's own in four cards: how it is reached, what its sender's domain says, an email to oneself through
// it, and what such a server never tells. Asks only when told to, in the background. It does not change the connection.
// Main thread.
#pragma once

#include "aws/sender_domain.h"
#include "service/connection_service.h"
#include "service/template_service.h"

#include <QWidget>

#include <map>
#include <memory>
#include <optional>
#include <utility>

class QLineEdit;
class QPushButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class Card;
class FindingRow;
class Notice;

class MailServerGuide final : public QWidget {
    Q_OBJECT
public:
    explicit MailServerGuide(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    // `mayAct`: it is saved as it stands, and its password is there. `works`: what its test found; nothing: not tested.
    void show(const service::ConnectionView &connection, bool mayAct, bool showsServer, std::optional<bool> works);
    void lookUp(); // what the sender's domain says
    void put(const std::string &name, const aws::DomainReport &domain);
    bool isSettled() const { return m_busy == 0; }
    void setAsksDns(bool asks) { m_asksDns = asks; } // else the domain's records stay unknown

Q_SIGNALS:
    void changeWanted(); // of what is filled in

private:
    void make();
    void makeServer();
    void makeDomain();
    void makeTest();
    void makeSilence();
    void refresh();
    void refreshDomain();
    void sayFailed(); // to look up its domain
    void sendTest();
    void sent(const QString &address, const Result<service::TestReport> &report);

    std::shared_ptr<service::Session> m_session;
    service::ConnectionView m_current;
    std::map<std::string, aws::DomainReport> m_domains;
    std::map<std::string, Error> m_failed; // why a domain could not be looked up the last time
    std::map<std::string, std::pair<QString, Result<service::TestReport>>> m_unseen; // came while another was shown
    std::string m_testing; // whose email is on its way
    std::optional<bool> m_works;
    bool m_mayAct = false, m_showsServer = true, m_asksDns = true;
    int m_busy = 0;
    Card *m_server = nullptr, *m_domain, *m_test;
    FindingRow *m_place, *m_login, *m_from, *m_leave, *m_speed;
    FindingRow *m_spf, *m_dmarc, *m_dkim, *m_bounces;
    QPushButton *m_look, *m_send;
    QLineEdit *m_address;
    Notice *m_result;
};

} // namespace audience::ui
