// Where events that are read from the queue go. What the queue holds is never only looked at: it is kept, then deleted.
#pragma once

#include "base/result.h"

#include <set>
#include <string>
#include <vector>

namespace audience::aws {

class EventInbox {
public:
    virtual ~EventInbox() = default;
    // Durably, all or nothing; afterwards the messages are deleted from the queue.
    virtual Result<void> keep(const std::vector<std::string> &bodies) = 0;
    // Which events of an email it holds, e.g. "Send", "Delivery"; another reader of the queue may have kept them.
    virtual Result<std::set<std::string>> eventsOf(const std::string &messageId) = 0;
};

} // namespace audience::aws
