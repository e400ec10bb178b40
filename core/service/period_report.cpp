#include "service/period_report.h"

#include "delivery/ledger.h"
#include "delivery/limits.h"
#include "service/audience_question.h"
#include "service/campaign_service.h"
#include "service/definition_service.h"
#include "service/period_counts.h"
#include "service/report_service.h"
#include "service/session.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace audience::service {

namespace {

constexpr int kUsualDays = 180;
constexpr int kLineDays = 14;
constexpr std::int64_t kReputationAfter = 500;             // delivered emails before the rate of complaints means anything
constexpr std::int64_t kDomainBounces = 10, kDomainSent = 200;

struct Run {
    CampaignId campaign;
    std::string name;
    Instant startedAt;
    bool followsClicks = true;
};

// Figures are words only where a language is known: shares leave as 0.0643.
std::string shareText(double share) { return fmt::format("{:.6f}", share); }

// Everything one report is made from.
struct Materials {
    Period period;
    ZoneDays::Compared spans;
    Instant now;
    bool practice = true;
    std::map<std::int64_t, Run> runs;
};

struct Clicked {
    std::int64_t clicked = 0, delivered = 0;
};

// What became of each campaign's emails of the last 180 days; of those whose clicks are not kept nothing can be said.
std::map<std::int64_t, Clicked> clickedByRun(const PeriodCounts &counts, const Materials &materials) {
    const Span all{materials.spans.current.from - std::chrono::hours(24 * kUsualDays), materials.spans.current.until};
    std::map<std::int64_t, Clicked> byRun;
    for (const Occurrence &one : counts.in(Outcome::Delivered, all))
        ++byRun[one.run].delivered;
    for (const Occurrence &one : counts.in(Outcome::Clicked, all))
        ++byRun[one.run].clicked;
    for (const auto &[id, run] : materials.runs)
        if (!run.followsClicks)
            byRun.erase(id);
    return byRun;
}

// Against all the others together.
void judge(CampaignLine &line, const Clicked &mine, const Clicked &all, std::int64_t campaigns, Instant now) {
    const Clicked others{all.clicked - mine.clicked, all.delivered - mine.delivered};
    campaigns -= mine.delivered > 0 ? 1 : 0;
    if (others.delivered > 0)
        line.usualClicked = static_cast<double>(others.clicked) / static_cast<double>(others.delivered);
    if (mine.delivered < kUsualDelivered || campaigns < kUsualCampaigns || others.delivered < kUsualOthers ||
        now - line.startedAt < std::chrono::hours(kUsualHours))
        return;
    const double share = static_cast<double>(mine.clicked) / static_cast<double>(mine.delivered);
    line.isBelowUsual = share < kUsualShare * line.usualClicked &&
                        standardErrors(mine.clicked, mine.delivered, others.clicked, others.delivered) < -kOnceInAHundred;
}

std::vector<CampaignLine> linesOf(const PeriodCounts &counts, const Materials &materials, const ZoneDays &days) {
    // Each list is walked once for all runs: with hundreds of them a walk per run would be felt.
    std::map<std::int64_t, std::int64_t> sent; // emails by run
    std::unordered_set<std::int64_t> emails;
    for (const Occurrence &one : counts.in(Outcome::HandedOver, materials.spans.current))
        if (emails.insert(one.message).second)
            ++sent[one.run];
    std::map<Outcome, std::map<std::int64_t, std::vector<Occurrence>>> came; // of those emails, by run
    for (const Outcome what : {Outcome::Delivered, Outcome::Opened, Outcome::Clicked, Outcome::Unsubscribed, Outcome::Purchase, Outcome::Conversion})
        for (Occurrence &one : counts.in(what, materials.spans.current))
            if (emails.count(one.message) > 0)
                came[what][one.run].push_back(std::move(one));
    const auto usual = clickedByRun(counts, materials);
    Clicked all;
    std::int64_t campaigns = 0;
    for (const auto &[run, result] : usual)
        if (result.delivered > 0) {
            ++campaigns;
            all.clicked += result.clicked;
            all.delivered += result.delivered;
        }
    std::vector<CampaignLine> lines;
    for (const auto &[run, count] : sent) {
        CampaignLine line;
        const auto &of = materials.runs.at(run);
        line.id = of.campaign;
        line.name = of.name;
        line.startedAt = of.startedAt;
        line.isPractice = materials.practice;
        const auto mine = [&came, run = run](Outcome what) -> const std::vector<Occurrence> & { return came[what][run]; };
        const auto number = [&](Outcome what) { return static_cast<std::int64_t>(mine(what).size()); };
        line.sent = count;
        line.delivered = number(Outcome::Delivered);
        line.opened = number(Outcome::Opened);
        const auto &clicks = mine(Outcome::Clicked);
        line.clicked = number(Outcome::Clicked);
        line.unsubscribed = number(Outcome::Unsubscribed);
        line.earned = counts.earned(mine(Outcome::Purchase), mine(Outcome::Conversion));
        const int first = days.dayOf(line.startedAt).days;
        const int last = std::min(days.dayOf(std::min(materials.now, materials.spans.current.until)).days, first + kLineDays - 1);
        line.clicksPerDay.assign(static_cast<std::size_t>(std::max(1, last - first + 1)), 0);
        for (const Occurrence &click : clicks)
            if (const int day = days.dayOf(click.at).days - first; day >= 0 && day < static_cast<int>(line.clicksPerDay.size()))
                ++line.clicksPerDay[static_cast<std::size_t>(day)];
        const auto known = usual.find(run);
        judge(line, known == usual.end() ? Clicked{} : known->second, all, campaigns, materials.now);
        lines.push_back(std::move(line));
    }
    std::sort(lines.begin(), lines.end(), [](const CampaignLine &a, const CampaignLine &b) { return b.startedAt < a.startedAt; });
    return lines;
}

// Where bounces at a domain are twice as frequent as before, with enough emails on both sides to tell.
Result<std::vector<Remark>> domainRemarks(Session &session, const PeriodCounts &counts, const Materials &materials) {
    struct Domain {
        std::int64_t sent = 0, bounced = 0, sentBefore = 0, bouncedBefore = 0;
    };
    std::unordered_map<std::int64_t, int> emails; // 1 sent, 2 bounced, 4 sent before, 8 bounced before
    const auto mark = [&](Outcome what, Span span, int bit) {
        for (const Occurrence &one : counts.in(what, span))
            emails[one.message] |= bit;
    };
    mark(Outcome::HandedOver, materials.spans.current, 1);
    mark(Outcome::Bounced, materials.spans.current, 2);
    mark(Outcome::HandedOver, materials.spans.before, 4);
    mark(Outcome::Bounced, materials.spans.before, 8);
    std::map<std::string, Domain> domains;
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY(delivery::forEachAddress(*reader, materials.practice, [&](std::int64_t message, std::string_view key) {
        const auto found = emails.find(message);
        const auto at = key.rfind('@');
        if (found == emails.end() || at == std::string_view::npos)
            return;
        Domain &domain = domains[std::string(key.substr(at + 1))];
        domain.sent += found->second & 1;
        domain.bounced += found->second >> 1 & 1;
        domain.sentBefore += found->second >> 2 & 1;
        domain.bouncedBefore += found->second >> 3 & 1;
    }));
    std::vector<Remark> remarks;
    for (const auto &[name, domain] : domains) {
        if (domain.bounced < kDomainBounces || domain.sent < kDomainSent || domain.sentBefore < kDomainSent)
            continue;
        const double now = static_cast<double>(domain.bounced) / static_cast<double>(domain.sent);
        const double before = static_cast<double>(domain.bouncedBefore) / static_cast<double>(domain.sentBefore);
        if (now >= 2 * before && standardErrors(domain.bounced, domain.sent, domain.bouncedBefore, domain.sentBefore) > kOnceInAHundred)
            remarks.push_back({Remark::Level::Warning, "remark.bounces_at_domain",
                               {{"domain", name}, {"now", shareText(now)}, {"before", shareText(before)}, {"bounced", std::to_string(domain.bounced)}},
                               "people", "bounced@" + name});
    }
    return remarks;
}

Remark reputation(const PeriodReport &report, double limit) {
    const PeriodFigure *complained = report.figure("complained");
    const auto args = std::vector<std::pair<std::string, std::string>>{{"rate", shareText(complained->share.value())}, {"limit", shareText(limit)}};
    if (complained->share.value() >= limit / 2)
        return {Remark::Level::Bad, "remark.complaints_near_limit", args, "people", "complained"};
    return {Remark::Level::Good, "remark.reputation_healthy", args, {}, {}};
}

Result<std::vector<Remark>> doubtRemarks(const CampaignService &campaigns) {
    std::vector<Remark> remarks;
    TRY_ASSIGN(const auto all, campaigns.list());
    for (const CampaignView &view : all) {
        if (view.audience == 0)
            continue;
        TRY_ASSIGN(const CampaignStatus status, campaigns.status(view.id));
        const std::int64_t unclear = status.states.at("in_doubt") + status.states.at("unknown");
        if (unclear > 0)
            remarks.push_back({Remark::Level::Warning, "remark.unclear", {{"name", status.name}, {"count", std::to_string(unclear)}},
                               "campaigns", std::to_string(view.id.value)});
    }
    return remarks;
}

// The state of each campaign as it is now, and what is worth a look.
Result<void> addRemarks(Session &session, const PeriodCounts &counts, const Materials &materials, PeriodReport &report) {
    const CampaignService campaigns(session);
    for (CampaignLine &line : report.campaigns) {
        if (const auto found = campaigns.find(line.id)) {
            line.name = found->campaign.name;
            line.state = found->state;
        }
        if (line.isBelowUsual)
            report.remarks.push_back({Remark::Level::Warning, "remark.below_usual",
                                      {{"name", line.name}, {"clicked", shareText(static_cast<double>(line.clicked) / static_cast<double>(std::max<std::int64_t>(1, line.delivered)))},
                                       {"usual", shareText(line.usualClicked)}},
                                      "campaigns", std::to_string(line.id.value)});
    }
    TRY_ASSIGN(const auto bounces, domainRemarks(session, counts, materials));
    TRY_ASSIGN(const auto doubts, doubtRemarks(campaigns));
    report.remarks.insert(report.remarks.begin(), bounces.begin(), bounces.end());
    report.remarks.insert(report.remarks.begin(), doubts.begin(), doubts.end());
    if (report.figure("complained")->share.base >= kReputationAfter) {
        TRY_ASSIGN(const auto reader, session.workspace().reader());
        TRY_ASSIGN(const delivery::DeliveryLimits limits, delivery::storedLimits(*reader));
        report.remarks.push_back(reputation(report, limits.breakers.complaint));
    }
    return {};
}

} // namespace

