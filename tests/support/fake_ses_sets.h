// Configuration sets of the fake SES and where their events go: as made over its own API, to a topic that must let SES in.
#pragma once

#include "support/fake_sns.h"

namespace audience::test {

class FakeSesSets {
public:
    FakeSesSets(FakeAwsConfig &config, FakeSns &sns) : m_config(config), m_sns(sns) {}

    FakeReply handle(const FakeRequest &request, Instant now, Rng &rng);
    // The topics that events of that kind ("Send") go to; nothing where no destination was made here.
    std::vector<std::string> topicsOf(const std::string &set, const std::string &eventType) const;
    bool hasDestinations(const std::string &set) const;

private:
    struct Destination {
        bool isEnabled = true;
        Json types;
        std::string topic;
    };
    FakeReply sets(const FakeRequest &request);
    FakeReply create(const Json &in);
    FakeReply destinations(const FakeRequest &request, const std::string &set, const std::string &name, Instant now, Rng &rng);
    FakeReply put(const std::string &set, const std::string &name, const Json &in, bool isNew, Instant now, Rng &rng);
    Json listed(const std::string &set) const;

    FakeAwsConfig &m_config;
    FakeSns &m_sns;
    std::map<std::string, Json> m_tags;                                 // by set
    std::map<std::string, std::map<std::string, Destination>> m_made; // by set and name
    int m_greetings = 0;
};

} // namespace audience::test
