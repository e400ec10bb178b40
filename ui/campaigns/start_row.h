// When a campaign starts: now, or at a day and time in the workspace's zone, and how many go per second.
// Says which
// computer sends it and whether that may be asleep then. Shows and asks; the composer keeps the campaign.
#pragma once

#include "service/sleep_risk.h"
#include "service/views.h"

#include <QDate>
#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QDateTime;
class QDoubleSpinBox;
class QLabel;
class QPushButton;

namespace audience::ui {

class DateButton;
class TimeButton;

class StartRow final : public QWidget {
    Q_OBJECT
public:
    explicit StartRow(QWidget *parent = nullptr);
    void setZone(const QString &zone) { m_zone = zone; }
    void setMachine(const service::SendingMachine &machine, service::SleepRisk risk);
    void show(Instant startAt, const QString &zone, double perSecond);
    void focusTime();
    QDate day() const; // of the start, in its zone; invalid: now
    bool isPast() const; // a start that nobody can keep any more

Q_SIGNALS:
    void pastChanged();
    void handoverWanted();
    void startChanged(audience::Instant start, const QString &zone); // 0: now
    void rateChanged(double perSecond);                              // 0: what the account allows

protected:
    void changeEvent(QEvent *event) override;

private:
    void choose(int choice);
    void put();
    void tell(const QDateTime &at);
    void refresh();
    void showMachine(bool isAhead);
    QString m_zone, m_startZone; // of the workspace, of the start
    service::SendingMachine m_machine;
    service::SleepRisk m_risk = service::SleepRisk::Low;
    Instant m_startAt;                      // 0: now
    bool m_isShowing = false, m_wasPast = false;
    QButtonGroup *m_choice;
    DateButton *m_day;
    TimeButton *m_time;
    QDoubleSpinBox *m_rate;
    QLabel *m_zoneWords, *m_sender, *m_awake, *m_passed;
    QPushButton *m_handover;
    QTimer m_tick; // time goes by while the page stands open
};

// "14:00" today, "tomorrow 14:00", "Mon 23 Nov, 14:00"; in that zone.
QString startWords(Instant start, const QString &zone, Instant now);

} // namespace audience::ui
