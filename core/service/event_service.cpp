#include "service/event_service.h"

#include "base/json.h"
#include "delivery/event_intake.h"
#include "service/session.h"

namespace audience::service {

using namespace delivery;

namespace {

Result<void> keep(Session &session, const Json &rules) { return session.workspace().setSetting(kEventRulesSetting, rules); }

Result<EventRules> rulesFrom(const Json &stored) { return stored.is_null() ? Result<EventRules>(builtInEventRules()) : eventRulesFromJson(stored); }

} // namespace

Result<EventRulesView> EventService::rules() const {
    EventRulesView view;
    TRY_ASSIGN(const Json stored, m_session.workspace().setting(kEventRulesSetting));
    view.areBuiltIn = stored.is_null();
    TRY_ASSIGN(view.rules, rulesFrom(stored));
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(view.counts, ruleCounts(*reader));
    TRY_ASSIGN(view.isPassDue, isPassDue(*reader));
    TRY_ASSIGN(view.opens, reader->scalar("SELECT count(*) FROM message_event WHERE kind = 'open' AND machine = 0"));
    TRY_ASSIGN(view.clicks, reader->scalar("SELECT count(*) FROM message_event WHERE kind = 'click' AND machine = 0"));
    return view;
}

Result<void> EventService::saveRules(const Json &rules) {
    TRY_ASSIGN(const EventRules read, eventRulesFromJson(rules));
    return keep(m_session, toJson(read));
}

Result<void> EventService::switchRule(const std::string &id, bool isOn) {
    TRY_ASSIGN(const Json stored, m_session.workspace().setting(kEventRulesSetting));
    TRY_ASSIGN(EventRules rules, rulesFrom(stored));
    for (EventRule &rule : rules.rules)
        if (rule.id == id) {
            rule.isOn = isOn;
            // What is as it was built in goes on changing with the program.
            return hashOf(rules) == hashOf(builtInEventRules()) ? restoreBuiltInRules() : keep(m_session, toJson(rules));
        }
    return Error(ErrorKind::NotFound, "rules.unknown").with("rule", id);
}

Result<void> EventService::restoreBuiltInRules() { return keep(m_session, Json()); }

Result<std::optional<EventRule>> EventService::test(const std::string &event) const {
    TRY_ASSIGN(const auto parsed, parseSesEvent(event));
    if (!parsed || (parsed->kind != EventKind::Open && parsed->kind != EventKind::Click))
        return Error(ErrorKind::Invalid, "rules.no_subject").with("kind", parsed ? toText(parsed->kind) : std::string_view("greeting"));
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    TRY_ASSIGN(const EventRules rules, storedEventRules(*reader));
    EventSignals known = signalsOf(*parsed);
    known.clicks = {{known.at, parsed->link}};
    const EventRule *rule = judge(rules, known);
    return rule ? std::optional(*rule) : std::optional<EventRule>();
}

Result<RulePass> EventService::preview(const Json &rules, Progress *progress, const CancelToken &cancel) const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    if (rules.is_null()) {
        TRY_ASSIGN(const EventRules stored, storedEventRules(*reader));
        return previewRules(*reader, stored, progress, cancel);
    }
    TRY_ASSIGN(const EventRules wanted, eventRulesFromJson(rules));
    return previewRules(*reader, wanted, progress, cancel);
}

Result<RulePass> EventService::apply(Progress *progress, const CancelToken &cancel) {
    TRY_ASSIGN(const auto connection, m_session.workspace().connect(workspace::Durability::Full));
    return applyRules(connection, progress, cancel);
}

Result<DeliveryLimits> EventService::limits() const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    return storedLimits(*reader);
}

Result<void> EventService::saveLimits(const Json &limits) {
    if (limits.is_null())
        return m_session.workspace().setSetting(kLimitsSetting, Json());
    TRY_ASSIGN(const DeliveryLimits read, limitsFromJson(limits));
    return m_session.workspace().setSetting(kLimitsSetting, delivery::toJson(read));
}

Result<DeliveryLimits> EventService::changeLimits(const DeliveryLimits &read, const DeliveryLimits &wanted) {
    TRY(m_session.workspace().write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(const DeliveryLimits now, storedLimits(connection));
        if (delivery::toJson(now) != delivery::toJson(read))
            return Error(ErrorKind::Conflict, "limits.changed_elsewhere");
        // What is as it was built in goes on changing with the program.
        const Json json = delivery::toJson(wanted);
        return saveLimits(json == delivery::toJson(DeliveryLimits{}) ? Json() : json);
    }));
    return limits();
}

Result<std::vector<DamagedEvent>> EventService::damaged(std::int64_t after, int most) const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    return damagedEvents(*reader, after, most);
}

Result<std::int64_t> EventService::damagedCount() const {
    TRY_ASSIGN(const auto reader, m_session.workspace().reader());
    return delivery::damagedCount(*reader);
}

Result<EventsReport> EventService::retryDamaged(const CancelToken &cancel) {
    workspace::Workspace &file = m_session.workspace();
    TRY_ASSIGN(const auto connection, file.connect(workspace::Durability::Full));
    EventIntake intake(connection, file.clock(), file.uuid(), &file.audit());
    TRY_ASSIGN(const IntakeReport taken, intake.retryMalformed(cancel));
    return reportOf(taken, 0);
}

} // namespace audience::service
