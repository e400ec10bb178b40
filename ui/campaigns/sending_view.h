// A campaign while it goes out and after: figures, progress, the last minute or the hours after, clicks per
// link, who was kept back and why, and every person's line. Shows what it is given; the page asks.
#pragma once

#include "async/progress.h"
#include "service/report_service.h"
#include "ui/campaigns/people_log.h"
#include "ui/kit/widgets.h"

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace audience::ui {

class BarRows;
class ChartView;
class FigureBox;
class Notice;
class PartsBar;
class StepRow;

class SendingView final : public QWidget {
    Q_OBJECT
public:
    explicit SendingView(QWidget *parent = nullptr);
    void show(const service::CampaignView &campaign, const service::CampaignStatus &status, PeopleLog::Source source);
    // Of a send that this window works on: what the job tray says.
    void showProgress(ProgressState state, int secondsToGo);
    void showReport(const service::CampaignReport &report); // of one that is over; until then it says that it counts
    void say(Tone tone, const QString &title, const QString &text, const QString &action = {});
    void clearNotice();
    PeopleLog *people() { return m_people; }

Q_SIGNALS:
    void noticeAction();
    void goTo(const QString &page, const QString &target);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeFigures();
    QWidget *makeMiddle();
    void showFigures(const service::CampaignStatus &status);
    void showSent(qint64 sent, qint64 wanted);
    void showLeft(int seconds); // -1: not known
    void showReasons(const service::CampaignStatus &status);
    void showState(const service::CampaignStatus &status);

    service::CampaignView m_campaign;
    service::CampaignStatus m_status;
    qint64 m_rejected = 0, m_unsure = 0;
    bool m_isAsking = false; // the notice is a question of the page
    Notice *m_notice;
    QList<FigureBox *> m_figures;
    FigureBox *m_sent, *m_speed, *m_revenue;
    QBoxLayout *m_middle;
    PartsBar *m_bar;
    StepRow *m_steps;
    QLabel *m_started, *m_left, *m_definition, *m_keptNote, *m_chartTitle;
    ChartView *m_chart;
    QWidget *m_chartCard, *m_linksCard;
    BarRows *m_kept, *m_links;
    QStringList m_reasons; // what each bar of m_kept narrows the log to
    PeopleLog *m_people;
};

} // namespace audience::ui
