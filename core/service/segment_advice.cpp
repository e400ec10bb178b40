#include "service/segment_advice.h"

#include "service/audience_question.h"
#include "service/definition_service.h"
#include "service/segment_behaviour.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "workspace/consent_repository.h"

#include <algorithm>
#include <numeric>

namespace audience::service {

using model::RuleNode;

namespace {

constexpr int kQuietDays = 60, kLapsedDays = 90;
constexpr std::int64_t kFewestOpenings = 50; // of fewer the best hour is chance

RuleNode condition(Json json) { return model::conditionNode(std::move(json)); }
RuleNode all(std::vector<RuleNode> parts) { return model::groupNode(RuleNode::Kind::All, std::move(parts)); }
Json last(int days) { return Json{{"last", days}, {"unit", "days"}}; }

RuleNode message(const char *what, int days, bool did = true) {
    Json json{{"type", "message"}, {"what", what}, {"window", last(days)}};
    if (!did)
        json["do"] = "did_not";
    return condition(std::move(json));
}

void addPurchases(std::vector<SegmentAdvice> &found, const std::string &name) {
    const auto purchase = [&](Json more) {
        Json json{{"type", "event"}, {"name", name}};
        json.update(more);
        return condition(std::move(json));
    };
    const auto count = [&](const char *op, int value) { return purchase({{"aggregate", {{"of", "count"}, {"op", op}, {"value", value}}}}); };
    found.push_back({"bought_once", {}, 0, count("=", 1)});
    found.push_back({"bought_before", {{"days", std::to_string(kLapsedDays)}}, 0,
                     all({count(">=", 2), purchase({{"do", "did_not"}, {"window", last(kLapsedDays)}})})});
    found.push_back({"never_bought", {}, 0, purchase({{"do", "did_not"}})});
}

Result<void> addPermission(Session &session, const People &people, std::vector<SegmentAdvice> &found) {
    workspace::ConsentRepository consent(session.workspace());
    TRY_ASSIGN(const bool hasConsent, consent.hasAny());
    TRY_ASSIGN(const auto topics, consent.topics());
    for (const workspace::Topic &topic : topics)
        if (hasConsent && topic.kind == workspace::TopicKind::OptIn) { // the same choice as the sending policy's
            found.push_back({"no_consent", {{"topic", topic.name.empty() ? topic.key : topic.name}}, 0,
                             condition(Json{{"type", "consent"}, {"topic", topic.key}, {"state", "unknown"}})});
            break;
        }
    if (!people.dataset().emailField.empty())
        found.push_back({"no_address", {}, 0, condition(Json{{"type", "attribute"}, {"field", people.dataset().emailField}, {"op", "is_empty"}})});
    return {};
}

void addEmails(std::vector<SegmentAdvice> &found, const std::vector<std::string> &facts) {
    const auto has = [&](const char *fact) { return std::find(facts.begin(), facts.end(), fact) != facts.end(); };
    const std::vector<std::pair<std::string, std::string>> days{{"days", std::to_string(kQuietDays)}};
    found.push_back({"not_emailed", days, 0, all({condition(Json{{"type", "reachable"}}), message("sent", kQuietDays, false)})});
    if (has("opened"))
        found.push_back({"not_opening", days, 0, all({message("sent", kQuietDays), message("opened", kQuietDays, false)})});
    if (has("opened") && has("clicked"))
        found.push_back({"not_clicking", days, 0, all({message("opened", kQuietDays), message("clicked", kQuietDays, false)})});
}

// The hour of most openings, with how many of all; told by those who opened.
void addHour(std::vector<SegmentAdvice> &found, const std::vector<std::int64_t> &hours) {
    const std::int64_t openings = std::accumulate(hours.begin(), hours.end(), std::int64_t{0});
    if (openings < kFewestOpenings)
        return;
    const auto best = std::max_element(hours.begin(), hours.end());
    found.push_back({"best_hour",
                     {{"hour", std::to_string(best - hours.begin())}, {"openings", std::to_string(*best)}, {"of", std::to_string(openings)}},
                     0, message("opened", kEmailDays)});
}

} // namespace

Result<std::vector<SegmentAdvice>> adviceFor(Session &session, const model::SegmentRule &rule, const CancelToken &cancel) {
    TRY_ASSIGN(const People people, People::load(session));
    TRY_ASSIGN(const Audience audience, evaluateRule(session, people, rule, cancel));
    std::vector<SegmentAdvice> found;
    TRY(addPermission(session, people, found));
    TRY_ASSIGN(const RuleVocabulary words, SegmentService(session).vocabulary());
    TRY_ASSIGN(const Audience emailed, evaluateRule(session, people, {condition(Json{{"type", "message"}, {"what", "sent"}}), Json::object()}, cancel));
    if (emailed.members.count() > 0)
        addEmails(found, words.emailFacts);
    TRY_ASSIGN(const auto hours, openingHours(session, audience.members, cancel));
    addHour(found, hours.inside);
    TRY_ASSIGN(const DefinitionView definition, DefinitionService(session).definition());
    if (definition.isSet())
        addPurchases(found, definition.definition.purchaseEvent);
    for (SegmentAdvice &one : found) {
        TRY(cancel.check());
        TRY_ASSIGN(Audience meeting, evaluateRule(session, people, {one.part, Json::object()}, cancel));
        engine::intersect(meeting.members, audience.members);
        one.people = static_cast<std::int64_t>(meeting.members.count());
    }
    std::erase_if(found, [](const SegmentAdvice &one) { return one.people == 0; });
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.people > b.people; });
    return found;
}

} // namespace audience::service
