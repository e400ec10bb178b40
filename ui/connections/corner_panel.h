// The public corner: what it is, what is off without it, making it in the customer's own account, its test, its inbox and
// its removal. All of it in the background; Amazon is asked only when wanted. Main thread.
#pragma once

#include "service/corner_service.h"
#include "ui/kit/card.h"

#include <QPointer>

#include <functional>
#include <memory>

class QComboBox;
class QLineEdit;

namespace audience::service {
class Session;
}

namespace audience::ui {

class CornerChoicesCard;
class FindingRow;
class Job;
class Jobs;
class Notice;
class RightsCard;

class CornerPanel final : public QWidget {
    Q_OBJECT
public:
    CornerPanel(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent = nullptr);
    void opened(); // reads how it stands
    bool isSettled() const;
    QString stateWord() const; // "off", "ready"; "" while it is not known
    // What is known, with the names of the connections it may use.
    void put(const service::CornerView &view, const QStringList &connections);
    void putChecks(const std::vector<service::CornerCheck> &checks);
    void putAside(const std::vector<service::CornerSignUp> &entries);
    void putParts(const std::vector<service::CornerStep> &parts);

Q_SIGNALS:
    void said(const QString &message);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);
    void changed();
    void touchedWorkspace();

private:
    enum class Task { Create, Update, Adopt, Remove };
    void makeAbout(QBoxLayout *column);
    void makePlan(QBoxLayout *column);
    void makeRest(QBoxLayout *column);
    QLineEdit *addField(QBoxLayout *rows, const char *objectName, const QString &title, const QString &placeholder);
    service::CornerPlan plan() const;
    void start(Task task);
    void test();
    void readInbox();
    void takeAgain();
    void saveTemplate();
    void refresh();
    void refreshAbout();
    void say(const Error &error);

    std::shared_ptr<service::Session> m_session;
    Jobs *m_jobs;
    service::CornerView m_view;
    bool m_isKnown = false, m_isAsking = false;
    int m_busy = 0;
    QPointer<Job> m_job;
    Notice *m_notice, *m_warning;
    Card *m_about, *m_offCard, *m_planCard, *m_partsCard, *m_checksCard, *m_asideCard;
    FindingRow *m_address, *m_images, *m_tracking, *m_inbox, *m_entries;
    QWidget *m_off, *m_parts, *m_checks, *m_asideRows;
    QComboBox *m_connection;
    QLineEdit *m_stack, *m_domain, *m_certificate, *m_trackingDomain, *m_trackingCertificate;
    QPushButton *m_create, *m_template, *m_adopt, *m_stop, *m_test, *m_read, *m_change, *m_remove;
    RightsCard *m_rights;
    CornerChoicesCard *m_choices;
};

} // namespace audience::ui
