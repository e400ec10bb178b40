#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "delivery/contact_topics.h"
#include "delivery/event_intake.h"
#include "sending_kit.h"
#include "support/fake_aws.h"
#endif
#include "support/test_main.h"

using namespace audience;
using namespace audience::delivery;
using namespace audience::test;

namespace {

Json topicsOf(FakeAws &aws) {
    Json topics;
    aws.update([&](FakeAwsConfig &config) { topics = config.contactTopics["audience"]; });
    return topics;
}

} // namespace

class ContactTopicsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void topicsAreAddedAndOthersStay() {
        FakeAws aws;
        LedgerFixture f;
        FakeClock clock(SystemClock().now());
        SystemRng rng;
        SendingKit kit(f.path(), aws.url(), clock, rng);
        aws.update([](FakeAwsConfig &config) {
            config.contactTopics["audience"] = Json::array({Json{{"TopicName", "theirs"}, {"DisplayName", "Theirs"}, {"Description", "kept"}, {"DefaultSubscriptionStatus", "OPT_IN"}}});
        });
        const std::vector<ContactTopic> wanted{{"news", "News", true}, {"theirs", "Theirs", true}};
        const auto dry = syncContactTopics(kit.account(), "audience", wanted, true);
        NEED(dry);
        QCOMPARE(dry->added, std::vector<std::string>{"news"});
        QCOMPARE(topicsOf(aws).size(), std::size_t(1));
        const auto done = syncContactTopics(kit.account(), "audience", wanted, false);
        NEED(done);
        QCOMPARE(done->otherDefault, std::vector<std::string>{"theirs"});
        const Json topics = topicsOf(aws);
        QCOMPARE(topics.size(), std::size_t(2));
        QCOMPARE(topics.at(0).at("Description").get<std::string>(), std::string("kept"));
        QCOMPARE(topics.at(1).at("DefaultSubscriptionStatus").get<std::string>(), std::string("OPT_OUT"));
        const auto again = syncContactTopics(kit.account(), "audience", wanted, false);
        NEED(again);
        QVERIFY(again->added.empty());
        QCOMPARE(syncContactTopics(kit.account(), "another", wanted, false).error().id, std::string("topics.no_list"));
        std::vector<ContactTopic> many;
        for (int i = 0; i < 19; ++i)
            many.push_back({"t" + std::to_string(i), "T", true});
        QCOMPARE(syncContactTopics(kit.account(), "audience", many, false).error().id, std::string("topics.too_many"));
        QCOMPARE(topicsOf(aws).size(), std::size_t(2));
    }

    void theTopicIsNamedInTheRequest() {
        Parcel parcel;
        parcel.email.from = {"Shop", "news@example.com"};
        parcel.email.to = {"", "a@example.com"};
        parcel.email.subject = "Hello";
        parcel.email.text = "Hello\n";
        model::SesConnection connection = sesConnection("http://127.0.0.1:1");
        connection.unsubscribe = {model::UnsubscribeKind::SesList, "audience"};
        const auto body = sendEmailBody(parcel, connection, "news");
        NEED(body);
        const auto json = parseJson(*body);
        NEED(json);
        QCOMPARE(json->at("ListManagementOptions").at("TopicName").get<std::string>(), std::string("news"));
    }

    // What Amazon calls the topic is the workspace's topic that is tied to it.
    void answersComeBackUnderTheTopicHere() {
        LedgerFixture f(":memory:");
        NEED(f.connection.execute("INSERT INTO topic (key, name, kind) VALUES ('news', 'News', 1); INSERT INTO setting (name, value) VALUES ('topic_map', '{\"news\":\"Newsletter\"}')"));
        const RunId run = f.start(1);
        const auto lease = f.lease();
        NEED(f.connection.execute("UPDATE run SET transport = 'ses'"));
        const auto tags = f.intend(run, lease->epoch(), 1);
        NEED(tags);
        const Json event{{"eventType", "Subscription"},
                         {"mail", Json{{"timestamp", "2026-11-21T09:00:00.000Z"}, {"messageId", "ses-1"}, {"destination", Json::array({"c0@example.com"})},
                                       {"tags", Json{{"as_attempt", Json::array({tags->front()})}}}}},
                         {"subscription", Json{{"contactList", "audience"}, {"timestamp", "2026-11-21T10:00:00.000Z"}, {"source", "UnsubscribeHeader"},
                                               {"newTopicPreferences", Json{{"unsubscribeAll", false}, {"topicSubscriptionStatus", Json::array({Json{{"topicName", "Newsletter"}, {"subscriptionStatus", "OptOut"}}})}}}}}};
        EventIntake intake(f.connection, f.clock, kWorkspaceUuid, nullptr);
        const RawEvent raw{"test", dumpJson(event)};
        const auto taken = intake.take({&raw, 1});
        NEED(taken);
        QCOMPARE(taken->consents, 1);
        QCOMPARE(f.scalar("SELECT count(*) FROM consent WHERE state = 2"), 1);
    }
};

AUDIENCE_TEST(ContactTopicsTest)
#include "contact_topics_test.moc"
