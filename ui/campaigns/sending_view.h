// A campaign while it goes out and after: figures, the last minute or the hours after, clicks per link, who
// was kept back and why, and every person's line. Shows what it is given; the page asks, also for the people
// behind a figure, a point or a bar.
#pragma once

#include "async/progress.h"
#include "service/click_map.h"
#include "service/report_service.h"
#include "service/sleep_risk.h"
#include "ui/campaigns/people_log.h"
#include "ui/kit/widgets.h"

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace audience::ui {

class AboutCard;
class BarRows;
class BounceCard;
class ChartView;
class ClickMapCard;
class ControlCard;
class Notice;
class SendingFigures;
class StepRow;
class StopQuestion;

class SendingView final : public QWidget {
    Q_OBJECT
public:
    explicit SendingView(QWidget *parent = nullptr);
    void show(const service::CampaignView &campaign, const service::CampaignStatus &status, service::SendingWay way, PeopleLog::Source source);
    // Nobody works on it at this moment: no speed, no time left.
    void setStill(bool isStill) { m_isStill = isStill; }
    void setCurrency(const QString &currency) { m_currency = currency; } // of the budget
    // What it is about, by name; "": nothing.
    void setTopic(const QString &topic) { m_topic = topic; }
    void setMachine(const service::SendingMachine &machine, service::SleepRisk risk) {
        m_machine = machine;
        m_risk = risk;
    }
    // So many seconds until the first email leaves; until then nothing has. 0: too late to take it back.
    void setTakeBack(int seconds) { m_takeBack = seconds; }
    // Of a send that this window works on: what the job tray says.
    void showProgress(ProgressState state, int secondsToGo);
    void showReport(const service::CampaignReport &report); // of one that is over; until then it says that it counts
    void showClicks(const service::ClickMap &map); // of one that is over
    void say(Tone tone, const QString &title, const QString &text, const QString &action = {});
    void clearNotice();
    void askToStop(); // answered by stopWanted() or stopKept(); nothing, once it is over
    qint64 toGo() const;
    PeopleLog *people() { return m_people; }
    bool isSettled() const;

Q_SIGNALS:
    void stopWanted();
    void stopKept();
    void toGoChanged();
    void goTo(const QString &page, const QString &target);
    void aboutEdited(const audience::model::Campaign &campaign); // its notes
    void whoSendsWanted(); // the place where sending is handed over
    void peopleWanted(const audience::service::PeopleQuestion &question, const QString &title);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeMiddle();
    void showChart(const service::CampaignStatus &status);
    void showLinks(const std::vector<service::Bucket> &links);
    void showReasons(const service::CampaignStatus &status);
    void showState(const service::CampaignStatus &status);
    void showWaiting();
    bool isHeldUp() const;
    QString unsureWords() const;
    QString wayWords() const;
    void showToGo();
    void openPoint(int line, int step);
    void openLink(const std::string &label);
    void filterLog(const QString &filter);
    service::PeopleQuestion question(const std::string &fact) const;

    service::CampaignView m_campaign;
    service::CampaignStatus m_status;
    std::vector<Instant> m_steps; // of the chart: a point is what happened between one and the next
    int m_takeBack = 0;
    service::SendingMachine m_machine;
    service::SleepRisk m_risk = service::SleepRisk::Low;
    bool m_isStill = false;
    service::SendingWay m_way = service::SendingWay::Practice;
    service::Reporting reporting() const; // what is heard of its emails
    QString m_topic, m_currency;
    QString m_lookAt; // the people that the notice is about
    enum class Shows { Log, WhoSends } m_leadsTo = Shows::Log; // where the notice leads
    bool m_isAsking = false;      // the notice is a question of the page
    Notice *m_notice;
    StopQuestion *m_stop;
    SendingFigures *m_figures;
    QBoxLayout *m_middle;
    StepRow *m_stepRow;
    QLabel *m_keptNote, *m_chartTitle, *m_linksTitle;
    ChartView *m_chart;
    QWidget *m_chartCard, *m_linksCard;
    BounceCard *m_bounces;
    ControlCard *m_control;
    ClickMapCard *m_clicks;
    BarRows *m_kept, *m_links;
    QStringList m_reasons; // what each bar of m_kept narrows the log to
    PeopleLog *m_people;
    AboutCard *m_about;
};

} // namespace audience::ui
