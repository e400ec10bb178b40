// Which column of one dataset refers to the key of another, told from the values: nearly all of its
// different values are among the key's. Reads through the caller's connection; writes nothing.
#pragma once

#include "base/result.h"
#include "store/connection.h"

#include <cstdint>
#include <string>
#include <vector>

namespace audience::ingest {

struct Relation {
    std::string fromDataset, fromField; // many
    std::string toDataset, toField;     // one
    std::int64_t values = 0;  // different values of the referring column that were looked at
    std::int64_t matched = 0; // of them found among the keys
};

// A key is a column of integers or texts without nulls or repeats. Integers that merely fall into
// the range of some ids are told apart by name. Sorted by dataset and field.
Result<std::vector<Relation>> detectRelations(const store::Connection &connection);

} // namespace audience::ingest
