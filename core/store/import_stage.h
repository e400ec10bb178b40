// The one row that says who imports. A stage whose owner is gone is swept; a living one is
// respected, also when it is another process.
#pragma once

#include "base/clock.h"
#include "store/connection.h"

#include <string>

namespace audience::store {

class ImportStage {
public:
    // Sweeps a dead one first. Error "dataset.import_running" {dataset} while another lives.
    static Result<ImportStage> enter(const Connection &connection, std::string_view dataset,
                                     Instant now);
    ImportStage(ImportStage &&other) noexcept;
    ImportStage &operator=(ImportStage &&other) noexcept;
    ~ImportStage();

    // Inside the caller's transaction; error "dataset.import_lost" {dataset} when it was swept.
    Result<void> touch(const Connection &connection) const;
    void setNow(Instant now) { m_now = now; }
    // From here on it counts as dead and can be swept.
    void abandon();
    // Inside the caller's transaction: the row goes.
    Result<void> leave(const Connection &connection) const;

private:
    ImportStage(std::string token, std::string dataset, Instant now);
    std::string m_token, m_dataset;
    Instant m_now;
};

// Removes staged chunks and the stage row itself unless its owner lives; how many chunks went.
Result<std::int64_t> sweepDeadStage(const Connection &connection, Instant now);

} // namespace audience::store
