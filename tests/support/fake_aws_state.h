// What the fake AWS server knows and may be told to do. Shared by its parts; guarded by its owner.
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "net/http_request.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace audience::test {

// Keys that AssumeRole gave out.
struct FakeSessionKeys {
    std::string secretKey, token;
    Instant expires;
};
// "sns:CreateTopic" answers so after `skip` calls, `times` times.
struct FakeFault {
    std::string operation, code;
    int status = 400, times = 1, skip = 0;
    std::string message;
};

struct FakeAwsConfig {
    std::string partition = "aws";
    std::string region = "eu-west-1";
    std::string accountId = "123456789012";
    std::string accessKeyId = "AKIDEXAMPLE";
    std::string secretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    std::string sessionToken; // when set, requests must carry it
    int clockOffsetSeconds = 0;
    std::map<std::string, std::string> roles;        // ARN -> the external id it asks for, or ""
    std::map<std::string, std::string> mfa;          // ARN -> "SERIAL CODE" it asks for; each code is good once
    std::map<std::string, FakeSessionKeys> sessions; // by access key id

    // GetAccount
    double max24HourSend = 1'000'000, maxSendRate = 100'000, sentLast24Hours = 0;
    bool sendingEnabled = true, productionAccess = true;
    std::string enforcementStatus = "HEALTHY";
    std::set<std::string> identities{"example.com"}; // domains or whole addresses
    std::set<std::string> configurationSets{"audience-sync"};
    std::set<std::string> contactLists{"audience"};
    bool identityVerified = true;
    std::string dkimStatus = "SUCCESS", mailFromDomain, mailFromStatus = "SUCCESS";
    std::map<std::string, Json> contactTopics; // of each list: the array "Topics"
    std::map<std::string, std::string> suppressed; // address as given -> BOUNCE or COMPLAINT

    // Faults. Those that count down go back to 0 by themselves.
    int dropEvery = 0;       // every n-th accepted send gets a reset instead of its answer
    std::string dropAddress; // and so does each send to this address
    int failNext = 0;        // so many sends are refused with failStatus and failType
    int failStatus = 503;
    std::string failType = "ServiceUnavailable";
    int htmlNext = 0;    // so many answers are a captive portal's page
    int badJsonNext = 0; // so many accepted sends are answered with broken JSON
    int delayMs = 0;     // before each answer
    std::vector<FakeFault> faults;     // of any operation
    bool greets = true;                // a new event destination says so to its topic
    bool confirmsSubscriptions = true; // else they stay pending

    // Events: what happens to an accepted message beside Send and Delivery. An address whose local
    // part begins with bounce, softbounce, complaint, reject, open, click or nothing decides for
    // itself.
    double bounceRate = 0, complaintRate = 0, openRate = 0, clickRate = 0;
    double duplicateRate = 0, lossRate = 0;
    bool shuffle = false;
    bool broadcast = false; // every queue gets every event; else only that of its workspace
    int eventDelayMs = 0;
    std::uint64_t seed = 1;
};

struct ReceivedSend {
    std::string messageId, from, to, subject, configurationSet;
    std::map<std::string, std::string> tags;
    std::string request; // the body as it came
    std::string mime;    // of a Raw send
    bool answered = true;
    Instant at;
};

// One request as it came, and what to do about it.
struct FakeRequest {
    std::string method, target, path, query;
    net::HttpHeaders headers;
    std::string body;
};
struct FakeReply {
    int status = 200;
    std::string body;
    net::HttpHeaders headers;
    bool drop = false; // reset the connection instead of answering
    bool hold = false; // a long poll without a message yet: ask again
};

FakeReply sesError(int status, const std::string &type, const std::string &message);
// `queryCode` is the old protocol's name of the error, in a header of its own.
FakeReply sqsError(const std::string &type, const std::string &message,
                   const std::string &queryCode = {});

// Full check of a SigV4 header signature; nothing when it is right.
std::optional<FakeReply> signatureFault(const FakeRequest &request, const std::string &service,
                                        const FakeAwsConfig &config, Instant now);

} // namespace audience::test
