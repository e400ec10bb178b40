#include "ui/monitor/monitor_board.h"

#include "qbase/convert.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/card.h"
#include "ui/kit/chart_view.h"
#include "ui/kit/column_fit.h"
#include "ui/kit/heat_map.h"
#include "ui/kit/key_figure_card.h"
#include "ui/kit/list_rows.h"
#include "ui/kit/notice.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/people/result_words.h"
#include "ui/text/definition_words.h"
#include "ui/text/words.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace audience::ui {

using service::PeopleQuestion;
using service::PeriodFigure;
using service::PeriodReport;

QString MonitorBoard::shareOf(qint64 part, qint64 whole) {
    return whole > 0 ? formatPercent(double(part) / double(whole)) : QStringLiteral("–");
}

static constexpr int kOneRow = 960;     // of the board: room for all cards of a row beside each other
static constexpr int kCourseHeight = 190, kMostMiddle = 440;

MonitorBoard::MonitorBoard(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    m_silence = new Notice(QStringLiteral("monitorSilence"), this);
    layout->addWidget(m_silence);
    m_cardRow = new QGridLayout;
    m_cardRow->setSpacing(space::kMedium);
    for (const char *id : {"delivered", "opened", "clicked", "purchase", "unsubscribed", "complained"}) {
        auto *card = new KeyFigureCard(QStringLiteral("figure_") + QLatin1String(id), KeyFigureCard::Line::Below, this);
        connect(card, &QAbstractButton::clicked, this, [this, id] { Q_EMIT peopleWanted(question(id), factWord(id)); });
        m_cards.append({id, card});
    }
    auto *cards = makeColumn(6);
    cards->addLayout(m_cardRow);
    m_against = makeLabel({}, "secondary", this);
    m_against->setObjectName(QStringLiteral("monitorAgainst"));
    m_against->setWordWrap(true);
    cards->addWidget(m_against);
    layout->addLayout(cards);
    layout->addWidget(makeMiddle(), 1000); // what is left of the page, as far as it does the chart good
    layout->addWidget(makeBottom());
    m_definition = makeLabel({}, "secondary", this);
    m_definition->setObjectName(QStringLiteral("monitorDefinition"));
    m_definition->setWordWrap(true);
    layout->addWidget(m_definition);
    layout->addStretch(1); // cards are as high as what they say
    arrange();
}

QWidget *MonitorBoard::makeMiddle() {
    auto *middle = new QWidget(this);
    auto *row = m_middleRow = new QHBoxLayout(middle);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kMedium);
    m_courseCard = new Card(tr("Opens and clicks per day"), middle);
    m_machines = makeChip({}, Tone::Neutral, m_courseCard);
    m_machines->setObjectName(QStringLiteral("monitorMachines"));
    m_course = new ChartView(m_courseCard);
    m_course->setObjectName(QStringLiteral("monitorCourse"));
    m_course->setOpens(true);
    m_courseCard->addAction(m_course->takeNames());
    m_courseCard->addAction(m_machines);
    connect(m_course, &ChartView::pointActivated, this, [this](int line, int day) {
        const char *fact = line == 0 ? "opened" : "clicked";
        PeopleQuestion asked = question(fact);
        asked.day = CivilDate{m_report.period.first.days + day};
        Q_EMIT peopleWanted(asked, tr("%1, %2").arg(factWord(fact), dayWords(*asked.day)));
    });
    m_course->setMinimumHeight(kCourseHeight);
    m_courseCard->body()->addWidget(m_course, 1);
    row->addWidget(m_courseCard, 18);
    m_funnelCard = new Card(tr("From sent to bought"), middle);
    m_funnel = new BarRows(m_funnelCard);
    m_funnel->setObjectName(QStringLiteral("monitorFunnel"));
    m_funnel->setAccessibleName(tr("From sent to bought"));
    m_funnel->setRowHeight(30);
    m_funnel->setOpens(true);
    m_funnel->setFocusPolicy(Qt::StrongFocus);
    connect(m_funnel, &BarRows::rowActivated, this, [this](int step) {
        const std::string &fact = m_report.funnel[std::size_t(step)].label;
        PeopleQuestion asked = question(fact);
        asked.sentInPeriod = true;
        Q_EMIT peopleWanted(asked, tr("%1, of what was sent in these days").arg(factWord(fact)));
    });
    m_loss = makeLabel({}, "secondary", m_funnelCard);
    m_loss->setWordWrap(true);
    m_funnelCard->body()->addWidget(m_funnel);
    m_funnelCard->body()->addWidget(m_loss);
    m_funnelCard->body()->addStretch(1);
    row->addWidget(m_funnelCard, 9);
    return middle;
}

