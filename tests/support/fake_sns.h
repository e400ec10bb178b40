// The SNS half of the fake AWS server: topics with policies and tags, subscriptions of queues. A queue whose policy does
// not let the topic in loses the message without a word, as the real one does.
#pragma once

#include "support/fake_query.h"
#include "support/fake_sqs.h"

namespace audience::test {

class FakeSns {
public:
    FakeSns(FakeAwsConfig &config, FakeSqs &sqs) : m_config(config), m_sqs(sqs) {}

    FakeReply handle(const FakeRequest &request);

    struct Topic {
        std::map<std::string, std::string> attributes, tags;
    };
    struct Subscription {
        std::string topic, endpoint;
        std::map<std::string, std::string> attributes;
        bool isPending = false;
    };
    std::map<std::string, Topic> topics;               // by ARN
    std::map<std::string, Subscription> subscriptions; // by ARN

    std::string arnOf(const std::string &topicName) const;
    // Whether SES may publish in the name of that configuration set.
    bool admits(const std::string &topicArn, const std::string &configurationSet) const;
    // To every subscribed queue that lets it in.
    void publish(const std::string &topicArn, const std::string &message, const std::string &id, Instant at, int copies, bool anywhere, Rng &rng);

private:
    FakeReply topicCall(const std::string &action, const FakeForm &form);
    FakeReply subscribe(const FakeForm &form, const std::string &topicArn);
    FakeReply list(const FakeForm &form, const std::string &topicArn) const;
    FakeReply subscriptionCall(const std::string &action, const FakeForm &form);

    FakeAwsConfig &m_config;
    FakeSqs &m_sqs;
    int m_next = 1;
};

// Whether a policy's statement lets `service` do `action`, with the condition value `source` allowed.
bool policyAdmits(const std::string &policy, const std::string &service, const std::string &action, const std::string &source);

} // namespace audience::test
