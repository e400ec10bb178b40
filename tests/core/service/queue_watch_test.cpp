// Reading queues: what the service put aside, and events that nobody fetched in time.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "delivery/queue_traits.h"
#include "secrets/keychain.h"
#include "service/connection_service.h"
#include "service/session.h"
#include "service/today_service.h"
#include "support/fake_aws.h"
#include "support/fake_sqs.h"
#endif
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;
using namespace audience::test;

namespace {

struct Place {
    FakeAws server;
    QTemporaryDir folder;
    Session::Options options;
    std::shared_ptr<Session> session;

    Place() {
        server.createQueue("ses-events");
        server.createQueue("ses-events-dlq");
        options.environment.stateDirectory = path("state");
        options.keychain = std::make_shared<secrets::MemoryKeychain>();
        session = *Session::create(path("shop.audience"), options);
        model::SqsConnection queue;
        queue.name = "events";
        queue.queueUrl = server.queueUrl("ses-events");
        queue.region = "eu-west-1";
        queue.endpoint = server.url();
        (void)ConnectionService(*session).save(queue);
        (void)ConnectionService(*session).storeKeys("events", {"AKIDEXAMPLE", Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Secret()});
    }
    std::string path(const char *name) const { return folder.filePath(QString::fromLatin1(name)).toStdString(); }
    void set(const Json &attributes) {
        FakeRequest request;
        request.method = "POST";
        request.path = "/";
        net::setHeader(request.headers, "Content-Type", "application/x-amz-json-1.0");
        net::setHeader(request.headers, "X-Amz-Target", "AmazonSQS.SetQueueAttributes");
        request.body = dumpJson(Json{{"QueueUrl", server.queueUrl("ses-events")}, {"Attributes", attributes}});
        const std::string url = server.url();
        FakeReply reply;
        server.withState([&](FakeSns &, FakeSqs &sqs) { reply = sqs.handle(request, SystemClock().now(), url, false); });
        if (reply.status != 200)
            qFatal("%s", reply.body.c_str());
    }
    Result<EventsReport> poll() { return ConnectionService(*session).pollEvents(true); }
    // As if the program had been closed for so long.
    void sleep(std::chrono::hours time) {
        const auto changed = session->workspace().write([&](const store::Connection &connection) {
            return connection.execute("UPDATE feed SET completed_at = completed_at - " + std::to_string(std::chrono::microseconds(time).count()) + " WHERE name LIKE 'events:%'");
        });
        if (!changed)
            qFatal("the time stands still");
    }
    int said() {
        int count = 0;
        const auto view = TodayService(*session).today();
        for (const Remark &remark : view ? view->needsYou : std::vector<Remark>{})
            count += remark.id == "today.events_lost" ? 1 : 0;
        return count;
    }
};

const Json kAside{{"RedrivePolicy", "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:ses-events-dlq\",\"maxReceiveCount\":20}"}};

} // namespace

class QueueWatchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersAreReadAsFarAsTheyGo() {
        const std::string url = "https://sqs.eu-west-1.amazonaws.com/1/events";
        QVERIFY(!delivery::queueTraitsOf("<html>", url));
        QCOMPARE(delivery::queueTraitsOf("{}", url)->keeps.count(), 0);
        QCOMPARE(delivery::queueTraitsOf("{\"Attributes\":{\"MessageRetentionPeriod\":\"-5\",\"RedrivePolicy\":\"[1\"}}", url)->keeps.count(), 0);
        const auto traits = delivery::queueTraitsOf("{\"Attributes\":{\"MessageRetentionPeriod\":\"1209600\",\"RedrivePolicy\":\"{\\\"deadLetterTargetArn\\\":\\\"arn:aws:sqs:eu-west-1:1:aside\\\"}\"}}", url);
        QCOMPARE(traits->keeps.count(), 1'209'600);
        QCOMPARE(traits->deadLetterUrl, std::string("https://sqs.eu-west-1.amazonaws.com/1/aside"));
    }

    // At the start of polling, and not again at every look.
    void whatWasPutAsideIsRead() {
        Place place;
        place.server.pushMessage("ses-events-dlq", "poison");
        QCOMPARE(place.poll()->received, 0); // nothing says that it belongs to this queue
        place.set(kAside);
        place.session = *Session::open(place.path("shop.audience"), place.options);
        QCOMPARE(place.poll()->unreadable, 1);
        QCOMPARE(place.server.queuedMessages("ses-events-dlq"), 0);
        place.server.pushMessage("ses-events-dlq", "more");
        QCOMPARE(place.poll()->received, 0);
    }

    // A queue whose keys may read it and no more.
    void aQueueThatTellsNothingIsRead() {
        Place place;
        place.set(kAside);
        place.server.update([](FakeAwsConfig &config) { config.faults = {{"sqs:GetQueueAttributes", "AccessDenied", 403, 100, 0, {}}}; });
        place.server.pushMessage("ses-events", "poison");
        const auto report = place.poll();
        QVERIFY2(report.has_value(), report ? "" : report.error().id.c_str());
        QCOMPARE(report->unreadable, 1);
    }

    void eventsThatNobodyFetchedAreNamed() {
        Place place;
        place.set({{"MessageRetentionPeriod", "345600"}}); // four days
        QVERIFY(place.poll()->gaps.empty()); // never read: nothing can be missing
        place.sleep(std::chrono::hours(24 * 3));
        QVERIFY(place.poll()->gaps.empty());
        QCOMPARE(place.said(), 0);
        place.sleep(std::chrono::hours(24 * 6));
        const auto test = ConnectionService(*place.session).test("events");
        QVERIFY(test && test->gap);
        const auto report = place.poll();
        QVERIFY(report);
        QCOMPARE(report->gaps.size(), std::size_t(1));
        QCOMPARE(report->gaps[0].connection, std::string("events"));
        const auto lost = std::chrono::duration_cast<std::chrono::hours>(report->gaps[0].to - report->gaps[0].from).count();
        QVERIFY2(lost >= 47 && lost <= 48, qPrintable(QString::number(lost)));
        QCOMPARE(place.said(), 1);
        QVERIFY(place.poll()->gaps.empty()); // said once, and kept
        QVERIFY(ConnectionService(*place.session).test("events")->gap);
    }
};

AUDIENCE_TEST(QueueWatchTest)
#include "queue_watch_test.moc"
