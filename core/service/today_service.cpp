#include "service/today_service.h"

#include "base/json.h"
#include "delivery/limits.h"
#include "ingest/import_run_repository.h"
#include "service/audience_question.h"
#include "service/campaign_parts.h"
#include "service/campaign_service.h"
#include "service/data_service.h"
#include "service/definition_service.h"
#include "service/draft_service.h"
#include "service/report_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_review.h"
#include "service/template_service.h"
#include "workspace/definition_repository.h"

#include <fmt/format.h>

#include <algorithm>

namespace audience::service {

using model::CampaignState;
using Level = Remark::Level;

namespace {

constexpr const char *kVisitSetting = "today.visit";
constexpr std::chrono::hours kVisit{4};           // a pause this long begins a new visit
constexpr std::size_t kMostWork = 6, kMostChanges = 8;
constexpr std::size_t kMostReviews = 5;   // of what is to be approved
constexpr std::size_t kSingleImports = 2; // more are said in one line
constexpr int kWeek = 7;
constexpr std::int64_t kJumpPeople = 50;          // a segment has jumped when it changed by so many people
constexpr double kJumpShare = 0.2;                // and by so large a part

std::string shareText(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? fmt::format("{:.6f}", static_cast<double>(part) / static_cast<double>(whole)) : std::string();
}

Instant jsonInstant(const Json &json, const char *name) {
    const auto at = instantFromIso(jsonText(json, name));
    return at ? *at : Instant{};
}

// How many a campaign's segments choose; a rule that no longer fits says nothing here. Today's own figures know
// the segments by themselves.
Result<std::int64_t> chosenBy(Session &session, const TodayView &view, const model::Campaign &campaign, const CancelToken &cancel) {
    if (view.today && campaign.alsoSegments.empty() && campaign.butNot.empty())
        if (const auto size = view.today->segments.find(campaign.segment.value); size != view.today->segments.end())
            return size->second;
    const auto rule = audienceRule(session, campaign);
    const auto size = rule ? SegmentService(session).size(*rule, cancel) : Result<std::int64_t>(-1);
    TRY(cancel.check());
    return size ? *size : -1;
}

} // namespace

Result<TodayView> TodayService::today(const CancelToken &cancel) {
    TodayView view;
    view.asOf = m_session.workspace().clock().now();
    {
        TRY_ASSIGN(const auto reader, m_session.workspace().reader());
        TRY_ASSIGN(const delivery::DeliveryLimits limits, delivery::storedLimits(*reader));
        view.complaintLimit = limits.breakers.complaint;
    }
    TRY_ASSIGN(const Json user, m_session.workspace().setting("user"));
    view.user = user.is_string() ? user.get<std::string>() : std::string();
    TRY_ASSIGN(const auto datasets, DataService(m_session).datasets());
    for (const DatasetView &dataset : datasets) {
        view.dataFrom = std::max(view.dataFrom, dataset.updatedAt);
        view.hasPeople = view.hasPeople || dataset.role == "profiles";
    }
    TRY(visit(view));
    TRY(cancel.check());
    TRY_ASSIGN(view.days, dailyFigures(m_session));
    if (view.hasPeople) {
        TRY_ASSIGN(view.today, countToday(m_session));
        if (const DayFigures *before = figuresOf(view.days, CivilDate{view.today->day.days - kWeek}))
            view.weekAgo = *before;
        std::erase_if(view.days, [&](const DayFigures &one) { return one.day >= view.today->day; });
        view.days.push_back(*view.today);
    }
    TRY(cancel.check());
    const ReportService reports(m_session);
    TRY_ASSIGN(const Period month, reports.lastDays(30));
    TRY_ASSIGN(auto report, reports.period(month, cancel));
    view.wasSent = !report.isEmpty;
    if (view.wasSent)
        view.month = std::move(report);
    TRY(needs(view));
    TRY(reviews(view));
    TRY(unknownSends(view));
    TRY(connections(view));
    TRY(syncs(view));
    TRY(lostEvents(view));
    TRY(dataFaults(view, cancel));
    std::stable_sort(view.needsYou.begin(), view.needsYou.end(), [](const Remark &a, const Remark &b) { return a.level > b.level; });
    TRY(next(view, cancel));
    TRY(changes(view));
    TRY(goOn(view));
    return view;
}

Result<void> TodayService::visit(TodayView &view) {
    TRY_ASSIGN(const Json stored, m_session.workspace().setting(kVisitSetting));
    Instant last, before;
    if (stored.is_object()) {
        last = jsonInstant(stored, "last");
        before = jsonInstant(stored, "before");
    }
    const bool isNew = last.micros == 0 || view.asOf - last >= kVisit;
    view.since = isNew ? last : before;
    // Not at every look: a visit is told by the hour.
    if (m_session.workspace().isReadOnly() || (!isNew && view.asOf - last < std::chrono::minutes(10)))
        return {};
    // A file that is busy is no reason to show nothing: the next look tells it.
    (void)m_session.workspace().keepFigures(kVisitSetting, Json{{"last", toIso(view.asOf)}, {"before", view.since.micros == 0 ? "" : toIso(view.since)}});
    return {};
}

Result<void> TodayService::needs(TodayView &view) {
    const CampaignService campaigns(m_session);
    TRY_ASSIGN(const auto all, campaigns.list());
    const bool isElsewhere = m_session.workspace().standing().kind == workspace::StandingKind::HandedOver;
    for (const CampaignView &one : all) {
        const std::string id = std::to_string(one.id.value);
        const auto add = [&](Level level, const char *what, std::vector<std::pair<std::string, std::string>> args) {
            args.emplace_back("name", one.campaign.name);
            view.needsYou.push_back({level, what, std::move(args), "campaigns", id});
        };
        if (one.audience > 0) {
            TRY_ASSIGN(const CampaignStatus status, campaigns.status(one.id));
            if (const std::int64_t unclear = status.states.at("in_doubt") + status.states.at("unknown"); unclear > 0)
                add(Level::Warning, "today.unclear", {{"count", std::to_string(unclear)}});
            if (status.state == CampaignState::Paused || status.state == CampaignState::Blocked)
                add(Level::Warning, status.state == CampaignState::Paused ? "today.paused" : "today.blocked",
                    {{"reason", status.reason}, {"left", std::to_string(status.states.at("planned") + status.states.at("retry_at"))}});
        } else if (one.state == CampaignState::Paused && one.reason == kMissedStart) {
            add(Level::Warning, "today.missed", {{"campaign", one.campaign.name}, {"planned", toIso(one.campaign.startAt)}});
        } else if (one.state == CampaignState::Scheduled && one.campaign.startAt <= view.asOf && !isElsewhere) {
            TRY_ASSIGN(const auto checks, checksOf(m_session, one));
            const auto failed = std::find_if(checks.begin(), checks.end(), [](const CheckView &check) { return check.level == CheckView::Level::Error; });
            if (failed != checks.end()) {
                auto args = failed->args; // which may have a name of their own
                args.emplace_back("check", failed->id);
                args.emplace_back("campaign", one.campaign.name);
                args.emplace_back("planned", toIso(one.campaign.startAt));
                add(Level::Warning, "today.cannot_start", std::move(args));
            }
        } else if (one.state == CampaignState::Approved) {
            add(Level::Note, "today.approved", {{"segment", one.segmentName}});
        }
    }
    TRY_ASSIGN(const auto left, campaigns.leftBehind(CampaignService::Left::Old));
    for (const CampaignView &one : left)
        view.needsYou.push_back({Level::Warning, "today.left", {{"name", one.campaign.name}}, "campaigns", std::to_string(one.id.value)});
    TRY_ASSIGN(const DefinitionView definition, DefinitionService(m_session).definition());
    TRY_ASSIGN(const auto events, DefinitionService(m_session).events());
    if (!definition.isSet() && !events.empty())
        view.needsYou.push_back({Level::Note, "today.no_definition", {}, "settings", "definitions"});
    return {};
}

// What others wrote and ask this person to approve; those who wrote it can do nothing about it.
Result<void> TodayService::reviews(TodayView &view) {
    const CampaignService campaigns(m_session);
    const TemplateReviewService emails(m_session);
    std::vector<std::pair<Instant, Remark>> asked;
    TRY_ASSIGN(const auto all, campaigns.list());
    for (const CampaignView &one : all)
        if (one.state == CampaignState::InReview && !campaigns.isMine(one))
            asked.emplace_back(instantFromIso(one.campaign.askedAt).value_or(Instant{}), Remark{Level::Note, "today.review",
                                                            {{"name", one.campaign.name}, {"by", one.campaign.askedBy}, {"at", one.campaign.askedAt}, {"segment", one.segmentName}},
                                                            "campaigns", std::to_string(one.id.value)});
    TRY_ASSIGN(const auto states, emails.states());
    for (const auto &[id, state] : states) {
        if (state != ReviewState::InReview)
            continue;
        const auto review = emails.of(TemplateId{id});
        const auto email = workspace::DefinitionRepository(m_session.workspace()).find(workspace::DefinitionKind::Template, id);
        if (!review || !email || !review->canApprove())
            continue; // removed meanwhile, or one's own
        const ReviewStep &last = review->last;
        asked.emplace_back(last.at, Remark{Level::Note, "today.email_review", {{"name", email->name}, {"by", last.by}, {"at", toIso(last.at)}, {"note", last.note}}, "templates", std::to_string(id)});
    }
    std::sort(asked.begin(), asked.end(), [](const auto &a, const auto &b) { return a.first < b.first; }); // who has waited longest first
    const std::size_t shown = asked.size() > kMostReviews ? kMostReviews - 1 : asked.size();
    for (std::size_t i = 0; i < shown; ++i)
        view.needsYou.push_back(std::move(asked[i].second));
    if (shown < asked.size())
        view.needsYou.push_back({Level::Note, "today.more_reviews", {{"count", std::to_string(asked.size() - shown)}}, asked[shown].second.page, asked[shown].second.target});
    return {};
}

Result<void> TodayService::next(TodayView &view, const CancelToken &cancel) {
    TRY_ASSIGN(const auto all, CampaignService(m_session).list());
    for (const CampaignView &one : all) {
        const bool isComing = one.state == CampaignState::Scheduled; // of a series, the start after the last one
        if ((one.audience > 0 && !isComing) || one.reason == kMissedStart)
            continue;
        NextSend next{one.id, one.campaign.name, one.state, {}, -1, one.isPractice};
        if (isComing)
            next.at = one.nextStart;
        TRY_ASSIGN(next.people, chosenBy(m_session, view, one.campaign, cancel));
        view.next.push_back(std::move(next));
    }
    std::stable_sort(view.next.begin(), view.next.end(), [](const NextSend &a, const NextSend &b) {
        const auto order = [](const NextSend &one) { return one.at.micros == 0 ? INT64_MAX : one.at.micros; };
        return order(a) < order(b);
    });
    if (!view.next.empty() && view.next.front().at.micros > 0) {
        TRY_ASSIGN(const SendingMachine machine, CampaignService(m_session).sendingMachine());
        view.machine = machine.name;
        view.isThisMachine = machine.isThis;
    }
    return {};
}

Result<void> TodayService::changes(TodayView &view) {
    if (view.since.micros == 0)
        return {};
    if (view.month)
        for (const CampaignLine &line : view.month->campaigns)
            if (view.since <= line.startedAt) {
                std::vector<std::pair<std::string, std::string>> args{{"name", line.name}, {"sent", std::to_string(line.sent)},
                                                                      {"opened", shareText(line.opened, line.delivered)},
                                                                      {"clicked", shareText(line.clicked, line.delivered)}};
                if (line.earned && line.earned->definition.hasRevenue()) {
                    args.emplace_back("revenue", toText(line.earned->revenue));
                    args.emplace_back("currency", line.earned->definition.currency);
                }
                view.changed.push_back({Level::Good, "today.sent", std::move(args), "campaigns", std::to_string(line.id.value)});
            }
    if (view.month)
        for (const Remark &remark : view.month->remarks)
            if (remark.id == "remark.below_usual" || remark.id == "remark.bounces_at_domain" || remark.id == "remark.complaints_near_limit")
                view.changed.push_back({remark.level, remark.id, remark.args, remark.page == "people" ? "monitor" : remark.page,
                                        remark.page == "people" ? std::string() : remark.target});
    TRY_ASSIGN(const auto segments, SegmentService(m_session).list());
    const ZoneDays zone(workspaceZone(m_session));
    if (const DayFigures *then = figuresOf(view.days, zone.dayOf(view.since)); then && view.today)
        for (const SegmentView &segment : segments) {
            const auto was = then->segments.find(segment.id.value);
            const auto is = view.today->segments.find(segment.id.value);
            if (was == then->segments.end() || is == view.today->segments.end())
                continue;
            const std::int64_t change = is->second - was->second;
            if (std::abs(change) < kJumpPeople || static_cast<double>(std::abs(change)) < kJumpShare * static_cast<double>(was->second))
                continue;
            view.changed.push_back({Level::Note, "remark.segment_jump",
                                    {{"name", segment.name}, {"grew", change > 0 ? "yes" : "no"}, {"change", std::to_string(std::abs(change))},
                                     {"now", std::to_string(is->second)}, {"before", std::to_string(was->second)}},
                                    "segments", std::to_string(segment.id.value)});
        }
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const auto imports, ingest::ImportRunRepository(*reader).runs({}, 20));
    std::vector<const ingest::ImportRun *> recent;
    for (const ingest::ImportRun &one : imports)
        if (one.finishedAt && view.since <= *one.finishedAt)
            recent.push_back(&one);
    if (recent.size() > kSingleImports) {
        std::int64_t rows = 0;
        std::string datasets;
        for (const auto *one : recent) {
            rows += one->kept;
            datasets += (datasets.empty() ? "" : ", ") + one->dataset;
        }
        view.changed.push_back({Level::Good, "today.imports",
                                {{"count", std::to_string(recent.size())}, {"rows", std::to_string(rows)}, {"datasets", datasets}}, "data", {}});
    } else {
        for (const auto *one : recent)
            view.changed.push_back({one->rejected > 0 ? Level::Warning : Level::Good, "today.imported",
                                    {{"dataset", one->dataset}, {"rows", std::to_string(one->kept)}, {"rejected", std::to_string(one->rejected)},
                                     {"at", toIso(*one->finishedAt)}},
                                    "data", one->dataset});
    }
    if (view.changed.size() > kMostChanges)
        view.changed.resize(kMostChanges);
    return {};
}

