// What people can be broken down by, and the rows of such a breakdown, in a marketer's words.
#pragma once

#include "service/segment_breakdown.h"
#include "ui/segments/paired_bars.h"

#include <QString>

namespace audience::ui {

QString breakdownFieldWords(const std::string &field);
QString breakdownRowWords(const service::SegmentBreakdown &breakdown, const service::BreakdownRow &row);
QVector<PairRow> breakdownRows(const service::SegmentBreakdown &breakdown); // with shares of all people

} // namespace audience::ui
