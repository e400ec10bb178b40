// A restored or copied workspace must not send again what another copy has sent: its runs come up
// blocked, and the send journal of this computer says which rows another copy has tried. On the
// caller's connection and thread; whether a file is a copy is the workspace's judgement.
#pragma once

#include "base/clock.h"
#include "delivery/send_journal.h"
#include "store/connection.h"

namespace audience::delivery {

// Runs that are running become blocked with that reason; returns how many. Their open intents
// become doubts, and nothing is sent until a person resumes them.
Result<std::int64_t> blockRuns(const store::Connection &connection, const Clock &clock,
                               std::string_view reason);

struct Reconciled {
    std::int64_t doubted = 0;     // rows another copy has tried
    std::int64_t known = 0;       // journal lines this file knows already
    std::int64_t unknownRuns = 0; // journal lines of runs this file has never seen
    std::int64_t settled = 0;     // doubts that events in this file resolved at once
    std::int64_t damagedLines = 0;
};

// Rows that the journal says were tried become in doubt: an event, the wait or a person settles
// them, never a second send. One transaction.
Result<Reconciled> reconcile(const store::Connection &connection, const Clock &clock,
                             std::string_view workspaceUuid, const SendJournal::Content &journal);

} // namespace audience::delivery
