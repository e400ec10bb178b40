// What an email caused, where some of the people got nothing by lot: purchases of both groups within the window after
// the start, whoever opened or not, and the difference with its range. Reads only; any thread.
#pragma once

#include "base/decimal.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "insight/difference.h"
#include "model/workspace_definition.h"
#include "service/period.h"

#include <optional>

namespace audience::service {

class Session;

using Difference = insight::Difference;

// As messages of people who get nothing by lot are frozen.
inline constexpr char kHoldout[] = "holdout";
// Below so many people in a group the ranges say nothing.
inline constexpr std::int64_t kLeastGroup = 100;

struct GroupResult {
    std::int64_t people = 0, buyers = 0, orders = 0;
    Decimal revenue; // exact
    insight::Moments ordersEach, revenueEach; // per person
};

struct ControlResult {
    GroupResult sent, control; // everybody it was meant to go to, also whom it did not reach
    std::optional<Difference> orders, revenue; // per person; nothing where there is too little
    Span span;             // in which purchases counted
    bool isSoFar = false;  // the window is not over
    bool isTooSmall = false;
    model::WorkspaceDefinition definition;
};

// Nothing without a group that got nothing, or before anybody has said what a purchase is.
Result<std::optional<ControlResult>> controlResult(Session &session, CampaignId campaign);

} // namespace audience::service
