// The calendar of the campaigns page: a month or a week to look through, and beside it what all that is scheduled means
// for people. Shows what it is given; the page counts, opens and moves.
#pragma once

#include "service/views.h"
#include "ui/campaigns/pressure_pane.h"
#include "ui/campaigns/send_calendar.h"

#include <QWidget>

namespace audience::ui {

class Notice;

class CalendarView final : public QWidget {
    Q_OBJECT
public:
    explicit CalendarView(QWidget *parent = nullptr);
    // `starts`: those to come, by campaign; one that repeats has several.
    void show(const std::vector<service::CampaignView> &campaigns, const QHash<qint64, std::vector<Instant>> &starts, Instant now);
    void showPressure(const PressurePane::Map &map, bool isPractice);
    PressurePane *pressure() { return m_pressure; }
    SendCalendar *calendar() { return m_calendar; }
    Notice *notice() { return m_notice; }

Q_SIGNALS:
    void opened(qint64 campaign);
    void moved(qint64 campaign, const QDate &to);

private:
    void turn(const QDate &day, SendCalendar::Mode mode);
    Notice *m_notice;
    QLabel *m_title;
    SegmentedControl *m_mode;
    SendCalendar *m_calendar;
    PressurePane *m_pressure;
};

} // namespace audience::ui
