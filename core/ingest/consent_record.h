// What rows said about consent, put on record as one statement each by all who said the same. In the caller's transaction.
#pragma once

#include "ingest/profile_stage.h"
#include "workspace/consent_repository.h"

#include <optional>
#include <string>

namespace audience::workspace {
class Workspace;
}

namespace audience::ingest {

struct ConsentOrigin {
    Instant at;
    std::string source, wording;
};

struct RecordedConsent {
    std::int64_t granted = 0, none = 0, withdrawn = 0;
    std::optional<workspace::ConsentMemo> before; // none where nobody said anything
};

Result<RecordedConsent> recordConsent(workspace::Workspace &workspace, const store::Connection &connection,
                                      const ConsentVotes &votes, const ConsentOrigin &origin);

} // namespace audience::ingest
