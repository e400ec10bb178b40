// The calendar of the campaigns page: a month or a week to look through, and beside it what all that is scheduled means
// for people. Shows what it is given; the page counts, opens and moves.
#pragma once

#include "service/period.h"
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
    // The starts to come of a campaign; one that repeats has several. On each person's own clock a start is a span: that
    // of the next one is asked for.
    struct Coming {
        std::vector<Instant> starts;
        service::Span next;
        Instant knownUntil = {}; // it goes on after that; 0: these are all
    };
    void show(const std::vector<service::CampaignView> &campaigns, const QHash<qint64, Coming> &coming, Instant now);
    void showPressure(const PressurePane::Map &map, bool isPractice);
    PressurePane *pressure() { return m_pressure; }
    SendCalendar *calendar() { return m_calendar; }
    Notice *notice() { return m_notice; }

Q_SIGNALS:
    void opened(qint64 campaign);
    void moved(qint64 campaign, const QDate &to);

private:
    void turn(const QDate &day, SendCalendar::Mode mode);
    void showCut(); // what is not known of the days that are shown
    Notice *m_notice;
    QLabel *m_title, *m_cut;
    QString m_cutName; // of the campaign that is known least far, and until when
    QDate m_cutDay;
    SegmentedControl *m_mode;
    SendCalendar *m_calendar;
    PressurePane *m_pressure;
};

} // namespace audience::ui
