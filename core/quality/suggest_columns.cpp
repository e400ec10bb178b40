// What one column by itself suggests.
#include "quality/suggest.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace audience::quality {

using engine::ColumnType;
using model::QualityCheck;
using model::QualityKind;

namespace {

constexpr std::int64_t kMostAccepted = 30, kMostAcceptedNumbers = 10, kRowsPerValue = 10;
constexpr double kMostlyFilled = 0.8;

// 900 -> 2000, 0.18 -> 0.5: the next of 1, 2, 5 times a power of ten that is at least twice as much.
double roomyAbove(double value) {
    const double wanted = 2 * value, power = std::pow(10, std::floor(std::log10(wanted)));
    for (const double step : {1.0, 2.0, 5.0, 10.0})
        if (step * power >= wanted * (1 - 1e-9))
            return step * power;
    return 10 * power;
}

std::string plain(double value) {
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 6);
    std::string plain(text.data(), end.ptr);
    if (plain.find('.') != std::string::npos) {
        plain.erase(plain.find_last_not_of('0') + 1);
        if (plain.back() == '.')
            plain.pop_back();
    }
    return plain;
}

void add(QualityCheck check, std::vector<std::pair<std::string, std::string>> args, Suggestions &out) {
    check.reasonArgs = std::move(args);
    out.checks.push_back(std::move(check));
}

void suggestFilled(const Subject &subject, const ColumnFacts &facts, Suggestions &out) {
    const std::string rows = std::to_string(facts.rows);
    if (facts.empty == 0)
        return add(subject.check(QualityKind::NotEmpty, {facts.field.name}, "quality.why.filled"), {{"rows", rows}}, out);
    if (static_cast<double>(facts.filled()) < kMostlyFilled * static_cast<double>(facts.rows))
        return;
    const double percent = 100 * static_cast<double>(facts.empty) / static_cast<double>(facts.rows);
    QualityCheck check = subject.check(QualityKind::NotEmpty, {facts.field.name}, "quality.why.mostly_filled");
    check.limit = std::max(1.0, std::ceil(2 * percent));
    add(std::move(check), {{"count", std::to_string(facts.empty)}, {"rows", rows}}, out);
}

void suggestUnique(const Subject &subject, const ColumnFacts &facts, Suggestions &out) {
    const bool canBeKey = facts.field.type == ColumnType::Int64 || facts.isTime() || (facts.isText() && facts.longest <= 64 && facts.field.type == ColumnType::Text);
    // A number that happens to differ in few rows is no key.
    const bool isMeasure = facts.field.type == ColumnType::Int64 && facts.rows < 100 && !subject.isName(facts.field.name);
    if (facts.isDistinct() && canBeKey && !isMeasure)
        add(subject.check(QualityKind::Unique, {facts.field.name}, "quality.why.unique"), {{"rows", std::to_string(facts.rows)}}, out);
}

// Values that come again and again are all there are.
bool suggestAccepted(const Subject &subject, const ColumnFacts &facts, Suggestions &out) {
    const bool isCode = facts.field.type == ColumnType::Text || facts.field.type == ColumnType::Int64;
    const std::int64_t most = facts.isText() ? kMostAccepted : kMostAcceptedNumbers;
    if (!isCode || !facts.isListed || facts.distinct < 2 || facts.distinct > most || facts.filled() < kRowsPerValue * facts.distinct || subject.isName(facts.field.name))
        return false;
    if (facts.longest > 60)
        return false;
    QualityCheck check = subject.check(QualityKind::Accepted, {facts.field.name}, "quality.why.accepted");
    for (const auto &[value, rows] : facts.values)
        check.values.push_back(value);
    std::sort(check.values.begin(), check.values.end());
    add(std::move(check), {{"values", std::to_string(facts.distinct)}, {"rows", std::to_string(facts.filled())}}, out);
    return true;
}

void suggestNumbers(const Subject &subject, const ColumnFacts &facts, Suggestions &out) {
    // What is too small or too large to be written plainly gets no limits.
    const double widest = std::max(std::abs(facts.low), std::abs(facts.high));
    if (subject.isName(facts.field.name) || facts.filled() < kFewRows || facts.distinct < 2 || !(widest >= 1e-4 && widest <= 1e14))
        return;
    QualityCheck check = subject.check(QualityKind::Range, {facts.field.name}, "quality.why.range");
    const bool isShare = facts.low >= 0 && facts.high <= 1 && facts.field.type != ColumnType::Int64;
    const bool isPercent = facts.low >= 0 && facts.high <= 100 && facts.high > 1 && isNamed(facts.field.name, {"pct", "percent", "percentage", "prozent"});
    if (facts.low >= 0) {
        check.low = "0";
        check.openLow = facts.low > 0;
    } else {
        check.low = facts.high <= 0 ? plain(-roomyAbove(-facts.low)) : plain(-roomyAbove(std::max(-facts.low, facts.high)));
    }
    check.high = isShare ? "1" : isPercent ? "100" : facts.high > 0 ? plain(roomyAbove(std::max(facts.high, -facts.low))) : "0";
    if (isShare || isPercent)
        check.reason = isShare ? "quality.why.share" : "quality.why.percent";
    add(std::move(check), {{"rows", std::to_string(facts.filled())}, {"lowest", facts.lowest}, {"highest", facts.highest}}, out);
}

