#include "service/campaign_freeze.h"

#include "base/fault_point.h"
#include "delivery/send_plan.h"
#include "email/address.h"
#include "service/audience_question.h"
#include "service/best_hours.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/safety.h"
#include "service/sending_rules.h"
#include "service/session.h"

#include <algorithm>
#include <unordered_map>

namespace audience::service {

using delivery::Ledger;
using model::CampaignState;

namespace {

constexpr const char *kHigherPriority = "higher_priority";

// Freezes those who may not be written to as kept back, so that a person sees from the start how many
// will get it: the same question as every count before it asks. The sender asks again for every row when it writes the intent; nothing rests on this.
Result<void> keepBackForbidden(Session &session, const delivery::PolicyQuestion &question, std::vector<delivery::Recipient> &recipients) {
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto policy, delivery::SendPolicy::prepare(*reader, question));
    std::vector<std::pair<Ordinal, delivery::Reason>> keptBack;
    TRY_ASSIGN(const delivery::Reachable reachable, policy.reachable(*reader, recipients, session.workspace().clock().now(), &keptBack));
    (void)reachable;
    auto next = keptBack.cbegin(); // in the order of the recipients
    for (delivery::Recipient &recipient : recipients)
        if (next != keptBack.cend() && next->first == recipient.ordinal)
            recipient.keptBack = delivery::toText((next++)->second);
    return {};
}

bool isAbout(const std::vector<std::string> &topics, const std::string &topic) { return std::find(topics.begin(), topics.end(), topic) != topics.end(); }

// Whom a campaign is to write to at its start; nobody where it is not about that topic.
Result<std::vector<Ordinal>> comingOf(Session &session, const People &people, const model::Campaign &campaign, const engine::Bitmap &safe, const std::string &topic) {
    TRY_ASSIGN(const model::SegmentRule rule, audienceRule(session, campaign));
    TRY_ASSIGN(const Audience audience, evaluateRule(session, people, rule));
    TRY_ASSIGN(const auto question, policyQuestion(session, people, campaign.topics));
    if (!topic.empty() && !isAbout(question.topics, topic))
        return std::vector<Ordinal>();
    TRY_ASSIGN(delivery::Reachable reached, reachableLater(session, people, audience.members, campaign, safe));
    return std::move(reached.people);
}

// How many emails of campaigns that go first each person is about to get within the time of a cap; `topic` empty: about
// anything.
Result<std::unordered_map<Ordinal, std::int64_t>> reserved(Session &session, const People &people, const CampaignView &view, const delivery::PolicyQuestion &question,
                                                           const delivery::FrequencyCap &cap, const std::string &topic) {
    std::unordered_map<Ordinal, std::int64_t> counts;
    const Instant now = session.workspace().clock().now(), end = now + std::chrono::seconds(cap.seconds);
    TRY_ASSIGN(const auto all, CampaignService(session).list());
    for (const CampaignView &other : all) {
        const model::DeliveryPlan &plan = other.campaign.plan;
        const bool goesFirst = plan.stream == model::Stream::Bulk && plan.priority < view.campaign.plan.priority && other.isPractice == view.isPractice;
        if (!goesFirst || other.id == view.id)
            continue;
        if (other.state == CampaignState::Scheduled && other.startedAt.micros == 0 && other.nextStart < end) {
            const auto coming = comingOf(session, people, other.campaign, question.keptOut, topic);
            if (!coming && (coming.error().kind == ErrorKind::NotFound || coming.error().kind == ErrorKind::Invalid))
                continue; // it cannot start as it is, so it takes nobody
            if (!coming)
                return coming.error();
            for (const Ordinal person : *coming)
                ++counts[person];
        } else if (other.state == CampaignState::Sending || other.state == CampaignState::Scheduled) {
            TRY_ASSIGN(const auto run, newestRun(session, other.id));
            TRY_ASSIGN(const auto reader, session.workspace().reader());
            TRY_ASSIGN(store::Statement rows, reader->prepare("SELECT ordinal FROM message WHERE run = ?1 AND state IN ('planned', 'retry_at') AND due_at < ?2 AND "
                                                              "(?3 = '' OR EXISTS (SELECT 1 FROM run r, json_each(r.topics) t WHERE r.id = ?1 AND t.value = ?3))"));
            rows.bind(1, run ? run->id.value : 0).bind(2, end.micros).bind(3, topic);
            for (;;) {
                TRY_ASSIGN(const bool row, rows.step());
                if (!row)
                    break;
                ++counts[static_cast<Ordinal>(rows.int64(0))];
            }
        }
    }
    return counts;
}

// Where a person may get so many emails, in all or about a topic, those of campaigns with a higher priority come first.
Result<void> leaveToHigherPriority(Session &session, const People &people, const CampaignView &view, const delivery::PolicyQuestion &question,
                                   std::vector<delivery::Recipient> &recipients) {
    if (view.campaign.plan.priority == 1)
        return {};
    std::vector<delivery::TopicCap> caps{{{}, question.cap}};
    for (const delivery::TopicCap &one : question.topicCaps)
        if (isAbout(question.topics, one.topic))
            caps.push_back(one);
    const Instant now = session.workspace().clock().now();
    for (const delivery::TopicCap &one : caps) {
        if (one.cap.messages == 0)
            continue;
        TRY_ASSIGN(const auto coming, reserved(session, people, view, question, one.cap, one.topic));
        if (coming.empty())
            continue;
        TRY_ASSIGN(const auto reader, session.workspace().reader());
        TRY_ASSIGN(const auto recent, one.topic.empty() ? delivery::recentMessages(*reader, question, now) : delivery::recentMessages(*reader, question, one, now));
        for (delivery::Recipient &recipient : recipients) {
            const auto waiting = coming.find(recipient.ordinal);
            if (!recipient.keptBack.empty() || waiting == coming.end())
                continue;
            const auto had = recent.find(email::addressKey(recipient.address));
            if (waiting->second + (had == recent.end() ? 0 : had->second) >= one.cap.messages)
                recipient.keptBack = kHigherPriority;
        }
    }
    return {};
}

} // namespace

