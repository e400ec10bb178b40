#include "quality/drift.h"

#include "base/json.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace audience::quality {

namespace {

constexpr double kLeast = 0.5; // rows: none of few is no proof that there never are
constexpr std::size_t kMostTexts = 200'000; // further different texts are others
constexpr std::size_t kSampledNumbers = 100'000;

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
using Counts = std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>>;

// The part of a value: those below edge i and not below the one before.
std::size_t partOf(const std::vector<double> &edges, double value) {
    return static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin());
}

std::vector<std::int64_t> allCounts(const Shape &shape) {
    std::vector<std::int64_t> counts = shape.counts;
    counts.push_back(shape.others);
    counts.push_back(shape.empty);
    return counts;
}

} // namespace

std::int64_t Shape::rows() const {
    return std::accumulate(counts.begin(), counts.end(), others + empty);
}

struct ShapeCounter::State {
    bool isText = false;
    Shape former; // its parts, with the counts of now
    bool hasFormer = false;
    Counts texts;
    std::int64_t furtherTexts = 0, empty = 0;
    std::vector<double> numbers;
    Counts formerTexts;
};

ShapeCounter::ShapeCounter(engine::ColumnType type, const Shape *former) : m_state(std::make_unique<State>()) {
    m_state->isText = engine::isTextual(type) || type == engine::ColumnType::Bool;
    if (!former)
        return;
    m_state->hasFormer = true;
    m_state->former.labels = former->labels;
    m_state->former.edges = former->edges;
    m_state->former.counts.assign(former->counts.size(), 0);
    for (const std::string &label : former->labels)
        m_state->formerTexts.emplace(label, 0);
}

ShapeCounter::~ShapeCounter() = default;
ShapeCounter::ShapeCounter(ShapeCounter &&) noexcept = default;

void ShapeCounter::addEmpty(std::int64_t times) {
    m_state->empty += times;
}

void ShapeCounter::addText(std::string_view text, std::int64_t times) {
    if (text.empty())
        return addEmpty(times);
    if (const auto known = m_state->formerTexts.find(text); known != m_state->formerTexts.end())
        known->second += times;
    else
        m_state->former.others += times;
    if (const auto seen = m_state->texts.find(text); seen != m_state->texts.end())
        seen->second += times;
    else if (m_state->texts.size() < kMostTexts)
        m_state->texts.emplace(std::string(text), times);
    else
        m_state->furtherTexts += times;
}

void ShapeCounter::addNumber(double value) {
    if (std::isnan(value))
        return addEmpty(1);
    m_state->numbers.push_back(value);
}

Shape ShapeCounter::finish() {
    State &state = *m_state;
    Shape shape;
    shape.empty = state.former.empty = state.empty;
    if (state.isText) {
        std::vector<std::pair<std::string, std::int64_t>> all(state.texts.begin(), state.texts.end());
        std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
        shape.others = state.furtherTexts;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i >= kMostLabels) {
                shape.others += all[i].second;
                continue;
            }
            shape.labels.push_back(all[i].first);
            shape.counts.push_back(all[i].second);
        }
        for (std::size_t i = 0; i < state.former.labels.size() && i < state.former.counts.size(); ++i)
            state.former.counts[i] = state.formerTexts[state.former.labels[i]];
        return shape;
    }
    // The edges from an even sample, the counts from all.
    std::vector<double> sample;
    const std::size_t step = std::max<std::size_t>(1, state.numbers.size() / kSampledNumbers);
    for (std::size_t i = 0; i < state.numbers.size(); i += step)
        sample.push_back(state.numbers[i]);
    std::sort(sample.begin(), sample.end());
    for (std::size_t part = 1; part < kRanges && !sample.empty(); ++part) {
        const double edge = sample[part * sample.size() / kRanges];
        if (edge > sample.front() && (shape.edges.empty() || edge > shape.edges.back()))
            shape.edges.push_back(edge);
    }
    shape.counts.assign(shape.edges.size() + 1, 0);
    for (const double value : state.numbers) {
        ++shape.counts[partOf(shape.edges, value)];
        if (state.hasFormer && !state.former.counts.empty())
            ++state.former.counts[std::min(partOf(state.former.edges, value), state.former.counts.size() - 1)];
    }
    return shape;
}

Shape ShapeCounter::asFormer() const {
    return m_state->former;
}

double stabilityIndex(const Shape &before, const Shape &now) {
    const auto a = allCounts(before), b = allCounts(now);
    const auto rowsA = static_cast<double>(before.rows()), rowsB = static_cast<double>(now.rows());
    if (rowsA <= 0 || rowsB <= 0 || a.size() != b.size())
        return 0;
    double index = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] == 0 && b[i] == 0)
            continue;
        const double was = std::max(kLeast, static_cast<double>(a[i])) / rowsA, is = std::max(kLeast, static_cast<double>(b[i])) / rowsB;
        index += (is - was) * std::log(is / was);
    }
    return index;
}

// The index of two samples of n and m rows over k parts is (1/n + 1/m) times chi squared with k - 1 degrees of freedom
// (B. Yurdakul, Statistical Properties of Population Stability Index, 2018); Wilson and Hilferty's quantile.
double chanceIndex(const Shape &before, const Shape &now) {
    const auto rowsA = static_cast<double>(before.rows()), rowsB = static_cast<double>(now.rows());
    const auto counts = allCounts(before), other = allCounts(now);
    double parts = -1;
    for (std::size_t i = 0; i < counts.size(); ++i)
        parts += counts[i] > 0 || (i < other.size() && other[i] > 0) ? 1 : 0;
    if (rowsA <= 0 || rowsB <= 0 || parts < 1)
        return 0;
    constexpr double kQuantile = 3.0902;
    const double third = 2 / (9 * parts), root = 1 - third + kQuantile * std::sqrt(third);
    return (1 / rowsA + 1 / rowsB) * parts * root * root * root;
}

Json toJson(const Shape &shape) {
    return Json{{"labels", shape.labels}, {"edges", shape.edges}, {"counts", shape.counts}, {"others", shape.others}, {"empty", shape.empty}};
}

std::optional<Shape> shapeFromJson(const Json &json) {
    Shape shape;
    shape.labels = jsonTexts(json, "labels");
    shape.others = jsonInt(json, "others");
    shape.empty = jsonInt(json, "empty");
    if (const Json *edges = jsonMember(json, "edges"); edges && edges->is_array())
        for (const Json &edge : *edges)
            if (edge.is_number())
                shape.edges.push_back(edge.get<double>());
    if (const Json *counts = jsonMember(json, "counts"); counts && counts->is_array())
        for (const Json &count : *counts)
            if (count.is_number_integer() && count.get<std::int64_t>() >= 0)
                shape.counts.push_back(count.get<std::int64_t>());
    const bool fits = shape.labels.empty() ? shape.counts.size() == shape.edges.size() + 1 || shape.counts.empty() : shape.counts.size() == shape.labels.size();
    if (!fits || shape.others < 0 || shape.empty < 0 || !std::is_sorted(shape.edges.begin(), shape.edges.end()))
        return std::nullopt;
    return shape;
}

} // namespace audience::quality
