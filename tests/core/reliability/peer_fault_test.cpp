// R-26: every connector against every fault of a peer. It ends within its limits, takes little memory, stops
// when it is told to, and never says that something was done which was not.
#include "support/test_main.h"

#include <QTest>

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "aws/s3.h"
#include "aws/sns.h"
#include "aws/stack.h"
#include "aws/sts.h"
#include "base/digest.h"
#include "core/delivery/sending_kit.h"
#include "delivery/feed.h"
#include "delivery/sqs_poller.h"
#include "peer_faults.h"
#include "peer_tools.h"
#include "support/sockets.h"

#include <future>
#include <thread>
#endif

#include <unistd.h>

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;
using Kind = PeerFault::Kind;

namespace {

// The connectors' own limits are looked at and then cut to what a test can wait for.
std::atomic<bool> g_isPatient{false};
void hurry(net::HttpRequest &request) {
    const net::HttpTimeouts &t = request.timeouts;
    if (t.connect > 10s || t.idle > 30s || t.connect + t.answer > 120s)
        g_isPatient = true;
    request.timeouts = {200ms, 1000ms, 700ms};
}
class HurriedClient final : public net::HttpClient {
public:
    explicit HurriedClient(std::unique_ptr<net::HttpClient> real) : m_real(std::move(real)) {}
    Result<net::HttpResponse> send(const net::HttpRequest &request, const CancelToken &cancel) override {
        net::HttpRequest hurried = request;
        hurry(hurried);
        return m_real->send(hurried, cancel);
    }

private:
    std::unique_ptr<net::HttpClient> m_real;
};
class HurriedSender final : public net::EffectSender {
public:
    explicit HurriedSender(std::unique_ptr<net::EffectSender> real) : m_real(std::move(real)) {}
    Result<void> submit(net::HttpRequest request, Callback callback) override {
        hurry(request);
        return m_real->submit(std::move(request), std::move(callback));
    }
    void poll(std::chrono::milliseconds timeout) override { m_real->poll(timeout); }
    int inFlight() const override { return m_real->inFlight(); }
    int window() const override { return m_real->window(); }

private:
    std::unique_ptr<net::EffectSender> m_real;
};

const char *const kConnectors[] = {"SES send",         "SES account",   "suppression list",       "SQS receive",           "SQS delete", "SQS settings",
                                   "STS who am I",     "STS role",      "SNS topic",              "SNS subscriptions",     "SNS create",
                                   "CloudFormation look", "CloudFormation create", "CloudFormation events", "S3 put",        "S3 look"};

struct Cell {
    const char *connector;
    PeerFault fault;
};
struct Seen {
    std::string wrong, outcome;
    double seconds = 0;
};

std::string eventAnswer() {
    const std::string body = R"({"eventType":"Delivery","mail":{"timestamp":"2026-11-21T09:00:00.000Z","messageId":"ses-1",)"
                             R"("tags":{"as_ws":["ws-0001"]}},"delivery":{"timestamp":"2026-11-21T09:00:05.000Z"}})";
    const Json answer{{"Messages", Json::array({Json{{"MessageId", "1"}, {"ReceiptHandle", "r1"}, {"Body", body}, {"MD5OfBody", toHex(md5(body))}}})}};
    return RawServer::ok(dumpJson(answer));
}

// One connector, wired as the program does it, at one address.
class Probe {
public:
    explicit Probe(const std::string &url)
        : m_url(url), m_net(net::curlNet(m_clock, m_rng)), m_client(m_net->makeClient({2, {}, 120s})),
          m_sender(m_net->makeEffectSender(16)), m_account(m_client, m_clock, sesConnection(url), testCredentials),
          m_transport(m_sender, m_account, m_clock, sesConnection(url), testCredentials), m_once(m_net->makeClient({1, {}, 120s})),
          m_aws(m_once, m_clock, m_rng, aws::Endpoints::around("eu-west-1", "ses", url), m_keys) {}

