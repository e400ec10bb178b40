#include "model/rank_condition.h"

#include "model/condition_reader.h"

#include <charconv>

namespace audience::model {

namespace {

bool readBy(const Json &json, const std::string &path, RankCondition &to, Findings &out) {
    const Json *by = jsonMember(json, "by");
    if (!by || !by->is_object()) {
        report(out, "segment.bad_rank", path + "/by");
        return false;
    }
    const std::string at = path + "/by";
    if (!by->contains("of")) {
        to.attribute = jsonText(*by, "field");
        if (to.attribute.empty())
            report(out, "segment.field_expected", at + "/field");
        return knowsAll(*by, {"field"}, at, out) && !to.attribute.empty();
    }
    bool fine = knowsAll(*by, {"of", "field", "name", "dataset", "window", "where"}, at, out);
    const std::string of = jsonText(*by, "of");
    if (const auto found = aggregateFromText(of)) {
        to.of = *found;
        to.field = jsonText(*by, "field");
        if (to.field.empty() != (to.of == AggregateTest::Of::Count)) {
            report(out, "segment.field_expected", at + "/field");
            fine = false;
        }
    } else {
        report(out, "segment.unknown_aggregate", at + "/of", {{"of", of}});
        fine = false;
    }
    return readEventChoice(*by, at, to.events, out) && fine;
}

bool readKeep(const Json &json, const std::string &path, RankCondition &to, Findings &out) {
    const Json *keep = jsonMember(json, "keep");
    const std::string at = path + "/keep";
    if (!keep || !keep->is_object() || keep->size() != 1) {
        report(out, "segment.bad_rank", at);
        return false;
    }
    const std::string name = keep->begin().key();
    const Json &value = keep->begin().value();
    if (name == "top" || name == "bottom") {
        to.keep = name == "top" ? RankCondition::Keep::Top : RankCondition::Keep::Bottom;
        constexpr std::int64_t kMost = 1'000'000'000;
        if (value.is_number_integer() && value.get<double>() >= 1 && value.get<double>() <= kMost) {
            to.people = value.get<std::int64_t>();
            return true;
        }
        report(out, "segment.bad_rank_count", at + '/' + name);
        return false;
    }
    if (name != "percentile") {
        report(out, "segment.unknown_member", at, {{"member", name}});
        return false;
    }
    to.keep = RankCondition::Keep::Percentile;
    const auto from = value.is_array() && value.size() == 2 ? percentOf(value[0]) : std::nullopt;
    const auto until = from ? percentOf(value[1]) : std::nullopt;
    if (!until || compare(*from, *until) > 0) {
        report(out, "segment.bad_percentile", at + "/percentile");
        return false;
    }
    to.from = *from;
    to.to = *until;
    return true;
}

} // namespace

std::optional<Decimal> percentOf(const Json &value) {
    if (!value.is_number())
        return std::nullopt;
    const double number = value.get<double>();
    if (!(number >= 0 && number <= 100))
        return std::nullopt;
    if (value.is_number_integer())
        return Decimal{value.get<std::int64_t>(), 0};
    char digits[64];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed);
    const auto decimal = error == std::errc()
                             ? decimalFromText({digits, static_cast<std::size_t>(end - digits)})
                             : std::nullopt;
    return decimal && decimal->scale <= kPercentDigits ? decimal : std::nullopt;
}

Json percentJson(Decimal percent) {
    while (percent.scale > 0 && percent.mantissa % 10 == 0) {
        percent.mantissa /= 10;
        --percent.scale;
    }
    return percent.scale == 0 ? Json(percent.mantissa) : Json(toDouble(percent));
}

std::optional<RankCondition> readRank(const Json &json, const std::string &path, Findings &out) {
    RankCondition condition;
    bool fine = knowsAll(json, {"type", "by", "keep", "among"}, path, out);
    fine = readBy(json, path, condition, out) && fine;
    fine = readKeep(json, path, condition, out) && fine;
    if (const Json *among = jsonMember(json, "among")) {
        SegmentRule group;
        group.root = ruleNodeFromJson(*among);
        for (Finding finding : validate(group)) {
            fine = fine && finding.severity != Finding::Severity::Error;
            finding.path = path + "/among" + finding.path.substr(std::string_view("/rule").size());
            out.push_back(std::move(finding));
        }
        condition.among = std::move(group.root);
    }
    if (!fine)
        return std::nullopt;
    return condition;
}

Json toJson(const RankCondition &condition) {
    Json by = Json::object();
    if (!condition.attribute.empty()) {
        by["field"] = condition.attribute;
    } else {
        by["of"] = toText(condition.of);
        if (!condition.field.empty())
            by["field"] = condition.field;
        putEventChoice(by, condition.events);
    }
    Json keep = Json::object();
    if (condition.keep == RankCondition::Keep::Percentile)
        keep["percentile"] = Json::array({percentJson(condition.from), percentJson(condition.to)});
    else
        keep[condition.keep == RankCondition::Keep::Top ? "top" : "bottom"] = condition.people;
    Json json = Json::object({{"type", "rank"}, {"by", std::move(by)}, {"keep", std::move(keep)}});
    if (condition.among)
        json["among"] = toJson(*condition.among);
    return json;
}

} // namespace audience::model
