// The fake AWS server's /__control: what tests of programs use instead of the C++ calls.
#pragma once

#include "support/fake_aws_state.h"
#include "support/fake_ses.h"
#include "support/fake_sqs.h"

#include <chrono>
#include <functional>

namespace audience::test {

// GET /__control: counts. GET /__control/sends: each accepted send. POST /__control with a JSON
// object sets members of FakeAwsConfig by their names, and does {"createQueue": name}, {"downMs":
// n},
// {"suppress": {address: reason}}, {"roles": {arn: external id}}, {"faults": [{operation, status,
// code, times, skip, message}]}, {"identities" | "configurationSets" | "contactLists": [names]}.
FakeReply controlReply(const FakeRequest &request, FakeAwsConfig &config, const FakeSes &ses,
                       FakeSqs &sqs, int requests,
                       const std::function<void(std::chrono::milliseconds)> &goDown);

} // namespace audience::test