Result<void> requireUnchanged(Session &session, const store::Connection &connection, const CampaignView &view) {
    TRY(workspace::requireRight(connection));
    TRY_ASSIGN(const auto runs, Ledger(connection, session.workspace().clock()).runsOf(view.id));
    const bool isNext = view.campaign.plan.recurrence.repeat != model::Repeat::Never && !view.campaign.armedAt.empty();
    const std::int64_t newest = runs.empty() ? 0 : runs.back().createdAt.micros;
    if (newest != (isNext ? view.startedAt.micros : 0))
        return Error(ErrorKind::Conflict, "campaign.already_started").with("name", view.campaign.name);
    TRY_ASSIGN(const CampaignView now, CampaignService(session).find(view.id));
    if (now.revision != view.revision)
        return Error(ErrorKind::Conflict, "definition.stale")
            .with("kind", "campaign")
            .with("name", view.campaign.name)
            .with("mine", std::to_string(view.revision))
            .with("theirs", std::to_string(now.revision));
    return {};
}

Result<void> freezeAndStart(Session &session, CampaignView view, const RunStart &start) {
    const model::DeliveryPlan &plan = view.campaign.plan;
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const model::SegmentRule rule, audienceRule(session, view.campaign));
    TRY_ASSIGN(const Audience audience, evaluateRule(session, people, rule));
    TRY_ASSIGN(auto recipients, recipientsOf(people, audience.members));
    TRY_ASSIGN(const SendingRules rules, sendingRulesOf(session));
    TRY_ASSIGN(auto question, policyQuestion(session, people, view.campaign.topics, &plan));
    TRY_ASSIGN(question.keptOut, keptOut(session, people));
    question.capCountsPractice = view.isPractice;
    TRY(keepBackForbidden(session, question, recipients));
    TRY(leaveToHigherPriority(session, people, view, question, recipients));

    delivery::RunSpec spec;
    spec.uid = makeUuid(session.workspace().rng());
    spec.campaign = view.id;
    spec.name = view.campaign.name;
    TRY_ASSIGN(const auto smtp, ConnectionService(session).mailServer(view.campaign.connection));
    spec.transport = view.isPractice ? "practice" : smtp ? "smtp" : "ses";
    spec.connection = view.campaign.connection;
    spec.topics = question.topics;
    spec.permission = question.permission;
    spec.cap = question.cap;
    spec.plan = plan;
    TRY_ASSIGN(const delivery::ZoneOf zones, zonesOf(people, rules));
    const std::string zone = zoneOfStart(session, view.campaign);
    const Instant now = session.workspace().clock().now();
    delivery::PeopleFacts facts{question.order, {}};
    if (plan.atBestHour) {
        TRY_ASSIGN(BestHours best, bestHours(session, zones, zone, view.isPractice));
        facts.hourOf = std::move(best.hourOf);
    }
    delivery::planRecipients(plan, sendTimesOf(rules, plan, zone), {now, start.meant, zone, start.takeBack, kLatestStart}, spec.uid, recipients, zones, facts);
    TRY(session.workspace().mark());
    const bool wasScheduled = !view.campaign.armedAt.empty();
    return session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY(requireUnchanged(session, connection, view));
        if (!wasScheduled) {
            view.campaign.armedAt = toIso(session.workspace().clock().now());
            TRY(storeCampaign(session, view));
        }
        faultPoint("campaign.start.armed");
        TRY_ASSIGN(const RunId run, Ledger(connection, session.workspace().clock()).startRun(spec, recipients, session.workspace().rng()));
        faultPoint("campaign.start.frozen");
        Json facts{{"run", run.value}, {"audience", recipients.size()}, {"practice", view.isPractice}};
        if (start.meant.micros != 0)
            facts["scheduled_for"] = toIso(start.meant);
        return noteCampaign(session, connection, "send", view.id, std::move(facts));
    });
}

} // namespace audience::service
