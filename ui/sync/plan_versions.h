// Two versions of a plan part by part, in the words of its form. Pure; main thread for words.
#pragma once

#include "model/sync_plan.h"
#include "ui/kit/stale_panel.h"

#include <string>
#include <vector>

namespace audience::ui {

// A part that neither of them says is left out.
QVector<VersionRow> planVersions(const model::SyncPlan &theirs, const model::SyncPlan &mine);
// "yes, 1"; in quotation marks where a value holds a comma itself.
QString valuesInWords(const std::vector<std::string> &values);

} // namespace audience::ui
