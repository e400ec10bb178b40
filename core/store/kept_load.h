// A load that replaces a dataset and did not come to its end: what DatasetWriter::keep() left waits in the file, seen by
// nobody, until DatasetWriter::goOn() continues it. At most one per dataset; a day after it began it is swept.
#pragma once

#include "base/clock.h"
#include "store/connection.h"

#include <optional>
#include <string>
#include <string_view>

namespace audience::store {

struct CatalogEntry;

constexpr std::chrono::hours kKeptPatience{24};

struct KeptLoad {
    std::int64_t dataset = 0;    // its id, also where the dataset is only to come
    std::int64_t generation = 0; // that the dataset had; 0: none
    std::string shape;           // see shapeOf()
    Instant beganAt, keptAt;
    std::string body;            // of whoever keeps it
};

Result<std::optional<KeptLoad>> findKept(const Connection &connection, std::string_view name);
Result<void> saveKept(const Connection &connection, std::string_view name, const KeptLoad &load);
// In the caller's transaction. Its chunks are of no load from here on; whoever enters the stage next sweeps them.
Result<void> dropKept(const Connection &connection, std::string_view name);
// A chunk of a load that was dropped, as one that is too old is by this; 0: there is none.
Result<std::int64_t> droppedChunk(const Connection &connection, Instant now);
// The fields and their columns, by which a load is known to be of the same dataset still.
std::string shapeOf(const CatalogEntry &entry);

} // namespace audience::store
