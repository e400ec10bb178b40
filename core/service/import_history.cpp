#include "service/import_history.h"

#include "base/json.h"
#include "ingest/import_run_repository.h"
#include "ingest/import_undo.h"
#include "service/definition_service.h"
#include "service/session.h"

namespace audience::service {

static constexpr const char *kMeaning = "last_import_meaning"; // of the last import that brought one

Result<std::vector<ImportEntry>> ImportHistory::list(int most) const {
    const workspace::Workspace &file = m_session.workspace();
    TRY_ASSIGN(const auto undo, ingest::keptImportUndo(file));
    const auto possible = undo ? ingest::canUndo(file, *undo) : Result<bool>(false);
    if (!possible)
        return possible.error();
    TRY_ASSIGN(const auto reader, file.reader());
    TRY_ASSIGN(const auto runs, ingest::ImportRunRepository(*reader).runs({}, most));
    std::vector<ImportEntry> entries;
    for (const ingest::ImportRun &run : runs)
        entries.push_back({run.id, run.dataset, run.path.substr(run.path.find_last_of("/\\") + 1), run.finishedAt.value_or(run.startedAt), run.kept, run.rejected,
                           *possible && run.id == undo->run});
    return entries;
}

Result<void> ImportHistory::noteMeaning(std::int64_t run, const model::WorkspaceDefinition &before, std::int64_t revision) {
    return m_session.workspace().keepFigures(kMeaning, Json{{"run", run}, {"revision", revision}, {"before", toJson(before)}});
}

Result<std::string> ImportHistory::takeBack(std::int64_t run) {
    workspace::Workspace &file = m_session.workspace();
    TRY_ASSIGN(const auto undo, ingest::keptImportUndo(file));
    if (!undo || undo->run != run)
        return Error(ErrorKind::Conflict, "import.undo_late").with("dataset", undo ? undo->dataset : std::string());
    TRY(ingest::undoImport(file, *undo));
    TRY_ASSIGN(const Json meaning, file.setting(kMeaning));
    const auto before = meaning.is_object() && jsonInt(meaning, "run") == run ? meaning.find("before") : meaning.end();
    if (before == meaning.end())
        return undo->dataset;
    DefinitionService definitions(m_session);
    TRY_ASSIGN(DefinitionView now, definitions.definition());
    if (now.revision != jsonInt(meaning, "revision")) // what was said later stays
        return undo->dataset;
    TRY_ASSIGN(now.definition, model::workspaceDefinitionFromJson(*before));
    TRY_ASSIGN(const DefinitionView back, definitions.save(now));
    (void)back;
    return undo->dataset;
}

} // namespace audience::service
