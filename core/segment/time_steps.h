// Times cut into calendar steps (hours, days, ... years) or by a part of them (hour of the day, weekday, ...) as the
// clock on the wall of a zone shows them. Internal to compile_query.
#pragma once

#include "engine/group_query.h"
#include "model/analytic_query.h"

#include <optional>
#include <string>

namespace audience::segment {

struct TimeGrid {
    std::optional<model::TimeStep> by; // else `part`, from Hour on
    model::FieldPart part = model::FieldPart::Whole;
    int weekStart = 1;
    std::string zone;
    bool isDate = false; // civil days instead of instants
};

// Steps that cover [low, high] of the column. Their values: the first instant of an hour, the first day of anything
// longer, the number of a part. When the clock goes back, both hours stand for themselves.
// Error "query.too_many_groups".
Result<engine::Steps> timeSteps(const TimeGrid &grid, std::int64_t low, std::int64_t high);

} // namespace audience::segment
