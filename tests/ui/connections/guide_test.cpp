// The guided Amazon page over a whole account in a server of the test: fresh, set up, proven, taken down; rights that are
// missing, the sandbox, things of others, a stop; and that checking writes nothing.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "qbase/convert.h"
#include "secrets/keychain.h"
#include "service/connection_service.h"
#include "support/fake_aws.h"
#include "ui/connections/amazon_words.h"
#include "ui/connections/connection_form.h"
#include "ui/connections/connection_guide.h"
#include "ui/connections/connections_page.h"
#include "ui/kit/jobs.h"
#include "ui/pages/demo_session.h"
#endif
#include "support/test_main.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;
using service::ConnectionService;

class ConnectionGuideTest : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    std::shared_ptr<secrets::MemoryKeychain> m_keychain = std::make_shared<secrets::MemoryKeychain>();
    Jobs m_jobs;
    std::function<void()> m_undo;

    static FakeAwsConfig fresh() {
        FakeAwsConfig config;
        config.configurationSets.clear();
        return config;
    }
    std::unique_ptr<ConnectionsPage> make(const FakeAws &amazon) {
        model::SesConnection ses;
        ses.name = "shop";
        ses.region = "eu-west-1";
        ses.endpoint = amazon.url();
        ses.fromAddress = "Shop <news@example.com>";
        ses.postalAddress = "Street 1";
        ses.unsubscribe = {model::UnsubscribeKind::Mailto, "leave@example.com"};
        ConnectionService service(*m_session);
        const FakeAwsConfig keys;
        if (!service.save(ses) || !service.storeKeys("shop", {keys.accessKeyId, Secret(std::string(keys.secretKey)), Secret()}))
            qFatal("the connection could not be saved");
        auto page = std::make_unique<ConnectionsPage>(m_session, &m_jobs);
        connect(page.get(), &Page::saidWithUndo, this, [this](const QString &, const std::function<void()> &undo) { m_undo = undo; });
        guide(*page)->setAsksDns(false);
        page->resize(1100, 760);
        page->setVisible(true);
        return page;
    }
    static ConnectionGuide *guide(const ConnectionsPage &page) { return part<ConnectionGuide>(page, "connectionGuide"); }
    static bool click(const ConnectionsPage &page, const char *button) {
        part<QPushButton>(page, button)->click();
        return settle(page, 60'000);
    }
    static QString words(const ConnectionsPage &page, const char *row) { return part<FindingRow>(page, row)->words(); }
    static QString title(const ConnectionsPage &page, const char *notice) {
        const auto *found = part<QFrame>(page, notice);
        QString all;
        for (const QLabel *label : found->findChildren<QLabel *>())
            all += label->text() + QLatin1Char('\n');
        return found->isVisible() ? all : QString();
    }

private Q_SLOTS:
    void init() {
        if (!m_session)
            m_session = m_place.make(false, m_keychain);
        QVERIFY(m_session);
        m_undo = {};
    }
    void cleanup() {
        const auto all = ConnectionService(*m_session).list();
        for (const auto &one : *all)
            QVERIFY(ConnectionService(*m_session).remove(one.name).has_value());
    }

    void freshIsSetUpProvenAndTakenDown() {
        FakeAws amazon(fresh());
        const auto page = make(amazon);
        QVERIFY(settle(*page));
        QVERIFY(guide(*page)->isVisible() && !part<ConnectionForm>(*page, "connectionForm")->isVisible());
        QVERIFY(!guide(*page)->facts());
        QCOMPARE(amazon.requests(), 0); // nobody is asked unbidden
        QVERIFY(!part<FindingRow>(*page, "eventsProof")->isVisible());
        QVERIFY(click(*page, "eventsSetUp"));
        const AmazonFacts *facts = guide(*page)->facts();
        QVERIFY(facts && facts->isComplete() && facts->isProven());
        QVERIFY(words(*page, "keysAccount").contains(QLatin1String("123456789012")));
        QVERIFY(words(*page, "step_queue").contains(QLatin1String("Made now")));
        QVERIFY(words(*page, "eventsProof").contains(QLatin1String("came back")));
        QVERIFY(!part<QPushButton>(*page, "eventsSetUp")->isVisible()); // nothing is left to do
        QCOMPARE(ConnectionService(*m_session).list()->size(), std::size_t(2));
        QCOMPARE(ConnectionService(*m_session).sesConnection("shop")->configurationSet, std::string("audience-sync"));
        // Once more, by itself.
        const int sent = amazon.sendCount();
        QVERIFY(click(*page, "eventsProve"));
        QCOMPARE(amazon.sendCount(), sent + 1);
        QVERIFY(guide(*page)->facts()->isProven());
        // Down, and back with Undo.
        QVERIFY(click(*page, "eventsTakeDown"));
        QVERIFY(words(*page, "step_queue").contains(QLatin1String("not there any more")) || words(*page, "step_queue").contains(QLatin1String("Removed")));
        QCOMPARE(ConnectionService(*m_session).list()->size(), std::size_t(1));
        QVERIFY(m_undo);
    }

    void checkingWritesNothing() {
        FakeAws amazon(fresh());
        const auto page = make(amazon);
        QVERIFY(settle(*page));
        QVERIFY(click(*page, "eventsCheck"));
        const auto asked = amazon.operations();
        QVERIFY(!asked.empty());
        for (const std::string &operation : asked)
            for (const char *writing : {"Create", "Set", "Subscribe", "Put", "Send", "Delete", "Tag", "Update"})
                QVERIFY2(operation.find(std::string(":") + writing) == std::string::npos, operation.c_str());
        QVERIFY(words(*page, "step_queue").contains(QLatin1String("Setting up makes it")));
        QVERIFY(words(*page, "senderIdentity").contains(QLatin1String("verified")));
        QVERIFY(part<QPushButton>(*page, "eventsSetUp")->isVisible());
        QVERIFY(!guide(*page)->facts()->isComplete());
    }

    void aMissingRightIsNamed() {
        FakeAwsConfig config = fresh();
        config.faults = {{"sns:CreateTopic", "AuthorizationError", 403, 99, 0, "User: arn:aws:iam::123456789012:user/anna is not authorized to perform: SNS:CreateTopic on resource: x"}};
        FakeAws amazon(config);
        const auto page = make(amazon);
        QVERIFY(settle(*page));
        QVERIFY(click(*page, "eventsSetUp"));
        const QString said = title(*page, "eventsNotice");
        QVERIFY2(said.contains(stepTitle("topic")) && said.contains(QLatin1String("CreateTopic"), Qt::CaseInsensitive), qPrintable(said));
        QVERIFY(words(*page, "step_subscription").contains(QLatin1String("Waits")));
        QVERIFY(ConnectionService(*m_session).sesConnection("shop")->configurationSet.empty());
        // The way on: the policy to be given to the keys.
        QVERIFY(click(*page, "eventsNoticeAction"));
        const auto *policy = part<QPlainTextEdit>(*page, "rightsText");
        QTRY_VERIFY(policy->toPlainText().contains(QLatin1String("sns:CreateTopic")));
        QVERIFY(click(*page, "rightsCopy"));
        QCOMPARE(QApplication::clipboard()->text(), policy->toPlainText());
        // The right is there now: on from where it stopped.
        amazon.update([](FakeAwsConfig &now) { now.faults.clear(); });
        QVERIFY(click(*page, "eventsSetUp"));
        QVERIFY(guide(*page)->facts()->isProven());
        QVERIFY(title(*page, "eventsNotice").isEmpty());
    }

    void theSandboxIsExplained() {
        FakeAwsConfig config = fresh();
        config.productionAccess = false;
        config.max24HourSend = 200;
        config.sentLast24Hours = 12;
        config.maxSendRate = 1;
        config.identityVerified = false;
        config.dkimStatus = "PENDING";
        FakeAws amazon(config);
        const auto page = make(amazon);
        QVERIFY(settle(*page));
        QVERIFY(click(*page, "eventsCheck"));
        QVERIFY(title(*page, "accountSandbox").contains(QLatin1String("sandbox")));
        QVERIFY(part<QLabel>(*page, "accountDay")->text().contains(QLatin1String("12 of 200")));
        QVERIFY(words(*page, "senderIdentity").contains(QLatin1String("not verified yet")));
        const auto *records = part<QWidget>(*page, "senderRecords");
        QVERIFY(records->isVisible());
        records->findChild<QToolButton *>(QStringLiteral("copyName"))->click();
        QVERIFY(QApplication::clipboard()->text().endsWith(QLatin1String("._domainkey.example.com")));
    }

    void whatOthersMadeIsAskedFor() {
        FakeAws amazon(fresh());
        const auto page = make(amazon);
        QVERIFY(settle(*page));
        QVERIFY(click(*page, "eventsCheck"));
        const std::string arn = guide(*page)->facts()->step("queue")->resource;
        amazon.createQueue(arn.substr(arn.rfind(':') + 1)); // without our tag, and otherwise
        QVERIFY(click(*page, "eventsSetUp"));
        const QString said = title(*page, "eventsNotice");
        QVERIFY2(said.contains(QLatin1String("not made by Audience-Sync")), qPrintable(said));
        QVERIFY(click(*page, "eventsNoticeAction"));
        QVERIFY(guide(*page)->facts()->isProven());
    }

    void aStopLeavesWhatWasMade() {
        FakeAwsConfig config = fresh();
        config.delayMs = 200;
        FakeAws amazon(config);
        const auto page = make(amazon);
        QVERIFY(settle(*page));
        part<QPushButton>(*page, "eventsSetUp")->click();
        QVERIFY(part<QPushButton>(*page, "eventsStop")->isVisible() && !part<QPushButton>(*page, "eventsCheck")->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(guide(*page)->facts()->step("dead_letter_queue"), 20'000);
        QVERIFY(click(*page, "eventsStop"));
        QVERIFY(title(*page, "eventsNotice").contains(QLatin1String("Stopped")));
        QVERIFY(!guide(*page)->facts()->isComplete());
        amazon.update([](FakeAwsConfig &now) { now.delayMs = 0; });
        QVERIFY(click(*page, "eventsSetUp"));
        QVERIFY(guide(*page)->facts()->isProven());
    }

    void wrongKeysSaySo() {
        FakeAwsConfig config = fresh();
        config.accessKeyId = "AKIDOTHER";
        FakeAws amazon(config);
        const auto page = make(amazon);
        QVERIFY(settle(*page));
        QVERIFY(click(*page, "eventsCheck"));
        QVERIFY(title(*page, "eventsNotice").contains(stepTitle("keys")));
        QVERIFY(!guide(*page)->facts()->sender);
    }

    void theFormOpensToBeChangedAndKeepsARole() {
        FakeAws amazon(fresh());
        const auto page = make(amazon);
        QVERIFY(settle(*page));
        QVERIFY(click(*page, "connectionChange"));
        QVERIFY(part<ConnectionForm>(*page, "connectionForm")->isVisible());
        auto *role = part<QLineEdit>(*page, "connectionRole");
        QTest::keyClicks(role, QStringLiteral("nobody"));
        QVERIFY(click(*page, "connectionSave"));
        QVERIFY(part<QLabel>(*page, "connectionRoleComplaint")->isVisible());
        role->clear();
        QTest::keyClicks(role, QStringLiteral("arn:aws:iam::123456789012:role/sender"));
        QTest::keyClicks(part<QLineEdit>(*page, "connectionExternalId"), QStringLiteral("a,b"));
        QVERIFY(!part<QPushButton>(*page, "eventsSetUp")->isEnabled()); // what is written is not saved yet
        QVERIFY(click(*page, "connectionSave"));
        QCOMPARE(ConnectionService(*m_session).sesConnection("shop")->credentials, std::string("role:arn:aws:iam::123456789012:role/sender,external-id=a,b,source=keychain"));
        QCOMPARE(role->text(), QStringLiteral("arn:aws:iam::123456789012:role/sender"));
    }
};

AUDIENCE_TEST(ConnectionGuideTest)
#include "guide_test.moc"
