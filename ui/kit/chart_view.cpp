#include "ui/kit/chart_view.h"

#include "qbase/convert.h"
#include "ui/kit/accessible.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QCursor>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QToolTip>
#include <QVBoxLayout>
#include <QValueAxis>

#include <cmath>

namespace audience::ui {

using model::ChartKind;

namespace {

// A round step for at most four gridlines above zero.
double roundStep(double highest) {
    if (!(highest > 0))
        return 1;
    const double rough = highest / 4, power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0})
        if (factor * power >= rough * (1 - 1e-12))
            return factor * power;
    return 10 * power;
}

double highestOf(const model::ChartSpec &spec) {
    double highest = 0;
    for (const auto &series : spec.series)
        for (const auto &point : series.points)
            highest = std::max(highest, point.y);
    return highest;
}

void styleAxis(QAbstractAxis *axis, bool gridlines) {
    axis->setLabelsColor(tokens().secondary);
    axis->setLabelsFont(Theme::instance().font(TypeRole::Secondary));
    axis->setGridLineColor(tokens().border);
    axis->setGridLineVisible(gridlines);
    axis->setLineVisible(false);
}

QValueAxis *valueAxis(const model::ChartSpec &spec) {
    const double step = roundStep(highestOf(spec));
    auto *axis = new QValueAxis;
    const int ticks = std::max(1, int(std::ceil(highestOf(spec) / step - 1e-9)));
    axis->setRange(0, step * ticks);
    axis->setTickCount(ticks + 1);
    axis->setLabelFormat(step < 1 ? QStringLiteral("%.1f") : QStringLiteral("%.0f"));
    styleAxis(axis, true);
    return axis;
}

QColor dataColour(std::size_t index) {
    return tokens().data[index % tokens().data.size()];
}

} // namespace

ChartView::ChartView(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kTiny);
    m_names = new QLabel(this);
    m_names->setTextFormat(Qt::RichText);
    m_names->setAlignment(Qt::AlignRight);
    m_rows = new BarRows(this);
    m_view = new QChartView(this);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setBackgroundBrush(Qt::NoBrush);
    m_view->setStyleSheet(QStringLiteral("background: transparent"));
    m_view->viewport()->setAutoFillBackground(false);
    m_view->setMinimumHeight(140);
    m_view->setFocusPolicy(Qt::NoFocus); // the keyboard and screen readers get the whole chart
    m_view->viewport()->setFocusPolicy(Qt::NoFocus);
    layout->addWidget(m_names);
    layout->addWidget(m_rows);
    layout->addWidget(m_view, 1);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleRole(this, QAccessible::Chart);
    connect(&Theme::instance(), &Theme::changed, this, &ChartView::rebuild);
}

void ChartView::setSpec(const model::ChartSpec &spec) {
    m_spec = spec;
    rebuild();
}

void ChartView::rebuild() {
    setAccessibleName(toQString(m_spec.title));
    setAccessibleDescription(toQString(m_spec.textAlternative));
    const bool lying = m_spec.kind == ChartKind::HorizontalBar || m_spec.kind == ChartKind::Funnel;
    m_rows->setVisible(lying);
    m_view->setVisible(!lying);
    QString names;
    if (!lying && m_spec.series.size() > 1)
        for (std::size_t i = 0; i < m_spec.series.size(); ++i)
            names += QStringLiteral("<span style='color:%1'>&#9632;</span> <span "
                                    "style='color:%2'>%3</span>&nbsp;&nbsp;")
                         .arg(dataColour(i).name(), tokens().secondary.name(),
                              toQString(m_spec.series[i].name).toHtmlEscaped());
    m_names->setText(names);
    m_names->setVisible(!names.isEmpty());
    if (lying) {
        QVector<BarRow> rows;
        if (!m_spec.series.empty())
            for (const auto &point : m_spec.series.front().points)
                rows.push_back({toQString(point.label), qint64(point.y), toQString(point.note), 0});
        m_rows->setRows(rows);
        return;
    }
    auto *chart = new QChart;
    chart->legend()->hide();
    chart->setBackgroundVisible(false);
    // Room for half of the first and the last label below, which would be left out otherwise.
    chart->setMargins(QMargins(12, 6, 28, 0));
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    if (m_spec.kind == ChartKind::Line)
        drawLines(chart);
    else
        drawBars(chart);
    QChart *old = m_view->chart();
    m_view->setChart(chart);
    delete old;
}

