// What can be shown of people beside their key: their columns, and computed traits ("trait:ltv") as columns.
// Any thread.
#pragma once

#include "async/cancel.h"
#include "service/people.h"

namespace audience::service {

// A column of that very name comes first. A trait is worked out for everybody; the session's evaluator keeps it.
// Errors: "data.unknown_column" {column, dataset}, "trait.unknown" {trait} and what else stands against it,
// "cancelled".
Result<std::shared_ptr<const engine::DenseColumn>> memberColumn(Session &session, const People &people, const std::string &name,
                                                                const CancelToken &cancel = {});

} // namespace audience::service
