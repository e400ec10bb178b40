// Monitor: what came of the sends so far: key figures, opens and clicks, the way from sent to clicked
// and the campaigns with their results.
#pragma once

#include "async/latest.h"
#include "service/report_service.h"
#include "ui/kit/page.h"

#include <memory>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace audience::service {
class Session;
}

namespace audience::ui {

class BarRows;
class ChartView;
class FigureBox;
class Notice;
class TableModel;
class TableView;

class MonitorPage final : public Page {
    Q_OBJECT
public:
    explicit MonitorPage(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("monitor"); }
    QString title() const override { return tr("Monitor"); }
    const char *iconName() const override { return "activity"; }
    QString heading() const override { return tr("All campaigns"); }
    QList<QWidget *> actions() override;
    void open(const QString &target) override;
    void workspaceChanged() override { reload(); }
    bool isSettled() const override { return !m_isLoading; }

private:
    QWidget *makeContent();
    void reload();
    void show(const service::ReportService::Overview &overview);
    void writeReport();

    std::shared_ptr<service::Session> m_session;
    service::ReportService::Overview m_overview;
    bool m_isLoading = false;
    QStackedWidget *m_stack;
    Notice *m_notice;
    QList<std::pair<std::string, FigureBox *>> m_figures;
    ChartView *m_chart;
    BarRows *m_funnel;
    QLabel *m_loss;
    TableModel *m_campaigns;
    TableView *m_table;
    QPushButton *m_report;
    Latest<service::ReportService::Overview> m_latest;
};

} // namespace audience::ui