    Seen run(const Cell &cell, const CancelToken &cancel = {}) {
        const std::string connector = cell.connector;
        if (connector == "SES send")
            return send(cell.fault);
        if (connector == "SES account")
            return judge(m_account.quota(cancel), "an account was made up");
        if (connector == "suppression list") {
            Seen seen = judge(m_account.syncSuppression(m_f.connection, cancel), "a list was made up");
            if (seen.wrong.empty() && m_f.scalar("SELECT count(*) FROM feed WHERE completed_at > 0") > 0)
                seen.wrong = "the feed counts as complete";
            return seen;
        }
        return connector == "SQS receive" || connector == "SQS delete" ? poll(cell, cancel) : setUp(cell, cancel);
    }

private:
    // What is set up at Amazon and looked at there.
    Seen setUp(const Cell &cell, const CancelToken &cancel) {
        const std::string connector = cell.connector;
        aws::Stacks stacks(m_aws);
        aws::Bucket bucket(m_aws, "corner");
        const std::string topic = "arn:aws:sns:eu-west-1:123456789012:news";
        if (connector == "STS who am I")
            return judge(aws::callerIdentity(m_aws, cancel), "an identity was made up");
        if (connector == "STS role")
            return judge(aws::assumeRole(m_aws, {"arn:aws:iam::123456789012:role/mail", {}}, cancel), "keys were made up");
        if (connector == "SNS topic")
            return judge(aws::sns::topicAttributes(m_aws, topic, cancel), "a topic was made up");
        if (connector == "SNS subscriptions")
            return judge(aws::sns::subscriptionsOf(m_aws, topic, cancel), "nobody was said to be subscribed");
        if (connector == "SNS create")
            return judge(m_aws.query("sns", aws::sns::form("CreateTopic").add("Name", "news"), cancel), "a topic was said to be made");
        if (connector == "CloudFormation look")
            return judge(stacks.find("corner", cancel), "a stack was made up, or said to be gone");
        if (connector == "CloudFormation create")
            return judge(stacks.create({"corner", "{}", {}, "token", {}}, cancel), "a stack was said to be made");
        if (connector == "CloudFormation events")
            return judge(stacks.events("corner", cancel), "a stack was said to be at rest");
        if (connector == "S3 put")
            return judge(bucket.put({"img/1.png", "bytes", "image/png", "max-age=60"}, cancel), "a file was said to be stored");
        if (connector == "S3 look")
            return judge(bucket.head("img/1.png", cancel), "a file was made up, or said to be missing");
        const auto queue = m_aws.sqs("GetQueueUrl", Json{{"QueueName", "news"}}, cancel);
        return {queue && (!cell.fault.mayBeEmpty || queue->contains("QueueUrl")) ? "a queue was made up" : "", queue ? "done" : queue.error().id, 0};
    }

    template <class T> static Seen judge(const Result<T> &result, const char *otherwise) {
        return {result ? otherwise : "", result ? "done" : result.error().id, 0};
    }
    Seen send(const PeerFault &fault) {
        Parcel parcel;
        parcel.tag = "0123456789abcdef0123456789abcdef";
        parcel.workspace = kWorkspaceUuid;
        parcel.campaign = "42";
        parcel.email.from = {"Shop", "news@example.com"};
        parcel.email.to.address = "ada@example.net";
        parcel.email.subject = "Hello";
        parcel.email.html = "<p>Hello</p>";
        std::string outcome;
        if (const auto submitted = m_transport.submit(parcel, [&](const Outcome &o) { outcome = toText(o.outcome); }); !submitted)
            return {"not submitted: " + submitted.error().id, {}, 0};
        for (const auto start = Steady::now(); outcome.empty() && Steady::now() - start < 60s;)
            m_transport.poll(20ms);
        return {outcome == fault.sent ? "" : "it is called " + outcome + ", not " + fault.sent, outcome, 0};
    }
    Seen poll(const Cell &cell, const CancelToken &cancel) {
        const bool deletes = std::string(cell.connector) == "SQS delete";
        model::SqsConnection queue;
        queue.endpoint = m_url;
        queue.queueUrl = m_url + "/queue";
        queue.region = "eu-west-1";
        EventIntake intake(m_f.connection, m_clock, kWorkspaceUuid, nullptr);
        SqsPoller poller(intake, m_client, m_clock, queue, testCredentials);
        const auto polled = poller.pollOnce(std::chrono::seconds(deletes ? 0 : 20), cancel);
        const std::int64_t kept = m_f.scalar("SELECT count(*) FROM message_event");
        Seen seen{{}, polled ? "done" : polled.error().id, 0};
        if (deletes && kept != 1)
            seen.wrong = "the event is gone"; // it comes again and is known then
        else if (!deletes && kept != 0)
            seen.wrong = "an event was made up";
        else if (!deletes && polled && !(cell.fault.mayBeEmpty && polled->received == 0))
            seen.wrong = "a queue was made up";
        return seen;
    }

