// The catalog's rows: what each dataset is and which column number each of its fields has. Used by
// the reader, the writer and upkeep; others see DatasetInfo alone.
#pragma once

#include "store/connection.h"
#include "store/dataset_info.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace audience::store {

struct CatalogEntry {
    DatasetInfo info;
    std::vector<std::uint32_t> numbers; // the column number of each field, for life
    std::uint32_t nextNumber = 1;
};

Result<std::vector<CatalogEntry>> readCatalog(const Connection &connection);
Result<std::optional<CatalogEntry>> findEntry(const Connection &connection, std::string_view name);
Result<void> saveEntry(const Connection &connection, const CatalogEntry &entry);
// Names become SQL tables: 1 to 200 bytes, no control characters, not beginning with "sqlite_" or
// "_". Error "dataset.name_invalid" {name, reason}; the same for field names, which must differ in
// any case.
Result<void> checkNames(const DatasetInfo &info);

} // namespace audience::store
