// The verbs of `campaign` that live in a file of their own.
#pragma once

#include "app/cli/console.h"
#include "model/delivery_plan.h"

namespace audience::cli {

void addScheduleCommands(CLI::App &noun, Console &console);
void addPlanCommands(CLI::App &noun, Console &console);
// All settings of a delivery as JSON. Errors: "store.file_unreadable" {path}, "campaign.bad_plan" {field, value}.
Result<model::DeliveryPlan> planFromFile(const std::string &path);

} // namespace audience::cli
