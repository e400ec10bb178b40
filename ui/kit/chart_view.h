// Draws a ChartSpec with Qt Charts in the theme's colours: direct labels, round ticks, a tooltip
// per point and the text alternative for screen readers. Bars lying on their side are BarRows.
#pragma once

#include "model/chart_spec.h"

#include <QWidget>

class QChart;
class QChartView;
class QLabel;

namespace audience::ui {

class BarRows;

class ChartView final : public QWidget {
    Q_OBJECT
public:
    explicit ChartView(QWidget *parent = nullptr);
    void setSpec(const model::ChartSpec &spec);

private:
    void rebuild();
    void drawLines(QChart *chart);
    void drawBars(QChart *chart);
    model::ChartSpec m_spec;
    QChartView *m_view;
    BarRows *m_rows;
    QLabel *m_names;
};

} // namespace audience::ui
