// Taking back the import that was made last, as long as nothing else was changed: the rows, who agreed, the run and
// the legal basis go back together or not at all. What was there before is remembered by the import itself.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"
#include "store/dataset_upkeep.h"
#include "workspace/consent_repository.h"

#include <cstdint>
#include <optional>
#include <string>

namespace audience::workspace {
class Workspace;
}

namespace audience::ingest {

struct ImportUndo {
    std::string dataset;
    std::int64_t run = 0, generation = 0; // that the import made
    std::int64_t auditEntries = 0;        // after it
    Instant began;
    std::optional<store::DatasetMemo> before; // none: the dataset was new
    std::optional<workspace::ConsentMemo> consents;
};

// What the last import remembers is kept in the workspace, too, so that it can be taken back after a restart.
// Nothing: there was none, it was taken back, or who agreed before is too much to keep twice.
Result<void> keepImportUndo(workspace::Workspace &workspace, const ImportUndo &undo);
Result<std::optional<ImportUndo>> keptImportUndo(const workspace::Workspace &workspace);
// Nothing that hinders it was changed since.
Result<bool> canUndo(const workspace::Workspace &workspace, const ImportUndo &undo);

// Errors: "import.undo_late" {dataset} when something was changed since, "dataset.import_running" {dataset}.
Result<void> undoImport(workspace::Workspace &workspace, const ImportUndo &undo);

} // namespace audience::ingest
