// The STS half of the fake AWS server: who asks, and keys for a while for the roles it knows.
#pragma once

#include "support/fake_query.h"

namespace audience::test {

class FakeSts {
public:
    explicit FakeSts(FakeAwsConfig &config) : m_config(config) {}
    FakeReply handle(const FakeRequest &request, Instant now);

private:
    FakeReply assumeRole(const FakeForm &form, Instant now);
    FakeAwsConfig &m_config;
    int m_next = 1;
};

} // namespace audience::test
