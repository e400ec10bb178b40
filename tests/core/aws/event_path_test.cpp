// Building the event path: on a fresh account, over what is there already, over what belongs to others, with a right
// missing at each step, and with a stop after each step.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "aws/policy_document.h"
#include "core/aws/event_path_kit.h"
#endif
#include "support/test_main.h"

#include <QTest>

#include <algorithm>

using namespace audience;
using namespace audience::aws;
using namespace audience::test;

namespace {

const std::string kTopic = "arn:aws:sns:eu-west-1:123456789012:audience-sync-events";
const std::string kQueue = "audience-sync-events-6f1d9a3c0000";

bool isWrite(const std::string &operation) {
    for (const char *word : {":Create", ":Set", ":Subscribe", ":Update", ":Delete", ":Unsubscribe", ":Send", ":Tag"})
        if (operation.find(word) != std::string::npos)
            return operation != "sqs:DeleteMessageBatch";
    return false;
}

std::int64_t writes(const FakeAws &server) {
    const auto all = server.operations();
    return std::count_if(all.begin(), all.end(), isWrite);
}

const std::vector<std::string> kWriting{"ses:CreateConfigurationSet",  "sqs:CreateQueue", "sns:CreateTopic", "sns:SetTopicAttributes",
                                        "sqs:SetQueueAttributes", "sns:Subscribe",   "ses:CreateConfigurationSetEventDestination"};

} // namespace

class EventPathTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFreshAccountGetsEverything() {
        FakeAws server(freshAccount());
        PathKit kit(server);
        std::vector<std::string> told;
        const auto report = kit.path().build({}, [&](const Step &step) { told.push_back(step.id); });
        QCOMPARE(unsettled(report), std::string());
        QVERIFY(report.isComplete());
        QCOMPARE(told.size(), std::size_t(13));
        QCOMPARE(told.front(), std::string("keys"));
        QCOMPARE(told.back(), std::string("simulator"));
        QCOMPARE(report.queueUrl, server.queueUrl(kQueue));
        QCOMPARE(server.sendCount(), 1);
        QCOMPARE(server.sends().front().to, std::string("success@simulator.amazonses.com"));
        QCOMPARE(server.sends().front().tags.at("as_ws"), kit.spec.workspace);
        server.withState([](FakeSns &sns, FakeSqs &sqs) {
            QCOMPARE(sns.topics.at(kTopic).tags.at("app"), std::string("audience-sync"));
            QCOMPARE(sqs.tags(kQueue).at("app"), std::string("audience-sync"));
            QCOMPARE(sqs.attribute(kQueue, "MessageRetentionPeriod"), std::string("1209600"));
            QVERIFY(sqs.exists(kQueue + "-dlq"));
        });
        QCOMPARE(server.queuedMessages(kQueue), std::int64_t(0)); // all kept, all deleted
        QCOMPARE(kit.inbox.kept.size(), std::size_t(3));          // greeting, Send, Delivery
    }

    void whatIsThereIsNotWrittenAgain() {
        FakeAws server(freshAccount());
        PathKit kit(server);
        QVERIFY(kit.path().build().isComplete());
        const auto before = writes(server);
        const auto again = kit.path().build();
        QCOMPARE(unsettled(again), std::string("greeting not_tried"));
        QCOMPARE(written(again), std::vector<std::string>{"simulator"});
        QCOMPARE(writes(server), before + 1); // the mail that proves it
    }

    void aCheckWritesNothing() {
        FakeAws server(freshAccount());
        PathKit kit(server);
        const auto report = kit.path().check();
        QCOMPARE(unsettled(report), std::string("configuration_set missing, dead_letter_queue missing, queue missing, topic missing, topic_policy missing, "
                                                "queue_policy missing, subscription missing, event_destination missing, greeting not_tried, "
                                                "simulator not_tried"));
        QCOMPARE(writes(server), std::int64_t(0));
        QVERIFY(!report.isComplete());
    }

    void whatDiffersIsSaidAndPutRight() {
        FakeAws server(freshAccount());
        PathKit kit(server);
        QVERIFY(kit.path().build().isComplete());
        server.withState([](FakeSns &sns, FakeSqs &) {
            sns.subscriptions.begin()->second.attributes = {{"RawMessageDelivery", "true"}, {"FilterPolicy", "{\"a\":[\"b\"]}"}};
            sns.topics.at(kTopic).attributes["Policy"] = "{}";
        });
        QVERIFY(kit.client.sqs("SetQueueAttributes", Json{{"QueueUrl", server.queueUrl(kQueue)}, {"Attributes", {{"VisibilityTimeout", "30"}}}}));
        const auto looked = kit.path().check();
        QCOMPARE(unsettled(looked), std::string("queue differs, topic_policy differs, subscription differs, greeting not_tried, simulator not_tried"));
        QCOMPARE(looked.step("queue")->differences.size(), std::size_t(1));
        QCOMPARE(looked.step("queue")->differences.front().found, std::string("30"));
        QCOMPARE(looked.step("queue")->differences.front().wanted, std::string("120"));
        const auto report = kit.path().build();
        QVERIFY(report.isComplete());
        QCOMPARE(written(report), (std::vector<std::string>{"queue", "topic_policy", "subscription", "simulator"}));
        QCOMPARE(report.step("simulator")->state, StepState::Ok);
        server.withState([](FakeSns &sns, FakeSqs &) { QVERIFY(!sns.subscriptions.begin()->second.attributes.contains("FilterPolicy")); });
    }

    void aTopicOfSomebodyElseIsLeftAlone() {
        FakeAws server(freshAccount());
        PathKit kit(server);
        server.withState([](FakeSns &sns, FakeSqs &) { sns.topics[kTopic].attributes = {{"TopicArn", kTopic}, {"Policy", "{\"Version\":\"2012-10-17\",\"Statement\":[]}"}}; });
        const auto report = kit.path().build();
        QCOMPARE(report.fault()->id, std::string("aws.not_ours"));
        QCOMPARE(report.step("topic_policy")->state, StepState::Failed);
        QCOMPARE(report.step("subscription")->state, StepState::NotTried);
        server.withState([](FakeSns &sns, FakeSqs &) { QVERIFY(sns.subscriptions.empty()); });
        kit.spec.adopt = true;
        QCOMPARE(unsettled(kit.path().build()), std::string());
        // Adopted, but not ours: it stays when the rest goes.
        const auto removed = kit.path().remove();
        QCOMPARE(removed.step("topic")->state, StepState::Kept);
        QCOMPARE(removed.step("topic")->fault->id, std::string("aws.not_ours"));
        server.withState([](FakeSns &sns, FakeSqs &sqs) {
            QVERIFY(sns.topics.contains(kTopic));
            QVERIFY(!sqs.exists(kQueue));
        });
    }

    void aSetOfSomebodyElseIsLeftAlone() {
        FakeAws server; // has the set "audience-sync", made long ago
        PathKit kit(server);
        QCOMPARE(kit.path().build().fault()->id, std::string("aws.not_ours"));
        const auto all = server.operations();
        QVERIFY(std::find(all.begin(), all.end(), "ses:CreateConfigurationSetEventDestination") == all.end());
        kit.spec.adopt = true;
        QCOMPARE(unsettled(kit.path().build()), std::string());
    }

    void foreignStatementsStay() {
        FakeAws server(freshAccount());
        PathKit kit(server);
        const std::string foreign = "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Sid\":\"__default\",\"Effect\":\"Allow\",\"Action\":\"SNS:Publish\",\"Resource\":\"x\"}]}";
        QVERIFY(kit.path().build().isComplete());
        server.withState([&](FakeSns &sns, FakeSqs &) { sns.topics.at(kTopic).attributes["Policy"] = foreign; });
        QVERIFY(kit.path().build().isComplete());
        // A second configuration set comes beside the first.
        kit.spec.configurationSet = "audience-sync-2";
        QVERIFY(kit.path().build().isComplete());
        server.withState([&](FakeSns &sns, FakeSqs &) {
            const Json policy = policyFromText(sns.topics.at(kTopic).attributes.at("Policy"));
            QCOMPARE(policy["Statement"].size(), std::size_t(2));
            QCOMPARE(jsonText(policy, "Version"), std::string("2008-10-17"));
            QCOMPARE(jsonText(policy["Statement"][0], "Sid"), std::string("__default"));
            const Json sources = policy["Statement"][1]["Condition"]["StringEquals"]["AWS:SourceArn"];
            QCOMPARE(sources.size(), std::size_t(2));
        });
    }

    void aMissingRightIsNamedAndNothingIsLost_data() {
        QTest::addColumn<QString>("operation");
        for (const std::string &operation : kWriting)
            QTest::newRow(operation.c_str()) << QString::fromStdString(operation);
    }
    void aMissingRightIsNamedAndNothingIsLost() {
        QFETCH(QString, operation);
        FakeAwsConfig config = freshAccount();
        const std::string name = operation.toStdString();
        const bool isSns = name.rfind("sns:", 0) == 0;
        config.faults = {{name, isSns ? "AuthorizationError" : "AccessDeniedException", 403, 2, 0, {}}};
        FakeAws server(config);
        PathKit kit(server);
        const auto first = kit.path().build();
        QVERIFY(first.fault());
        QCOMPARE(first.fault()->id, std::string("aws.denied"));
        QCOMPARE(std::string(first.fault()->arg("action")), name);
        QCOMPARE(server.sendCount(), 0);
        // Granted a moment later: waited for where that is said.
        Client::Options patient;
        patient.grantWait = std::chrono::seconds(120);
        PathKit waiting(server, kit.spec.workspace, patient);
        QCOMPARE(unsettled(waiting.path().build()), std::string());
    }

    void passingFaultsAreOvercome_data() {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("status");
        QTest::newRow("throttled") << "ThrottlingException" << 400;
        QTest::newRow("overloaded") << "ServiceUnavailable" << 503;
        QTest::newRow("conflict") << "ConcurrentModificationException" << 500;
    }
    void passingFaultsAreOvercome() {
        QFETCH(QString, code);
        QFETCH(int, status);
        FakeAwsConfig config = freshAccount();
        for (const std::string &operation : kWriting)
            config.faults.push_back({operation, code.toStdString(), status, 1, 0, {}});
        FakeAws server(config);
        PathKit kit(server);
        QCOMPARE(unsettled(kit.path().build()), std::string());
    }

    void aQueueJustDeletedIsWaitedFor() {
        FakeAwsConfig config = freshAccount();
        config.faults = {{"sqs:CreateQueue", "QueueDeletedRecently", 400, 1, 0, {}}};
        FakeAws server(config);
        PathKit kit(server);
        const auto before = kit.clock.steady();
        QCOMPARE(unsettled(kit.path().build()), std::string());
        QVERIFY(kit.clock.steady() - before >= std::chrono::seconds(60));
    }

    void aPolicyThatArrivesLateIsWaitedFor() {
        FakeAwsConfig config = freshAccount();
        config.faults = {{"ses:CreateConfigurationSetEventDestination", "BadRequestException", 400, 3, 0, "not authorized"}};
        FakeAws server(config);
        PathKit kit(server);
        QCOMPARE(unsettled(kit.path().build()), std::string());
        server.update([](FakeAwsConfig &c) { c.faults = {{"ses:CreateConfigurationSetEventDestination", "BadRequestException", 400, 99, 0, "not authorized"}}; });
        kit.spec.configurationSet = "audience-sync-2";
        QCOMPARE(kit.path().build().fault()->id, std::string("aws.refused"));
    }

    void aMissingGreetingEndsIt() {
        FakeAwsConfig config = freshAccount();
        config.greets = false;
        FakeAws server(config);
        PathKit kit(server);
        const auto report = kit.path().build();
        QCOMPARE(unsettled(report), std::string("greeting failed aws.greeting_missing, simulator not_tried"));
        // It may have been lost alone: the next run proves the way with a mail.
        QCOMPARE(unsettled(kit.path().build()), std::string("greeting not_tried"));
    }

    void eventsThatDoNotComeBackAreAFault() {
        FakeAws server(freshAccount());
        PathKit kit(server);
        QVERIFY(kit.path().build().isComplete());
        server.update([](FakeAwsConfig &config) { config.lossRate = 1; });
        const auto report = kit.path().prove();
        QCOMPARE(report.fault()->id, std::string("aws.events_missing"));
        server.update([](FakeAwsConfig &config) { config.lossRate = 0; });
        QCOMPARE(unsettled(kit.path().prove()), std::string());
    }

    void aPendingSubscriptionSaysSo() {
        FakeAwsConfig config = freshAccount();
        config.confirmsSubscriptions = false;
        FakeAws server(config);
        PathKit kit(server);
        QCOMPARE(kit.path().build().fault()->id, std::string("aws.subscription_pending"));
    }

    void anUnverifiedSenderIsSaidAndTheRestBuilt() {
        FakeAwsConfig config = freshAccount();
        config.identities = {"other.example"};
        FakeAws server(config);
        PathKit kit(server);
        const auto report = kit.path().build();
        QCOMPARE(report.step("sender")->state, StepState::Missing);
        QVERIFY(report.isComplete());
        QCOMPARE(report.step("simulator")->state, StepState::Failed);
        server.update([](FakeAwsConfig &c) { c.sendingEnabled = false; });
        QCOMPARE(kit.path().build().fault()->id, std::string("aws.sending_disabled"));
    }

    void aFullDiskLosesNoEvent() {
        FakeAws server(freshAccount());
        PathKit kit(server);
        kit.inbox.isBroken = true;
        QCOMPARE(kit.path().build().fault()->id, std::string("store.full"));
        QCOMPARE(server.queuedMessages(kQueue), std::int64_t(1)); // the greeting is still there
    }

    void stoppedAfterAnyStepItGoesOn() {
        for (std::size_t stopAfter = 1; stopAfter < 13; ++stopAfter) {
            FakeAws server(freshAccount());
            PathKit kit(server);
            CancelSource stop;
            std::size_t told = 0;
            const auto broken = kit.path().build(stop.token(), [&](const Step &) {
                if (++told == stopAfter)
                    stop.cancel();
            });
            QVERIFY(broken.steps.size() == 13);
            PathKit next(server);
            const auto report = next.path().build();
            const std::string open = unsettled(report);
            QVERIFY2(open.empty() || open == "greeting not_tried", open.c_str());
            const auto all = server.operations();
            for (const std::string &operation : kWriting) // nothing was made twice
                QCOMPARE(std::count(all.begin(), all.end(), operation), std::ptrdiff_t(operation == "sqs:CreateQueue" ? 2 : 1));
        }
    }

    void twoWorkspacesHaveTheirOwnQueues() {
        FakeAws server(freshAccount());
        PathKit one(server), two(server, "aaaabbbb-cccc-4000-8000-0123456789ab");
        QVERIFY(one.path().build().isComplete());
        const auto second = two.path().build();
        QVERIFY(second.isComplete());
        QCOMPARE(written(second), (std::vector<std::string>{"dead_letter_queue", "queue", "queue_policy", "subscription", "simulator"}));
        // Each queue got the other's mail too: read, kept, none lost.
        const std::string other = "audience-sync-events-aaaabbbbcccc";
        QVERIFY(one.path().prove().isComplete());
        QCOMPARE(server.queuedMessages(other), std::int64_t(2));
        // Taking one down leaves the other's way as it is, and reads the queue to its end first.
        const auto removed = two.path().remove();
        QCOMPARE(removed.step("event_destination")->state, StepState::Kept);
        QCOMPARE(removed.step("topic")->fault->id, std::string("aws.still_used"));
        QCOMPARE(removed.step("queue")->state, StepState::Missing);
        QCOMPARE(two.inbox.kept.size(), std::size_t(2 + 2)); // its own mail, and the two that were left
        QCOMPARE(unsettled(one.path().prove()), std::string());
        // The last one takes everything with it; then there is nothing more to take.
        QCOMPARE(written(one.path().remove()), (std::vector<std::string>{"event_destination", "subscription", "topic", "queue", "dead_letter_queue"}));
        QCOMPARE(written(one.path().remove()), std::vector<std::string>{});
        server.withState([&](FakeSns &sns, FakeSqs &sqs) {
            QVERIFY(sns.topics.empty() && sns.subscriptions.empty());
            QVERIFY(!sqs.exists(other) && !sqs.exists(kQueue) && !sqs.exists(kQueue + "-dlq"));
        });
    }
};

AUDIENCE_TEST(EventPathTest)
#include "event_path_test.moc"