// From the first of January of the earliest year; up to now, where nothing lies ahead.
void suggestTimes(const Subject &subject, const ColumnFacts &facts, Suggestions &out) {
    const std::string today = toIso(subject.now).substr(0, 10);
    const bool isPast = facts.highest.substr(0, 10) <= today;
    if (facts.filled() < kFewRows)
        return;
    QualityCheck check = subject.check(QualityKind::Range, {facts.field.name}, isPast ? "quality.why.past" : "quality.why.years");
    if (facts.lowest.size() >= 10 && facts.lowest.front() != '-' && facts.lowest[4] == '-')
        check.low = facts.lowest.substr(0, 4) + "-01-01";
    if (isPast)
        check.high = "now";
    if (!check.low.empty() || isPast)
        add(std::move(check), {{"rows", std::to_string(facts.filled())}, {"lowest", facts.lowest}, {"highest", facts.highest}}, out);
    // What came within the last days is meant to go on coming.
    const auto latest = instantFromIso(facts.highest);
    const bool isMain = subject.info().timeField == facts.field.name || isNamed(facts.field.name, {"updated", "changed", "modified", "created", "ordered", "loaded", "synced"});
    if (!latest || !isPast || (!isMain && subject.info().role != store::DatasetRole::Events))
        return;
    const double hours = static_cast<double>((subject.now - *latest).count()) / (3600.0 * static_cast<double>(kMicrosPerSecond));
    if (hours > 7 * 24)
        return;
    QualityCheck fresh = subject.check(QualityKind::Fresh, {facts.field.name}, "quality.why.fresh");
    fresh.limit = 24 * std::ceil(std::max(2.0, 3 * hours / 24));
    add(std::move(fresh), {{"highest", facts.highest}}, out);
}

void suggestTexts(const Subject &subject, const ColumnFacts &facts, bool isAccepted, Suggestions &out) {
    const bool isEmail = facts.field.name == subject.info().emailField || facts.addresses * 2 > facts.filled();
    if (isEmail && facts.addresses == facts.filled())
        add(subject.check(QualityKind::Email, {facts.field.name}, "quality.why.email"), {{"rows", std::to_string(facts.filled())}}, out);
    if (facts.blanks == 0 && !isAccepted && facts.field.type == ColumnType::Text)
        add(subject.check(QualityKind::Tidy, {facts.field.name}, "quality.why.tidy"), {{"rows", std::to_string(facts.filled())}}, out);
    if (facts.pattern.empty() || facts.distinct < 5 || isEmail || isAccepted || facts.field.type != ColumnType::Text)
        return;
    QualityCheck check = subject.check(QualityKind::Pattern, {facts.field.name}, "quality.why.pattern");
    check.pattern = facts.pattern;
    const std::string example = facts.values.empty() ? std::string() : facts.values.front().first;
    add(std::move(check), {{"values", std::to_string(facts.distinct)}, {"example", example}}, out);
}

// Categories and numbers that many rows share; a key is spread anew with every row.
void suggestDrift(const Subject &subject, const ColumnFacts &facts, Suggestions &out) {
    constexpr std::int64_t kFewestRows = 200;
    const bool isCategory = (facts.field.type == ColumnType::Text || facts.field.type == ColumnType::Bool) && facts.distinct >= 2 && facts.distinct <= 50;
    const bool isMeasure = facts.isNumber() && facts.distinct >= 2 && !facts.isDistinct();
    if (facts.filled() < kFewestRows || (!isCategory && !isMeasure) || subject.isName(facts.field.name))
        return;
    QualityCheck check = subject.check(QualityKind::Drift, {facts.field.name}, "quality.why.drift");
    check.limit = 0.25;
    add(std::move(check), {{"rows", std::to_string(facts.filled())}}, out);
}

} // namespace

void suggestByColumn(const Subject &subject, Suggestions &out) {
    for (const ColumnFacts &facts : subject.facts) {
        if (facts.rows < kFewRows || facts.filled() == 0)
            continue;
        suggestFilled(subject, facts, out);
        suggestUnique(subject, facts, out);
        const bool isAccepted = suggestAccepted(subject, facts, out);
        if (facts.isNumber() && !isAccepted)
            suggestNumbers(subject, facts, out);
        if (facts.isTime())
            suggestTimes(subject, facts, out);
        if (facts.isText())
            suggestTexts(subject, facts, isAccepted, out);
        suggestDrift(subject, facts, out);
    }
}

} // namespace audience::quality
