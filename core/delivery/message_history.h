// Everything that happened to emails, person by person: what a rule about messages counts. Practice says that
// it is; a rule counts it only where it names that campaign. What another tool sent before the move counts as well; its
// messages and runs are below zero. Reads only, on any connection.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "store/connection.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::delivery {

struct MessageFact {
    Ordinal person = 0;
    std::int64_t message = 0, run = 0;
    Instant at;
    std::string_view link; // valid for the call
    bool isMachine = false;
    bool isHard = false; // a bounce that stays
    bool isPractice = false;
};

// "sent", "delivered", "opened", "clicked" (by people), "bounced", "complained", "unsubscribed"; in no
// particular order, one event one call.
const std::vector<std::string> &messageFactNames();
Result<void> forEachMessageFact(const store::Connection &connection, std::string_view name,
                                const std::function<void(const MessageFact &)> &use);

// Which campaign a run belongs to and which topics it was about.
struct RunOrigin {
    std::int64_t run = 0, campaign = 0;
    std::vector<std::string> topics;
};
Result<std::vector<RunOrigin>> runOrigins(const store::Connection &connection);

} // namespace audience::delivery
