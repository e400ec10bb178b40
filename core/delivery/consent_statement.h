// What a person said about topics through the service's own unsubscribe page, written in the
// transaction that takes the event in. Private to delivery.
#pragma once

#include "base/clock.h"
#include "base/strong_id.h"
#include "store/audit_chain.h"
#include "store/connection.h"

#include <string>
#include <string_view>

namespace audience::delivery {

struct ConsentStatement {
    Ordinal person = 0;
    Instant at;
    std::string source;
};

// False: the workspace has no topic of that key. A later statement on record stays.
Result<bool> stateConsent(const store::Connection &connection, store::AuditChain *audit,
                          const ConsentStatement &statement, std::string_view topic, bool isIn);
// From every topic; returns how many.
Result<std::int64_t> withdrawFromAll(const store::Connection &connection, store::AuditChain *audit,
                                     const ConsentStatement &statement);

} // namespace audience::delivery
