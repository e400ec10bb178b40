#include "service/send_portions.h"

#include "service/audience_question.h"
#include "service/best_hours.h"
#include "service/session.h"

#include <algorithm>
#include <map>

namespace audience::service {

using engine::Bitmap;

class SendPortions::ByDay {
public:
    ByDay(const std::string &zone, std::size_t ordinals) : m_zone(zone), m_ordinals(ordinals) {}

    void add(Ordinal person, Instant at) {
        if (person >= m_ordinals)
            return;
        const auto [day, isNew] = m_places.try_emplace(m_zone.dayOf(at).days, m_portions.size());
        if (isNew)
            m_portions.push_back({at, Bitmap(m_ordinals)});
        Portion &portion = m_portions[day->second];
        portion.at = std::min(portion.at, at);
        portion.people.add(person);
    }
    std::vector<Portion> take() { return std::move(m_portions); }

private:
    ZoneDays m_zone;
    std::size_t m_ordinals;
    std::map<std::int32_t, std::size_t> m_places;
    std::vector<Portion> m_portions;
};

SendPortions::SendPortions(Session &session, const People &people, SendingRules rules, delivery::ZoneOf zones)
    : m_session(session), m_people(people), m_rules(std::move(rules)), m_zones(std::move(zones)), m_ordinals(people.snapshot().ordinals()), m_now(session.workspace().clock().now()),
      m_days(workspaceZone(session)) {}

Result<SendPortions> SendPortions::make(Session &session, const People &people) {
    TRY_ASSIGN(SendingRules rules, sendingRulesOf(session));
    TRY_ASSIGN(delivery::ZoneOf zones, zonesOf(people, rules));
    return SendPortions(session, people, std::move(rules), std::move(zones));
}

Result<delivery::PeopleFacts> SendPortions::factsOf(const CampaignView &view) const {
    delivery::PeopleFacts facts;
    if (view.campaign.plan.maxPeople > 0) {
        TRY_ASSIGN(facts.order, orderBy(m_session, m_people, view.campaign.plan.mostBy));
    }
    if (view.campaign.plan.atBestHour) {
        TRY_ASSIGN(BestHours best, bestHours(m_session, m_zones, zoneOfStart(m_session, view.campaign), view.isPractice));
        facts.hourOf = std::move(best.hourOf);
    }
    return facts;
}

std::vector<Portion> SendPortions::of(const Bitmap &people, const CampaignView &view, Instant start, const delivery::PeopleFacts &facts) const {
    const model::DeliveryPlan &plan = view.campaign.plan;
    const std::string zone = zoneOfStart(m_session, view.campaign);
    const delivery::SendTimes times = sendTimesOf(m_rules, plan, zone);
    const Instant begins = std::max(m_now, delivery::beginsAt(plan, start, zone));
    const bool isAtOnce = !plan.inLocalTime && plan.batchSize == 0 && plan.mostInPeriod == 0 && plan.warmUp.empty() && !plan.atBestHour && !(m_zones && times.dependsOnPerson());
    if (isAtOnce && plan.holdoutShare <= 0 && plan.maxPeople == 0)
        return std::vector<Portion>{{times.opening(begins, {}), people}};
    std::vector<delivery::Recipient> recipients;
    recipients.reserve(people.count());
    people.forEach([&](Ordinal person) {
        recipients.push_back({person, {}, {}});
        return true;
    });
    // Another lot for every start.
    const std::string lot = "forecast " + std::to_string(view.id.value) + " " + std::to_string(start.micros);
    delivery::planRecipients(plan, times, {begins, start, zone, {}, kLatestStart}, lot, recipients, m_zones, facts);
    ByDay days(m_days, m_ordinals);
    for (const delivery::Recipient &one : recipients)
        if (one.keptBack.empty())
            days.add(one.ordinal, std::max(begins, one.dueAt));
    return days.take();
}

Result<std::vector<Portion>> SendPortions::left(const CampaignView &view, RunId run) const {
    const delivery::SendTimes times = sendTimesOf(m_rules, view.campaign.plan, zoneOfStart(m_session, view.campaign));
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(auto rows, reader->prepare("SELECT ordinal, due_at FROM message WHERE run = ? AND state IN ('planned', 'retry_at')"));
    rows.bind(1, run.value);
    ByDay days(m_days, m_ordinals);
    std::map<std::string, Instant> openings; // of those whose turn has come: the hours are asked again then
    for (;;) {
        TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return days.take();
        const auto person = static_cast<Ordinal>(rows.int64(0));
        Instant at{rows.int64(1)};
        if (!(m_now < at)) {
            const auto [opening, isNew] = openings.try_emplace(m_zones ? m_zones(person) : std::string());
            if (isNew)
                opening->second = times.opening(m_now, opening->first);
            at = opening->second;
        }
        days.add(person, at);
    }
}

} // namespace audience::service
