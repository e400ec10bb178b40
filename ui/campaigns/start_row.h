// When a campaign starts: now, or at a day and time in the workspace's zone, and how many go per second.
// Says that a computer has to be awake then. Shows and asks; the composer keeps the campaign.
#pragma once

#include "base/clock.h"

#include <QWidget>

class QButtonGroup;
class QDateEdit;
class QLabel;
class QSpinBox;
class QTimeEdit;

namespace audience::ui {

class StartRow final : public QWidget {
    Q_OBJECT
public:
    explicit StartRow(QWidget *parent = nullptr);
    void setZone(const QString &zone) { m_zone = zone; }
    void setMachine(const QString &name, bool isThis);
    void show(Instant startAt, const QString &zone, double perSecond);
    void focusTime();

Q_SIGNALS:
    void startChanged(audience::Instant start, const QString &zone); // 0: now
    void rateChanged(double perSecond);                              // 0: what the account allows

private:
    void put();
    void refresh();
    QString m_zone, m_machine;
    bool m_isThis = true, m_isShowing = false;
    QButtonGroup *m_choice;
    QDateEdit *m_day;
    QTimeEdit *m_time;
    QSpinBox *m_rate;
    QLabel *m_zoneWords, *m_awakeIcon, *m_awake;
};

// "14:00" today, "tomorrow 14:00", "Mon 23 Nov, 14:00"; in that zone.
QString startWords(Instant start, const QString &zone, Instant now);

} // namespace audience::ui
