// When a campaign starts: now, or at a day and time in the workspace's zone, and how many go per second.
// Says that a computer has to be awake then. Shows and asks; the composer keeps the campaign.
#pragma once

#include "base/clock.h"

#include <QDate>
#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QDateTime;
class QDoubleSpinBox;
class QLabel;

namespace audience::ui {

class DateButton;
class TimeButton;

class StartRow final : public QWidget {
    Q_OBJECT
public:
    explicit StartRow(QWidget *parent = nullptr);
    void setZone(const QString &zone) { m_zone = zone; }
    void setMachine(const QString &name, bool isThis);
    void show(Instant startAt, const QString &zone, double perSecond);
    void focusTime();
    QDate day() const; // of the start, in its zone; invalid: now
    bool isPast() const; // a start that nobody can keep any more

Q_SIGNALS:
    void pastChanged();
    void startChanged(audience::Instant start, const QString &zone); // 0: now
    void rateChanged(double perSecond);                              // 0: what the account allows

protected:
    void changeEvent(QEvent *event) override;

private:
    void choose(int choice);
    void put();
    void tell(const QDateTime &at);
    void refresh();
    QString m_zone, m_startZone, m_machine; // of the workspace, of the start
    Instant m_startAt;                      // 0: now
    bool m_isThis = true, m_isShowing = false, m_wasPast = false;
    QButtonGroup *m_choice;
    DateButton *m_day;
    TimeButton *m_time;
    QDoubleSpinBox *m_rate;
    QLabel *m_zoneWords, *m_awake, *m_passed;
    QTimer m_tick; // time goes by while the page stands open
};

// "14:00" today, "tomorrow 14:00", "Mon 23 Nov, 14:00"; in that zone.
QString startWords(Instant start, const QString &zone, Instant now);

} // namespace audience::ui