void ChartView::drawLines(QChart *chart) {
    QValueAxis *vertical = valueAxis(m_spec);
    auto *horizontal = new QCategoryAxis;
    horizontal->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    styleAxis(horizontal, false);
    chart->addAxis(vertical, Qt::AlignLeft);
    chart->addAxis(horizontal, Qt::AlignBottom);
    for (std::size_t s = 0; s < m_spec.series.size(); ++s) {
        const auto &points = m_spec.series[s].points;
        auto *line = new QLineSeries;
        line->setName(toQString(m_spec.series[s].name));
        line->setPen(QPen(dataColour(s), 2));
        for (std::size_t i = 0; i < points.size(); ++i)
            line->append(double(i), points[i].y);
        chart->addSeries(line);
        line->attachAxis(vertical);
        line->attachAxis(horizontal);
        connect(line, &QLineSeries::hovered, this, [this, s](const QPointF &at, bool inside) {
            const auto &shown = m_spec.series[s].points;
            const auto index =
                std::size_t(qBound(0.0, std::round(at.x()), double(shown.size()) - 1));
            if (inside && index < shown.size())
                QToolTip::showText(QCursor::pos(), QStringLiteral("%1 · %2: %3 %4")
                                                       .arg(toQString(m_spec.series[s].name),
                                                            toQString(shown[index].label),
                                                            formatNumber(qint64(shown[index].y)),
                                                            toQString(shown[index].note)));
            else
                QToolTip::hideText();
        });
        if (s == 0 && !points.empty()) {
            // Labels at the very ends have no room and would be left out: few points get half a step of
            // air at both ends, many get their labels further in.
            const std::size_t count = points.size(), labels = std::min<std::size_t>(count, 5);
            const double air = count <= 12 ? 0.5 : 0;
            for (std::size_t i = 0; i < labels; ++i) {
                const std::size_t at = (2 * i + 1) * count / (2 * labels);
                if (!points[at].label.empty())
                    horizontal->append(toQString(points[at].label) + QString(int(i), QChar(0x200B)), double(at));
            }
            horizontal->setRange(-air, std::max(1.0, double(count) - 1 + air));
        }
    }
}

void ChartView::drawBars(QChart *chart) {
    QValueAxis *vertical = valueAxis(m_spec);
    auto *horizontal = new QBarCategoryAxis;
    styleAxis(horizontal, false);
    chart->addAxis(vertical, Qt::AlignLeft);
    chart->addAxis(horizontal, Qt::AlignBottom);
    auto *bars = new QBarSeries;
    bars->setBarWidth(0.7);
    for (std::size_t s = 0; s < m_spec.series.size(); ++s) {
        auto *set = new QBarSet(toQString(m_spec.series[s].name));
        set->setColor(dataColour(s));
        set->setBorderColor(Qt::transparent);
        for (const auto &point : m_spec.series[s].points) {
            *set << point.y;
            if (s == 0)
                horizontal->append(toQString(point.label));
        }
        bars->append(set);
    }
    connect(bars, &QBarSeries::hovered, this, [](bool inside, int index, QBarSet *set) {
        if (inside)
            QToolTip::showText(
                QCursor::pos(),
                QStringLiteral("%1: %2").arg(set->label(), formatNumber(qint64(set->at(index)))));
        else
            QToolTip::hideText();
    });
    chart->addSeries(bars);
    bars->attachAxis(vertical);
    bars->attachAxis(horizontal);
}

} // namespace audience::ui