    LedgerFixture m_f{":memory:"};
    FakeClock m_clock{Instant{1'795'251'600'000'000}};
    SeededRng m_rng{1};
    std::string m_url;
    std::unique_ptr<net::Net> m_net;
    HurriedClient m_client;
    HurriedSender m_sender;
    SesAccount m_account;
    SesTransport m_transport;
    HurriedClient m_once; // what to repeat is decided above it
    aws::KeysFrom m_keys{testCredentials};
    aws::Client m_aws;
};

RawStep stepFor(const Cell &cell, const std::string &request) {
    const bool isFirstHalf = std::string(cell.connector) == "SQS delete" && request.find("AmazonSQS.ReceiveMessage") != std::string::npos;
    return isFirstHalf ? RawStep{eventAnswer(), RawStep::Then::KeepAlive, {}, {}, {}} : cell.fault.step;
}

Seen runCell(const Cell &cell, const CancelToken &cancel = {}) {
    RawServer server([&](int, int, const std::string &request) { return stepFor(cell, request); });
    std::unique_ptr<DeafPort> deaf;
    std::string url = server.url("");
    if (cell.fault.kind == Kind::NoName)
        url = "https://no-such-host.invalid";
    if (cell.fault.kind == Kind::Refused) {
        const auto [listener, port] = listenOnLoopback();
        ::close(listener);
        url = "http://127.0.0.1:" + std::to_string(port);
    }
    if (cell.fault.kind == Kind::Deaf) {
        deaf = std::make_unique<DeafPort>();
        url = "http://127.0.0.1:" + std::to_string(deaf->port());
    }
    Probe probe(url);
    const auto start = Steady::now();
    Seen seen = probe.run(cell, cancel);
    seen.seconds = std::chrono::duration<double>(Steady::now() - start).count();
    return seen;
}

std::vector<Cell> cells(bool big) {
    std::vector<Cell> cells;
    for (const PeerFault &fault : peerFaults())
        for (const char *connector : kConnectors)
            if (fault.isBig == big && (fault.kind == Kind::Answer || std::string(connector) != "SQS delete"))
                cells.push_back({connector, fault});
    return cells;
}
std::string nameOf(const Cell &cell) {
    return std::string(cell.connector) + ", " + cell.fault.name;
}

// Two tries of 0.9 s, of settings five; the rest is for a machine that has other work.
constexpr double kLimitSeconds = 8;

} // namespace

class PeerFaultTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Most of it is waiting, so many cells wait at once.
    void everyConnectorSurvivesEveryFault() {
        const std::vector<Cell> all = cells(false);
        std::vector<Seen> seen(all.size());
        std::atomic<std::size_t> next{0};
        std::vector<std::thread> threads;
        for (int i = 0; i < 12; ++i)
            threads.emplace_back([&] {
                for (std::size_t cell = next++; cell < all.size(); cell = next++)
                    seen[cell] = runCell(all[cell]);
            });
        for (std::thread &thread : threads)
            thread.join();
        double longest = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            longest = std::max(longest, seen[i].seconds);
            if (!seen[i].wrong.empty() || seen[i].seconds > kLimitSeconds)
                qWarning() << nameOf(all[i]).c_str() << ':' << seen[i].wrong.c_str() << seen[i].outcome.c_str() << seen[i].seconds << 's';
        }
        for (std::size_t i = 0; i < all.size(); ++i) {
            QVERIFY2(seen[i].wrong.empty(), (nameOf(all[i]) + ": " + seen[i].wrong).c_str());
            QVERIFY2(seen[i].seconds < kLimitSeconds, nameOf(all[i]).c_str());
        }
        QVERIFY2(!g_isPatient, "a connector waits longer than 10 s to connect, 30 s for a byte or 120 s in all");
        qInfo() << all.size() << "cells, the longest" << longest << "s";
    }

    void answersWithoutEndTakeLittleMemory() {
        double most = 0;
        const std::vector<Cell> all = cells(true);
        for (const Cell &cell : all) {
            forgetPeakMemory();
            const double before = memoryNow();
            const Seen seen = runCell(cell);
            QVERIFY2(seen.wrong.empty(), (nameOf(cell) + ": " + seen.wrong).c_str());
            QVERIFY2(seen.seconds < kLimitSeconds, nameOf(cell).c_str());
            const double grown = peakMemory() - before;
            most = std::max(most, grown);
            QVERIFY2(grown < 64, (nameOf(cell) + ": " + std::to_string(grown) + " MB").c_str());
        }
        qInfo() << all.size() << "cells, at most" << most << "MB more than before";
    }

    void cancellingEndsAtOnce() {
        double longest = 0;
        int count = 0;
        for (const PeerFault &fault : peerFaults()) {
            const std::string name = fault.name;
            if (name != "silence" && name != "connection never taken" && name != "a body byte by byte" && name != "half a body, then silence")
                continue;
            for (const char *connector : {"SES account", "suppression list", "SQS receive", "SQS settings", "STS role", "SNS subscriptions", "CloudFormation look", "S3 put"}) {
                CancelSource source;
                Steady::time_point cancelled;
                std::thread canceller([&] {
                    std::this_thread::sleep_for(100ms);
                    cancelled = Steady::now();
                    source.cancel();
                });
                const Seen seen = runCell({connector, fault}, source.token());
                const auto ended = Steady::now();
                canceller.join();
                const double took = std::chrono::duration<double>(ended - cancelled).count();
                QVERIFY2(seen.outcome == "cancelled", (nameOf({connector, fault}) + ": " + seen.outcome).c_str());
                QVERIFY2(took < 0.2, (name + ": " + std::to_string(took)).c_str());
                longest = std::max(longest, took);
                ++count;
            }
        }
        qInfo() << count << "cancelled, the last one ended after" << longest * 1000 << "ms at most";
    }
};

AUDIENCE_TEST(PeerFaultTest)
#include "peer_fault_test.moc"
