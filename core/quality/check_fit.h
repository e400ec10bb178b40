// Whether a check can be run on the data as they are: asked before it is kept, so that nothing is kept that only fails later.
#pragma once

#include "model/quality_check.h"
#include "store/dataset_info.h"

#include <vector>

namespace audience::quality {

// `datasets`: all there are. Errors: those of model::checkQuality(), "dataset.unknown" {dataset}, "data.unknown_column" {dataset,
// column}, "quality.bad.columns_twice" {column}, "quality.needs.*" {column, type, rule}, "quality.bad_value.*" {value, column},
// "pattern.invalid" {reason}.
Result<void> fitsData(const model::QualityCheck &check, const std::vector<store::DatasetInfo> &datasets);

} // namespace audience::quality
