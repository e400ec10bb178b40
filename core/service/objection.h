// What is on record against writing to somebody who was kept back: since when, and by whose word.
#pragma once

#include "service/views.h"

namespace audience::service {

class Session;

struct Objection {
    std::string source;  // "import customers.csv", "unsubscribe link", what a person wrote; "event ...": a report of the service
    std::string wording; // "column newsletter", what they were asked
    std::string topic;   // "": against every email
    Instant at;
};

// To the email of a row of the campaign's log; absent where nothing is on record.
Result<std::optional<Objection>> objectionTo(Session &session, CampaignId id, const LogRow &row);

} // namespace audience::service
