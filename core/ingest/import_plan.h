// Everything an import decides before it writes: notation, columns, types, roles, derived columns.
// Reads the whole file once, or its first part where that settles the types of a long one; refuses what
// could not end well. Knows the dataset that is there, not the workspace.
#pragma once

#include "async/progress.h"
#include "ingest/import_spec.h"
#include "ingest/survey.h"

#include <memory>
#include <optional>

namespace audience::ingest {

struct ImportPlan {
    std::shared_ptr<const DecodePlan> decode;
    store::DatasetInfo dataset; // as the import needs it
    std::string digest; // empty where only the first part was read
    std::int64_t rows = 0;
    std::size_t pieceBytes = 0; // about one chunk of rows
    std::vector<std::string> consentYes;
    std::vector<Finding> findings;
};

enum class PlanFrom {
    WholeFile,
    FirstPart // if that is enough; decode->provisional says whether it was
};

// The dataset the rows go to, where it is there. Errors: "ingest.second_people" {dataset, name}: a workspace
// has one list of people, and one beside it would count nobody.
Result<std::optional<store::DatasetInfo>> findExisting(const store::Connection &connection, const ImportSpec &spec);

// Errors: "ingest.needs_option" {role, option}, "ingest.bad_delimiter" {delimiter},
// "ingest.unknown_encoding" {encoding}, "zone.unknown" {zone}, "ingest.wrong_delimiter" {delimiter,
// column, found}, "ingest.unknown_column" {column, nearest}, "ingest.ambiguous_dates" {column,
// example, dmy, mdy}, "ingest.not_a_time" {column, example}, "ingest.times_unread" {column, count,
// rows, example}, "ingest.column_exists" {column}, those
// of the derived columns, of sniffDialect(), of FileSource and, where rows stay, of store::checkExtends().
Result<ImportPlan> planImport(FileSource &source, const ImportSpec &spec,
                              const std::optional<store::DatasetInfo> &existing,
                              Progress *progress = nullptr, const CancelToken &cancel = {},
                              PlanFrom from = PlanFrom::WholeFile);

} // namespace audience::ingest
