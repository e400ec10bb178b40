// A customer's account as far as the public corner goes, on a free port of 127.0.0.1: CloudFormation takes the template,
// and from then on the server does what that template says: routes, the mapping into the inbox, the private bucket
// behind the distribution, the queue. Signed calls are checked. One address serves Amazon's side and the readers' side.
// POSIX only; any thread.
#pragma once

#include "support/fake_aws_state.h"
#include "support/raw_server.h"

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace audience::test {

class FakeCorner {
public:
    FakeCorner();

    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_server->port()); }
    static std::string bucketName() { return "audience-sync-public-bucket-1a2b"; }
    std::string inboxUrl() const { return url() + "/123456789012/audience-sync-public-Inbox"; }

    // As if an administrator had run the template.
    void deploy(const std::string &templateText);
    void failNextCreate(const std::string &reason);
    // So many more questions are answered with "in progress".
    void beSlow(int answers);
    // What readers call it; nothing answers there.
    void setBaseUrl(const std::string &url);
    // A reader's request, as from a mail client. Gives the status.
    int post(const std::string &path, const std::string &body);
    void pushRaw(Json message); // what no API wrote
    void deliverTwice();        // the next message is received again after it was deleted
    void timeOut();             // what was received and not deleted can be received again

    int waiting() const; // messages in the inbox
    std::map<std::string, std::string> objects() const;
    std::string kindOf(const std::string &key) const; // "image/png; public, max-age=…": content type and cache rule
    int puts() const;                                 // objects that were really written
    void refuseImages(bool refuse);                   // as if the keys may not write them
    std::string stackStatus() const;
    int creates() const;

private:
    struct Message {
        Json json;
        Instant hiddenUntil;
        int handle = 0;
        bool again = false;
    };
    std::string answer(const std::string &text);
    FakeReply route(const FakeRequest &request);
    FakeReply cloudFormation(const FakeRequest &request);
    FakeReply create(const std::map<std::string, std::string> &form);
    FakeReply describe(const std::string &name);
    FakeReply sqs(const FakeRequest &request);
    FakeReply bucket(const FakeRequest &request);
    FakeReply publicPage(const FakeRequest &request);
    FakeReply viaRoute(const FakeRequest &request);
    FakeReply toQueue(const FakeRequest &request, const Json &integration);
    void readTemplate(const std::string &text);

    mutable std::mutex m_mutex;
    FakeAwsConfig m_config;
    Json m_resources; // of the template; null: no stack
    std::string m_status, m_token, m_reason, m_failReason, m_baseUrl;
    std::map<std::string, std::string> m_objects, m_types, m_caches, m_parameters;
    std::deque<Message> m_inbox;
    int m_next = 1, m_slow = 0, m_creates = 0, m_puts = 0;
    bool m_twice = false, m_refusesImages = false;
    std::unique_ptr<RawServer> m_server; // last: its threads end first
};

} // namespace audience::test
