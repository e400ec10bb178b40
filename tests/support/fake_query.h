// The Query protocol's side of the fake AWS server: form bodies in, XML out.
#pragma once

#include "support/fake_aws_state.h"

namespace audience::test {

using FakeForm = std::map<std::string, std::string>;

// Nothing where the body is no form, or is encoded otherwise than the contract asks.
std::optional<FakeForm> parseForm(const FakeRequest &request);
std::string formValue(const FakeForm &form, const std::string &name);
// Of "Tags.member.1.Key" and "…Value", or "Attributes.entry.1.key" and "…value".
std::map<std::string, std::string> formPairs(const FakeForm &form, const std::string &prefix, const char *key, const char *value);

std::string xmlText(const std::string &text); // escaped
// <ActionResponse><ActionResult>result</ActionResult>…; an empty result leaves the element out.
FakeReply queryReply(const std::string &action, const std::string &result);
FakeReply queryError(int status, const std::string &code, const std::string &message);

// "sns:CreateTopic", "sqs:ReceiveMessage", "ses:SendEmail": what a request asks for.
std::string operationOf(const FakeRequest &request);
// The signing name in the credential scope.
std::string serviceOf(const FakeRequest &request);

} // namespace audience::test
