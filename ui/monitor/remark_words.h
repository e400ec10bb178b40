// What is worth a look, in words: what was seen, the rule it was found by, and the next step.
#pragma once

#include "service/period_report.h"
#include "ui/kit/list_rows.h"

namespace audience::ui {

ListRowItem remarkItem(const service::Remark &remark, int index);
// The rule, for the tooltip: "Shown when ...".
QString remarkRule(const service::Remark &remark);

} // namespace audience::ui
