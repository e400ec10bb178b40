// An event path against the strict server, on a fake clock: what both tests of it share.
#pragma once

#include "aws/event_path.h"
#include "net/net.h"
#include "support/fake_aws.h"

#include <memory>

namespace audience::test {

// Keeps what it gets in memory, as the workspace does on disk.
class MemoryInbox final : public aws::EventInbox {
public:
    Result<void> keep(const std::vector<std::string> &bodies) override {
        if (isBroken)
            return Error(ErrorKind::Io, "store.full");
        kept.insert(kept.end(), bodies.begin(), bodies.end());
        return {};
    }
    Result<std::set<std::string>> eventsOf(const std::string &messageId) override {
        std::set<std::string> kinds;
        for (const std::string &body : kept)
            if (const auto envelope = parseJson(body); envelope && envelope->is_object())
                if (const auto event = parseJson(jsonText(*envelope, "Message")); event && event->is_object())
                    if (const Json *mail = jsonMember(*event, "mail"); mail && jsonText(*mail, "messageId") == messageId)
                        kinds.insert(jsonText(*event, "eventType"));
        return kinds;
    }
    std::vector<std::string> kept;
    bool isBroken = false;
};

inline FakeAwsConfig freshAccount() {
    FakeAwsConfig config;
    config.configurationSets.clear();
    return config;
}

struct PathKit {
    explicit PathKit(FakeAws &server, const std::string &workspace = "6f1d9a3c-0000-4000-8000-0123456789ab", aws::Client::Options options = {})
        : server(server), client(*http, clock, rng, aws::Endpoints::around("eu-west-1", "ses", server.url()), keys, options) {
        spec.workspace = workspace;
        spec.fromAddress = "news@example.com";
        spec.receiveWait = std::chrono::seconds(0);
    }
    aws::EventPath path() { return aws::EventPath(client, client, spec, inbox); }

    FakeAws &server;
    FakeClock clock{SystemClock().now()}; // the server checks the time of signatures against its own
    SeededRng rng{3};
    std::unique_ptr<net::Net> network = net::curlNet(clock, rng);
    std::unique_ptr<net::HttpClient> http = network->makeClient(net::RetryPolicy{1, {}, std::chrono::seconds(60)});
    aws::KeysFrom keys{[]() -> Result<net::AwsCredentials> {
        return net::AwsCredentials{"AKIDEXAMPLE", Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Secret()};
    }};
    aws::Client client;
    MemoryInbox inbox;
    aws::EventPathSpec spec;
};

// "keys ok, topic missing…" of the steps that are not as they should be, or "" when all are.
inline std::string unsettled(const aws::EventPathReport &report) {
    std::string text;
    for (const aws::Step &step : report.steps)
        if (step.state != aws::StepState::Ok)
            text += (text.empty() ? "" : ", ") + step.id + ' ' + std::string(toText(step.state)) + (step.fault ? ' ' + step.fault->id : std::string());
    return text;
}

inline std::vector<std::string> written(const aws::EventPathReport &report) {
    std::vector<std::string> ids;
    for (const aws::Step &step : report.steps)
        if (step.isWritten)
            ids.push_back(step.id);
    return ids;
}

} // namespace audience::test
