// The condition families whose facts come from the workspace's ledgers: "consent", "suppressed", "reachable"
// and "message". What the facts are is service's business.
#pragma once

#include "model/segment_condition.h"

namespace audience::model {

struct ConsentCondition {
    enum class State { OptedIn, OptedOut, Unknown };
    std::string topic; // key
    State state = State::OptedIn;
    std::optional<FieldTest> source; // what the statement came from
    Window window;                   // when it was made
};
std::string_view toText(ConsentCondition::State state); // "opted_in", "opted_out", "unknown"

struct SuppressedCondition {
    std::vector<std::string> reasons; // any of them; none: whatever the reason
    Window window;                    // since when
};
// As suppressions are stored.
const std::vector<std::string> &suppressionReasons();

struct ReachableCondition {
    std::vector<std::string> topics; // about all of them; none: the default topic
};

struct MessageCondition {
    enum class Which { Did, DidNot, First, Last };
    enum class Of { Emails, Times, Campaigns, Links };
    struct Count {
        Of of = Of::Emails;
        TestOp op = TestOp::GreaterOrEqual;
        std::vector<Json> values;
    };
    std::string what; // one of messageFacts()
    Which which = Which::Did;
    std::string by;     // opened: "person" (or empty), "machine" or "anyone"
    std::string bounce; // bounced: "hard", "soft", or empty
    std::string campaign, emailTemplate, topic; // ids and key; empty: any
    std::optional<FieldTest> link;              // clicked
    std::optional<Count> count;
    Window window;
};
std::string_view toText(MessageCondition::Of of); // "emails", "times", "campaigns", "links"
// "sent", "delivered", "opened", "clicked", "engaged", "bounced", "complained", "unsubscribed", "converted"
const std::vector<std::string> &messageFacts();

std::optional<ConsentCondition> readConsent(const Json &json, const std::string &path, Findings &out);
std::optional<SuppressedCondition> readSuppressed(const Json &json, const std::string &path, Findings &out);
std::optional<ReachableCondition> readReachable(const Json &json, const std::string &path, Findings &out);
std::optional<MessageCondition> readMessage(const Json &json, const std::string &path, Findings &out);

} // namespace audience::model
