// What is filled in for one connection: Amazon SES to send, or the queue its events arrive in. Says
// beside a field what is wrong with it. Does not save. Main thread.
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
    // A new one of "ses" or "sqs", or one that is there; its name then stays.
    void edit(const service::ConnectionView &connection);
    bool isQueue() const { return m_kind == "sqs"; }
    bool isNew() const { return m_isNew; }
    // What is filled in; nothing, with words at the field, when something is missing or wrong.
    std::optional<service::ConnectionView> connection();
    // The keys typed in for the keychain; nothing when none were.
    std::optional<net::AwsCredentials> typedKeys() const;
    void clearKeys();

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
    std::optional<model::SesConnection> ses();
    std::optional<model::SqsConnection> sqs();
    std::string credentials() const;

    std::string m_kind = "ses", m_region;
    bool m_isNew = true;
    QLabel *m_title;
    QLineEdit *m_name, *m_from, *m_postal, *m_leaveValue, *m_queue, *m_endpoint, *m_configuration;
    QLineEdit *m_keysPlace, *m_keyId, *m_secret, *m_token;
    QComboBox *m_regionPick, *m_leave, *m_keysFrom;
    QCheckBox *m_suppression;
    QPushButton *m_more;
    QHash<QWidget *, QWidget *> m_rowOf;
    QHash<QWidget *, QLabel *> m_complaints;
    QWidget *m_moreRows;
};

} // namespace audience::ui
