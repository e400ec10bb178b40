// What SES would report about an accepted message, as SNS notifications in SQS bodies.
#pragma once

#include "base/rng.h"
#include "support/fake_aws_state.h"

#include <string>
#include <vector>

namespace audience::test {

// The SES event documents of one send, in the order in which they happen. Depends on the address
// and the seed alone, so the same campaign has the same fate in every order of sending.
std::vector<std::string> sesEvents(const ReceivedSend &send, const FakeAwsConfig &config,
                                   bool isSuppressed);
// The SNS envelope round one document (raw delivery off).
std::string snsNotification(const std::string &document, const std::string &id,
                            const FakeAwsConfig &config, Instant at, const std::string &topicArn);

} // namespace audience::test
