#include "service/report_service.h"

#include "delivery/ledger.h"
#include "delivery/run_statistics.h"
#include "insight/svg_chart.h"
#include "service/campaign_service.h"
#include "service/output_file.h"
#include "service/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

namespace audience::service {

namespace {

std::int64_t of(const std::map<std::string, std::int64_t> &counts, const char *name) {
    const auto it = counts.find(name);
    return it == counts.end() ? 0 : it->second;
}

double share(std::int64_t part, std::int64_t whole) { return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0; }

std::string percent(double value) { return fmt::format("{:.1f} %", value * 100); }

std::vector<Figure> figuresOf(const CampaignStatus &status) {
    const std::int64_t handed = of(status.states, "accepted"), delivered = of(status.facts, "delivered");
    const std::int64_t opened = of(status.facts, "opened"), clicked = of(status.facts, "clicked");
    return {{"handed_over", handed, share(handed, status.audience), "audience"},
            {"delivered", delivered, share(delivered, handed), "handed_over"},
            {"opened", opened, share(opened, delivered), "delivered"},
            {"clicked", clicked, share(clicked, delivered), "delivered"},
            {"bounced", of(status.facts, "bounced"), share(of(status.facts, "bounced"), handed), "handed_over"},
            {"unsubscribed", of(status.facts, "unsubscribed"), share(of(status.facts, "unsubscribed"), delivered), "delivered"},
            {"complained", of(status.facts, "complained"), share(of(status.facts, "complained"), delivered), "delivered"}};
}

model::ChartSpec funnelOf(const std::vector<Figure> &figures) {
    model::ChartSpec chart;
    chart.kind = model::ChartKind::Funnel;
    chart.title = "From handed over to clicked";
    model::ChartSeries people{"people", {}};
    const auto add = [&](const char *label, const Figure &figure, const char *what) {
        people.points.push_back({label, 0, static_cast<double>(figure.count), percent(figure.share) + what});
    };
    add("Handed over", figures[0], " of the audience");
    add("Delivered", figures[1], " of those handed over");
    add("Opened", figures[2], " of those delivered");
    add("Clicked", figures[3], " of those delivered");
    chart.textAlternative = fmt::format("{} handed over, {} delivered, {} opened, {} clicked.", figures[0].count, figures[1].count,
                                        figures[2].count, figures[3].count);
    chart.series.push_back(std::move(people));
    return chart;
}

// Opens and clicks in steps of a width that gives at most some forty points.
model::ChartSpec timelineOf(const std::vector<delivery::TimelinePoint> &points, std::int64_t perStep, const char *title) {
    model::ChartSpec chart;
    chart.kind = model::ChartKind::Line;
    chart.title = title;
    std::map<std::int64_t, std::pair<double, double>> steps;
    for (const auto &point : points)
        if (point.opened + point.clicked > 0) {
            auto &[opened, clicked] = steps[point.second.micros / perStep];
            opened += static_cast<double>(point.opened);
            clicked += static_cast<double>(point.clicked);
        }
    model::ChartSeries opens{"opened", {}}, clicks{"clicked", {}};
    double total = 0;
    if (!steps.empty())
        for (std::int64_t at = steps.begin()->first; at <= steps.rbegin()->first; ++at) {
            const auto it = steps.find(at);
            const auto [opened, clicked] = it == steps.end() ? std::pair<double, double>{} : it->second;
            const std::string iso = toIso(Instant{at * perStep});
            const std::string label = perStep >= kMicrosPerDay ? iso.substr(0, 10) : iso.substr(5, 5) + " " + iso.substr(11, 5);
            opens.points.push_back({label, 0, opened, {}});
            clicks.points.push_back({label, 0, clicked, {}});
            total += opened;
        }
    chart.textAlternative = fmt::format("{:.0f} opens over {} steps.", total, opens.points.size());
    chart.series = {std::move(opens), std::move(clicks)};
    return chart;
}

std::int64_t stepFor(const std::vector<delivery::TimelinePoint> &points) {
    if (points.empty())
        return kMicrosPerDay;
    const std::int64_t span = points.back().second.micros - points.front().second.micros;
    for (const std::int64_t step : {kMicrosPerSecond, 10 * kMicrosPerSecond, 60 * kMicrosPerSecond, 600 * kMicrosPerSecond, 3600 * kMicrosPerSecond,
                                    6 * 3600 * kMicrosPerSecond})
        if (span / step <= 48)
            return step;
    return kMicrosPerDay;
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
        if (const std::int64_t count = of(status.states, state); count > 0)
            people.points.push_back({name, 0, static_cast<double>(count), percent(share(count, status.audience))});
    chart.textAlternative = fmt::format("{} people in all.", status.audience);
    chart.series.push_back(std::move(people));
    return chart;
}

Result<std::vector<delivery::TimelinePoint>> timelineOfCampaign(const Session &session, CampaignId id) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto runs, delivery::Ledger(*reader, session.workspace().clock()).runsOf(id));
    std::vector<delivery::TimelinePoint> all;
    for (const delivery::Run &run : runs) {
        TRY_ASSIGN(const auto points, delivery::timeline(*reader, run.id));
        all.insert(all.end(), points.begin(), points.end());
    }
    std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    return all;
}

} // namespace

