// Which column of one dataset refers to the key of another: its name points there, its type is the key's, the key tells all rows
// of its dataset apart, and (nearly) all of its values are among them. Reads through the caller's connection; writes nothing.
#pragma once

#include "async/cancel.h"
#include "base/result.h"
#include "ingest/relation_names.h"
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
    std::int64_t keys = 0;    // how many of those there are
    Pointing pointing = Pointing::Nowhere; // never that
};

struct RelationSearch {
    std::string from;                      // columns of this dataset alone; empty: of all
    std::int64_t leastPercent = 90;        // of the values that are among the keys
    CancelToken cancel = {};
};

// A key is a column of integers or texts without nulls or repeats. The name of a column leads to the few that are compared, and
// each refers to one dataset at most: that which its name says best. A dataset's own key refers to nothing. Large columns are
// looked at in a sample of their rows. Sorted by dataset and field. Error "cancelled".
Result<std::vector<Relation>> detectRelations(const store::Connection &connection, const RelationSearch &search = {});

} // namespace audience::ingest
