// The rights that the connection's keys need, as the JSON text of an IAM policy: the least that works, scoped to the
// region, the account, the sender and the prefix. The rights to set up may go afterwards.
#pragma once

#include "aws/arn.h"
#include "base/json.h"

#include <string>

namespace audience::aws {

struct IamPolicySpec {
    Place place;
    std::string sender; // domain or address, as it is verified at SES
    std::string prefix = "audience-sync", configurationSet = "audience-sync";
    bool withSetup = true;
};

// Of a managed policy, not counting blanks.
constexpr std::size_t kMaxIamPolicy = 6'144;

Json iamPolicy(const IamPolicySpec &spec);
std::size_t nonBlankCharacters(std::string_view text);

} // namespace audience::aws
