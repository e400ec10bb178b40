// A campaign while it goes out and after: figures, progress, the last minute, who was kept back and
// why, and every person's line. Shows what it is given; the page asks.
#pragma once

#include "service/views.h"
#include "ui/kit/table_model.h"

#include <QWidget>

class QLabel;
class QButtonGroup;
class QBoxLayout;

namespace audience::ui {

class BarRows;
class ChartView;
class FigureBox;
class Notice;
class PartsBar;
class TableView;

class SendingView final : public QWidget {
    Q_OBJECT
public:
    // Rows of the log with this filter, on a pool thread.
    using Log = std::function<std::vector<service::LogRow>(const std::string &filter, qint64 first, int count)>;
    explicit SendingView(QWidget *parent = nullptr);
    void show(const service::CampaignView &campaign, const service::CampaignStatus &status, Log log);
    void showError(const QString &sentence);
    void settle() { m_people->settle(); }

private:
    QWidget *makeSummary();
    QWidget *makeFigures();
    QWidget *makePeople();
    void showFigures(const service::CampaignStatus &status);
    void showFilters(const service::CampaignStatus &status);
    void refreshPeople(bool always);

    service::CampaignView m_campaign;
    service::CampaignStatus m_status;
    Log m_log;
    QString m_filter;
    qint64 m_seen = -1; // a sum over what the people table shows; it is asked again when it changes
    Notice *m_notice;
    QList<QLabel *> m_summary;
    QList<FigureBox *> m_figures;
    FigureBox *m_sent, *m_speed;
    PartsBar *m_bar;
    QLabel *m_started, *m_left, *m_keptNote, *m_keptTitle;
    ChartView *m_chart;
    BarRows *m_kept;
    QBoxLayout *m_filters;
    QButtonGroup *m_filterGroup;
    TableModel *m_people;
    TableView *m_table;
};

} // namespace audience::ui
