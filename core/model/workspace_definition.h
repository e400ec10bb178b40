// What the words of a workspace mean: a purchase, its value, the currency, the time zone, a conversion, how
// long an email is given the credit, and which column says who agreed. One per workspace; every figure made
// from it names it. A plain value; who computes revenue from it is insight's business.
#pragma once

#include "base/json_fwd.h"
#include "base/result.h"
#include "model/finding.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace audience::model {

// Which email gets the credit for a purchase: that of the last click before it, or of the last opening.
enum class Attribution { LastClick, LastOpen };
std::string_view toText(Attribution attribution); // "last_click", "last_open"

// Which column of the people says who agreed to be written to, and in which words. Without a column it is
// the consent on record, or the legal basis of the people's dataset, that says so.
struct ConsentMeaning {
    std::string field;
    std::vector<std::string> yes; // empty: the words imports know (yes, true, 1, subscribed, ...)
    friend bool operator==(const ConsentMeaning &, const ConsentMeaning &) = default;
};

struct WorkspaceDefinition {
    static constexpr int kLongestWindow = 365;

    std::string purchaseEvent;   // empty: nobody has said what a purchase is
    std::string valueField;      // of that event; empty: purchases are counted, their value is not known
    std::string currency;        // three letters, "EUR"
    std::string zone = "UTC";    // IANA name
    std::string conversionEvent; // empty: the purchase
    int windowDays = 7;          // a purchase counts when it comes within so many times 24 hours
    Attribution attribution = Attribution::LastClick;
    ConsentMeaning consent;

    bool hasPurchase() const { return !purchaseEvent.empty(); }
    bool hasRevenue() const { return hasPurchase() && !valueField.empty(); }
    const std::string &conversion() const { return conversionEvent.empty() ? purchaseEvent : conversionEvent; }
    std::int64_t windowMicros() const;
    friend bool operator==(const WorkspaceDefinition &, const WorkspaceDefinition &) = default;
};

Json toJson(const WorkspaceDefinition &value);
// Absent members keep their defaults. Error "definition.bad_attribution" {value}.
Result<WorkspaceDefinition> workspaceDefinitionFromJson(const Json &json);
// What can be said without the data: "definition.no_purchase", "definition.no_currency",
// "definition.bad_currency" {currency}, "definition.bad_window" {days, most}. Paths are the members of the JSON.
Findings validate(const WorkspaceDefinition &value);

} // namespace audience::model
