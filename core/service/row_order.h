// Puts the rows of a dataset in order, and finds those that pass tests: the work behind a sorted and
// filtered table. Internal to service; any thread with a source of its own.
#pragma once

#include "service/table_query.h"
#include "service/table_source.h"

namespace audience::service {

// Every row, in the order of the keys (the first counts most).
Result<std::shared_ptr<const std::vector<std::uint32_t>>> orderRows(const TableSource &source, const std::vector<SortKey> &keys, const CancelToken &cancel);

// Bit per row that passes. Errors: the first finding about the test, such as "segment.op_not_for_type".
Result<std::shared_ptr<const engine::Bitmap>> matchRows(const TableSource &source, const model::FieldTest &test, Instant now, const std::string &zone,
                                                        const CancelToken &cancel);

} // namespace audience::service