Result<CampaignReport> ReportService::campaign(CampaignId id) const {
    CampaignReport report;
    TRY_ASSIGN(report.status, CampaignService(m_session).status(id));
    report.figures = figuresOf(report.status);
    report.funnel = funnelOf(report.figures);
    report.states = statesOf(report.status);
    TRY_ASSIGN(const auto points, timelineOfCampaign(m_session, id));
    report.timeline = timelineOf(points, stepFor(points), "Opens and clicks");
    return report;
}

Result<ReportService::Overview> ReportService::overview() const {
    Overview overview;
    CampaignService campaigns(m_session);
    TRY_ASSIGN(const auto all, campaigns.list());
    CampaignStatus sum;
    std::vector<delivery::TimelinePoint> points;
    for (const CampaignView &view : all) {
        if (view.audience == 0)
            continue;
        TRY_ASSIGN(CampaignStatus status, campaigns.status(view.id));
        sum.audience += status.audience;
        for (const auto &[name, count] : status.states)
            sum.states[name] += count;
        for (const auto &[name, count] : status.facts)
            sum.facts[name] += count;
        TRY_ASSIGN(const auto more, timelineOfCampaign(m_session, view.id));
        points.insert(points.end(), more.begin(), more.end());
        overview.campaigns.push_back(std::move(status));
    }
    overview.figures = figuresOf(sum);
    overview.funnel = funnelOf(overview.figures);
    std::sort(points.begin(), points.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    overview.perDay = timelineOf(points, stepFor(points), "Opens and clicks");
    return overview;
}

Result<void> ReportService::writeHtml(CampaignId id, const std::string &path) const {
    TRY(checkOutput(m_session, path));
    TRY_ASSIGN(const CampaignReport report, campaign(id));
    using insight::escapeXml;
    std::string html = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escapeXml(report.status.name) +
                       "</title>\n<style>body{font:14px/1.5 Inter,'Segoe UI',sans-serif;color:#1A2330;background:#F5F6F8;margin:0}"
                       "main{max-width:820px;margin:0 auto;padding:32px 24px}section{background:#fff;border:1px solid #E2E6EB;border-radius:8px;"
                       "padding:20px;margin:16px 0}h1{font-size:22px;margin:0}p{margin:4px 0;color:#55606E}.figures{display:flex;flex-wrap:wrap;gap:28px}"
                       ".figures b{display:block;font-size:22px;color:#1A2330}.practice{display:inline-block;background:#FCF1DD;color:#A8690F;"
                       "border-radius:12px;padding:2px 12px}svg{max-width:100%;height:auto}</style></head><body><main>\n";
    html += "<h1>" + escapeXml(report.status.name) + "</h1><p>Started " + toIso(report.status.startedAt) + " · " +
            insight::groupedNumber(static_cast<double>(report.status.audience)) + " people in the audience</p>\n";
    if (report.status.isPractice)
        html += "<p class=\"practice\">Practice mode: no email left this computer. Readers and their clicks are simulated.</p>\n";
    html += "<section class=\"figures\">";
    static const std::map<std::string, std::string> kWords{{"handed_over", "Handed over"}, {"delivered", "Delivered"}, {"opened", "Opened"},
        {"clicked", "Clicked"}, {"bounced", "Bounced"}, {"unsubscribed", "Unsubscribed"}, {"complained", "Complained"}, {"audience", "the audience"}};
    for (const Figure &figure : report.figures) {
        std::string whole = kWords.at(figure.of);
        std::transform(whole.begin(), whole.begin() + 1, whole.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        html += "<div><b>" + insight::groupedNumber(static_cast<double>(figure.count)) + "</b>" + kWords.at(figure.id) + "<p>" +
                percent(figure.share) + " of " + whole + "</p></div>";
    }
    html += "</section>\n<section>" + insight::toSvg(report.funnel) + "</section>\n";
    if (!report.timeline.series.empty() && !report.timeline.series.front().points.empty())
        html += "<section>" + insight::toSvg(report.timeline) + "</section>\n";
    html += "<section>" + insight::toSvg(report.states) + "</section>\n";
    if (!report.status.clicks.empty()) {
        model::ChartSpec links;
        links.kind = model::ChartKind::HorizontalBar;
        links.title = "People who clicked, by link";
        model::ChartSeries people{"people", {}};
        for (const Bucket &link : report.status.clicks) {
            const auto scheme = link.label.find("://");
            const std::string label = scheme == std::string::npos ? link.label : link.label.substr(scheme + 3);
            people.points.push_back({label.size() > 28 ? label.substr(0, 27) + "…" : label, 0, static_cast<double>(link.count), {}});
        }
        links.series.push_back(std::move(people));
        html += "<section>" + insight::toSvg(links) + "</section>\n";
    }
    html += "</main></body></html>\n";
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << html;
    file.flush();
    if (!file)
        return Error(ErrorKind::Io, "data.cannot_write").with("path", path);
    return {};
}

} // namespace audience::service
