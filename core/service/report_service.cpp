#include "service/report_service.h"

#include "delivery/ledger.h"
#include "delivery/run_statistics.h"
#include "qbase/time_zone.h"
#include "service/audience_question.h"
#include "service/campaign_service.h"
#include "service/csv_output.h"
#include "service/definition_service.h"
#include "service/period_counts.h"
#include "service/session.h"

#include <fmt/format.h>

#include <algorithm>

namespace audience::service {

namespace {

std::int64_t of(const std::map<std::string, std::int64_t> &counts, const char *name) {
    const auto it = counts.find(name);
    return it == counts.end() ? 0 : it->second;
}

double share(std::int64_t part, std::int64_t whole) { return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0; }

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

// As a clock of the zone shows it, counted like UTC.
std::int64_t wallMicros(Instant at, const std::string &zone) { return at.micros + offsetSecondsAt(at, zone) * kMicrosPerSecond; }

// A day of the zone, or the instant at which a shorter step begins.
std::string stepLabel(std::int64_t wall, std::int64_t perStep, const std::string &zone) {
    if (perStep >= kMicrosPerDay)
        return toIso(Instant{wall}).substr(0, 10);
    const CivilDate day{static_cast<std::int32_t>(wall / kMicrosPerDay)};
    const auto begins = instantAt({day, static_cast<std::int32_t>(wall % kMicrosPerDay / kMicrosPerSecond)}, zone);
    return toIso(begins.value_or(Instant{wall}));
}

// Opens and clicks in steps of a width that gives at most some forty points; the steps begin with the hours
// and days of the zone.
model::ChartSpec timelineOf(const std::vector<delivery::TimelinePoint> &points, std::int64_t perStep, const std::string &zone) {
    model::ChartSpec chart;
    chart.kind = model::ChartKind::Line;
    chart.title = "Opens and clicks";
    std::map<std::int64_t, std::pair<double, double>> steps;
    for (const auto &point : points)
        if (point.opened + point.clicked > 0) {
            auto &[opened, clicked] = steps[wallMicros(point.second, zone) / perStep];
            opened += static_cast<double>(point.opened);
            clicked += static_cast<double>(point.clicked);
        }
    model::ChartSeries opens{"opened", {}}, clicks{"clicked", {}};
    double total = 0;
    if (!steps.empty())
        for (std::int64_t at = steps.begin()->first; at <= steps.rbegin()->first; ++at) {
            const auto it = steps.find(at);
            const auto [opened, clicked] = it == steps.end() ? std::pair<double, double>{} : it->second;
            const std::string label = stepLabel(at * perStep, perStep, zone);
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
    TRY_ASSIGN(report.earned, earnings(id));
    if (report.earned)
        report.figures.push_back({"bought", report.earned->buyers,
                                  share(report.earned->buyers, of(report.status.facts, "delivered")), "delivered"});
    TRY_ASSIGN(const auto points, timelineOfCampaign(m_session, id));
    report.timeline = timelineOf(points, stepFor(points), workspaceZone(m_session));
    return report;
}

Result<std::optional<Earnings>> ReportService::earnings(CampaignId id) const {
    TRY_ASSIGN(const DefinitionView view, DefinitionService(m_session).definition());
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto runs, delivery::Ledger(*reader, m_session.workspace().clock()).runsOf(id));
    if (!view.isSet() || runs.empty())
        return std::optional<Earnings>();
    const delivery::Run &run = runs.back();
    const Span ever{run.createdAt, Instant{INT64_MAX / 2}};
    TRY_ASSIGN(const Outcomes outcomes, Outcomes::load(m_session, view.definition, {run.id.value, run.spec.transport == "practice", ever}));
    const ZoneDays days("UTC");
    return PeriodCounts(outcomes, view.definition, days).earned(ever);
}

Result<std::shared_ptr<const PeopleList>> ReportService::people(const PeopleQuestion &question) const {
    return PeopleList::load(m_session, question);
}

Result<std::int64_t> ReportService::exportPeople(const PeopleQuestion &question, const std::string &path, const CancelToken &cancel) const {
    TRY_ASSIGN(CsvOutput file, CsvOutput::open(m_session, path));
    TRY_ASSIGN(const auto list, people(question));
    for (const char *name : {"key", "name", "email", "campaign", "when", "what", "detail"})
        file.cell(std::string(name));
    file.endRow();
    constexpr int kPage = 5'000;
    for (std::int64_t first = 0; first < list->total(); first += kPage) {
        TRY(cancel.check());
        TRY_ASSIGN(const auto rows, list->rows(first, kPage));
        for (const PersonRow &row : rows) {
            for (const std::string &text : {row.key, row.name, row.email, row.campaign, toIso(row.at), row.fact, row.detail})
                file.cell(text);
            file.endRow();
        }
    }
    TRY(file.finish());
    return list->total();
}

} // namespace audience::service
