#include "service/send_portions.h"

#include "delivery/send_plan.h"
#include "service/audience_question.h"
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

SendPortions::SendPortions(const Session &session, SendingRules rules, delivery::ZoneOf zones, std::size_t ordinals)
    : m_session(session), m_rules(std::move(rules)), m_zones(std::move(zones)), m_ordinals(ordinals), m_now(session.workspace().clock().now()),
      m_days(workspaceZone(session)) {}

Result<SendPortions> SendPortions::make(const Session &session, const People &people) {
    TRY_ASSIGN(SendingRules rules, sendingRulesOf(session));
    TRY_ASSIGN(delivery::ZoneOf zones, zonesOf(people, rules));
    return SendPortions(session, std::move(rules), std::move(zones), people.snapshot().ordinals());
}

std::vector<Portion> SendPortions::of(const Bitmap &people, const CampaignView &view, Instant start) const {
    const model::DeliveryPlan &plan = view.campaign.plan;
    const std::string zone = zoneOfStart(m_session, view.campaign);
    const delivery::SendTimes times = sendTimesOf(m_rules, plan, zone);
    const Instant begins = std::max(m_now, delivery::beginsAt(plan, start, zone));
    const bool isAtOnce = !plan.inLocalTime && plan.batchSize == 0 && plan.warmUp.empty() && !(m_zones && times.dependsOnPerson());
    if (isAtOnce && plan.holdoutShare <= 0 && plan.maxPeople == 0)
        return {{times.opening(begins, {}), people}};
    std::vector<delivery::Recipient> recipients;
    recipients.reserve(people.count());
    people.forEach([&](Ordinal person) {
        recipients.push_back({person, {}, {}});
        return true;
    });
    // Another lot for every start.
    const std::string lot = "forecast " + std::to_string(view.id.value) + " " + std::to_string(start.micros);
    delivery::planRecipients(plan, times, {begins, start, zone, {}, kLatestStart}, lot, recipients, m_zones);
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
