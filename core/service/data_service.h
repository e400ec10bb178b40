// Datasets as people see them: what is there, rows, a column at a glance, import, SQL, export.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "ingest/import_spec.h"
#include "ingest/import_undo.h"
#include "ingest/inspect.h"
#include "service/file_guess.h"
#include "service/import_survey.h"
#include "service/views.h"
#include "store/dataset_info.h"

#include <functional>

namespace audience::service {

class Session;

DatasetView viewOf(const store::DatasetInfo &info);

struct RelationView {
    std::string from, column, to, key;
    double matched = 1; // share of distinct values found in the key
};

class DataService {
public:
    explicit DataService(Session &session) : m_session(session) {}

    Result<std::vector<DatasetView>> datasets() const;
    Result<DatasetView> dataset(const std::string &name) const; // error "dataset.unknown" {dataset}
    // Rows are table_service.h's business, faults in them data_checks.h's.
    Result<ColumnProfile> profile(const std::string &dataset, const std::string &field, const CancelToken &cancel = {}) const;

    Result<ingest::Preview> inspect(const std::string &path, const ingest::InspectOptions &options = {}) const;
    // The people that are there, and which columns of the file hold their keys.
    Result<PeopleKeys> peopleIn(const ingest::Preview &preview) const;
    // What that import would do, by reading the whole file; nothing is written. Errors: those of planImport().
    Result<ImportFindings> survey(const ingest::ImportSpec &spec, Progress *progress = nullptr, const CancelToken &cancel = {}) const;
    Result<ingest::ImportReport> importFile(const ingest::ImportSpec &spec, Progress *progress = nullptr,
                                            const CancelToken &cancel = {});
    // Takes the import that was made last back; errors: those of ingest::undoImport().
    Result<void> undoImport(const ingest::ImportUndo &undo);
    // Why the people of this dataset may be written to although the data carry no consent; kept in the audit log.
    Result<void> giveLegalBasis(const std::string &dataset, const std::string &basis, const std::string &statement);
    // Columns whose values are keys of another dataset.
    Result<std::vector<RelationView>> relations() const;
    // One read-only statement over the datasets as tables; at most `limit` rows, and fewer where they are so
    // large that they would not fit into memory. Of more there is `total` greater than what is there.
    Result<RowsPage> query(const std::string &sql, int limit = 10'000, const CancelToken &cancel = {}) const;
    // CSV with formulas disarmed, whole or not at all; gives the number of rows.
    Result<std::int64_t> exportCsv(const std::string &dataset, const std::string &path, const CancelToken &cancel = {}) const;
    Result<std::int64_t> exportRows(const RowsPage &rows, const std::string &path, Progress *progress = nullptr, const CancelToken &cancel = {}) const;

private:
    Session &m_session;
};

} // namespace audience::service
