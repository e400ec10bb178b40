// How a rule says what a comparison found: limits become round numbers where the data leave room, days and times
// become dates, and what concerns purchases becomes a condition about events.
#include "service/people_facts.h"

#include "base/decimal.h"
#include "qbase/time_zone.h"

#include <algorithm>
#include <cmath>

namespace audience::service {

using engine::ColumnType;
using insight::Cut;
using insight::RuleTest;
using model::RuleNode;
using Kind = PeopleFact::Kind;

namespace {

// The roundest number that keeps `kept` on its side and `other` off it, with at most `finest` decimals.
double roundBetween(double kept, double other, int finest) {
    for (int power = 15; power >= -finest; --power) {
        const double step = std::pow(10.0, std::abs(power)); // exact, which its reciprocal is not
        const double steps = power >= 0 ? kept / step : kept * step;
        const double whole = other > kept ? std::ceil(steps) : std::floor(steps);
        const double at = power >= 0 ? whole * step : whole / step;
        if (other > kept ? at < other : at > other)
            return at + 0.0; // never a negative zero
    }
    return kept;
}

// Decimals by their digits.
Json numberOf(const engine::Field &field, double kept, double other) {
    if (field.type == ColumnType::Double) {
        const double found = roundBetween(kept, other, 9);
        return Json((other > kept ? found >= kept : found <= kept) ? found : kept);
    }
    constexpr double kMost = 9'007'199'254'740'992; // sums may lie beyond what a double counts in ones
    const auto whole = static_cast<std::int64_t>(std::clamp(roundBetween(kept, other, 0), -kMost, kMost));
    const std::int64_t unit = field.type == ColumnType::Decimal ? powerOfTen(field.scale) : 1;
    return whole % unit == 0 ? Json(whole / unit) : Json(toText(Decimal{whole, field.scale}));
}

std::string dayOf(double value, ColumnType type, const std::string &zone) {
    if (type == ColumnType::Date)
        return toIso(CivilDate{static_cast<std::int32_t>(value)});
    const Instant at{static_cast<std::int64_t>(value)};
    const auto civil = civilAt(at, zone);
    return civil ? toIso(civil->date) : toIso(at);
}

// A bare date stands for its whole day, which reaches from the one to the other side where they share none.
Json timeOf(const PeopleFacts &facts, ColumnType type, double kept, double other) {
    const std::string day = dayOf(kept, type, facts.zone);
    if (type == ColumnType::Date || day != dayOf(other, type, facts.zone))
        return Json(day);
    return Json(toIso(Instant{static_cast<std::int64_t>(kept)}));
}

RuleNode attribute(const std::string &field, std::string_view op, Json value = {}) {
    Json condition{{"type", "attribute"}, {"field", field}, {"op", op}};
    if (value.is_array())
        condition["values"] = std::move(value);
    else if (!value.is_null())
        condition["value"] = std::move(value);
    return model::conditionNode(std::move(condition));
}

RuleNode purchase(const PeopleFacts &facts, Json more = Json::object(), bool did = true) {
    Json condition{{"type", "event"}, {"name", facts.definition.purchaseEvent}};
    if (!did)
        condition["do"] = "did_not";
    condition.update(more);
    return model::conditionNode(std::move(condition));
}

RuleNode lastPurchase(const PeopleFacts &facts, const RuleTest &test) {
    if (test.kind == Cut::Kind::Filled)
        return purchase(facts, Json::object(), !test.isNot);
    const auto days = std::max<std::int64_t>(1, static_cast<std::int64_t>(roundBetween(
        test.kind == Cut::Kind::AtMost ? std::ceil(test.number) : std::floor(test.number), test.neighbour, 0)));
    const Json window{{"window", {{"last", days}, {"unit", "days"}}}};
    if (test.kind == Cut::Kind::AtMost)
        return purchase(facts, window);
    return model::groupNode(RuleNode::Kind::All, {purchase(facts), purchase(facts, window, false)});
}

RuleNode ofPurchases(const PeopleFacts &facts, const PeopleFact &fact, const RuleTest &test) {
    if (test.kind == Cut::Kind::Filled)
        return purchase(facts, Json::object(), !test.isNot);
    Json aggregate{{"of", fact.kind == Kind::Purchases ? "count" : fact.kind == Kind::Spent ? "sum" : "avg"}};
    if (fact.kind != Kind::Purchases)
        aggregate["field"] = fact.field.name;
    aggregate["op"] = test.kind == Cut::Kind::AtMost ? "<=" : ">=";
    aggregate["value"] = numberOf(fact.field, test.number, test.neighbour);
    return purchase(facts, {{"aggregate", std::move(aggregate)}});
}

RuleNode ofValues(const PeopleFact &fact, const RuleTest &test) {
    if (fact.field.type == ColumnType::Bool) {
        const bool isTrue = test.codes.front() == 1;
        return attribute(fact.field.name, test.codes.size() == 2 ? "is_not_empty" : isTrue ? "is_true" : "is_false");
    }
    Json values = Json::array();
    for (const std::uint32_t code : test.codes)
        values.push_back(fact.texts[code - 1]);
    if (values.size() == 1)
        return attribute(fact.field.name, test.isNot ? "!=" : "=", values.front());
    return attribute(fact.field.name, test.isNot ? "not_in" : "in", std::move(values));
}

RuleNode ofAttribute(const PeopleFacts &facts, const PeopleFact &fact, const RuleTest &test) {
    if (test.kind == Cut::Kind::Filled)
        return attribute(fact.field.name, test.isNot && fact.field.type != ColumnType::Bool ? "is_empty" : "is_not_empty");
    if (test.kind == Cut::Kind::Is)
        return ofValues(fact, test);
    const bool isTime = fact.field.type == ColumnType::Date || fact.field.type == ColumnType::Instant;
    return attribute(fact.field.name, test.kind == Cut::Kind::AtMost ? "<=" : ">=",
                     isTime ? timeOf(facts, fact.field.type, test.number, test.neighbour)
                            : numberOf(fact.field, test.number, test.neighbour));
}

} // namespace

RuleNode ruleOf(const PeopleFacts &facts, const RuleTest &test) {
    const PeopleFact &fact = facts.facts[test.feature];
    const bool saysNotItself = fact.kind != Kind::Attribute ? test.kind == Cut::Kind::Filled
                                                            : fact.field.type != ColumnType::Bool &&
                                                                  (test.kind == Cut::Kind::Is || test.kind == Cut::Kind::Filled);
    RuleNode node = fact.kind == Kind::Attribute      ? ofAttribute(facts, fact, test)
                    : fact.kind == Kind::LastPurchase ? lastPurchase(facts, test)
                                                      : ofPurchases(facts, fact, test);
    return test.isNot && !saysNotItself ? model::groupNode(RuleNode::Kind::Not, {std::move(node)}) : node;
}

} // namespace audience::service
