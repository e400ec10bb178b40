// What is filled in for one connection: Amazon SES or a mail server to send, or the queue the events of SES arrive in.
// Says beside a field what is wrong with it. Does not save. Main thread.
#pragma once

#include "service/connection_service.h"

#include <QFrame>
#include <QHash>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace audience::ui {

class ConnectionForm final : public QFrame {
    Q_OBJECT
public:
    explicit ConnectionForm(QWidget *parent = nullptr);
    // A new one of "ses", "smtp" or "sqs", or one that is there; its name then stays.
    void edit(const service::ConnectionView &connection);
    bool isQueue() const { return m_kind == "sqs"; }
    bool isMailServer() const { return m_kind == "smtp"; }
    bool isNew() const { return m_isNew; }
    // What is filled in; nothing, with words at the field, when something is missing or wrong.
    std::optional<service::ConnectionView> connection();
    // As it stands, whole or not, without keys; and back into the fields, where they say something else.
    service::ConnectionView written() const;
    void write(const service::ConnectionView &connection);
    // What is filled in is saved under that name now.
    void setSaved(const std::string &name);
    // The keys typed in for the keychain; nothing when none were.
    std::optional<net::AwsCredentials> typedKeys() const;
    net::AwsCredentials writtenKeys() const; // as they stand in the fields, whole or not
    void writeKeys(const net::AwsCredentials &keys);
    bool hasKeys() const;

Q_SIGNALS:
    void edited();
    void submitted(); // Enter in a field

private:
    QLineEdit *addField(QBoxLayout *rows, const QString &objectName, const QString &title, const QString &explanation);
    void addRow(QBoxLayout *rows, const QString &title, const QString &explanation, QWidget *control, QWidget *field);
    QWidget *makeCredentials();
    void refresh();
    bool complain(QWidget *field, const QString &words);
    bool checkText(QLineEdit *field, const QString &words);
    bool checkSes();
    bool checkQueue();
    bool checkSender(); // who it comes from and how people leave: of whatever sends
    void addServer(QBoxLayout *rows);
    void addLogin(QBoxLayout *rows);
    void fillEncryptions();
    void fillLeaves();
    void refreshServer();
    void writeServer(const model::SmtpConnection &smtp);
    bool checkServer();
    model::SmtpConnection smtp() const;
    model::SesConnection ses() const;
    model::SqsConnection sqs() const;
    std::string credentials() const;

    std::string m_kind = "ses", m_region, m_savedServer; // the last: whose password is kept
    bool m_isNew = true;
    QLabel *m_title;
    QLineEdit *m_name, *m_from, *m_postal, *m_leaveValue, *m_queue, *m_endpoint, *m_configuration, *m_role, *m_externalId;
    QLineEdit *m_keysPlace, *m_keyId, *m_secret, *m_token;
    QLineEdit *m_host, *m_port, *m_user, *m_password, *m_rate;
    QComboBox *m_regionPick, *m_leave, *m_keysFrom, *m_encryption, *m_passwordFrom;
    QCheckBox *m_suppression;
    QPushButton *m_more;
    QHash<QWidget *, QWidget *> m_rowOf;
    QHash<QWidget *, QLabel *> m_complaints;
    QWidget *m_moreRows, *m_credentials;
};

} // namespace audience::ui
