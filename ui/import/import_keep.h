// Keeping a file: its rows, then what was said about them, which may fail without the rows; and taking it back. Runs in
// the background; holds nothing.
#pragma once

#include "service/data_service.h"
#include "ui/import/import_choices.h"

#include <memory>
#include <optional>

namespace audience::service {
class Session;
}

namespace audience::ui {

// Rows that are in, and whether what was said about them was kept too.
struct ImportOutcome {
    ingest::ImportReport report;
    std::optional<Error> basis;      // why the legal basis was not kept
    Result<bool> definition = false; // true: a new one was saved
    std::int64_t revision = 0;       // its revision
};

struct ImportUndoWish {
    std::shared_ptr<const ingest::ImportUndo> rows;
    std::optional<model::WorkspaceDefinition> definition; // of before, where the import brought another
    std::int64_t revision = 0;                            // of what it brought; what was said later stays
};

Result<ImportOutcome> importWith(service::Session &session, const ImportChoices &choices, const ImportSurroundings &around, Progress *progress,
                                 const CancelToken &cancel);
// Only what was said about the rows, once more and against what the workspace has by now.
Result<ImportOutcome> keepMeaning(service::Session &session, const ImportChoices &choices);
Result<void> takeBack(service::Session &session, const ImportUndoWish &wish);

} // namespace audience::ui
