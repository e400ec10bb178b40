// One SES event as a value: both families (event publishing and feedback notifications), with or
// without the SNS envelope. Pure parsing of untrusted text, any thread; unknown members are
// ignored. Source: SES developer guide, "Contents of event data that Amazon SES publishes to Amazon
// SNS".
#pragma once

#include "base/clock.h"
#include "base/json_fwd.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audience::delivery {

enum class EventKind {
    Send,
    Reject,
    Bounce,
    Complaint,
    Delivery,
    Open,
    Click,
    RenderingFailure,
    DeliveryDelay,
    Subscription
};
std::string_view toText(EventKind kind); // "send", "delivery_delay", ...

struct SesEvent {
    EventKind kind = EventKind::Send;
    std::string subtype;                  // "Permanent/NoEmail", "abuse", "MailboxFull", ...
    std::string messageId;                // as the send request answered
    std::string attemptTag, workspaceTag; // as_attempt, as_ws; empty where the family has no tags
    std::vector<std::string> recipients;  // those the event is about
    Instant at;
    std::string link;        // of a click
    std::string userAgent, ipAddress; // of an open or click
    std::string feedbackId;  // of a bounce or complaint
    bool isMachine = false;  // an open or click the service takes for a robot's
    std::string detail;      // a diagnosis or reason in the service's words
    std::string contactList; // of a subscription change
    bool unsubscribedFromAll = false;
    std::vector<std::pair<std::string, bool>> topics; // name, opted in

    bool isPermanentBounce() const;
    bool isComplaint() const; // not the report "this is not spam"
    // The same for every copy of the same event, however often it is delivered.
    std::string dedupeKey() const;
};

// Nothing for what is no event but belongs to the channel: the greeting of a new destination and
// the confirmations of a subscription.
// Errors: "event.not_json" {offset}, "event.no_type", "event.unknown_type" {type},
// "event.incomplete" {member}.
Result<std::optional<SesEvent>> parseSesEvent(std::string_view body);

} // namespace audience::delivery
