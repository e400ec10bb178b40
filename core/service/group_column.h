// Suggested groups as one computed value per person: the name of the group whose rule fits first. It moves with the
// data as its rules do. Any thread.
#pragma once

#include "service/segment_study.h"
#include "service/trait_service.h"

namespace audience::service {

// Those with a rule, in their order, under these names: one for each group.
Json groupsFormula(const SuggestedGroups &groups, const std::vector<std::string> &names);
// Saved under `name`, or with a number after it where that is taken. Errors: "trait.bad_groups" where no group has a
// rule, and those of TraitService::save().
Result<TraitView> keepAsColumn(Session &session, const std::string &name, const SuggestedGroups &groups, const std::vector<std::string> &names);

} // namespace audience::service
