// The SQL functions every connection with dataset tables has: fold(text), re2(pattern, text, ignoreCase),
// instant_us(text), bucket_of(text), dec_sum(x). All deterministic and innocuous.
#pragma once

#include "store/connection.h"

namespace audience::store {

Result<void> registerSqlFunctions(const Connection &connection);

} // namespace audience::store
