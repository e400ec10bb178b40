#include "model/workspace_definition.h"

#include "base/clock.h"
#include "base/json.h"

#include <algorithm>

namespace audience::model {

std::string_view toText(Attribution attribution) {
    return attribution == Attribution::LastOpen ? "last_open" : "last_click";
}

std::int64_t WorkspaceDefinition::windowMicros() const {
    return windowDays * kMicrosPerDay;
}

Json toJson(const WorkspaceDefinition &value) {
    return Json{{"purchase", value.purchaseEvent},
                {"value", value.valueField},
                {"currency", value.currency},
                {"zone", value.zone},
                {"conversion", value.conversionEvent},
                {"window_days", value.windowDays},
                {"attribution", toText(value.attribution)},
                {"consent", Json{{"column", value.consent.field}, {"yes", value.consent.yes}}}};
}

Result<WorkspaceDefinition> workspaceDefinitionFromJson(const Json &json) {
    WorkspaceDefinition value;
    value.purchaseEvent = jsonText(json, "purchase");
    value.valueField = jsonText(json, "value");
    value.currency = jsonText(json, "currency");
    value.zone = jsonText(json, "zone", value.zone);
    value.conversionEvent = jsonText(json, "conversion");
    // What no validation would let pass must not wrap round into what it would.
    value.windowDays = static_cast<int>(std::clamp<std::int64_t>(jsonInt(json, "window_days", value.windowDays), -1, 1'000'000));
    const std::string attribution = jsonText(json, "attribution", toText(value.attribution));
    if (attribution == toText(Attribution::LastOpen))
        value.attribution = Attribution::LastOpen;
    else if (attribution != toText(Attribution::LastClick))
        return Error(ErrorKind::Invalid, "definition.bad_attribution").with("value", attribution);
    if (const Json *consent = jsonMember(json, "consent")) {
        value.consent.field = jsonText(*consent, "column");
        if (const Json *yes = jsonMember(*consent, "yes"); yes && yes->is_array())
            for (const Json &word : *yes)
                if (word.is_string())
                    value.consent.yes.push_back(word.get<std::string>());
    }
    return value;
}

Findings validate(const WorkspaceDefinition &value) {
    using Severity = Finding::Severity;
    Findings findings;
    if (!value.hasPurchase() && (!value.valueField.empty() || !value.currency.empty()))
        findings.push_back({Severity::Error, "definition.no_purchase", "/purchase", {}});
    if (value.hasRevenue() && value.currency.empty())
        findings.push_back({Severity::Error, "definition.no_currency", "/currency", {}});
    const auto isLetter = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (!value.currency.empty() && (value.currency.size() != 3 || !std::all_of(value.currency.begin(), value.currency.end(), isLetter)))
        findings.push_back({Severity::Error, "definition.bad_currency", "/currency", {{"currency", value.currency}}});
    if (value.windowDays < 1 || value.windowDays > WorkspaceDefinition::kLongestWindow)
        findings.push_back({Severity::Error, "definition.bad_window", "/window_days",
                            {{"days", std::to_string(value.windowDays)}, {"most", std::to_string(WorkspaceDefinition::kLongestWindow)}}});
    return findings;
}

} // namespace audience::model
