#include "model/rfm_condition.h"

#include "model/condition_reader.h"

#include <algorithm>

namespace audience::model {

namespace {

constexpr const char *kScores[] = {"recency", "frequency", "money"};

std::array<int, 3> digitsOf(std::int64_t cell) {
    return {static_cast<int>(cell / 100), static_cast<int>(cell / 10 % 10), static_cast<int>(cell % 10)};
}

// All cells for which test(recency, frequency, money) holds.
template <class Test> void addCells(RfmCondition &to, Test test) {
    for (int r = 1; r <= to.tiles; ++r)
        for (int f = 1; f <= to.tiles; ++f)
            for (int m = 1; m <= to.tiles; ++m)
                if (test(r, f, m))
                    to.cells.push_back(r * 100 + f * 10 + m);
}

// {"recency": [4, 5], ...}: those that are absent may be anything.
bool readScores(const Json &scores, const std::string &path, RfmCondition &to, Findings &out) {
    if (!scores.is_object() || scores.empty() || !knowsAll(scores, {"recency", "frequency", "money"}, path, out)) {
        report(out, "rfm.bad_scores", path, {{"tiles", std::to_string(to.tiles)}});
        return false;
    }
    for (std::size_t i = 0; i < 3; ++i) {
        to.scores[i] = {1, to.tiles};
        const Json *range = jsonMember(scores, kScores[i]);
        if (!range)
            continue;
        const auto isScore = [&](const Json &value) {
            return value.is_number_integer() && value.get<double>() >= 1 && value.get<double>() <= to.tiles;
        };
        if (!range->is_array() || range->size() != 2 || !isScore((*range)[0]) || !isScore((*range)[1]) ||
            (*range)[0].get<int>() > (*range)[1].get<int>()) {
            report(out, "rfm.bad_scores", path + '/' + kScores[i], {{"tiles", std::to_string(to.tiles)}});
            return false;
        }
        to.scores[i] = {(*range)[0].get<int>(), (*range)[1].get<int>()};
    }
    const auto inside = [](int score, const std::pair<int, int> &range) { return score >= range.first && score <= range.second; };
    addCells(to, [&](int r, int f, int m) { return inside(r, to.scores[0]) && inside(f, to.scores[1]) && inside(m, to.scores[2]); });
    return true;
}

bool readCells(const Json &cells, const std::string &path, RfmCondition &to, Findings &out) {
    if (!cells.is_array()) {
        report(out, "segment.values_expected", path, {{"count", "any"}});
        return false;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool whole = cells[i].is_number_integer() && cells[i].get<double>() >= 111 && cells[i].get<double>() <= 999;
        const auto digits = digitsOf(whole ? cells[i].get<std::int64_t>() : 0);
        if (!std::all_of(digits.begin(), digits.end(), [&](int d) { return d >= 1 && d <= to.tiles; })) {
            report(out, "rfm.bad_cell", path + '/' + std::to_string(i), {{"tiles", std::to_string(to.tiles)}});
            return false;
        }
        to.cells.push_back(cells[i].get<std::int64_t>());
    }
    return true;
}

bool readGroups(const Json &groups, const std::string &path, RfmCondition &to, Findings &out) {
    if (!groups.is_array() || to.tiles != 5) {
        report(out, to.tiles != 5 ? "rfm.groups_need_five" : "segment.values_expected", path, {{"count", "any"}});
        return false;
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const std::string name = groups[i].is_string() ? groups[i].get<std::string>() : std::string();
        const auto group = std::find_if(kRfmGroups.begin(), kRfmGroups.end(), [&](const RfmGroup &g) { return g.name == name; });
        if (group == kRfmGroups.end()) {
            report(out, "rfm.unknown_group", path + '/' + std::to_string(i), {{"group", name}});
            return false;
        }
        to.groups.push_back(name);
        addCells(to, [&](int r, int f, int m) {
            const int value = (f + m + 1) / 2;
            return r >= group->lowRecency && r <= group->highRecency && value >= group->lowValue && value <= group->highValue;
        });
    }
    return true;
}

} // namespace

std::optional<RfmCondition> readRfm(const Json &json, const std::string &path, Findings &out) {
    RfmCondition condition;
    bool fine = knowsAll(json, {"type", "scores", "cells", "groups", "tiles", "field", "name", "dataset", "window", "where"}, path, out);
    if (const Json *tiles = jsonMember(json, "tiles")) {
        if (!tiles->is_number_integer() || tiles->get<double>() < 2 || tiles->get<double>() > 9) {
            report(out, "rfm.bad_tiles", path + "/tiles");
            return std::nullopt;
        }
        condition.tiles = tiles->get<int>();
    }
    const Json *scores = jsonMember(json, "scores"), *cells = jsonMember(json, "cells"), *groups = jsonMember(json, "groups");
    if ((scores ? 1 : 0) + (cells ? 1 : 0) + (groups ? 1 : 0) != 1) {
        report(out, "rfm.one_of", path);
        return std::nullopt;
    }
    condition.by = scores ? RfmCondition::By::Scores : cells ? RfmCondition::By::Cells : RfmCondition::By::Groups;
    fine = (scores  ? readScores(*scores, path + "/scores", condition, out)
            : cells ? readCells(*cells, path + "/cells", condition, out)
                    : readGroups(*groups, path + "/groups", condition, out)) && fine;
    fine = readText(json, "field", path, condition.field, out) && fine;
    fine = readEventChoice(json, path, condition.events, out) && fine;
    std::sort(condition.cells.begin(), condition.cells.end());
    condition.cells.erase(std::unique(condition.cells.begin(), condition.cells.end()), condition.cells.end());
    return fine ? std::optional(std::move(condition)) : std::nullopt;
}

Json toJson(const RfmCondition &condition) {
    Json json = Json::object({{"type", "rfm"}});
    if (condition.by == RfmCondition::By::Groups) {
        json["groups"] = condition.groups;
    } else if (condition.by == RfmCondition::By::Cells) {
        json["cells"] = condition.cells;
    } else {
        Json scores = Json::object();
        for (std::size_t i = 0; i < 3; ++i)
            scores[kScores[i]] = Json::array({condition.scores[i].first, condition.scores[i].second});
        json["scores"] = std::move(scores);
    }
    if (condition.tiles != 5)
        json["tiles"] = condition.tiles;
    if (!condition.field.empty())
        json["field"] = condition.field;
    putEventChoice(json, condition.events);
    return json;
}

} // namespace audience::model