const PeriodFigure *PeriodReport::figure(const std::string &id) const {
    const auto found = std::find_if(figures.begin(), figures.end(), [&](const PeriodFigure &one) { return one.id == id; });
    return found == figures.end() ? nullptr : &*found;
}

Result<Period> ReportService::lastDays(int days) const {
    const ZoneDays zone(workspaceZone(m_session));
    const CivilDate today = zone.dayOf(m_session.workspace().clock().now());
    return Period{CivilDate{today.days - std::max(1, days) + 1}, today};
}

Result<PeriodReport> ReportService::period(Period period, const CancelToken &cancel) const {
    PeriodReport report;
    Materials materials;
    report.period = materials.period = period;
    report.comparedWith = {CivilDate{period.first.days - period.days()}, CivilDate{period.first.days - 1}};
    TRY_ASSIGN(const DefinitionView view, DefinitionService(m_session).definition());
    const model::WorkspaceDefinition definition = view.isSet() ? view.definition : model::WorkspaceDefinition{};
    const ZoneDays days(workspaceZone(m_session));
    report.zone = days.zone();
    report.asOf = materials.now = m_session.workspace().clock().now();
    TRY_ASSIGN(materials.spans, days.compare(period, materials.now));
    report.isSoFar = materials.spans.isSoFar;
    TRY_ASSIGN(materials.practice, countsPractice(m_session));
    report.isPractice = materials.practice;
    {
        TRY_ASSIGN(const auto reader, m_session.workspace().reader());
        TRY_ASSIGN(const auto runs, delivery::Ledger(*reader, m_session.workspace().clock()).runs());
        for (const delivery::Run &run : runs)
            materials.runs[run.id.value] = {run.spec.campaign, run.spec.name, run.createdAt, run.spec.plan.followClicks};
        TRY_ASSIGN(const std::int64_t newest, reader->scalar("SELECT max(received_at) FROM message_event"));
        report.lastFact = Instant{newest};
        report.isEmpty = runs.empty();
        report.isAwaitingEvents = std::any_of(runs.begin(), runs.end(), [&](const delivery::Run &run) {
            return run.status == delivery::RunStatus::Running || (run.spec.transport != "practice" && report.asOf - run.changedAt < std::chrono::hours(24 * 14));
        });
    }
    TRY(cancel.check());
    const Span all{std::min(materials.spans.before.from, materials.spans.current.from - std::chrono::hours(24 * kUsualDays)), materials.spans.current.until};
    TRY_ASSIGN(const Outcomes outcomes, Outcomes::load(m_session, definition, {0, materials.practice, all}));
    TRY(cancel.check());
    const PeriodCounts counts(outcomes, definition, days);
    for (const Outcome what : {Outcome::HandedOver, Outcome::Delivered, Outcome::Opened, Outcome::OpenedByMachine, Outcome::Clicked,
                               Outcome::Bounced, Outcome::Complained, Outcome::Unsubscribed})
        report.figures.push_back(counts.figure(what, period, materials.spans));
    if (definition.hasPurchase())
        for (const Outcome what : {Outcome::Bought, Outcome::Purchase})
            report.figures.push_back(counts.figure(what, period, materials.spans));
    report.earned = counts.earned(materials.spans.current);
    report.earnedBefore = counts.earned(materials.spans.before);
    report.revenuePerDay = counts.revenuePerDay(period, materials.spans.current);
    report.funnel = counts.funnel(materials.spans.current);
    report.clicksByHour = counts.clicksByHour(materials.spans.current);
    report.campaigns = linesOf(counts, materials, days);

    TRY(addRemarks(m_session, counts, materials, report));
    return report;
}

} // namespace audience::service
