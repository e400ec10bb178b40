// Which hours, days and how many emails hold for all campaigns, which topics have a cap of
// their own and which domains nobody is written to at, as cards of Settings > Sending. Shows the rules and says
// what a person made of them; whoever has them keeps them. Main thread.
#pragma once

#include "service/sending_rules.h"
#include "service/workspace_service.h"

#include <QWidget>

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace audience::ui {

class DateButton;
class TimeButton;
class WeekdayChips;

class SendingRulesCard final : public QWidget {
    Q_OBJECT
public:
    explicit SendingRulesCard(QWidget *parent = nullptr);
    void show(const service::SendingRules &rules, const service::ZoneFields &zones, const std::vector<service::TopicView> &topics);

Q_SIGNALS:
    void changed(const audience::service::SendingRules &rules, const QString &words);

private:
    QWidget *makeHours();
    QWidget *makeDays();
    QWidget *makeCap();
    void addTopicCaps(QBoxLayout *rows, QWidget *card);
    QWidget *makeTopicCap(const std::string &key);
    QWidget *makeDomains();
    void takeQuiet(int fromMinute, int toMinute);
    void takeCap();
    void changeTopicCap(const std::string &key, const std::function<void(delivery::FrequencyCap &)> &change);
    void takeDomains();
    QString topicName(const std::string &key) const;
    void showTopicCaps();
    void showDomains();
    void showZones(const service::ZoneFields &zones);
    void showNotOn();
    void put(const QString &words); // m_rules as they are now

    service::SendingRules m_rules;
    std::vector<service::TopicView> m_topics;
    std::map<std::string, std::pair<QSpinBox *, QSpinBox *>> m_topicNumbers; // emails and days, by topic
    QCheckBox *m_quiet, *m_hasCap;
    QWidget *m_times, *m_dates, *m_numbers, *m_topicRows, *m_domains;
    QPushButton *m_addTopic;
    QLineEdit *m_addDomain;
    TimeButton *m_from, *m_to;
    QLabel *m_quietWords, *m_fault, *m_zoneWords, *m_domainFault;
    WeekdayChips *m_weekdays;
    QComboBox *m_zone;
    DateButton *m_addDay;
    QSpinBox *m_messages, *m_days;
    bool m_isShowing = false;
};

} // namespace audience::ui
