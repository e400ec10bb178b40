#include "model/sequence_condition.h"

#include "model/condition_reader.h"

namespace audience::model {

namespace {

constexpr std::int64_t kMaxGap = 10'000'000;

std::optional<SequenceStep> readStep(const Json &json, std::size_t index, std::size_t count,
                                     const std::string &path, Findings &out) {
    SequenceStep step;
    if (!json.is_object()) {
        report(out, "segment.not_a_condition", path);
        return std::nullopt;
    }
    bool fine = knowsAll(json, {"name", "dataset", "window", "where", "within", "do"}, path, out);
    fine = readEventChoice(json, path, step.events, out) && fine;
    fine = readTimeGap(json, "within", path, step.within, out) && fine;
    if (step.within && index == 0) {
        report(out, "segment.bad_gap", path + "/within");
        fine = false;
    }
    const std::string word = jsonText(json, "do", json.contains("do") ? "" : "did");
    step.did = word != "did_not";
    if ((word != "did" && step.did) || (!step.did && (index == 0 || index + 1 != count))) {
        report(out, "segment.bad_step", path + "/do");
        fine = false;
    }
    return fine ? std::optional<SequenceStep>(std::move(step)) : std::nullopt;
}

bool readStepNumber(const Json &json, const char *name, std::size_t most, const std::string &path,
                    std::size_t &to, Findings &out) {
    const Json *member = jsonMember(json, name);
    if (!member)
        return true;
    if (!member->is_number_integer() || member->get<double>() < 1 ||
        member->get<double>() > static_cast<double>(most)) {
        report(out, "segment.bad_step_number", path + '/' + name, {{"most", std::to_string(most)}});
        return false;
    }
    to = member->get<std::size_t>();
    return true;
}

} // namespace

bool readTimeGap(const Json &json, const char *name, const std::string &path, std::optional<TimeGap> &to, Findings &out) {
    const Json *member = jsonMember(json, name);
    if (!member)
        return true;
    const std::string at = path + '/' + name;
    const Json *n = jsonMember(*member, "n");
    if (!n || !n->is_number_integer() || n->get<double>() < 0 || n->get<double>() > kMaxGap) {
        report(out, "segment.bad_gap", at);
        return false;
    }
    const auto unit = timeUnitFromText(jsonText(*member, "unit", "days"));
    if (!unit || *unit == TimeUnit::Months || *unit == TimeUnit::Years) {
        report(out, "segment.bad_gap", at + "/unit");
        return false;
    }
    to = TimeGap{n->get<std::int64_t>(), *unit};
    return knowsAll(*member, {"n", "unit"}, at, out);
}

std::optional<SequenceCondition> readSequence(const Json &json, const std::string &path, Findings &out) {
    SequenceCondition condition;
    bool fine = knowsAll(json, {"type", "steps", "within", "same", "reached", "stopped_at"}, path, out);
    const Json *steps = jsonMember(json, "steps");
    if (!steps || !steps->is_array() || steps->size() < 2 || steps->size() > kMaxSequenceSteps) {
        report(out, "segment.bad_steps", path + "/steps", {{"most", std::to_string(kMaxSequenceSteps)}});
        return std::nullopt;
    }
    const std::size_t count = steps->size();
    for (std::size_t i = 0; i < count; ++i) {
        auto step = readStep((*steps)[i], i, count, path + "/steps/" + std::to_string(i), out);
        fine = fine && step;
        if (step)
            condition.steps.push_back(std::move(*step));
    }
    fine = readTimeGap(json, "within", path, condition.within, out) && fine;
    fine = readText(json, "same", path, condition.same, out) && fine;
    fine = readStepNumber(json, "reached", count, path, condition.reached, out) && fine;
    fine = readStepNumber(json, "stopped_at", count - 1, path, condition.stoppedAt, out) && fine;
    if (!fine)
        return std::nullopt;
    bool gaps = false;
    for (const SequenceStep &step : condition.steps)
        gaps = gaps || step.within;
    const bool absent = !condition.steps.back().did;
    // One clock at a time, and one way to end.
    if ((condition.within && (gaps || absent)) || (condition.reached != 0 && condition.stoppedAt != 0) ||
        (absent && (condition.reached != 0 || condition.stoppedAt != 0))) {
        report(out, "segment.sequence_conflict", path);
        return std::nullopt;
    }
    return condition;
}

Json toJson(const TimeGap &gap) { return Json::object({{"n", gap.n}, {"unit", toText(gap.unit)}}); }

Json toJson(const SequenceCondition &condition) {
    Json steps = Json::array();
    for (const SequenceStep &step : condition.steps) {
        Json json = Json::object();
        putEventChoice(json, step.events);
        if (step.within)
            json["within"] = toJson(*step.within);
        if (!step.did)
            json["do"] = "did_not";
        steps.push_back(std::move(json));
    }
    Json json = Json::object({{"type", "sequence"}, {"steps", std::move(steps)}});
    if (condition.within)
        json["within"] = toJson(*condition.within);
    if (!condition.same.empty())
        json["same"] = condition.same;
    if (condition.reached != 0)
        json["reached"] = condition.reached;
    if (condition.stoppedAt != 0)
        json["stopped_at"] = condition.stoppedAt;
    return json;
}

} // namespace audience::model
