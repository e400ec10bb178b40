#include "model/quality_check.h"

#include "base/json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace audience::model {

namespace {

struct Name {
    QualityKind kind;
    std::string_view text;
};
constexpr std::array kNames{Name{QualityKind::NotEmpty, "not_empty"}, Name{QualityKind::Unique, "unique"},   Name{QualityKind::Accepted, "accepted"},
                            Name{QualityKind::Range, "range"},        Name{QualityKind::Length, "length"},   Name{QualityKind::Pattern, "pattern"},
                            Name{QualityKind::Email, "email"},        Name{QualityKind::Tidy, "tidy"},       Name{QualityKind::Related, "related"},
                            Name{QualityKind::OnePer, "one_per"},     Name{QualityKind::Fresh, "fresh"},     Name{QualityKind::RowCount, "row_count"},
                            Name{QualityKind::RowDrift, "row_drift"}, Name{QualityKind::Drift, "drift"}};
constexpr std::array<std::string_view, 3> kSources{"suggested", "written", "dbt"};
constexpr std::size_t kMostValues = 10'000, kMostColumns = 16, kShownValues = 6;

// "quality.bad.*": what of it cannot be, and what can.
Error bad(std::string_view what) {
    return Error(ErrorKind::Invalid, "quality.bad." + std::string(what));
}

// "5", "2.5": what a person would write.
std::string plain(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 6);
    return std::string(text.data(), end.ptr);
}

std::string joined(const std::vector<std::string> &texts, std::size_t most) {
    std::string all;
    for (std::size_t i = 0; i < texts.size() && i < most; ++i)
        all += (i == 0 ? "" : ", ") + texts[i];
    return texts.size() > most ? all + ", …" : all;
}

std::string allKinds() {
    std::string all;
    for (const Name &name : kNames)
        all += (all.empty() ? "" : ", ") + std::string(name.text);
    return all;
}

// A number is taken as it is written.
std::optional<std::string> textOf(const Json &value) {
    return value.is_string() ? std::optional(value.get<std::string>()) : value.is_number() || value.is_boolean() ? std::optional(dumpJson(value)) : std::nullopt;
}

Error misplaced(const char *name, const Json &value, const char *needed) {
    return bad(needed).with("what", name).with("value", dumpJson(value));
}

Result<std::string> textIn(const Json &json, const char *name) {
    const Json *member = jsonMember(json, name);
    if (!member || member->is_null())
        return std::string();
    auto text = textOf(*member);
    return text ? Result<std::string>(*std::move(text)) : misplaced(name, *member, "text");
}

Result<std::vector<std::string>> textsIn(const Json &json, const char *name) {
    const Json *member = jsonMember(json, name);
    std::vector<std::string> texts;
    if (!member || member->is_null())
        return texts;
    for (const Json &one : member->is_array() ? *member : Json::array({*member})) {
        auto text = textOf(one);
        if (!text)
            return misplaced(name, one, "text");
        texts.push_back(*std::move(text));
    }
    return texts;
}

Result<bool> flagIn(const Json &json, const char *name) {
    const Json *member = jsonMember(json, name);
    if (member && !member->is_null() && !member->is_boolean())
        return misplaced(name, *member, "flag");
    return jsonBool(json, name);
}

Result<double> numberIn(const Json &json, const char *name) {
    const Json *member = jsonMember(json, name);
    if (!member || member->is_null())
        return 0.0;
    const std::string text = textOf(*member).value_or(std::string());
    double value = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || end.ec != std::errc() || end.ptr != text.data() + text.size())
        return misplaced(name, *member, "number");
    return value;
}

bool hasEnds(QualityKind kind) {
    return kind == QualityKind::Range || kind == QualityKind::Length || kind == QualityKind::RowCount;
}

} // namespace

std::string_view toText(QualityKind kind) {
    for (const Name &name : kNames)
        if (name.kind == kind)
            return name.text;
    return {};
}

std::optional<QualityKind> qualityKindFromText(std::string_view text) {
    for (const Name &name : kNames)
        if (name.text == text)
            return name.kind;
    return std::nullopt;
}

bool isOfRows(QualityKind kind) {
    return kind != QualityKind::Fresh && kind != QualityKind::RowCount && kind != QualityKind::RowDrift && kind != QualityKind::Drift;
}

