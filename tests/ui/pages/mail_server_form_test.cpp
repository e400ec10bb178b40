// A mail server of one's own, from the empty form to an email in a mailbox: what is wrong stands beside its field, the
// password goes to the keychain alone, and what such a server does not tell is said.
#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#include "demo_session.h"
#include "service/connection_service.h"
#include "service/draft_service.h"
#include "service/template_service.h"
#include "support/fake_smtp.h"
#include "ui/connections/connection_form.h"
#include "ui/connections/connections_page.h"
#include "ui/connections/finding_row.h"
#include "ui/connections/mail_server_guide.h"
#include "ui/kit/jobs.h"
#include "ui/templates/send_test_panel.h"
#endif
#include "support/test_main.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QTest>

using namespace audience;
using namespace audience::test;
using namespace audience::ui;
using service::ConnectionService;

class MailServerFormTest : public QObject {
    Q_OBJECT
    DemoSession m_place;
    std::shared_ptr<service::Session> m_session;
    std::shared_ptr<secrets::MemoryKeychain> m_keychain = std::make_shared<secrets::MemoryKeychain>();
    Jobs m_jobs;
    std::function<void()> m_undo;

    std::unique_ptr<ConnectionsPage> make() {
        auto page = std::make_unique<ConnectionsPage>(m_session, &m_jobs);
        connect(page.get(), &Page::saidWithUndo, this, [this](const QString &, const std::function<void()> &undo) { m_undo = undo; });
        part<MailServerGuide>(*page, "mailServerGuide")->setAsksDns(false);
        page->resize(1100, 760);
        page->setVisible(true);
        return page;
    }
    static FakeSmtpConfig login() {
        FakeSmtpConfig config;
        config.user = "news";
        config.password = "secret words";
        return config;
    }
    static model::SmtpConnection entry(const FakeSmtp &server, const char *name) {
        model::SmtpConnection smtp;
        smtp.name = name;
        smtp.host = "127.0.0.1";
        smtp.port = server.port();
        smtp.tls = model::SmtpConnection::Tls::None;
        smtp.fromAddress = "Shop <news@example.com>";
        smtp.postalAddress = "Shop, 1 Street";
        smtp.unsubscribe = {model::UnsubscribeKind::Url, "https://u.example.com/u?t={token}"};
        return smtp;
    }
    static void type(const QWidget &page, const char *field, const QString &text) {
        auto *edit = part<QLineEdit>(page, field);
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    static QString complaint(const QWidget &page, const char *field) {
        const auto *label = page.findChild<QLabel *>(QLatin1String(field) + QStringLiteral("Complaint"));
        return label && label->isVisible() ? label->text() : QString();
    }
    static QString words(const QWidget &of, const char *notice) {
        QStringList texts;
        for (const QLabel *label : part<QWidget>(of, notice)->findChildren<QLabel *>())
            texts << label->text();
        return part<QWidget>(of, notice)->isVisible() ? texts.join(QLatin1Char(' ')) : QString();
    }
    static void choose(QComboBox *box, int index) {
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    }
    // The row of a list that has just been opened.
    static bool pick(const QWidget &window, const QString &words) {
        auto *list = window.findChild<QListWidget *>(QStringLiteral("pickerList"));
        const auto rows = list ? list->findItems(words, Qt::MatchExactly) : QList<QListWidgetItem *>();
        if (rows.isEmpty())
            return false;
        list->setCurrentItem(rows.first());
        QTest::keyClick(list, Qt::Key_Return);
        return true;
    }

private Q_SLOTS:
    void initTestCase() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_place.file(QStringLiteral("config")));
        m_session = m_place.make(true, m_keychain);
        QVERIFY(m_session);
    }
    void cleanup() {
        const auto all = ConnectionService(*m_session).list();
        for (const auto &one : *all)
            QVERIFY(ConnectionService(*m_session).remove(one.name).has_value());
        const auto drafts = service::DraftService(*m_session).list();
        for (const auto &draft : drafts->drafts)
            QVERIFY(service::DraftService(*m_session).discard(draft.kind, draft.id, draft.kept).has_value());
        QVERIFY(m_session->workspace().setSetting("usual_connection", Json()).has_value());
        m_undo = {};
    }

    void fromTheEmptyFormToAMailbox() {
        FakeSmtp server(login());
        const auto page = make();
        QVERIFY(settle(*page));
        page->open(QStringLiteral("new-mail"));
        type(*page, "connectionName", QStringLiteral("Post"));
        type(*page, "connectionHost", QStringLiteral("127.0.0.1"));
        auto *encryption = part<QComboBox>(*page, "connectionEncryption");
        QCOMPARE(encryption->count(), 3); // this computer itself may be spoken to in the open
        choose(encryption, 2);
        type(*page, "connectionPort", QString::number(server.port()));
        type(*page, "connectionFrom", QStringLiteral("Shop <news@example.com>"));
        type(*page, "connectionPostal", QStringLiteral("Street 1"));
        type(*page, "connectionLeaveValue", QStringLiteral("https://shop.example/leave?who={token}"));
        QVERIFY(!part<QLineEdit>(*page, "connectionPassword")->isVisible()); // no login, no password
        type(*page, "connectionUser", QStringLiteral("news"));
        type(*page, "connectionPassword", QStringLiteral("secret words"));
        part<QPushButton>(*page, "connectionSave")->click();
        QVERIFY(settle(*page));
        QVERIFY2(words(*page, "connectionResult").contains(QLatin1String("answers")), qPrintable(words(*page, "connectionResult") + words(*page, "connectionNotice")));
        QVERIFY(part<QLineEdit>(*page, "connectionPassword")->text().isEmpty()); // never shown again
        QFile file(QString::fromStdString(m_session->workspace().path()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("secret words"));
        QVERIFY(server.mails().empty());

        // An email to oneself.
        auto *address = part<QLineEdit>(*page, "mailServerTestAddress");
        address->clear();
        part<QPushButton>(*page, "mailServerSendTest")->click();
        QVERIFY(words(*page, "mailServerTestResult").contains(QLatin1String("Type the address")));
        QTest::keyClicks(address, QStringLiteral("me@example.org"));
        QTest::keyClick(address, Qt::Key_Return);
        QVERIFY(settle(*page));
        QVERIFY2(words(*page, "mailServerTestResult").contains(QLatin1String("took the email")), qPrintable(words(*page, "mailServerTestResult")));
        QCOMPARE(server.mails().size(), std::size_t(1));
        QCOMPARE(server.mails().front().to, std::string("me@example.org"));
        QVERIFY(part<FindingRow>(*page, "mailServerOpens")->words().contains(QLatin1String("openings, clicks")));

        // Changed, and back with Undo.
        part<QPushButton>(*page, "mailServerChange")->click();
        QVERIFY(part<ConnectionForm>(*page, "connectionForm")->isVisible());
        type(*page, "connectionRate", QStringLiteral("2"));
        part<QPushButton>(*page, "connectionSave")->click();
        QVERIFY(settle(*page));
        QCOMPARE((*ConnectionService(*m_session).mailServer("Post"))->ratePerSecond, 2.0);
        QVERIFY(m_undo);
        std::exchange(m_undo, {})();
        QVERIFY(settle(*page));
        QCOMPARE((*ConnectionService(*m_session).mailServer("Post"))->ratePerSecond, 5.0);
    }

    void whatIsWrongStandsBesideItsField() {
        const auto page = make();
        QVERIFY(settle(*page));
        page->open(QStringLiteral("new-mail"));
        part<QPushButton>(*page, "connectionSave")->click();
        for (const char *field : {"connectionName", "connectionHost", "connectionFrom", "connectionPostal", "connectionLeaveValue"})
            QVERIFY2(!complaint(*page, field).isEmpty(), field);
        type(*page, "connectionHost", QStringLiteral("mail.example.com/x"));
        part<QPushButton>(*page, "connectionSave")->click();
        QVERIFY(complaint(*page, "connectionHost").contains(QLatin1String("mail.example.com/x")));
        type(*page, "connectionHost", QStringLiteral("mail.example.com"));
        QCOMPARE(part<QComboBox>(*page, "connectionEncryption")->count(), 2); // nothing leaves for elsewhere in the open
        type(*page, "connectionPort", QStringLiteral("99999"));
        part<QPushButton>(*page, "connectionSave")->click();
        QVERIFY(!complaint(*page, "connectionPort").isEmpty() && complaint(*page, "connectionHost").isEmpty());
        type(*page, "connectionPort", QStringLiteral("587"));
        type(*page, "connectionRate", QStringLiteral("many"));
        part<QPushButton>(*page, "connectionSave")->click();
        QVERIFY(!complaint(*page, "connectionRate").isEmpty());
        // The usual port follows the encryption, one's own stays.
        choose(part<QComboBox>(*page, "connectionEncryption"), 1);
        QCOMPARE(part<QLineEdit>(*page, "connectionPort")->text(), QStringLiteral("465"));
        type(*page, "connectionPort", QStringLiteral("2525"));
        choose(part<QComboBox>(*page, "connectionEncryption"), 0);
        QCOMPARE(part<QLineEdit>(*page, "connectionPort")->text(), QStringLiteral("2525"));
        // Also where another server takes "None" away.
        type(*page, "connectionHost", QStringLiteral("localhost"));
        choose(part<QComboBox>(*page, "connectionEncryption"), 2);
        type(*page, "connectionPort", QStringLiteral("25"));
        type(*page, "connectionHost", QStringLiteral("mail.example.com"));
        QCOMPARE(part<QLineEdit>(*page, "connectionPort")->text(), QStringLiteral("587"));
        QVERIFY(ConnectionService(*m_session).list()->empty());
    }

    void aWrongPasswordIsSaid() {
        FakeSmtp server(login());
        auto smtp = entry(server, "Post");
        smtp.user = "news";
        QVERIFY(ConnectionService(*m_session).save(smtp).has_value());
        const auto page = make();
        QVERIFY(settle(*page));
        QVERIFY(words(*page, "connectionResult").contains(QLatin1String("password")));
        QVERIFY(part<QLineEdit>(*page, "connectionPassword")->isVisible()); // it is what lacks
        type(*page, "connectionPassword", QStringLiteral("wrong"));
        part<QPushButton>(*page, "connectionSave")->click();
        QVERIFY(settle(*page));
        QVERIFY2(words(*page, "connectionResult").contains(QLatin1String("refused the user name or the password")), qPrintable(words(*page, "connectionResult")));
        type(*page, "mailServerTestAddress", QStringLiteral("me@example.org"));
        part<QPushButton>(*page, "mailServerSendTest")->click();
        QVERIFY(settle(*page));
        QVERIFY(words(*page, "mailServerTestResult").contains(QLatin1String("refused the user name or the password")));
        QVERIFY(server.mails().empty());
    }

    void writingSurvivesWithoutThePassword() {
        {
            const auto page = make();
            QVERIFY(settle(*page));
            page->open(QStringLiteral("new-mail"));
            type(*page, "connectionName", QStringLiteral("Half"));
            type(*page, "connectionHost", QStringLiteral("mail.example.com"));
            type(*page, "connectionUser", QStringLiteral("anna"));
            type(*page, "connectionPassword", QStringLiteral("secretwritten"));
            QVERIFY(settle(*page));
        }
        const QDir folder(QString::fromStdString(m_session->workspace().draftsPath()));
        for (const QString &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!file.readAll().contains("secretwritten"));
        }
        const auto drafts = service::DraftService(*m_session).list();
        QCOMPARE(drafts->drafts.size(), std::size_t(1));
        const auto page = make();
        QVERIFY(settle(*page));
        page->open(QString::number(drafts->drafts.front().id));
        QCOMPARE(part<QLineEdit>(*page, "connectionHost")->text(), QStringLiteral("mail.example.com"));
        QCOMPARE(part<QLineEdit>(*page, "connectionUser")->text(), QStringLiteral("anna"));
        QVERIFY(part<QLineEdit>(*page, "connectionPassword")->text().isEmpty());
    }

    void oneOfSeveralIsForNewCampaigns() {
        FakeSmtp server;
        QVERIFY(ConnectionService(*m_session).save(entry(server, "First")).has_value());
        QVERIFY(ConnectionService(*m_session).save(entry(server, "Second")).has_value());
        QCOMPARE(*ConnectionService(*m_session).usual(), std::string("First"));
        const auto page = make();
        QVERIFY(settle(*page));
        page->open(QStringLiteral("Second"));
        QVERIFY(settle(*page));
        part<QPushButton>(*page, "connectionUse")->click();
        QVERIFY(settle(*page));
        QCOMPARE(*ConnectionService(*m_session).usual(), std::string("Second"));
        QVERIFY(m_undo);
        std::exchange(m_undo, {})();
        QVERIFY(settle(*page));
        QCOMPARE(*ConnectionService(*m_session).usual(), std::string("First"));
        QVERIFY(ConnectionService(*m_session).setUsual("Second").has_value());
        // Removed, another one takes its place.
        QVERIFY(ConnectionService(*m_session).remove("Second").has_value());
        QCOMPARE(*ConnectionService(*m_session).usual(), std::string("First"));
        QCOMPARE(ConnectionService(*m_session).setUsual("Second").error().id, std::string("connection.unknown"));
    }

    void aTestOfATemplateGoesThroughWhatIsChosen() {
        FakeSmtp first, second;
        QVERIFY(ConnectionService(*m_session).save(entry(first, "First")).has_value());
        QVERIFY(ConnectionService(*m_session).save(entry(second, "Second")).has_value());
        SendTestPanel panel(m_session);
        panel.resize(700, 200);
        panel.open();
        QTRY_VERIFY(panel.isSettled());
        auto *through = part<QPushButton>(panel, "testThrough");
        QCOMPARE(through->text(), QStringLiteral("First"));
        QVERIFY(part<QLabel>(panel, "testHappens")->text().contains(QLatin1String("127.0.0.1")));
        through->click();
        QTRY_VERIFY(pick(panel, QStringLiteral("Second")));
        QTRY_COMPARE(through->text(), QStringLiteral("Second"));
        part<QLineEdit>(panel, "testAddress")->setText(QStringLiteral("me@example.org"));
        model::EmailTemplate email;
        email.name = "Hello";
        email.subject = "Hello";
        email.html = "<p>Hello</p>";
        panel.send(email);
        QTRY_VERIFY(panel.isSettled());
        QCOMPARE(second.mails().size(), std::size_t(1));
        QVERIFY(first.mails().empty());
        QVERIFY(second.mails().front().message.find("Subject: [Test] Hello") != std::string::npos);
        QVERIFY(words(panel, "testResult").contains(QLatin1String("Your mail server 127.0.0.1 took it")));
    }
};

AUDIENCE_TEST(MailServerFormTest)
#include "mail_server_form_test.moc"
