// The reports as files: a campaign, or some days.
#include "insight/svg_chart.h"
#include "qbase/time_zone.h"
#include "service/campaign_service.h"
#include "service/report_page.h"
#include "service/report_service.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace audience::service {

namespace {

constexpr const char *kPractice = "Practice mode: no email left this computer. Readers and their clicks are simulated.";

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

std::int64_t stateCount(const CampaignStatus &status, const char *state) {
    const auto it = status.states.find(state);
    return it == status.states.end() ? 0 : it->second;
}

model::ChartSpec funnelOf(const std::vector<Figure> &figures) {
    model::ChartSpec chart;
    chart.kind = model::ChartKind::Funnel;
    chart.title = figures.back().id == "bought" ? "From handed over to bought" : "From handed over to clicked";
    model::ChartSeries people{"people", {}};
    const auto add = [&](const char *label, const Figure &figure, const char *what) {
        people.points.push_back({label, 0, static_cast<double>(figure.count), percent(figure.share) + what});
    };
    add("Handed over", figures[0], " of the audience");
    add("Delivered", figures[1], " of those handed over");
    add("Opened", figures[2], " of those delivered");
    add("Clicked", figures[3], " of those delivered");
    if (figures.back().id == "bought")
        add("Bought", figures.back(), " of those delivered");
    chart.textAlternative = fmt::format("{} handed over, {} delivered, {} opened, {} clicked.", figures[0].count, figures[1].count,
                                        figures[2].count, figures[3].count);
    chart.series.push_back(std::move(people));
    return chart;
}

model::ChartSpec statesOf(const CampaignStatus &status) {
    model::ChartSpec chart;
    chart.kind = model::ChartKind::HorizontalBar;
    chart.title = "Everybody in exactly one place";
    static constexpr std::array<std::pair<const char *, const char *>, 9> kNames{{{"accepted", "Handed over"}, {"skipped", "Kept back"},
        {"refused", "Rejected"}, {"in_doubt", "Not sure"}, {"unknown", "Never heard of again"}, {"not_sent", "Not sent"},
        {"planned", "To go"}, {"retry_at", "To be tried again"}, {"intent", "On its way"}}};
    model::ChartSeries people{"people", {}};
    for (const auto &[state, name] : kNames)
        if (const std::int64_t count = stateCount(status, state); count > 0)
            people.points.push_back({name, 0, static_cast<double>(count), percent(status.audience > 0 ? static_cast<double>(count) / static_cast<double>(status.audience) : 0)});
    chart.textAlternative = fmt::format("{} people in all.", status.audience);
    chart.series.push_back(std::move(people));
    return chart;
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
    page.practice = report.status.isPractice ? kPractice : "";
    for (const Figure &figure : report.figures)
        page.figures.push_back({number(figure.count), wordFor(figure.id), percent(figure.share) + " of " + lower(wordFor(figure.of))});
    if (report.earned && report.earned->definition.hasRevenue()) {
        page.figures.push_back({revenueText(*report.earned), "Revenue", number(report.earned->purchases) + " purchases"});
        page.notes.push_back(meaning(*report.earned));
    }
    page.charts = {funnelOf(report.figures), onTheClock(report.timeline, CampaignService(m_session).zone()), statesOf(report.status), linksOf(report.status.clicks)};
    return writePage(m_session, path, page);
}

Result<void> ReportService::writeHtml(Period days, const std::string &path) const {
    TRY_ASSIGN(const PeriodReport report, period(days));
    ReportPage page;
    page.title = toIso(days.first) + " to " + toIso(days.last);
    page.subtitle = fmt::format("{} {} days before, {} to {} · {}", report.isSoFar ? "So far, against as much of the" : "Against the", days.days(),
                                toIso(report.comparedWith.first), toIso(report.comparedWith.last), report.zone);
    page.practice = report.isPractice && !report.isEmpty ? kPractice : "";
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
    return writePage(m_session, path, page);
}

} // namespace audience::service
