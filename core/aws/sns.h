// The few SNS calls the event path needs, with their answers as maps.
#pragma once

#include "aws/client.h"

namespace audience::aws::sns {

constexpr std::string_view kVersion = "2010-03-31";
using Attributes = std::map<std::string, std::string>;

inline Form form(std::string_view action) {
    return Form(action, kVersion);
}
// The entries of <Attributes> in an answer.
Attributes attributesIn(const XmlElement &result);
Result<Attributes> topicAttributes(Client &client, const std::string &topicArn, const CancelToken &cancel);

struct Subscription {
    std::string arn, protocol, endpoint; // the ARN of one that waits for its confirmation is no ARN
};
// All pages.
Result<std::vector<Subscription>> subscriptionsOf(Client &client, const std::string &topicArn, const CancelToken &cancel);

} // namespace audience::aws::sns
