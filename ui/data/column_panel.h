// One column at a glance, at the right of the grid: how its values are spread, the figures, the most common
// ones, what is wrong with it and which columns move together with it. Main thread.
#pragma once

#include "async/latest.h"
#include "service/data_checks.h"
#include "ui/data/column_profiles.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace audience::ui {

class BarRows;
class FigureBox;
class ValueBars;

// "2,026.12": as many digits as are of use beside a chart; years ("2026"), dates and texts as they are.
QString shortFigure(const service::ColumnProfile &profile, const std::string &text);

class ColumnPanel final : public QFrame {
    Q_OBJECT
public:
    ColumnPanel(std::shared_ptr<service::Session> session, ColumnProfiles *profiles, QWidget *parent = nullptr);
    void showColumn(const service::Table &table, int column);
    void clear();
    bool isBusy() const { return m_isWaiting || m_isLooking; }
    int column() const { return m_column; }

Q_SIGNALS:
    void closeWanted();
    void filterWanted(const model::FieldTest &test);
    void checkWanted(const QString &check, const QString &column);
    void columnWanted(const QString &column);

private:
    void fill();
    void lookFurther();
    void showFaults(const std::vector<service::DataCheck> &checks);
    void showCompanions(const std::vector<service::Companion> &companions);

    struct Further {
        std::vector<service::DataCheck> checks;
        std::vector<service::Companion> companions;
    };
    std::shared_ptr<service::Session> m_session;
    ColumnProfiles *m_profiles;
    service::Table m_table;
    int m_column = -1;
    bool m_isWaiting = false, m_isLooking = false;
    QLabel *m_name, *m_type, *m_hint, *m_commonTitle, *m_companionsTitle, *m_sample;
    ValueBars *m_bars;
    FigureBox *m_filled, *m_empty, *m_distinct, *m_median, *m_mean, *m_middle;
    BarRows *m_common;
    QVBoxLayout *m_faults, *m_companions;
    QWidget *m_body;
    Latest<Further> m_further;
};

} // namespace audience::ui
