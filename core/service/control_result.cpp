#include "service/control_result.h"

#include "delivery/facts.h"
#include "insight/attribution.h"
#include "service/campaign_parts.h"
#include "service/definition_service.h"
#include "service/outcomes.h"
#include "service/session.h"

#include <unordered_map>

namespace audience::service {

namespace {

// What each person of a group bought.
class Basket {
public:
    void add(const insight::Purchase &purchase) {
        auto &[orders, value] = m_bought[purchase.person];
        ++orders;
        if (!purchase.value)
            return;
        value += toDouble(*purchase.value);
        m_sum.add(*purchase.value);
    }
    GroupResult result(std::int64_t people) const {
        GroupResult group;
        group.people = people;
        group.buyers = static_cast<std::int64_t>(m_bought.size());
        for (const auto &[person, bought] : m_bought) {
            group.orders += bought.first;
            group.ordersEach.add(static_cast<double>(bought.first));
            group.revenueEach.add(bought.second);
        }
        group.ordersEach.addZeros(people - group.buyers);
        group.revenueEach.addZeros(people - group.buyers);
        group.revenue = m_sum.total();
        return group;
    }

private:
    std::unordered_map<Ordinal, std::pair<std::int64_t, double>> m_bought;
    insight::DecimalSum m_sum;
};

} // namespace

Result<std::optional<ControlResult>> controlResult(Session &session, CampaignId campaign) {
    TRY_ASSIGN(const DefinitionView view, DefinitionService(session).definition());
    TRY_ASSIGN(const auto run, newestRun(session, campaign));
    if (!run || !view.isSet() || !view.definition.hasPurchase())
        return std::optional<ControlResult>();
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto rows, delivery::inState(*reader, run->id.value, "", ""));
    std::unordered_map<Ordinal, bool> isControl;
    std::int64_t control = 0;
    for (const delivery::StateRow &row : rows) {
        const bool isHeld = row.state == "skipped" && row.reason == kHoldout;
        if (!isHeld && row.state == "skipped")
            continue; // it was for neither group
        if (isControl.emplace(row.person, isHeld).second)
            control += isHeld ? 1 : 0;
    }
    if (control == 0)
        return std::optional<ControlResult>();
    ControlResult found;
    found.definition = view.definition;
    const Instant now = session.now(), end = run->createdAt + std::chrono::microseconds(view.definition.windowMicros());
    found.span = {run->createdAt, std::min(now, end)};
    found.isSoFar = now < end;
    Basket sent, held;
    TRY_ASSIGN(const auto purchases, purchasesIn(session, view.definition, found.span));
    for (const insight::Purchase &purchase : purchases)
        if (const auto member = isControl.find(purchase.person); member != isControl.end())
            (member->second ? held : sent).add(purchase);
    found.sent = sent.result(static_cast<std::int64_t>(isControl.size()) - control);
    found.control = held.result(control);
    found.isTooSmall = found.sent.people < kLeastGroup || found.control.people < kLeastGroup;
    if (found.isTooSmall)
        return std::optional(found);
    found.orders = insight::difference(found.sent.ordersEach, found.control.ordersEach);
    if (view.definition.hasRevenue())
        found.revenue = insight::difference(found.sent.revenueEach, found.control.revenueEach);
    return std::optional(found);
}

} // namespace audience::service
