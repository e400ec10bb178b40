#include "app/gallery/gallery.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/card.h"
#include "ui/kit/chart_view.h"
#include "ui/kit/figure_box.h"
#include "ui/kit/heat_map.h"
#include "ui/kit/key_figure_card.h"
#include "ui/kit/parts_bar.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <cmath>

namespace audience::gallery {

using namespace ui;

static QString s(const char *text) {
    return QString::fromUtf8(text);
}

static QWidget *stack(std::initializer_list<QWidget *> widgets, Qt::Orientation orientation = Qt::Vertical) {
    auto *box = new QWidget;
    auto *layout = new QBoxLayout(orientation == Qt::Vertical ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight, box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    return box;
}

static QWidget *keyFigures() {
    const QVector<double> rising{3, 4, 4, 6, 5, 7, 8, 9, 9, 11}, falling{9, 8, 8, 7, 5, 6, 4, 3};
    const auto card = [](const char *key, KeyFigureCard::Line line, const KeyFigure &figure) {
        auto *made = new KeyFigureCard(s(key), line);
        made->setFigure(figure);
        return made;
    };
    auto *quiet = card("k4", KeyFigureCard::Line::Below, {s("Unsubscribed"), s("0.21 %"), s("+0.05 pts"), Tone::Bad, {}, falling, Tone::Bad, s("falling")});
    quiet->setOpens(false);
    auto *box = new FigureBox(s("box"), s("To go"), FigureBox::Size::Medium);
    box->setFigure(s("380"));
    auto *large = new FigureBox(s("box2"), s("Sent"), FigureBox::Size::Large);
    large->setFigure(s("812"), s("of 1,198"));
    auto *bad = new FigureBox(s("box3"), s("Rejected"), FigureBox::Size::Medium);
    bad->setFigure(s("3"), {}, Tone::Bad);
    return stack({stack({card("k1", KeyFigureCard::Line::Below, {s("Delivered"), s("48,112"), s("+6.1 %"), Tone::Good, {}, rising, Tone::Accent, s("rising")}),
                         card("k2", KeyFigureCard::Line::Below, {s("Opened by people"), s("31.4 %"), s("+1.8 pts"), Tone::Good, s("against the 30 days before"), rising, Tone::Accent, {}}),
                         card("k3", KeyFigureCard::Line::Below, {s("Wiederkehrende Käuferinnen und Käufer"), s("1.204.118"), s("−0,4 %"), Tone::Bad, s("gegenüber den 30 Tagen davor"), falling, Tone::Bad, {}}),
                         quiet}, Qt::Horizontal),
                  stack({card("t1", KeyFigureCard::Line::Beside, {s("People"), s("20,000"), {}, Tone::Neutral, s("+ 212 this week"), rising, Tone::Accent, {}}),
                         card("t2", KeyFigureCard::Line::Beside, {s("Complaints"), s("0.03 %"), {}, Tone::Neutral, s("stops at 0.10 %"), falling, Tone::Accent, {}}),
                         card("t3", KeyFigureCard::Line::Beside, {s("No line yet"), s("–"), {}, Tone::Neutral, s("from the first send on"), {}, Tone::Accent, {}})}, Qt::Horizontal),
                  stack({large, box, bad}, Qt::Horizontal)});
}

static QWidget *bars() {
    auto *funnel = new Card(s("From sent to bought"));
    auto *rows = new BarRows;
    rows->setRowHeight(30);
    rows->setOpens(true);
    rows->setShares(48930);
    rows->setRows({{s("Sent"), 48930, {}, 0}, {s("Delivered"), 48112, {}, 0}, {s("Opened"), 15107, {}, 0}, {s("Clicked"), 2357, {}, 0}, {s("Bought"), 611, {}, 0}});
    funnel->body()->addWidget(rows);
    funnel->body()->addWidget(makeLabel(s("Biggest loss: opened to clicked. Open a bar to see the people."), "tertiary"));
    auto *left = new Card(s("Left after each rule"));
    auto *after = new BarRows;
    after->setRows({{s("All"), 20000, {}, -1}, {s("Spent more than 500 €"), 4102, {}, 0}, {s("Country is Germany, Austria or Switzerland, or opened by people"), 1340, {}, 0},
                    {s("Can be emailed"), 1198, {}, -2}, {s("Kept back"), 86, {}, -3}, {s("Nobody"), 0, {}, -4}});
    left->body()->addWidget(after);
    left->setFixedWidth(260);
    auto *partsCard = new Card(s("How far it is"));
    auto *parts = new PartsBar(s("parts"));
    parts->setParts({{s("Delivered"), 812, 0}, {s("Rejected"), 3, -3}, {s("Not sure"), 1, -4}}, 1198);
    parts->showNames(true);
    auto *versions = new PartsBar(s("parts2"));
    versions->setParts({{s("Version A"), 45, 0}, {s("Version B"), 45, 1}, {s("Get nothing"), 10, -1}}, 100);
    versions->showNames(true);
    partsCard->body()->addWidget(parts);
    partsCard->body()->addWidget(versions);
    return stack({stack({funnel, left}, Qt::Horizontal), partsCard});
}

static model::ChartSpec daily(bool hasBand) {
    model::ChartSpec spec;
    spec.kind = model::ChartKind::Line;
    spec.title = "Opens and clicks per day";
    spec.textAlternative = "Opens rise from 420 to 700.";
    spec.series = {{"opened", {}}, {"clicked", {}}};
    for (int day = 0; day < 30; ++day) {
        const std::string label = QDate(2026, 10, 23).addDays(day).toString(Qt::ISODate).toStdString();
        const double value = 520 + day * 10 + 240 * std::sin(day * 0.9);
        model::ChartPoint point{label, 0, std::round(value), {}};
        if (hasBand) {
            point.low = value - 160;
            point.high = value + 190;
        }
        spec.series[0].points.push_back(point);
        spec.series[1].points.push_back({label, 0, std::round(value * 0.13), {}});
    }
    return spec;
}

static Card *chartCard(const char *title, const model::ChartSpec &spec, bool takesNames) {
    auto *card = new Card(s(title));
    auto *chart = new ChartView;
    chart->setOpens(true);
    chart->setSpec(spec);
    if (takesNames)
        card->addAction(chart->takeNames());
    card->body()->addWidget(chart);
    card->setMinimumHeight(190);
    return card;
}

static QWidget *charts() {
    model::ChartSpec minute;
    minute.kind = model::ChartKind::Line;
    minute.series = {{"handed over", {}}, {"delivered", {}}};
    for (int i = 0; i < 60; ++i) {
        const std::string label = QTime(10, 2, 10).addSecs(i).toString(Qt::ISODate).toStdString();
        minute.series[0].points.push_back({label, 0, double(std::min(14, i / 2)), {}});
        minute.series[1].points.push_back({label, 0, double(std::min(14, std::max(0, i / 2 - 2))), {}});
    }
    model::ChartSpec bars;
    bars.kind = model::ChartKind::Bar;
    bars.series = {{"this month", {}}, {"month before", {}}};
    for (const char *day : {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}) {
        const auto value = double(40 + (day[0] * 7 + day[1]) % 60);
        bars.series[0].points.push_back({day, 0, value, {}});
        bars.series[1].points.push_back({day, 0, value * 0.8, {}});
    }
    auto *marked = chartCard("Names in the header", daily(false), true);
    return stack({stack({marked, chartCard("Last 60 seconds", minute, false)}, Qt::Horizontal),
                  stack({chartCard("How sure, day by day", daily(true), false), chartCard("Clicks by weekday", bars, true)}, Qt::Horizontal),
                  stack({chartCard("Nothing yet", {}, false)}, Qt::Horizontal)});
}

static QWidget *heat() {
    auto *card = new Card(s("When people click"));
    auto *map = new HeatMap(s("clicks"), s("Clicks by weekday and hour"));
    QStringList hours;
    for (int hour = 0; hour < 24; ++hour)
        hours << QStringLiteral("%1").arg(hour, 2, 10, QLatin1Char('0'));
    QVector<double> values;
    for (int day = 0; day < 7; ++day)
        for (int hour = 0; hour < 24; ++hour)
            values.append(hour < 5 ? 0 : std::round(200 * std::exp(-std::pow((hour - (day < 5 ? 12 : 18)) / 4.0, 2))));
    const QStringList days{s("Mon"), s("Tue"), s("Wed"), s("Thu"), s("Fri"), s("Sat"), s("Sun")};
    map->setCells(days, hours, values, [days, hours](int row, int column, double value) {
        return QStringLiteral("%1 %2:00, %3 clicks").arg(days[row], hours[column], formatNumber(qint64(value)));
    });
    card->body()->addWidget(map);
    card->body()->addWidget(makeLabel(s("Weekdays 11–13, weekends 17–19"), "tertiary"));
    return card;
}

QList<Part> figureParts() {
    return {{s("figures"), s("Key figures"), keyFigures}, {s("bars"), s("Bars and parts"), bars}, {s("charts"), s("Charts"), charts}, {s("heat"), s("Heat map"), heat}};
}

} // namespace audience::gallery
