// Runs checks over one generation of a dataset, also one that is staged and not switched to yet: each column is decoded once
// for all checks that ask for it alone, columns beside each other. Writes nothing.
#pragma once

#include "async/cancel.h"
#include "engine/bitmap.h"
#include "quality/quality_run.h"
#include "store/dataset_reader.h"

namespace audience::workspace {
class Workspace;
}

namespace audience::quality {

struct RunOptions {
    Instant now;
    Baseline before;
    bool withSamples = true; // the keys of failing rows
};

// Results in the order of the checks. A check that cannot be run says why; others go on. Errors: "cancelled", those of
// reading the dataset.
Result<QualityRun> runChecks(const workspace::Workspace &workspace, const store::DatasetReader &rows, const std::vector<model::QualityCheck> &checks,
                             const RunOptions &options, const CancelToken &cancel = {});

// The rows at fault, by their number among the live ones. None where the check is about the dataset as a whole. Errors: those
// that keep a check from running.
Result<engine::Bitmap> failingRows(const workspace::Workspace &workspace, const store::DatasetReader &rows, const model::QualityCheck &check, Instant now,
                                   const CancelToken &cancel = {});

} // namespace audience::quality
