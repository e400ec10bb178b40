#include "ui/kit/chart_plot.h"

#include "qbase/convert.h"
#include "ui/kit/figures.h"
#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"

#include <QAreaSeries>
#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace audience::ui {

using model::ChartKind;

static constexpr int kTickGap = 8, kMostName = 120;

QColor chartColour(std::size_t series) {
    return tokens().data[series % tokens().data.size()];
}

static QFont smallFont() {
    return Theme::instance().font(TypeRole::Secondary);
}

ChartPlot::ChartPlot(QWidget *parent) : QChartView(parent) {
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    setStyleSheet(QStringLiteral("background: transparent"));
    viewport()->setAutoFillBackground(false);
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setMinimumHeight(110);
    // Time goes from left to right also where text does not.
    setLayoutDirection(Qt::LeftToRight);
}

static void hideAxis(QAbstractAxis *axis) {
    axis->setLabelsVisible(false);
    axis->setGridLineVisible(false);
    axis->setLineVisible(false);
}

void ChartPlot::setSpec(const model::ChartSpec &spec, const QTimeZone &zone, bool namesAtEnds) {
    m_spec = spec;
    m_scale = valueScale(spec, height() > 0 && height() < 170 ? 3 : 4);
    m_labels = pointLabels(spec, zone);
    m_namesAtEnds = namesAtEnds;
    m_markedSeries = m_markedIndex = -1;
    auto *chart = new QChart;
    chart->legend()->hide();
    chart->setBackgroundVisible(false);
    chart->setMargins(QMargins());
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    auto *vertical = new QValueAxis;
    vertical->setRange(m_scale.lowest, m_scale.highest);
    vertical->setTickCount(int(std::lround((m_scale.highest - m_scale.lowest) / m_scale.step)) + 1);
    hideAxis(vertical);
    chart->addAxis(vertical, Qt::AlignLeft);
    if (spec.kind == ChartKind::Line)
        drawLines(chart);
    else
        drawBars(chart);
    for (QAbstractSeries *series : chart->series())
        series->attachAxis(vertical);
    QChart *old = this->chart();
    setChart(chart);
    delete old;
    arrange();
}

void ChartPlot::drawLines(QChart *chart) {
    auto *horizontal = new QValueAxis;
    const std::size_t count = m_spec.series.empty() ? 0 : m_spec.series.front().points.size();
    horizontal->setRange(0, std::max(1.0, double(count) - 1));
    hideAxis(horizontal);
    chart->addAxis(horizontal, Qt::AlignBottom);
    for (std::size_t s = 0; s < m_spec.series.size(); ++s) {
        const auto &points = m_spec.series[s].points;
        const QColor colour = chartColour(s);
        auto *line = new QLineSeries, *low = new QLineSeries, *high = new QLineSeries;
        for (std::size_t i = 0; i < points.size(); ++i) {
            line->append(double(i), points[i].y);
            if (points[i].low && points[i].high) {
                low->append(double(i), *points[i].low);
                high->append(double(i), *points[i].high);
            }
        }
        if (low->count() > 1) {
            auto *band = new QAreaSeries(high, low);
            high->setParent(band);
            low->setParent(band);
            QColor soft = colour;
            soft.setAlphaF(0.13F);
            band->setBrush(soft);
            band->setPen(Qt::NoPen);
            chart->addSeries(band);
            band->attachAxis(horizontal);
        } else {
            delete low;
            delete high;
        }
        line->setName(toQString(m_spec.series[s].name));
        line->setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        line->setPointsVisible(points.size() == 1);
        chart->addSeries(line);
        line->attachAxis(horizontal);
    }
}

void ChartPlot::drawBars(QChart *chart) {
    auto *horizontal = new QBarCategoryAxis;
    hideAxis(horizontal);
    chart->addAxis(horizontal, Qt::AlignBottom);
    auto *bars = new QBarSeries;
    bars->setBarWidth(0.7);
    for (std::size_t s = 0; s < m_spec.series.size(); ++s) {
        auto *set = new QBarSet(toQString(m_spec.series[s].name));
        set->setColor(chartColour(s));
        set->setBorderColor(Qt::transparent);
        for (const auto &point : m_spec.series[s].points)
            *set << point.y;
        bars->append(set);
    }
    // Equal names would fall together; what is shown is painted from the labels.
    for (qsizetype i = 0; i < m_labels.axis.size(); ++i)
        horizontal->append(QString::number(i));
    chart->addSeries(bars);
    bars->attachAxis(horizontal);
}

