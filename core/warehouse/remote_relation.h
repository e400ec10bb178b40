// A table of a database as the SQL of a rule reads it there: every column in the type and with the values that a sync of it
// would give it here, and beside them who a row belongs to. PostgreSQL and Redshift.
#pragma once

#include "model/remote_dataset.h"
#include "sql/dialect.h"

#include <map>
#include <string>
#include <string_view>

namespace audience::warehouse {

// The column beside the table's own that names the person; no table has one of that name for itself.
inline constexpr std::string_view kPersonColumn = "audience person";

// "people" as the name in a WITH clause that such a table gets: any text that is a name.
struct RemoteRelation {
    std::string select; // SELECT … FROM schema.table
};
// Columns that are read in another type or without some values, and the names under which `Plain::Beside` gives them as the table
// has them: beside each other the two differ only where the first is none.
std::map<std::string, std::string> plainColumns(const model::RemoteDataset &dataset, sql::Dialect dialect);
enum class Plain { No, Beside };
// `wholeKeys`: all tables of the source name people by whole numbers, so that those are compared; else by texts without
// blanks around them. Errors: "source.not_readable_as" {column, type, wanted}, "remote.no_dialect" {dialect}.
// `from`: where the rows are, as SQL; empty: the table itself.
Result<RemoteRelation> remoteRelation(const model::RemoteDataset &dataset, sql::Dialect dialect, bool wholeKeys, const std::string &from = {}, Plain plain = Plain::No);
// What a type comes down to (RemoteColumn::base), of how PostgreSQL spells it: "numeric(10,2)" is "numeric".
std::string baseOfType(std::string_view spelled);
bool isWholeNumber(const model::RemoteColumn &column);

} // namespace audience::warehouse
