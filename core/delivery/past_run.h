// Writes a practice run that is over, with everything that came of it, in one go: the invented past of
// the demo shop. Nothing is sent, no journal is written; the rows keep every invariant of the ledger.
#pragma once

#include "base/rng.h"
#include "delivery/facts.h"
#include "delivery/ledger_types.h"

#include <span>

namespace audience::delivery {

struct PastEvent {
    FactKind kind = FactKind::Delivered; // never HandedOver
    Instant at;
    std::string link = {};
};

struct PastMessage {
    Ordinal ordinal = 0;
    std::string address;
    std::string keptBack; // not empty: it was never sent, for this reason
    Instant sentAt;
    std::vector<PastEvent> events;
};

// In the caller's transaction. The run started at `startedAt` and ended with its last message.
// Error "delivery.no_recipients" {name}.
Result<RunId> writePastRun(const store::Connection &connection, const RunSpec &spec,
                           Instant startedAt, std::span<const PastMessage> messages, Rng &rng);

} // namespace audience::delivery
