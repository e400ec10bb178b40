// The one answer to "who is in it, and who of them can be emailed": a rule evaluated on the snapshot and
// the sending policy asked about the result. Counts, checks and sends all come through here.
#pragma once

#include "async/cancel.h"
#include "delivery/policy.h"
#include "engine/plan.h"
#include "model/segment_rule.h"
#include "service/people.h"

#include <string>
#include <vector>

namespace audience::service {

class Session;

struct Audience {
    engine::Plan plan;
    engine::Bitmap members;
};

// Errors: the first finding of the rule with its path, "data.no_people", "cancelled".
Result<Audience> evaluateRule(Session &session, const People &people, const model::SegmentRule &rule, const CancelToken &cancel = {});
// "Now" for rules, rounded down to the minute so that answers to unchanged conditions stay valid.
Instant countingNow(const Session &session);
// The zone in which dates of rules are meant: the setting "zone", else UTC.
std::string workspaceZone(const Session &session);

// With addresses, in the order of ordinals.
Result<std::vector<delivery::Recipient>> recipientsOf(const People &people, const engine::Bitmap &members);

// What the policy is asked for these topics (empty: the default topic, where there is one), without the safety
// segments and lists (safety.h).
Result<delivery::PolicyQuestion> policyQuestion(Session &session, const People &people, std::vector<std::string> topics);
Result<delivery::Reachable> reachableOf(Session &session, const People &people, const engine::Bitmap &members,
                                        const std::vector<std::string> &topics,
                                        std::vector<std::pair<Ordinal, delivery::Reason>> *keptBack = nullptr);

} // namespace audience::service
