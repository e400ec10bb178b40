// events at a steady rate through a local SQS into a workspace while a campaign is being sent from
// it; the lag from "in the queue" to "in the figures of the campaign", which a monitor reads again and
// again. `bench_events [EVENTS_PER_SECOND] [SECONDS]`; exit 1 when the p95 is above the goal.
#include "base/json.h"
#include "delivery/event_intake.h"
#include "delivery/ledger.h"
#include "delivery/run_statistics.h"
#include "delivery/sqs_drain.h"
#include "net/net.h"
#include "support/fake_aws.h"
#include "support/fake_events.h"
#include "workspace/workspace.h"

#include "../import/sending_campaign.h"

#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

using namespace audience;
using namespace audience::delivery;
using Steady = std::chrono::steady_clock;

namespace {

constexpr double kGoalSeconds = 5;
constexpr auto kMonitorEvery = std::chrono::milliseconds(250);

std::string tagOf(int number) { return "bench-" + std::to_string(number); }

// A run whose emails have all been accepted: what the events are about.
Result<RunId> acceptedRun(workspace::Workspace &file, int people) {
    TRY_ASSIGN(const store::Connection connection, file.connect(workspace::Durability::Normal));
    Ledger ledger(connection, file.clock());
    RunSpec spec;
    spec.campaign = CampaignId(2);
    spec.name = "Events";
    spec.permission = Permission::LegalBasis;
    spec.legalBasis = "contract";
    std::vector<Recipient> all;
    for (int i = 0; i < people; ++i)
        all.push_back({static_cast<Ordinal>(i), "reader" + std::to_string(i) + "@example.com", {}});
    TRY_ASSIGN(const RunId run, ledger.startRun(spec, all, file.rng()));
    const std::string which = std::to_string(run.value);
    TRY(connection.execute("BEGIN; UPDATE message SET state = 'accepted', message_id = 'ses-' || ordinal, attempts = 1 WHERE run = " + which +
                           "; INSERT INTO attempt (tag, message, number, epoch, content_hash, intent_at, outcome, code, detail, message_id, finished_at) "
                           "SELECT 'bench-' || ordinal, id, 1, 1, 'hash', 1, 'accepted', '', '', message_id, 2 FROM message WHERE run = " +
                           which + "; UPDATE run SET transport = 'ses', status = 'finished' WHERE id = " + which + "; COMMIT"));
    return run;
}

std::string deliveryOf(int number, const std::string &workspace, const test::FakeAwsConfig &config, Instant at) {
    const std::string to = "reader" + std::to_string(number) + "@example.com";
    const Json document{{"eventType", "Delivery"},
                        {"mail", Json{{"timestamp", toIso(at)},
                                      {"messageId", "ses-" + std::to_string(number)},
                                      {"destination", Json::array({to})},
                                      {"tags", Json{{"as_ws", Json::array({workspace})}, {"as_attempt", Json::array({tagOf(number)})}}}}},
                        {"delivery", Json{{"timestamp", toIso(at)}, {"recipients", Json::array({to})}, {"smtpResponse", "250 ok"}}}};
    return test::snsNotification(dumpJson(document), std::to_string(number), config, at, "arn:aws:sns:eu-west-1:123456789012:ses-events");
}

struct Shared {
    std::mutex mutex;
    std::vector<Steady::time_point> queuedAt;
    std::vector<double> lags; // seconds, in the order of the queue
    std::atomic<bool> stop{false};
};

// What a monitor does: the run's figures, again and again, on a connection of its own.
void watch(workspace::Workspace &file, RunId run, Shared &shared) {
    while (!shared.stop) {
        const auto reader = file.reader();
        const auto facts = reader ? runFacts(**reader, run) : Result<RunFacts>(reader.error());
        const auto now = Steady::now();
        if (facts) {
            const std::lock_guard lock(shared.mutex);
            while (shared.lags.size() < static_cast<std::size_t>(facts->delivered) && shared.lags.size() < shared.queuedAt.size())
                shared.lags.push_back(std::chrono::duration<double>(now - shared.queuedAt[shared.lags.size()]).count());
        }
        std::this_thread::sleep_for(kMonitorEvery);
    }
}

void feed(test::FakeAws &aws, const std::string &workspace, int perSecond, int total, Shared &shared) {
    const test::FakeAwsConfig config;
    const auto began = Steady::now();
    const Instant start = SystemClock().now();
    for (int i = 0; i < total; ++i) {
        std::this_thread::sleep_until(began + std::chrono::microseconds(std::int64_t{1'000'000} * i / perSecond));
        std::string body = deliveryOf(i, workspace, config, start);
        {
            const std::lock_guard lock(shared.mutex);
            shared.queuedAt.push_back(Steady::now());
        }
        aws.pushMessage("ses-events", std::move(body));
    }
}

double percentile(std::vector<double> values, double share) {
    if (values.empty())
        return -1;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

Result<int> measure(int perSecond, int seconds) {
    const QTemporaryDir folder;
    workspace::OpenOptions options;
    options.environment.stateDirectory = folder.filePath(QStringLiteral("state")).toStdString();
    TRY_ASSIGN(const auto file, workspace::Workspace::create(folder.filePath(QStringLiteral("bench.audience")).toStdString(), options));
    const int total = perSecond * seconds;
    TRY_ASSIGN(const RunId run, acceptedRun(*file, total));
    test::FakeAws aws;
    aws.createQueue("ses-events");
    Shared shared;
    bench::SendingCampaign campaign(*file);
    std::thread monitor([&] { watch(*file, run, shared); });
    std::thread feeder([&] { feed(aws, file->uuid(), perSecond, total, shared); });

    TRY_ASSIGN(const store::Connection connection, file->connect(workspace::Durability::Full));
    EventIntake intake(connection, file->clock(), file->uuid(), nullptr);
    const auto net = net::curlNet(file->clock(), file->rng());
    const auto sender = net->makeEffectSender(24);
    model::SqsConnection queue;
    queue.queueUrl = aws.queueUrl("ses-events");
    queue.endpoint = aws.url();
    queue.region = "eu-west-1";
    const auto keys = [] { return Result<net::AwsCredentials>(net::AwsCredentials{"AKIDEXAMPLE", Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Secret()}); };
    SqsDrain drain(intake, *sender, file->clock(), queue, keys);
    SqsDrain::Options how;
    how.wait = std::chrono::seconds(2);
    std::int64_t received = 0, commits = 0;
    Result<void> fine;
    while (received < total) {
        const auto part = drain.run(how);
        if (!part) {
            fine = part.error();
            break;
        }
        received += part->received;
        commits += part->commits;
    }
    feeder.join();
    for (int i = 0; i < 100; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        const std::lock_guard lock(shared.mutex);
        if (shared.lags.size() >= static_cast<std::size_t>(total))
            break;
    }
    shared.stop = true;
    monitor.join();
    const Json sent = campaign.stop();
    TRY(fine);
    const double p95 = percentile(shared.lags, 0.95);
    const auto rounded = [](double seconds) { return std::round(seconds * 1000) / 1000; };
    std::printf("%s\n", dumpJson(Json{{"bench", "events"}, {"events_per_second", perSecond}, {"seconds", seconds}, {"events", total},
                                      {"on_the_monitor", shared.lags.size()}, {"lag_p50", rounded(percentile(shared.lags, 0.5))}, {"lag_p95", rounded(p95)},
                                      {"lag_worst", rounded(percentile(shared.lags, 1))}, {"transactions", commits}, {"sending", sent}}).c_str());
    return shared.lags.size() == static_cast<std::size_t>(total) && p95 <= kGoalSeconds ? 0 : 1;
}

} // namespace

int main(int argc, char **argv) {
    const int perSecond = argc > 1 ? std::atoi(argv[1]) : 1000, seconds = argc > 2 ? std::atoi(argv[2]) : 60;
    const auto done = measure(std::max(1, perSecond), std::max(1, seconds));
    if (!done)
        std::fprintf(stderr, "bench_events: %s %s\n", done.error().id.c_str(), done.error().detail.c_str());
    return done ? *done : 2;
}
