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

// The moment at which a step begins on the clock of the zone.
Instant stepAt(std::int64_t wall, const std::string &zone) {
    const CivilDate day{static_cast<std::int32_t>(wall / kMicrosPerDay)};
    return instantAt({day, static_cast<std::int32_t>(wall % kMicrosPerDay / kMicrosPerSecond)}, zone).value_or(Instant{wall});
}

std::int64_t stepFor(std::int64_t span) {
    for (const std::int64_t step : {kMicrosPerSecond, 10 * kMicrosPerSecond, 60 * kMicrosPerSecond, 600 * kMicrosPerSecond, 3600 * kMicrosPerSecond,
                                    6 * 3600 * kMicrosPerSecond})
        if (span / step <= 48)
            return step;
    return kMicrosPerDay;
}

// First opens and first clicks in steps of a width that gives at most some fifty points; the steps begin with
// the hours and days of the zone.
void addTimeline(CampaignReport &report, const Outcomes &outcomes, const std::string &zone) {
    model::ChartSpec &chart = report.timeline;
    chart.kind = model::ChartKind::Line;
    chart.title = "Opens and clicks";
    const auto &opened = outcomes.of(Outcome::Opened), &clicked = outcomes.of(Outcome::Clicked);
    Instant first{INT64_MAX}, last{0};
    for (const auto *list : {&opened, &clicked})
        if (!list->empty()) {
            first = std::min(first, list->front().at);
            last = std::max(last, list->back().at);
        }
    model::ChartSeries opens{"opened", {}}, clicks{"clicked", {}};
    if (last.micros > 0) {
        const std::int64_t step = stepFor(last.micros - first.micros), begin = wallMicros(first, zone) / step, end = wallMicros(last, zone) / step;
        for (std::int64_t at = begin; at <= end + 1; ++at)
            report.steps.push_back(stepAt(at * step, zone));
        for (std::int64_t at = begin; at <= end; ++at) {
            const std::string begins = toIso(report.steps[static_cast<std::size_t>(at - begin)]);
            const std::string label = step >= kMicrosPerDay ? toIso(Instant{at * step}).substr(0, 10) : begins;
            opens.points.push_back({label, 0, 0, {}});
            clicks.points.push_back({label, 0, 0, {}});
        }
        // Where a clock was set back an hour comes twice; a moment counts where the steps say that it lies.
        const auto count = [&](const std::vector<Occurrence> &list, model::ChartSeries &series) {
            for (const Occurrence &one : list) {
                const auto after = std::upper_bound(report.steps.begin(), report.steps.end(), one.at) - report.steps.begin();
                series.points[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(after - 1, 0, end - begin))].y += 1;
            }
        };
        count(opened, opens);
        count(clicked, clicks);
    }
    chart.textAlternative = fmt::format("{} opens over {} steps.", opened.size(), opens.points.size());
    chart.series = {std::move(opens), std::move(clicks)};
}

Span since(const delivery::Run &run) { return {run.createdAt, Instant{INT64_MAX / 2}}; }

Result<Outcomes> outcomesOf(Session &session, const delivery::Run &run, const DefinitionView &view) {
    return Outcomes::load(session, view.isSet() ? view.definition : model::WorkspaceDefinition{}, {run.id.value, run.spec.transport == "practice", since(run)});
}

std::optional<Earnings> earnedOf(const Outcomes &outcomes, const delivery::Run &run, const DefinitionView &view) {
    const ZoneDays days("UTC");
    return PeriodCounts(outcomes, view.definition, days).earned(since(run));
}

} // namespace

Result<CampaignReport> ReportService::campaign(CampaignId id) const {
    CampaignReport report;
    TRY_ASSIGN(report.status, CampaignService(m_session).status(id));
    report.figures = figuresOf(report.status);
    TRY_ASSIGN(const DefinitionView view, DefinitionService(m_session).definition());
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto runs, delivery::Ledger(*reader, m_session.workspace().clock()).runsOf(id));
    if (runs.empty())
        return report;
    TRY_ASSIGN(const Outcomes outcomes, outcomesOf(m_session, runs.back(), view));
    addTimeline(report, outcomes, workspaceZone(m_session));
    TRY_ASSIGN(const delivery::Bounces bounced, delivery::bounces(*reader, runs.back().id));
    for (const auto &[from, into] : {std::pair{&bounced.byCode, &report.bouncedByCode}, {&bounced.byDomain, &report.bouncedByDomain}})
        for (const delivery::BounceCount &one : *from)
            into->push_back({one.name, one.emails, one.isPermanent});
    TRY_ASSIGN(report.control, controlResult(m_session, id));
    if (!view.isSet())
        return report;
    report.earned = earnedOf(outcomes, runs.back(), view);
    report.figures.push_back({"bought", report.earned->buyers, share(report.earned->buyers, of(report.status.facts, "delivered")), "delivered"});
    return report;
}

Result<std::optional<Earnings>> ReportService::earnings(CampaignId id) const {
    TRY_ASSIGN(const DefinitionView view, DefinitionService(m_session).definition());
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto runs, delivery::Ledger(*reader, m_session.workspace().clock()).runsOf(id));
    if (!view.isSet() || runs.empty())
        return std::optional<Earnings>();
    TRY_ASSIGN(const Outcomes outcomes, outcomesOf(m_session, runs.back(), view));
    return earnedOf(outcomes, runs.back(), view);
}

Result<std::shared_ptr<const PeopleList>> ReportService::people(const PeopleQuestion &question) const {
    return PeopleList::load(m_session, question);
}

Result<std::int64_t> ReportService::exportPeople(const PeopleQuestion &question, const std::string &path, Progress *progress, const CancelToken &cancel) const {
    TRY_ASSIGN(CsvOutput file, CsvOutput::open(m_session, path));
    TRY_ASSIGN(const auto list, people(question));
    for (const char *name : {"key", "name", "email", "campaign", "when", "what", "detail"})
        file.cell(std::string(name));
    file.endRow();
    constexpr int kPage = 5'000;
    ExportSteps steps(progress, cancel, list->total());
    for (std::int64_t first = 0; first < list->total(); first += kPage) {
        TRY_ASSIGN(const auto rows, list->rows(first, kPage));
        for (const PersonRow &row : rows) {
            TRY(steps.next());
            for (const std::string &text : {row.key, row.name, row.email, row.campaign, toIso(row.at), row.fact, row.detail})
                file.cell(text);
            file.endRow();
        }
    }
    TRY(file.finish());
    return list->total();
}

} // namespace audience::service
