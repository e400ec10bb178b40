// Sends the email to oneself: to which address, as which person, through which connection, what will happen, and what happened. Stands in the
// page until it is closed; Enter sends, Esc closes. The address is remembered on this machine. Main thread.
#pragma once

#include "service/template_service.h"

#include <QFrame>

#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace audience::ui {

class Notice;

class SendTestPanel final : public QFrame {
    Q_OBJECT
public:
    explicit SendTestPanel(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void open();
    void setPerson(const QString &key, const QString &words); // whose values are in it
    void send(const model::EmailTemplate &email);
    bool isSettled() const { return m_busy == 0; }

Q_SIGNALS:
    void sendWanted(); // whoever has the email gives it to send()
    void personWanted(QWidget *anchor);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void askToSend();
    void readWays();
    void pickWay();
    void sayWhatHappens();
    void sent(const service::TestReport &report, const QString &address);
    std::shared_ptr<service::Session> m_session;
    QString m_person;
    std::string m_path; // of the last test in practice
    int m_busy = 0;
    QLineEdit *m_address;
    QPushButton *m_as, *m_through, *m_send, *m_open, *m_folder;
    QWidget *m_throughRow;
    std::vector<service::TestWay> m_ways; // the usual one first
    std::string m_way;                    // the chosen one's connection; empty: the usual one
    QLabel *m_happens;
    Notice *m_result;
};

} // namespace audience::ui
