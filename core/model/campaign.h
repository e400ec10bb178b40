// A campaign as it was set up: who gets which email, through which connection, about which topic.
// What happened to each person is the delivery ledger's business; the state is derived from it.
#pragma once

#include "base/clock.h"
#include "base/json_fwd.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "model/delivery_plan.h"

#include <string>
#include <vector>

namespace audience::model {

// The connection name of the transport that writes files instead of sending.
inline constexpr std::string_view kPracticeConnection = "practice";

struct Campaign {
    std::string name;
    SegmentId segment;
    std::vector<SegmentId> alsoSegments; // who is in any of these gets it as well
    std::vector<SegmentId> butNot;       // who is in any of these does not
    TemplateId emailTemplate;
    std::string connection{kPracticeConnection};
    std::vector<std::string> topics;   // keys; empty: the workspace's default topic
    std::string fromName, fromAddress; // empty: the connection's
    std::string variant;               // of the template, by name; empty: the email itself
    std::string subject, preheader;    // empty: the template's
    double ratePerSecond = 0;          // 0: what the account allows
    Instant startAt;                   // 0: when a person says so
    std::string startZone;             // in which the start was meant, for showing it
    DeliveryPlan plan;
    // For the people who work on it; they change nothing of what is sent.
    std::string notes, budget; // budget: what it may cost, an amount in the workspace's currency ("250.00")
    std::vector<std::string> tags;
    bool isArchived = false; // out of the lists
    // Who wrote what it sends, who asked for approval of that and who gave it; a change of what it sends clears the last two.
    std::string author, askedBy, askedAt, approvedBy, approvedAt; // times as ISO 8601; empty: nobody
    // Set when it is armed: from then on nothing above changes and this revision of the template is sent.
    std::string armedAt;
    std::int64_t templateRevision = 0;
    friend bool operator==(const Campaign &, const Campaign &) = default;
};

// Words of look.md for the work as a whole.
enum class CampaignState {
    Draft,
    InReview,
    Approved,
    Scheduled,
    Sending,
    Paused,
    Stopped,
    Finished,
    Blocked
};
std::string_view toText(CampaignState state); // "draft", "in_review", ...

Json toJson(const Campaign &value);
// Errors: "campaign.not_an_object", "campaign.newer_version" {version}.
Result<Campaign> campaignFromJson(const Json &json);

} // namespace audience::model
