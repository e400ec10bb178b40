// A campaign through a mail server of one's own, from the connection to the last message.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "secrets/keychain.h"
#include "service/campaign_service.h"
#include "service/connection_service.h"
#include "service/data_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/suppression_service.h"
#include "service/template_service.h"
#include "service/workspace_service.h"
#include "support/fake_smtp.h"
#endif
#include "support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace audience;
using namespace audience::service;
using namespace audience::test;

class MailServerTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::shared_ptr<Session> m_session;

    model::SmtpConnection entry(const FakeSmtp &server) const {
        model::SmtpConnection smtp;
        smtp.name = "post";
        smtp.host = "127.0.0.1";
        smtp.port = server.port();
        smtp.tls = model::SmtpConnection::Tls::None;
        smtp.user = "news";
        smtp.fromAddress = "Shop <news@example.com>";
        smtp.postalAddress = "Shop, 1 Street";
        smtp.unsubscribe = {model::UnsubscribeKind::Url, "https://u.example.com/u?t={token}"};
        smtp.ratePerSecond = 1'000;
        return smtp;
    }
    static FakeSmtpConfig config() {
        FakeSmtpConfig config;
        config.user = "news";
        config.password = "secret words";
        return config;
    }

private Q_SLOTS:
    void init() {
        Session::Options options;
        options.environment.stateDirectory = m_folder.filePath(QStringLiteral("state")).toStdString();
        options.keychain = std::make_shared<secrets::MemoryKeychain>();
        QFile::remove(m_folder.filePath(QStringLiteral("shop.audience")));
        auto session = Session::create(m_folder.filePath(QStringLiteral("shop.audience")).toStdString(), options);
        QVERIFY(session.has_value());
        m_session = *session;
    }

    void sendsACampaign() {
        FakeSmtp server(config());
        ConnectionService connections(*m_session);
        QVERIFY(connections.save(entry(server)).has_value());
        QCOMPARE(connections.test("post").error().id, std::string("secrets.not_found"));
        QVERIFY(connections.storeKeys("post", {"news", Secret("wrong"), Secret()}).has_value());
        QCOMPARE(connections.test("post").error().id, std::string("smtp.login_refused"));
        QVERIFY(connections.storeKeys("post", {"news", Secret("secret words"), Secret()}).has_value());
        const auto tested = connections.test("post");
        QVERIFY2(tested.has_value(), tested ? "" : tested.error().id.c_str());
        QVERIFY(server.mails().empty());

        QFile csv(m_folder.filePath(QStringLiteral("people.csv")));
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("id,email,newsletter\n");
        for (int i = 0; i < 40; ++i)
            csv.write(QStringLiteral("%1,c%1@example.org,yes\n").arg(i).toUtf8());
        csv.close();
        ingest::ImportSpec import;
        import.path = csv.fileName().toStdString();
        import.name = "people";
        import.role = store::DatasetRole::Profiles;
        import.key = "id";
        import.email = "email";
        import.consent = "newsletter";
        QVERIFY(DataService(*m_session).importFile(import).has_value());
        SegmentView everybody;
        everybody.name = "Everybody";
        everybody.rule = *SegmentService(*m_session).fromText("email is not empty");
        TemplateView hello;
        hello.email.name = "Hello";
        hello.email.subject = "Hello {{ id }}";
        hello.email.html = "<p>Hello</p><p>{{ postal_address }}</p><a href=\"{{ unsubscribe_url }}\">Unsubscribe</a>";
        CampaignView campaign;
        campaign.campaign.name = "Spring";
        campaign.campaign.segment = SegmentService(*m_session).save(everybody)->id;
        campaign.campaign.emailTemplate = TemplateService(*m_session).save(hello)->id;
        campaign.campaign.connection = "post";
        CampaignService campaigns(*m_session);
        const auto saved = campaigns.save(campaign);
        QVERIFY(saved.has_value());
        const auto checks = campaigns.check(saved->id);
        QVERIFY(checks.has_value());
        QVERIFY(std::any_of(checks->begin(), checks->end(), [](const CheckView &one) { return one.id == "check.smtp_reports_nothing"; }));
        const auto armed = campaigns.arm(saved->id);
        QVERIFY2(armed.has_value(), armed ? "" : armed.error().id.c_str());
        const auto ended = campaigns.run(saved->id);
        QVERIFY2(ended.has_value(), ended ? "" : ended.error().id.c_str());
        QCOMPARE(ended->state, model::CampaignState::Finished);
        QCOMPARE(ended->states.at("accepted"), 40);
        std::set<std::string> people;
        for (const ReceivedMail &mail : server.mails()) {
            QVERIFY(people.insert(mail.to).second);
            QVERIFY(mail.isLoggedIn && mail.from == "news@example.com");
            QVERIFY(mail.message.find("List-Unsubscribe: <https://u.example.com/u?t=") != std::string::npos);
        }
        QCOMPARE(people.size(), std::size_t(40));
        const auto findings = WorkspaceService(*m_session).doctor();
        QVERIFY(findings.has_value() && findings->empty());
    }

    void anEmailToOneself() {
        FakeSmtp server(config());
        ConnectionService connections(*m_session);
        QCOMPARE(*connections.usual(), std::string("practice"));
        QVERIFY(connections.save(entry(server)).has_value());
        QCOMPARE(*connections.usual(), std::string("post"));
        QVERIFY(connections.storeKeys("post", {"news", Secret("wrong"), Secret()}).has_value());
        QCOMPARE(connections.sendHello("post", "me@example.org", "Test", "Words").error().id, std::string("smtp.login_refused"));
        QVERIFY(connections.storeKeys("post", {"news", Secret("secret words"), Secret()}).has_value());
        QCOMPARE(connections.sendHello("other", "me@example.org", "Test", "Words").error().id, std::string("connection.unknown"));
        QVERIFY(!connections.sendHello("post", "nobody", "Test", "Words"));
        const auto sent = connections.sendHello("post", "me@example.org", "Test", "Words");
        QVERIFY2(sent.has_value(), sent ? "" : sent.error().id.c_str());
        QCOMPARE(sent->host, std::string("127.0.0.1"));
        QCOMPARE(server.mails().size(), std::size_t(1));
        QVERIFY(server.mails().front().message.find("Subject: Test") != std::string::npos);
        QVERIFY(SuppressionService(*m_session).add("me@example.org", "asked").has_value());
        QCOMPARE(connections.sendHello("post", "me@example.org", "Test", "Words").error().id, std::string("template.test_suppressed"));
        QCOMPARE(server.mails().size(), std::size_t(1));
    }

    void whatCannotWorkIsRefused_data() {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("error");
        for (const char *what : {"host", "port", "plain", "rate", "list", "credentials"})
            QTest::newRow(what) << QString::fromLatin1(what) << QStringLiteral("connection.smtp_") + QString::fromLatin1(what);
    }
    void whatCannotWorkIsRefused() {
        QFETCH(QString, what);
        QFETCH(QString, error);
        FakeSmtp server;
        model::SmtpConnection smtp = entry(server);
        if (what == QStringLiteral("host"))
            smtp.host = "mail.example.com/x";
        else if (what == QStringLiteral("port"))
            smtp.port = 70'000;
        else if (what == QStringLiteral("plain"))
            smtp.host = "mail.example.com";
        else if (what == QStringLiteral("rate"))
            smtp.ratePerSecond = 0;
        else if (what == QStringLiteral("list"))
            smtp.unsubscribe = {model::UnsubscribeKind::SesList, "main"};
        else
            smtp.credentials = "profile:x";
        const auto saved = ConnectionService(*m_session).save(smtp);
        QVERIFY(!saved.has_value());
        QCOMPARE(QString::fromStdString(saved.error().id), error);
    }
};
AUDIENCE_TEST(MailServerTest)

#include "mail_server_test.moc"
