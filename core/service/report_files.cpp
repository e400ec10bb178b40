// The reports as files: a campaign, or some days.
#include "insight/svg_chart.h"
#include "qbase/time_zone.h"
#include "service/campaign_service.h"
#include "service/output_file.h"
#include "service/report_page.h"
#include "service/report_service.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>

namespace audience::service {

namespace {

std::string number(std::int64_t value) { return insight::groupedNumber(static_cast<double>(value)); }
std::string percent(double share, int digits = 1) { return fmt::format("{:.{}f} %", share * 100, digits); }

std::string shareText(const Share &share) { return share.hasBase() ? percent(share.value(), 2) : "–"; }

std::string wordFor(const std::string &id) {
    static const std::map<std::string, std::string> kWords{
        {"handed_over", "Handed over"}, {"delivered", "Delivered"}, {"opened", "Opened by people"}, {"opened_by_machine", "Opened by machines only"},
        {"clicked", "Clicked"}, {"bounced", "Bounced"}, {"unsubscribed", "Unsubscribed"}, {"complained", "Complained"},
        {"audience", "Audience"}, {"bought", "Bought"}, {"purchase", "Purchases"}};
    const auto word = kWords.find(id);
    return word == kWords.end() ? id : word->second;
}

std::string lower(std::string word) {
    if (!word.empty() && word[0] >= 'A' && word[0] <= 'Z')
        word[0] = static_cast<char>(word[0] + 32);
    return word;
}

std::string revenueText(const Earnings &earned) { return moneyText(toText(earned.revenue), earned.definition.currency); }

std::string meaning(const Earnings &earned) {
    const auto &definition = earned.definition;
    return fmt::format("Revenue is the sum of \"{}\" of \"{}\" within {} days after the last {} of the same person. A purchase counts for one email only.",
                       definition.valueField, definition.purchaseEvent, definition.windowDays,
                       definition.attribution == model::Attribution::LastOpen ? "opening" : "click");
}

Result<void> write(const Session &session, const std::string &path, const std::string &html) {
    TRY(checkOutput(session, path));
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << html;
    file.flush();
    if (!file)
        return Error(ErrorKind::Io, "data.cannot_write").with("path", path);
    return {};
}

model::ChartSpec linksOf(const std::vector<Bucket> &clicks) {
    model::ChartSpec links;
    links.kind = model::ChartKind::HorizontalBar;
    links.title = "People who clicked, by link";
    model::ChartSeries people{"people", {}};
    for (const Bucket &link : clicks) {
        const auto scheme = link.label.find("://");
        const std::string label = scheme == std::string::npos ? link.label : link.label.substr(scheme + 3);
        people.points.push_back({label.size() > 28 ? label.substr(0, 27) + "…" : label, 0, static_cast<double>(link.count), {}});
    }
    links.series.push_back(std::move(people));
    return links;
}

// A page has no words or zone of its own: "09-28 08:00" where the chart has an instant.
model::ChartSpec onTheClock(model::ChartSpec chart, const std::string &zone) {
    for (model::ChartSeries &series : chart.series) {
        series.name = wordFor(series.name);
        for (model::ChartPoint &point : series.points)
            if (const auto at = point.label.size() > 10 ? instantFromIso(point.label) : std::nullopt) {
                const std::string shown = toIso(Instant{at->micros + offsetSecondsAt(*at, zone) * kMicrosPerSecond});
                point.label = shown.substr(5, 5) + " " + shown.substr(11, 5);
            }
    }
    return chart;
}

model::ChartSpec courseOf(const PeriodReport &report) {
    model::ChartSpec chart;
    chart.kind = model::ChartKind::Line;
    chart.title = "Opens and clicks per day";
    for (const char *id : {"opened", "clicked"}) {
        model::ChartSeries series{wordFor(id), {}};
        const PeriodFigure *figure = report.figure(id);
        for (std::size_t day = 0; day < figure->perDay.size(); ++day)
            series.points.push_back({toIso(CivilDate{report.period.first.days + static_cast<int>(day)}), 0, static_cast<double>(figure->perDay[day]), {}});
        chart.series.push_back(std::move(series));
    }
    return chart;
}

model::ChartSpec stepsOf(const PeriodReport &report) {
    model::ChartSpec chart;
    chart.kind = model::ChartKind::Funnel;
    chart.title = report.funnel.size() == 5 ? "From handed over to bought" : "From handed over to clicked";
    model::ChartSeries people{"emails", {}};
    for (const Bucket &step : report.funnel)
        people.points.push_back({wordFor(step.label), 0, static_cast<double>(step.count), {}});
    chart.series.push_back(std::move(people));
    return chart;
}

} // namespace

Result<void> ReportService::writeHtml(CampaignId id, const std::string &path) const {
    TRY_ASSIGN(const CampaignReport report, campaign(id));
    ReportPage page;
    page.title = report.status.name;
    page.subtitle = "Started " + toIso(report.status.startedAt) + " · " + number(report.status.audience) + " people in the audience";
    page.isPractice = report.status.isPractice;
    for (const Figure &figure : report.figures)
        page.figures.push_back({number(figure.count), wordFor(figure.id), percent(figure.share) + " of " + lower(wordFor(figure.of))});
    if (report.earned && report.earned->definition.hasRevenue()) {
        page.figures.push_back({revenueText(*report.earned), "Revenue", number(report.earned->purchases) + " purchases"});
        page.notes.push_back(meaning(*report.earned));
    }
    page.charts = {report.funnel, onTheClock(report.timeline, CampaignService(m_session).zone()), report.states, linksOf(report.status.clicks)};
    return write(m_session, path, toHtml(page));
}

Result<void> ReportService::writeHtml(Period days, const std::string &path) const {
    TRY_ASSIGN(const PeriodReport report, period(days));
    ReportPage page;
    page.title = toIso(days.first) + " to " + toIso(days.last);
    page.subtitle = fmt::format("{} {} days before, {} to {} · {}", report.isSoFar ? "So far, against as much of the" : "Against the", days.days(),
                                toIso(report.comparedWith.first), toIso(report.comparedWith.last), report.zone);
    page.isPractice = report.isPractice && !report.isEmpty;
    for (const char *id : {"delivered", "opened", "clicked", "bought", "unsubscribed", "complained", "bounced"})
        if (const PeriodFigure *figure = report.figure(id))
            page.figures.push_back({number(figure->count), wordFor(id),
                                    std::string(id) == "delivered" ? number(figure->before) + " before"
                                                                   : shareText(figure->share) + (std::string(id) == "bounced" ? " of sent, " : " of delivered, ") +
                                                                         shareText(figure->shareBefore) + " before"});
    const bool hasRevenue = report.earned && report.earned->definition.hasRevenue();
    if (hasRevenue) {
        page.figures.push_back({revenueText(*report.earned), "Revenue", revenueText(*report.earnedBefore) + " before"});
        page.notes.push_back(meaning(*report.earned));
    }
    page.charts = {courseOf(report), stepsOf(report)};
    PageTable table{"Campaigns", {"Name", "Sent", "Delivered", "Opened", "Clicked", "Unsubscribed"}, {}};
    if (hasRevenue)
        table.columns.push_back("Revenue");
    for (const CampaignLine &line : report.campaigns) {
        table.rows.push_back({line.name, number(line.sent), number(line.delivered), number(line.opened), number(line.clicked), number(line.unsubscribed)});
        if (hasRevenue)
            table.rows.back().push_back(line.earned ? revenueText(*line.earned) : std::string());
    }
    page.tables.push_back(std::move(table));
    return write(m_session, path, toHtml(page));
}

} // namespace audience::service