void ChartPlot::arrange() {
    if (!chart())
        return;
    const QFontMetrics metrics(smallFont());
    int left = 0, right = 8;
    for (double value = m_scale.lowest; value <= m_scale.highest + m_scale.step / 2; value += m_scale.step)
        left = std::max(left, figuresWidth(metrics, m_scale.text(value)));
    if (m_namesAtEnds)
        for (const auto &series : m_spec.series)
            right = std::max(right, std::min(kMostName, metrics.horizontalAdvance(toQString(series.name).left(60))) + 14);
    const int top = metrics.height() / 2 + 2, bottom = metrics.height() + kTickGap;
    chart()->setPlotArea(QRectF(left + kTickGap, top, std::max(20, width() - left - kTickGap - right), std::max(20, height() - top - bottom)));
}

void ChartPlot::resizeEvent(QResizeEvent *event) {
    QChartView::resizeEvent(event);
    arrange();
}

QRectF ChartPlot::plotArea() const {
    return chart() ? chart()->plotArea() : QRectF();
}

QPointF ChartPlot::placeOf(int series, int index) const {
    if (series < 0 || index < 0 || series >= int(m_spec.series.size()) || index >= int(m_spec.series[std::size_t(series)].points.size()))
        return {};
    const QRectF plot = plotArea();
    const double value = m_spec.series[std::size_t(series)].points[std::size_t(index)].y;
    const double y = plot.bottom() - plot.height() * (value - m_scale.lowest) / (m_scale.highest - m_scale.lowest);
    const auto count = double(std::max<qsizetype>(1, m_labels.axis.size()));
    if (m_spec.kind == ChartKind::Line)
        return {plot.left() + plot.width() * index / std::max(1.0, count - 1), y};
    const double group = plot.width() / count, bar = group * 0.7 / double(m_spec.series.size());
    return {plot.left() + group * index + group * 0.15 + bar * (series + 0.5), y};
}

std::pair<int, int> ChartPlot::nearest(const QPointF &at) const {
    const QRectF plot = plotArea();
    if (m_labels.axis.isEmpty() || !plot.adjusted(-6, -6, 6, 6).contains(at))
        return {-1, -1};
    const int count = int(m_labels.axis.size());
    const double share = (at.x() - plot.left()) / plot.width();
    const int index = m_spec.kind == ChartKind::Line ? int(std::lround(share * (count - 1))) : int(share * count);
    const int held = std::clamp(index, 0, count - 1);
    int best = 0;
    double least = 1e18;
    for (int s = 0; s < int(m_spec.series.size()); ++s) {
        const QPointF place = placeOf(s, held);
        const double away = m_spec.kind == ChartKind::Line ? std::abs(place.y() - at.y()) : std::abs(place.x() - at.x());
        if (away < least) {
            least = away;
            best = s;
        }
    }
    return {best, held};
}

void ChartPlot::mark(int series, int index) {
    if (series == m_markedSeries && index == m_markedIndex)
        return;
    m_markedSeries = series;
    m_markedIndex = index;
    viewport()->update();
}

void ChartPlot::paintEvent(QPaintEvent *event) {
    QChartView::paintEvent(event);
    if (m_labels.axis.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont());
    paintTicks(&painter);
    if (m_namesAtEnds)
        paintNames(&painter);
    paintMark(&painter);
}

