// Datasets as read-only SQL tables: a virtual table per dataset in the TEMP schema of one
// connection, never in the stored schema. NAME has every field and the hidden columns _ordinal and
// _valid_from; a dataset of more than 1,990 fields goes on in NAME__2 and so on, row for row by
// rowid.
//
// Dates and instants are ISO texts (UTC), truth values 0 and 1, decimals integers where they have
// no fraction, else reals; dec_sum(x) adds reals that stand for decimals exactly and gives a text.
// Also registers fold(text), Unicode simple case folding, and instant_us(text), the microseconds of
// an ISO time.
#pragma once

#include "store/connection.h"

namespace audience::store {

// Makes the tables of the catalog as it is; call it again to follow new, changed and dropped
// datasets. Rows follow by themselves: each statement sees the generation that is current when it
// starts.
Result<void> registerDatasets(const Connection &connection);

} // namespace audience::store
