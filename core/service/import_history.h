// What was brought into the workspace, when and from which file; and taking back the last of it, also after a restart,
// with what was said about purchases and consent on that occasion.
#pragma once

#include "model/workspace_definition.h"
#include "service/views.h"

#include <vector>

namespace audience::service {

class Session;

struct ImportEntry {
    std::int64_t run = 0;
    std::string dataset, file; // the file's name without its folder
    Instant at;
    std::int64_t kept = 0, rejected = 0;
    bool canUndo = false; // the last one, and nothing was changed since that hinders it
};

class ImportHistory {
public:
    explicit ImportHistory(Session &session) : m_session(session) {}

    Result<std::vector<ImportEntry>> list(int most) const; // the newest first
    // The import has brought another definition, of this revision: taking it back brings `before` back, too.
    Result<void> noteMeaning(std::int64_t run, const model::WorkspaceDefinition &before, std::int64_t revision);
    // Gives the dataset. Errors: "import.undo_late" {dataset}, "dataset.import_running" {dataset}.
    Result<std::string> takeBack(std::int64_t run);

private:
    Session &m_session;
};

} // namespace audience::service
