// All campaigns: what goes out next, filters by state with counts, a search, and a table that opens one.
// Shows what it is given; the page asks.
#pragma once

#include "service/views.h"

#include <QHash>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;

namespace audience::ui {

class ColumnFit;
class FilterChips;
class ListRows;
class Notice;
class TableModel;
class TableView;

class CampaignList final : public QWidget {
    Q_OBJECT
public:
    struct Figures {
        std::optional<qint64> opened, clicked; // nothing: not known
    };
    explicit CampaignList(QWidget *parent = nullptr);
    void show(const std::vector<service::CampaignView> &campaigns, const service::SendingMachine &machine, Instant now);
    struct Earned {
        QHash<qint64, QString> words; // "5,544 €"; empty: nobody said what a purchase is worth
        QString definition;
    };
    void setEarned(const Earned &earned);
    void setFigures(const QHash<qint64, Figures> &figures); // they come later
    Notice *notice() { return m_notice; }

Q_SIGNALS:
    void opened(qint64 campaign);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitHeight();
    void showNext();
    void showFilters();
    void fill();
    QString whenOf(const service::CampaignView &campaign) const;

    std::vector<service::CampaignView> m_campaigns;
    std::vector<std::size_t> m_shown; // rows of the table
    service::SendingMachine m_machine;
    Instant m_now;
    QHash<qint64, Figures> m_figures;
    Earned m_earned;
    QString m_filter;
    Notice *m_notice;
    QWidget *m_next;
    ListRows *m_nextRows;
    QLabel *m_more, *m_definition;
    FilterChips *m_filters;
    QLineEdit *m_search;
    TableModel *m_table;
    TableView *m_view;
    ColumnFit *m_columns;
};

} // namespace audience::ui
