// The SQS half of the fake AWS server: standard queues over the JSON protocol, at least once,
// unordered.
#pragma once

#include "base/rng.h"
#include "support/fake_aws_state.h"

#include <deque>
#include <map>
#include <set>
#include <string>

namespace audience::test {

class FakeSqs {
public:
    explicit FakeSqs(const FakeAwsConfig &config) : m_config(config) {}

    void createQueue(const std::string &name) { m_queues[name]; }
    bool exists(const std::string &name) const { return m_queues.contains(name); }
    std::string attribute(const std::string &queue, const std::string &name) const;
    std::map<std::string, std::string> tags(const std::string &queue) const;
    std::vector<std::string> queueNames() const;
    void push(const std::string &queue, std::string body, Instant availableAt, bool anywhere,
              Rng &rng);
    std::int64_t messages(const std::string &queue) const; // ready, waiting or in flight

    // `base` is the server's own URL, for queue URLs. `mayWait`: a long poll may still be held.
    FakeReply handle(const FakeRequest &request, Instant now, const std::string &base,
                     bool mayWait);

private:
    struct Message {
        std::string id, body, md5;
        Instant sentAt, availableAt, firstReceivedAt;
        int receives = 0;
    };
    struct InFlight {
        Message message;
        Instant until;
    };
    struct Queue {
        std::deque<Message> ready;
        std::map<std::string, InFlight> inFlight; // by receipt handle
        int visibilitySeconds = 30;
        std::map<std::string, std::string> attributes, tags; // as they were set
    };
    FakeReply create(const Json &in, const std::string &url);
    static std::optional<FakeReply> setAttributes(Queue &queue, const Json &in);

    FakeReply receive(Queue &queue, const Json &in, Instant now, bool mayWait);
    FakeReply deleteBatch(Queue &queue, const Json &in);
    FakeReply changeVisibility(Queue &queue, const Json &in, Instant now);
    FakeReply attributes(const std::string &name, Queue &queue, const Json &in, Instant now);
    bool remove(Queue &queue, const std::string &handle);
    static void returnExpired(Queue &queue, Instant now);

    const FakeAwsConfig &m_config;
    std::map<std::string, Queue> m_queues;
    std::uint64_t m_next = 1;
};

} // namespace audience::test
