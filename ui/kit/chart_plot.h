// The drawing inside a ChartView: Qt Charts draws grid, lines, bands and bars; ticks, names and the marked
// point are painted over it, so that none is ever cut.
#pragma once

#include "model/chart_spec.h"
#include "ui/kit/chart_scale.h"

#include <QChartView>

namespace audience::ui {

QColor chartColour(std::size_t series);

class ChartPlot final : public QChartView {
    Q_OBJECT
public:
    explicit ChartPlot(QWidget *parent = nullptr);
    void setSpec(const model::ChartSpec &spec, const QTimeZone &zone, bool namesAtEnds);
    const PointLabels &labels() const { return m_labels; }
    void mark(int series, int index); // -1, -1: nothing
    int markedIndex() const { return m_markedIndex; }
    // The nearest point to a place in the view; {-1, -1} outside.
    std::pair<int, int> nearest(const QPointF &at) const;
    QPointF placeOf(int series, int index) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void drawLines(QChart *chart);
    void drawBars(QChart *chart);
    void paintTicks(QPainter *painter) const;
    void paintNames(QPainter *painter) const;
    void paintMark(QPainter *painter) const;
    QRectF plotArea() const;

    model::ChartSpec m_spec;
    ValueScale m_scale;
    PointLabels m_labels;
    bool m_namesAtEnds = false;
    int m_markedSeries = -1, m_markedIndex = -1;
};

} // namespace audience::ui
