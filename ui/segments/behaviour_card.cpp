#include "ui/segments/behaviour_card.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/card.h"
#include "ui/kit/chart_view.h"
#include "ui/kit/theme.h"
#include "ui/segments/breakdown_words.h"
#include "ui/segments/paired_bars.h"
#include "ui/segments/trait_finder.h"

#include <QGridLayout>
#include <QVBoxLayout>

#include <numeric>

namespace audience::ui {

using service::SegmentBehaviour;

namespace {

QString shareWords(const std::string &id) {
    return id == "bought"    ? BehaviourCard::tr("Bought something")
           : id == "emailed" ? BehaviourCard::tr("Got an email in 90 days")
           : id == "opened"  ? BehaviourCard::tr("of these opened one")
                             : BehaviourCard::tr("of these clicked in one");
}

QString figureWords(const std::string &id) {
    return id == "purchases"      ? BehaviourCard::tr("Purchases per buyer")
           : id == "spent"        ? BehaviourCard::tr("Spent per buyer")
           : id == "per_purchase" ? BehaviourCard::tr("Spent per purchase, on average")
                                  : BehaviourCard::tr("Days since the last purchase (half of them fewer)");
}

QString figureText(const std::string &id, const std::optional<double> &value) {
    if (!value)
        return QStringLiteral("–");
    return interfaceLocale().toString(*value, 'f', id == "days_since" ? 0 : id == "purchases" ? 1 : 2);
}

} // namespace

BehaviourCard::BehaviourCard(std::shared_ptr<service::Session> session, QWidget *parent) : QObject(parent), m_session(std::move(session)), m_latest(this) {
    m_card = new Card(tr("How they buy and read"), parent);
    m_card->hide();
}

void BehaviourCard::showRule(const model::SegmentRule &rule) {
    m_isAsking = true;
    m_latest.request([session = m_session, rule](CancelToken cancel) { return service::behaviourOf(*session, rule, cancel); },
                     [this, rule](Result<SegmentBehaviour> told) {
                         m_isAsking = false;
                         m_shownRule = rule;
                         show(told ? *told : SegmentBehaviour());
                     });
}

void BehaviourCard::clear() {
    m_latest.drop();
    m_isAsking = false;
    m_card->hide(); // until the next answer
}

void BehaviourCard::show(const SegmentBehaviour &told) {
    delete m_parts;
    m_parts = new QWidget(m_card);
    m_column = new QVBoxLayout(m_parts);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::kSmall);
    if (!told.shares.empty())
        addShares(told);
    if (!told.figures.empty())
        addFigures(told);
    for (const auto &chart : told.charts)
        addChart(chart);
    if (std::accumulate(told.hours.inside.begin(), told.hours.inside.end(), std::int64_t{0}) > 0)
        addHours(told.hours);
    m_card->body()->addWidget(m_parts);
    m_card->setVisible(!told.shares.empty());
}

PairedBars *BehaviourCard::addBars(const QString &objectName, const QString &title) {
    if (m_column->count() > 0)
        m_column->addSpacing(space::kSmall);
    m_column->addWidget(makeLabel(title, "strong", m_parts));
    auto *bars = new PairedBars(objectName, title, m_parts);
    bars->setCompact(true);
    m_column->addWidget(bars);
    return bars;
}

void BehaviourCard::addShares(const SegmentBehaviour &told) {
    auto *bars = addBars(QStringLiteral("behaviourShares"), tr("Of all people"));
    QVector<PairRow> rows;
    for (const auto &share : told.shares)
        rows.append({shareWords(share.id), share.insideShare(), share.outsideShare(), share.inside, share.outside});
    bars->setRows(rows);
    connect(bars, &PairedBars::rowActivated, this, [this, bars, shares = told.shares](int row) {
        Q_EMIT chosen(shares[std::size_t(row)].part, bars->rows()[row].name, bars->itemRectOnScreen(row));
    });
}

void BehaviourCard::addFigures(const SegmentBehaviour &told) {
    auto *grid = new QGridLayout;
    grid->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, 0);
    grid->setHorizontalSpacing(space::kPage);
    grid->setVerticalSpacing(space::kTiny);
    grid->setColumnStretch(0, 1);
    const auto put = [&](int row, int column, const QString &text, const char *role) {
        auto *label = makeLabel(text, role, m_parts);
        label->setWordWrap(column == 0);
        grid->addWidget(label, row, column, column == 0 ? Qt::Alignment() : Qt::AlignRight);
        return label;
    };
    put(0, 0, tr("Those who bought"), "strong");
    put(0, 1, tr("Here"), "tertiary");
    put(0, 2, tr("Others"), "tertiary");
    int row = 1;
    for (const auto &figure : told.figures) {
        put(row, 0, figureWords(figure.id), "secondary");
        put(row, 1, figureText(figure.id, figure.inside), "medium")->setObjectName(QStringLiteral("behaviour_") + toQString(figure.id));
        put(row, 2, figureText(figure.id, figure.outside), "secondary");
        ++row;
    }
    m_column->addLayout(grid);
}

void BehaviourCard::addChart(const service::SegmentBreakdown &chart) {
    auto *bars = addBars(QStringLiteral("behaviour_") + toQString(chart.field), breakdownFieldWords(chart.field));
    bars->setRows(breakdownRows(chart));
    connect(bars, &PairedBars::rowActivated, this, [this, bars, chart](int row) {
        Q_EMIT chosen(chart.rows[std::size_t(row)].part, tr("%1: %2").arg(breakdownFieldWords(chart.field), bars->rows()[row].name), bars->itemRectOnScreen(row));
    });
}

// As shares of the openings of each side, so that a small segment can be read beside a large rest.
void BehaviourCard::addHours(const SegmentBehaviour::Hours &hours) {
    model::ChartSpec spec;
    spec.kind = model::ChartKind::Line;
    spec.title = toUtf8(tr("When they open"));
    const auto add = [&](const QString &name, const std::vector<std::int64_t> &counts) {
        const double all = double(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
        model::ChartSeries series{toUtf8(name), {}};
        for (std::size_t hour = 0; hour < counts.size(); ++hour) {
            model::ChartPoint point;
            point.label = toUtf8(formatTime(QTime(int(hour), 0)));
            point.y = all > 0 ? double(counts[hour]) / all * 100 : 0;
            point.note = toUtf8(tr("%Ln openings", nullptr, int(counts[hour])));
            series.points.push_back(point);
        }
        spec.series.push_back(std::move(series));
    };
    add(tr("Here"), hours.inside);
    add(tr("Others"), hours.outside);
    spec.yTitle = toUtf8(tr("% of the openings"));
    spec.textAlternative = toUtf8(tr("At which hours the segment's people and everyone else open emails."));
    m_column->addSpacing(space::kSmall);
    m_column->addWidget(makeLabel(tr("When they open"), "strong", m_parts));
    auto *chart = new ChartView(m_parts);
    chart->setObjectName(QStringLiteral("behaviourHours"));
    chart->setAccessibleName(tr("When they open"));
    chart->setMinimumHeight(180);
    chart->setSpec(spec);
    m_column->addWidget(chart);
}

} // namespace audience::ui
