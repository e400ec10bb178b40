// Monitor: what came of the emails of some days against the days before: key figures, their course, the
// way from sent to bought, when people click, the campaigns and what is worth a look. Every bar and point
// opens the people behind it.
#pragma once

#include "async/latest.h"
#include "service/report_service.h"
#include "ui/kit/page.h"

#include <QTimer>

#include <memory>

class QLabel;
class QPushButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class BarRows;
class Card;
class DayLines;
class HeatMap;
class KeyFigureCard;
class ListRows;
class Notice;
class PeopleOpener;
class PeriodPicker;
class StateView;
class TableModel;
class TableView;

class MonitorPage final : public Page {
    Q_OBJECT
public:
    explicit MonitorPage(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("monitor"); }
    QString title() const override { return tr("Monitor"); }
    const char *iconName() const override { return "activity"; }
    QString heading() const override;
    QList<QWidget *> stateChips() override;
    QList<QWidget *> actions() override;
    void open(const QString &target) override;
    void workspaceChanged() override { reload(); }
    bool isSettled() const override;
    PeopleOpener *people() { return m_people; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeContent();
    QWidget *makeMiddle(QWidget *content);
    QWidget *makeBottom(QWidget *content);
    void reload();
    void showReport(const service::PeriodReport &report);
    void showCards(const service::PeriodReport &report);
    void showCourse(const service::PeriodReport &report);
    void showFunnel(const service::PeriodReport &report);
    void showHours(const service::PeriodReport &report);
    void showCampaigns(const service::PeriodReport &report);
    void showRemarks(const service::PeriodReport &report);
    void showLive();
    service::PeopleQuestion question(const std::string &fact) const;
    void openRemark(int index);
    void openReportMenu();
    void saveReport();
    void printReport();

    std::shared_ptr<service::Session> m_session;
    service::PeriodReport m_report;
    int m_days = 30; // 0: the days of m_custom
    service::Period m_custom;
    bool m_isLoading = false;
    StateView *m_state;
    Notice *m_notice;
    QList<std::pair<std::string, KeyFigureCard *>> m_cards;
    Card *m_courseCard, *m_funnelCard, *m_hoursCard;
    DayLines *m_course;
    BarRows *m_funnel;
    HeatMap *m_hours;
    QLabel *m_loss, *m_best, *m_against, *m_live, *m_machines, *m_definition;
    TableModel *m_campaigns;
    TableView *m_table;
    ListRows *m_remarks;
    PeriodPicker *m_picker;
    QPushButton *m_save;
    QString m_saved;
    PeopleOpener *m_people;
    QTimer m_clock;
    Latest<service::PeriodReport> m_latest;
};

} // namespace audience::ui