QWidget *MonitorBoard::makeBottom() {
    auto *bottom = new QWidget(this);
    m_bottomGrid = new QGridLayout(bottom);
    m_bottomGrid->setContentsMargins(0, 0, 0, 0);
    m_bottomGrid->setSpacing(space::kMedium);
    m_hoursCard = new Card(tr("When people click"), bottom);
    m_hours = new HeatMap(QStringLiteral("monitorHours"), tr("When people click"), m_hoursCard);
    connect(m_hours, &HeatMap::activated, this, [this](int weekday, int hour) {
        if (m_report.clicksByHour[std::size_t(weekday)][std::size_t(hour)] == 0)
            return;
        PeopleQuestion asked = question("click");
        asked.weekday = weekday;
        asked.hour = hour;
        Q_EMIT peopleWanted(asked, tr("Clicks, %1 %2:00").arg(interfaceLocale().dayName(weekday + 1)).arg(hour));
    });
    m_best = makeLabel({}, "secondary", m_hoursCard);
    m_best->setWordWrap(true);
    m_hoursCard->body()->addWidget(m_hours);
    m_hoursCard->body()->addWidget(m_best);
    m_hoursCard->body()->addStretch(1);
    m_campaignsCard = new Card(tr("Campaigns"), bottom);
    m_campaignsCard->setFlush();
    m_campaigns = new TableModel(this);
    m_table = new TableView(QStringLiteral("monitorCampaigns"), tr("Campaigns"), m_campaignsCard);
    m_table->setProperty("role", QStringLiteral("plain"));
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setModel(m_campaigns);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (index.row() < int(m_report.campaigns.size()))
            Q_EMIT goTo(QStringLiteral("campaigns"), QString::number(m_report.campaigns[std::size_t(index.row())].id.value));
    });
    m_columns = new ColumnFit(m_table);
    m_campaignsCard->body()->addWidget(m_table);
    m_campaignsCard->body()->addStretch(1);
    m_lookCard = new Card(tr("Worth a look"), bottom);
    m_remarks = new ListRows(QStringLiteral("monitorRemarks"), tr("Worth a look"), m_lookCard);
    m_remarks->setLines(false);
    m_remarks->setWrapping(true);
    connect(m_remarks, &ListRows::opened, this, [this](const QString &id) { openRemark(id.toInt()); });
    m_remarks->setMinimumHeight(1); // how high its words are depends on their width: the least is no measure
    m_lookCard->body()->addWidget(m_remarks);
    m_lookCard->body()->addStretch(1);
    return bottom;
}

// Where the window is narrow the cards stand in two rows and the page scrolls: nothing is cut.
void MonitorBoard::arrange() {
    const bool isWide = width() >= Theme::instance().pixels(kOneRow);
    const int perRow = isWide ? int(m_cards.size()) : 3;
    for (const auto &[id, card] : std::as_const(m_cards))
        m_cardRow->removeWidget(card);
    for (int column = 0; column < int(m_cards.size()); ++column)
        m_cardRow->setColumnStretch(column, 0);
    int at = 0;
    for (const auto &[id, card] : std::as_const(m_cards)) {
        if (card->isHidden() && !m_report.figures.empty())
            continue;
        m_cardRow->addWidget(card, at / perRow, at % perRow);
        m_cardRow->setColumnStretch(at % perRow, 1);
        ++at;
    }
    m_middleRow->setDirection(isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_middleRow->parentWidget()->setMaximumHeight(Theme::instance().pixels((isWide ? 1 : 2) * kMostMiddle));
    for (QWidget *card : {static_cast<QWidget *>(m_hoursCard), static_cast<QWidget *>(m_campaignsCard), static_cast<QWidget *>(m_lookCard)})
        m_bottomGrid->removeWidget(card);
    m_bottomGrid->addWidget(m_hoursCard, 0, 0);
    m_bottomGrid->addWidget(m_campaignsCard, isWide ? 0 : 1, isWide ? 1 : 0, 1, isWide ? 1 : 2);
    m_bottomGrid->addWidget(m_lookCard, 0, isWide ? 2 : 1);
    const std::array<int, 3> wide{25, 60, 21}, narrow{50, 50, 0};
    for (int column = 0; column < 3; ++column)
        m_bottomGrid->setColumnStretch(column, (isWide ? wide : narrow)[std::size_t(column)]);
}

void MonitorBoard::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    if ((width() >= Theme::instance().pixels(kOneRow)) != (event->oldSize().width() >= Theme::instance().pixels(kOneRow)))
        arrange();
}

