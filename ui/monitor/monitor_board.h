// What came of the emails of some days, on one board: key figures, opens and clicks per day, the steps from
// sent to bought, when people click, the campaigns, what is worth a look. Every figure, bar and point asks
// for the people behind it. Shows what it is given; the page counts.
#pragma once

#include "service/report_service.h"
#include "service/sending_way.h"
#include "ui/kit/widgets.h"

#include <QWidget>

#include <map>
#include <set>

class QBoxLayout;
class QGridLayout;

namespace audience::ui {

class BarRows;
class Card;
class ChartView;
class ColumnFit;
class HeatMap;
class KeyFigureCard;
class ListRows;
class Notice;
class TableModel;
class TableView;

class MonitorBoard final : public QWidget {
    Q_OBJECT
public:
    explicit MonitorBoard(QWidget *parent = nullptr);
    // What is heard of the emails of each campaign; what is not known of them is said, and is not a zero.
    using Reportings = std::map<std::int64_t, service::Reporting>;
    void show(const service::PeriodReport &report, const Reportings &reportings);
    service::PeopleQuestion question(const std::string &fact) const;
    QLabel *against() { return m_against; } // what the changes of the key figures are against; the page fills it

Q_SIGNALS:
    void peopleWanted(const service::PeopleQuestion &question, const QString &title);
    void goTo(const QString &page, const QString &target);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeMiddle();
    QWidget *makeBottom();
    void arrange();
    void showUnreported();
    bool isKnown(std::int64_t campaign, const char *fact) const;
    bool isSilent(const std::string &fact) const; // nothing is known of it, for want of reports
    void showCards(const service::PeriodReport &report);
    void showCourse(const service::PeriodReport &report);
    void showFunnel(const service::PeriodReport &report);
    void showHours(const service::PeriodReport &report);
    void showCampaigns(const service::PeriodReport &report);
    void showRemarks(const service::PeriodReport &report);
    void openRemark(int index);
    static QString shareOf(qint64 part, qint64 whole);

    service::PeriodReport m_report;
    Reportings m_reportings;
    std::set<std::int64_t> m_unreported; // through a mail server
    Notice *m_silence;
    QList<std::pair<std::string, KeyFigureCard *>> m_cards;
    QGridLayout *m_cardRow, *m_bottomGrid;
    QBoxLayout *m_middleRow;
    Card *m_courseCard, *m_funnelCard, *m_hoursCard, *m_campaignsCard, *m_lookCard;
    ChartView *m_course;
    BarRows *m_funnel;
    HeatMap *m_hours;
    QLabel *m_against, *m_loss, *m_best, *m_machines, *m_definition;
    TableModel *m_campaigns;
    TableView *m_table;
    ColumnFit *m_columns;
    ListRows *m_remarks;
};

} // namespace audience::ui