Json toJson(const QualityCheck &check) {
    Json json{{"kind", std::string(toText(check.kind))}, {"dataset", check.dataset}, {"columns", check.columns}};
    const auto text = [&](const char *name, const std::string &value) {
        if (!value.empty())
            json[name] = value;
    };
    const auto flag = [&](const char *name, bool value) {
        if (value)
            json[name] = true;
    };
    if (!check.values.empty())
        json["values"] = check.values;
    text("low", check.low);
    text("high", check.high);
    flag("open_low", check.openLow);
    flag("open_high", check.openHigh);
    text("pattern", check.pattern);
    flag("negated", check.negated);
    flag("ignore_case", check.ignoreCase);
    text("to_dataset", check.toDataset);
    text("to_column", check.toColumn);
    if (check.limit != 0)
        json["limit"] = check.limit;
    if (check.growth != 0)
        json["growth"] = check.growth;
    json["severity"] = check.severity == QualitySeverity::Stop ? "stop" : "warn";
    json["source"] = std::string(kSources[static_cast<std::size_t>(check.source)]);
    text("reason", check.reason);
    if (!check.reasonArgs.empty()) {
        Json args = Json::object();
        for (const auto &[name, value] : check.reasonArgs)
            args[name] = value;
        json["reason_args"] = args;
    }
    return json;
}

Result<QualityCheck> qualityCheckFromJson(const Json &json) {
    QualityCheck check;
    const std::string kind = jsonText(json, "kind"), severity = jsonText(json, "severity", "warn"), source = jsonText(json, "source", "written");
    const auto known = qualityKindFromText(kind);
    if (!known)
        return bad(kind.empty() ? "no_kind" : "kind").with("value", kind).with("kinds", allKinds());
    check.kind = *known;
    if (severity != "stop" && severity != "warn")
        return bad("severity").with("value", severity);
    check.severity = severity == "stop" ? QualitySeverity::Stop : QualitySeverity::Warn;
    for (std::size_t i = 0; i < kSources.size(); ++i)
        if (source == kSources[i])
            check.source = static_cast<QualitySource>(i);
    for (const auto &[name, to] : {std::pair{"dataset", &check.dataset}, {"low", &check.low}, {"high", &check.high}, {"pattern", &check.pattern}, {"to_dataset", &check.toDataset}, {"to_column", &check.toColumn}}) {
        TRY_ASSIGN(*to, textIn(json, name));
    }
    for (const auto &[name, to] : {std::pair{"columns", &check.columns}, {"values", &check.values}}) {
        TRY_ASSIGN(*to, textsIn(json, name));
    }
    for (const auto &[name, to] : {std::pair{"open_low", &check.openLow}, {"open_high", &check.openHigh}, {"negated", &check.negated}, {"ignore_case", &check.ignoreCase}}) {
        TRY_ASSIGN(*to, flagIn(json, name));
    }
    for (const auto &[name, to] : {std::pair{"limit", &check.limit}, {"growth", &check.growth}}) {
        TRY_ASSIGN(*to, numberIn(json, name));
    }
    check.reason = jsonText(json, "reason");
    if (const Json *args = jsonMember(json, "reason_args"); args && args->is_object())
        for (const auto &[name, value] : args->items())
            if (value.is_string())
                check.reasonArgs.emplace_back(name, value.get<std::string>());
    TRY(checkQuality(check));
    return check;
}

