// The vocabulary of the send ledger: states, runs, recipients, attempts. Plain values, any thread.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "model/delivery_plan.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::delivery {

using AttemptId = StrongId<struct AttemptTag>;

enum class MessageState {
    Planned,  // frozen, not yet tried
    Intent,   // an attempt is about to leave or has left; no outcome yet
    Accepted, // the service took it and named it
    Refused,  // the service will never take it
    RetryAt,  // certainly not sent; another attempt is due
    Skipped,  // our own rules forbid it
    InDoubt,  // bytes left and nobody knows what became of them
    NotSent,  // was in doubt and turned out not sent
    Unknown   // was in doubt and no word came in time
};
inline constexpr std::array kMessageStates{
    MessageState::Planned, MessageState::Intent,  MessageState::Accepted,
    MessageState::Refused, MessageState::RetryAt, MessageState::Skipped,
    MessageState::InDoubt, MessageState::NotSent, MessageState::Unknown};
std::string_view toText(MessageState state); // as stored: "planned", "retry_at", ...
std::optional<MessageState> messageStateFromText(std::string_view text);

enum class RunStatus { Running, Paused, Blocked, Stopped, Finished };
std::string_view toText(RunStatus status);
std::optional<RunStatus> runStatusFromText(std::string_view text);

// What allows writing to people of whom no consent is on record.
enum class Permission {
    Consent,    // nothing: only those who consented get it
    LegalBasis, // a legal basis was given for this audience and stands in the audit log
    Missing     // neither: the run skips them
};
std::string_view toText(Permission permission);

// What happens to a doubt that no event resolved within the wait.
enum class Resend { Never, AfterWait };

// At most `messages` emails to one address within the last `seconds`; 0: no cap.
struct FrequencyCap {
    std::int64_t messages = 0;
    std::int64_t seconds = 0;
};

struct RunSpec {
    std::string uid; // chosen before the rows are frozen; empty: a new one
    CampaignId campaign;
    std::string name;
    std::string transport = "practice"; // "practice", "ses" or "smtp"
    std::string connection;
    std::vector<std::string> topics; // the keys a person must have consented to
    Permission permission = Permission::Consent;
    std::string legalBasis;
    Resend resend = Resend::Never;
    std::int64_t waitSeconds = 86'400; // how long a doubt waits for an event
    FrequencyCap cap;
    model::DeliveryPlan plan;
    bool sameAddressTwice = false; // one email per person even where people share an address
};

struct Run {
    RunId id;
    std::string uid; // the same in every copy of the workspace
    RunSpec spec;
    RunStatus status = RunStatus::Running;
    std::string reason; // why it is paused or blocked: a stable id
    std::int64_t audience = 0;
    Instant createdAt, changedAt;
};

struct Recipient {
    Ordinal ordinal = 0;
    std::string address;
    std::string variant;
    std::string keptBack = {}; // not empty: frozen as skipped, with this reason
    Instant dueAt = {};        // 0: at once
    Instant expiresAt = {};    // later than that it is not sent any more; 0: never
};

// A row that may be tried now.
struct DueMessage {
    MessageId id;
    Ordinal ordinal = 0;
    std::string address, addressKey, variant, step;
    std::int64_t attempts = 0, resends = 0;
};

struct Postponed {
    MessageId message;
    Instant until;
};

struct IntentRequest {
    MessageId message;
    std::string tag;         // of the attempt: [A-Za-z0-9_-]
    std::string contentHash; // of what the reader would get
    std::string skipReason;  // not empty: there is nothing to send to this person
};

using StateCounts = std::map<MessageState, std::int64_t>;
std::int64_t total(const StateCounts &counts);

} // namespace audience::delivery
