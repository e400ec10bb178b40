// The SES v2 half of the fake AWS server: stricter than the real one wherever the contract allows
// it.
#pragma once

#include "base/rng.h"
#include "support/fake_aws_state.h"
#include "support/fake_ses_sets.h"

#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace audience::test {

class FakeSes {
public:
    FakeSes(FakeAwsConfig &config, FakeSqs &sqs, FakeSns &sns)
        : m_config(config), m_sqs(sqs), m_sns(sns), m_sets(config, sns), m_rng(config.seed) {}

    FakeReply handle(const FakeRequest &request, Instant now);
    const std::vector<ReceivedSend> &sends() const { return m_sends; }
    int refused() const { return m_refused; }     // sends answered with an error
    int throttled() const { return m_throttled; } // of these, for rate or quota

private:
    FakeReply send(const FakeRequest &request, Instant now);
    // What is wrong with the request; fills in `out` otherwise.
    std::optional<FakeReply> sendFault(const Json &in, ReceivedSend &out, int &recipients) const;
    std::optional<FakeReply> contentFault(const Json &content, ReceivedSend &out) const;
    std::optional<FakeReply> quotaFault(int recipients, Instant now);
    FakeReply account(Instant now);
    FakeReply suppression(const FakeRequest &request);
    FakeReply listSuppressed(const FakeRequest &request) const;
    FakeReply identities(const FakeRequest &request) const;
    void emit(const ReceivedSend &send, Instant now);
    // To the topics of the set's own destinations, or to the queues that want it.
    void deliver(const ReceivedSend &send, const std::string &document, int number, Instant now);
    bool isSuppressed(const std::string &address) const;

    FakeAwsConfig &m_config;
    FakeSqs &m_sqs;
    FakeSns &m_sns;
    FakeSesSets m_sets;
    SeededRng m_rng;
    std::vector<ReceivedSend> m_sends;
    struct Use {
        Instant at;
        int recipients;
    };
    std::deque<Use> m_day;
    std::int64_t m_usedToday = 0;
    double m_tokens = -1;
    Instant m_filledAt;
    int m_refused = 0, m_throttled = 0;
};

} // namespace audience::test
