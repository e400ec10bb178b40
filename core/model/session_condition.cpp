#include "model/session_condition.h"

#include "model/condition_reader.h"

#include <algorithm>
#include <array>

namespace audience::model {

namespace {

constexpr std::array<std::string_view, 5> kMeasures = {"count", "total", "longest", "shortest", "average"};

} // namespace

std::string_view toText(SessionCondition::Of of) { return kMeasures[static_cast<std::size_t>(of)]; }

std::optional<SessionCondition> readSessions(const Json &json, const std::string &path, Findings &out) {
    SessionCondition condition;
    bool fine = knowsAll(json, {"type", "of", "gap", "name", "dataset", "window", "where", "op", operandMember(json)}, path, out);
    const std::string of = jsonText(json, "of", json.contains("of") ? "" : "count");
    const auto found = std::find(kMeasures.begin(), kMeasures.end(), of);
    if (found == kMeasures.end()) {
        report(out, "segment.unknown_aggregate", path + "/of", {{"of", of}});
        fine = false;
    } else {
        condition.of = static_cast<SessionCondition::Of>(found - kMeasures.begin());
    }
    std::optional<TimeGap> gap;
    fine = readTimeGap(json, "gap", path, gap, out) && fine;
    condition.gap = gap.value_or(condition.gap);
    fine = readEventChoice(json, path, condition.events, out) && fine;
    auto test = readNumberComparison(json, path, out);
    if (!fine || !test)
        return std::nullopt;
    condition.test = std::move(*test);
    return condition;
}

Json toJson(const SessionCondition &condition) {
    Json json = Json::object({{"type", "sessions"}, {"of", toText(condition.of)}});
    putNumberComparison(json, condition.test);
    json["gap"] = toJson(condition.gap);
    putEventChoice(json, condition.events);
    return json;
}

} // namespace audience::model