PeopleQuestion MonitorBoard::question(const std::string &fact) const {
    PeopleQuestion asked;
    asked.period = m_report.period;
    asked.fact = fact;
    return asked;
}

void MonitorBoard::show(const PeriodReport &report, const Reportings &reportings) {
    m_report = report;
    m_reportings = reportings;
    m_unreported.clear();
    for (const auto &[campaign, reporting] : reportings)
        if (reporting.way == service::SendingWay::MailServer)
            m_unreported.insert(campaign);
    showUnreported();
    showCards(report);
    arrange();
    showCourse(report);
    showFunnel(report);
    showHours(report);
    showCampaigns(report);
    showRemarks(report);
    QString means = report.earned ? definitionWords(report.earned->definition) : QString();
    if (report.isPractice)
        means = means.isEmpty() ? tr("Practice: readers and their clicks are simulated.") : tr("Practice: readers and their clicks are simulated. Revenue: %1.").arg(means);
    else if (!means.isEmpty())
        means = tr("Revenue: %1.").arg(means);
    m_definition->setText(means);
    m_definition->setVisible(!means.isEmpty());
}

// Which campaigns went through a mail server or do not count everything, and what that means for the figures.
void MonitorBoard::showUnreported() {
    QString name;
    for (const auto &line : m_report.campaigns)
        if (name.isEmpty() && m_unreported.contains(line.id.value))
            name = toQString(line.name).left(80);
    const auto isKnown = [this](const char *fact) { return !isSilent(fact); };
    m_courseCard->setVisible(isKnown("opened") || isKnown("clicked"));
    m_funnelCard->setVisible(isKnown("delivered"));
    m_middleRow->parentWidget()->setVisible(!m_courseCard->isHidden() || !m_funnelCard->isHidden());
    m_hoursCard->setVisible(isKnown("clicked"));
    const int uncounted = int(std::count_if(m_reportings.begin(), m_reportings.end(), [](const auto &one) { return !one.second.opens || !one.second.clicks; }));
    if (m_unreported.empty() && uncounted > 0)
        return m_silence->say(Tone::Accent, tr("%Ln campaigns do not count who opens or clicks", nullptr, uncounted),
                              tr("Their emails are among those sent all the same, so the shares of opened and clicked are lower than what people did."));
    if (m_unreported.empty())
        return m_silence->clear();
    const int others = int(m_unreported.size()) - 1;
    const bool isAll = m_unreported.size() == m_report.campaigns.size();
    m_silence->say(Tone::Accent,
                   isAll         ? tr("Your mail server does not report what became of these emails")
                   : others == 0 ? tr("%1 went through your mail server, which reports nothing back").arg(name)
                                 : tr("%1 and %Ln others went through your mail server, which reports nothing back", nullptr, others).arg(name),
                   tr("Who got, opened or clicked them is not known, and that is why it is not counted here. Amazon SES reports it."));
}

bool MonitorBoard::isKnown(std::int64_t campaign, const char *fact) const {
    const auto found = m_reportings.find(campaign);
    return found == m_reportings.end() || found->second.has(fact);
}

bool MonitorBoard::isSilent(const std::string &fact) const {
    const PeriodFigure *figure = m_report.figure(fact);
    const auto &lines = m_report.campaigns;
    const bool isUnheard = !lines.empty() && std::none_of(lines.begin(), lines.end(), [&](const auto &line) { return isKnown(line.id.value, fact.c_str()); });
    return isUnheard && figure && figure->count == 0 && figure->before == 0;
}

