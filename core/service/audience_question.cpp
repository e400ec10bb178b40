#include "service/audience_question.h"

#include "segment/compile.h"
#include "service/remote_people.h"
#include "service/safety.h"
#include "service/saved_sets.h"
#include "service/sending_rules.h"
#include "service/session.h"
#include "workspace/consent_repository.h"

namespace audience::service {

std::string workspaceZone(const Session &session) {
    const auto zone = session.workspace().setting("zone");
    return zone && zone->is_string() ? zone->get<std::string>() : "UTC";
}

Instant countingNow(const Session &session) {
    constexpr std::int64_t kMinute = 60 * kMicrosPerSecond;
    return {session.now().micros / kMinute * kMinute};
}

Result<Audience> evaluateRule(Session &session, const People &people, const model::SegmentRule &rule, const CancelToken &cancel) {
    if (staysElsewhere(session, rule))
        return Error(ErrorKind::Invalid, "remote.not_here").with("people", peopleNamed(rule));
    segment::CompileOptions options;
    options.now = countingNow(session);
    options.zone = workspaceZone(session);
    const SavedSets sets(session);
    options.sets = &sets;
    segment::Compilation compiled = segment::compile(rule, people.snapshot().schema(), options);
    if (!compiled.plan)
        return segment::asError(compiled.findings);
    TRY_ASSIGN(engine::Bitmap members, session.evaluator().evaluate(*compiled.plan, people.snapshot(), cancel));
    return Audience{std::move(*compiled.plan), std::move(members)};
}

Result<std::vector<delivery::Recipient>> recipientsOf(const People &people, const engine::Bitmap &members) {
    std::vector<delivery::Recipient> recipients;
    recipients.reserve(members.count());
    std::shared_ptr<const engine::DenseColumn> addresses;
    if (!people.dataset().emailField.empty()) {
        TRY_ASSIGN(addresses, people.column(people.dataset().emailField));
    }
    members.forEach([&](Ordinal person) {
        recipients.push_back({person, addresses ? engine::toText(cellOf(*addresses, person)) : std::string(), {}, {}});
        return true;
    });
    return recipients;
}

Result<delivery::PolicyQuestion> policyQuestion(Session &session, const People &people, std::vector<std::string> topics,
                                                const model::DeliveryPlan *plan) {
    workspace::ConsentRepository consent(session.workspace());
    delivery::PolicyQuestion question;
    if (topics.empty()) {
        TRY_ASSIGN(const auto known, consent.topics());
        // The same choice as an import makes for its consent column: the first topic people opt in to.
        for (const workspace::Topic &topic : known)
            if (topic.kind == workspace::TopicKind::OptIn) {
                topics.push_back(topic.key);
                break;
            }
    }
    question.topics = std::move(topics);
    TRY_ASSIGN(const SendingRules rules, sendingRulesOf(session));
    if (!plan || plan->stream == model::Stream::Bulk) { // what somebody waits for has no cap
        question.cap = rules.cap;
        question.topicCaps = rules.topicCaps;
    }
    question.deniedDomains = rules.deniedDomains;
    if (plan) {
        question.onlyDomains = plan->onlyDomains;
        question.notDomains = plan->notDomains;
        TRY_ASSIGN(question.groupOf, groupsBy(session, people, plan->oncePer));
        TRY_ASSIGN(question.order, orderBy(session, people, plan->mostBy));
    }
    TRY_ASSIGN(const bool hasConsent, consent.hasAny());
    if (hasConsent) {
        question.permission = delivery::Permission::Consent;
    } else {
        TRY_ASSIGN(const auto basis, consent.legalBasis("dataset " + people.dataset().name));
        question.permission = basis ? delivery::Permission::LegalBasis : delivery::Permission::Missing;
    }
    return question;
}

Result<delivery::Reachable> reachableOf(Session &session, const People &people, const engine::Bitmap &members,
                                        const std::vector<std::string> &topics,
                                        std::vector<std::pair<Ordinal, delivery::Reason>> *keptBack, const model::DeliveryPlan *plan,
                                        const CancelToken &cancel) {
    TRY_ASSIGN(const auto recipients, recipientsOf(people, members));
    TRY(cancel.check());
    TRY_ASSIGN(auto question, policyQuestion(session, people, topics, plan));
    TRY_ASSIGN(question.keptOut, keptOut(session, people));
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto policy, delivery::SendPolicy::prepare(*reader, std::move(question)));
    return policy.reachable(*reader, recipients, session.workspace().clock().now(), keptBack, cancel);
}

Result<delivery::Reachable> reachableLater(Session &session, const People &people, const engine::Bitmap &members, const model::Campaign &campaign,
                                           const engine::Bitmap &safe, const CancelToken &cancel) {
    TRY_ASSIGN(const auto recipients, recipientsOf(people, members));
    TRY_ASSIGN(auto question, policyQuestion(session, people, campaign.topics, &campaign.plan));
    question.keptOut = safe;
    question.cap = {};
    question.topicCaps.clear();
    question.sameAddressTwice = true;
    TRY_ASSIGN(const auto reader, session.workspace().reader());
    TRY_ASSIGN(const auto policy, delivery::SendPolicy::prepare(*reader, std::move(question)));
    return policy.reachable(*reader, recipients, session.workspace().clock().now(), nullptr, cancel);
}

} // namespace audience::service
