// A strict SES v2, SQS, SNS and STS server on a free port of 127.0.0.1, HTTP/1.1 with keep-alive, in a thread
// of its own: it checks every signature and every rule of the contract, and plays the events back.
// Also a program (`fake-aws`); what update() does here, POST /__control does there. POSIX only.
#pragma once

#include "support/fake_aws_state.h"
#include "support/fake_sns.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace audience::test {

class FakeAws {
public:
    explicit FakeAws(FakeAwsConfig config = {});
    ~FakeAws();
    FakeAws(const FakeAws &) = delete;
    FakeAws &operator=(const FakeAws &) = delete;

    int port() const;
    std::string url() const; // "http://127.0.0.1:<port>", for SES and SQS alike
    std::string queueUrl(const std::string &name) const;

    // Changes what the server does from its next request on.
    void update(const std::function<void(FakeAwsConfig &)> &change);
    // A queue whose name ends with a workspace's as_ws tag gets that workspace's events; events
    // that no queue wants go to the queue "ses-events".
    void createQueue(const std::string &name);
    void pushMessage(const std::string &queue, std::string body);
    // Refuses connections, and resets those that are open, for so long.
    void goDown(std::chrono::milliseconds duration);

    std::vector<ReceivedSend> sends() const; // accepted ones, answered or not
    int sendCount() const;
    int sendsOfAttempt(const std::string &attempt) const; // by the tag as_attempt
    int requests() const;                                 // complete HTTP requests of any kind
    int refusedSends() const;
    int throttledSends() const;
    std::int64_t queuedMessages(const std::string &queue) const;
    std::vector<std::string> operations() const; // "sns:CreateTopic": what was asked, refused or not
    // What stands at SNS and SQS, to look at and to change under the client's feet.
    void withState(const std::function<void(FakeSns &, FakeSqs &)> &change);

private:
    class Server;
    std::unique_ptr<Server> m_server;
};

} // namespace audience::test
