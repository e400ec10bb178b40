// Everything a campaign needs on one page: who, what, through which connection; and at the right how
// many it reaches and what stands in the way. Shows and collects; the page saves and checks.
#pragma once

#include "service/connection_service.h"
#include "service/views.h"
#include "service/workspace_service.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QBoxLayout;

namespace audience::ui {

class BarRows;
class Notice;

class ComposerView final : public QWidget {
    Q_OBJECT
public:
    // What can be chosen from.
    struct Choices {
        std::vector<service::SegmentView> segments;
        std::vector<service::TemplateView> templates;
        std::vector<service::ConnectionView> connections;
        std::vector<service::TopicView> topics;
    };
    explicit ComposerView(QWidget *parent = nullptr);
    void setChoices(const Choices &choices);
    void show(const service::CampaignView &campaign);
    const model::Campaign &campaign() const { return m_campaign; }
    void showCount(const std::optional<service::CountView> &count);
    void showChecks(const std::vector<service::CheckView> &checks);
    void showError(const QString &sentence);
    void askToSend(const QString &question, const QString &action);
    void clearNotice();

Q_SIGNALS:
    void edited();
    void legalBasisGiven(const QString &basis, const QString &statement);
    void sendConfirmed();

private:
    QWidget *makeWork();
    QWidget *makeMeaning();
    QPushButton *addPick(QBoxLayout *to, const QString &objectName, const QString &label, const char *iconName);
    void refresh();
    void pickSegment();
    void pickTemplate();
    void pickConnection();
    void pickTopics();

    Choices m_choices;
    model::Campaign m_campaign;
    QLineEdit *m_name, *m_fromName, *m_fromAddress;
    QPushButton *m_segment, *m_template, *m_connection, *m_topics;
    QLabel *m_who, *m_what, *m_through, *m_inboxFrom, *m_inboxSubject, *m_inboxPreheader;
    QLabel *m_reach, *m_reachOf, *m_keptTitle;
    BarRows *m_counts, *m_kept;
    QBoxLayout *m_checks;
    QWidget *m_legal;
    QLineEdit *m_statement;
    Notice *m_notice;
};

} // namespace audience::ui
