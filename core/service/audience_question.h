// The one answer to "who is in it, and who of them can be emailed": a rule evaluated on the snapshot and
// the sending policy asked about the result. Counts, checks and sends all come through here.
#pragma once

#include "async/cancel.h"
#include "delivery/policy.h"
#include "engine/plan.h"
#include "model/campaign.h"
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
// `plan`: what it adds, or leaves off, for a campaign. Errors also: "data.unknown_column" {column, dataset}.
Result<delivery::PolicyQuestion> policyQuestion(Session &session, const People &people, std::vector<std::string> topics,
                                                const model::DeliveryPlan *plan = nullptr);
Result<delivery::Reachable> reachableOf(Session &session, const People &people, const engine::Bitmap &members,
                                        const std::vector<std::string> &topics,
                                        std::vector<std::pair<Ordinal, delivery::Reason>> *keptBack = nullptr,
                                        const model::DeliveryPlan *plan = nullptr, const CancelToken &cancel = {});

// Whom a campaign reaches at a start to come, as far as that is known before: caps are asked by then, and everybody at one
// address stands for it. `safe`: the safety segments and lists.
Result<delivery::Reachable> reachableLater(Session &session, const People &people, const engine::Bitmap &members, const model::Campaign &campaign,
                                           const engine::Bitmap &safe, const CancelToken &cancel = {});

// By a field of the people or a trait: the highest value first, with a minus before the name the lowest; who has none
// last. Empty: none. Errors: those of memberColumn().
Result<delivery::PersonOrder> orderBy(Session &session, const People &people, const std::string &field);
// People with the same value of it; who has none is a group of his own.
Result<delivery::GroupOf> groupsBy(Session &session, const People &people, const std::string &field);

} // namespace audience::service