namespace {

Result<void> checkColumns(const QualityCheck &check) {
    const bool ofAll = check.kind == QualityKind::RowCount || check.kind == QualityKind::RowDrift;
    const bool ofSeveral = check.kind == QualityKind::Unique || check.kind == QualityKind::OnePer;
    const std::size_t most = ofSeveral ? kMostColumns : 1;
    if (ofAll && !check.columns.empty())
        return bad("no_columns").with("columns", joined(check.columns, kShownValues));
    if (!ofAll && (check.columns.empty() || std::any_of(check.columns.begin(), check.columns.end(), [](const std::string &column) { return column.empty(); })))
        return bad("column");
    if (!ofAll && check.columns.size() > most)
        return bad(ofSeveral ? "columns_many" : "one_column").with("columns", joined(check.columns, kShownValues)).with("limit", std::to_string(most));
    if (check.kind == QualityKind::OnePer && check.columns.size() < 2)
        return bad("two_columns");
    return {};
}

Result<void> checkLimits(const QualityCheck &check) {
    for (const auto &[what, value] : {std::pair{"limit", check.limit}, {"growth", check.growth}})
        if (!std::isfinite(value) || value < 0)
            return bad("number").with("what", what).with("value", plain(value));
    if (check.kind == QualityKind::NotEmpty && check.limit > 100)
        return bad("percent").with("value", plain(check.limit));
    if (check.kind == QualityKind::Fresh && check.limit <= 0)
        return bad("hours");
    if (check.kind == QualityKind::Drift && check.limit <= 0)
        return bad("index");
    if (check.kind == QualityKind::RowDrift && check.limit <= 0 && check.growth <= 0)
        return bad("growth");
    return {};
}

} // namespace

Result<void> checkQuality(const QualityCheck &check) {
    if (check.dataset.empty())
        return bad("dataset");
    TRY(checkColumns(check));
    if (check.kind == QualityKind::Accepted && (check.values.empty() || check.values.size() > kMostValues))
        return bad("values").with("number", std::to_string(check.values.size())).with("limit", std::to_string(kMostValues));
    if (hasEnds(check.kind) && check.low.empty() && check.high.empty())
        return bad("ends");
    if (check.kind == QualityKind::Pattern && check.pattern.empty())
        return bad("pattern");
    if (check.kind == QualityKind::Related && (check.toDataset.empty() || check.toColumn.empty()))
        return bad("related");
    return checkLimits(check);
}

std::string fingerprint(const QualityCheck &check) {
    QualityCheck bare = check;
    bare.severity = QualitySeverity::Warn;
    bare.source = QualitySource::Written;
    bare.reason.clear();
    bare.reasonArgs.clear();
    return dumpJson(toJson(bare));
}

Finding ruleOf(const QualityCheck &check) {
    Finding rule;
    rule.severity = check.severity == QualitySeverity::Stop ? Finding::Severity::Error : Finding::Severity::Warning;
    rule.id = "quality.rule." + std::string(toText(check.kind));
    rule.args = {{"column", check.column()}, {"dataset", check.dataset}};
    const auto add = [&](const char *name, std::string value) { rule.args.emplace_back(name, std::move(value)); };
    const bool several = check.columns.size() > 1;
    switch (check.kind) {
    case QualityKind::NotEmpty:
        if (check.limit > 0)
            rule.id += "_mostly", add("limit", plain(check.limit));
        break;
    case QualityKind::Unique:
        if (several)
            rule.id += "_together", add("columns", joined(check.columns, check.columns.size()));
        break;
    case QualityKind::OnePer:
        add("columns", joined({check.columns.begin() + 1, check.columns.end()}, check.columns.size()));
        break;
    case QualityKind::Accepted:
        rule.id += check.negated ? "_not" : "";
        add("values", joined(check.values, kShownValues));
        break;
    case QualityKind::Range:
    case QualityKind::Length:
    case QualityKind::RowCount:
        rule.id += check.high.empty() ? (check.openLow ? "_above" : "_from") : check.low.empty() ? (check.openHigh ? "_below" : "_to") : "";
        if (check.kind == QualityKind::Range && check.high == "now")
            rule.id = check.low.empty() ? "quality.rule.range_past" : "quality.rule.range_since";
        else if (check.kind == QualityKind::Range && check.openLow && !check.high.empty() && !check.low.empty())
            rule.id = "quality.rule.range_over";
        add("low", check.low);
        add("high", check.high);
        break;
    case QualityKind::Pattern:
        rule.id += check.negated ? "_not" : "";
        add("pattern", check.pattern);
        break;
    case QualityKind::Related:
        add("other", check.toDataset);
        add("other_column", check.toColumn);
        break;
    case QualityKind::Fresh:
        add("hours", plain(check.limit));
        break;
    case QualityKind::RowDrift:
        add("fewer", plain(check.limit));
        add("more", plain(check.growth));
        break;
    case QualityKind::Drift:
        add("limit", plain(check.limit));
        break;
    case QualityKind::Email:
    case QualityKind::Tidy:
        break;
    }
    return rule;
}

} // namespace audience::model
