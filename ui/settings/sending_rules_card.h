// Which hours, days and how many emails hold for all campaigns, as two cards of Settings > Sending. Shows the rules and says
// what a person made of them; whoever has them keeps them. Main thread.
#pragma once

#include "service/sending_rules.h"

#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QSpinBox;

namespace audience::ui {

class DateButton;
class TimeButton;
class WeekdayChips;

class SendingRulesCard final : public QWidget {
    Q_OBJECT
public:
    explicit SendingRulesCard(QWidget *parent = nullptr);
    void show(const service::SendingRules &rules, const service::ZoneFields &zones);

Q_SIGNALS:
    void changed(const audience::service::SendingRules &rules, const QString &words);

private:
    QWidget *makeHours();
    QWidget *makeDays();
    QWidget *makeCap();
    void takeQuiet(int fromMinute, int toMinute);
    void takeCap();
    void showZones(const service::ZoneFields &zones);
    void showNotOn();
    void put(const QString &words); // m_rules as they are now

    service::SendingRules m_rules;
    QCheckBox *m_quiet, *m_hasCap;
    QWidget *m_times, *m_dates, *m_numbers;
    TimeButton *m_from, *m_to;
    QLabel *m_quietWords, *m_fault, *m_zoneWords;
    WeekdayChips *m_weekdays;
    QComboBox *m_zone;
    DateButton *m_addDay;
    QSpinBox *m_messages, *m_days;
    bool m_isShowing = false;
};

} // namespace audience::ui
