// Imports one CSV file into one dataset of a workspace. A long file whose first part leaves no doubt of
// its types is read once; as soon as a later cell speaks against them, and every other file, it is read
// wholly to know it and then again. It is written in small staged commits; one last transaction switches the dataset to its new generation. Cancelled, failed or killed, the workspace is as it was. Call it off the window's
// thread.
#pragma once

#include "async/progress.h"
#include "ingest/import_spec.h"

#include <functional>

namespace audience::workspace {
class Workspace;
}

namespace audience::ingest {

// Asked once all rows are staged, while others may write; an error leaves the workspace as it was.
using SwitchGate = std::function<Result<void>(const store::DatasetWriter &)>;

// Progress counts bytes over all passes. Errors beside those of planImport(): "ingest.same_file"
// {path, dataset, at}, "ingest.too_many_rejects" {count, limit, reason, row}, "ingest.all_rejected"
// {count, reason, row}, "ingest.file_changed" {path}, "cancelled", and those of the gate, the dataset
// writer and the workspace.
Result<ImportReport> importFile(workspace::Workspace &workspace, const ImportSpec &spec,
                                Progress *progress = nullptr, const CancelToken &cancel = {},
                                const SwitchGate &gate = {});

} // namespace audience::ingest
