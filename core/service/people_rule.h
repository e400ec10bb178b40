// The people behind a figure as a rule, so that they can become a segment: a condition on emails where it finds just them,
// else their keys. One home for every chart and panel. Slow for large workspaces: in the background.
#pragma once

#include "async/cancel.h"
#include "model/segment_rule.h"
#include "service/people_list.h"

#include <cstddef>

namespace audience::service {

struct MemberList;

// More are kept as a list instead of being named one by one.
inline constexpr std::size_t kMostNamedPeople = 1'000;

// Opened, clicked, bounced ... as a condition that goes on counting, where it is about just these people today; else as in
// ruleOfPeople().
Result<model::SegmentRule> ruleOf(Session &session, const PeopleQuestion &question, const std::string &name, const CancelToken &cancel = {});
// Who they are now: by their keys, many by a stored list that is made under the first free `name`. Errors: "data.no_people",
// "list.no_people": nobody of them is in the data.
Result<model::SegmentRule> ruleOfPeople(Session &session, const std::vector<Ordinal> &people, const std::string &name, const CancelToken &cancel = {});

} // namespace audience::service
