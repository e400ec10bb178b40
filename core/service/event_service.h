// What came back about emails: the rules that tell people from machines, what they take out, and events
// that could not be read. Fetching events is ConnectionService's.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "base/json_fwd.h"
#include "delivery/event_damaged.h"
#include "delivery/event_judge.h"
#include "delivery/limits.h"
#include "service/connection_service.h"

#include <string>
#include <vector>

namespace audience::service {

struct EventRulesView {
    delivery::EventRules rules;
    delivery::RuleCounts counts; // what each takes out now
    bool areBuiltIn = true;      // nothing was changed
    bool isPassDue = false;      // the past still counts by others
    std::int64_t opens = 0, clicks = 0; // that people made
};

class EventService {
public:
    explicit EventService(Session &session) : m_session(session) {}

    Result<EventRulesView> rules() const;
    // From now on; the past is judged by apply(). Errors: those of eventRulesFromJson.
    Result<void> saveRules(const Json &rules);
    Result<void> switchRule(const std::string &id, bool isOn); // "rules.unknown" {rule}
    Result<void> restoreBuiltInRules();
    // The rule that would take this event out - an SES event as JSON, with or without its envelope - or
    // nothing. Times between emails are unknown here. Errors: those of parseSesEvent, "rules.no_subject" {kind}.
    Result<std::optional<delivery::EventRule>> test(const std::string &event) const;
    // What these rules - null: the stored ones - would change in the past.
    Result<delivery::RulePass> preview(const Json &rules, Progress *progress = nullptr, const CancelToken &cancel = {}) const;
    Result<delivery::RulePass> apply(Progress *progress = nullptr, const CancelToken &cancel = {});

    // When a campaign is paused and an address given up; Json null: as built in. Error "limits.bad" {name}.
    Result<delivery::DeliveryLimits> limits() const;
    Result<void> saveLimits(const Json &limits);
    // The same over what was read. Error "limits.changed_elsewhere": others changed it since, nothing was written.
    Result<delivery::DeliveryLimits> changeLimits(const delivery::DeliveryLimits &read, const delivery::DeliveryLimits &wanted);

    // Oldest first, from the one after `after` on.
    Result<std::vector<delivery::DamagedEvent>> damaged(std::int64_t after, int most) const;
    Result<std::int64_t> damagedCount() const;
    Result<EventsReport> retryDamaged(const CancelToken &cancel = {});

private:
    Session &m_session;
};

} // namespace audience::service
