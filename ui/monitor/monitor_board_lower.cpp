// The lower half of the board: when people click, the campaigns, what is worth a look.
#include "qbase/convert.h"
#include "ui/kit/card.h"
#include "ui/kit/column_fit.h"
#include "ui/kit/heat_map.h"
#include "ui/kit/list_rows.h"
#include "ui/kit/sparkline.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/monitor/monitor_board.h"
#include "ui/monitor/remark_words.h"
#include "ui/people/result_words.h"

#include <QHeaderView>

#include <algorithm>
#include <array>

namespace audience::ui {

static constexpr int kMostRows = 12; // of the campaigns, before their table scrolls

using service::CampaignLine;
using service::PeopleQuestion;
using service::PeriodReport;

void MonitorBoard::showHours(const PeriodReport &report) {
    const QLocale &locale = interfaceLocale();
    QStringList dayNames, hourNames;
    QVector<double> cells;
    for (int day = 0; day < 7; ++day)
        dayNames << locale.dayName(day + 1, QLocale::ShortFormat);
    for (int hour = 0; hour < 24; ++hour)
        hourNames << QStringLiteral("%1").arg(hour, 2, 10, QLatin1Char('0'));
    for (const auto &row : report.clicksByHour)
        for (const std::int64_t clicks : row)
            cells.append(double(clicks));
    m_hours->setCells(dayNames, hourNames, cells, [](int day, int hour, double clicks) {
        return MonitorBoard::tr("%1 %2:00, %3 clicks").arg(interfaceLocale().dayName(day + 1)).arg(hour).arg(formatNumber(qint64(clicks)));
    });
    std::array<qint64, 24> hours{};
    qint64 total = 0, best = 0;
    int at = 0;
    for (const auto &row : report.clicksByHour)
        for (std::size_t hour = 0; hour < 24; ++hour) {
            hours[hour] += row[hour];
            total += row[hour];
        }
    for (int hour = 0; hour < 23; ++hour)
        if (const qint64 both = hours[std::size_t(hour)] + hours[std::size_t(hour) + 1]; both > best) {
            best = both;
            at = hour;
        }
    m_best->setText(total == 0 ? tr("Nobody clicked in these days.")
                               : tr("Most between %1:00 and %2:00 (%3 of clicks), %4.")
                                     .arg(at).arg(at + 2).arg(formatPercent(double(best) / double(total), 0), zoneWords(toQString(report.zone))));
    m_best->setToolTip(tr("Clicks as they happened, not corrected for when emails are sent."));
}

void MonitorBoard::showCampaigns(const PeriodReport &report) {
    const bool hasRevenue = report.earned && report.earned->definition.hasRevenue();
    TableRows lines;
    std::vector<Decimal> amounts;
    for (const CampaignLine &line : report.campaigns)
        if (line.earned)
            amounts.push_back(line.earned->revenue);
    const int digits = moneyDigits(amounts);
    for (const CampaignLine &line : report.campaigns) {
        QStringList course;
        for (const std::int64_t day : line.clicksPerDay)
            course << QString::number(day);
        // Not "0": nobody says so.
        const auto isUnknown = [&](const char *fact, qint64 count) { return count == 0 && !isKnown(line.id.value, fact); };
        QStringList cells{toQString(line.name), line.isBelowUsual ? QStringLiteral("below") : QString(), formatNumber(line.sent),
                          isUnknown("clicked", line.clicked) ? QStringLiteral("–") : shareOf(line.clicked, line.delivered)};
        if (hasRevenue)
            cells << moneyWords(line.earned->revenue, line.earned->definition.currency, digits);
        cells << (isUnknown("unsubscribed", line.unsubscribed) ? QStringLiteral("–") : formatNumber(line.unsubscribed)) << course.join(QLatin1Char(';'));
        lines.append(cells);
    }
    QVector<TableColumn> columns{{tr("Name")}, {QString()}, {tr("Sent"), true}, {tr("Clicked"), true}};
    columns[1].chip = [](const QString &state) { return std::pair(state.isEmpty() ? QString() : MonitorBoard::tr("below usual"), Tone::Bad); };
    columns[1].spoken = tr("Remark");
    if (hasRevenue)
        columns.append({tr("Earned"), true});
    columns.append({tr("Unsubscribed"), true});
    columns.append({tr("Trend")});
    m_campaigns->setRows(columns, lines);
    const int last = int(columns.size()) - 1;
    for (int column = 0; column < last; ++column)
        m_table->setItemDelegateForColumn(column, nullptr);
    m_table->setItemDelegateForColumn(last, new SparklineDelegate(Qt::DisplayRole, false, m_table));
    const bool anyBelow = std::any_of(report.campaigns.begin(), report.campaigns.end(), [](const CampaignLine &line) { return line.isBelowUsual; });
    // Who left can be read from the cards as well, the curve says no more than the figure beside it, and what is
    // below usual stands in "Worth a look".
    m_columns->fit({0}, {last - 1, last, 1}, anyBelow ? QVector<int>{} : QVector<int>{1});
    const int rows = std::clamp(int(lines.size()), 3, kMostRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + rows * Theme::instance().rowHeight() + 4);
}

void MonitorBoard::showRemarks(const PeriodReport &report) {
    QList<ListRowItem> items;
    for (std::size_t i = 0; i < report.remarks.size(); ++i)
        items.append(remarkItem(report.remarks[i], int(i)));
    if (items.isEmpty()) {
        ListRowItem nothing;
        nothing.iconName = QStringLiteral("circle-check");
        nothing.tone = Tone::Good;
        nothing.title = tr("Nothing unusual");
        nothing.note = tr("Bounces, complaints and clicks are as they were");
        nothing.opens = false;
        items.append(nothing);
    }
    m_remarks->setItems(items);
    QStringList rules;
    for (const auto &remark : report.remarks)
        rules << remarkRule(remark);
    rules.removeDuplicates();
    m_remarks->setToolTip(rules.join(QStringLiteral("\n\n")));
}

void MonitorBoard::openRemark(int index) {
    if (index < 0 || index >= int(m_report.remarks.size()))
        return;
    const service::Remark &remark = m_report.remarks[std::size_t(index)];
    if (remark.page != "people")
        return Q_EMIT goTo(toQString(remark.page), toQString(remark.target));
    const auto at = remark.target.find('@');
    PeopleQuestion asked = question(remark.target.substr(0, at));
    if (at != std::string::npos)
        asked.domain = remark.target.substr(at + 1);
    Q_EMIT peopleWanted(asked, remarkItem(remark, index).title);
}

} // namespace audience::ui
