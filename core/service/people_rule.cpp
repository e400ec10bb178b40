#include "service/people_rule.h"

#include "model/field_test.h"
#include "service/audience_question.h"
#include "service/list_service.h"
#include "service/session.h"
#include "service/table_query.h"

#include <algorithm>
#include <iterator>

namespace audience::service {

namespace {

// What rules call it; "" for what they have no word for.
std::string factOf(const PeopleQuestion &question) {
    const auto outcome = outcomeFromText(question.fact);
    if (!outcome)
        return {};
    switch (*outcome) {
    case Outcome::HandedOver: return "sent";
    case Outcome::Delivered: return "delivered";
    case Outcome::Opened:
    case Outcome::OpenedByMachine: return "opened";
    case Outcome::Clicked:
    case Outcome::Click: return "clicked";
    case Outcome::Bounced: return "bounced";
    case Outcome::Complained: return "complained";
    case Outcome::Unsubscribed: return "unsubscribed";
    case Outcome::Conversion: return "converted";
    case Outcome::Bought:
    case Outcome::Purchase: return {};
    }
    return {};
}

std::optional<model::SegmentRule> conditionFor(const PeopleQuestion &question) {
    const std::string fact = factOf(question);
    const bool isNarrower = question.span || question.weekday >= 0 || question.hour >= 0 || !question.domain.empty() || question.sentInPeriod;
    if (fact.empty() || isNarrower)
        return std::nullopt;
    Json condition{{"type", "message"}, {"what", fact}};
    if (question.campaign.isValid())
        condition["campaign"] = std::to_string(question.campaign.value);
    if (outcomeFromText(question.fact) == Outcome::OpenedByMachine)
        condition["by"] = "machine";
    if (!question.link.empty())
        condition["link"] = Json{{"op", "="}, {"value", question.link}};
    if (question.period || question.day) {
        model::Window window;
        window.kind = model::Window::Kind::Between;
        window.from = toIso(question.day ? *question.day : question.period->first);
        window.to = toIso(question.day ? *question.day : question.period->last);
        condition["window"] = model::toJson(window);
    }
    model::SegmentRule rule;
    rule.root = model::groupNode(model::RuleNode::Kind::All, {model::conditionNode(std::move(condition))});
    return rule;
}

} // namespace

Result<model::SegmentRule> ruleOfPeople(Session &session, const std::vector<Ordinal> &people, const std::string &name, const CancelToken &cancel) {
    TRY_ASSIGN(const People all, People::load(session));
    std::vector<std::string> keys;
    for (const Ordinal person : people) {
        TRY(cancel.check());
        if (!all.snapshot().members().contains(person))
            continue; // has left the data since
        TRY_ASSIGN(std::string key, all.keyOf(person));
        if (!key.empty())
            keys.push_back(std::move(key));
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    if (keys.empty())
        return Error(ErrorKind::NotFound, "list.no_people");
    DatasetView dataset;
    dataset.keyField = all.dataset().keyField;
    model::SegmentRule rule;
    rule.root = model::groupNode(model::RuleNode::Kind::All, {ruleOfKeys(dataset, keys).root});
    if (keys.size() <= kMostNamedPeople)
        return rule;
    ListService lists(session);
    std::string free = name;
    for (int number = 2; lists.find(free); ++number)
        free = name + " (" + std::to_string(number) + ")";
    TRY_ASSIGN(const ListChanged kept, lists.keep(free, rule, name, cancel));
    rule.root.children.front() = model::conditionNode(Json{{"type", "list"}, {"id", std::to_string(kept.list.id)}});
    return rule;
}

Result<model::SegmentRule> ruleOf(Session &session, const PeopleQuestion &question, const std::string &name, const CancelToken &cancel) {
    TRY_ASSIGN(const auto list, PeopleList::load(session, question));
    const std::vector<Ordinal> wanted = list->persons();
    if (const auto rule = conditionFor(question)) {
        TRY_ASSIGN(const People people, People::load(session));
        std::vector<Ordinal> there, met; // in the same order
        std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(there), [&](Ordinal person) { return people.snapshot().members().contains(person); });
        if (const auto found = evaluateRule(session, people, *rule, cancel))
            found->members.forEach([&](Ordinal person) {
                met.push_back(person);
                return true;
            });
        if (!there.empty() && met == there)
            return *rule;
    }
    return ruleOfPeople(session, wanted, name, cancel);
}

} // namespace audience::service
