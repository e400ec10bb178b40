#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "delivery/event_damaged.h"
#include "delivery/run_statistics.h"
#include "delivery/sqs_drain.h"
#include "sending_kit.h"
#include "support/fake_aws.h"
#endif
#include "support/test_main.h"

#include <thread>

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;

namespace {

std::string opened(int number) {
    return dumpJson(Json{{"eventType", "Open"},
                         {"mail", Json{{"timestamp", "2026-09-21T14:13:20.000Z"}, {"messageId", "ses-" + std::to_string(number)}, {"destination", Json::array({"a@example.com"})}}},
                         {"open", Json{{"timestamp", "2026-09-21T14:20:00.000Z"}, {"userAgent", "Mozilla/5.0 Firefox"}, {"ipAddress", "192.0.2.1"}}}});
}

struct Queue {
    FakeAws aws;
    LedgerFixture f;
    SystemClock clock;
    SystemRng rng;
    std::unique_ptr<net::Net> net = net::curlNet(clock, rng);
    std::unique_ptr<net::EffectSender> sender = net->makeEffectSender(24);
    EventIntake intake{f.connection, clock, kWorkspaceUuid, nullptr};

    Queue() { aws.createQueue("ses-events"); }
    model::SqsConnection connection() const {
        model::SqsConnection queue;
        queue.queueUrl = aws.queueUrl("ses-events");
        queue.endpoint = aws.url();
        queue.region = "eu-west-1";
        return queue;
    }
    Result<SqsDrain::Report> drain(const CancelToken &cancel = {}) {
        SqsDrain drain(intake, *sender, clock, connection(), testCredentials);
        SqsDrain::Options options;
        options.untilIdle = true;
        options.wait = std::chrono::seconds(1);
        return drain.run(options, cancel);
    }
    std::int64_t kept() { return f.scalar("SELECT count(*) FROM message_event"); }
};

} // namespace

class SqsDrainTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFullQueueIsReadInFewTransactions() {
        Queue q;
        for (int i = 0; i < 2000; ++i)
            q.aws.pushMessage("ses-events", opened(i));
        const auto report = q.drain();
        NEED(report);
        QCOMPARE(report->received, 2000);
        QCOMPARE(q.kept(), 2000);
        QVERIFY2(report->commits <= 40, qPrintable(QString::number(report->commits)));
        QCOMPARE(q.aws.queuedMessages("ses-events"), 0);
    }

    void whatCannotBeReadIsKeptAndLeavesTheQueue() {
        Queue q;
        q.aws.pushMessage("ses-events", "poison");
        q.aws.pushMessage("ses-events", opened(1));
        NEED(q.drain());
        QCOMPARE(*damagedCount(q.f.connection), 1);
        QCOMPARE(q.kept(), 1);
        QCOMPARE(q.aws.queuedMessages("ses-events"), 0);
    }

    // The service is away, slow, throttles: nothing is lost, and what it says in the end is said.
    void faultsOfTheServiceLoseNothing() {
        Queue q;
        for (int i = 0; i < 300; ++i)
            q.aws.pushMessage("ses-events", opened(i));
        q.aws.goDown(std::chrono::milliseconds(400));
        NEED(q.drain());
        QCOMPARE(q.kept(), 300);
        QCOMPARE(q.aws.queuedMessages("ses-events"), 0);
        for (int i = 300; i < 320; ++i)
            q.aws.pushMessage("ses-events", opened(i));
        q.aws.update([](FakeAwsConfig &config) { config.secretKey = "another"; });
        const auto denied = q.drain();
        QVERIFY(!denied);
        QCOMPARE(denied.error().id, std::string("sqs.denied"));
        QCOMPARE(q.aws.queuedMessages("ses-events"), 20);
    }

    // While the file is in use the events are held, and deleted after they are on disk only.
    void aFileInUseHoldsTheEvents() {
        Queue q;
        for (int i = 0; i < 60; ++i)
            q.aws.pushMessage("ses-events", opened(i));
        q.f.connection.setPatience(std::chrono::milliseconds(50));
        store::Connection other = openLedger(q.f.path());
        auto blocking = store::Transaction::begin(other);
        NEED(blocking);
        std::int64_t queuedMeanwhile = -1;
        std::thread later([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(900));
            queuedMeanwhile = q.aws.queuedMessages("ses-events");
            (void)blocking->commit().has_value();
        });
        const auto report = q.drain();
        later.join();
        NEED(report);
        QVERIFY(report->tries > 0);
        QCOMPARE(queuedMeanwhile, 60);
        QCOMPARE(q.kept(), 60);
        QCOMPARE(q.aws.queuedMessages("ses-events"), 0);
    }

    void cancelKeepsWhatWasFetched() {
        Queue q;
        CancelSource stop;
        stop.cancel();
        const auto report = q.drain(stop.token());
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Cancelled);
    }
};

AUDIENCE_TEST(SqsDrainTest)
#include "sqs_drain_test.moc"