// The lines across, behind what Qt Charts draws.
void ChartPlot::drawBackground(QPainter *painter, const QRectF &) {
    if (m_labels.axis.isEmpty())
        return;
    const QRectF plot = plotArea();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(QPen(tokens().border, 1));
    for (double value = m_scale.lowest; value <= m_scale.highest + m_scale.step / 2; value += m_scale.step) {
        const double y = std::round(plot.bottom() - plot.height() * (value - m_scale.lowest) / (m_scale.highest - m_scale.lowest));
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
    painter->restore();
}

void ChartPlot::paintTicks(QPainter *painter) const {
    const QRectF plot = plotArea();
    const QFontMetrics metrics = painter->fontMetrics();
    painter->setPen(tokens().secondary);
    for (double value = m_scale.lowest; value <= m_scale.highest + m_scale.step / 2; value += m_scale.step) {
        const double y = plot.bottom() - plot.height() * (value - m_scale.lowest) / (m_scale.highest - m_scale.lowest);
        drawFigures(painter, QRect(0, int(y) - metrics.height() / 2, int(plot.left()) - kTickGap, metrics.height()), Qt::AlignRight, m_scale.text(value));
    }
    const bool isLine = m_spec.kind == ChartKind::Line;
    const QVector<int> shown = isLine ? shownLabels(m_labels.axis, metrics, plot.width()) : everyLabel(m_labels.axis, metrics, plot.width());
    for (const int at : shown) {
        const QString text = inOrder(m_labels.axis[at].left(24));
        const double wide = metrics.horizontalAdvance(text);
        const double count = double(m_labels.axis.size());
        const double centre = isLine ? placeOf(0, at).x() : plot.left() + plot.width() * (at + 0.5) / count;
        // The first and the last stand inside the plot, so that neither is cut.
        const double x = std::clamp(centre - wide / 2, plot.left(), std::max(plot.left(), plot.right() - wide));
        painter->drawText(QPointF(x, plot.bottom() + kTickGap + metrics.ascent()), text);
    }
    if (!isLine)
        for (std::size_t s = 0; s < m_spec.series.size(); ++s)
            for (std::size_t i = 0; i < m_spec.series[s].points.size(); ++i) {
                const auto &point = m_spec.series[s].points[i];
                if (!point.low || !point.high)
                    continue;
                const QPointF place = placeOf(int(s), int(i));
                const auto yOf = [&](double value) { return plot.bottom() - plot.height() * (value - m_scale.lowest) / (m_scale.highest - m_scale.lowest); };
                painter->setPen(QPen(tokens().text, 1.5));
                painter->drawLine(QPointF(place.x(), yOf(*point.low)), QPointF(place.x(), yOf(*point.high)));
            }
}

void ChartPlot::paintNames(QPainter *painter) const {
    const QFontMetrics metrics = painter->fontMetrics();
    struct End {
        double y;
        std::size_t series;
    };
    std::vector<End> ends;
    for (std::size_t s = 0; s < m_spec.series.size(); ++s)
        if (!m_spec.series[s].points.empty())
            ends.push_back({placeOf(int(s), int(m_spec.series[s].points.size()) - 1).y(), s});
    std::sort(ends.begin(), ends.end(), [](const End &a, const End &b) { return a.y < b.y; });
    // Names of lines that end together are moved apart, and back up where the plot ends.
    const double line = metrics.height();
    for (std::size_t i = 1; i < ends.size(); ++i)
        ends[i].y = std::max(ends[i].y, ends[i - 1].y + line);
    const QRectF plot = plotArea();
    if (!ends.empty() && ends.back().y > plot.bottom()) {
        ends.back().y = plot.bottom();
        for (std::size_t i = ends.size() - 1; i-- > 0;)
            ends[i].y = std::min(ends[i].y, ends[i + 1].y - line);
    }
    for (const End &end : ends) {
        painter->setPen(chartColour(end.series));
        painter->drawText(QPointF(plot.right() + 8, end.y + metrics.ascent() / 2.0 - 1),
                          metrics.elidedText(inOrder(toQString(m_spec.series[end.series].name).left(60)), Qt::ElideRight, kMostName));
    }
}

void ChartPlot::paintMark(QPainter *painter) const {
    if (m_markedIndex < 0)
        return;
    const QRectF plot = plotArea();
    const bool isLine = m_spec.kind == ChartKind::Line;
    if (isLine) {
        const double x = placeOf(0, m_markedIndex).x();
        painter->setPen(QPen(tokens().strongBorder, 1));
        painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    for (int s = 0; s < int(m_spec.series.size()); ++s) {
        if (!isLine && s != m_markedSeries)
            continue;
        const QPointF place = placeOf(s, m_markedIndex);
        const double radius = s == m_markedSeries ? 4.5 : 3;
        if (isLine) {
            painter->setPen(QPen(tokens().surface, 1.5));
            painter->setBrush(chartColour(std::size_t(s)));
            painter->drawEllipse(place, radius, radius);
        } else {
            const double group = plot.width() / double(m_labels.axis.size()), bar = group * 0.7 / double(m_spec.series.size());
            painter->setPen(QPen(tokens().text, 1.5));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(QPointF(place.x() - bar / 2 - 1, place.y() - 1), QPointF(place.x() + bar / 2 + 1, plot.bottom())), 2, 2);
        }
    }
}

} // namespace audience::ui
