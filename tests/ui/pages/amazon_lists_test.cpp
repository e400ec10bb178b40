// What Settings keep in step with Amazon: topics tied to those of a contact list, and blocked addresses both ways. Neither is
// there without a connection for it.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "demo_session.h"
#include "service/connection_service.h"
#include "service/suppression_service.h"
#include "service/topic_links.h"
#include "service/workspace_service.h"
#include "support/fake_aws.h"
#include "ui/kit/jobs.h"
#include "ui/settings/blocked_section.h"
#include "ui/settings/topics_section.h"
#endif
#include "support/test_main.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;
using service::ConnectionService;
using service::SuppressionService;
using service::TopicLinks;

class AmazonListsTest : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    std::shared_ptr<secrets::MemoryKeychain> m_keychain = std::make_shared<secrets::MemoryKeychain>();
    Jobs m_jobs;
    std::function<void()> m_undo;

    void connectTo(const FakeAws &amazon) {
        model::SesConnection ses;
        ses.name = "shop";
        ses.region = "eu-west-1";
        ses.endpoint = amazon.url();
        ses.fromAddress = "Shop <news@example.com>";
        ses.postalAddress = "Street 1";
        ses.unsubscribe = {model::UnsubscribeKind::SesList, "audience"};
        const FakeAwsConfig keys;
        ConnectionService service(*m_session);
        if (!service.save(ses) || !service.storeKeys("shop", {keys.accessKeyId, Secret(std::string(keys.secretKey)), Secret()}))
            qFatal("the connection could not be saved");
    }
    template <class Section> void open(Section &section) {
        connect(&section, &SettingsSection::saidWithUndo, this, [this](const QString &, const std::function<void()> &undo) { m_undo = undo; });
        section.resize(760, 900);
        section.setVisible(true);
        section.opened();
    }
    static bool rest(const SettingsSection &section) {
        return QTest::qWaitFor([&] { return section.isSettled(); }, 20'000);
    }
    static QString words(const QWidget &of, const char *name) {
        QCoreApplication::processEvents(); // what was made anew is shown in a turn of its own
        const QWidget *found = nullptr;
        for (const QWidget *one : of.findChildren<QWidget *>(QLatin1String(name)))
            found = one->isVisible() ? one : found;
        if (!found)
            return {};
        if (const auto *label = qobject_cast<const QLabel *>(found))
            return label->text();
        QStringList texts;
        for (const QLabel *label : found->findChildren<QLabel *>())
            texts << label->text();
        return texts.join(QLatin1Char(' '));
    }
    static void typeInPicker(const QString &text) {
        QTRY_VERIFY(QApplication::activePopupWidget());
        auto *edit = QApplication::activePopupWidget()->findChild<QLineEdit *>();
        QVERIFY(edit);
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }

private Q_SLOTS:
    void initTestCase() {
        m_session = m_place.make(true, m_keychain);
        QVERIFY(m_session);
        service::WorkspaceService workspace(*m_session);
        QVERIFY(workspace.saveTopic({"offers", "Offers", "opt-in"}).has_value());
    }
    void init() { m_undo = {}; }
    void cleanup() {
        const auto all = ConnectionService(*m_session).list();
        for (const auto &one : *all)
            QVERIFY(ConnectionService(*m_session).remove(one.name).has_value());
        QVERIFY(TopicLinks(*m_session).tie("offers", {}).has_value());
    }

    void withoutAmazonNeitherIsThere() {
        TopicsSection topics(m_session);
        open(topics);
        QVERIFY(rest(topics));
        QVERIFY(part<QWidget>(topics, "amazonTopics")->isHidden());
        BlockedSection blocked(m_session, &m_jobs);
        open(blocked);
        QVERIFY(rest(blocked));
        QVERIFY(part<QWidget>(blocked, "amazonBlocked")->isHidden());
    }

    void aTopicIsTiedAndBroughtToAmazon() {
        FakeAwsConfig config;
        config.contactTopics["audience"] = Json::array({Json{{"TopicName", "newsletter"}, {"DisplayName", "News"}, {"DefaultSubscriptionStatus", "OPT_OUT"}}});
        FakeAws amazon(config);
        connectTo(amazon);
        TopicsSection section(m_session);
        open(section);
        QVERIFY(rest(section));
        QVERIFY(part<QWidget>(section, "amazonTopics")->isVisible());
        QVERIFY2(words(section, "amazonTopicsLook").contains(QLatin1String("1 topic")), qPrintable(words(section, "amazonTopicsLook")));
        QVERIFY(!part<QPushButton>(section, "amazonTopicsSync")->isEnabled()); // nothing is tied
        part<QPushButton>(section, "amazonTopic_offers")->click();
        typeInPicker(QStringLiteral("offers-2026"));
        QTRY_COMPARE(TopicLinks(*m_session).all()->count("offers"), std::size_t(1));
        QVERIFY(rest(section));
        QCOMPARE(TopicLinks(*m_session).all()->at("offers"), std::string("offers-2026"));
        QVERIFY(words(section, "amazonTopics").contains(QLatin1String("Sync adds it")));
        part<QPushButton>(section, "amazonTopicsSync")->click();
        QVERIFY(rest(section));
        QVERIFY2(words(section, "amazonTopicsLook").contains(QLatin1String("1 topic")) && words(section, "amazonTopicsLook").contains(QLatin1String("added")),
                 qPrintable(words(section, "amazonTopicsLook")));
        QVERIFY(!words(section, "amazonTopics").contains(QLatin1String("Sync adds it")));
        const auto lists = TopicLinks(*m_session).lists();
        QCOMPARE(lists->front().there.size(), std::size_t(2));
        QVERIFY(m_undo);
        std::exchange(m_undo, {})();
        QTRY_VERIFY(TopicLinks(*m_session).all()->empty());
    }

    void aListThatIsNotThereIsSaid() {
        FakeAwsConfig config;
        config.contactLists.clear();
        FakeAws amazon(config);
        connectTo(amazon);
        TopicsSection section(m_session);
        open(section);
        QVERIFY(rest(section));
        QVERIFY2(words(section, "amazonTopicsLook").contains(QLatin1String("no contact list audience")), qPrintable(words(section, "amazonTopicsLook")));
        QVERIFY(words(section, "amazonTopicsNotice").isEmpty()); // said once
    }

    void blockedAddressesGoBothWays() {
        FakeAwsConfig config;
        config.suppressed = {{"gone@example.org", "BOUNCE"}};
        FakeAws amazon(config);
        connectTo(amazon);
        BlockedSection section(m_session, &m_jobs);
        open(section);
        QVERIFY(rest(section));
        QVERIFY(words(section, "amazonLast_shop").contains(QLatin1String("Not brought yet")));
        part<QPushButton>(section, "amazonBring")->click();
        QVERIFY(rest(section));
        QVERIFY2(words(section, "amazonBlockedNotice").contains(QLatin1String("1 address")), qPrintable(words(section, "amazonBlockedNotice")));
        QCOMPARE(SuppressionService(*m_session).list("gone@example.org", 1)->newest.size(), std::size_t(1));
        QVERIFY(words(section, "amazonLast_shop").contains(QLatin1String("1 on Amazon")));

        // Whom somebody blocked by hand Amazon is told of only when that is chosen.
        QVERIFY(SuppressionService(*m_session).add("nobody@example.org", "asked").has_value());
        auto *tell = part<QPushButton>(section, "amazonTell");
        tell->click();
        QVERIFY(part<QCheckBox>(section, "tellBounced")->isVisible() && part<QCheckBox>(section, "tellBounced")->isChecked());
        QVERIFY(!part<QCheckBox>(section, "tellManual")->isChecked());
        QTest::keyClick(part<QCheckBox>(section, "tellManual"), Qt::Key_Space);
        part<QPushButton>(section, "amazonTellNow")->click();
        QVERIFY(!tell->isChecked());
        QVERIFY(rest(section));
        // Its address is known to nobody here, so that is said.
        QVERIFY2(words(section, "amazonBlockedNotice").contains(QLatin1String("nobody here knows the address")), qPrintable(words(section, "amazonBlockedNotice")));
    }

    void aFailureIsOneSentence() {
        FakeAws amazon;
        connectTo(amazon);
        amazon.update([](FakeAwsConfig &now) { now.accessKeyId = "ANOTHER"; });
        BlockedSection section(m_session, &m_jobs);
        open(section);
        QVERIFY(rest(section));
        part<QPushButton>(section, "amazonBring")->click();
        QVERIFY(rest(section));
        QVERIFY(words(section, "amazonBlockedNotice").isEmpty()); // said once
        QVERIFY2(words(section, "amazonLast_shop").contains(QLatin1String("did not come to its end")), qPrintable(words(section, "amazonLast_shop")));
    }
};

AUDIENCE_TEST(AmazonListsTest)
#include "amazon_lists_test.moc"