Result<void> TodayService::goOn(TodayView &view) {
    using workspace::DefinitionKind;
    workspace::DefinitionRepository definitions(m_session.workspace());
    TRY_ASSIGN(const auto campaigns, CampaignService(m_session).list());
    for (const DefinitionKind kind : {DefinitionKind::Segment, DefinitionKind::Template}) {
        TRY_ASSIGN(const auto all, definitions.list(kind));
        (kind == DefinitionKind::Segment ? view.hasSegments : view.hasTemplates) = !all.empty();
        for (const workspace::Definition &one : all)
            view.goOn.push_back({std::string(workspace::toText(kind)), one.id, one.name, one.savedAt});
    }
    for (const CampaignView &one : campaigns)
        if (one.audience == 0)
            view.goOn.push_back({"campaign", one.id.value, one.campaign.name, one.savedAt});
    TRY_ASSIGN(const DraftList drafts, DraftService(m_session).list());
    for (const Draft &draft : drafts.drafts)
        if (draft.id < 0)
            view.goOn.push_back({draft.kind, draft.id, draft.name, draft.writtenAt});
    std::stable_sort(view.goOn.begin(), view.goOn.end(), [](const RecentWork &a, const RecentWork &b) { return b.savedAt < a.savedAt; });
    if (view.goOn.size() > kMostWork)
        view.goOn.resize(kMostWork);
    return {};
}

} // namespace audience::service
