// The set-up service: what stands in the workspace afterwards, where keys go, and what a foreign file may not do.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "secrets/keychain.h"
#include "service/aws_setup_service.h"
#include "service/connection_service.h"
#include "service/session.h"
#include "support/fake_aws.h"
#endif
#include "support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace audience;
using namespace audience::service;
using namespace audience::test;

namespace {

struct Shop {
    explicit Shop(const std::string &url, const char *state = "state") {
        options.environment.stateDirectory = path(state);
        options.keychain = std::make_shared<secrets::MemoryKeychain>();
        session = *Session::create(path("shop.audience"), options);
        model::SesConnection ses;
        ses.name = "shop";
        ses.region = "eu-west-1";
        ses.endpoint = url;
        ses.fromAddress = "Shop <news@example.com>";
        ses.unsubscribe = {model::UnsubscribeKind::Mailto, "leave@example.com"};
        (void)ConnectionService(*session).save(ses);
        (void)ConnectionService(*session).storeKeys("shop", {"AKIDEXAMPLE", Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), Secret()});
    }
    std::string path(const char *name) const { return folder.filePath(QString::fromLatin1(name)).toStdString(); }
    std::optional<ConnectionView> connection(const std::string &name) const {
        const auto all = ConnectionService(*session).list();
        for (const ConnectionView &one : *all)
            if (one.name == name)
                return one;
        return std::nullopt;
    }
    QTemporaryDir folder;
    Session::Options options;
    std::shared_ptr<Session> session;
};

FakeAwsConfig freshAccount() {
    FakeAwsConfig config;
    config.configurationSets.clear();
    return config;
}

} // namespace

class AwsSetupTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aProvenWayIsSavedWithItsKeys() {
        FakeAws server(freshAccount());
        Shop shop(server.url());
        AwsSetupService setup(*shop.session);
        // The queue's name is taken by another connection.
        model::SqsConnection other;
        other.name = "shop-events";
        other.queueUrl = "https://example.com/1/other";
        other.region = "eu-west-1";
        QVERIFY(ConnectionService(*shop.session).save(other));
        const auto report = setup.build("shop");
        QVERIFY(report && report->isSaved && report->isProven);
        QCOMPARE(report->eventsConnection, std::string("shop-events (2)"));
        QCOMPARE(shop.connection("shop")->ses->configurationSet, std::string("audience-sync"));
        QCOMPARE(shop.connection("shop-events (2)")->sqs->queueUrl, report->path.queueUrl);
        QVERIFY(ConnectionService(*shop.session).test("shop-events (2)")); // with the keys of "shop"
        // Again: nothing new.
        const auto again = setup.build("shop");
        QVERIFY(again && again->isSaved);
        QCOMPARE(again->eventsConnection, std::string("shop-events (2)"));
        QCOMPARE(ConnectionService(*shop.session).list()->size(), std::size_t(3));
        const auto removed = setup.remove("shop");
        QVERIFY(removed && !removed->path.fault());
        QVERIFY(!shop.connection("shop-events (2)"));
        QVERIFY(shop.connection("shop-events"));
    }

    void nothingIsSavedBeforeItIsProven() {
        FakeAwsConfig config = freshAccount();
        config.identityVerified = false;
        config.faults = {{"ses:SendEmail", "MessageRejected", 400, 9, 0, "Email address is not verified."}};
        FakeAws server(config);
        Shop shop(server.url());
        std::vector<std::string> told;
        const auto report = AwsSetupService(*shop.session).build("shop", {}, {}, [&](const aws::Step &step) { told.push_back(step.id); });
        QVERIFY(report && !report->isSaved && !report->isProven);
        QCOMPARE(report->path.step("sender")->state, aws::StepState::Differs);
        QCOMPARE(report->path.fault()->id, std::string("aws.refused"));
        QCOMPARE(told.size(), std::size_t(13));
        QVERIFY(shop.connection("shop")->ses->configurationSet.empty());
        QVERIFY(!shop.connection("shop-events"));
    }

    void aFileOfUnknownOriginAsksNobody() {
        FakeAws server(freshAccount());
        Shop shop(server.url());
        shop.session.reset();
        shop.options.environment.stateDirectory = shop.path("elsewhere");
        const auto session = Session::open(shop.path("shop.audience"), shop.options);
        QVERIFY(session);
        AwsSetupService setup(**session);
        QCOMPARE(setup.build("shop").error().id, std::string("workspace.untrusted"));
        QCOMPARE(setup.sender("shop").error().id, std::string("workspace.untrusted"));
        QCOMPARE(setup.policy("shop").error().id, std::string("workspace.untrusted"));
        QCOMPARE(server.requests(), 0);
    }

    void aStopIsToldAsOne() {
        FakeAws server(freshAccount());
        Shop shop(server.url());
        CancelSource stop;
        const auto report = AwsSetupService(*shop.session).build("shop", {}, stop.token(), [&](const aws::Step &step) {
            if (step.id == "queue")
                stop.cancel();
        });
        QVERIFY(report);
        QCOMPARE(report->path.step("topic")->fault->id, std::string("cancelled"));
        QCOMPARE(report->path.step("subscription")->state, aws::StepState::NotTried);
    }
};

AUDIENCE_TEST(AwsSetupTest)
#include "aws_setup_test.moc"