void MonitorBoard::showCards(const PeriodReport &report) {
    for (const auto &[id, card] : m_cards) {
        const PeriodFigure *figure = report.figure(id);
        const bool isMoney = id == "purchase" && figure && report.earned->definition.hasRevenue();
        card->setVisible(figure != nullptr && !isSilent(id));
        if (card->isHidden())
            continue;
        KeyFigure shown;
        shown.name = isMoney ? tr("Revenue") : factWord(id);
        const bool isGood = id != "unsubscribed" && id != "complained";
        Change change;
        if (isMoney) {
            shown.figure = moneyWords(report.earned->revenue, report.earned->definition.currency);
            change = changeOf(toDouble(report.earned->revenue), toDouble(report.earnedBefore->revenue), true);
            for (const Decimal day : report.revenuePerDay)
                shown.line.append(toDouble(day));
        } else if (id == "delivered" || id == "purchase") {
            shown.figure = formatNumber(figure->count);
            change = changeOf(double(figure->count), double(figure->before), true);
        } else {
            shown.figure = shareWords(figure->share, figure->share.value() < 0.01 ? 2 : 1);
            change = changeOfShare(figure->share, figure->shareBefore, isGood);
        }
        if (!isMoney)
            for (const std::int64_t day : figure->perDay)
                shown.line.append(double(day));
        shown.change = change.words;
        shown.changeTone = change.tone;
        shown.lineTone = isGood ? Tone::Accent : Tone::Bad;
        shown.lineWords = tr("%1 per day").arg(shown.name);
        card->setFigure(shown);
        const QString count = id == "delivered" || isMoney ? QString() : tr("%Ln emails, %1 before. ", nullptr, int(figure->count)).arg(formatNumber(figure->before));
        card->setToolTip(isMoney ? tr("%1 from %Ln purchases, %2 before. Open to see who bought.", nullptr, int(report.earned->purchases))
                                       .arg(exactMoneyWords(report.earned->revenue, report.earned->definition.currency),
                                            exactMoneyWords(report.earnedBefore->revenue, report.earned->definition.currency))
                                 : count + tr("Open to see the people."));
    }
}

void MonitorBoard::showCourse(const PeriodReport &report) {
    model::ChartSpec chart;
    chart.kind = model::ChartKind::Line;
    chart.title = toUtf8(tr("Opens and clicks per day"));
    chart.xTitle = toUtf8(tr("Day"));
    for (const char *id : {"opened", "clicked"}) {
        model::ChartSeries line{toUtf8(emailStateWord(id)), {}};
        const PeriodFigure *figure = report.figure(id);
        for (std::size_t day = 0; day < figure->perDay.size(); ++day)
            line.points.push_back({toIso(CivilDate{report.period.first.days + int(day)}), 0, double(figure->perDay[day]), {}});
        chart.series.push_back(std::move(line));
    }
    chart.textAlternative = toUtf8(tr("%1 opens and %2 clicks in these days.").arg(formatNumber(report.figure("opened")->count), formatNumber(report.figure("clicked")->count)));
    m_course->setSpec(chart);
    const qint64 machines = report.figure("opened_by_machine")->count;
    setChip(m_machines, machines > 0 ? tr("machine opens hidden") : QString(), Tone::Neutral);
    m_machines->setToolTip(tr("%Ln emails were opened by machines only, such as scanners of links; they are not counted.", nullptr, int(machines)));
    m_machines->setVisible(machines > 0);
}

void MonitorBoard::showFunnel(const PeriodReport &report) {
    m_funnelCard->setTitle(report.funnel.size() == 5 ? tr("From sent to bought") : tr("From sent to clicked"));
    QVector<BarRow> rows;
    QString loss;
    double worst = 1;
    const qint64 sent = report.funnel.front().count;
    for (std::size_t i = 0; i < report.funnel.size(); ++i) {
        const auto &step = report.funnel[i];
        rows.append({step.label == "opened" ? tr("Opened") : factWord(step.label), step.count, i == 0 ? QString() : tr("(%1 of those sent)").arg(shareOf(step.count, sent)), 0});
        // Delivered to opened is always the largest step and nobody's to mend; the next ones are.
        if (i < 3 || report.funnel[i - 1].count == 0)
            continue;
        const double kept = double(step.count) / double(report.funnel[i - 1].count);
        if (kept < worst) {
            worst = kept;
            loss = tr("Biggest loss: from “%1” to “%2”.").arg(rows[int(i) - 1].name, rows[int(i)].name);
        }
    }
    m_funnel->setRows(rows);
    m_loss->setText(loss.isEmpty() ? tr("Open a bar to see the people.") : tr("%1 Open a bar to see the people.").arg(loss));
}

} // namespace audience::ui
