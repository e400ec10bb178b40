#include "ingest/import_undo.h"

#include "base/fault_point.h"
#include "ingest/import_run_repository.h"
#include "workspace/workspace.h"

namespace audience::ingest {

namespace {

// Settings and statements of a legal basis do not touch the rows; statements about this dataset are taken back as well.
Result<bool> isLast(const store::Connection &connection, const ImportUndo &undo) {
    TRY_ASSIGN(store::Statement others, connection.prepare("SELECT EXISTS(SELECT 1 FROM audit_entry WHERE number > ? AND "
                                                           "instr(entry, '\"kind\":\"legal_basis.recorded\"') = 0 AND "
                                                           "instr(entry, '\"kind\":\"setting.changed\"') = 0)"));
    TRY_ASSIGN(const bool row, others.bind(1, undo.auditEntries).step());
    return row && others.int64(0) == 0;
}

} // namespace

Result<void> undoImport(workspace::Workspace &workspace, const ImportUndo &undo) {
    return workspace.write([&](const store::Connection &connection) -> Result<void> {
        TRY_ASSIGN(const bool last, isLast(connection, undo));
        if (!last)
            return Error(ErrorKind::Conflict, "import.undo_late").with("dataset", undo.dataset);
        TRY(store::undoGeneration(connection, undo.dataset, undo.generation, undo.before, workspace.clock().now()));
        if (undo.consents)
            TRY(workspace::ConsentRepository::restore(connection, *undo.consents));
        TRY_ASSIGN(store::Statement basis, connection.prepare("DELETE FROM legal_basis WHERE subject = ? AND at >= ?"));
        TRY(basis.bind(1, "dataset " + undo.dataset).bind(2, undo.began.micros).run());
        TRY(ImportRunRepository(connection).forget(undo.run));
        TRY(workspace.audit().append(connection, {"dataset.import_undone", "dataset " + undo.dataset, Json{{"generation", undo.generation}}, {}, {}}));
        faultPoint("ingest.undo.before_commit");
        return {};
    });
}

} // namespace audience::ingest
