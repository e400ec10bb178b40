// How far the values of a column moved: the population stability index, the sum over all parts of (now - before) *
// ln(now / before) of their shares. Below 0.1 nothing happened, above 0.25 something did (the limits of credit scoring,
// where it comes from). No row counts as half a one.
#pragma once

#include "engine/column.h"
#include "quality/quality_run.h"

#include "base/json_fwd.h"

#include <memory>

namespace audience::quality {

constexpr double kDriftLimit = 0.25;
constexpr std::size_t kMostLabels = 50, kRanges = 10;

// Counts a column twice: by the parts of a former shape, and by parts of its own for the next time.
class ShapeCounter {
public:
    ShapeCounter(engine::ColumnType type, const Shape *former);
    ~ShapeCounter();
    ShapeCounter(ShapeCounter &&) noexcept;

    void addText(std::string_view text, std::int64_t times); // "" is no value
    void addNumber(double value);
    void addEmpty(std::int64_t times);
    Shape finish();              // its own
    Shape asFormer() const;      // by the parts of the former one; call it after finish()

private:
    struct State;
    std::unique_ptr<State> m_state;
};

// Both with the same parts.
double stabilityIndex(const Shape &before, const Shape &now);
// What chance alone makes of few rows: the index of two samples of the same values lies below it 999 times of 1,000.
double chanceIndex(const Shape &before, const Shape &now);

Json toJson(const Shape &shape);
std::optional<Shape> shapeFromJson(const Json &json); // nothing where it is none

} // namespace audience::quality
